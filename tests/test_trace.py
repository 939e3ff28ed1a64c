"""Traced both ways: forward to the words, back to where they are used."""

import json
from pathlib import Path

import pytest

from framework import Study
from framework.errors import UnknownNameError
from tests.conftest import Run


@pytest.fixture
def charted(study: Study) -> Study:
    """Return the tiny study with a passage, two summaries and a summary cell."""
    study.index(study.transcripts["ASH-OP-1"].quote("3", "nearer to going under"), "2.1", by="ek")
    study.summarise("ASH-OP-1", "2.1", "SW1: his [2]; CA1: whoever is “nearer” [3].", by="ek")
    study.summarise("HAR-LD-1", "2.1", "Hers are in there [2].", by="ek")
    study.summarise({"team": "OP"}, "2.1", "His, or it depends [ASH-OP-1 2, 3].", by="ek")
    return study


def test_a_cell_leads_to_its_passages_and_to_turns_cited_besides(charted: Study) -> None:
    found = charted.trace("ASH-OP-1", "2.1")
    assert [(quote.turn, quote.how, quote.words) for quote in found.quotes] == [
        ("2", "cited", "His do. It is his assessment, after all."),
        ("3", "indexed", "nearer to going under"),
    ]
    assert [cell.row.key for cell in found.summary_cells] == ["team: OP"]
    quote = found.quotes[1]
    text = charted.transcripts["ASH-OP-1"].text
    assert text[quote.start : quote.end] == quote.words
    assert quote.attribution == "(Care Assessor, Council A, OP FG1)"
    assert [turn.number for turn in (*quote.before, *quote.after)] == ["2", "4"]


def test_a_subtheme_leads_to_every_cell_and_every_word(charted: Study) -> None:
    found = charted.trace("2.1")
    assert [(quote.case, quote.turn) for quote in found.quotes] == [
        ("ASH-OP-1", "2"),
        ("ASH-OP-1", "3"),
        ("HAR-LD-1", "2"),
    ]
    assert [cell.row.key for cell in found.cells] == ["ASH-OP-1", "HAR-LD-1"]
    theme = charted.trace("2")
    assert len(theme.cells) == 4
    assert theme.quotes == found.quotes


def test_a_summary_cell_leads_to_its_cells_and_their_words(charted: Study) -> None:
    for name in ("OP", "team=OP"):
        found = charted.trace(name, "2.1")
        assert [cell.row.key for cell in found.cells] == ["ASH-OP-1"]
        assert [quote.turn for quote in found.quotes] == ["2", "3"]


def test_a_turn_leads_back_to_everything_that_uses_it(charted: Study) -> None:
    found = charted.trace("ASH-OP-1", "3")
    assert [quote.id.split("/")[1] for quote in found.quotes]
    assert [cell.row.key for cell in found.cells] == ["ASH-OP-1"]
    assert [cell.row.key for cell in found.summary_cells] == ["team: OP"]
    unused = charted.trace("ASH-OP-1", "5")
    assert (unused.quotes, unused.cells, unused.summary_cells) == ((), (), ())


def test_a_passage_leads_back_as_its_turns_do(charted: Study) -> None:
    (entry,) = charted.entries.entries
    found, turn = charted.trace(entry.id), charted.trace("ASH-OP-1", "3")
    assert [quote.words for quote in found.quotes] == ["nearer to going under"]
    assert (found.cells, found.summary_cells) == (turn.cells, turn.summary_cells)


def test_words_of_several_turns_stand_each_under_who_said_them(
    charted: Study, folder: Path, run: Run
) -> None:
    transcript = charted.transcripts["ASH-OP-1"]
    one, other = transcript.turn("2"), transcript.turn("3")
    charted.index(transcript.passage(one.start + 4, other.end), "2.2", by="ek")
    printed = run(folder, "trace", "ASH-OP-1", "2.2").output
    assert "ASH-OP-1 2–3 · indexed under 2.2" in printed
    assert f"2 SW1: “{one.text[4:]}”" in printed
    assert f"3 CA1: “{other.text}”" in printed


def test_every_quote_of_a_study_is_verbatim_or_marked(charted: Study, folder: Path) -> None:
    assert charted.entries.entries
    path = folder / "transcripts/ash.txt"
    path.write_text(path.read_text("utf-8").replace("nearer to going", "closer to going"), "utf-8")
    now = Study.open(folder)
    quotes = now.trace("2").quotes
    assert {quote.standing for quote in quotes} == {"verbatim", "lost"}
    for quote in quotes:
        text = now.transcripts[quote.case].text
        assert (text[quote.start : quote.end] == quote.words) == (quote.standing != "lost")
    assert any("is lost" in str(problem) for problem in now.check())


