"""A summary row says who it consists of, and what of another attribute coincides with it."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from framework import Study
from framework.cases.case import Row
from framework.charts.composition import Composition, composition
from tests.conftest import Run, lay_out

HEAD = "case,file,kind,authority,team,group\n"
SPEAKERS = """
    case,label,speaker,kind,role
    A-LD,SW1,A-1,participant,Social Worker
    A-LD,SW2,A-2,participant,Social Worker
    A-LD,CA1,A-3,participant,Care Assessor
    A-OP,SW1,A-1,participant,Social Worker
    B-OP,SW1,B-1,participant,
    C-OP,SW1,C-1,participant,Care Assessor
"""
MIXED = {"A-LD": "Ashmarch,LD", "A-OP": "Ashmarch,OP", "B-OP": "Borrow,OP", "C-OP": "Cawder,OP"}


@pytest.fixture
def mixed(folder: Path) -> Path:
    """Return a study of four groups: LD met in one authority only, OP in all three."""
    return grouped(folder, MIXED)


def grouped(folder: Path, groups: dict[str, str]) -> Path:
    """Return the tiny study with these groups, each with its authority and team."""
    rows = (f"{case},{case}.txt,focus group,{values},FG1\n" for case, values in groups.items())
    talk = {f"transcripts/{case}.txt": "SW1: Hers.\n" for case in groups}
    heard = [line for line in SPEAKERS.splitlines() if line.split(",")[0].strip() in groups]
    speakers = "\n".join([SPEAKERS.splitlines()[1], *heard])
    for old in ("ash.txt", "har.txt"):
        (folder / "transcripts" / old).unlink()
    tables = {"transcripts/cases.csv": HEAD + "".join(rows), "transcripts/speakers.csv": speakers}
    study = (folder / "study.yaml").read_text("utf-8")
    known = study.replace("Harkenshaw: Council C", "Borrow: Council B\n      Cawder: Council D")
    return lay_out(folder, {**tables, **talk, "study.yaml": known})


def of(folder: Path, **row: str) -> Composition:
    study = Study.open(folder)
    return composition(study.cells, Row.of(row), study.file.attributes)


def test_people_are_counted_once_and_told_by_role_and_case(mixed: Path) -> None:
    assert of(mixed, authority="Ashmarch").people == (
        "3 participants in 2 cases",
        "2 Social Workers, 1 Care Assessor",
        "LD: A-LD (3)",
        "OP: A-OP (1)",
    )
    assert of(mixed, team="LD").people[0] == "3 participants in 1 case: none beside it to compare"
    assert of(mixed, authority="Ashmarch", team="OP").people[-1] == "A-OP (1)"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"team": "LD"}, ["All of these are Ashmarch: a difference here may be one of authority."]),
        (
            {"team": "OP"},
            ["Borrow, Cawder in no other row: a difference here may be one of authority."],
        ),
        ({"authority": "Ashmarch"}, ["LD in no other row: a difference here may be one of team."]),
        ({"authority": "Borrow"}, ["All of these are OP: a difference here may be one of team."]),
        ({"authority": "Ashmarch", "team": "LD"}, []),
    ],
)
def test_what_coincides_is_told_in_the_row(
    mixed: Path, row: dict[str, str], told: list[str]
) -> None:
    assert list(of(mixed, **row).coincides) == told


def test_where_every_row_is_alike_nothing_coincides(folder: Path) -> None:
    grouped(folder, {"A-LD": "Ashmarch,LD", "C-OP": "Cawder,LD"})
    assert of(folder, authority="Ashmarch").coincides == ()
    assert of(folder, team="LD").coincides == ()


def test_both_stand_in_the_row_of_the_summary_chart_and_on_the_page(mixed: Path, run: Run) -> None:
    assert run(mixed, "chart", "--researcher", "ek").exit_code == 0
    sheet = load_workbook(mixed / "charts/tiny.xlsx")["By team"]
    head, *rows = sheet.iter_rows(min_row=4, values_only=True)
    at = head.index("Coincides")
    told = {row[0]: row[at] for row in rows}
    assert told["LD"] == "All of these are Ashmarch: a difference here may be one of authority."
    assert not told["A-LD"]
    page = (mixed / "charts/tiny.html").read_text("utf-8")
    assert "<span>LD in no other row: a difference here may be one of team.</span>" in page
    assert "All of these are Ashmarch" in Study.open(mixed).summary_chart("team").html()


def test_the_sheet_with_what_coincides_is_read_back_like_any_other(mixed: Path, run: Run) -> None:
    assert run(mixed, "chart", "--researcher", "ek").exit_code == 0
    book = load_workbook(mixed / "charts/tiny.xlsx")
    sheet = book["By team"]
    box = next(cell for cell in sheet[4] if str(cell.value).startswith("2.1"))
    row = next(row[0].row for row in sheet.iter_rows(min_row=5) if row[0].value == "LD")
    sheet[f"{box.coordinate[:-1]}{row}"] = "Hers [A-LD 1]."
    book.save(mixed / "charts/tiny.xlsx")
    assert "1 cell from charts/tiny.xlsx" in run(mixed, "chart").output
    assert Study.open(mixed).cells.cell(Row.of({"team": "LD"}), "2.1").summary == "Hers [A-LD 1]."
