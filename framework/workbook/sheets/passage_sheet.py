"""A passage table on a tinted sheet: what was said, for reading, and never read back."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from framework.cases.case import Row
from framework.charts.chart import Chart
from framework.charts.passage_table import shortened, shown
from framework.plain.stored import storable
from framework.plain.text import count
from framework.trail.cell import EXCEL_LIMIT
from framework.workbook.sheets.book import Book, Rows
from framework.workbook.sheets.grid import FIRST_ROW, columns, row_height, write_head
from framework.workbook.sheets.listings import row_told
from framework.workbook.sheets.paper import set_page
from framework.workbook.sheets.reading_sheet import reading_sheet
from framework.workbook.sheets.styles import TAB

WIDE = 64.0
ROOM = 1500
"""Code points of a list that fit the tallest row at this width."""

KEY = "Row"
"""Heads the key column, so that such a sheet is never taken for a chart."""
Part = tuple[str, str]
"""A stretch of a box: the name of its style, and its words."""
_NOTE = "The passages as indexed, for reading; write in the charts. No passage is no silence."
_FOUND = f"{_NOTE} In colour: what terms found; nobody has read it for this."


def write_passage_table(book: Book, name: str, table: Chart) -> None:
    """Add the sheet; a list that is too long says how many are left and where they stand."""
    styles, cells, file = book.styles, book.cells, book.file
    sheet = reading_sheet(styles.book, name)
    title = f"{table.name} · {file.title}"
    parts = {key: list(_parts(book, *key)) for key in table.boxes()}
    texts = {key: "\n".join(text for _, text in found) for key, found in parts.items()}
    laid = columns(book, table, texts)
    laid = [
        replace(column, width=WIDE)
        if column.kind == "box"
        else replace(column, heading=KEY)
        if column.kind == "key"
        else column
        for column in laid
    ]
    write_head(sheet, styles, title, _FOUND if book.proposed.found else _NOTE, laid, cells.codebook)
    for line, row in enumerate(table.rows, FIRST_ROW):
        for place, column in enumerate(laid):
            if column.kind == "box":
                _write_box(book, sheet, (line, place), parts[row, column.subtheme])
            else:
                style = {"key": "key", "theme": "band"}.get(column.kind, "fact")
                sheet.write_string(line, place, column.texts.get(row, ""), styles[style])
        sheet.set_row(line, row_height(laid, row))
    sheet.let_nobody_type()
    sheet.set_tab_color(TAB)
    set_page(sheet, book, title, laid, table.rows, hatched=False)


def _parts(book: Book, row: Row, subtheme: str) -> Iterator[Part]:
    """Return what a box lists: what is indexed, then what terms found, as far as there is room.

    Of each at least one passage is shown.
    """
    lines, left = shown(book.cells, row, subtheme, ROOM)
    room = ROOM - sum(map(len, lines))
    if left:
        where = _where(book, book.passages, row, subtheme)
        lines.append(f"… and {count(left, 'passage')} more: {where}")
    if lines:
        yield "words", storable("\n".join(lines))
    for mark, passages in book.proposed.marked(book.cells.under(row), subtheme).items():
        lines, left = shortened(passages, row, room)
        room -= sum(map(len, lines))
        if left:
            lines.append(f"… and {left} more: {_where(book, book.proposals, row, subtheme)}")
        yield "found mark", mark.capitalize()
        yield "found words", storable("\n".join(lines))


def _write_box(book: Book, sheet: Worksheet, at: tuple[int, int], parts: Sequence[Part]) -> None:
    """Write what is indexed as plain text, and what terms found in a colour of its own."""
    styles, text = book.styles, "\n".join(text for _, text in parts)
    fragments: list[str | Format] = []
    for place, (style, words) in enumerate(parts, 1):
        fragments += [styles[style], words if place == len(parts) else f"{words}\n"]
    if len(parts) > 1 and len(text) <= EXCEL_LIMIT:
        sheet.write_rich_string(*at, *fragments, styles["tinted"])
    else:
        sheet.write_string(*at, text, styles["tinted"])


def _where(book: Book, rows: Rows, row: Row, subtheme: str) -> str:
    """Return where on *Passages* a cell's passages stand, from the first to the last."""
    lines = [line for case in book.cells.under(row) for line in rows.get((case.id, subtheme), ())]
    return f"Passages rows {row_told(min(lines))}–{row_told(max(lines))}, subtheme {subtheme}"
