"""A name that the study has not, and what is no text, is one line that says what to do."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from framework import Study
from framework.errors import FrameworkError, ProblemsError

Call = Callable[[Any], object]


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda study: study.cases["ash-op-1"], "there is no case ash-op-1; did you mean ASH-OP-1"),
        (lambda study: study.transcripts["X"], "there is no transcript of X; there is ASH-OP-1, H"),
        (lambda study: study.codebook["2.9"], "there is no subtheme 2.9; did you mean 2.1 or 2.2?"),
        (lambda study: study.codebook["2"], "there is no subtheme 2; there is 2.1, 2.2"),
        (lambda study: study.findings["F9"], "there is no finding F9; there is none yet"),
        (lambda study: study.figures["progress"], "there is no figure progress; there is none yet"),
        (lambda study: study.chart_of("Team", "OP"), "no attribute Team; did you mean team?"),
        (
            lambda study: study.chart_of("team", "PO"),
            "no focus group with the team PO; there is",
        ),
        (lambda study: study.chart_of("team", "OP", "panel"), "no kind of case panel; there is f"),
        (lambda study: study.subtheme("2.1", "panel"), "no kind of case panel; there is focus gro"),
        (lambda study: study.chart(by="zz"), "study.yaml has no researcher `zz`; it lists ek, rt"),
        (lambda study: study.transcripts["ASH-OP-1"].around("99"), "ASH-OP-1 has no turn 99; they"),
    ],
)
def test_a_name_that_is_not_there_is_told_with_those_that_are(
    study: Study, call: Call, told: str
) -> None:
    with pytest.raises(FrameworkError) as fault:
        call(study)
    assert told in str(fault.value)


@pytest.mark.parametrize(
    ("call", "shown"),
    [
        (lambda study: study.trace(2.1), "2.1"),
        (lambda study: study.trace("ASH-OP-1", 2), "2"),
        (lambda study: study.passages("OP", 2.1), "2.1"),
        (lambda study: study.subtheme(2.1), "2.1"),
        (lambda study: study.propose(2.1), "2.1"),
        (lambda study: study.codebook[2.1], "2.1"),
        (lambda study: study.cases[0], "0"),
        (lambda study: study.transcripts["ASH-OP-1"].turn(2), "2"),
        (lambda study: study.transcripts["ASH-OP-1"].quote(2), "2"),
        (lambda study: study.summarise("ASH-OP-1", 2.1, "His [2].", by="ek"), "2.1"),
        (lambda study: study.summarise("ASH-OP-1", "2.1", pd.NA, by="ek"), "<NA>"),
        (lambda study: study.summarise(pd.NA, "2.1", "His [2].", by="ek"), "<NA>"),
        (lambda study: study.state("ASH-OP-1", "2.1", said="not recorded", reason=1, by="ek"), "1"),
        (lambda study: study.index("His do.", "2.1", by="ek"), "“His do.” is no passage"),
    ],
)
def test_what_is_no_text_is_not_taken_for_one(
    folder: Path, study: Study, call: Call, shown: str
) -> None:
    with pytest.raises(FrameworkError) as fault:
        call(study)
    told = shown if "passage" in shown else f'{shown} is not text; write it in quotation marks: "'
    assert str(fault.value).startswith(told)
    assert not (folder / "trail").exists()


def test_a_row_is_named_in_writing_as_in_tracing(study: Study) -> None:
    study.summarise("OP", "2.1", "One group [ASH-OP-1 2].", by="ek")
    study.state("team=LD", "2.1", said="not recorded", by="ek")
    assert study.trace("OP", "2.1").summary_cells[0].summary == "One group [ASH-OP-1 2]."
    assert study.trace("LD", "2.1").summary_cells[0].said == "not recorded"
    with pytest.raises(FrameworkError, match=r"^ASH-OP-9 is no case .* did you mean ASH-OP-1\?$"):
        study.summarise("ASH-OP-9", "2.1", "His [2].", by="ek")


def test_problems_are_told_with_the_error(folder: Path) -> None:
    (folder / "transcripts/har.txt").unlink()
    with pytest.raises(ProblemsError, match=r"1 problem; nothing was written:\n.*har\.txt"):
        Study.open(folder).summarise("ASH-OP-1", "2.1", "His [2].", by="ek")


def test_a_codebook_goes_through_its_numbers(study: Study) -> None:
    assert list(study.codebook) == ["2.1", "2.2"]
    assert "2.2" in study.codebook
    assert "2.9" not in study.codebook
