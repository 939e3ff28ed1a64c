"""What a correction did to a transcript is shown, turn by turn, and its numbers stay."""

import json
from pathlib import Path

import pytest

from framework import Study
from framework.trail.command import Command
from tests.conftest import Run

ASH = "transcripts/ash.txt"


@pytest.fixture
def corrected(folder: Path, study: Study) -> Path:
    """Return a study in which one turn was changed, one put in and one taken out."""
    study.summarise("ASH-OP-1", "2.1", "His do [2].", by="ek")
    path = folder / ASH
    text = path.read_text("utf-8")
    text = text.replace("SW1: His do.", "SW1: His need comes first.")
    text = text.replace("Int: Thank you.", "CA1: I was late.\nInt: Thank you.")
    path.write_text(text.replace("Several: Mm.\n", ""), "utf-8")
    return folder


def test_the_chart_tells_a_correction_by_numbers(corrected: Path, run: Run) -> None:
    printed = run(corrected, "chart", "--researcher", "ek").output
    assert "Corrected     ASH-OP-1: 2 changed; 5a new; 4 gone" in printed
    assert "need comes first" not in (corrected / ".framework/built.json").read_text("utf-8")
    assert "Nothing has changed" in run(corrected, "chart", "--researcher", "ek").output


def test_check_and_read_show_the_words(corrected: Path, run: Run) -> None:
    shown = [
        "ASH-OP-1: corrected since its turns were numbered",
        "2 changed, now SW1: “His need comes first. It is his assessment, after…”",
        "5a new, CA1: “I was late.”",
        "4 gone; the number is not given again",
    ]
    for command in (("check",), ("read", ASH), ("read",)):
        printed = run(corrected, *command)
        assert printed.exit_code == 0, printed.output
        assert " ".join(shown) in " ".join(printed.output.split()), command


def test_a_correction_is_in_json(corrected: Path, run: Run) -> None:
    found = json.loads(run(corrected, "check", "--json").stdout)
    assert found["corrections"] == [
        {"case": "ASH-OP-1", "file": ASH, "changed": ["2"], "new": ["5a"], "gone": ["4"]}
    ]


def test_with_the_next_decision_the_numbers_are_written_down(corrected: Path) -> None:
    now = Study.open(corrected)
    now.summarise("ASH-OP-1", "2.2", "Late [5a].", by="ek")
    after = Study.open(corrected)
    assert after.corrections() == []
    assert list(after.transcripts["ASH-OP-1"].positions) == ["1", "2", "3", "5", "5a", "6"]


def test_a_file_saved_anew_with_the_same_turns_is_no_correction(folder: Path, study: Study) -> None:
    study.summarise("ASH-OP-1", "2.1", "His do [2].", by="ek")
    path = folder / ASH
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert Study.open(folder).corrections() == []


def test_of_many_turns_the_first_are_shown(folder: Path, study: Study) -> None:
    study.summarise("ASH-OP-1", "2.1", "His do [2].", by="ek")
    with (folder / ASH).open("a", encoding="utf-8") as file:
        file.writelines(f"SW1: And another thing, number {number}.\n" for number in range(20))
    (correction,) = Study.open(folder).corrections()
    assert len(correction.lines()) == 13
    assert correction.lines()[-1] == "and 8 more"
    assert correction.summary == "6a, 6b, 6c, 6d, 6e, 6f and 14 more new"


def test_where_nobody_can_tell_the_place_is_named(folder: Path, study: Study) -> None:
    study.summarise("ASH-OP-1", "2.1", "His do [2].", by="ek")
    path = folder / ASH
    text = path.read_text("utf-8").replace("Several: Mm.\n", "Several: No.\nSW1: No, no.\n")
    path.write_text(text.replace("It depends who", "It hangs on who"), "utf-8")
    (problem,) = Study.open(folder).problems
    assert str(problem).startswith(
        f"{ASH}:3: changed since its turns were numbered: where 3–4 stood, 3 turns stand now, "
        "from “It hangs on who is nearer to going…” on; put the numbered file back"
    )


def test_a_new_turn_beside_a_changed_one_is_told_by_likeness(
    folder: Path, study: Study, run: Run
) -> None:
    study.summarise("ASH-OP-1", "2.1", "Her help is his need met [5].", by="ek")
    path = folder / ASH
    text = path.read_text("utf-8").replace("counts her help", "counts all her help")
    path.write_text(text.replace("Int: Thank", "CA1: I was late.\nInt: Thank"), "utf-8")
    printed = " ".join(run(folder, "check").output.split())
    assert "5 changed, now SW1: “And the form counts all her help as his need met.”" in printed
    assert "5a new, CA1: “I was late.”" in printed


def test_a_trail_without_sketches_is_read_and_asks(folder: Path, study: Study) -> None:
    study.summarise("ASH-OP-1", "2.1", "Her help is his need met [5].", by="ek")
    trail = folder / "trail/ek.jsonl"
    (line,) = trail.read_text("utf-8").splitlines()
    do = json.loads(line)["do"]
    assert len(do[0].pop("sketches")) == len(do[0]["turns"]) == 6
    trail.write_text(Command.new("2026-01-01", "ek", do).line() + "\n", "utf-8")
    path = folder / ASH
    text = path.read_text("utf-8").replace("counts her help", "counts all her help")
    path.write_text(text.replace("Int: Thank", "CA1: I was late.\nInt: Thank"), "utf-8")
    (problem,) = Study.open(folder).problems
    assert "where 5 stood, 2 turns stand now" in str(problem)
