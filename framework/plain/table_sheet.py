"""A table kept in a workbook: its first sheet, each cell as the text that somebody typed.

Excel makes dates of names, and numbers of ids with a zero before them. Where that can be seen it
is told by address: what was typed is gone, and nobody guesses it.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from framework.errors import Problem
from framework.plain import spreadsheet as workbook
from framework.plain.addresses import letter
from framework.plain.archives import Archive
from framework.plain.faults import UnreadableError
from framework.plain.spreadsheet import Cell, Sheet

_PADDED = re.compile(r"0\d+")
_OTHER = re.compile(r"xl/(?:media|charts|drawings/drawing|pivot|externalLinks|slicers)")
_AGAIN = "give the cell the format Text and type it again"


def read_sheet(data: bytes, name: str) -> tuple[str, list[tuple[int, list[str]]], list[Problem]]:
    """Return a workbook's first sheet: its title, its rows with their numbers, and the problems.

    Raises UnreadableError for bytes that are no workbook.
    """
    sheet = workbook.read_sheet(data)
    lines = [*enumerate(sheet.texts, 1)]
    return sheet.title, lines, list(_problems(name, sheet))


def _problems(name: str, sheet: Sheet) -> Iterator[Problem]:
    header = next((row for row in sheet.rows if any(cell.text for cell in row)), ())
    columns = [cell.text.casefold() for cell in header]
    widths = [_width(sheet.rows, place) for place in range(len(columns))]
    for number, row in enumerate(sheet.rows, 1):
        for place, cell in enumerate(row[: len(columns)]):
            if told := _odd(cell, columns[place], widths[place]):
                address = f"{sheet.title}!{letter(place)}{number}"
                yield Problem(name, told, _AGAIN, cell=address, kind="cell")


def _width(rows: Sequence[Sequence[Cell]], place: int) -> int:
    """Return how many digits the ids of a column have, 0 where none begins with a zero."""
    cells = (row[place] for row in rows if place < len(row))
    padded = (one.text for one in cells if one.kind == "text" and _PADDED.fullmatch(one.text))
    return max(map(len, padded), default=0)


def _odd(cell: Cell, column: str, width: int) -> str:
    """Return what a spreadsheet made of a cell that somebody typed, empty if nothing."""
    text = cell.formula or cell.text
    told = {"formula": "a formula", "error": "an error", "truth": "a truth value"}.get(cell.kind)
    if told:
        return f"{told} and no text (`{text[:40]}`)"
    if cell.kind == "date" and "date" not in column:
        return f"a date ({text}) that a spreadsheet made of what was typed in `{column}`"
    if cell.kind != "number" or len(text) >= width > 0:
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
    book, rows = _to_change(data), workbook.read_sheet(data).texts
    heads = next((row for row in rows if any(row)), [])
    places = [at for at, text in enumerate(heads) if text.casefold() == column]
    for line, row in enumerate(rows, 1):
        for at in places:
            if row[at : at + 1] == [old]:
                _put(book.worksheets[0].cell(line, at + 1), new)
    return _saved(book)


def _to_change(data: bytes) -> Any:
    if any(_OTHER.search(name) for name in Archive(data).names()):
        raise UnreadableError("holds pictures or charts, which a program would lose")
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import

    return load_workbook(io.BytesIO(data))


def _saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put(cell: Any, text: str) -> None:
    from openpyxl.utils.exceptions import IllegalCharacterError  # noqa: PLC0415 - slow to import

    try:
        cell.value = text
    except IllegalCharacterError:
        raise UnreadableError(f"cannot hold `{text[:40]}`") from None
    cell.data_type = "s"  # and so never a formula
