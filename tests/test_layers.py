"""The package's architecture, as a test: rooms import from rooms above, and in none is a circle."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "framework"
ROOMS = [  # folders and single files; each imports only from lines above its own
    ["errors", "text", "waiting"],
    ["markup", "named"],
    ["material"],
    ["trail"],
    ["charts"],
    ["figures", "tracing"],
    ["manuscript", "proposals", "writing"],
    ["checking"],
    ["storage"],
    ["formats"],
    ["starter_files", "views"],
    ["adding", "building", "starter", "suggesting", "verifying", "writer"],
    ["builder", "reader"],
    ["study"],
    ["cli"],
]
RANK = {name: step for step, line in enumerate(ROOMS) for name in line}
HEAVY = {
    "jinja2",
    "markupsafe",
    "lxml",
    "xlsxwriter",
    "openpyxl",
    "pandas",
    "matplotlib",
    "docx",
    "pypdfium2",
}
MAY_IMPORT_HEAVY = {"formats", "views/frames.py"}
IN_ONE_PLACE = {"spacy": "formats/language.py", "tqdm": "waiting.py"}


def modules() -> Iterator[tuple[Path, str]]:
    """Each file of the package and the room it is in."""
    for file in sorted(PACKAGE.rglob("*.py")):
        room = file.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if room not in ("__init__", "__main__"):
            yield file, room


def imported(file: Path) -> Iterator[str]:
    """The dotted names that a file imports from this package, without its own name before them."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            assert not any(alias.name.split(".")[0] == "framework" for alias in node.names), (
                f"{file}: write `from framework.x import y`, which this test can read"
            )
        if not isinstance(node, ast.ImportFrom):
            continue
        assert node.level == 0, f"{file}: relative imports hide the room"
        package, _, module = (node.module or "").partition(".")
        if package != "framework":
            continue
        for alias in node.names:
            name = f"{module}.{alias.name}".strip(".")
            if name != "__version__":
                yield name if is_module(name) else module


def is_module(name: str) -> bool:
    """Whether a dotted name is a file of the package, and not something in one."""
    return PACKAGE.joinpath(*name.split(".")).with_suffix(".py").is_file()


def test_every_room_has_its_line() -> None:
    assert {room for _, room in modules()} == RANK.keys()


def test_imports_point_up_the_list() -> None:
    seen = 0
    for file, room in modules():
        for name in imported(file):
            seen += 1
            other = name.split(".")[0]
            assert other == room or RANK[other] < RANK[room], f"{file} imports {name}"
    assert seen > 100


def test_no_room_has_a_circle() -> None:
    needs = {
        ".".join(file.relative_to(PACKAGE).with_suffix("").parts): set(imported(file))
        for file, _ in modules()
    }
    assert len(list(TopologicalSorter(needs).static_order())) >= len(needs)


def test_heavy_libraries_are_imported_where_they_belong() -> None:
    for file, room in modules():
        where = file.relative_to(PACKAGE).as_posix()
        parsed = ast.parse(file.read_text("utf-8"))
        for node in ast.walk(parsed):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            libraries = {one.split(".")[0] for one in names}
            heavy = libraries & HEAVY
            assert not heavy or MAY_IMPORT_HEAVY & {room, where}, f"{file} imports {heavy}"
            for library in libraries & IN_ONE_PLACE.keys():
                assert where == IN_ONE_PLACE[library], f"{file} imports {library}"
                assert node not in parsed.body, f"{file}: import {library} where it is used"
