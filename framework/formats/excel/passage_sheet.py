"""A passage table on a tinted sheet: what was said, for reading, and never read back."""

from dataclasses import replace

from framework.charts.chart import Chart
from framework.charts.passage_table import shown
from framework.formats.excel.base import storable
from framework.formats.excel.book import Book
from framework.formats.excel.grid import (
    FIRST_ROW,
    columns,
    for_reading,
    row_height,
    set_page,
    write_head,
)
from framework.formats.excel.styles import TAB
from framework.material.case import Row
from framework.text import count

WIDE = 64.0
ROOM = 1500
"""Code points of a list that fit the tallest row at this width."""

KEY = "Row"
"""Heads the key column, so that such a sheet is never taken for a chart."""


def write_passage_table(book: Book, name: str, table: Chart) -> None:
    """Add the sheet; a list that is too long says how many are left and where they stand."""
    styles, cells, file = book.styles, book.cells, book.file
    sheet = styles.book.add_worksheet(name)
    title = f"{table.name} · {file.title}"
    texts = {key: storable(_box(book, *key)) for key in table.boxes()}
    laid = columns(table, cells, file.attributes, texts)
    laid = [
        replace(column, width=WIDE)
        if column.kind == "box"
        else replace(column, heading=KEY)
        if column.kind == "key"
        else column
        for column in laid
    ]
    note = "The passages as indexed, for reading; write in the charts. No passage is no silence."
    write_head(sheet, styles, title, note, laid, cells.codebook)
    for line, row in enumerate(table.rows, FIRST_ROW):
        for place, column in enumerate(laid):
            style = {"key": "key", "theme": "band", "box": "tinted"}.get(column.kind, "fact")
            sheet.write_string(line, place, column.texts.get(row, ""), styles[style])
        sheet.set_row(line, row_height(laid, row))
    for_reading(sheet)
    sheet.set_tab_color(TAB)
    set_page(sheet, styles, title, laid, len(table.rows), hatch=False)


def _box(book: Book, row: Row, subtheme: str) -> str:
    lines, left = shown(book.cells, row, subtheme, ROOM)
    if left:
        where = _rows(book, row, subtheme)
        lines.append(f"… and {count(left, 'passage')} more: {where}")
    return "\n".join(lines)


def _rows(book: Book, row: Row, subtheme: str) -> str:
    """Return where on *Passages* a cell's passages stand, from the first to the last."""
    rows = [
        line
        for case in book.cells.under(row)
        for line in book.passages.get((case.id, subtheme), ())
    ]
    return f"Passages rows {min(rows)}–{max(rows)}, subtheme {subtheme}"
