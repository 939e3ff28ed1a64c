"""Workbooks as people maltreat them: each text in its right cell, or refused by address."""

import datetime as dt
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from framework import Study
from tests.conftest import FILES, Run, lay_out

BOOK = "charts/tiny.xlsx"
HIS, HERS = "His do, as SW1 has it [2].", "Hers are in there already [2]."
LONG = "Nobody but the care assessor had ever been told of it."
Change = Callable[[Workbook], Any]


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the tiny study with two cells charted and its charts built, made once."""
    folder = lay_out(tmp_path_factory.mktemp("once") / "tiny", FILES)
    study = Study.open(folder)
    study.summarise("ASH-OP-1", "2.1", HIS, by="ek")
    study.summarise("HAR-LD-1", "2.2", HERS, by="ek")
    study.chart(by="ek")
    return folder


@pytest.fixture
def built(once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of that study; ek is at the keyboard."""
    monkeypatch.setenv("FRAMEWORK_RESEARCHER", "ek")
    return shutil.copytree(once, tmp_path / "tiny")


def summaries(folder: Path) -> set[str]:
    """Return every charted case and subtheme with its summary: ``ASH-OP-1 × 2.1: His do.``."""
    study = Study.open(folder)
    keys = (box for chart in study.charts for box in chart.boxes())
    cells = (study.cells.cell(*key) for key in keys)
    return {f"{cell.row.key} × {cell.subtheme}: {cell.box}" for cell in cells if cell.box}


BEFORE = {f"ASH-OP-1 × 2.1: {HIS}", f"HAR-LD-1 × 2.2: {HERS}"}


def edit(folder: Path, change: Change, to: str = BOOK) -> None:
    book = load_workbook(folder / BOOK)
    change(book)
    book.save(folder / to)


def typed(sheet: str, *places: str, text: Any) -> Change:
    """Return the edit that types a text into places of one sheet."""

    def change(book: Workbook) -> None:
        for at in places:
            book[sheet][at] = text

    return change


def refused(folder: Path, run: Run, *options: str) -> str:
    result = run(folder, "chart", *options)
    assert result.exit_code == 1, result.output
    assert summaries(folder) == BEFORE
    return result.stderr


def replace(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), "utf-8")


THEME = "2 · Assessment"
"""The sheet that shows both cases: rows 5 and 6, subthemes in H and I."""


def headless(book: Workbook) -> None:
    book["Ashmarch"]["H5"] = "typed"
    book["Ashmarch"].delete_rows(4)


def turned(book: Workbook) -> None:
    sheet = book["Ashmarch"]
    sheet["H5"] = "typed"
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    sheet.delete_rows(1, 9)
    for column in zip(*lines, strict=True):
        sheet.append(column)


def at(sheet: Worksheet, key: str, number: str) -> Any:
    (head,) = [row for row in sheet.iter_rows() if row[0].value == "Case"]
    column = next(n for n, cell in enumerate(head, 1) if str(cell.value).startswith(number))
    return next(sheet.cell(row[0].row, column) for row in sheet.iter_rows() if row[0].value == key)


def filled_down(text: str) -> Change:
    def change(book: Workbook) -> None:
        for key in ("ASH-OP-1", "HAR-LD-1"):
            at(book[THEME], key, "2.1").value = text

    return change


def another_key(book: Workbook) -> None:
    book["Ashmarch"]["A5"] = "HAR-LD-1"


def a_second_thought(book: Workbook) -> None:
    box = at(book[THEME], "HAR-LD-1", "2.2")
    box.value = HIS
    at(book[THEME], "HAR-LD-1", "2.1").value = HIS


def noted(sheet: str, place: str) -> Change:
    def change(book: Workbook) -> None:
        book[sheet][place].comment = Comment("look again", "EK")

    return change


