"""What a person decides, written through `Study` and read again."""

from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

import pytest

from framework import Study
from framework.cases.case import Row
from framework.errors import NobodyError, NoStudyError, RefusedError, UnknownNameError
from framework.trail.cell import Cell
from tests.conftest import FILES, lay_out


def cell(folder: Path, row: str | dict[str, str], subtheme: str) -> Cell:
    """Return a cell of the study as somebody sees it who opens it now."""
    key = Row.case(row) if isinstance(row, str) else Row.of(row)
    return Study.open(folder).cells.cell(key, subtheme)


def test_a_study_is_found_from_its_folders(folder: Path) -> None:
    assert Study.open(folder / "transcripts").folder == folder


def test_where_there_is_no_study_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoStudyError, match="framework new"):
        Study.open(tmp_path)


def test_turns_have_numbers_speakers_and_places(study: Study) -> None:
    transcript = study.transcripts["ASH-OP-1"]
    turn = transcript.turn("3")
    assert (turn.speaker.id, turn.kind, turn.speaker.role) == (
        "A-2",
        "participant",
        "Care Assessor",
    )
    assert transcript.text[turn.start : turn.end] == turn.text
    assert dict(turn.place) == {"line": 3}
    assert transcript.turn("4").speaker.id == ""


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (normalize("NFC", "café.txt"), normalize("NFD", "café.txt")),
        (normalize("NFD", "café.txt"), normalize("NFC", "café.txt")),
    ],
)
def test_a_file_s_accents_may_be_stored_otherwise_than_the_table_has_them(
    folder: Path, typed: str, stored: str
) -> None:
    """As in a folder that a Mac and another system share."""
    (folder / "transcripts/ash.txt").rename(folder / "transcripts" / stored)
    table = folder / "transcripts/cases.csv"
    table.write_text(table.read_text("utf-8").replace("ash.txt", typed), "utf-8")
    study = Study.open(folder)
    assert study.check() == []
    assert len(study.transcripts["ASH-OP-1"].turns) == 6


def test_a_transcript_goes_through_its_turns(folder: Path) -> None:
    group = Study(str(folder)).transcripts["HAR-LD-1"]
    assert [turn.number for turn in group] == ["1", "2", "3"]


def test_a_passage_keeps_place_and_words(study: Study) -> None:
    transcript = study.transcripts["ASH-OP-1"]
    at = transcript.text.index("nearer")
    passage = transcript.passage(at, at + 6)
    assert (passage.turn, passage.start, passage.end) == ("3", 18, 24)
    assert (passage.words, passage.speaker) == ("nearer", "A-2")
    assert passage.after == " to going under.\nMm.\nAnd the for"
    assert transcript.quote("3", "nearer") == passage


def test_words_that_stand_more_than_once_in_a_turn_are_not_guessed(study: Study) -> None:
    with pytest.raises(UnknownNameError, match="3 times"):
        study.transcripts["ASH-OP-1"].quote("2", "is")


def test_a_summary_is_kept_with_who_and_what_they_saw(folder: Path, study: Study) -> None:
    study.summarise("ASH-OP-1", "2.1", "SW1: his [2].", by="ek")
    found = cell(folder, "ASH-OP-1", "2.1")
    assert (found.box, found.said, found.by) == ("SW1: his [2].", "charted", ("ek",))
    assert found.marks == ("one speaker",)


def test_marks_tell_what_a_summary_rests_on(folder: Path, study: Study) -> None:
    study.summarise("ASH-OP-1", "2.1", "It depends.", by="ek")
    assert cell(folder, "ASH-OP-1", "2.1").marks == ("uncited",)
    study.summarise("ASH-OP-1", "2.1", "Asked [1], CA1: it depends [3].", by="ek")
    assert cell(folder, "ASH-OP-1", "2.1").marks == ("one speaker",)
    study.summarise("ASH-OP-1", "2.1", "His [2]; it depends [3].", by="ek")
    assert cell(folder, "ASH-OP-1", "2.1").marks == ()


def test_a_summary_goes_stale_when_what_its_writer_saw_changes(folder: Path, study: Study) -> None:
    study.summarise("ASH-OP-1", "2.1", "It depends [2, 3].", by="ek")
    assert "stale" not in cell(folder, "ASH-OP-1", "2.1").marks
    passage = study.transcripts["ASH-OP-1"].quote("5")
    line = study.index(passage, "2.1", by="ek")
    assert "stale" in cell(folder, "ASH-OP-1", "2.1").marks
    study.undo(line.id, by="ek")
    assert "stale" not in cell(folder, "ASH-OP-1", "2.1").marks
    path = folder / "codebooks/tiny.yaml"
    path.write_text(
        path.read_text("utf-8").replace("Whose needs lead.", "Whose needs win."), "utf-8"
    )
    assert "stale" in cell(folder, "ASH-OP-1", "2.1").marks


