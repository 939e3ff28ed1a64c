"""The package's architecture, as a test: rooms import downwards only, and in none is a circle."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "framework"
MATERIAL = ["errors", "plain", "cases", "trail", "transcripts", "intake"]
"""What was received, and the trail, which numbers its turns."""
ANALYSIS = [
    *("codebook", "index", "charts", "comparison", "proposals", "findings", "checking"),
    "decisions",
]
"""What people decide, and what follows."""
PRODUCTS = [
    *("figures", "workbook", "pages", "documents", "manuscript", "notebook", "building"),
    *("starter_files", "starter", "writer", "builder", "reader", "study", "cli"),
]
"""What is built from the analysis, and what people type."""
ROOMS = [*MATERIAL, *ANALYSIS, *PRODUCTS]
"""Folders and single files, in order; each imports only from those before it."""
RANK = {name: step for step, name in enumerate(ROOMS)}
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
MAY_IMPORT_HEAVY = {
    *("jinja2 pages", "markupsafe pages", "jinja2 manuscript"),
    *("lxml plain", "lxml transcripts", "lxml manuscript", "lxml figures"),
    *("openpyxl plain", "xlsxwriter workbook", "matplotlib figures", "pypdfium2 transcripts"),
    *("matplotlib notebook", "pandas notebook"),
}
"""A library and the room that imports it."""
IN_ONE_PLACE = {"spacy": "proposals/language.py", "tqdm": "plain/progress.py"}


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


def run(name: str) -> Iterator[str]:
    """The files that Python runs to import a dotted name: its packages, and the file itself."""
    parts = name.split(".")
    for depth in range(1, len(parts) + 1):
        place = PACKAGE.joinpath(*parts[:depth])
        if place.is_dir():
            yield ".".join((*parts[:depth], "__init__"))
        elif place.with_suffix(".py").is_file():
            yield ".".join(parts[:depth])


def test_every_room_has_its_place() -> None:
    assert {room for _, room in modules()} == RANK.keys()


def test_imports_point_to_rooms_below() -> None:
    seen = 0
    for file, room in modules():
        for name in imported(file):
            seen += 1
            other = name.split(".")[0]
            assert other == room or RANK[other] < RANK[room], f"{file} imports {name}"
    assert seen > 100


def test_no_room_has_a_circle() -> None:
    """Whichever file is imported first, the packages above those that it imports included."""
    needs = {}
    for file, _ in modules():
        own = file.relative_to(PACKAGE).with_suffix("").parts
        above = {".".join((*own[:depth], "__init__")) for depth in range(1, len(own))}
        needs[".".join(own)] = {one for name in imported(file) for one in run(name)} - above
    assert {one for each in needs.values() for one in each} <= needs.keys() | {"errors"}
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
            for library in libraries & HEAVY:
                assert f"{library} {room}" in MAY_IMPORT_HEAVY, f"{file} imports {library}"
            for library in libraries & IN_ONE_PLACE.keys():
                assert where == IN_ONE_PLACE[library], f"{file} imports {library}"
                assert node not in parsed.body, f"{file}: import {library} where it is used"
