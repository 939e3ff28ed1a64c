"""The page of a kind of case: charts to read without script, and nothing that can do harm."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from framework import Study
from framework.case import Row
from framework.page import study_page
from framework.panel import pieces
from tests.conftest import Run, lay_out

NASTY = "<script>document.title='hit'</script><img src=x onerror=alert(1)> =1+1 \x1b[31m </script>"
CHROMIUM = shutil.which("chromium")


def page(folder: Path) -> str:
    return (folder / "charts/tiny.html").read_text("utf-8")


def data(text: str) -> Any:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    return json.loads(found[1])


@pytest.fixture
def charted(study: Study, folder: Path, run: Run) -> Path:
    ash = study.transcripts["ASH-OP-1"]
    study.index(ash.quote("3", "nearer to going under"), "2.1", by="ek")
    study.summarise("ASH-OP-1", "2.1", "His [2–3]. {Her?}", by="ek")
    study.summarise({"team": "OP"}, "2.1", "His [ASH-OP-1 2].", by="ek")
    assert run(folder, "chart").exit_code == 0
    return folder


def test_charts_are_plain_tables_with_links_into_the_transcripts(charted: Path) -> None:
    text = page(charted)
    assert 'href="transcripts/ASH-OP-1.html#t2" data-turns="ASH-OP-1 2 3">[2–3]</a>' in text
    assert '<span class="comment">{Her?}</span>' in text
    assert '<th scope="row" class="case"><b>team: OP</b>' in text
    assert '<td class="open"' in text
    assert not re.search(r'(?:src|href)="(?:https?:)?//', text)


def test_a_turn_is_held_once_and_a_passage_by_its_place_in_it(charted: Path) -> None:
    found = data(page(charted))
    turns = found["cases"]["ASH-OP-1"]["turns"]
    assert [turn[0] for turn in turns if turn] == ["1", "2", "3", "4", "5"]
    quotes = next(cell["quotes"] for cell in found["cells"].values() if cell["quotes"])
    indexed = next(quote for quote in quotes if quote["how"] == "indexed")
    words = next(turn[2] for turn in turns if turn and turn[0] == "3")
    assert words[indexed["start"] : indexed["end"]] == "nearer to going under"


def test_pieces_leave_nothing_out(study: Study) -> None:
    text = "His [2–3], {no [3]} and [99] in [2014]."
    found = list(pieces(study.cells, Row.case("ASH-OP-1"), text))
    assert "".join(piece.text for piece in found) == text
    assert [piece.text for piece in found if piece.turns] == ["[2–3]", "[3]"]


def test_it_opens_on_passages_where_nobody_has_written(study: Study) -> None:
    plan = study.file.plans[0]
    assert study_page(study.cells, study.charts, plan).start == "all"
    study.index(study.transcripts["ASH-OP-1"].quote("2"), "2.1", by="ek")
    assert study_page(study.cells, study.charts, plan).start == "passages-2"
    study.summarise("ASH-OP-1", "2.1", "His [2].", by="ek")
    assert study_page(study.cells, study.charts, plan).start == "all-2"


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_in_a_browser_hostile_text_is_text(folder: Path, run: Run) -> None:
    lay_out(folder, {"transcripts/har.txt": f"Int: Whose?\nRenée: {NASTY}\n"})
    study = Study.open(folder)
    study.index(study.transcripts["HAR-LD-1"].quote("2"), "2.1", by="ek")
    study.summarise("HAR-LD-1", "2.1", NASTY + " [2]", by="ek")
    assert run(folder, "chart").exit_code == 0
    cells = data(page(folder))["cells"]
    number = next(number for number, cell in cells.items() if cell["quotes"])
    address = f"{(folder / 'charts/tiny.html').as_uri()}#cell-{number}"
    browser = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"]
    profile = f"--user-data-dir={folder.parent / 'browser'}"
    shown = subprocess.run(
        [*browser, profile, address], capture_output=True, text=True, check=True, timeout=60
    ).stdout
    body = shown.split('<aside id="panel"')[1].split('<script type="application/json"')[0]
    assert "<title>Tiny study · focus group</title>" in shown
    assert "&lt;img src=x onerror=alert(1)&gt;" in body
    assert "<mark>&lt;script&gt;document.title=" in body
    assert "\\x1b[31m" in body
    assert "<img" not in shown
