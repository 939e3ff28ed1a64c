"""A table kept in a workbook: its first sheet, each cell as the text that somebody typed.

Excel makes dates of names, and numbers of ids with a zero before them. Where that can be seen it
is told by address: what was typed is gone, and nobody guesses it.
"""

import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import IllegalCharacterError, InvalidFileException

from framework.errors import Problem
from framework.formats.faults import UnreadableError
from framework.formats.safe import Archive
from framework.text import clean

MAX_ROWS = 50_000
_FAULTS = (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, EOFError, TypeError)
_TIMES = (dt.date, dt.time, dt.timedelta)
_PADDED = re.compile(r"0\d+")
_ZEROS = re.compile(r"0+")
_OTHER = re.compile(r"xl/(?:media|charts|drawings/drawing|pivot|externalLinks|slicers)")
_AGAIN = "give the cell the format Text and type it again"

Grid = Sequence[Sequence[Any]]


def read_sheet(data: bytes, name: str) -> tuple[str, list[tuple[int, list[str]]], list[Problem]]:
    """Return a workbook's first sheet: its title, its rows with their numbers, and the problems.

    Raises UnreadableError for bytes that are no workbook.
    """
    Archive(data).check()
    try:
        book = load_workbook(io.BytesIO(data), read_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # a stray format in the last cell is no data
        grid = [row for _, row in zip(range(MAX_ROWS + 1), sheet.iter_rows(), strict=False)]
        lines = [(number, [_text(cell) for cell in row]) for number, row in enumerate(grid, 1)]
    except (*_FAULTS, IndexError):
        raise UnreadableError("damaged, protected, or no workbook") from None
    if len(grid) > MAX_ROWS:
        raise UnreadableError(f"more than {MAX_ROWS:,} rows")
    return sheet.title, lines, list(_problems(name, sheet.title, grid))


def _text(cell: Any) -> str:
    """Return a cell's text: a number as it is shown, a date as 2012-10-09."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, dt.datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and _ZEROS.fullmatch(cell.number_format):
        return str(value).zfill(len(cell.number_format))
    return clean(str(value))


def _problems(name: str, title: str, grid: Grid) -> Iterator[Problem]:
    header = next((row for row in grid if any(_text(cell) for cell in row)), ())
    columns = [_text(cell).casefold() for cell in header]
    widths = [_width(grid, place) for place in range(len(columns))]
    for row in grid:
        for place, cell in enumerate(row[: len(columns)]):
            if cell.value is not None and (told := _odd(cell, columns[place], widths[place])):
                address = f"{title}!{cell.coordinate}"
                yield Problem(name, told, _AGAIN, cell=address, kind="cell")


def _width(grid: Grid, place: int) -> int:
    """Return how many digits the ids of a column have, 0 where none begins with a zero."""
    texts = (row[place].value for row in grid if place < len(row))
    padded = (text for text in texts if isinstance(text, str) and _PADDED.fullmatch(text))
    return max(map(len, padded), default=0)


def _odd(cell: Any, column: str, width: int) -> str:
    """Return what a spreadsheet made of a cell that somebody typed, empty if nothing."""
    text = _text(cell)
    told = {"f": "a formula", "e": "an error", "b": "a truth value"}.get(cell.data_type)
    if told:
        return f"{told} and no text (`{text[:40]}`)"
    if isinstance(cell.value, _TIMES) and "date" not in column:
        return f"a date ({text}) that a spreadsheet made of what was typed in `{column}`"
    if not isinstance(cell.value, (int, float)) or len(text) >= width > 0:
        return ""
    if column == "number" and not text.isdecimal():
        return f"the number {text}, which may have lost a zero: 1.1 and 1.10 are two subthemes"
    if width:
        return f"the number {text}, which may have lost a zero: others here have {width} digits"
    return ""


def append_to_sheet(
    data: bytes, columns: Sequence[str], rows: Sequence[Mapping[str, str]]
) -> bytes:
    """Return a workbook with rows below the last one of its first sheet, every cell as text.

    Raises UnreadableError for a workbook that holds more than tables, which would be lost, and
    for text that no workbook can hold.
    """
    book = _to_change(data)
    sheet: Any = book.worksheets[0]
    filled = (row for row in sheet.iter_rows() if any(cell.value is not None for cell in row))
    last = max((row[0].row for row in filled), default=0)
    for number, row in enumerate(rows, last + 1):
        for place, column in enumerate(columns, 1):
            cell = sheet.cell(number, place)
            cell.number_format = "@"
            if text := row.get(column, ""):
                _put(cell, text)
    return _saved(book)


def change_sheet(data: bytes, column: str, old: str, new: str) -> bytes:
    """Return a workbook with `new` for `old` in every cell of a column of its first sheet.

    Raises UnreadableError as `append_to_sheet` does.
    """
    book = _to_change(data)
    rows = list(book.worksheets[0].iter_rows())
    heads = next((row for row in rows if any(_text(cell) for cell in row)), ())
    places = [at for at, cell in enumerate(heads) if _text(cell).casefold() == column]
    for row in rows:
        for at in places:
            if _text(row[at]) == old:
                _put(row[at], new)
    return _saved(book)


def _to_change(data: bytes) -> Any:
    if any(_OTHER.search(name) for name in Archive(data).names()):
        raise UnreadableError("holds pictures or charts, which a program would lose")
    return load_workbook(io.BytesIO(data))


def _saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put(cell: Any, text: str) -> None:
    try:
        cell.value = text
    except IllegalCharacterError:
        raise UnreadableError(f"cannot hold `{text[:40]}`") from None
    cell.data_type = "s"  # and so never a formula
