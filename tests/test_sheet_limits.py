"""What a sheet of a workbook cannot hold goes on in a further one, or is told; nothing is lost."""

import inspect
import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook as Loaded
from xlsxwriter.worksheet import Worksheet

from framework.errors import RefusedError
from framework.workbook.sheets import listings
from framework.workbook.sheets.decision_sheet import LAYOUT
from framework.workbook.sheets.filled_sheet import write_sheet
from framework.workbook.sheets.listings import Listing, write_listing
from framework.workbook.sheets.sheet import LOOKED_AT, Sheet, Workbook
from framework.workbook.sheets.styles import Styles
from tests.conftest import ROOT, Run


def listed(rows: list[list[str]]) -> Loaded:
    """A workbook with one listing of two columns."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        write_listing(Styles(book), "Names", "A note.", Listing([("Name", 9), ("Case", 9)], rows))
    return load_workbook(out)


def columns(sheet: object, first: int = 5) -> list[str]:
    return [str(row[0]) for row in sheet.iter_rows(min_row=first, values_only=True) if row[0]]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("rows", "sheets"), [(0, 1), (10, 1), (11, 2), (35, 4)])
def test_a_listing_that_outgrows_a_sheet_goes_on_in_another(
    monkeypatch: pytest.MonkeyPatch, rows: int, sheets: int
) -> None:
    monkeypatch.setattr(Sheet, "ROWS", 214)
    book = listed([[f"name {number}", "ASH"] for number in range(rows)])
    assert book.sheetnames == ["Names", *(f"Names, part {n}" for n in range(2, sheets + 1))]
    found = [name for sheet in book.worksheets for name in columns(sheet)]
    assert found == [f"name {number}" for number in range(rows)]
    notes = [str(sheet["A2"].value) for sheet in book.worksheets]
    assert notes[-1] == "A note."
    for number, note in enumerate(notes[:-1], 2):
        assert note == f"A note. It goes on in Names, part {number}."
    assert all(sheet["B4"].value == "Case" for sheet in book.worksheets)


def test_passages_on_a_further_sheet_are_found_from_their_cells(
    example: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listings, "_most", lambda: 100)
    assert run(example, "chart").exit_code == 0
    book = load_workbook(example / "charts/carers.xlsx")
    parts = [name for name in book.sheetnames if re.match(r"Passages(, part \d+)?$", name)]
    assert len(parts) > 2
    numbers = [value for name in parts for value in columns(book[name])]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    told = 0
    for sheet in book["Ashmarch"], book["Harkenshaw"]:
        for rule in sheet.data_validations.dataValidation:
            case, _, subtheme = (rule.promptTitle or "").partition(" × ")
            for row, name in re.findall(r"(\d+) of (Passages, part \d+)", rule.prompt or ""):
                line = [str(cell.value) for cell in book[name][int(row)]]
                assert line[1] == case
                assert any(subtheme in text.split(", ") for text in line)
                told += 1
    assert told > 20
    assert run(example, "chart").exit_code == 0, "the further sheets are known as the program's own"


def test_a_sheet_to_fill_in_that_outgrows_is_refused_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Sheet, "ROWS", 50)
    rows = [["x"] * len(LAYOUT.columns)] * 60
    with pytest.raises(
        RefusedError, match=r"more rows or columns than a sheet .* save it as \.csv"
    ):
        write_sheet(LAYOUT, rows, workbook=True)
    assert write_sheet(LAYOUT, rows, workbook=False).count(b"\n") > 60


@pytest.mark.parametrize("at", [(1_048_576, 0), (0, 16_384)])
def test_what_lies_beyond_a_sheet_is_told(at: tuple[int, int]) -> None:
    sheet = Workbook(io.BytesIO()).add_worksheet("All cases")
    for write in (sheet.write_string, sheet.write_rich_string):
        words = ("His.",) if write == sheet.write_string else ("a", "b", "c", None)
        with pytest.raises(RefusedError, match="The sheet All cases cannot be written"):
            write(*at, *words)
    with pytest.raises(RefusedError, match="longer than a workbook takes"):
        sheet.write_string(0, 0, "x" * 32_768)


@pytest.mark.parametrize("letter", ["x", "é", "😀"])
def test_a_text_for_reading_that_is_longer_than_a_cell_says_that_it_was_cut(letter: str) -> None:
    (sheet,) = listed([[letter * 40_000, "ASH"], [letter * 16_383, "HAR"]]).worksheets
    cut, whole = columns(sheet)
    assert cut.startswith(letter * 16_000)
    assert cut.endswith(" … (cut here: a cell of a workbook holds no more)")
    assert len(cut.encode("utf-16-le")) // 2 <= 32_767
    assert whole == letter * 16_383


def test_every_call_that_may_be_refused_is_looked_at() -> None:
    """XlsxWriter answers with a number below nought, which another call would not see."""
    source = "".join(file.read_text("utf-8") for file in (ROOT / "framework").rglob("*.py"))
    called = set(re.findall(r"\b(?:sheet|self)\.([a-z][a-z_]+)\(", source))
    refusing = {
        name
        for name, method in inspect.getmembers(Worksheet, inspect.isfunction)
        if re.search(r"return (-\d|self\._write_|return_code)", inspect.getsource(method))
    } | {"set_row", "set_column"}
    assert len(called & refusing) > 8
    assert called & refusing <= {*LOOKED_AT, "write_rich_string"}
    assert not re.search(r"xlsxwriter\.Workbook\((?!\))", source)
