"""Sheets for reading: what somebody pastes on one is told by address, and what stood there is not.

Nothing is typed on them, a rule sees to that; pasted words, and facts changed on a chart, would
stay behind in charts/kept/ without a word.
"""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font

from framework import Study
from framework.workbook.reading.read_back import read_back
from tests.conftest import Run

BOOK = "charts/tiny.xlsx"
NEW = "she left the room here"
PASTED = [
    ("By subtheme", "B2", NEW),
    ("By subtheme", "A300", 42),
    ("Passages by case", "B2", 42),
    ("Passages by case", "A300", "=1+1"),
    ("Passages", "B2", "=1+1"),
    ("Passages", "A300", NEW),
    ("Asked", "B2", NEW),
    ("Codebook", "B2", NEW),
    ("Contents", "C40", NEW),
]
GUIDE = "format: 1\nquestions:\n  - number: 1\n    question: Whose needs?\n    subthemes: [2.1]\n"


@pytest.fixture
def built(folder: Path, study: Study, run: Run) -> Path:
    """Return the tiny study with its workbook built.

    A passage is indexed, another found by a term, one is asked about, and a finding rests on it.
    """
    codebook = folder / "codebooks/tiny.yaml"
    terms = "definition: Whose needs lead.\n        terms: [nearer to]\n"
    found = codebook.read_text("utf-8").replace("definition: Whose needs lead.\n", terms)
    codebook.write_text(found, "utf-8")
    transcript = study.transcripts["ASH-OP-1"]
    turn = transcript.turn("2")
    study.index(transcript.passage(turn.start, turn.start + 7), "2.1", by="ek")
    study.finding("His needs lead.", "2.1", by="ek")
    study.state("ASH-OP-1", "2.1", asked="asked", by="ek")
    (folder / "codebooks/guide-focus-group.yaml").write_text(GUIDE, "utf-8")
    path = folder / "study.yaml"
    crossed = path.read_text("utf-8").replace("[authority, team]", "[team, authority and team]")
    path.write_text(crossed, "utf-8")
    assert run(folder, "chart", "--researcher", "ek").exit_code == 0
    return folder


def pasted(folder: Path, places: dict[tuple[str, str], Any]) -> None:
    """Put values on sheets of the workbook, as pasting does; Excel's rules stop typing only."""
    book = load_workbook(folder / BOOK, rich_text=True)
    for (sheet, cell), value in places.items():
        book[sheet][cell] = value
    book.save(folder / BOOK)


def words_at(path: Path, words: str) -> str:
    """Return the one place on *Passages* where these words stand."""
    sheet = load_workbook(path)["Passages"]
    (found,) = (cell.coordinate for row in sheet.iter_rows() for cell in row if cell.value == words)
    return str(found)


@pytest.mark.parametrize(("sheet", "cell", "value"), PASTED)
def test_what_is_pasted_on_a_sheet_for_reading_is_told_by_address(
    built: Path, run: Run, sheet: str, cell: str, value: object
) -> None:
    pasted(built, {(sheet, cell): value})
    printed = run(built, "chart")
    assert printed.exit_code == 1
    at = f"charts/tiny.xlsx:{sheet}!{cell}"
    assert f"{at}: words on a sheet for reading, “{value}”" in printed.stderr
    assert "1 problem" in printed.stderr
    assert run(built, "chart", "--anyway", "all").exit_code == 0
    (kept,) = (built / "charts/kept").glob("*.xlsx")
    assert load_workbook(kept)[sheet][cell].value == value


def test_words_pasted_over_the_program_s_own_are_told(built: Path, run: Run) -> None:
    """In a list of passages the words of the transcript are what somebody might mend."""
    words = words_at(built / BOOK, "His do.")
    pasted(built, {("Passages", words): "His do!"})
    printed = run(built, "chart")
    assert f"Passages!{words}: words on a sheet for reading, “His do!”" in printed.stderr


def test_many_are_counted_and_not_listed(built: Path, run: Run) -> None:
    """So it looks when somebody has replaced a word in the whole workbook."""
    pasted(built, {("Passages", f"B{line}"): f"{NEW} {line}" for line in range(20, 60)})
    printed = run(built, "chart").stderr
    assert "Passages!B20: words on a sheet for reading" in printed
    assert "Passages!B25: words on this sheet for reading in 35 more cells" in printed
    assert "B26" not in printed


