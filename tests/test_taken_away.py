"""Notes, columns and sheets of one's own that somebody has deleted are gone from the next workbook.

What a program has dropped comes back: of notes all, of sheets more than a researcher's own.
"""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from tests.conftest import Run
from tests.test_round_trip import BOOK, edit, place, taken

CELLS = ("ASH-OP-1", "2.1"), ("ASH-OP-1", "2.2")


@pytest.fixture
def annotated(folder: Path, run: Run) -> Path:
    """Return the tiny study with two notes, an own column and an own sheet in its workbook."""

    def annotate(book: Workbook) -> None:
        for key, number in CELLS:
            place(book["Ashmarch"], key, number).comment = Comment(f"ask about {number}", "EK")
        book["Ashmarch"]["I4"], book["Ashmarch"]["I5"] = "My thoughts", "Compare"
        book.create_sheet("Ideas")["B2"] = "a typology?"

    taken(folder, run, "--researcher", "ek")
    edit(folder, annotate)
    taken(folder, run)
    assert beside(folder) == {"ask about 2.1", "ask about 2.2", "Compare", "a typology?"}
    return folder


def beside(folder: Path) -> set[str]:
    """Return every note, and every text of a column or a sheet of one's own."""
    book = load_workbook(folder / BOOK)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    notes = {cell.comment.text for cell in cells if cell.comment}
    return notes | {str(cell.value) for cell in cells} & {"Compare", "a typology?"}


def test_a_note_that_was_deleted_is_gone(annotated: Path, run: Run) -> None:
    """On one of the sheets that show its box, or on all."""

    def delete(book: Workbook) -> None:
        place(book["Ashmarch"], *CELLS[0]).comment = None

    edit(annotated, delete)
    assert "Saved 1 note " in " ".join(taken(annotated, run).output.split())
    assert beside(annotated) == {"ask about 2.2", "Compare", "a typology?"}
    assert "Nothing has changed" in run(annotated, "chart").output


@pytest.mark.parametrize("sheets", [["Ashmarch"], []])
def test_notes_that_a_program_has_dropped_come_back(
    annotated: Path, run: Run, sheets: list[str]
) -> None:
    """Of a sheet that it wrote anew, or of all."""

    def drop(book: Workbook) -> None:
        for sheet in [book[name] for name in sheets] or book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    cell.comment = None

    edit(annotated, drop)
    assert "Saved" not in taken(annotated, run).output
    assert len(beside(annotated)) == 4


def test_a_column_and_a_sheet_that_were_deleted_are_gone(annotated: Path, run: Run) -> None:
    def delete(book: Workbook) -> None:
        for sheet in book:
            headings = [cell.value for cell in sheet[4]] if sheet.max_row > 3 else []
            if "My thoughts" in headings:
                sheet.delete_cols(headings.index("My thoughts") + 1)
        book.remove(book["Ideas"])

    edit(annotated, delete)
    assert "Saved 2 notes" in " ".join(taken(annotated, run).output.split())
    assert beside(annotated) == {"ask about 2.1", "ask about 2.2"}
    assert "Ideas" not in load_workbook(annotated / BOOK).sheetnames


def test_a_sheet_that_was_renamed_stands_once(annotated: Path, run: Run) -> None:
    edit(annotated, lambda book: setattr(book["Ideas"], "title", "Typology"))
    taken(annotated, run)
    names = load_workbook(annotated / BOOK).sheetnames
    assert ("Ideas" in names, "Typology" in names) == (False, True)
    assert len(beside(annotated)) == 4


def test_a_workbook_of_a_few_sheets_takes_nothing_away(annotated: Path, run: Run) -> None:
    """As it is sent by mail: the charts of one authority and nothing else."""

    def reduce(book: Workbook) -> None:
        for sheet in book.worksheets:
            if sheet.title not in ("Harkenshaw", "_framework"):
                book.remove(sheet)

    edit(annotated, reduce)
    assert "Saved" not in taken(annotated, run).output
    assert len(beside(annotated)) == 4
