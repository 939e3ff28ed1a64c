"""A sheet of words and plain numbers reads as openpyxl reads it; anything else is left to that."""

import io
import zipfile
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from framework.formats.safe import Archive
from framework.formats.transcripts.plain_sheet import plain_rows
from framework.formats.transcripts.sheet import MAX_ROWS, rows_of_any
from tests.conftest import ROOT
from tests.test_command_line import python

Cell = str | int | float | bool | date | time | None
TEXT = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=12)
PLAIN = st.none() | st.booleans() | TEXT | st.integers(-(10**9), 10**9) | st.floats(-1e6, 1e6)


def book_of(rows: list[list[Cell]], *others: str) -> bytes:
    """Return a workbook whose first sheet holds these rows; a text is never a formula."""
    book, out = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    for line, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                cell = sheet.cell(line, column, value)
                if isinstance(value, str):
                    cell.data_type = "s"
    for name in others:
        book.create_sheet(name)
    book.save(out)
    return out.getvalue()


def plain(data: bytes) -> tuple[list[list[str]], list[str]] | None:
    return plain_rows(Archive(data), MAX_ROWS)


@given(st.lists(st.lists(PLAIN, max_size=4), max_size=5))
def test_words_and_plain_numbers_read_as_openpyxl_reads_them(rows: list[list[Cell]]) -> None:
    data = book_of(rows, "Notes")
    found = plain(data)
    assert found is not None
    assert found == rows_of_any(data)
    assert found[1] == ["Notes"]


def test_rows_and_cells_left_out_are_empty() -> None:
    data = book_of([["a"], [], [None, None, "c"], ["=no", "x005F_", 1.5, True, 3]])
    assert plain(data) == (
        [["a"], [], ["", "", "c"], ["=no", "x005F_", "1.5", "True", "3"]],
        [],
    )
    assert plain(data) == rows_of_any(data)


@pytest.mark.parametrize("special", [date(2012, 10, 9), time(12, 30)])
def test_a_date_or_a_time_is_left_to_openpyxl(special: Cell) -> None:
    data = book_of([["when", special]])
    assert plain(data) is None
    assert str(special) in str(rows_of_any(data))


def test_a_number_in_a_date_format_of_excels_own_is_left_to_openpyxl() -> None:
    book, out = Workbook(), io.BytesIO()
    cell = book.worksheets[0].cell(1, 1, 41_000)
    cell.number_format = "mm-dd-yy"
    book.save(out)
    assert plain(out.getvalue()) is None
    assert rows_of_any(out.getvalue()) == ([["2012-04-01 00:00:00"]], [])


def test_a_formula_is_left_to_openpyxl() -> None:
    book, out = Workbook(), io.BytesIO()
    book.worksheets[0]["A1"] = "=1+1"
    book.save(out)
    assert plain(out.getvalue()) is None
    assert rows_of_any(out.getvalue()) == ([["=1+1"]], [])


def test_more_rows_than_may_be_are_left_to_openpyxl() -> None:
    data = book_of([["a"], ["b"], ["c"]])
    assert plain_rows(Archive(data), 2) is None
    assert plain_rows(Archive(data), 3) is not None


PLACE = st.sampled_from(["A1", "B1", "A2", "C1", "A", "1", "", "ZZZZ1", "A99999999"])
KIND = st.sampled_from(["n", "s", "b", "str", "inlineStr", "e", "d", "x", ""])
VALUE = st.sampled_from(["", "0", "1", "-1", "2.5", "1E3", "9", "a", "nan", "2012-10-09"])
STYLE = st.sampled_from(["0", "1", "2", "99", "-1", "a"])
INSIDE = st.sampled_from(
    ["", "<f>A1</f>", "<is><t>in</t></is>", "<is><r><t>r</t></r></is>", "<is/>"]
)
CELLS = st.lists(st.tuples(PLACE, KIND, STYLE, VALUE, INSIDE), max_size=3)


@given(st.lists(st.tuples(st.sampled_from(["1", "2", "7", "a", "0"]), CELLS), max_size=3))
def test_an_odd_sheet_reads_as_openpyxl_reads_it_or_is_left_to_that(
    rows: list[tuple[str, list[tuple[str, str, str, str, str]]]],
) -> None:
    inside = "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{place}" t="{kind}" s="{style}"><v>{value}</v>{more}</c>'
            for place, kind, style, value, more in cells
        )
        + "</row>"
        for number, cells in rows
    )
    data = with_sheet(
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{inside}</sheetData></worksheet>"
    )
    found = plain(data)
    assert found is None or found == rows_of_any(data)


def with_sheet(xml: str) -> bytes:
    """Return a workbook with one text and one date, whose sheet is replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book_of([["a", date(2012, 10, 9)]]))) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, xml if name.endswith("sheet1.xml") else old.read(name))
    return out.getvalue()


def test_opening_the_invented_study_loads_neither_pandas_nor_openpyxl() -> None:
    code = (
        "from framework import Study; import sys; Study.open().cells; "
        "print(sorted({name.split('.')[0] for name in sys.modules}))"
    )
    printed = python("-c", code, folder=ROOT).stdout
    assert "'lxml'" in printed
    for heavy in ("openpyxl", "xlsxwriter", "pandas", "matplotlib", "jinja2", "docx", "filelock"):
        assert f"'{heavy}'" not in printed
