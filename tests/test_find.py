"""Words are found in all transcripts, however they were typed, and shown in context."""

import json
import unicodedata
from pathlib import Path

import pytest

from framework import Study
from framework.errors import RefusedError, UnknownNameError
from tests.browser import PROGRAM, opened
from tests.conftest import Run, lay_out

SAID = """
    Int: Did anybody cope?
    Renée: We coped — “just about”, at the ﬁrst.  It's a re-\u00adassessment
      of the whole family’s café bill.
    Int: And you?
"""


@pytest.fixture
def told(folder: Path) -> Study:
    lay_out(folder, {"transcripts/har.txt": SAID})
    return Study.open(folder)


@pytest.mark.parametrize(
    "words",
    [
        "just about",
        "JUST   ABOUT",
        '"just about"',
        "coped - ",
        "at the first",
        "it’s a",
        "of the whole family's",
        "cafe bill",
        unicodedata.normalize("NFD", "café"),
        "re-assess",
    ],
)
def test_typography_makes_no_difference(told: Study, words: str) -> None:
    assert [(hit.case, hit.turn.number) for hit in told.find(words)] == [("HAR-LD-1", "2")]


def test_forms_are_of_whole_words(told: Study) -> None:
    assert [hit.turn.number for hit in told.find("copes", forms=True)] == ["1", "2"]
    assert told.find("copes") == ()
    assert told.find("op", forms=True) == ()


def test_a_case_is_searched_alone_and_an_unknown_one_is_told(told: Study) -> None:
    assert {hit.case for hit in told.find("whose", case="ASH-OP-1")} == {"ASH-OP-1"}
    with pytest.raises(UnknownNameError):
        told.find("whose", case="HAR-LD-9")
    for words in (" ", "\u00ad"):
        with pytest.raises(RefusedError, match="no words"):
            told.find(words)


def test_find_shows_the_turn_in_context_and_leads_to_it(folder: Path, run: Run) -> None:
    printed = run(folder, "find", "nearer", "to  going", "--case", "ASH").output
    assert "ASH-OP-1 3 · CA1 (Care Assessor)" in printed
    assert "CA1: It depends who is *nearer to going* under." in printed
    assert "SW1: His do. It is his assessment, after all." in printed, "the turn before"
    assert "framework trace ASH-OP-1 3" in printed
    asked = run(folder, "find", "come first").output
    assert "Int (moderator): Whose needs *come first*?" in asked
    assert "2 turns in 2 transcripts" in asked


def test_find_as_json_gives_every_match(folder: Path, run: Run) -> None:
    found = json.loads(run(folder, "find", "his", "--json", "--case", "ASH-OP-1").stdout)
    (first, second) = found["found"]
    assert (first["case"], first["turn"], first["speaker"]) == ("ASH-OP-1", "2", "SW1")
    assert [one["words"] for one in first["matches"]] == ["His", "his"]
    assert second["words"][second["matches"][0]["start"] :].startswith("his need met")


def test_nothing_found_is_said(folder: Path, run: Run) -> None:
    printed = run(folder, "find", "respite")
    assert "“respite” was not found." in printed.output
    assert printed.exit_code == 0
    assert run(folder, "find", "a|b", "--forms").exit_code == 1


def test_a_transcript_that_is_not_searched_is_named(folder: Path, run: Run) -> None:
    (folder / "transcripts/har.txt").unlink()
    assert "cannot be read: HAR-LD-1" in run(folder, "find", "needs").output


@pytest.mark.skipif(PROGRAM is None, reason="Chromium is not installed")
def test_the_page_searches_whole_transcripts_from_a_disk(
    told: Study, folder: Path, run: Run, tmp_path: Path
) -> None:
    told.summarise("ASH-OP-1", "2.1", "His [2].", by="ek")
    assert run(folder, "chart", "--researcher", "ek").exit_code == 0
    with opened(tmp_path / "browser") as browser:
        browser.open(folder / "charts/tiny.html", "#all-2")
        browser.see("document.querySelector('#search').value = 'CAFÉ  bill'.normalize('NFD')")
        browser.see("document.querySelector('#search').dispatchEvent(new Event('input'))")
        soon = """new Promise((done) => { let tries = 300; const look = () => {
            const line = document.querySelector('a.result');
            if (line || !tries--) done(line?.href + ' ' + line?.innerText);
            else setTimeout(look, 20); }; look(); })"""
        line = browser.see(soon)
        assert "transcripts/HAR-LD-1.html#t2" in line
        assert "Renée" in line
        assert "family’s café bill" in line
        assert browser.see("document.querySelector('#found').innerText") == "1 turn"
        browser.open(folder / "charts/transcripts/HAR-LD-1.html", "#t2")
        assert "just about" in browser.see("document.querySelector('li:target').innerText")
