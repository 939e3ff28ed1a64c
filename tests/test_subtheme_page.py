"""One subtheme on one page: groups inside the boxes of two attributes, margins beside."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from framework import Study
from framework.cases.plan import Plan
from framework.comparison.subtheme_page import SubthemePage, subtheme_pages
from tests.conftest import Run


@pytest.fixture
def crossed(folder: Path) -> Path:
    """Return the tiny study with a second group in one box, charted by two attributes crossed."""
    tables = {
        "study.yaml": ("[authority, team]", "[authority, team, authority and team]"),
        "transcripts/cases.csv": (
            "HAR-LD-1,",
            "ASH-OP-2,ash2.txt,focus group,Ashmarch,OP,FG2,2012-10-10\nHAR-LD-1,",
        ),
        "transcripts/speakers.csv": ("HAR-LD-1,Int", "ASH-OP-2,Bev,B-1,participant,\nHAR-LD-1,Int"),
    }
    for name, (old, new) in tables.items():
        text = (folder / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), "utf-8")
    (folder / "transcripts/ash2.txt").write_text("Bev: Hers, always.\nBev: Yes.\n", "utf-8")
    study = Study.open(folder)
    study.summarise("ASH-OP-1", "2.1", "His, says SW1 [2].", by="ek")
    study.summarise({"team": "OP"}, "2.1", "His [ASH-OP-1 2].", by="ek")
    study.state("HAR-LD-1", "2.1", asked="not asked", said="nothing said", by="ek")
    return folder


def page(folder: Path, subtheme: str) -> SubthemePage:
    study = Study.open(folder)
    pages = subtheme_pages(study.cells, study.file.plans[0])
    return next(each for each in pages if each.subtheme == subtheme)


def test_groups_of_one_box_stand_together_and_margins_beside(crossed: Path) -> None:
    found = page(crossed, "2.1")
    assert (found.down, found.across) == (("Ashmarch", "Harkenshaw"), ("OP", "LD"))
    inside = {box: [cell.row.key for cell in cells] for box, cells in found.inside.items()}
    assert inside == {
        ("Ashmarch", "OP"): ["ASH-OP-1", "ASH-OP-2"],
        ("Harkenshaw", "LD"): ["HAR-LD-1"],
    }
    assert found.below["OP"].box == "His [ASH-OP-1 2]."
    assert found.right["Ashmarch"].box == ""


def test_it_says_what_cannot_be_seen_from_here(crossed: Path) -> None:
    assert page(crossed, "2.1").unseen == (
        "One group only, so nothing to compare inside: Harkenshaw LD.",
        "Not charted yet: ASH-OP-2.",
        "Not asked: HAR-LD-1.",
        "Ashmarch. All of these are OP: a difference here may be one of team.",
        "Harkenshaw. All of these are LD: a difference here may be one of team.",
        "OP. All of these are Ashmarch: a difference here may be one of authority.",
        "LD. All of these are Harkenshaw: a difference here may be one of authority.",
    )


def test_without_two_attributes_crossed_there_is_no_page(study: Study) -> None:
    assert subtheme_pages(study.cells, Plan("focus group")) == []


def test_the_sheet_shows_it_and_is_never_taken_for_a_chart(crossed: Path, run: Run) -> None:
    assert run(crossed, "chart", "--researcher", "ek").exit_code == 0
    path = crossed / "charts/tiny.xlsx"
    book = load_workbook(path)
    shown = [[cell.value or "" for cell in row] for row in book["By subtheme"].iter_rows()]
    at = next(place for place, row in enumerate(shown) if row[0] == "2.1 · Whose needs")
    assert shown[at + 1][:4] == ["", "OP", "LD", "Over the row"]
    assert shown[at + 2][:3] == ["Ashmarch", "ASH-OP-1 (2)\nHis, says SW1 [2].", ""]
    assert shown[at + 3][:2] == ["", "ASH-OP-2 (1)\nnot charted yet"]
    assert shown[at + 4][0] == "Harkenshaw"
    assert shown[at + 5][:2] == ["Over the column", "His [ASH-OP-1 2]."]
    base = [row[0].value for row in book["_framework"].iter_rows()]
    assert "By subtheme" not in base[base.index("key") :]
