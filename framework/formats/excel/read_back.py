"""Reads a framework matrix back: boxes by key and number, with the address of all that is wrong.

A sheet is a chart if one of its rows is headed *Case* (or *Subtheme*, where it is turned) and by
subthemes. Everything else about it may have changed: its name, its place, the order and number of
its rows and columns, what stands above.
"""

import io
import json
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from framework.case import Row
from framework.decisions import OWN_COLUMN
from framework.errors import Problem
from framework.formats.excel.base import FORMAT, MARK, NOTE, SHEET, box_hash
from framework.formats.excel.head import Names
from framework.formats.excel.parts import Part, read_parts
from framework.formats.excel.sheet_reader import SheetReader, plain
from framework.formats.faults import UnreadableError
from framework.matrix import Box, Key, Matrix

_UNREADABLE = (
    *(BadZipFile, InvalidFileException, KeyError, ValueError, OSError, EOFError),
    *(AttributeError, TypeError, IndexError),  # openpyxl, on parts that do not fit each other
)


def read_back(data: bytes, name: str) -> Matrix:
    """Return a workbook's base and boxes. What is wrong with it is a problem of the matrix.

    Raises nothing, for any bytes.
    """
    try:
        return _read(data, name)
    except UnreadableError as fault:
        return _faulty(name, str(fault))
    except _UNREADABLE:
        return _faulty(name, "it is damaged, protected, or no workbook")


def _read(data: bytes, name: str) -> Matrix:
    parts = read_parts(data)
    book: Any = load_workbook(io.BytesIO(data), read_only=True)
    base = book[SHEET].iter_rows(values_only=True) if SHEET in book.sheetnames else ()
    lines = [[plain(value) for value in line] for line in base]
    if not lines or (lines[0] + [""] * 3)[:2] != [MARK, FORMAT]:
        return _faulty(name, "it carries no record of what it held when it was built")
    boxes, memos = _base(lines[4:])
    rows = {row.key: row for row, _ in boxes}
    headings = frozenset(filter(None, lines[1]))
    names = Names(rows, frozenset(subtheme for _, subtheme in boxes), headings)
    readers = []
    for sheet in book.worksheets:
        if sheet.title != SHEET:
            reader = SheetReader(name, sheet.title, names, parts.get(sheet.title, Part()))
            reader.read(sheet.iter_rows())
            if sheet.title not in lines[2] and reader.own:
                reader.strange.append((sheet.title, "a sheet of your own"))
            readers.append(reader)
    problems = [problem for reader in readers for problem in reader.problems]
    if not any(reader.shown for reader in readers):
        message, hint = "no sheet of it shows a chart", "put its key column “Case” back"
        problems = problems or [Problem(name, message, hint, kind="refused")]
    return Matrix(
        name=name,
        study=lines[0][2],
        owner=(lines[0] + [""] * 5)[4],
        boxes=boxes,
        memos=memos,
        shown=tuple(shown for reader in readers for shown in reader.shown),
        notes=tuple(note for reader in readers for note in reader.notes),
        strange=tuple(found for reader in readers for found in reader.strange),
        problems=tuple(problems),
    )


def _faulty(name: str, message: str) -> Matrix:
    hint = "take it elsewhere, or put back a copy that is whole"
    return Matrix(name, problems=(Problem(name, message, hint, kind="unreadable"),))


def _base(lines: list[list[str]]) -> tuple[dict[Key, Box], dict[Key, Box]]:
    """Return the boxes and the memos as they were built.

    Where a line's text no longer fits its hash, the box counts as edited whatever it holds.
    """
    boxes: dict[Key, Box] = {}
    memos: dict[Key, Box] = {}
    for line in lines:
        _, row, place, stamp, said, asked, text, *_ = [*line, *[""] * 7]
        known = text if box_hash(text) == stamp else f"\0{stamp}"
        where = place.removeprefix(NOTE)
        box = Box(Row.of(json.loads(row)), where, known, tuple(said.split()), tuple(asked.split()))
        kept = memos if place.startswith((NOTE, OWN_COLUMN)) else boxes
        kept[box.row, where] = box
    return boxes, memos
