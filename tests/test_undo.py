"""`framework undo`: what was decided, newest first, and a line of it taken back."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from framework import Study
from framework.cases.case import Row
from framework.errors import UnknownNameError
from tests.conftest import Run
from tests.test_chart_command import find

BOOK = "charts/tiny.xlsx"


@pytest.fixture
def evening(folder: Path, study: Study, run: Run) -> Path:
    """Return the tiny study after an evening: a passage indexed, and two boxes written in."""
    study.index(study.transcripts["ASH-OP-1"].quote("3", "nearer to going under"), "2.1", by="ek")
    assert run(folder, "chart", "--researcher", "ek").exit_code == 0
    book = load_workbook(folder / BOOK)
    row, _ = find(folder / BOOK, "Ashmarch", "ASH-OP-1")
    first = find(folder / BOOK, "Ashmarch", "2.1 · Whose needs")[1]
    for place, text in enumerate(("His [2].", "Counted [5].")):
        book["Ashmarch"].cell(row, first + place, text)
    book.save(folder / BOOK)
    assert run(folder, "chart").exit_code == 0
    return folder


def lines(folder: Path, run: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(folder, "undo", "--json").stdout)["lines"]
    return found


def test_the_newest_decisions_are_listed_and_nothing_is_undone(evening: Path, run: Run) -> None:
    before = (evening / "trail/ek.jsonl").read_bytes()
    printed = run(evening, "undo")
    newest, oldest = lines(evening, run)
    assert printed.exit_code == 0
    assert f"{newest['id']}  2 summaries: ASH-OP-1 × 2.1, ASH-OP-1 × 2.2" in printed.output
    assert f"{oldest['id']}  1 passage indexed: ASH-OP-1 3 × 2.1" in printed.output
    assert f"framework undo {newest['id']}" in printed.output
    assert (evening / "trail/ek.jsonl").read_bytes() == before


def test_an_evening_is_undone_and_brought_back(evening: Path, run: Run) -> None:
    newest, _ = lines(evening, run)
    printed = run(evening, "undo", newest["id"])
    assert printed.exit_code == 0
    assert "Undone: 2 summaries: ASH-OP-1 × 2.1, ASH-OP-1 × 2.2." in printed.output
    assert run(evening, "chart").exit_code == 0
    assert Study.open(evening).cells.cell(Row.case("ASH-OP-1"), "2.1").said == "uncharted"
    with pytest.raises(AssertionError, match="His"):
        find(evening / BOOK, "Ashmarch", "His [2].")
    undoing, *_ = lines(evening, run)
    assert undoing["what"] == f"1 line undone: {newest['id']}"
    assert [one["undone"] for one in lines(evening, run)] == [False, True, False]
    assert f"{newest['id']}  undone · 2 summaries" in run(evening, "undo").output
    assert run(evening, "undo", undoing["id"]).exit_code == 0
    assert run(evening, "chart").exit_code == 0
    assert find(evening / BOOK, "Ashmarch", "His [2].")


def test_what_something_was_built_on_is_not_undone(evening: Path, run: Run) -> None:
    newest, _ = lines(evening, run)
    Study.open(evening).summarise("ASH-OP-1", "2.1", "His, she says [2].", by="rt")
    later = next(iter(Study.open(evening).decisions.built_on(newest["id"])))
    assert lines(evening, run)[0]["builders"] == [later]
    assert f"{newest['id']}  built on · 2 summaries" in run(evening, "undo").output
    refused = run(evening, "undo", newest["id"])
    assert refused.exit_code == 1
    assert f"{later} was built on {newest['id']}" in refused.output
    assert run(evening, "undo", "ek-0000000000").exit_code == 1


def test_somebody_elses_lines_and_more_of_them(evening: Path, run: Run) -> None:
    study = Study.open(evening)
    for number in range(12):
        study.summarise("HAR-LD-1", "2.1", f"Hers [2]. {number}", by="rt")
    assert len(lines(evening, run)) == 2
    printed = run(evening, "undo", "--of", "rt")
    assert printed.output.count("1 summary: HAR-LD-1") == 10
    assert "2 older ones: --newest 12" in printed.output
    assert run(evening, "undo", "--of", "rt", "--newest", "12").output.count("1 summary") == 12
    assert run(evening, "undo", "--of", "xx").exit_code == 1


def test_another_researchers_line_is_undone_only_if_that_is_said(evening: Path, run: Run) -> None:
    study = Study.open(evening)
    line = study.summarise("HAR-LD-1", "2.1", "Hers [2].", by="rt").id
    refused = run(evening, "undo", line)
    assert refused.exit_code == 1
    assert f"{line} is rt's; ask first; framework undo {line} --of rt" in refused.output
    assert line in Study.open(evening).decisions.living
    assert run(evening, "undo", line, "--of", "rt").exit_code == 0
    assert line not in Study.open(evening).decisions.living


def test_undo_called_again_goes_further_back(study: Study) -> None:
    def stands() -> list[str]:
        return [study.cells.cell(Row.case("ASH-OP-1"), sub).summary for sub in ("2.1", "2.2")]

    study.summarise("ASH-OP-1", "2.1", "His [2].", by="ek")
    study.summarise("ASH-OP-1", "2.2", "Her help [5].", by="ek")
    study.summarise("ASH-OP-1", "2.2", "Her help, as his [5].", by="ek")
    study.undo(by="ek")
    assert stands() == ["His [2].", "Her help [5]."]
    study.undo(by="ek")
    assert stands() == ["His [2].", ""]
    last = study.undo(by="ek")
    assert stands() == ["", ""]
    with pytest.raises(UnknownNameError, match="no decision to undo"):
        study.undo(by="ek")
    study.undo(last.id, by="ek")
    assert stands() == ["His [2].", ""]
    study.undo(by="ek")
    assert stands() == ["", ""]


def test_the_list_offers_the_next_line_to_undo_not_the_undoing(evening: Path, run: Run) -> None:
    newest, oldest = lines(evening, run)
    run(evening, "undo", newest["id"])
    assert f"To undo one: framework undo {oldest['id']}" in run(evening, "undo").output
