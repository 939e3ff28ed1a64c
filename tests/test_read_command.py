"""`framework read`: what is found in transcripts, with or without a study."""

import json
from pathlib import Path

from framework import Study
from tests.conftest import Run

SAMPLES = Path(__file__).parent / "samples"


def test_a_file_is_read_without_a_study(tmp_path: Path, run: Run) -> None:
    printed = run(tmp_path, "read", str(SAMPLES / "05_times_and_colons.txt"))
    assert printed.exit_code == 0
    words = " ".join(printed.output.split())
    assert "6 turns" in words
    assert "Interviewer 3 turns" in words
    assert "left as text: “Note”, “Two things”, “Well”" in words


def test_json_places_each_turn_in_the_text(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "t.txt"
    path.write_text("A1: one 😀\n[laughs]\nB1: two\n", "utf-8")
    found = json.loads(run(tmp_path, "read", "t.txt", "--json").stdout)["files"][0]
    keys = {
        "file",
        "layout",
        "encoding",
        "turns",
        "metadata",
        "events",
        "comments",
        "unplaced",
        "problems",
    }
    assert keys <= found.keys()
    assert [
        (turn["number"], turn["speaker"], turn["start"], turn["end"]) for turn in found["turns"]
    ] == [
        ("1", "A1", 0, 5),
        ("2", "B1", 6, 9),
    ]
    assert found["events"] == [{"text": "[laughs]", "place": {"line": 2}, "after": 1}]


def test_json_tells_the_questions_of_a_survey_from_its_answers(tmp_path: Path, run: Run) -> None:
    (tmp_path / "t.csv").write_text("id,What helps?\nr1,Visits\n", "utf-8")
    found = json.loads(run(tmp_path, "read", "t.csv", "--json").stdout)["files"][0]
    assert [(turn["kind"], turn["text"]) for turn in found["turns"]] == [
        ("moderator", "What helps?"),
        ("", "Visits"),
    ]


def test_brackets_and_escapes_of_a_transcript_are_shown_and_not_obeyed(
    tmp_path: Path, run: Run
) -> None:
    (tmp_path / "t.txt").write_text("[bold]\x1b[31m front\nA1: [laughs]\nB1: x\n", "utf-8")
    printed = run(tmp_path, "read", "t.txt").output
    assert "\x1b" not in printed
    assert r"[bold]\x1b[31m front" in printed


def test_strict_is_an_error_while_anything_is_unplaced(tmp_path: Path, run: Run) -> None:
    (tmp_path / "t.txt").write_text("nobody says this\n", "utf-8")
    printed = run(tmp_path, "read", "t.txt", "--strict")
    assert printed.exit_code == 1
    assert "nobody is named as speaking" in printed.output


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path, run: Run) -> None:
    printed = run(tmp_path, "read", "none.txt")
    assert printed.exit_code == 1
    assert "none.txt: cannot be read" in printed.output


def test_inside_a_study_its_own_transcripts_are_read(folder: Path, run: Run) -> None:
    printed = run(folder, "read")
    assert printed.exit_code == 0
    assert "transcripts/ash.txt" in printed.output
    assert "Several" in printed.output


def test_the_layout_is_told_with_its_evidence(tmp_path: Path, run: Run) -> None:
    (tmp_path / "t.txt").write_text("Ann  0:01\nWho came?\n\nBo  0:04\nTwo.\n", "utf-8")
    printed = " ".join(run(tmp_path, "read", "t.txt").output.split())
    assert "layout label and time on a line (2 lines of 4 begin so) · utf-8 · 2 turns" in printed


def test_the_same_talk_twice_is_told(tmp_path: Path, run: Run) -> None:
    talk = "Ann: It was a long day, and nobody had thought of her at all.\nBo: And “then”?\n" * 2
    (tmp_path / "a.txt").write_text(talk, "utf-8")
    (tmp_path / "b.md").write_text(f"A title\n\n{talk}Ann: No.\n", "utf-8")
    assert "a.txt and b.md share 100%" in run(tmp_path, "read", "a.txt", "b.md").output
    (tmp_path / "c.txt").write_text(
        "Ann: Another day altogether, and nothing like it was.\n", "utf-8"
    )
    assert "share" not in run(tmp_path, "read", "a.txt", "c.txt").output


def test_json_has_the_numbers_and_kinds_that_the_study_has(folder: Path, run: Run) -> None:
    cases = folder / "transcripts/cases.csv"
    rows = cases.read_text("utf-8-sig").splitlines()
    case, name = rows[1].split(",")[:2]
    more = folder / "transcripts/more.txt"
    label = next(iter(Study.open(folder).transcripts[case])).speaker.label
    more.write_text(f"{label}: One more.\n\n{label}: And a last one.\n", "utf-8")
    rows[1] = rows[1].replace(name, f"{name}; more.txt")
    cases.write_text("\n".join(rows) + "\n", "utf-8")
    turns = [
        turn for turn in Study.open(folder).transcripts[case] if turn.file.endswith("more.txt")
    ]
    found = json.loads(run(folder, "read", "transcripts/more.txt", "--json").stdout)["files"][0]
    assert turns
    assert turns[0].number != "1"
    assert found["turns"] == [turn.json() for turn in turns]


def test_a_file_that_the_study_cannot_number_has_no_numbers(folder: Path, run: Run) -> None:
    cases = folder / "transcripts/cases.csv"
    text = cases.read_text("utf-8-sig")
    name = text.splitlines()[1].split(",")[1]
    cases.write_text(text.replace(name, f"{name}; gone.txt"), "utf-8")
    found = json.loads(run(folder, "read", f"transcripts/{name}", "--json").stdout)["files"][0]
    assert {turn["number"] for turn in found["turns"]} == {""}
