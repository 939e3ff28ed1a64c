"""The page of a kind of case: charts to read without script, and nothing that can do harm."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from framework import Study
from framework.cases.case import Row
from framework.pages.model import study_page
from framework.pages.panel import pieces
from tests.conftest import Run


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
    assert 'href="transcripts/ASH-OP-1.html#t2">[ASH-OP-1 2]</a>' in text
    assert '<span class="comment">{Her?}</span>' in text
    assert '<th scope="row" class="case"><b>OP</b>' in text
    assert '<td class="open"' in text
    ids = re.findall(r' id="([^"]*)"', text)
    assert len(ids) == len(set(ids))


def test_a_turn_is_held_once_and_a_passage_by_its_place_in_it(charted: Path) -> None:
    found = data(page(charted))
    turns = found["cases"]["ASH-OP-1"]["turns"]
    assert [turn[0] for turn in turns if turn] == ["1", "2", "3", "4", "5"]
    quotes = next(cell["quotes"] for cell in found["cells"].values() if cell["quotes"])
    indexed = next(quote for quote in quotes if "by" in quote)
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
    assert study_page(study.cells, study.charts, plan).start == "passages-all-2"
    study.summarise("ASH-OP-1", "2.1", "His [2].", by="ek")
    assert study_page(study.cells, study.charts, plan).start == "all-2"


def test_nothing_is_fetched_and_the_same_study_gives_the_same_bytes(
    charted: Path, tmp_path: Path, run: Run
) -> None:
    text = page(charted)
    addresses = set(re.findall(r'(?:src|href|action)="([^"]*)"', text))
    assert addresses
    assert all(re.match(r"#|transcripts/|tiny", address) for address in addresses)
    assert "default-src 'none'" in text
    assert not re.search(r"@import|url\(|//[a-z]+\.[a-z]", text)
    copy = tmp_path / "copy"
    for part in ("study.yaml", "codebooks", "transcripts", "trail"):
        copied = shutil.copytree if (charted / part).is_dir() else shutil.copy
        copy.mkdir(exist_ok=True)
        copied(charted / part, copy / part)
    assert run(copy, "chart").exit_code == 0
    assert page(copy) == text


def test_positions_stand_under_the_groups_and_the_locus_beneath(folder: Path, run: Run) -> None:
    book, told = folder / "codebooks/tiny.yaml", "        positions:\n"
    told += "          - number: 2.1a\n            name: His needs\n"
    text = book.read_text("utf-8").replace("name: Whose needs\n", f"name: Whose needs\n{told}")
    book.write_text(text, "utf-8")
    plan = folder / "study.yaml"
    both = "summaries: [authority and team]"
    plan.write_text(plan.read_text("utf-8").replace("summaries: [authority, team]", both), "utf-8")
    for case, how in (("ASH-OP-1", "holds"), ("HAR-LD-1", "opposes")):
        Study.open(folder).summarise(case, "2.1", "His [2].", by="ek")
        Study.open(folder).place(case, "2.1a", how, "SW1 [2]", by="ek")
    assert run(folder, "chart").exit_code == 0
    shown = page(folder)
    assert "<span>2.1a: holds</span>" in shown
    assert "<h3>Locus of difference</h3>" in shown
    assert "<li>cannot tell: Ashmarch | Harkenshaw: " in shown
    facts = [fact for cell in data(shown)["cells"].values() for fact in cell["facts"]]
    assert ["2.1a · His needs", "holds: SW1 [2]"] in facts
