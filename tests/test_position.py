"""Positions: a list in the codebook, groups placed by a person, in Python or in the workbook."""

import shutil
from pathlib import Path
from textwrap import dedent, indent

import pytest
from openpyxl import load_workbook

from framework import Study
from framework.cases.case import Row
from framework.comparison.locus import loci
from framework.comparison.position import place, read_place
from framework.errors import UnknownNameError
from framework.trail.command import Command
from framework.workbook.matrix import edits
from framework.workbook.reading.read_back import read_back
from tests.conftest import Run
from tests.test_round_trip import BOOK, asked, edit, taken, typed

LISTED = """            positions:
              - number: 2.1a
                name: His needs
                definition: The person's needs lead.
              - number: 2.1b
                name: Hers too
              - number: 2.1c
                name: Neither
                retired: merged into 2.1b, nobody could tell them apart
"""
SHEET = "Positions 2.1"


@pytest.fixture
def placed(folder: Path) -> Path:
    """Return the tiny study with positions on 2.1, both groups charted, one placed."""
    return with_positions(folder)


def with_positions(folder: Path) -> Path:
    """Put positions on 2.1 into the tiny study's codebook, chart both groups, and place one."""
    book = folder / "codebooks/tiny.yaml"
    head, mark, rest = book.read_text("utf-8").partition("definition: Whose needs lead.\n")
    book.write_text(head + mark + indent(dedent(LISTED), " " * 8) + rest, "utf-8")
    study = Study.open(folder)
    assert study.problems == []
    study.summarise("ASH-OP-1", "2.1", "His, says SW1 [2].", by="ek")
    study.summarise("HAR-LD-1", "2.1", "Hers [2].", by="ek")
    study.place("ASH-OP-1", "2.1a", "holds", "SW1 [2]", by="ek")
    return folder


def box(folder: Path, case: str, position: str) -> str:
    return place(Study.open(folder).cells, Row.case(case), position).box


def test_a_group_is_placed_and_the_sheet_shows_it(placed: Path, run: Run) -> None:
    assert box(placed, "ASH-OP-1", "2.1a") == "holds: SW1 [2]"
    taken(placed, run, "--researcher", "ek")
    sheet = load_workbook(placed / BOOK)[SHEET]
    shown = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = shown[3]
    assert head[-3:] == ["2.1a · His needs", "2.1b · Hers too", "2.1x · No position heard"]
    assert shown[2][-3] == "The person's needs lead."
    assert shown[4][head.index("2.1a · His needs")] == "holds: SW1 [2]"
    assert "not finished: HAR-LD-1" in [row[0] for row in shown]


def test_a_placing_typed_in_the_workbook_is_taken_back(placed: Path, run: Run) -> None:
    taken(placed, run, "--researcher", "ek")
    edit(placed, typed("HAR-LD-1", "2.1b", "Holds: Renée [2]", SHEET))
    edit(placed, typed("ASH-OP-1", "2.1a", "mixed, SW1 against CA1 [2-3]", SHEET))
    words = " ".join(taken(placed, run).output.split())
    assert "Saved 2 cells" in words
    assert box(placed, "HAR-LD-1", "2.1b") == "holds: Renée [2]"
    assert box(placed, "ASH-OP-1", "2.1a") == "mixed: SW1 against CA1 [2-3]"
    (kept,) = (placed / "charts/kept").iterdir()
    assert "0 cells" in run(placed, "import", str(kept)).output
    assert "Nothing has changed" in run(placed, "chart").output


@pytest.mark.parametrize(
    ("position", "text"),
    [
        ("2.1a", "agrees [2]"),
        ("2.1a", "no position"),
        ("2.1a", "holds: X [2], opposes: Y [3]"),
        ("2.1x", "holds"),
        ("2.1b", "holdsall"),
    ],
)
def test_a_label_that_is_not_in_the_list_is_refused(
    placed: Path, run: Run, position: str, text: str
) -> None:
    taken(placed, run, "--researcher", "ek")
    edit(placed, typed("HAR-LD-1", position, text, SHEET))
    told = asked(placed, run)
    assert f"{SHEET}!" in told
    assert f"is no place on {position}" in told or "names two places" in told


def test_two_placings_in_two_copies_are_contested(placed: Path, run: Run) -> None:
    taken(placed, run, "--researcher", "ek")
    copy = "charts/tiny-LAPTOP.xlsx"
    shutil.copyfile(placed / BOOK, placed / copy)
    edit(placed, typed("HAR-LD-1", "2.1b", "holds", SHEET))
    edit(placed, typed("HAR-LD-1", "2.1b", "opposes", SHEET), copy)
    taken(placed, run)
    assert set(box(placed, "HAR-LD-1", "2.1b").split("\n————\n")) == {"holds", "opposes"}


