"""One chart on one sheet: a key column, facts about the case, and a box for each subtheme.

White boxes are for writing in; a tinted sheet shows the same boxes for reading.
"""

from collections.abc import Sequence
from dataclasses import replace

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from framework.cases.case import Row
from framework.charts.chart import Chart
from framework.charts.silent import gaps_of
from framework.workbook.sheets.book import Book
from framework.workbook.sheets.box import box_text, write_box
from framework.workbook.sheets.grid import (
    FIRST_ROW,
    LINK,
    Column,
    columns,
    keys_of,
    ours,
    row_height,
    write_head,
)
from framework.workbook.sheets.paper import fitted, set_page
from framework.workbook.sheets.styles import TAB

_STYLE = {"key": "key", "theme": "band", "own": "box"}


def write_chart(book: Book, name: str, chart: Chart, *, beside: bool = False) -> list[str]:
    """Add a chart's sheet and return the words that are the program's own.

    A sheet that stands `beside` the charts shows the boxes that are on these, tinted, and no
    own columns.
    """
    styles, cells = book.styles, book.cells
    sheet = styles.book.add_worksheet(name)
    title = f"{chart.name} · {book.file.title}"
    book.titles[name] = title
    texts = {key: box_text(cells.cell(*key)) for key in chart.boxes()}
    laid = _with_links(columns(book, chart, texts))
    if beside:
        laid = [column for column in laid if column.kind != "own"]
    laid = [_with_gaps(book, column, chart.rows) for column in laid]
    lines = [each for row in chart.rows for each in _lines(row)]
    laid = fitted(laid, lines)
    book.keys[name] = keys_of(laid)
    white = {row for row in chart.rows if not beside and book.white(row)}
    words = write_head(sheet, styles, title, _note(chart, beside=beside), laid, cells.codebook)
    for line, row in enumerate(lines, FIRST_ROW):
        for place, column in enumerate(laid):
            at = (line, place)
            if row not in chart.rows:
                sheet.write_string(*at, column.text(row), styles["gaps"])
            elif column.kind == "box":
                write_box(book, sheet, at, cells.cell(row, column.subtheme), white=row in white)
            elif column.heading == LINK:
                _write_link(book, sheet, at, row)
            else:
                style = _STYLE.get(column.kind, "fact") if row.case_id else "above"
                sheet.write_string(*at, column.texts.get(row, ""), styles[style])
        sheet.set_row(line, row_height(laid, row))
    if not white:
        sheet.set_tab_color(TAB)
    set_page(sheet, book, title, laid, lines)
    told = [text for column in laid for text in column.gaps.values()]
    return [*words, *ours(laid), *told]


def _gap(row: Row) -> Row:
    """Return what stands for the line beneath a summary row."""
    return Row((*row.items, ("not heard", "")))


def _lines(row: Row) -> list[Row]:
    return [row] if row.case_id else [row, _gap(row)]


def _with_gaps(book: Book, column: Column, rows: Sequence[Row]) -> Column:
    """Return a column with who is not heard in each summary row, in the line beneath it.

    The program knows it, so that nobody has to write it in a summary, where it would grow old.
    """
    above = [row for row in rows if row.case_id is None]
    if column.kind == "key":
        told = {_gap(row): f"{book.names[row]}: not heard" for row in above}
    elif column.kind == "box":
        told = {
            _gap(row): "\n".join(gaps_of(book.cells, row, column.subtheme)) or "Heard in all cases"
            for row in above
        }
    else:
        return column
    return replace(column, gaps=told)


def _note(chart: Chart, *, beside: bool) -> str:
    if beside:
        return "For reading across: the same cells as in the charts. You may write in either."
    if chart.by:
        return (
            "A summary row holds what a person wrote after reading the rows under it, or nothing. "
            "Hatched: not charted yet."
        )
    return (
        "One row a case. Hatched: not charted yet. Grey: not in this guide. "
        "Italic grey: a state somebody chose."
    )


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