def own_column(text: Any) -> Change:
    def change(book: Workbook) -> None:
        book["Ashmarch"]["I4"], book["Ashmarch"]["I5"] = "mine", text

    return change


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (filled_down(HIS), "!H6: these words are in ASH-OP-1 × 2.1, too; put back what was"),
        (filled_down("SW1 said so, [2, 3]."), "these words are in HAR-LD-1 × 2.1, too"),
        (filled_down(LONG), "these words are in ASH-OP-1 × 2.1, too"),
        (another_key, "Ashmarch!G5: these words are in ASH-OP-1 × 2.1, too"),
        (a_second_thought, "these words are in ASH-OP-1 × 2.1, too"),
        (headless, "Ashmarch!A1: no row of it is headed “Case” and by subthemes"),
        (turned, "Ashmarch!A1: no row of it is headed “Case” and by subthemes"),
        (typed("Ashmarch", "G4", text="Needs"), "Ashmarch!G5: this stood in ASH-OP-1 × 2.1"),
        (typed("Ashmarch", "H5", text="=G5"), "Ashmarch!H5: it holds the formula =G5; type it"),
        (typed("Ashmarch", "H5", text='=$G$5&"x"'), "Ashmarch!H5: it holds the formula"),
        (own_column(dt.date(2026, 2, 1)), "Ashmarch!I5: a date, a percentage or TRUE in a column"),
        (noted("Ashmarch", "A5"), "Ashmarch!A5: a note that is not on a cell, “look again”"),
        (noted("Codebook", "A5"), "Codebook!A5: a note that is not on a cell"),
    ],
)
def test_what_would_go_to_a_wrong_cell_or_nowhere_is_told(
    built: Path, run: Run, change: Change, told: str
) -> None:
    edit(built, change)
    assert told in refused(built, run)


def test_words_may_be_copied_by_hand_and_short_ones_as_one_likes(built: Path, run: Run) -> None:
    edit(built, filled_down("see 2.2"))
    assert run(built, "chart").exit_code == 0
    edit(built, filled_down(LONG))
    assert run(built, "chart", "--moved", "all").exit_code == 0
    both = {f"ASH-OP-1 × 2.1: {LONG}", f"HAR-LD-1 × 2.1: {LONG}"}
    assert summaries(built) == {*both, f"HAR-LD-1 × 2.2: {HERS}"}


def test_a_box_may_be_copied_into_a_column_of_ones_own(built: Path, run: Run) -> None:
    edit(built, own_column(HIS))
    assert run(built, "chart").exit_code == 0
    assert load_workbook(built / BOOK)["Ashmarch"]["I5"].value == HIS


def test_a_point_may_be_charted_under_two_subthemes_of_its_case(built: Path, run: Run) -> None:
    edit(built, typed("Ashmarch", "H5", text=HIS))
    assert run(built, "chart").exit_code == 0
    assert summaries(built) == {*BEFORE, f"ASH-OP-1 × 2.2: {HIS}"}


def case_renamed(folder: Path) -> None:
    for name in ("cases", "speakers"):
        replace(folder, f"transcripts/{name}.csv", "ASH-OP-1", "ASH-OP-7")


def subtheme_renumbered(folder: Path) -> None:
    replace(folder, "codebooks/tiny.yaml", "2.2", "2.3")


def subthemes_exchanged(folder: Path) -> None:
    replace(folder, "codebooks/tiny.yaml", "Whose needs\n", "The form now\n")
    replace(folder, "codebooks/tiny.yaml", "The form\n", "Whose needs\n")


@pytest.mark.parametrize(
    ("change", "told", "saved"),
    [
        (case_renamed, "Ashmarch!G5: ASH-OP-1 is no longer a row of the study; put that back", ""),
        (subtheme_renumbered, "Ashmarch!H5: 2.2 is no longer a subtheme of the codebook", "2.1"),
        (subthemes_exchanged, "Ashmarch!G5: 2.1 was “Whose needs” when this was built, which", ""),
    ],
)
def test_what_was_written_for_a_cell_that_is_gone_is_told_and_goes_nowhere(
    folder: Path, run: Run, change: Callable[[Path], None], told: str, saved: str
) -> None:
    """The cell that is still there is saved, and the workbook stays until she has answered."""
    run(folder, "chart", "--researcher", "ek")
    edit(folder, typed("Ashmarch", "G5", text="typed before"))
    edit(folder, noted("Ashmarch", "H5"))
    change(folder)
    result = run(folder, "chart")
    expected = {f"ASH-OP-1 × {saved}: typed before"} if saved else set()
    assert (result.exit_code, summaries(folder)) == (1, expected)
    assert told in result.stderr
    assert load_workbook(folder / BOOK)["Ashmarch"]["G5"].value == "typed before"
    assert run(folder, "chart", "--anyway", "all").exit_code == 0
    kept = load_workbook(next((folder / "charts/kept").iterdir()))
    assert kept["Ashmarch"]["G5"].value == "typed before"
    assert run(folder, "check").exit_code == 0


