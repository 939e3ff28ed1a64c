"""What a researcher reads in a notebook: short at a glance, whole when shown."""

from pathlib import Path

import pytest

from framework import Study
from framework.errors import UnknownNameError
from tests.conftest import CODEBOOK, STUDY, lay_out


@pytest.fixture
def crossed(folder: Path) -> Study:
    """The tiny study with a summary chart by two attributes, and two positions under 2.1."""
    book = CODEBOOK.replace(
        "definition: Whose needs lead.",
        "definition: Whose needs lead.\n            positions:\n"
        "              - {number: 2.1a, name: His first, definition: His lead.}\n"
        "              - {number: 2.1b, name: Hers too, definition: Both lead.}",
    )
    plan = STUDY.replace("[authority, team]", "[authority, team, authority and team]")
    lay_out(folder, {"codebooks/tiny.yaml": book, "study.yaml": plan})
    return Study.open(folder)


def test_nouns_are_short_at_a_glance(study: Study) -> None:
    assert repr(study.cases) == (
        "ASH-OP-1 (focus group), participants 2: 1 Social Worker, 1 Care Assessor\n"
        "HAR-LD-1 (focus group), participants 1: 1 Social Worker"
    )
    assert repr(study.transcripts["ASH-OP-1"]) == "Transcript of ASH-OP-1: 6 turns"
    assert repr(study.transcripts["ASH-OP-1"].turns[3]) == "[4] Several: Mm."
    assert repr(study.codebook["2.1"]) == "2.1 · Whose needs"
    assert repr(study.codebook) == "2 · Assessment: 2 subthemes"
    assert repr(study.chart_of("authority", "Ashmarch")) == (
        "Ashmarch (focus group): 1 row, 2 subthemes, 2 still to chart"
    )
    assert repr(study.summary_chart("team")) == (
        "By team (focus group): 4 rows, 2 subthemes, 8 still to chart"
    )


def test_nothing_that_tab_offers_fills_the_screen(study: Study) -> None:
    words = study.transcripts["ASH-OP-1"].quote("2", "It is his assessment")
    study.index(words, "2.1", by="ek")
    study.finding("Whose needs lead is contested.", "2.1", by="ek")
    study.account("F1", "HAR-LD-1", "supports", "Renée [2].", by="ek")
    assert repr(study) == f"Tiny study: 2 cases, 2 subthemes, in {study.folder}"
    assert repr(study.frames).startswith("Tables for pandas: cases, turns, index, passages")
    assert repr(study.decisions) == "3 lines of the trail"
    assert repr(study.entries) == "1 index entry"
    assert repr(study.cells) == "Cells: 3 lines of the trail, 1 index entry"
    assert repr(study.findings) == (
        "F1 · Whose needs lead is contested. (1 of 2 cases accounted for)"
    )
    assert repr(study.charts[0]) == "Ashmarch (focus group): 1 row, 2 subthemes"
    assert repr(study.chart(by="ek")).splitlines() == [
        "Tiny study: 0 cells saved",
        "charts/tiny.xlsx: 4 cells to chart",
    ]
    for thing in (study.tracer, study.proposer):
        assert len(repr(thing)) < 500


def test_a_passage_opens_onto_the_turns_around_it(study: Study) -> None:
    words = study.transcripts["ASH-OP-1"].quote("2", "It is his assessment")
    study.index(words, "2.1", by="ek")
    found = study.passages("ASH-OP-1", "2.1")
    assert repr(found) == "1 quote\n[ASH-OP-1 2] SW1: It is his assessment"
    shown = found.html()
    assert shown.startswith("<details><summary>")
    assert "His do. <mark>It is his assessment</mark>, after all." in shown
    assert "Whose needs come first?" in shown
    assert "It depends who is nearer to going under." in shown
    assert [quote.id for quote in study.passages("OP", "2.1")] == [found[0].id]


def test_a_chart_shows_words_whole_and_what_they_rest_on(study: Study) -> None:
    text = "SW1: his, " + "and again his, " * 30 + "[2]."
    study.summarise("ASH-OP-1", "2.1", text, by="ek")
    chart = study.chart_of("team", "OP")
    assert chart.cell("ASH-OP-1", "2.1").summary == text
    assert text in chart.html()
    assert "<mark>His do. It is his assessment, after all.</mark>" in chart.html()
    assert text in study.trace("ASH-OP-1", "2.1").html()


def test_a_subtheme_stands_between_its_margins(crossed: Study) -> None:
    crossed.summarise("ASH-OP-1", "2.1", "SW1 his [2]; CA1 it depends [3].", by="ek")
    crossed.summarise("HAR-LD-1", "2.1", "Renée has hers in [2].", by="ek")
    crossed.summarise({"team": "OP"}, "2.1", "One group, both views [ASH-OP-1 2].", by="ek")
    crossed.place("ASH-OP-1", "2.1a", "mixed", "[2, 3]", by="ek")
    crossed.place("HAR-LD-1", "2.1b", "holds", "[2]", by="ek")
    shown = crossed.subtheme("2.1")
    assert repr(shown).splitlines() == [
        "2.1 · Whose needs",
        "within authorities, inside a group: ASH-OP-1",
        "cannot tell: Ashmarch | Harkenshaw: nothing to compare was heard in both",
    ]
    for told in (
        "SW1 his [2]; CA1 it depends [3].",
        "One group, both views [ASH-OP-1 2].",
        "2.1a: mixed",
        "One group only, so nothing to compare inside: Ashmarch OP, Harkenshaw LD.",
    ):
        assert told in shown.html()


def test_names_that_the_study_does_not_have_are_told(study: Study) -> None:
    with pytest.raises(UnknownNameError, match="there is Ashmarch, Harkenshaw"):
        study.chart_of("authority", "Nowhere")
    with pytest.raises(UnknownNameError, match="for focus group: authority; team"):
        study.summary_chart("region")
    with pytest.raises(UnknownNameError, match="has no subtheme 9"):
        study.passages("ASH-OP-1", "9.9")
    with pytest.raises(UnknownNameError, match="no summary chart by two attributes"):
        study.subtheme("2.1")


def test_a_figure_is_shown_and_saved(study: Study, tmp_path: Path) -> None:
    study.summarise("ASH-OP-1", "2.1", "SW1: his [2].", by="ek")
    drawn = study.figures["focus-group-theme-2"]
    assert "2.1 · Whose needs. Spoken of: Council A OP FG1" in drawn.alt
    assert repr(drawn) == "Who spoke of it, focus group: theme 2 · Assessment"
    assert drawn._repr_svg_().startswith("<?xml")
    assert drawn.save(tmp_path / "strip.png").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(UnknownNameError, match="svg, pdf or png"):
        drawn.save(tmp_path / "strip.gif")


def test_a_study_is_found_from_its_notebooks(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "notebooks").mkdir()
    monkeypatch.chdir(folder / "notebooks")
    assert Study.open().folder.samefile(folder)


def test_the_case_table_is_shown_once_with_who_took_part(study: Study) -> None:
    shown = study.cases.html()
    assert shown.count("ASH-OP-1<") == 1
    for told in ("authority", "Ashmarch", "2012-10-09", "2: 1 Social Worker, 1 Care Assessor"):
        assert told in shown
        assert told in study.cases["ASH-OP-1"].html()
