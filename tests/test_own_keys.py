"""A number or a finding belongs to its own sheets: on any other it heads a column of one's own.

And what the program wrote, memos laid out as a chart included, is never read back as typed.
"""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from framework import Study
from framework.cases.case import Row
from framework.comparison.position import place as placing
from framework.trail.files import append
from tests.conftest import Run
from tests.test_position import with_positions
from tests.test_round_trip import BOOK, edit, summaries, taken, typed


@pytest.fixture
def settled(folder: Path, run: Run) -> Path:
    """Return the tiny study with a placing, a finding and both accounts, its charts built."""
    study = Study.open(with_positions(folder))
    study.finding("His needs come first.", "2.1", by="ek")
    study.account("F1", "ASH-OP-1", "supports", "SW1 [2]", by="ek")
    study.account("F1", "HAR-LD-1", "against", "Renée [2]", by="rt")
    taken(folder, run, "--researcher", "ek")
    return folder


def with_themes(folder: Path) -> Path:
    """Put a second theme, with one subtheme, into the tiny study's codebook, and chart it."""
    with (folder / "codebooks/tiny.yaml").open("a", encoding="utf-8") as book:
        book.write("  - number: 3\n    name: Money\n    subthemes:\n")
        book.write("      - number: 3.1\n        name: Costs\n")
    study = Study.open(folder)
    for case in study.cases:
        study.summarise(case, "3.1", f"Dear, says {case} [2].", by="ek")
    return folder


def decided(folder: Path) -> dict[str, Any]:
    """Return everything that counts: summaries, accounts and placings, with whose they are."""
    study = Study.open(folder)
    accounts = {one.case: (one.box, one.by) for one in study.findings["F1"].accounts}
    places = {
        (case, number): placing(study.cells, Row.case(case), number).box
        for case in study.cases
        for number in study.codebook.positions
    }
    return {"summaries": summaries(folder), "accounts": accounts, "places": places}


def column(sheet: str, heading: str, key: str, text: str) -> Any:
    """Return the edit that adds a column of one's own, with a text in one row."""

    def change(book: Workbook) -> None:
        page = book[sheet]
        keys = [cell.value for cell in page["A"]]
        at = page.max_column + 1
        page.cell(keys.index("Case") + 1, at).value = heading
        page.cell(keys.index(key) + 1, at).value = text

    return change


@pytest.mark.parametrize(
    ("sheet", "heading", "text"),
    [
        ("Ashmarch", "F1 again", "supports: but who?"),
        ("Ashmarch", "2.1a ideas", "holds: perhaps"),
        ("By team", "F1", "against"),
        ("Ashmarch", "2.1 again", "to read once more"),
        ("Finding F1", "2.2 as well?", "the form is nearly the same"),
        ("Finding F1", "2.1b", "opposes"),
        ("Finding F1", "F1, second thoughts", "both"),
        ("Positions 2.1", "2.2 (the form)", "see there"),
        ("Positions 2.1", "2.1b more", "holds"),
        ("2 · Assessment", "F1 once more", "supports"),
    ],
)
def test_a_heading_that_begins_like_another_sheets_key_is_a_column_of_ones_own(
    settled: Path, run: Run, sheet: str, heading: str, text: str
) -> None:
    before = decided(settled)
    edit(settled, column(sheet, heading, "ASH-OP-1", text))
    printed = " ".join(taken(settled, run).output.split())
    assert "box" not in printed.split("To write in")[0]
    assert decided(settled) == before
    memos = [act.act for act in Study.open(settled).decisions.all("memo")]
    assert [(act["column"], act["text"]) for act in memos] == [(heading, text)]
    sheets = [one for one in load_workbook(settled / BOOK).worksheets if one.title != "_framework"]
    assert any(cell.value == heading for one in sheets for row in one.iter_rows() for cell in row)
    assert "Nothing has changed" in run(settled, "chart").output


@pytest.mark.parametrize("sheet", ["Ashmarch", "Finding F1", "Positions 2.1"])
def test_a_sheet_that_was_renamed_or_copied_keeps_its_keys(
    settled: Path, run: Run, sheet: str
) -> None:
    key = {"Ashmarch": "2.2", "Finding F1": "F1", "Positions 2.1": "2.1b"}[sheet]
    text = {"2.2": "The form [5].", "F1": "both: SW1 [2, 5]", "2.1b": "opposes: SW1 [5]"}[key]

    def rename(book: Workbook) -> None:
        column(sheet, "F2 and 2.1a", "ASH-OP-1", "supports: no")(book)
        book.copy_worksheet(book[sheet]).title = "A copy"
        del book[sheet]

    edit(settled, rename)
    edit(settled, typed("ASH-OP-1", key, text, "A copy"))
    taken(settled, run, "--anyway", "all")
    found = decided(settled)
    assert text in str(found)
    assert "supports: no" not in str(found)


@pytest.mark.parametrize("kept", ["title", "name", "neither"])
@pytest.mark.parametrize("heading", ["2.2 again", "F1 again", "2.1a"])
def test_a_sheet_of_few_subthemes_is_no_larger_chart_when_it_was_copied(
    settled: Path, run: Run, heading: str, kept: str
) -> None:
    taken(with_themes(settled), run, "--researcher", "ek")
    before = decided(settled)

    def change(book: Workbook) -> None:
        column("3 · Money", heading, "ASH-OP-1", "supports: me")(book)
        copy = book.copy_worksheet(book["3 · Money"])
        copy.title = "Mine"
        if kept != "title":
            copy.delete_rows(1, 2)
        if kept != "name":
            del book["3 · Money"]

    edit(settled, change)
    taken(settled, run)
    assert decided(settled) == before
    memos = [act.act for act in Study.open(settled).decisions.all("memo")]
    assert [(act["column"], act["text"]) for act in memos] == [(heading, "supports: me")]


@pytest.mark.parametrize("head", [["Case", "2.1 · Whose needs"], ["Case", "F1"], ["Case", "2.1a"]])
def test_memos_that_look_like_a_chart_never_become_the_others_words(
    settled: Path, run: Run, head: list[str]
) -> None:
    cells = {"A1": head[0], "B1": head[1], "A2": "ASH-OP-1", "B2": "supports", "A3": "HAR-LD-1"}
    cells["B3"] = "holds"
    row = {"kind": "focus group"}
    do = [
        {"verb": "memo", "row": row, "sheet": "Own", "at": at, "text": it}
        for at, it in cells.items()
    ]
    append(settled, settled / ".framework", "rt", do)
    before = decided(settled)
    taken(settled, run, "--researcher", "ek")
    edit(settled, lambda book: book.move_sheet("Own"))
    assert "Taken back" not in taken(settled, run, "--researcher", "ek").output
    edit(settled, lambda book: setattr(book["Own"], "title", "Mine"))
    taken(settled, run, "--researcher", "ek")
    assert decided(settled) == before


def test_a_sheet_of_ones_own_with_the_name_of_a_chart_stays_what_it_is(
    settled: Path, run: Run
) -> None:
    act = {"verb": "memo", "row": {"kind": "focus group"}, "sheet": "Ashmarch", "at": "A1"}
    append(settled, settled / ".framework", "rt", [act | {"text": "a typology?"}])
    taken(settled, run, "--researcher", "ek")
    edit(settled, typed("ASH-OP-1", "2.2", "The form [5].", "Ashmarch"))
    taken(settled, run, "--researcher", "ek")
    memos = Study.open(settled).decisions.all("memo")
    assert [(memo.by, memo["text"]) for memo in memos] == [("rt", "a typology?")]
