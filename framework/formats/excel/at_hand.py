"""The workbook at hand, held against the base it carries: was a box edited?

Rows and columns are found by their keys and numbers, not by their places, so a sorted or
widened sheet is no edit. What cannot be compared counts as edited: it is never built over.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from framework.formats.excel.base import FORMAT, MARK, SHEET, box_hash
from framework.formats.excel.chart_sheet import KEY


@dataclass(frozen=True)
class AtHand:
    """What was found: the study it was built for, the addresses of edited boxes, or a fault."""

    study: str = ""
    edited: list[str] = field(default_factory=list)
    fault: str = ""


def look(data: bytes) -> AtHand:
    """Return how a workbook's boxes differ from its base; `fault` says why nobody can tell."""
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        sheets = {
            sheet.title: [
                [_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)
            ]
            for sheet in book.worksheets
        }
    except (
        BadZipFile,
        InvalidFileException,
        KeyError,
        ValueError,
        OSError,
        EOFError,
        AttributeError,
        TypeError,
    ):
        return AtHand(fault="it is damaged, protected, or no workbook")
    base = sheets.pop(SHEET, [])
    if not base or (base[0] + [""] * 4)[:2] != [MARK, FORMAT]:
        return AtHand(fault="it carries no record of what it held when it was built")
    study = base[0][2]
    seen: dict[tuple[str, str], int] = {}
    for name, rows in sheets.items():
        for key, subtheme, _, _ in _boxes(name, rows):
            seen[key, subtheme] = seen.get((key, subtheme), 0) + 1
    found = {
        (key, subtheme): (address, text)
        for name, rows in sheets.items()
        for key, subtheme, address, text in _boxes(name, rows)
    }
    edited = []
    for line in base[2:]:
        sheet, key, _, subtheme, stamp, *_ = [*line, *[""] * 6]
        address, text = found.get(
            (f"{sheet}\0{key}", subtheme), (f"{sheet}!{key} × {subtheme}", None)
        )
        if text is None or box_hash(text) != stamp or seen[f"{sheet}\0{key}", subtheme] > 1:
            edited.append(address)
    return AtHand(study, edited)


def _boxes(name: str, rows: list[list[str]]) -> Iterator[tuple[str, str, str, str]]:
    """Return the key, subtheme, address and text of each box that a sheet shows."""
    header = next((place for place, row in enumerate(rows) if row and row[0] == KEY), None)
    if header is None:
        return
    columns = {
        place: text.split(" ", 1)[0] for place, text in enumerate(rows[header]) if " · " in text
    }
    for place, row in enumerate(rows[header + 1 :], header + 2):
        if row and row[0]:
            for column, subtheme in columns.items():
                text = row[column] if column < len(row) else ""
                yield (
                    f"{name}\0{row[0]}",
                    subtheme,
                    f"{name}!{get_column_letter(column + 1)}{place}",
                    text,
                )


def _text(value: Any) -> str:
    return "" if value is None else str(value)
