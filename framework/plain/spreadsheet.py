"""A workbook's sheet as somebody reads it: the one way in which tables and answers are read.

Text is decoded (``_x000D_``) and has plain line ends, a number stands as it is shown, a date as
2012-10-09. A formula counts as the text that it shows; where that is no text, the cell is empty
and says so.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from framework.plain.addresses import letter
from framework.plain.faults import UnreadableError
from framework.plain.spreadsheet_parts import Parts, Value

MAX_ROWS = 50_000
Kind = Literal["text", "number", "date", "truth", "error", "formula"]
_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
"""The ids of Excel's own number formats that show a date or a time."""
_MOST = 5_000_000
_ZEROS = re.compile(r"0+")
_FAULTS = (KeyError, IndexError, ValueError, TypeError, OverflowError)


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows, what kind of thing that is, and its formula if it has one."""

    text: str = ""
    kind: Kind = "text"
    formula: str = ""


_EMPTY = Cell()


@dataclass(frozen=True)
class Sheet:
    """A sheet: its title, its rows from the first on, and the titles of the other sheets."""

    title: str
    rows: Sequence[Sequence[Cell]]
    others: tuple[str, ...]

    @property
    def texts(self) -> list[list[str]]:
        """Return the text of every cell."""
        return [[cell.text for cell in row] for row in self.rows]

    def unread(self) -> Iterator[tuple[str, str]]:
        """Return the address and the formula of each cell whose formula shows no text."""
        for number, row in enumerate(self.rows, 1):
            for column, cell in enumerate(row):
                if cell.kind == "formula":
                    yield f"{letter(column)}{number}", cell.formula


def read_sheet(data: bytes, title: str = "", most: int = MAX_ROWS) -> Sheet:
    """Return the sheet called `title`, or else the first one, with at most so many rows.

    Raises UnreadableError for bytes that are no workbook, or hold more rows.
    """
    parts = Parts(data)
    names = [name for name, part in parts.sheets.items() if part and "worksheets/" in part]
    if not names:
        raise UnreadableError("damaged, protected, or no workbook")
    name = title if title in names else names[0]
    try:
        rows = _rows(parts, name, most)
    except UnreadableError:
        raise
    except _FAULTS:
        raise UnreadableError("damaged, protected, or no workbook") from None
    return Sheet(name, rows, tuple(one for one in parts.sheets if one != name))


def _rows(parts: Parts, name: str, most: int) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    cells = 0
    for number, values in parts.lines(name):
        found = {at: _cell(value, parts) for at, value in values.items() if value.text}
        if not found:
            continue
        width = max(found) + 1
        cells += width
        if number > most or cells > _MOST:
            told = f"{most:,} rows" if number > most else f"{_MOST:,} cells"
            raise UnreadableError(f"more than {told}")
        rows += [[] for _ in range(len(rows), number)]
        rows[number - 1] = [found.get(at, _EMPTY) for at in range(width)]
    return rows


def _cell(value: Value, parts: Parts) -> Cell:
    if value.kind == "formula":
        return Cell(value.shown, "text" if value.shown else "formula", value.text)
    if value.kind == "error":
        return Cell(value.text, "error")
    if value.kind != "value":
        return Cell(value.text)
    if value.stored == "b":
        return Cell(str(bool(int(value.text))), "truth")
    if value.stored == "d":
        return Cell(value.text.removesuffix("T00:00:00"), "date")
    return _number(value.text, value.form, since_1904=parts.since_1904) if value.text else Cell()


def _number(text: str, form: str, *, since_1904: bool) -> Cell:
    """Return a number as it is shown by its format, as far as that makes it a date or an id."""
    if form.isdecimal() and int(form) in _DATES:
        return Cell(_date(float(text), since_1904=since_1904), "date")
    number = float(text) if set(text) & set(".eE") else int(text)
    if _ZEROS.fullmatch(form) and form != "0":
        return Cell(str(round(number)).zfill(len(form)), "number")
    if not form.isdecimal() and form != "General":
        from openpyxl.styles.numbers import is_date_format  # noqa: PLC0415 - slow to import

        if is_date_format(form):
            return Cell(_date(float(text), since_1904=since_1904), "date")
    whole = isinstance(number, float) and number.is_integer()
    return Cell(str(int(number) if whole else number), "number")


def _date(number: float, *, since_1904: bool) -> str:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, from_excel  # noqa: PLC0415 - the same

    found = from_excel(number, CALENDAR_MAC_1904) if since_1904 else from_excel(number)
    midnight = isinstance(found, dt.datetime) and found.time() == dt.time()
    return found.date().isoformat() if midnight else str(found)