def test_what_no_workbook_can_hold_is_left_out_of_it(placed: Path, run: Run) -> None:
    """A bell, in a trail that was changed by hand."""
    row = {"case": "HAR-LD-1"}
    act = {"verb": "position", "row": row, "position": "2.1b", "how": "holds", "text": "R\a"}
    line = Command.new("2026-01-01T00:00:00+00:00", "rt", [act]).line()
    (placed / "trail/rt.jsonl").write_text(line + "\n", "utf-8")
    taken(placed, run, "--researcher", "ek")
    found = read_back((placed / BOOK).read_bytes(), BOOK)
    assert (found.problems, edits(found)) == ((), [])
    assert "holds: R" in [one.text for one in found.shown]


def test_emptying_a_placing_is_asked_about(placed: Path, run: Run) -> None:
    taken(placed, run, "--researcher", "ek")
    edit(placed, typed("ASH-OP-1", "2.1a", None, SHEET))
    assert "was emptied" in asked(placed, run)
    taken(placed, run, "--emptied", "Positions 2.1!G5")
    assert box(placed, "ASH-OP-1", "2.1a") == ""


def test_a_group_that_is_not_charted_is_not_waited_for(placed: Path) -> None:
    study = Study.open(placed)
    names = ("authority", "team")
    (told,) = loci(study.cells, "2.1", study.cases.values(), names)
    assert (told.kind, told.where) == ("not finished", "HAR-LD-1")
    study.state("HAR-LD-1", "2.1", said="nothing said", by="ek")
    (told,) = loci(study.cells, "2.1", study.cases.values(), names)
    assert (told.kind, told.where) == ("cannot tell", "heard in fewer than two groups")


def test_two_placings_are_contested_and_count_for_nothing(placed: Path) -> None:
    mine, hers = Study.open(placed), Study.open(placed)
    mine.place("HAR-LD-1", "2.1b", "holds", by="ek")
    hers.place("HAR-LD-1", "2.1b", "opposes", by="rt")
    found = place(Study.open(placed).cells, Row.case("HAR-LD-1"), "2.1b")
    assert (found.how, found.contested) == (None, True)
    assert set(found.box.split("\n————\n")) == {"holds", "opposes"}


@pytest.mark.parametrize(
    ("position", "words", "box"),
    [
        ("2.1b", ("Opposes, CA1 [3]",), "opposes: CA1 [3]"),
        ("2.1b", ("reports", "others:", "her team [5]"), "reports others: her team [5]"),
        ("2.1x", ("no position",), "no position"),
    ],
)
def test_a_command_takes_a_placing_as_the_sheet_takes_it(
    placed: Path, run: Run, position: str, words: tuple[str, ...], box: str
) -> None:
    printed = run(placed, "place", "ASH-OP-1", position, *words, "--researcher", "ek")
    assert f"ASH-OP-1 × {position}: {box}" in printed.output
    assert place(Study.open(placed).cells, Row.case("ASH-OP-1"), position).box == box


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("agrees", "“agrees” is no place on 2.1b; begin with one of: holds · opposes"),
        ("holds: SW1 [2]; opposes: CA1 [3]", "names two places; write mixed"),
    ],
)
def test_a_placing_that_the_sheet_refuses_the_command_refuses(
    placed: Path, run: Run, words: str, message: str
) -> None:
    printed = run(placed, "place", "ASH-OP-1", "2.1b", words, "--researcher", "ek")
    assert printed.exit_code == 1
    assert message in printed.stderr


@pytest.mark.parametrize(
    ("case", "position", "how"),
    [
        *(("ASH-OP-1", "2.1q", "holds"), ("ASH-OP-1", "2.1a", "likes")),
        *(("ASH-OP-1", "2.1x", "holds"), ("OP", "2.1a", "holds"), ("ASH-OP-1", "2.1c", "holds")),
    ],
)
def test_what_cannot_be_placed_is_an_error(
    placed: Path, case: str, position: str, how: str
) -> None:
    with pytest.raises(UnknownNameError):
        Study.open(placed).place(case, position, how, by="ek")


@pytest.mark.parametrize(("old", "new"), [("2.1a", "2.1d"), ("His needs", "Their needs")])
def test_a_position_with_groups_on_it_neither_goes_nor_changes_its_name(
    placed: Path, run: Run, old: str, new: str
) -> None:
    book = placed / "codebooks/tiny.yaml"
    book.write_text(book.read_text("utf-8").replace(old, new), "utf-8")
    assert "2.1a" in run(placed, "check").stderr + run(placed, "check").output
    assert run(placed, "chart").exit_code == 1


def test_a_retired_position_asks_for_its_groups_to_be_placed_again(placed: Path, run: Run) -> None:
    book = placed / "codebooks/tiny.yaml"
    retired = "name: His needs\n            retired: split into b and d\n"
    book.write_text(book.read_text("utf-8").replace("name: His needs\n", retired), "utf-8")
    assert run(placed, "chart", "--researcher", "ek").exit_code == 0
    printed = run(placed, "check")
    assert "2.1a is retired (split into b and d)" in printed.output + printed.stderr
    assert "ASH-OP-1" in printed.output + printed.stderr


def test_the_words_are_read_whatever_stands_after_them() -> None:
    assert read_place("reports others – their panel [9]") == ("reports others", "their panel [9]")
    assert read_place("HOLDS") == ("holds", "")
    assert read_place("withholds") is None