def test_a_subtheme_reworded_meanwhile_takes_what_was_written_before(
    folder: Path, run: Run
) -> None:
    run(folder, "chart", "--researcher", "ek")
    edit(folder, typed("Ashmarch", "G5", text="typed before"))
    replace(folder, "codebooks/tiny.yaml", "Whose needs\n", "Needs, whose\n")
    assert run(folder, "chart").exit_code == 0
    assert summaries(folder) == {"ASH-OP-1 × 2.1: typed before"}


FIRST, SECOND = ("2.1\n        name: Whose needs\n", "2.2\n        name: The form\n")


def one_reworded_of_two_that_shared_a_name(folder: Path, run: Run) -> None:
    replace(folder, "codebooks/tiny.yaml", SECOND, SECOND.replace("The form", "Whose needs"))
    run(folder, "chart", "--researcher", "ek")
    replace(folder, "codebooks/tiny.yaml", FIRST, FIRST.replace("Whose needs", "Needs"))


def one_given_the_others_name(folder: Path, run: Run) -> None:
    run(folder, "chart", "--researcher", "ek")
    replace(folder, "codebooks/tiny.yaml", SECOND, SECOND.replace("The form", "Whose needs"))


@pytest.mark.parametrize(
    "change", [one_reworded_of_two_that_shared_a_name, one_given_the_others_name]
)
def test_two_subthemes_may_have_one_name(
    folder: Path, run: Run, change: Callable[[Path, Run], None]
) -> None:
    change(folder, run)
    edit(folder, typed("Ashmarch", "G5", text="typed before"))
    assert run(folder, "chart").exit_code == 0
    assert summaries(folder) == {"ASH-OP-1 × 2.1: typed before"}


@pytest.mark.parametrize("name", ["TINY (1).XLSX", "tiny.xlsm"])
def test_a_copy_is_taken_back_however_its_name_ends(built: Path, run: Run, name: str) -> None:
    edit(built, typed("Ashmarch", "H5", text="typed"), to=f"charts/{name}")
    assert run(built, "chart").exit_code == 0
    assert summaries(built) == {*BEFORE, "ASH-OP-1 × 2.2: typed"}
    assert not (built / "charts" / name).exists()


def half(built: Path, name: str) -> None:
    data = (built / BOOK).read_bytes()
    (built / "charts" / name).write_bytes(data[: len(data) // 2])


def one_sheet(built: Path, name: str) -> None:
    edit(built, lambda book: book.remove(book["_framework"]), to=f"charts/{name}")


def as_it_is(built: Path, name: str) -> None:
    shutil.copy(built / BOOK, built / "charts" / name)


@pytest.mark.parametrize(
    ("make", "name", "told"),
    [
        (half, "tiny (1).xlsx", "charts/tiny (1).xlsx: not whole, or not what its ending says"),
        (one_sheet, "tiny, mine.xlsx", "charts/tiny, mine.xlsx: it carries no record"),
        (as_it_is, "Tiny.ODS", "charts/Tiny.ODS: a workbook of this form is not read; save it as"),
    ],
)
def test_a_copy_that_cannot_be_read_is_told_and_let_lie(
    built: Path, run: Run, make: Callable[[Path, str], None], name: str, told: str
) -> None:
    make(built, name)
    assert told in refused(built, run)
    assert (built / "charts" / name).exists()


THREAD = """<ThreadedComments
  xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">
 <threadedComment ref="G5" id="{1}"><text>look again</text></threadedComment>
 <threadedComment ref="G5" id="{2}" parentId="{1}"><text>I did</text></threadedComment>
</ThreadedComments>"""
LINK = (
    '<Relationship Id="t1" Target="/xl/threadedComments/threadedComment1.xml" '
    'Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"/>'
)


def test_a_thread_of_comments_is_a_note_without_the_notice_beside_it(built: Path, run: Run) -> None:
    edit(built, lambda book: setattr(book["Ashmarch"]["G5"], "comment", Comment("Notice.", "tc=1")))
    with zipfile.ZipFile(built / BOOK) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    links = "xl/worksheets/_rels/sheet2.xml.rels"
    parts[links] = parts[links].replace(b"</Relationships>", f"{LINK}</Relationships>".encode())
    parts["xl/threadedComments/threadedComment1.xml"] = THREAD.encode()
    with zipfile.ZipFile(built / BOOK, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    assert run(built, "chart").exit_code == 0
    comment = load_workbook(built / BOOK)["Ashmarch"]["G5"].comment
    assert comment is not None
    assert comment.text == "look again\nI did"
