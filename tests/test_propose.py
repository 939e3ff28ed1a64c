"""What terms found is proposed, told apart from what was read, and never proposed twice."""

import json
from pathlib import Path

import pytest

from framework import Study
from framework.cases.case import Row
from framework.errors import RefusedError, UnknownNameError
from framework.proposals.term_cache import find_terms
from tests.conftest import Run, lay_out

CODEBOOK = """
    format: 1
    themes:
      - number: 2
        name: Assessment
        subthemes:
          - number: 2.1
            name: Whose needs
            definition: Whose needs lead.
            terms: [needs come first, going under, whose needs]
          - number: 2.2
            name: The form
            terms: [form, form counts, =met, assess*]
          - number: 2.3
            name: Other
"""
LONG = """
    Int: And the form?
    Renée: It was not there before. Nobody asked her about a form, or two forms. She left. {then}
    Int: Thank you.
    Renée: Hers are in there already, under his name.
""".format(
    then="Then, and this is some years ago, well before the new manager came and the office "
    "moved across the river, they wrote to her; and nobody knew why. The assessment came late."
)


@pytest.fixture
def folder(folder: Path) -> Path:
    """Return the tiny study with terms in its codebook, and a long turn."""
    return lay_out(folder, {"codebooks/tiny.yaml": CODEBOOK, "transcripts/har.txt": LONG})


def ids(study: Study, *what: str) -> list[str]:
    return [one.id for one in study.propose(*what)]


def test_the_sentence_is_proposed_or_a_short_turn_whole(study: Study) -> None:
    found = {one.id: one for one in study.propose("2.2")}
    assert list(found) == [
        "ASH-OP-1:2:2.2",
        "ASH-OP-1:5:2.2",
        "HAR-LD-1:2.2:2.2",
        "HAR-LD-1:2.5:2.2",
    ]
    assert found["HAR-LD-1:2.2:2.2"].passage.words == "Nobody asked her about a form, or two forms."
    assert found["HAR-LD-1:2.2:2.2"].terms == ("form",)
    assert found["ASH-OP-1:5:2.2"].terms == ("form counts", "=met")
    assert repr(found["HAR-LD-1:2.2:2.2"]) == (
        "HAR-LD-1:2.2:2.2 Renée: Nobody asked her about a form, or two forms. (form)"
    )
    for one in found.values():
        text = study.transcripts[one.case].text
        assert text[one.start : one.end] == one.passage.words
        assert {turn.number for turn in (*one.before, *one.after)}


def test_a_moderator_is_never_proposed(study: Study) -> None:
    assert study.transcripts["ASH-OP-1"].turn("1").text == "Whose needs come first?"
    assert ids(study, "2.1") == ["ASH-OP-1:3:2.1"]


def test_a_theme_a_case_or_everything_may_be_asked_for(study: Study) -> None:
    assert len(study.propose()) == len(study.propose("2")) == 5
    assert {one.case for one in study.propose("2", "HAR-LD-1")} == {"HAR-LD-1"}
    assert study.propose("2.3") == []
    for what in (("9",), ("2.9",), ("2.1", "NO")):
        with pytest.raises(UnknownNameError):
            study.propose(*what)


def test_what_was_indexed_or_rejected_is_not_proposed_again(study: Study) -> None:
    first, second, *_ = study.propose("2.2")
    study.accept(first, by="ek")
    study.reject(second, memo="about the weather", by="ek")
    assert [entry.passage.words for entry in study.entries.entries] == [first.passage.words]
    assert study.cells.cell(Row.case("ASH-OP-1"), "2.2").indexed == 1
    assert ids(study, "2.2") == ["HAR-LD-1:2.2:2.2", "HAR-LD-1:2.5:2.2"]
    long = study.transcripts["HAR-LD-1"].quote("2", "two forms")
    study.index(long, "2.1", by="rt")
    assert "HAR-LD-1:2.2:2.2" in ids(study, "2.2"), "it was indexed under another subtheme"
    study.index(long, "2.2", by="rt")
    assert ids(study, "2.2") == ["HAR-LD-1:2.5:2.2"]
    assert {one.decided for one in study.proposer.all("2.2")} == {"open", "indexed", "rejected"}
    study.unindex(study.entries.rejected[0].id, by="rt")
    assert second.id in ids(study, "2.2"), "a rejection can be taken back"
    assert study.cells.codebook["2.2"].stamp == Study.open(study.folder).codebook["2.2"].stamp


