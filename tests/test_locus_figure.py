"""The locus of difference as a figure: named groups, brackets where two sides differ."""

import re
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from framework import Study
from framework.cases.case import Row
from framework.figures import locus
from framework.figures.drawing.brackets import LINES, lanes
from framework.figures.drawing.files import draw
from framework.figures.drawing.marks import LOOKS
from framework.figures.figure import Bracket, Figure
from framework.figures.locus import loci_figures
from framework.figures.strip import CONTESTED, heard
from framework.trail.cell import SAID, Cell
from tests.conftest import Run, lay_out
from tests.test_figures import words

POSITIONS = """
    format: 1
    themes:
      - number: 2
        name: Assessment
        subthemes:
          - number: 2.1
            name: Whose needs
            positions:
              - number: 2.1a
                name: His
              - number: 2.1b
                name: Hers
          - number: 2.2
            name: The form
"""
GROUPS = {
    "A-OP-1": "Ashmarch,OP,FG1",
    "A-LD-1": "Ashmarch,LD,FG1",
    "A-OP-2": "Ashmarch,OP,FG2",
    "H-OP-1": "Harkenshaw,OP,FG1",
    "H-LD-1": "Harkenshaw,LD,FG1",
}
NAME = "focus-group-locus"


@pytest.fixture
def folder(folder: Path) -> Path:
    """Return the tiny study with five groups, two positions, and both attributes crossed."""
    rows = (f"{case},{case}.txt,focus group,{values}\n" for case, values in GROUPS.items())
    people = (f"{case},SW1,{case}1,participant,Social Worker\n" for case in GROUPS)
    study = (folder / "study.yaml").read_text("utf-8")
    for old in ("ash.txt", "har.txt"):
        (folder / "transcripts" / old).unlink()
    return lay_out(
        folder,
        {
            "study.yaml": study.replace("[authority, team]", "[team, authority and team]"),
            "codebooks/tiny.yaml": POSITIONS,
            "transcripts/cases.csv": "case,file,kind,authority,team,group\n" + "".join(rows),
            "transcripts/speakers.csv": "case,label,speaker,kind,role\n" + "".join(people),
            **{f"transcripts/{case}.txt": "SW1: Hers.\n" for case in GROUPS},
        },
    )


def place(folder: Path, **placings: str) -> Study:
    """Return the study with groups charted and placed: ``A_OP_1="holds 2.1a"``."""
    study = Study.open(folder)
    for name, told in placings.items():
        case = name.replace("_", "-")
        study.summarise(case, "2.1", "Hers [1].", by="ek")
        how, _, position = told.rpartition(" ")
        if how:
            study.place(case, position, how, by="ek")
    return study


def figure(study: Study) -> Figure:
    (found,) = loci_figures(study.cells, study.file.plans[0], study.file.title)
    return found


def brackets(found: Figure) -> dict[str, list[tuple[tuple[tuple[int, int], ...], str]]]:
    labels = [label for band in found.rows for label in band.labels]
    return {
        labels[row]: [(one.sides, one.outcome) for one in level.brackets]
        for row, level in found.levels.items()
    }


APART = {
    "A_OP_1": "holds 2.1a",
    "A_OP_2": "opposes 2.1a",
    "A_LD_1": "mixed 2.1a",
    "H_OP_1": "reports others 2.1b",
}


def test_brackets_stand_under_the_groups_they_compare(folder: Path) -> None:
    """The columns: Ashmarch OP FG1, OP FG2, LD FG1, Harkenshaw OP FG1, LD FG1."""
    found = figure(place(folder, **APART))
    assert [band.labels for band in found.columns] == [
        ("OP FG1", "OP FG2", "LD FG1"),
        ("OP FG1", "LD FG1"),
    ]
    assert found.marks[0] == (
        "holds it",
        "opposes it",
        "mixed: some hold it, some do not",
        "placed, and not on this",
        "not charted yet",
    )
    assert brackets(found) == {
        "inside a group": [(((2, 2),), "differ")],
        "between groups of one team": [
            (((0, 0), (1, 1)), "differ"),
            (((2, 2),), "not to be told"),
        ],
        "between teams of one authority": [(((0, 1), (2, 2)), "not to be told")],
        "between authorities": [(((0, 2),), "not to be told")],
    }


