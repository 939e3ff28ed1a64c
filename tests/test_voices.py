"""Who speaks when a label is written oddly: never the person before, without a word."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from framework.study import Study
from framework.transcripts.reading import read_transcript
from tests.test_layouts import read_text, turns
from tests.test_layouts import table as word_table

TALK = """
Ina: Who keeps the key?
Cy: I do.
Ina: On Sundays?
{} Nobody asks.
Ina: I see.
Cy: Good.
"""
TURNS = [
    "Ina | Who keeps the key?",
    "Cy | I do.",
    "Ina | On Sundays?",
    "Cy | Nobody asks.",
    "Ina | I see.",
    "Cy | Good.",
]
HIDDEN = ["\u200f", "\u200b", "\ufeff", "\u00ad", "\u2060", "\u202a"]


@pytest.mark.parametrize("mark", HIDDEN)
@pytest.mark.parametrize("label", ["{}Cy:", "C{}y:", "Cy{}:", "Cy:{}"])
def test_what_nobody_sees_in_a_label_makes_no_difference(
    tmp_path: Path, label: str, mark: str
) -> None:
    found = turns(read_text(tmp_path, TALK.format(label.format(mark))))
    assert found == TURNS


@pytest.mark.parametrize("mark", HIDDEN)
def test_nor_does_it_in_a_table_or_in_a_voice_of_subtitles(tmp_path: Path, mark: str) -> None:
    said = [turn.split(" | ") for turn in TURNS]
    said[3][0] = f"C{mark}y{mark}"
    assert turns(word_table(tmp_path, ("Speaker", "Text"), *map(tuple, said))) == TURNS
    cues = [
        f"00:0{at}:00.000 --> 00:0{at}:09.000\n<v {who}>{words}</v>\n"
        for at, (who, words) in enumerate(said)
    ]
    assert turns(read_text(tmp_path, "WEBVTT\n\n" + "\n".join(cues), ".vtt")) == TURNS


@pytest.mark.parametrize("label", ["(Cy):", "[Cy]:", ">Cy:", "Cy ::", "*Cy:", "@Cy:", "#Cy:"])
def test_a_mark_around_a_label_and_its_colon_is_no_second_person(
    tmp_path: Path, label: str
) -> None:
    assert turns(read_text(tmp_path, TALK.format(label))) == TURNS


@pytest.mark.parametrize("cell", ["[Cy]", "Cy:", "“Cy”", "Cy -"])
def test_a_label_with_marks_in_a_table_is_the_one_without(tmp_path: Path, cell: str) -> None:
    said = [turn.split(" | ") for turn in TURNS]
    said[3][0] = cell
    assert turns(word_table(tmp_path, ("Speaker", "Text"), *map(tuple, said))) == TURNS


@pytest.mark.parametrize("label", ["Cy-", "Cy –", "Cy.", "Cy,", "Cy>", "CY", "“Cy:", "Cy…", "Cy|"])
def test_a_label_with_a_slip_inside_a_turn_is_told_and_is_not_strict(
    tmp_path: Path, run: Callable[..., Result], label: str
) -> None:
    (tmp_path / "t.txt").write_text(TALK.format(label), "utf-8")
    assert run(tmp_path, "read", "t.txt").exit_code == 0
    strict = run(tmp_path, "read", "--strict", "t.txt")
    assert strict.exit_code == 1
    assert f"{label} Nobody asks." in " ".join(strict.output.split())


def test_a_registered_label_counts_though_it_comes_with_a_slip_only(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_text(TALK.format("Bea –"), "utf-8")
    reading = read_transcript(path, path.name, ["Ina", "Cy", "Bea"])
    assert [one.text for one in reading.unsure] == ["Bea – Nobody asks."]
    assert read_transcript(path, path.name, ["Ina", "Cy"]).unsure == ()


def test_somebody_named_in_the_middle_of_words_is_no_slip(tmp_path: Path) -> None:
    text = TALK.format("Cy said so.\nCyril, too.\nI was told by Cy: do.\nCy’s word.")
    assert read_text(tmp_path, text).unsure == ()


def test_check_tells_of_a_slip_until_a_recipe_says_that_it_is_speech(
    folder: Path, run: Callable[..., Result]
) -> None:
    talk = folder / "transcripts" / "ash.txt"
    talk.write_text(
        talk.read_text("utf-8").replace("Several:", "SW1, of all people.\nSeveral:"), "utf-8"
    )
    found = run(folder, "check")
    assert found.exit_code == 1
    assert "transcripts/ash.txt:4: “SW1, of all people.” begins with a label" in found.output
    study = folder / "study.yaml"
    recipe = 'recipes:\n  - file: ash.txt\n    speech:\n      - "SW1, of all people."\n'
    study.write_text(study.read_text("utf-8") + recipe, "utf-8")
    assert run(folder, "check").exit_code == 0


@pytest.mark.parametrize(
    "label",
    ["???:", "--:", "[?]:", "(?):", "…:", "___:", "Unknown:", "[unknown voice]:", "Onbekend:"],
)
def test_a_voice_that_nobody_knew_opens_a_turn_of_its_own(tmp_path: Path, label: str) -> None:
    found = turns(read_text(tmp_path, TALK.format(label)))
    name = label.strip("[]():") or label.strip(":")
    assert found == [*TURNS[:3], f"{name} | Nobody asks.", *TURNS[4:]]


def test_accents_on_letters_and_beside_them_make_one_name_everywhere(folder: Path) -> None:
    for name in ("transcripts/speakers.csv", "study.yaml"):
        path = folder / name
        path.write_text(unicodedata.normalize("NFD", path.read_text("utf-8")), "utf-8")
    study = Study.open(folder)
    assert study.check() == []
    assert study.transcripts["HAR-LD-1"].turn("2").speaker.id == "H-1"
