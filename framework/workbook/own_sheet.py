"""A sheet of a researcher's own: its words and plain numbers are memos, cell by cell.

So they come over into every new workbook, and two people's merge as notes do. How it looks does
not come over.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from framework.cases.case import Row
from framework.plain.spreadsheet_parts import Line, Value
from framework.plain.stored import storable
from framework.plain.text import shorten
from framework.trail.decisions import OWN_SHEET
from framework.workbook.matrix import Shown
from framework.workbook.memo import column_or_sheet, own_sheets
from framework.workbook.sheets.book import Book
from framework.workbook.sheets.styles import box_width

MOST = 2_000
"""Cells that are carried over; a larger sheet is a file of its own."""
_WHY = {
    "formula": "a formula",
    "error": "an error",
    "value": "a date, a percentage or TRUE",
}


@dataclass
class OwnSheet:
    """What a sheet of somebody's own holds, and the addresses of what cannot be carried over."""

    shown: list[Shown] = field(default_factory=list)
    strange: list[tuple[str, str]] = field(default_factory=list)


def read_own_sheet(
    name: str, place: str, lines: Iterable[Line], row: Row, known: Iterable[tuple[Row, str]]
) -> OwnSheet:
    """Return the cells of a sheet of somebody's own, as memos beside `row`.

    `place` is where the trail has it, ``sheet: Ideas``. `known` are the memos with which the
    workbook was built: one whose cell is empty now is shown as empty.
    """
    found = OwnSheet()
    start = f"{place}!"
    built = {one.removeprefix(start) for _, one in known if column_or_sheet(one) == place}
    texts: dict[str, str] = dict.fromkeys(sorted(built), "")
    for line, values in lines:
        for column, value in values.items():
            at = xl_rowcol_to_cell(line - 1, column)
            if told := odd(value, "on a sheet of your own"):
                found.strange.append((f"{name}!{at}", told))
                texts.pop(at, None)
            elif value.text:
                texts[at] = value.text
    if len(texts.keys() - built) > MOST:
        return OwnSheet(strange=[(name, f"a sheet of your own of more than {MOST:,} cells")])
    found.shown += [Shown(f"{name}!{at}", row, start + at, text) for at, text in texts.items()]
    return found


def odd(value: Value, where: str) -> str:
    """Return what a value is that cannot be carried over as text, empty for one that can."""
    if value.kind not in _WHY or not value.text or is_plain(value):
        return ""
    return f"{_WHY[value.kind]} {where}, “{shorten(value.text, 40)}”"


def is_plain(value: Value) -> bool:
    """Return whether a value is a number that was given no look of a date or the like."""
    return value.kind == "value" and value.plain and is_number(value.text)


def is_number(text: str) -> bool:
    """Return whether a text is just how a number is written, so that nothing of it gets lost.

    >>> [is_number(text) for text in ("45", "-0.5", "1.10", "0012", "1e5", "nan")]
    [True, True, False, False, False, False]
    """
    try:
        return f"{float(text):.15g}" == text and text.lstrip("-")[0].isdigit()
    except ValueError:
        return False


def write_own_sheets(book: Book) -> None:
    """Add the sheets that researchers have added to workbooks of this kind."""
    for name, texts in own_sheets(book.cells.decisions, book.edition.kind).items():
        sheet = book.styles.book.add_worksheet(book.name(name))
        book.own[OWN_SHEET + name] = sheet.name
        _write(book, sheet, texts)


def _write(book: Book, sheet: Worksheet, texts: Mapping[str, str]) -> None:
    columns: dict[int, list[str]] = {}
    for at, text in texts.items():
        line, column = xl_cell_to_rowcol(at)
        if is_number(text):
            sheet.write_number(line, column, float(text))
        else:
            sheet.write_string(line, column, storable(text), book.styles["wrapped"])
        columns.setdefault(column, []).append(text)
    for column, inside in columns.items():
        sheet.set_column(column, column, min(box_width(inside), 2 + max(map(len, inside))))