def test_what_cannot_be_told_is_told_by_printed_names(folder: Path) -> None:
    found = figure(place(folder, **APART))
    told, why = "2.1: not to be told between", "the groups of one side differ"
    assert found.foot[:3] == (
        f"{told} groups of one team, as only one was heard there: Council A LD FG1.",
        f"{told} teams of one authority, as {why}: Council A OP | Council A LD FG1.",
        f"{told} authorities, as only one was heard there: Council A.",
    )
    assert "2.1a · His: holds it: Council A OP FG1; opposes it: Council A OP FG2;" in found.alt
    assert "Between groups of one team: differ: Council A OP FG1 and Council A OP FG2;" in found.alt
    assert "Ashmarch" not in found.alt + "".join(found.foot)


def test_nothing_is_compared_until_every_charted_group_is_placed(folder: Path) -> None:
    found = figure(place(folder, A_OP_1="holds 2.1a", A_OP_2=""))
    assert brackets(found) == {}
    assert found.foot[0] == "2.1: not finished, for not placed yet: Council A OP FG2."
    assert found.marks[0][:2] == ("holds it", "charted, not placed yet")


@pytest.mark.parametrize("placings", [{}, {"A_OP_1": ""}])
def test_without_a_placing_there_is_no_figure(folder: Path, placings: dict[str, str]) -> None:
    study = place(folder, **placings)
    assert loci_figures(study.cells, study.file.plans[0], study.file.title) == []


def test_a_researcher_finds_it_among_the_figures_and_in_a_notebook(folder: Path, run: Run) -> None:
    study = place(folder, **APART)
    assert run(folder, "chart", "--researcher", "ek").exit_code == 0
    svg = (folder / f"charts/figures/{NAME}.svg").read_bytes()
    drawn = words(svg)
    for word in ("Where positions differ", "Council A", "2.1a · His", "≠", "not to be told"):
        assert word in drawn
    assert not re.search(r"%|\d+ of \d+", drawn)
    assert study.figures[NAME].save(folder / "own.svg").read_bytes() == svg
    with Image.open(folder / f"charts/figures/{NAME}.png") as png:
        assert png.info["Description"] == study.figures[NAME].alt
    assert study.figures[NAME].alt in (folder / "charts/figures/figures.txt").read_text("utf-8")


def test_the_root_study_shows_where_it_differs(example: Path) -> None:
    found = brackets(figure(Study.open(example)))
    assert found["between authorities"] == [(((3, 6),), "not to be told")]  # of 4.1, the last
    assert found["between groups of one team"][0] == (((3, 3), (4, 4)), "differ")


def test_every_mark_and_outcome_looks_different_without_colour() -> None:
    cells = [Cell(Row.case("A"), "2.1", said=said) for said in SAID if said != "charted"]
    unplaced = {heard(cell) for cell in cells if not cell.said.startswith("touched")}
    placed = {*locus.PLACING.values(), locus.NOT_THERE, locus.NO_POSITION, locus.NOT_PLACED}
    told = unplaced | placed | {locus.TOUCHED, CONTESTED}
    assert len({LOOKS[mark] for mark in told}) == len(told)
    assert len({(line.side, line.sign, line.style) for line in LINES.values()}) == len(LINES)


def test_brackets_that_overlap_stand_one_under_another() -> None:
    def pair(one: int, other: int) -> Bracket:
        return Bracket(((one, one), (other, other)), "differ")

    assert lanes([pair(0, 1), pair(2, 3)]) == lanes([pair(0, 1)])
    assert lanes([pair(0, 1), pair(1, 2)]) == 2 * lanes([pair(0, 1)])
    assert lanes([pair(0, 3), pair(1, 2), pair(2, 3)]) == 3 * lanes([])


def test_many_groups_keep_their_names_and_brackets(folder: Path) -> None:
    """Forty groups: names stand on end, and the figure grows before one is cut."""
    many = {
        f"G{number}": f"Ashmarch,{'OP' if number % 2 else 'LD'},{number}" for number in range(40)
    }
    rows = (f"{case},{case}.txt,focus group,{values}\n" for case, values in many.items())
    people = (f"{case},SW1,{case}1,participant,\n" for case in many)
    for case in GROUPS:
        (folder / f"transcripts/{case}.txt").unlink()
    lay_out(
        folder,
        {
            "transcripts/cases.csv": "case,file,kind,authority,team,group\n" + "".join(rows),
            "transcripts/speakers.csv": "case,label,speaker,kind,role\n" + "".join(people),
            **{f"transcripts/{case}.txt": "SW1: Hers.\n" for case in many},
        },
    )
    found = figure(place(folder, G1="holds 2.1a", G39="holds 2.1b"))
    assert brackets(found)["between groups of one team"][0] == (((20, 20), (39, 39)), "differ")
    root = etree.fromstring(draw(found)["svg"])
    assert "OP 39" in words(etree.tostring(root))