def rename(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / "transcripts" / file
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_a_speaker_renamed_throughout_keeps_the_passages_and_is_told_once(
    charted: Study, folder: Path, run: Run
) -> None:
    charted.index(charted.transcripts["ASH-OP-1"].quote("3", "It depends"), "2.2", by="ek")
    rename(folder, "speakers.csv", "A-2,", "C-99,")
    study = Study.open(folder)
    mine = [one for one in study.entries.entries if one.formerly]
    assert [(one.stand.standing, one.passage.speaker) for one in mine] == [
        ("verbatim", "C-99"),
        ("verbatim", "C-99"),
    ]
    assert not [one for one in study.check() if one.kind == "lost"]
    printed = " ".join(run(folder, "check").output.split())
    assert printed.count("A-2 is called C-99 in ASH-OP-1 now: 2 passages kept") == 1


def test_words_of_another_speaker_are_not_kept_as_renamed(charted: Study, folder: Path) -> None:
    """Where the old name is still somebody's, or words have changed, nobody was renamed."""
    charted.index(charted.transcripts["ASH-OP-1"].quote("3", "It depends"), "2.2", by="ek")
    rename(folder, "speakers.csv", "A-2,", "C-99,")
    rename(folder, "ash.txt", "It depends", "That depends")
    (problem,) = [one for one in Study.open(folder).check() if one.kind == "lost"]
    assert "nobody in ASH-OP-1 is A-2 any more" in str(problem)


@pytest.mark.parametrize(
    "what", [("9",), ("9.9",), ("NO", "2.1"), ("ASH-OP-1", "99"), ("OP", "3"), ("ASH-OP-1", "2.9")]
)
def test_what_the_study_does_not_have_is_said(charted: Study, what: tuple[str, ...]) -> None:
    with pytest.raises(UnknownNameError):
        charted.trace(*what)


@pytest.mark.parametrize(
    ("what", "message"),
    [
        (
            "ash-op-1 2.1",
            "ash-op-1 is no case and no value of an attribute; did you mean ASH-OP-1?",
        ),
        ("ASH-OP-2 3", "no case and no value of an attribute; did you mean ASH-OP-1?"),
        ("OP 2", "2 is a theme; a cell is of a subtheme: 2.1, 2.2"),
        ("--chain ASH-OP-1 2", "2 is a theme; a cell is of a subtheme: 2.1, 2.2"),
        ("--chain ASH-OP-1 4", "the codebook has no subtheme 4; it has 2.1, 2.2"),
        ("ASH-OP-1 99", "ASH-OP-1 has no turn 99; they go from 1 to 6"),
        ("ASH-OP-1", "ASH-OP-1 alone is not enough; say of what: a subtheme or a turn, such as"),
        ("OP", "OP alone is not enough; say of what: a subtheme, such as OP 2.1"),
        ("F2", "there is no finding F2; there are F1"),
        ("f1", "there is no finding f1; did you mean F1?"),
        ("9", "the codebook has no theme or subtheme 9; it has 2, 2.1, 2.2"),
    ],
)
def test_what_may_have_been_meant_is_said(
    charted: Study, folder: Path, run: Run, what: str, message: str
) -> None:
    charted.finding("His needs come first.", "2.1", by="ek")
    printed = run(folder, "trace", *what.split())
    assert printed.exit_code == 1
    assert message in printed.stderr


def test_a_turn_with_a_theme_s_number_is_told_of(charted: Study, folder: Path, run: Run) -> None:
    assert charted.decisions.commands
    told = " ".join(run(folder, "trace", "ASH-OP-1", "2").output.split())
    assert "2 is taken for a turn here. Cells of theme 2: ASH-OP-1 2.1, ASH-OP-1 2.2" in told
    assert "is taken for a turn" not in run(folder, "trace", "ASH-OP-1", "3").output


def test_in_the_terminal_it_is_readable_at_80_columns(
    charted: Study, folder: Path, run: Run
) -> None:
    assert charted.decisions.commands
    printed = run(folder, "trace", "OP", "2.1", "--researcher", "ek")
    assert printed.exit_code == 0
    assert max(map(len, printed.output.splitlines())) <= 80
    for words in (
        "Tiny study · as ek",
        "OP × 2.1",
        "nearer to going under",
        "(Care Assessor, Council A, OP FG1)",
    ):
        assert words in printed.output


def test_json_is_one_object_with_the_planned_keys(charted: Study, folder: Path, run: Run) -> None:
    assert charted.decisions.commands
    printed = run(folder, "trace", "ASH-OP-1", "2.1", "--json")
    found = json.loads(printed.stdout)
    assert {"of", "quotes", "cells", "summary_cells", "findings"} <= found.keys()
    keys = {
        "id",
        "words",
        "case",
        "turn",
        "start",
        "end",
        "speaker",
        "attribution",
        "standing",
        "by",
    }
    assert keys | {"subtheme", "how", "before", "after"} == found["quotes"][0].keys()
    assert "as nobody" in printed.stderr
