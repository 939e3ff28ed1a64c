"""The case table, the speaker table and the codebook may be workbooks: text, told by address."""

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from framework import Study
from framework.plain.table_sheet import read_sheet
from tests.conftest import Run

TALK = "Interviewer: Who helps?\nSW3: His sister does.\n"
CASES: list[list[Any]] = [
    ["Case", "File", "Kind", "Authority", "Team", "Group", "Date"],
    ["ASH-OP-1", "ash.txt", "focus group", "Ashmarch", "OP", "FG1", dt.date(2012, 10, 9)],
    ["HAR-LD-1", "har.txt", "focus group", "Harkenshaw", "LD", "FG1", "2013-03-14"],
]


def workbook(rows: list[list[Any]], title: str = "Sheet1") -> bytes:
    book, out = Workbook(), io.BytesIO()
    sheet: Any = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(out)
    return out.getvalue()


def with_cases(folder: Path, rows: list[list[Any]]) -> Path:
    (folder / "transcripts/cases.csv").unlink()
    (folder / "transcripts/cases.xlsx").write_bytes(workbook(rows))
    return folder


def test_a_case_table_may_be_a_workbook(folder: Path, run: Run) -> None:
    with_cases(folder, CASES)
    study = Study.open(folder)
    assert [case["date"] for case in study.cases.values()] == ["2012-10-09", "2013-03-14"]
    assert study.cases["ASH-OP-1"]["team"] == "OP"
    assert run(folder, "chart", "--researcher", "ek").exit_code == 0


def test_two_tables_of_one_name_are_refused(folder: Path, run: Run) -> None:
    (folder / "transcripts/cases.xlsx").write_bytes(workbook(CASES))
    printed = run(folder, "chart", "--researcher", "ek")
    told = "transcripts/cases.xlsx: transcripts/cases.csv is there as well; keep one of them"
    assert told in printed.stderr.splitlines()


@pytest.mark.parametrize(
    ("row", "column", "value", "told"),
    [
        (2, 6, dt.datetime(2026, 3, 1), "Sheet1!F2: a date (2026-03-01) that a spreadsheet made"),  # noqa: DTZ001 - Excel's dates have no zone
        (2, 5, "OP ?", "Sheet1!E2: column `team` still holds a guess (`OP ?`)"),
        (3, 4, "North", "Sheet1!D3: authority `North` of HAR-LD-1; study.yaml lists Ashmarch"),
        (3, 2, "none.txt", "Sheet1!B3: there is no transcripts/none.txt"),
        (2, 6, "=1+1", "Sheet1!F2: a formula and no text (`=1+1`)"),
        (2, 5, True, "Sheet1!E2: a truth value and no text"),
    ],
)
def test_a_fault_is_told_by_its_cell(
    folder: Path, run: Run, row: int, column: int, value: object, told: str
) -> None:
    rows = [list(each) for each in CASES]
    rows[row - 1][column - 1] = value
    printed = run(with_cases(folder, rows), "chart", "--researcher", "ek")
    assert printed.exit_code == 1
    assert printed.stderr.splitlines()[0].startswith(f"transcripts/cases.xlsx:{told}")


def test_a_number_that_lost_its_zero_is_told_where_that_can_be_seen() -> None:
    _, lines, problems = read_sheet(workbook([["case", "team"], ["007", "OP"], [8, 12]]), "t.xlsx")
    assert lines[1:] == [(2, ["007", "OP"]), (3, ["8", "12"])]
    told = "t.xlsx:Sheet1!A3: the number 8, which may have lost a zero: others here have 3 digits; "
    assert len(problems) == 1
    assert str(problems[0]).startswith(told)


def test_a_number_is_read_as_it_is_shown() -> None:
    book, out = Workbook(), io.BytesIO()
    sheet: Any = book.active
    sheet.append(["case"])
    sheet.append([7])
    sheet["A2"].number_format = "000"
    book.save(out)
    assert read_sheet(out.getvalue(), "t.xlsx")[1][1] == (2, ["007"])


@pytest.mark.parametrize("data", [b"", b"no workbook", b"PK\x03\x04"])
def test_what_is_no_workbook_is_one_line(folder: Path, run: Run, data: bytes) -> None:
    (with_cases(folder, CASES) / "transcripts/cases.xlsx").write_bytes(data)
    printed = run(folder, "check")
    assert printed.exit_code == 1
    assert "transcripts/cases.xlsx: " in printed.output


