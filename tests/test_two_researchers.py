"""Two people in one synced folder: who charts what, a workbook for each, and news of the other."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from framework import Study
from framework.cases.case import Row
from tests.conftest import Run
from tests.test_round_trip import edit, place, taken, typed

EK, RT, SHARED = "charts/tiny-ek.xlsx", "charts/tiny-rt.xlsx", "charts/tiny.xlsx"


@pytest.fixture
def shared_out(folder: Path) -> Path:
    """Return the tiny study in which ek charts Ashmarch and rt one group of Harkenshaw."""
    with (folder / "study.yaml").open("a", encoding="utf-8") as file:
        file.write("charting:\n  ek: [Ashmarch]\n  rt: [HAR-LD-1]\n")
    assert Study.open(folder).problems == []
    return folder


def ground(folder: Path, book: str, sheet: str, key: str) -> str:
    """Return the colour of the ground of a row's first box."""
    cell = place(load_workbook(folder / book)[sheet], key, "2.1")
    return str(cell.fill.fgColor.rgb) if cell.fill.fill_type else "white"


def test_each_has_a_workbook_and_the_studys_own_is_for_reading(shared_out: Path, run: Run) -> None:
    words = " ".join(taken(shared_out, run, "--researcher", "ek").output.split())
    assert "To write in charts/tiny-ek.xlsx" in words
    assert "To read charts/tiny.xlsx" in words
    assert not (shared_out / RT).exists()
    assert ground(shared_out, EK, "By team", "ASH-OP-1") == "white"
    assert ground(shared_out, EK, "By team", "HAR-LD-1") != "white"
    assert ground(shared_out, EK, "By team", "OP") == "white"
    assert ground(shared_out, SHARED, "Ashmarch", "ASH-OP-1") != "white"
    words = " ".join(taken(shared_out, run, "--researcher", "rt").output.split())
    assert "To write in charts/tiny-rt.xlsx" in words
    assert ground(shared_out, RT, "By team", "HAR-LD-1") == "white"
    assert (shared_out / EK).exists()


def test_each_is_told_what_is_left_of_her_own(shared_out: Path, run: Run) -> None:
    words = " ".join(taken(shared_out, run, "--researcher", "rt").output.split())
    assert "charts/tiny-rt.xlsx 2 cells still to chart" in words
    assert "Left 4 cells to chart, 2 of them yours, next in order HAR-LD-1 × 2.1" in words
    edit(shared_out, typed("HAR-LD-1", "2.1", "By rt [2].", "Harkenshaw"), RT)
    edit(shared_out, typed("HAR-LD-1", "2.2", "nothing said", "Harkenshaw"), RT)
    words = " ".join(taken(shared_out, run, "--researcher", "rt").output.split())
    assert "charts/tiny-rt.xlsx 0 cells still to chart" in words
    assert "Left 2 cells to chart, none of them yours, next in order ASH-OP-1 × 2.1" in words


def test_an_evening_of_each(shared_out: Path, run: Run) -> None:
    """Both type; each takes back her own, sees the other's, and no word is lost."""
    taken(shared_out, run, "--researcher", "ek")
    taken(shared_out, run, "--researcher", "rt")
    edit(shared_out, typed("ASH-OP-1", "2.1", "By ek [2]."), EK)
    edit(shared_out, typed("HAR-LD-1", "2.1", "By rt [2].", "Harkenshaw"), RT)
    hers = (shared_out / RT).read_bytes()
    assert "Saved 1 cell" in " ".join(taken(shared_out, run, "--researcher", "ek").output.split())
    assert (shared_out / RT).read_bytes() == hers, "rt's workbook is rt's to take back"
    words = " ".join(taken(shared_out, run, "--researcher", "rt").output.split())
    assert "Saved 1 cell" in words
    assert "from ek: 1 cell since you last looked: ASH-OP-1 × 2.1" in words
    printed = taken(shared_out, run, "--researcher", "ek").output
    assert "from rt: 1 cell since you last looked: HAR-LD-1 × 2.1" in " ".join(printed.split())
    assert printed.count("Tiny study") == 1
    cells = Study.open(shared_out).cells
    by = {case: cells.cell(Row.case(case), "2.1").by for case in ("ASH-OP-1", "HAR-LD-1")}
    assert by == {"ASH-OP-1": ("ek",), "HAR-LD-1": ("rt",)}
    assert (
        place(load_workbook(shared_out / RT)["Ashmarch"], "ASH-OP-1", "2.1").value == "By ek [2]."
    )


def test_a_workbook_that_the_other_has_open_is_let_be(shared_out: Path, run: Run) -> None:
    for by in ("rt", "ek"):
        taken(shared_out, run, "--researcher", by)
    (shared_out / "charts/~$tiny-rt.xlsx").write_bytes(b"rt")
    edit(shared_out, typed("ASH-OP-1", "2.1", "By ek [2]."), EK)
    taken(shared_out, run, "--researcher", "ek")


def test_whose_workbook_lies_there_is_no_news(shared_out: Path, run: Run) -> None:
    taken(shared_out, run, "--researcher", "ek")
    taken(shared_out, run, "--researcher", "rt")
    assert "Nothing has changed" not in run(shared_out, "chart", "--researcher", "ek").output
    assert "Nothing has changed" in run(shared_out, "chart").output


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("charting:\n  zz: [Ashmarch]\n", "who is no researcher"),
        ("charting:\n  ek: Ashmarch\n", "is no list"),
        ("charting:\n  ek: [Ashmarsh]\n", "`Ashmarsh` is no case"),
    ],
)
def test_a_mistake_in_who_charts_what_is_told(
    folder: Path, run: Run, line: str, message: str
) -> None:
    with (folder / "study.yaml").open("a", encoding="utf-8") as file:
        file.write(line)
    assert message in run(folder, "chart").stderr