def test_one_command_keeps_a_numbering_once(study: Study) -> None:
    line = study.accept(*study.propose("2.2", "ASH-OP-1"), by="ek")
    assert [act["verb"] for act in line.do] == ["number", "version", "accept", "accept"]


def test_terms_are_no_part_of_what_a_writer_goes_by(study: Study) -> None:
    study.summarise("ASH-OP-1", "2.1", "Whoever is “nearer” [3].", by="ek")
    lines = len(study.decisions.commands)
    path = study.folder / "codebooks/tiny.yaml"
    path.write_text(path.read_text("utf-8").replace("going under", "nearer"), "utf-8")
    now = Study.open(study.folder)
    assert now.problems == []
    assert "stale" not in now.cells.cell(Row.case("ASH-OP-1"), "2.1").marks
    assert now.propose("2.1")[0].terms == ("nearer",)
    now.index(now.transcripts["ASH-OP-1"].quote("2"), "2.1", by="ek")
    assert len(now.decisions.commands) == lines + 1
    assert [act["verb"] for act in list(now.decisions.commands.values())[-1].do] != ["version"]


def test_a_term_found_everywhere_proposes_nothing_until_somebody_says_so(folder: Path) -> None:
    path = folder / "codebooks/tiny.yaml"
    wide = path.read_text("utf-8").replace("[needs come first,", "[his, needs come first,")
    path.write_text(wide, "utf-8")
    study = Study.open(folder)
    assert study.proposer.wide == {"his": 3 / 6}
    assert ids(study, "2.1") == ["ASH-OP-1:3:2.1"]
    path.write_text(wide.replace("whose needs]\n", "whose needs]\n        wide: [his]\n"), "utf-8")
    study = Study.open(folder)
    assert len(ids(study, "2.1")) == 4
    study.reject(*study.propose("2.2", "ASH-OP-1"), by="ek")
    assert len(ids(study, "2.1")) == 4, "what is rejected here may belong there"
    path.write_text(wide.replace("whose needs]\n", "whose needs]\n        wide: [hers]\n"), "utf-8")
    assert ["`hers` is none of the terms of 2.1" in str(one) for one in Study.open(folder).problems]


def test_forms_present_and_turns_no_term_touches_are_told(study: Study) -> None:
    assert study.proposer.forms("2.2") == {
        "2.2": {
            "form": {"form": 2, "forms": 1},
            "form counts": {"form counts": 1},
            "=met": {"met": 1},
            "assess*": {"assessment": 2},
        }
    }
    untouched = [(case, turn.number) for case, turn in study.proposer.untouched()]
    assert untouched == [("ASH-OP-1", "4"), ("HAR-LD-1", "4")]


def test_the_setting_is_one_of_three_words(folder: Path) -> None:
    path = folder / "study.yaml"
    path.write_text(path.read_text("utf-8") + "proposals: after\n", "utf-8")
    assert Study.open(folder).file.proposals == "after"
    path.write_text(path.read_text("utf-8").replace("after", "sometimes"), "utf-8")
    problem = Study.open(folder).problems[0]
    assert (problem.file, problem.line) == ("study.yaml", 21)
    assert "after, always, never" in str(problem)


def test_a_term_that_is_none_is_told_with_its_line(folder: Path) -> None:
    path = folder / "codebooks/tiny.yaml"
    path.write_text(path.read_text("utf-8").replace("=met", "'met|done'"), "utf-8")
    told = "a term is words, `=word` for one form only, `word*` for a beginning"
    problems = [str(problem) for problem in Study.open(folder).problems]
    assert problems == [f"codebooks/tiny.yaml:12: `met|done`: {told}"]


