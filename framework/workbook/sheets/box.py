"""A box of a chart: a person's words, one state word, or nothing.

The program writes nothing else into a box, ever. What it has to say about one stands in the
message that appears when the box is chosen.
"""

import re
from collections.abc import Sequence

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from framework.cases.case import Row
from framework.charts.chart import Cells
from framework.charts.silent import unheard
from framework.checking.broken import Broken, broken_in
from framework.errors import RefusedError
from framework.plain.stored import storable
from framework.trail.cell import EXCEL_LIMIT, Cell
from framework.workbook.memo import colour, memo
from framework.workbook.saving.questions import TO_ANSWER, Pending
from framework.workbook.sheets.book import Book
from framework.workbook.sheets.listings import row_told
from framework.workbook.sheets.styles import GROUNDS, Styles

_COMMENT = re.compile(r"\{[^{}]*\}")
_TITLE, _MESSAGE = 32, 255
"""What Excel takes for an input message, in code units."""


def box_text(cell: Cell) -> str:
    """Return what a cell's box holds. Raises RefusedError if Excel cannot hold it."""
    text = storable(cell.box)
    if len(text.encode("utf-16-le")) // 2 > EXCEL_LIMIT:
        raise RefusedError(
            f"{cell.row.name} × {cell.subtheme}: two texts stand, together longer than the "
            f"{EXCEL_LIMIT:,} characters of a box",
            "choose one: study.summarise(…) in Python writes over both",
        )
    return text


def ground(cells: Cells, row: Row, subtheme: str) -> str:
    """Return the colour that a researcher gave a box; of the program's own colours none is told."""
    found = colour(cells.decisions, row, subtheme).upper()
    return "" if found in GROUNDS else found


def write_box(
    book: Book, sheet: Worksheet, at: tuple[int, int], cell: Cell, *, white: bool
) -> None:
    """Write one box with the message and the note that belong to it; tinted unless `white`."""
    if wait := book.waits((cell.row, cell.subtheme), sheet, at):
        write_waiting(book, sheet, at, wait)
    else:
        _write_words(book, sheet, at, cell, "box" if white else "tinted")
        _write_message(book, sheet, at, cell)
    _write_note(book, sheet, at, cell)


def write_waiting(book: Book, sheet: Worksheet, at: tuple[int, int], wait: Pending) -> None:
    """Write what somebody typed and is asked about, as it was typed, with the question."""
    row, subtheme = wait.box.row, wait.box.subtheme
    look = book.styles.coloured("asked", ground(book.cells, row, subtheme))
    if wait.text:
        sheet.write_string(*at, storable(wait.text), look)
    else:
        sheet.write_blank(*at, None, look)
        rule = {"type": "blanks", "format": book.styles.asked, "stop_if_true": True}
        sheet.conditional_format(*at, *at, rule)
    asked = " ".join(one.asked for one in wait.questions)
    _message(sheet, at, f"{row.name} × {subtheme}", f"Not saved yet. {asked} See {TO_ANSWER}.")


def _write_words(book: Book, sheet: Worksheet, at: tuple[int, int], cell: Cell, style: str) -> None:
    """Write what the box holds: references coloured, comments small and grey, states in italics."""
    text, styles = box_text(cell), book.styles
    if "contested" in cell.marks:
        style = "contested"
    elif text and not cell.texts:
        style = f"{style} state"
    look = styles.coloured(style, ground(book.cells, cell.row, cell.subtheme))
    if cell.outside:
        look = styles.coloured("outside", ground(book.cells, cell.row, cell.subtheme))
    if not text:
        sheet.write_blank(*at, None, look)
        return
    fragments = _fragments(text, cell, book.cells, styles) if cell.texts else []
    if len(fragments) < 4 or sheet.write_rich_string(*at, *fragments, look) != 0:
        sheet.write_string(*at, text, look)


def _fragments(text: str, cell: Cell, cells: Cells, styles: Styles) -> list[str | Format]:
    """Return the text in pieces, each after its format; empty if none is coloured."""
    spans = {(ref.start, ref.end): "reference" for ref in cells.references(cell.row, text)}
    spans |= {found.span(): "comment" for found in _COMMENT.finditer(text)}
    pieces: list[str | Format] = []
    at = 0
    for (start, end), style in sorted(spans.items()):
        if start < at:
            continue  # a reference inside a comment is part of the comment
        if start > at:
            pieces += [styles["words"], text[at:start]]
        pieces += [styles[style], text[start:end]]
        at = end
    if pieces and at < len(text):
        pieces += [styles["words"], text[at:]]
    return pieces


def _write_message(book: Book, sheet: Worksheet, at: tuple[int, int], cell: Cell) -> None:
    """Let a message appear where a box is chosen, if there is anything to say about it.

    The message names its box: after sorting it stays at its place, and so tells that it is
    another's.
    """
    case = cell.row.case_id or ""
    silent = unheard(book.cells, case, cell.subtheme) if case and cell.texts else []
    rows = book.passages.get((case, cell.subtheme), ())
    said = message(cell, rows, broken_in(book.cells, cell), silent)
    if said:
        _message(sheet, at, f"{cell.row.name} × {cell.subtheme}", said)


def _message(sheet: Worksheet, at: tuple[int, int], title: str, said: str) -> None:
    options = {
        "validate": "any",
        "input_title": storable(title)[:_TITLE],
        "input_message": storable(said)[:_MESSAGE],
    }
    sheet.data_validation(*at, *at, options)


def _write_note(book: Book, sheet: Worksheet, at: tuple[int, int], cell: Cell) -> None:
    """Let a researcher's memo on a cell stand where it came from: in a note on the box."""
    found = memo(book.cells.decisions, cell.row, cell.subtheme)
    if found.text:
        by = ", ".join(sorted({name.split("-")[0] for name in found.said}))
        by = "" if found.text.startswith(f"{by}:") else by  # no word of it is Excel's heading
        sheet.write_comment(*at, storable(found.text), {"author": by})


def message(
    cell: Cell, rows: Sequence[int], broken: Sequence[Broken] = (), silent: Sequence[str] = ()
) -> str:
    """Return what is known of a box beside its words: ``uncharted · 3 indexed · Passages row 8``.

    `silent` are the participants who are not heard in it. Empty where nothing is known: an
    uncharted box without passages.
    """
    broken_ones = [f"broken reference {one.told}" for one in broken]
    told: list[str] = [*broken_ones, cell.empty if cell.outside else cell.said]
    if cell.asked:
        unprompted = cell.asked == "not asked" and cell.said == "charted"
        told.append("unprompted" if unprompted else cell.asked)
    told += ["out of date" if mark == "stale" else mark for mark in cell.marks]
    told += [cell.told] if cell.told else []
    told += [f"by {', '.join(cell.by)}"] if cell.by else []
    told += [f"{cell.indexed} indexed"] if cell.indexed else []
    told += [f"not heard: {', '.join(silent)}"] if silent else []
    if rows:
        some = ", ".join(map(row_told, rows[:8])) + (" …" if len(rows) > 8 else "")
        told.append(f"Passages row{'s' if len(rows) > 1 else ''} {some}")
    return " · ".join(told) if told != ["uncharted"] else ""
