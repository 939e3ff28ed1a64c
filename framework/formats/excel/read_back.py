"""Reads a framework matrix back: boxes by key and number, with the address of all that is wrong.

A sheet is a chart if one of its rows is headed *Case* (or *Subtheme*, where it is turned) and by
subthemes. Everything else about it may have changed: its name, its place, the order and number of
its rows and columns, what stands above.
"""

import json
from collections.abc import Iterable

from framework.errors import Problem
from framework.formats.excel.base import FORMAT, MARK, NOTE, SHEET, box_hash
from framework.formats.excel.book import CODEBOOK, RESERVED
from framework.formats.excel.head import Names
from framework.formats.excel.own_sheet import read_own_sheet
from framework.formats.excel.parts import Parts
from framework.formats.excel.sheet_reader import SheetReader, texts_of
from framework.formats.faults import UnreadableError
from framework.material.case import Row
from framework.trail.decisions import COLOUR, OWN_COLUMN, OWN_SHEET
from framework.writing.matrix import Box, Key, Matrix
from framework.writing.memo import beside_all

_UNREADABLE = (KeyError, ValueError, IndexError, AttributeError, TypeError)
"""What is raised on parts that do not fit each other."""


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
    parts = Parts(data)
    base = parts.lines(SHEET) if SHEET in parts.sheets else ()
    read = [texts_of(values) for _, values in base]
    first, headings, listed, sheets, _, *lines = read + [list[str]()] * 5
    mark, version, study, _, owner, kind, *_ = [*first, *[""] * 6]
    if (mark, version) != (MARK, FORMAT):
        return _faulty(name, "it carries no record of what it held when it was built")
    boxes, memos = _base(line for line in lines if line)
    names = Names(
        {row.key: row for row, _ in boxes}, {key[1] for key in boxes}, set(filter(None, headings))
    )
    readers = []
    for sheet in parts.sheets:
        reader = SheetReader(name, sheet, names)
        head = reader.read(parts.lines(sheet)) if sheet not in (SHEET, CODEBOOK) else None
        if head is not None:
            reader.refuse_merged(head, parts.merged(sheet))
        elif (reader.listing or reader.title in sheets) and sheet not in sheets:
            reader.strange.append((sheet, "a sheet for reading, under another name"))
        elif reader.own and sheet not in sheets:
            own = read_own_sheet(sheet, parts.lines(sheet), beside_all(kind), memos)
            reader.notes, reader.strange = own.shown, own.strange
        elif sheet == CODEBOOK:
            reader.read_listing(parts.lines(sheet), set(listed))
        elif reader.own and not reader.listing and sheet not in RESERVED:
            reader.refuse_headless()
        reader.take_notes(parts.notes(sheet))
        if parts.drawn(sheet):
            reader.strange.append((sheet, "a picture or a drawing"))
        readers.append(reader)
    problems = [problem for reader in readers for problem in reader.problems]
    if not any(reader.shown for reader in readers):
        message, hint = "no sheet of it shows a chart", "put its key column “Case” back"
        problems = problems or [Problem(name, message, hint, kind="refused")]
    return Matrix(
        name=name,
        study=study,
        owner=owner,
        headings={names.subtheme(text): text for text in headings if " · " in text},
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


def _base(lines: Iterable[list[str]]) -> tuple[dict[Key, Box], dict[Key, Box]]:
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
        kept = memos if place.startswith((NOTE, OWN_COLUMN, OWN_SHEET, COLOUR)) else boxes
        kept[box.row, where] = box
    return boxes, memos
