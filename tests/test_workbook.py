"""A workbook's sheet is read in one way, whatever it is for."""

import io
import zipfile
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from framework.plain.faults import UnreadableError
from framework.plain.spreadsheet import Cell, read_sheet
from framework.plain.stored import normal
from framework.plain.table_sheet import read_sheet as read_table_sheet
from framework.transcripts.reading import read_transcript
from tests.conftest import ROOT, Run
from tests.test_command_line import python

Value = str | int | float | bool | date | time | None
TEXT = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=12)
PLAIN = st.none() | TEXT | st.integers(-(10**9), 10**9)
SHEET = "xl/worksheets/sheet1.xml"


def book_of(rows: list[list[Value]], *others: str) -> bytes:
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


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """Return a workbook in one part of which something is replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(out, "w") as other:
        for name in whole.namelist():
            text = whole.read(name)
            if name == part:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode())
            other.writestr(name, text)
    return out.getvalue()


@given(st.lists(st.lists(PLAIN, max_size=4), max_size=5))
def test_words_and_numbers_are_read_as_they_stand(rows: list[list[Value]]) -> None:
    sheet = read_sheet(book_of(rows, "Notes"))
    want = [["" if value is None else normal(str(value)) for value in row] for row in rows]
    for row in want:
        while row and not row[-1]:
            row.pop()
    while want and not want[-1]:
        want.pop()
    assert sheet.texts == want
    assert sheet.others == ("Notes",)


def test_rows_and_cells_left_out_are_empty() -> None:
    rows: list[list[Value]] = [["a"], [], [None, None, "c"], ["=no", 1.5, True, 3]]
    assert read_sheet(book_of(rows)).texts == [
        ["a"],
        [],
        ["", "", "c"],
        ["=no", "1.5", "True", "3"],
    ]


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (date(2012, 10, 9), "", "2012-10-09"),
        (time(12, 30), "", "12:30:00"),
        (41_000, "mm-dd-yy", "2012-04-01"),
        (41_000, '"on" d.m.yyyy', "2012-04-01"),
        (7, "000", "007"),
        (7, "0.00", "7"),
    ],
)
def test_a_number_is_read_as_its_format_shows_it(value: Value, form: str, shown: str) -> None:
    book, out = Workbook(), io.BytesIO()
    cell = book.worksheets[0].cell(1, 1, value)
    cell.number_format = form or cell.number_format
    book.save(out)
    assert read_sheet(out.getvalue()).texts == [[shown]]


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("one_x000D_\ntwo_x000D_", "one\ntwo"),
        ("tab_x0009_stop", "tab\tstop"),
        ("_x005F_x000D_ is written so", "_x000D_ is written so"),
    ],
)
def test_what_a_workbook_writes_as_a_code_is_read_as_the_letter(
    stored: str, read: str, tmp_path: Path
) -> None:
    rows: list[list[Value]] = [["who", "What helps you?"], ["r1", "HERE"], ["r2", "Tea."]]
    data = changed(book_of(rows), SHEET, "HERE", stored)
    (tmp_path / "t.xlsx").write_bytes(data)
    survey = read_transcript(tmp_path / "t.xlsx", "t.xlsx")
    assert read_sheet(data).texts[1][1] == read
    assert read_table_sheet(data, "t.xlsx")[1][1] == (2, ["r1", read])
    assert [said.text for said in survey.spoken][1] == read


def with_formula(formula: str, shown: str, kind: str) -> bytes:
    """Return a survey in which an answer is a formula that shows a text, a number or an error."""
    rows: list[list[Value]] = [["who", "What helps you?"], ["r1", 4_242], ["r2", "Tea."]]
    cell = f'<c r="B2" t="{kind}"><f>{formula}</f><v>{shown}</v></c>'
    return changed(book_of(rows), SHEET, '<c r="B2" t="n"><v>4242</v></c>', cell)


def test_a_formula_counts_as_the_text_that_it_shows(tmp_path: Path) -> None:
    data = with_formula("UPPER(A2)", "A fire_x000D_\nat night", "str")
    (tmp_path / "t.xlsx").write_bytes(data)
    assert read_sheet(data).rows[1][1] == Cell("A fire\nat night", formula="=UPPER(A2)")
    reading = read_transcript(tmp_path / "t.xlsx", "t.xlsx")
    assert [said.text for said in reading.spoken][1] == "A fire\nat night"
    assert not reading.remarks


@pytest.mark.parametrize(("kind", "shown"), [("n", "45261"), ("e", "#NAME?"), ("b", "1")])
def test_a_formula_that_shows_no_text_is_told_by_address(
    tmp_path: Path, kind: str, shown: str
) -> None:
    data = with_formula("NOW()", shown, kind)
    (tmp_path / "t.xlsx").write_bytes(data)
    reading = read_transcript(tmp_path / "t.xlsx", "t.xlsx")
    assert "NOW" not in str(reading.spoken)
    assert shown not in str(reading.spoken)
    assert "not read: formulas that show no text, in B2 (`=NOW()`)" in reading.remarks
    problems = read_table_sheet(data, "t.xlsx")[2]
    assert str(problems[0]).startswith("t.xlsx:Sheet!B2: a formula and no text (`=NOW()`)")


def test_a_formula_in_a_cell_of_the_chart_is_told_and_is_no_summary(folder: Path, run: Run) -> None:
    run(folder, "chart", "--researcher", "ek")
    path = folder / "charts/carers.xlsx"
    path = path if path.is_file() else next((folder / "charts").glob("*.xlsx"))
    book = load_workbook(path)
    book["Ashmarch"]["G5"] = "=TODAY()"
    book.save(path)
    printed = run(folder, "chart", "--researcher", "ek")
    assert printed.exit_code == 1
    assert "Ashmarch!G5: it holds the formula =TODAY()" in " ".join(printed.stderr.split())
    trail = "".join(one.read_text("utf-8") for one in (folder / "trail").glob("*"))
    assert "TODAY" not in trail


def test_more_rows_or_cells_than_may_be_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = book_of([["a"], ["b"], ["c", None, "d"]])
    with pytest.raises(UnreadableError, match="more than 2 rows"):
        read_sheet(data, most=2)
    monkeypatch.setattr("framework.plain.spreadsheet._MOST", 4)
    with pytest.raises(UnreadableError, match="more than 4 cells"):
        read_sheet(data)


PLACE = st.sampled_from(["A1", "B1", "A2", "C1", "A", "1", "", "ZZZZ1", "A99999999"])
KIND = st.sampled_from(["n", "s", "b", "str", "inlineStr", "e", "d", "x", ""])
VALUE = st.sampled_from(["", "0", "1", "-1", "2.5", "1E3", "9", "a", "nan", "2012-10-09"])
STYLE = st.sampled_from(["0", "1", "2", "99", "-1", "a"])
INSIDE = st.sampled_from(
    ["", "<f>A1</f>", "<is><t>in</t></is>", "<is><r><t>r</t></r></is>", "<is/>"]
)
CELLS = st.lists(st.tuples(PLACE, KIND, STYLE, VALUE, INSIDE), max_size=3)


@given(st.lists(st.tuples(st.sampled_from(["1", "2", "7", "a", "0"]), CELLS), max_size=3))
def test_an_odd_sheet_is_read_or_refused(
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
    try:
        read_sheet(data)
    except UnreadableError:
        return


def with_sheet(xml: str) -> bytes:
    """Return a workbook with one text and one date, whose sheet is replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book_of([["a", date(2012, 10, 9)]]))) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, xml if name == SHEET else old.read(name))
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


@pytest.mark.parametrize("line", ["x" * 20_000, "word " * 4_000, "漢" * 16_390, "a" * 32_700])
def test_a_line_that_libreoffice_ends_in_its_middle_is_the_same(line: str) -> None:
    """It ends a line of more than 16,367 characters, at the last space before that if one is."""
    text = f"Above.\n{line}\nBelow."
    place = line.rfind(" ", 0, 16_367) + 1 or 16_367
    cut = f"Above.\n{line[:place]}\n{line[place:]}\nBelow."
    assert normal(cut) == normal(text) == text
    assert normal("Above.\nBelow.") == "Above.\nBelow."
