"""Who is not heard stands on the sheets, so that nobody has to write it in a summary."""

from pathlib import Path

from openpyxl import load_workbook

from framework import Study
from framework.cases.case import Row
from framework.charts.silent import gaps_of, unheard
from tests.conftest import Run

BOOK = "charts/tiny.xlsx"


def test_the_cases_of_a_summary_row_are_named_by_why_they_are_not_heard(folder: Path) -> None:
    study = Study.open(folder)
    ashmarch = Row.of({"authority": "Ashmarch"})
    assert gaps_of(study.cells, ashmarch, "2.1") == ["Not charted yet: ASH-OP-1"]
    study.state("ASH-OP-1", "2.1", asked="not asked", by="ek")
    assert gaps_of(study.cells, ashmarch, "2.1") == ["Not asked: ASH-OP-1"]
    study.summarise("ASH-OP-1", "2.1", "His [2].", by="ek")
    assert gaps_of(study.cells, ashmarch, "2.1") == ["Heard unasked: ASH-OP-1"]
    study.state("ASH-OP-1", "2.2", asked="asked", said="nothing said", by="ek")
    assert gaps_of(study.cells, ashmarch, "2.2") == ["Nothing said: ASH-OP-1"]


def test_a_participant_neither_cited_nor_indexed_is_not_heard(folder: Path) -> None:
    study = Study.open(folder)
    everybody = unheard(study.cells, "ASH-OP-1", "2.1")
    study.summarise("ASH-OP-1", "2.1", "His [2].", by="ek")
    assert everybody == ["SW1", "CA1"]
    assert unheard(study.cells, "ASH-OP-1", "2.1") == ["CA1"]


def test_both_stand_in_the_workbook(folder: Path, run: Run) -> None:
    Study.open(folder).summarise("ASH-OP-1", "2.1", "His [2].", by="ek")
    assert run(folder, "chart", "--researcher", "ek").exit_code == 0
    book = load_workbook(folder / BOOK)
    rows = {row[0].value: row for row in book["By team"].iter_rows(min_row=5)}
    assert "Not charted yet: HAR-LD-1" in {cell.value for cell in rows["LD: not heard"]}
    assert "Heard in all cases" in {cell.value for cell in rows["OP: not heard"]}
    prompts = [rule.prompt for rule in book["Ashmarch"].data_validations.dataValidation]
    assert any("not heard: CA1" in str(prompt) for prompt in prompts)


def test_contents_lead_to_every_sheet_and_say_what_is_left(folder: Path, run: Run) -> None:
    assert run(folder, "chart", "--researcher", "ek").exit_code == 0
    book = load_workbook(folder / BOOK)
    assert book.sheetnames[0] == "Contents"
    cells = [cell.value for row in book["Contents"].iter_rows() for cell in row if cell.value]
    links = [str(text) for text in cells if str(text).startswith("=HYPERLINK")]
    shown = [name for name in book.sheetnames if name not in ("Contents", "_framework")]
    assert [text.split('","')[1].rstrip('")') for text in links] == shown
    assert "2 cells to chart" in cells
