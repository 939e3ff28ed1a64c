"""Times, marks and names as programs write them are no words."""

import json
from pathlib import Path

import pytest

from framework.transcripts.layouts.stamps import _seconds
from tests.test_transcript_formats import TALK, read_bytes, turns

AGAIN = [TALK[0], "Bo | Two of us.", TALK[2], "Bo | Rain."]
SAID = [("Ann", "Who came?"), ("Bo", "Two of us."), ("Ann", "And then?"), ("Bo", "Rain.")]


def lines(form: str) -> str:
    return "".join(
        form.format(name=name, words=words, s=at * 7 + 1, ms=f"{at * 7 + 1}00.50", last=at * 7 + 3)
        for at, (name, words) in enumerate(SAID)
    )


@pytest.mark.parametrize(
    "form",
    [
        "{name} [{ms} - {last}00.25]:\n  {words}\n\n",
        "{name} ({s}s – {last}s): {words}\n",
        "00:{s:02} — {name}: {words}\n",
        "(00:00:{s:02}): {name}: {words}\n",
        "{name}: (00:00:{s:02}): {words}\n",
        "0h00m{s:02}s {name}: {words}\n",
        "{name} (1m {s}s): {words}\n",
        "0:0:{s}.540 --> 0:0:{last}.9\nDr {name} Lee\n{words}\n\n",
        "2024-05-01 10:05:{s:02} From {name} to Everyone:\n\t{words}\n",
        "10:05:{s:02}\t From  {name}  to  Bo Lee(Direct Message) : {words}\n",
        ">> {name}: {words}\n",
    ],
)
def test_a_time_before_or_after_a_label_is_no_word(tmp_path: Path, form: str) -> None:
    found = turns(read_bytes(tmp_path, ".txt", lines(form)))
    assert [turn.replace("Dr ", "").replace(" Lee", "") for turn in found] == AGAIN


@pytest.mark.parametrize("form", ["0h{s:02}m00s {words}\n", "(00:{s:02}:00): {words}\n"])
def test_times_of_any_form_begin_turns_where_nobody_is_named(tmp_path: Path, form: str) -> None:
    found = turns(read_bytes(tmp_path, ".txt", lines(form)))
    assert found == [f"UNLABELLED | {words}" for _, words in SAID]


def test_a_time_in_hours_and_minutes_is_counted_in_seconds() -> None:
    assert [_seconds(time) for time in ("1:02:03", "1h02m03s", "02m 03s", "0:0:3.540")] == [
        3723,
        3723,
        123,
        3,
    ]


def test_amounts_in_words_are_no_times(tmp_path: Path) -> None:
    text = "Ann: Of 3-4 [5 - 9]: some.\nBo: 2.50 - 3.50 each.\nAnn: Or 10m away?\nBo: No.\n"
    assert turns(read_bytes(tmp_path, ".txt", text))[0] == "Ann | Of 3-4 [5 - 9]: some."


def test_marks_of_change_without_names_are_turns_of_nobody(tmp_path: Path) -> None:
    text = ">> Who came?\n>> Two of us.\nBoth tired.\n(laughs)\n>> And then?\n"
    reading = read_bytes(tmp_path, ".txt", text)
    assert turns(reading) == [
        f"UNLABELLED | {words}" for _, words in (turn.split(" | ") for turn in TALK)
    ]
    assert [event.text for event in reading.events] == ["(laughs)"]


def test_a_mark_of_change_without_a_name_among_named_ones_is_nobodys(tmp_path: Path) -> None:
    text = ">> ANN: Who came?\n>> Two of us.\n>> ANN: And then?\n>> BO: Rain.\n>> ANN: Oh.\n"
    reading = read_bytes(tmp_path, ".txt", text)
    assert turns(reading)[:3] == ["ANN | Who came?", "UNLABELLED | Two of us.", "ANN | And then?"]
    assert "1 turn after >> without a label, kept as UNLABELLED" in reading.remarks


def test_attribute_lists_of_markdown_are_no_words(tmp_path: Path) -> None:
    text = lines("**{name}:**{{: .green #x}} {words}\n{{: .note}}\n\n")
    assert turns(read_bytes(tmp_path, ".md", text)) == AGAIN


def test_bold_questions_of_markdown_are_one_voice(tmp_path: Path) -> None:
    text = "# A talk\n\n__Who came?__\n\nTwo of us.\n\n**And then?**\n\nRain.\n\n**Why?**\n\nMay.\n"
    voices = ["UNLABELLED bold", "UNLABELLED plain"] * 3
    words = ["Who came?", "Two of us.", "And then?", "Rain.", "Why?", "May."]
    reading = read_bytes(tmp_path, ".md", text)
    assert turns(reading) == [f"{who} | {one}" for who, one in zip(voices, words, strict=True)]


@pytest.mark.parametrize(
    ("key", "people", "names"),
    [
        ("speakerLabel", {"speakerLabel": {"s0": "Ann", "s1": "Bo"}}, ("s0", "s1")),
        ("speaker_id", {"people": [{"id": 1, "name": "Ann"}, {"id": 2, "name": "Bo"}]}, (1, 2)),
        ("Speaker", {"map": {"A": "Ann", "B": "Bo"}, "about": {"by": "Cy"}}, ("A", "B")),
    ],
)
def test_a_map_of_names_in_json_is_obeyed(
    tmp_path: Path, key: str, people: dict[str, object], names: tuple[object, object]
) -> None:
    items = [{key: names[at % 2], "text": words} for at, (_, words) in enumerate(SAID)]
    reading = read_bytes(tmp_path, ".json", json.dumps({**people, "items": items}))
    assert turns(reading) == AGAIN


def test_a_time_without_a_label_among_labels_with_times_is_nobodys(tmp_path: Path) -> None:
    said = ["Ann Lee  0:01\nWho came?", "Bo Hale  0:04\nTwo.", "0:09\nBoth tired."]
    text = "\n\n".join([*said, "Ann Lee  0:12\nOh.\n"])
    reading = read_bytes(tmp_path, ".txt", text)
    assert turns(reading)[2] == "UNLABELLED | Both tired."
    assert reading.spoken[2].time == "0:09"
    assert "1 time without a label: the words below kept as UNLABELLED" in reading.remarks
