"""One chart on one sheet: a key column, facts about the case, and a box for each subtheme.

White boxes are for writing in; a tinted sheet shows the same boxes for reading.
"""

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from framework.charts.chart import Chart
from framework.formats.excel.book import Book
from framework.formats.excel.box import box_text, write_box
from framework.formats.excel.grid import (
    FIRST_ROW,
    Column,
    columns,
    keys_of,
    ours,
    row_height,
    set_page,
    write_head,
)
from framework.formats.excel.styles import TAB
from framework.material.case import Row

LINK = "Passages"
_STYLE = {"key": "key", "fact": "fact", "theme": "band", "own": "box"}


def write_chart(book: Book, name: str, chart: Chart, *, beside: bool = False) -> list[str]:
    """Add a chart's sheet and return the words that are the program's own.

    A sheet that stands `beside` the charts shows the boxes that are on these, tinted, and no
    own columns.
    """
    styles, cells = book.styles, book.cells
    sheet = styles.book.add_worksheet(name)
    title = f"{chart.name} · {book.file.title}"
    texts = {key: box_text(cells.cell(*key)) for key in chart.boxes()}
    laid = _with_links(columns(chart, cells, book.file.attributes, texts))
    if beside:
        laid = [column for column in laid if column.kind != "own"]
    book.keys[name] = keys_of(laid)
    white = {row for row in chart.rows if not beside and book.white(row)}
    words = write_head(sheet, styles, title, _note(chart, beside=beside), laid, cells.codebook)
    for line, row in enumerate(chart.rows, FIRST_ROW):
        above = bool(chart.by) and row.case_id is None
        for place, column in enumerate(laid):
            at = (line, place)
            if column.kind == "box":
                write_box(book, sheet, at, cells.cell(row, column.subtheme), white=row in white)
            elif column.heading == LINK:
                _write_link(book, sheet, at, row)
            else:
                style = "above" if above else _STYLE[column.kind]
                sheet.write_string(*at, column.texts.get(row, ""), styles[style])
        sheet.set_row(line, row_height(laid, row))
    if not white:
        sheet.set_tab_color(TAB)
    set_page(sheet, styles, title, laid, len(chart.rows))
    return [*words, *ours(laid)]


def _note(chart: Chart, *, beside: bool) -> str:
    if beside:
        return "For reading across: the same boxes as in the charts. Writing in either is the same."
    if chart.by:
        return (
            "A summary row holds what a person wrote after reading the rows under it, or nothing. "
            "Hatched: not charted yet."
        )
    return "One row a case. Hatched: not charted yet. Italic grey: a state somebody chose."


def _with_links(laid: list[Column]) -> list[Column]:
    """Return the columns with the way to the passages put before the boxes."""
    first = next(
        (place for place, column in enumerate(laid) if column.kind in ("theme", "box")), len(laid)
    )
    return [*laid[:first], Column("fact", LINK, 9), *laid[first:]]


def _write_link(book: Book, sheet: Worksheet, at: tuple[int, int], row: Row) -> None:
    """Write the way to a case's first passage: sought by the key, so that it survives sorting."""
    rows = book.lines_of.get(row.case_id or "", [])
    if not rows:
        sheet.write_blank(*at, None, book.styles["fact"])
        return
    text = f"{len(rows)} →"
    key = xl_rowcol_to_cell(at[0], 0, col_abs=True)
    found = f"MATCH({key},Passages!${xl_col_to_name(1)}:${xl_col_to_name(1)},0)"
    sheet.write_formula(
        *at, f'=HYPERLINK("#Passages!A"&{found},"{text}")', book.styles["link"], text
    )