def test_the_cache_holds_no_words_and_is_only_a_cache(study: Study) -> None:
    before = [one.id for one in study.propose()]
    path = study.folder / ".framework/terms.json"
    kept = path.read_text("utf-8")
    assert "form" not in kept
    assert "SW1" not in kept
    for data in ("", "{", "[]", '{"ASH-OP-1":3}', kept.replace("[", "[1,", 1), kept[:50]):
        path.write_text(data, "utf-8")
        assert ids(Study.open(study.folder)) == before
    assert path.read_text("utf-8") == kept
    path.unlink()
    path.mkdir()
    assert ids(Study.open(study.folder)) == before


def test_what_is_known_of_a_transcript_is_not_sought_again(study: Study) -> None:
    def found() -> dict[str, list[str]]:
        places = find_terms(study.folder, study.transcripts, ["form", "under"])
        return {case: [one.term for one in hits] for case, hits in places.items()}

    assert found() == {"ASH-OP-1": ["under", "form"], "HAR-LD-1": ["form", "form", "under"]}
    path = study.folder / ".framework/terms.json"
    kept = json.loads(path.read_bytes())
    for places in kept["ASH-OP-1"]["places"].values():
        places.clear()
    path.write_text(json.dumps(kept), "utf-8")
    assert found()["ASH-OP-1"] == [], "it was taken from the cache"
    ash = study.folder / "transcripts/ash.txt"
    ash.write_text(ash.read_text("utf-8").replace("Mm.", "Mm, the form."), "utf-8")
    assert find_terms(study.folder, Study.open(study.folder).transcripts, ["form"])["ASH-OP-1"]


def test_in_the_terminal_it_is_headed_and_readable_at_80_columns(folder: Path, run: Run) -> None:
    for args in ((), ("2.2",), ("2", "--case", "HAR-LD-1"), ("--terms",), ("--untouched",)):
        printed = run(folder, "propose", *args)
        assert printed.exit_code == 0
        assert max(map(len, printed.output.splitlines())) <= 80
    shown_now = run(folder, "propose", "2.2").output
    for words in (
        "Found by terms, not read: 4 passages",
        "not evidence",
        "HAR-LD-1:2.2:2.2 · found by “form”",
        "2 Renée: Nobody asked her about a form, or two forms.",
        "framework index accept ASH-OP-1:2:2.2",
    ):
        assert words in shown_now
    overview = run(folder, "propose").output
    assert "2.2 · The form                                4 passages in 2 cases" in overview
    assert "no terms" in overview
    assert "2.3 has no terms, so nothing is looked for." in run(folder, "propose", "2.3").output


def test_json_is_one_object(folder: Path, run: Run) -> None:
    found = json.loads(run(folder, "propose", "2.1", "--json").stdout)
    assert found["too_wide"] == []
    assert {
        "id": "ASH-OP-1:3:2.1",
        "case": "ASH-OP-1",
        "turn": "3",
        "speaker": "CA1",
        "words": "It depends who is nearer to going under.",
        "subtheme": "2.1",
        "terms": ["going under"],
    }.items() <= found["proposals"][0].items()
    assert json.loads(run(folder, "propose", "--terms", "--json").stdout)["terms"][0] == {
        "subtheme": "2.1",
        "term": "needs come first",
        "forms": {},
        "too_wide": False,
    }
    assert len(json.loads(run(folder, "propose", "--untouched", "--json").stdout)["untouched"]) == 2
    assert run(folder, "propose", "7", "--json").exit_code == 1


def test_accepting_a_moderators_words_is_refused_however_it_is_tried(study: Study) -> None:
    with pytest.raises(RefusedError):
        study.index(study.transcripts["ASH-OP-1"].quote("1"), "2.1", by="ek")