def test_a_summary_cell_goes_stale_when_a_cell_under_it_changes(folder: Path, study: Study) -> None:
    study.summarise("ASH-OP-1", "2.1", "It depends [3].", by="ek")
    study.summarise({"team": "OP"}, "2.1", "It depends [ASH-OP-1 3].", by="ek")
    assert "stale" not in cell(folder, {"team": "OP"}, "2.1").marks
    study.summarise("ASH-OP-1", "2.1", "His [2].", by="ek")
    assert "stale" in cell(folder, {"team": "OP"}, "2.1").marks


def test_writing_again_replaces_and_undoing_brings_back(folder: Path, study: Study) -> None:
    study.summarise("ASH-OP-1", "2.1", "one [2]", by="ek")
    study.summarise("ASH-OP-1", "2.1", "two [2]", by="ek")
    assert cell(folder, "ASH-OP-1", "2.1").box == "two [2]"
    study.undo(by="ek")
    assert cell(folder, "ASH-OP-1", "2.1").box == "one [2]"


def test_two_who_did_not_see_each_other_are_contested_until_one_chooses(folder: Path) -> None:
    mine, hers = Study.open(folder), Study.open(folder)
    mine.summarise("ASH-OP-1", "2.1", "his [2]", by="ek")
    hers.summarise("ASH-OP-1", "2.1", "hers [3]", by="rt")
    found = cell(folder, "ASH-OP-1", "2.1")
    assert "contested" in found.marks
    assert set(found.texts) == {"his [2]", "hers [3]"}
    with pytest.raises(RefusedError, match="line between"):
        Study.open(folder).summarise("ASH-OP-1", "2.1", found.box, by="ek")
    Study.open(folder).summarise("ASH-OP-1", "2.1", "either [2, 3]", by="rt")
    assert cell(folder, "ASH-OP-1", "2.1").texts == ("either [2, 3]",)


def test_the_same_words_by_two_are_not_contested(folder: Path) -> None:
    mine, hers = Study.open(folder), Study.open(folder)
    mine.summarise("ASH-OP-1", "2.1", "his [2]", by="ek")
    hers.summarise("ASH-OP-1", "2.1", "his [2]", by="rt")
    assert "contested" not in cell(folder, "ASH-OP-1", "2.1").marks


def test_a_state_against_a_summary_is_contested_and_both_show(folder: Path) -> None:
    mine, hers = Study.open(folder), Study.open(folder)
    mine.state("ASH-OP-1", "2.1", said="nothing said", by="ek")
    hers.summarise("ASH-OP-1", "2.1", "hers [3]", by="rt")
    assert cell(folder, "ASH-OP-1", "2.1").texts == ("hers [3]", "nothing said")


def test_asked_and_said_are_two_facts(folder: Path, study: Study) -> None:
    study.state("ASH-OP-1", "2.1", asked="asked", said="nothing said", by="ek")
    assert cell(folder, "ASH-OP-1", "2.1").box == "asked, nothing said"
    study.summarise("ASH-OP-1", "2.1", "after all [2]", by="ek")
    found = cell(folder, "ASH-OP-1", "2.1")
    assert (found.asked, found.said, found.box) == ("asked", "charted", "after all [2]")
    study.state("ASH-OP-1", "2.1", said="uncharted", by="ek")
    assert cell(folder, "ASH-OP-1", "2.1").open


def test_a_reason_without_a_state_is_refused_and_not_dropped(study: Study) -> None:
    with pytest.raises(RefusedError, match="braces"):
        study.state("ASH-OP-1", "2.1", asked="not asked", reason="time ran out", by="ek")


def test_the_index_holds_each_researchers_entries(folder: Path, study: Study) -> None:
    passage = study.transcripts["ASH-OP-1"].quote("3", "nearer to going under")
    study.index(passage, "2.1", by="ek", memo="whoever it is")
    study.index(passage, "2.1", by="rt")
    entries = Study.open(folder).entries
    assert sorted(entry.by for entry in entries.entries) == ["ek", "rt"]
    assert len(entries.passages()) == 1
    study.unindex(next(entry.id for entry in entries.entries if entry.by == "ek"), by="ek")
    assert [entry.by for entry in Study.open(folder).entries.entries] == ["rt"]


def test_a_lost_passage_keeps_its_place_and_one_of_a_case_that_is_gone_has_none(
    folder: Path, study: Study
) -> None:
    for turn, words in (("2", "his assessment, after all"), ("3", "nearer to going under")):
        study.index(study.transcripts["ASH-OP-1"].quote(turn, words), "2.1", by="ek")
    study.index(study.transcripts["HAR-LD-1"].quote("2", "under his name"), "2.1", by="ek")
    text = (folder / "transcripts/ash.txt").read_text("utf-8")
    changed = text.replace("It is his assessment, after all.", "So they tell us.")
    (folder / "transcripts/ash.txt").write_text(changed, "utf-8")
    (folder / "transcripts/har.txt").unlink()
    entries = Study.open(folder).entries.entries
    assert [entry.stand.standing for entry in entries] == ["lost", "verbatim"]


