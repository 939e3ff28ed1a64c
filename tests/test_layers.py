"""The package's architecture, as a test: imports point down only."""

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "framework"
LAYERS = [
    ["errors", "text"],
    ["markup"],
    ["case", "codebook", "forms", "guide", "legend", "numbering", "passage", "sentence"],
    ["transcript", "reference", "quote"],
    ["decisions", "quotes", "standing", "terms"],
    ["index", "cell", "matrix"],
    ["choice", "memo"],
    ["chart"],
    ["figure", "finding", "position"],
    ["grounds", "locus", "progress", "strip", "traced"],
    [
        *("acts", "check", "comments", "edition", "left", "manuscript", "passage_table"),
        *("propose", "reading_copy", "subtheme_page", "trace"),
    ],
    ["chain", "chart_view", "frames", "news", "panel", "remark", "review", "take_back"],
    ["page", "subtheme_view"],
    ["storage"],
    ["formats"],
    ["at_hand", "drawn", "starter", "verifying", "writer"],
    ["charting", "reader"],
    ["study"],
    ["cli"],
]
RANK = {name: step for step, layer in enumerate(LAYERS) for name in layer}
HEAVY = {
    "jinja2",
    "markupsafe",
    "lxml",
    "xlsxwriter",
    "openpyxl",
    "pandas",
    "spacy",
    "matplotlib",
    "docx",
    "pypdfium2",
}
MAY_IMPORT_HEAVY = {"formats", "frames"}


def modules() -> Iterator[tuple[Path, str]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        first = file.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if first not in ("__init__", "__main__"):
            yield file, first


def test_every_module_has_its_row() -> None:
    found = {name for _, name in modules()}
    assert found == RANK.keys()


def test_imports_point_down() -> None:
    seen = 0
    for file, name in modules():
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                used = [alias.name for alias in node.names]
                assert not any(one.split(".")[0] == "framework" for one in used), (
                    f"{file}: write `from framework.x import y`, which this test can read"
                )
            if not isinstance(node, ast.ImportFrom):
                continue
            assert node.level == 0, f"{file}: relative imports hide the layer"
            parts = (node.module or "").split(".")
            if parts[0] != "framework":
                continue
            targets = parts[1:2] or [alias.name for alias in node.names]
            for target in targets:
                if target == "__version__":
                    continue
                seen += 1
                assert target == name or RANK[target] < RANK[name], f"{file} imports {target}"
    assert seen > 100


def test_heavy_libraries_are_imported_where_they_belong() -> None:
    for file, name in modules():
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            heavy = {one.split(".")[0] for one in names} & HEAVY
            assert not heavy or name in MAY_IMPORT_HEAVY, f"{file} imports {heavy}"
