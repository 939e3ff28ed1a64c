"""Subtitles and captions: where a cue ends, what is said twice, and who speaks."""

from pathlib import Path

from tests.test_transcript_formats import cues, read_bytes, turns


def test_an_empty_line_in_a_cue_does_not_end_it(tmp_path: Path) -> None:
    text = cues("Ann Lee: Who\n\ncame?", "Bo Hale: Two.\n\nOr 3,\n\n4 of us.", "Ann Lee: Hm.")
    reading = read_bytes(tmp_path, ".srt", text + "\nMade by a machine\n")
    assert turns(reading) == [
        "Ann Lee | Who came?",
        "Bo Hale | Two. Or 3, 4 of us.",
        "Ann Lee | Hm.",
    ]
    assert [aside.text for aside in reading.unplaced] == ["Made by a machine"]
    assert "a cue goes on after an empty line, at line 5, 11, 13" in reading.remarks


def test_captions_that_roll_up_are_read_once(tmp_path: Path) -> None:
    rolling = cues("one two", "one two\nthree", "three\nfour", "four\nfive")
    reading = read_bytes(tmp_path, ".vtt", "WEBVTT\n\n" + rolling.replace(",", "."))
    assert [said.text for said in reading.spoken] == ["one two", "three", "four", "five"]
    assert "3 lines" in " ".join(reading.remarks)


def test_who_says_the_same_again_is_not_a_caption_that_rolls_up(tmp_path: Path) -> None:
    said = ["Yes.", "Yes.", "No.", "Why?", "So.", "Yes."]
    assert len(read_bytes(tmp_path, ".srt", cues(*said)).spoken) == len(said)


def test_a_mark_of_change_begins_a_turn_and_times_may_have_one_digit(tmp_path: Path) -> None:
    text = cues(">> Who came?", ">> Two", "of us. >> DR LEE: Hm.", ">> Go on.")
    assert turns(read_bytes(tmp_path, ".srt", text.replace("00:00:", "0:0:"))) == [
        "UNLABELLED | Who came?",
        "UNLABELLED | Two of us.",
        "DR LEE | Hm.",
        "UNLABELLED | Go on.",
    ]


def test_a_full_name_used_once_speaks_and_a_wrapped_word_with_a_colon_does_not(
    tmp_path: Path,
) -> None:
    said = ["Ann: We ask", "one\nquestion: who came?", "Bo: Two.", "Ann: Hm.", "Cy Dow: Three."]
    found = turns(read_bytes(tmp_path, ".srt", cues(*said, "Bo: No.")))
    assert found[0] == "Ann | We ask one question: who came?"
    assert "Cy Dow | Three." in found