def test_what_stands_there_already_is_no_word_of_hers(built: Path, run: Run) -> None:
    """Nothing is lost where the next workbook holds a text, too; nor of a look, or an emptying.

    Nor where a program has left of the way to the passages only what it showed.
    """
    words = load_workbook(built / BOOK)["Codebook"]["B6"].value
    assert words
    pasted(built, {("Passages", "A9"): words, ("Contents", "A3"): None, ("Ashmarch", "F5"): "1 →"})
    book = load_workbook(built / BOOK, rich_text=True)
    book["Passages"]["B5"].font = Font(bold=True)
    book.save(built / BOOK)
    assert run(built, "chart").exit_code == 0


@pytest.mark.parametrize("rich", [True, False])
def test_texts_stored_in_their_cells_raise_no_alarm(built: Path, run: Run, *, rich: bool) -> None:
    """As openpyxl does; other programs have a table of texts, and so has what the study built."""
    path = built / BOOK
    as_built = path.read_bytes()
    book = load_workbook(path, rich_text=rich)
    assert any("nearer to" in str(row[-2]) for row in book["Passages by case"].values)
    book.save(path)
    assert "sharedStrings" in str(ZipFile(BytesIO(as_built)).namelist())
    for data in (as_built, path.read_bytes()):
        found = read_back(data, "tiny.xlsx")
        assert (found.problems, found.strange) == ((), ())
        assert found.shown
    assert run(built, "chart").exit_code == 0


def test_a_study_without_summary_charts_has_facts_as_well(folder: Path, run: Run) -> None:
    """Its sheets of themes show what its charts leave out: the authority, which all there share."""
    path = folder / "study.yaml"
    whole = path.read_text("utf-8")
    path.write_text(whole.replace("    summaries: [authority, team]\n", ""), "utf-8")
    assert run(folder, "chart", "--researcher", "ek").exit_code == 0
    load_workbook(folder / BOOK).save(folder / BOOK)
    found = read_back((folder / BOOK).read_bytes(), "tiny.xlsx")
    assert (found.problems, found.strange) == ((), ())
    assert "2 · Assessment" in {one.sheet for one in found.shown}


def test_words_in_the_table_of_texts_are_told_where_they_stand(built: Path, run: Run) -> None:
    """As Excel and LibreOffice store them."""
    path = built / BOOK
    with ZipFile(BytesIO(path.read_bytes())) as old, ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<t>His do.</t>", b"<t>His do!</t>"))
    words = words_at(path, "His do!")
    printed = run(built, "chart")
    assert f"Passages!{words}: words on a sheet for reading, “His do!”" in printed.stderr
    assert "1 problem" in printed.stderr


FACTS = [
    ("By team", "Authority", "Harkenshaw"),
    ("By team", "Team", "LD"),
    ("Ashmarch", "Date", "2013-03-14"),
    ("Ashmarch", "Team", "LD or OP"),
    ("Ashmarch", "Group", 7),
    ("2 · Assessment", "Authority", "Harkenshaw"),
    ("Finding F1", "Asked (2.1)", "not asked"),
]


@pytest.mark.parametrize(("sheet", "heading", "value"), FACTS)
def test_a_fact_changed_on_a_chart_is_told_by_address(
    built: Path, run: Run, sheet: str, heading: str, value: Any
) -> None:
    """Even where the column has the new value in another row, or the sheet was sorted."""
    book = load_workbook(built / BOOK)
    rows = list(book[sheet].iter_rows())
    (head,) = [row for row in rows if row[0].value == "Case"]
    column = [cell.value for cell in head].index(heading)
    (cell,) = [row[column] for row in rows if row[0].value == "ASH-OP-1"]
    was, cell.value = cell.value, value
    assert was
    book.save(built / BOOK)
    printed = run(built, "chart")
    assert printed.exit_code == 1
    told = f"{sheet}!{cell.coordinate}: a fact changed to “{value}”, “{was}” when it was built"
    assert told in printed.stderr
    assert "1 problem" in printed.stderr


def test_a_fact_that_was_emptied_or_whose_column_is_gone_is_no_change(
    built: Path, run: Run
) -> None:
    book = load_workbook(built / BOOK)
    book["Ashmarch"].delete_cols(2)
    book["By team"]["B5"] = None
    book.save(built / BOOK)
    assert run(built, "chart").exit_code == 0
