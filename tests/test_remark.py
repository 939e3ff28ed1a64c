"""Remarks on a cell's words, and the lists of what is left."""

from pathlib import Path

import pytest

from framework import Study
from framework.checking.left import left
from framework.checking.remark import remarks
from tests.conftest import Run


def told(study: Study, text: str, row: str = "ASH-OP-1") -> list[str]:
    study.summarise(row, "2.1", text, by="ek")
    return [problem.message for problem in remarks(study.cells)]


@pytest.mark.parametrize(
    "text",
    [
        "His come first, says SW1 [2]. CA1: it depends [3].",
        "“It depends who is nearer to … under”, says CA1 [3].",
        "SW1 speaks of “his assessment, after all” [2]. {Is it a rule?}",
        "Told more fully elsewhere, see 2.2.",
        "SW1, twice.\nThey would not say who [2]",
        "Eleven pages, 3 visits [2].",
        "Of the form [box 3], in [June 2013] and [2014], she says so [2].",
    ],
)
def test_a_cell_in_order_has_no_remarks(study: Study, text: str) -> None:
    assert told(study, text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("His come first [2]. CA1 does not agree at all.", "a sentence without a reference"),
        ("“It was his assessment”, says SW1 [2].", "“It was his assessment” is not verbatim"),
        ("As Renée says too [HAR-LD-1 2].", "it refers to HAR-LD-1, which is not in this row"),
        ("His come first (2) and nobody minds [3].", "2 alone"),
        ("His come first, as in turn 3 [2].", "3 alone"),
    ],
)
def test_each_remark_is_told(study: Study, text: str, message: str) -> None:
    (found,) = told(study, text)
    assert found.startswith(message)


@pytest.mark.parametrize(
    "sentence",
    [
        "Not put in HAR-LD-1.",
        "It was never asked there.",
        "CA1 and Several stay silent.",
        "No one speaks against it.",
    ],
)
def test_what_says_only_what_was_asked_or_not_said_needs_no_reference(
    study: Study, sentence: str
) -> None:
    assert told(study, f"His come first [2]. {sentence}") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Asked by the panel to wait, she waited.",
        "Nobody can be relied on: “It depends”.",
        "The form says nobody came.",
    ],
)
def test_what_tells_of_anything_else_needs_one(study: Study, sentence: str) -> None:
    (found,) = told(study, f"His come first [2]. {sentence}")
    assert found.startswith("a sentence without a reference")


def test_turns_used_and_not_indexed_are_told_where_anything_is_indexed(study: Study) -> None:
    assert told(study, "His [2], or who is nearer [3].") == []
    study.index(study.transcripts["ASH-OP-1"].quote("2", "His do."), "2.1", by="ek")
    assert [problem.message for problem in remarks(study.cells)] == ["used and not indexed here: 3"]


def test_what_is_left_is_listed_in_the_order_of_the_charts(study: Study) -> None:
    ash = study.transcripts["ASH-OP-1"]
    study.index(ash.quote("2", "His do."), "2.1", by="ek")
    study.index(ash.quote("5", "her help"), "2.1", by="ek")
    study.summarise("ASH-OP-1", "2.1", "His [2], or who is nearer [3].", by="ek")
    study.index(ash.quote("4", "Mm."), "2.1", by="ek")
    found = left(study.cells, study.charts)
    assert found.to_chart == ("ASH-OP-1 × 2.2", "HAR-LD-1 × 2.1", "HAR-LD-1 × 2.2")
    assert found.stale == found.unused == found.not_indexed == ("ASH-OP-1 × 2.1",)
    assert found.contested == ()


def test_a_passage_is_used_when_one_of_its_turns_is(study: Study) -> None:
    ash = study.transcripts["ASH-OP-1"]
    asked_and_answered = ash.passage(ash.turn("1").start, ash.turn("2").end)
    study.index(asked_and_answered, "2.1", by="ek")
    study.summarise("ASH-OP-1", "2.1", "His [2].", by="ek")
    assert left(study.cells, study.charts).unused == ()
    study.index(ash.quote("3"), "2.1", by="ek")
    assert left(study.cells, study.charts).unused == ("ASH-OP-1 × 2.1",)


def test_the_last_lines_say_what_is_left(folder: Path, study: Study, run: Run) -> None:
    study.summarise("ASH-OP-1", "2.1", "His [2].", by="ek")
    words = " ".join(run(folder, "chart", "--researcher", "ek").output.split())
    assert "Left 3 cells to chart, next in order ASH-OP-1 × 2.2" in words


def test_remarks_are_printed_on_request_and_are_no_problems(
    folder: Path, study: Study, run: Run
) -> None:
    study.summarise("ASH-OP-1", "2.1", "It is all hers, I think.", by="ek")
    assert "without a reference" not in run(folder, "check").output
    printed = run(folder, "check", "--cells")
    assert printed.exit_code == 0
    assert "ASH-OP-1 × 2.1: a sentence without a reference" in printed.output
    assert '"remarks"' in run(folder, "check", "--cells", "--json").stdout
