"""The notebooks run, in a real kernel, and show what is kept in them."""

import os
import re
from pathlib import Path

import nbformat
import pytest
from IPython.core.completer import IPCompleter, provisionalcompleter
from matplotlib.font_manager import get_font_names
from nbclient import NotebookClient
from nbformat import NotebookNode

from framework import Study
from tests.conftest import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def shown(cells: list[NotebookNode]) -> list[list[dict[str, str]]]:
    """Return what cells show, as text by kind; a drawing has its own tests."""
    found = []
    for cell in cells:
        outputs = []
        for output in cell.get("outputs", []):
            data = output.get("data") or {"text/plain": output.text}
            outputs.append({kind: data[kind] for kind in data if kind != "image/svg+xml"})
        found.append(outputs)
    return found


@pytest.fixture(scope="module")
def run() -> dict[Path, list[NotebookNode]]:
    """Return the cells of each notebook with new outputs, all from one kernel emptied between."""
    assert get_font_names()  # where its list is made at a first run, a kernel would say so
    own = {path: nbformat.read(path, as_version=4).cells for path in NOTEBOOKS}
    empty = [nbformat.v4.new_code_cell("%reset -f") for _ in own]
    pairs = zip(empty, own.values(), strict=True)
    cells = [cell for first, inside in pairs for cell in (first, *inside)]
    together = nbformat.v4.new_notebook(cells=cells)
    place = {"metadata": {"path": str(ROOT / "notebooks")}}
    client = NotebookClient(
        together,
        timeout=60,
        kernel_name="python3",
        resources=place,
        coalesce_streams=True,  # a busy machine parts what one print says
    )
    client.execute(env={**os.environ, "PYTHONPATH": str(ROOT)})
    return own


def kept(cells: list[NotebookNode]) -> list[NotebookNode]:
    """Return cells as they are kept: numbered from 1, without times and the drawing's twin."""
    code = [cell for cell in cells if cell.cell_type == "code"]
    for number, cell in enumerate(code, 1):
        cell.metadata.pop("execution", None)
        for numbered in (cell, *cell.outputs):
            if "execution_count" in numbered:
                numbered.execution_count = number
    return cells


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: str(path.stem))
def test_a_notebook_shows_what_it_kept(path: Path, run: dict[Path, list[NotebookNode]]) -> None:
    notebook = nbformat.read(path, as_version=4)
    if os.environ.get("FRAMEWORK_UPDATE"):
        notebook.cells = kept(run[path])
        nbformat.write(notebook, path)
    assert shown(run[path]) == shown(notebook.cells), "FRAMEWORK_UPDATE=1 writes it anew"
    assert sum(map(len, shown(notebook.cells))) > 3


def test_every_notebook_says_first_that_the_study_is_invented() -> None:
    assert len(NOTEBOOKS) == 5
    for path in NOTEBOOKS:
        assert "invented" in nbformat.read(path, as_version=4).cells[0].source


def test_no_notebook_keeps_a_place_of_this_machine() -> None:
    for path in NOTEBOOKS:
        assert not re.search(r"/(home|tmp|work|Users)/|[A-Z]:\\", path.read_text("utf-8")), (
            path.name
        )


def test_the_question_is_answered_in_under_ten_lines() -> None:
    """Which older people's groups speak of it, and in whose words?"""
    cells = nbformat.read(NOTEBOOKS[1], as_version=4).cells
    code = [
        line for cell in cells[:4] if cell.cell_type == "code" for line in cell.source.splitlines()
    ]
    assert len([line for line in code if line.strip()]) < 10


def test_names_complete_in_a_notebook() -> None:
    """As somebody presses Tab inside ``study.transcripts["``."""
    completer = IPCompleter(namespace={"study": Study.open(ROOT)})
    for typed, name in (
        ('study.cases["ASH-', "ASH-OP-1"),
        ('study.transcripts["ASH-', "ASH-OP-1"),
        ('study.codebook["2.', "2.1"),
    ):
        with provisionalcompleter():
            offered = [one.text for one in completer.completions(typed, len(typed))]
        assert any(name in one for one in offered), typed