@pytest.mark.parametrize(
    ("row", "subtheme", "text", "told"),
    [
        ("NO-SUCH", "2.1", "x", "NO-SUCH is no case and no value of an attribute"),
        ("ASH-OP-1", "9.9", "x", "the codebook has no subtheme 9.9"),
        ("ASH-OP-1", "2.1", "  ", "no words to write"),
        ("ASH-OP-1", "2.1", "Nothing said.", "reads as a state"),
        ("ASH-OP-1", "2.1", "x" * 32_768, "a cell of Excel holds 32,767"),
        ("ASH-OP-1", "2.1", "😀" * 16_384, "a cell of Excel holds 32,767"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(
    folder: Path, study: Study, row: str, subtheme: str, text: str, told: str
) -> None:
    with pytest.raises((RefusedError, UnknownNameError)) as fault:
        study.summarise(row, subtheme, text, by="ek")
    assert told in str(fault.value)
    assert not (folder / "trail").exists()


def test_a_text_of_the_greatest_length_is_kept(folder: Path, study: Study) -> None:
    study.summarise("ASH-OP-1", "2.1", "x" * 32_767, by="ek")
    assert len(cell(folder, "ASH-OP-1", "2.1").box) == 32_767


def test_a_moderators_words_are_not_indexed(study: Study) -> None:
    with pytest.raises(RefusedError, match="moderator"):
        study.index(study.transcripts["ASH-OP-1"].quote("1"), "2.1", by="ek")


def test_words_that_do_not_stand_in_the_transcript_are_not_indexed(
    folder: Path, study: Study, tmp_path: Path
) -> None:
    other = lay_out(tmp_path / "other", FILES | {"transcripts/ash.txt": "SW1: Hers do.\n"})
    words = Study.open(other).transcripts["ASH-OP-1"].quote("1")
    made_up = replace(study.transcripts["ASH-OP-1"].quote("2"), words="Ours do.")
    for passage, said in ((words, "“Hers do.” does not"), (made_up, "“Ours do.” does not")):
        with pytest.raises(RefusedError, match=f"{said} stand in ASH-OP-1 [12]"):
            study.index(passage, "2.1", by="ek")
    assert not (folder / "trail").exists()


def test_an_exchange_may_hold_a_moderators_turn(folder: Path, study: Study) -> None:
    transcript = study.transcripts["ASH-OP-1"]
    passage = transcript.passage(transcript.turn("2").start, transcript.turn("4").end)
    study.index(passage, "2.1", by="ek")
    entry = Study.open(folder).entries.entries[0]
    assert (entry.passage.turn, entry.passage.last, entry.stand.standing) == ("2", "4", "verbatim")


def test_with_two_researchers_it_must_be_said_who_decides(study: Study) -> None:
    with pytest.raises(NobodyError, match="ek, rt"):
        study.summarise("ASH-OP-1", "2.1", "x")


def test_a_line_that_something_was_built_on_is_not_undone(study: Study) -> None:
    first = study.summarise("ASH-OP-1", "2.1", "one", by="ek")
    study.summarise("ASH-OP-1", "2.1", "two", by="ek")
    with pytest.raises(RefusedError, match="was built on"):
        study.undo(first.id, by="ek")


def test_a_corrected_transcript_keeps_its_numbers(folder: Path, study: Study) -> None:
    study.index(study.transcripts["ASH-OP-1"].quote("3", "nearer to going under"), "2.1", by="ek")
    path = folder / "transcripts/ash.txt"
    text = path.read_text("utf-8").replace("SW1: His do.", "CA1: I was late.\nSW1: His do.")
    path.write_text(text, "utf-8")
    now = Study.open(folder)
    assert [turn.number for turn in now.transcripts["ASH-OP-1"].turns] == [
        "1",
        "1a",
        "2",
        "3",
        "4",
        "5",
        "6",
    ]
    assert now.entries.entries[0].stand.standing == "verbatim"
    now.summarise("ASH-OP-1", "2.1", "late [1a]", by="ek")
    path.write_text(text.replace("CA1: I was late.\n", "CA1: I was early.\n"), "utf-8")
    assert Study.open(folder).transcripts["ASH-OP-1"].turn("1a").text == "I was early."


def test_a_transcript_whose_turns_cannot_be_told_apart_is_a_problem(
    folder: Path, study: Study
) -> None:
    study.index(study.transcripts["ASH-OP-1"].quote("3"), "2.1", by="ek")
    path = folder / "transcripts/ash.txt"
    path.write_text("Int: All new.\nSW1: All.\nInt: Yes?\nSW1: Yes.\n", "utf-8")
    problems = [str(problem) for problem in Study.open(folder).problems]
    assert any("changed since its turns were numbered" in problem for problem in problems)
