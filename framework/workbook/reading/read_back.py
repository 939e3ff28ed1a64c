"""Reads a framework matrix back: boxes by key and number, with the address of all that is wrong.

A sheet is a chart if one of its rows is headed *Case* (or *Subtheme*, where it is turned) and by
subthemes. Everything else about it may have changed: its name, its place, the order and number of
its rows and columns, what stands above.
"""

from framework.errors import Problem
from framework.plain.faults import UnreadableError
from framework.plain.spreadsheet_parts import Parts
from framework.plain.text import shorten
from framework.trail.decisions import OWN_SHEET
from framework.workbook.base import FORMAT, SHEET, Base, read_base
from framework.workbook.matrix import Matrix
from framework.workbook.memo import beside_all
from framework.workbook.own_sheet import read_own_sheet
from framework.workbook.reading.head import Names
from framework.workbook.reading.sheet_keys import sheet_keys
from framework.workbook.reading.sheet_reader import SheetReader, texts_of
from framework.workbook.reading.taken_away import taken_away
from framework.workbook.saving.questions import TO_ANSWER
from framework.workbook.sheets.answer_sheet import read_answers

_UNREADABLE = (KeyError, ValueError, IndexError, AttributeError, TypeError, RecursionError)
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
    lines = parts.lines(SHEET) if SHEET in parts.sheets else ()
    base = read_base((number, texts_of(values)) for number, values in lines)
    if base.format != FORMAT:
        return _unknown(name, base)
    names = Names.of(base)
    readers = _sheets(name, parts, base, names)
    problems = [problem for reader in readers for problem in reader.problems]
    if not any(reader.shown for reader in readers):
        message, hint = "no sheet of it shows a chart", "put its key column “Case” back"
        problems = problems or [Problem(name, message, hint, kind="refused")]
    shown = tuple(shown for reader in readers for shown in reader.shown)
    beside = [note for reader in readers for note in reader.notes]
    whole = {*base.charts, *base.reading} <= {*parts.sheets}
    return Matrix(
        name=name,
        study=base.study,
        owner=base.owner,
        headings={names.subtheme(text): text for text in base.headings if " · " in text},
        boxes=base.boxes,
        memos=base.memos,
        shown=shown,
        notes=(*beside, *taken_away(base.memos, shown, beside, whole=whole)),
        strange=tuple(found for reader in readers for found in reader.strange),
        odd=tuple(problem for reader in readers for problem in reader.odd),
        replies={key: told for reader in readers for key, told in reader.replies.items()},
        waiting=base.waiting,
        problems=tuple(problems),
    )


def _sheets(name: str, parts: Parts, base: Base, names: Names) -> list[SheetReader]:
    """Return every sheet but the base, read."""
    shared = parts.shared(base.stamps)
    readers = []
    for sheet in parts.sheets:
        if sheet == SHEET:
            continue
        here = sheet_keys(base, names, sheet, parts)
        reader = SheetReader(name, sheet, names.on(here), base.facts)
        if sheet == TO_ANSWER and sheet in base.reading:
            reader.replies, rest = read_answers(parts.lines(sheet))
            reader.read_pasted(rest, base.stamps)
        elif sheet in base.reading:
            reader.read_pasted(parts.lines(sheet, without=shared), base.stamps)
        else:
            _read_other(reader, sheet, parts, base)
        reader.take_notes(parts.notes(sheet))
        if parts.drawn(sheet):
            reader.strange.append((sheet, "a picture or a drawing"))
        readers.append(reader)
    return readers


def _read_other(reader: SheetReader, sheet: str, parts: Parts, base: Base) -> None:
    """Read a chart, or a sheet of somebody's own; one that was built as hers stays hers."""
    place = base.own.get(OWN_SHEET + sheet)
    head = None if place else reader.read(parts.lines(sheet))
    if head is not None:
        reader.refuse_merged(head, parts.merged(sheet))
    elif reader.listing or reader.title in base.reading:
        reader.strange.append((sheet, "a sheet for reading, under another name"))
    elif sheet in base.charts and reader.own:
        reader.refuse_headless()
    else:
        row, place = beside_all(base.kind), place or OWN_SHEET + sheet
        own = read_own_sheet(sheet, place, parts.lines(sheet), row, base.memos)
        reader.notes, reader.strange = own.shown, own.strange


def _unknown(name: str, base: Base) -> Matrix:
    if base.format:
        message = f"another version of framework built it (format {shorten(base.format, 20)})"
        return _faulty(name, message, "take it back with that version, or take it elsewhere")
    return _faulty(name, "it carries no record of what it held when it was built (a hidden sheet)")


def _faulty(
    name: str, message: str, hint: str = "take it elsewhere, or put back a copy that is whole"
) -> Matrix:
    return Matrix(name, problems=(Problem(name, message, hint, kind="unreadable"),))