def test_files_are_added_to_workbooks_too(folder: Path, run: Run) -> None:
    with_cases(folder, CASES)
    (folder / "new.txt").write_text(TALK, "utf-8")
    printed = run(folder, "add", "new.txt", "--kind", "interview", "--set", "date=3/4/2013")
    assert printed.exit_code == 0, printed.stderr
    sheet: Any = load_workbook(folder / "transcripts/cases.xlsx").active
    assert [cell.value for cell in sheet[4]][:3] == ["new", "new.txt", "interview"]
    assert sheet["G4"].value == "3/4/2013"
    assert sheet["G4"].number_format == "@"
    assert Study.open(folder).cases["new"]["date"] == "3/4/2013"


def test_a_workbook_with_pictures_is_not_written_into(folder: Path, run: Run) -> None:
    from openpyxl.chart import BarChart  # noqa: PLC0415 - used here only

    with_cases(folder, CASES)
    path = folder / "transcripts/cases.xlsx"
    book = load_workbook(path)
    sheet: Any = book.active
    sheet.add_chart(BarChart(), "J1")
    book.save(path)
    before = path.read_bytes()
    (folder / "new.txt").write_text(TALK, "utf-8")
    printed = run(folder, "add", "new.txt", "--kind", "interview")
    assert printed.exit_code == 1
    assert "transcripts/cases.xlsx" in printed.stderr
    assert "pictures or charts" in printed.stderr
    assert path.read_bytes() == before


def test_a_new_study_may_have_workbooks_to_fill_in(tmp_path: Path, run: Run) -> None:
    options = ("--xlsx", "--by", "authority: Ashmarch, Harkenshaw; team")
    assert run(tmp_path, "new", "mine", *options).exit_code == 0
    run(tmp_path, "new", "twin/mine", *options)
    folder = tmp_path / "mine"
    assert run(folder, "check").exit_code == 0, run(folder, "check").output
    for name in ("transcripts/cases.xlsx", "transcripts/speakers.xlsx", "codebooks/mine.xlsx"):
        assert (folder / name).read_bytes() == (tmp_path / "twin" / "mine" / name).read_bytes()
        assert load_workbook(folder / name).sheetnames[1] == "Example"
    (folder / "new.txt").write_text(TALK, "utf-8")
    facts = ("--set", "authority=Ashmarch", "--set", "team=OP", "--kind", "focus group")
    assert run(folder, "add", "new.txt", *facts).exit_code == 0
    assert "transcripts/speakers.xlsx:Speakers!D3: column `kind`" in run(folder, "check").output
    book = load_workbook(folder / "transcripts/speakers.xlsx")
    book["Speakers"]["D3"].value = "participant"
    book.save(folder / "transcripts/speakers.xlsx")
    assert run(folder, "chart").exit_code == 0


CODEBOOK: list[list[Any]] = [
    ["Number", "Name", "Definition", "Terms"],
    [2, "Assessment", None, None],
    ["2.1", "Whose needs", "Whose needs lead.", "needs; whose need\nher help"],
    ["2.1a", "The person's", None, None],
    ["2.10", "The form", None, None],
]


def with_codebook(folder: Path, rows: list[list[Any]]) -> Path:
    study = folder / "study.yaml"
    study.write_text(study.read_text("utf-8").replace("tiny.yaml", "tiny.xlsx"), "utf-8")
    (folder / "codebooks/tiny.xlsx").write_bytes(workbook(rows))
    return folder


def test_a_codebook_may_be_a_workbook(folder: Path, run: Run) -> None:
    study = Study.open(with_codebook(folder, CODEBOOK))
    assert list(study.codebook.subthemes) == ["2.1", "2.10"]
    assert study.codebook["2.1"].terms == ("needs", "whose need", "her help")
    assert [one.number for one in study.codebook["2.1"].listed] == ["2.1a"]
    assert run(folder, "chart", "--researcher", "ek").exit_code == 0


@pytest.mark.parametrize(
    ("row", "column", "value", "told"),
    [
        (5, 1, 2.1, "Sheet1!A5: the number 2.1, which may have lost a zero"),
        (2, 1, "x", "Sheet1!A2: `x` stands under nothing"),
        (5, 1, "3.1", "A5: subtheme 3.1 stands under theme 2"),
        (1, 3, "Meaning", "Sheet1!C1: unknown column `meaning`"),
        (3, 2, None, "A3: `name` is missing"),
    ],
)
def test_a_fault_in_a_codebook_is_told_by_its_cell(
    folder: Path, row: int, column: int, value: object, told: str
) -> None:
    rows = [list(each) for each in CODEBOOK]
    rows[row - 1][column - 1] = value
    problems = Study.open(with_codebook(folder, rows)).problems
    assert str(problems[0]).startswith(f"codebooks/tiny.xlsx:{told}"), problems
