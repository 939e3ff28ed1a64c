"""Broken references: what is nearly a reference is told, and what is text stays text."""

from pathlib import Path
from time import process_time

import pytest
from openpyxl import load_workbook

from framework import Study
from framework.cases.case import Row
from framework.errors import BrokenReferenceWarning
from framework.trail.miswritten import miswritten
from tests.conftest import Run

IDS = ["P03_Nan", "P04_Nan", "Skel-LD-2", "Marie"]


@pytest.mark.parametrize(
    ("bracket", "meant"),
    [
        ("P03 12", ["[P03_Nan 12]"]),
        ("P03_N 12", ["[P03_Nan 12]"]),
        ("p3_nan 12", ["[P03_Nan 12]"]),
        ("P03_Nam 12", ["[P03_Nan 12]"]),
        ("SKEL-ld-2 4-6", ["[Skel-LD-2 4–6]"]),
        ("Skel–LD–2 4", ["[Skel-LD-2 4]"]),
        ("Skel LD 2 4", ["[Skel-LD-2 4]"]),
        ("Skel-LD-2/4", ["[Skel-LD-2 4]"]),
        ("Skel-LD-2 4 and 9", ["[Skel-LD-2 4, 9]"]),
        ("Skel-LD-2, turns 4, 9", ["[Skel-LD-2 4, 9]"]),
        ("see Skel-LD-2 4", ["[Skel-LD-2 4]"]),
        ("7; Skel 4", ["[Skel-LD-2 4]"]),
        ("Mari 8", ["[Marie 8]"]),
        ("P11 12", []),
        ("7 and 9", ["[7, 9]"]),
        ("turn 7", ["[7]"]),
        ("7-", ["[7]"]),
        ("7, laughing", ["[7]"]),
    ],
)
def test_a_bracket_like_a_case_id_with_numbers_is_broken(bracket: str, meant: list[str]) -> None:
    (found,) = miswritten(f"so she says [{bracket}].", IDS, "Marie")
    assert found.text == f"[{bracket}]"
    assert [one for one in meant if one not in found.meant] == []


@pytest.mark.parametrize(
    "bracket",
    [
        *("2014", "1998–2004", "June 2013", "Smith 2014", "Smith, 2014", "Care Act 2014"),
        *("box 3", "see 3.2", "page 12", "p. 12", "Table 2", "aged 41", "3 of 4", "10/12"),
        *("laughs", "Skel-LD-2", "3 times", "COVID-19", "14:20", "£30", "50%", "16 May 2012"),
        *("1990 and 2004", "2012/13", "Section 47", "in 3 groups"),
    ],
)
def test_years_and_ordinary_brackets_stay_text(bracket: str) -> None:
    assert miswritten(f"so [{bracket}].", IDS, "Marie") == []


@pytest.mark.parametrize("inside", ["x " * 248 + "12", "7 and " * 80, "P03," * 120 + "3"])
def test_any_bracket_is_read_in_a_moment(inside: str) -> None:
    began = process_time()
    miswritten(f"[{inside[:498]}]", [f"CASE-{number}-long-name" for number in range(60)], "Marie")
    assert process_time() - began < 0.5


def test_in_a_summary_row_a_turn_without_its_case_is_broken() -> None:
    assert [one.text for one in miswritten("alike [41], in [2014]", IDS)] == ["[41]"]


def test_a_broken_reference_is_told_by_chart_check_and_the_sheet(
    folder: Path, study: Study, run: Run
) -> None:
    study.summarise("ASH-OP-1", "2.1", "His come first [2], and hers [HAR 2].", by="ek")
    printed = " ".join(run(folder, "chart", "--researcher", "ek").output.split())
    assert "Broken references: 1. Run framework check to list them." in printed
    checked = run(folder, "check")
    assert checked.exit_code == 1
    told = " ".join(checked.output.split())
    assert "ASH-OP-1 × 2.1: broken reference [HAR 2]:" in told
    assert "did you mean [HAR-LD-1 2]?" in told
    sheet = load_workbook(folder / "charts/tiny.xlsx")["Ashmarch"]
    beside = [one.prompt for one in sheet.data_validations.dataValidation if one.prompt]
    assert any("broken reference [HAR 2]" in one for one in beside)
    page = (folder / "charts/tiny.html").read_text("utf-8")
    assert "Broken reference" in page


def test_a_reference_in_the_reason_of_a_state_counts(folder: Path, study: Study, run: Run) -> None:
    put = {"asked": "asked", "said": "nothing said"}
    study.state("ASH-OP-1", "2.1", **put, reason="put at [1], waved away at [4]", by="ek")
    study.state("HAR-LD-1", "2.2", **put, reason="put at [7]", by="ek")
    assert [one.turn for one in study.trace("ASH-OP-1", "2.1").quotes] == ["1", "4"]
    assert [cell.subtheme for cell in study.trace("ASH-OP-1", "4").cells] == ["2.1"]
    (problem,) = study.check()
    assert "HAR-LD-1 × 2.2: broken reference [7]" in problem.message
    run(folder, "chart", "--researcher", "ek")
    page = (folder / "charts/tiny.html").read_text("utf-8")
    assert 'href="transcripts/ASH-OP-1.html#t4"' in page


def test_check_lists_by_case_the_turns_that_nothing_uses(
    folder: Path, study: Study, run: Run
) -> None:
    study.summarise("ASH-OP-1", "2.1", "His come first [2].", by="ek")
    study.index(study.transcripts["ASH-OP-1"].quote("5", "the form"), "2.2", by="ek")
    printed = run(folder, "check").output
    assert "ASH-OP-1: 2 of 4: 3–4" in printed
    assert "All turns of HAR-LD-1" in printed


@pytest.mark.parametrize(
    ("text", "told"),
    [("His [88].", "refers to ASH-OP-1 88"), ("As there [HAR 2].", "did you mean")],
)
def test_what_is_written_in_python_warns_at_once(study: Study, text: str, told: str) -> None:
    with pytest.warns(BrokenReferenceWarning, match=told):
        study.summarise("ASH-OP-1", "2.1", text, by="ek")
    assert study.cells.cell(Row.case("ASH-OP-1"), "2.1").summary == text
    with pytest.warns(BrokenReferenceWarning, match=r"\[77\]"):
        study.state("ASH-OP-1", "2.2", said="not applicable", reason="see [77]", by="ek")
