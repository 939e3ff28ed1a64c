"""Whatever spans turns says who speaks each of them, and marks a moderator."""

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from framework import Study
from framework.errors import UnknownNameError
from tests.browser import PROGRAM, opened
from tests.conftest import Run, lay_out

TOLD = "SW1: And the form counts her help as his need met.\nInt (moderator): Thank you."


@pytest.fixture
def spanning(study: Study) -> Study:
    ash = study.transcripts["ASH-OP-1"]
    study.index(ash.passage(ash.turn("5").start, ash.turn("6").end), "2.2", by="ek")
    return study


def test_in_a_notebook(spanning: Study) -> None:
    quotes = spanning.passages("ASH-OP-1", "2.2")
    assert "SW1: And the form counts" in repr(quotes)
    assert TOLD in quotes.html()


def test_in_the_terminal(spanning: Study, folder: Path, run: Run) -> None:
    assert spanning.entries.entries
    printed = run(folder, "trace", "ASH-OP-1", "2.2").output
    assert "6 Int (moderator): “Thank you.”" in printed
    assert (
        "6 Int (moderator): “Thank you.”"
        in run(folder, "trace", "--chain", "ASH-OP-1", "2.2").output
    )


def test_on_the_sheets_and_in_the_tables(spanning: Study, folder: Path, run: Run) -> None:
    assert run(folder, "chart", "--researcher", "ek").exit_code == 0
    assert spanning.entries.entries
    book = load_workbook(folder / "charts/tiny.xlsx")
    for name in ("Passages", "Passages by case"):
        held = [str(cell.value) for row in book[name].iter_rows() for cell in row]
        assert any(TOLD in text for text in held), name
    with (folder / "charts/data/index.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["words"] for row in csv.DictReader(file)] == [TOLD]


@pytest.mark.skipif(PROGRAM is None, reason="Chromium is not installed")
def test_in_a_copied_quotation(spanning: Study, folder: Path, run: Run, tmp_path: Path) -> None:
    assert spanning.entries.entries
    assert run(folder, "chart", "--researcher", "ek").exit_code == 0
    with opened(tmp_path / "browser") as browser:
        browser.open(folder / "charts/tiny.html", "#all-2")
        browser.see("document.querySelectorAll('#all-2 td[data-n]')[1].click()")
        browser.see("document.querySelector('#panel .source button').click()")
        copied = browser.see("""new Promise((done) => { let tries = 300; const look = () => {
            const said = document.querySelector('#said').innerText;
            if (said || !tries--) done(said); else setTimeout(look, 20); }; look(); })""")
        assert "SW1: “And the form counts her help as his need met.”" in copied
        assert "Int (moderator): “Thank you.”" in copied


def test_words_that_overlap_themselves_stand_twice(folder: Path) -> None:
    lay_out(folder, {"transcripts/har.txt": "Int: So?\nRenée: Oh well well well, say, say, say.\n"})
    har = Study.open(folder).transcripts["HAR-LD-1"]
    for words in ("say, say", "WELL WELL", "well well"):
        with pytest.raises(UnknownNameError, match="2 times, not once"):
            har.quote("2", words)
    assert har.quote("2", "well well, s").words == "well well, s"
