"""One chart on one sheet: a key column, facts about the case, and a box for each subtheme.

White boxes are for writing in; a tinted sheet shows the same boxes for reading.
"""

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from framework.case import Row
from framework.chart import Cells, Chart
from framework.formats.excel.box import Rows, box_text, write_box, write_message, write_note
from framework.formats.excel.grid import (
    FIRST_ROW,
    Column,
    columns,
    row_height,
    set_page,
    write_head,
)
from framework.formats.excel.styles import Styles
from framework.formats.study_file import StudyFile

LINK = "Passages"
_STYLE = {"key": "key", "fact": "fact", "theme": "band", "own": "box"}


def write_chart(
    styles: Styles,
    name: str,
    chart: Chart,
    cells: Cells,
    file: StudyFile,
    passages: Rows,
    *,
    tinted: bool = False,
) -> list[str]:
    """Add a chart's sheet and return the headings that are the program's own."""
    sheet = styles.book.add_worksheet(name)
    title = f"{chart.name} · {file.title}"
    texts = {key: box_text(cells.cell(*key)) for key in chart.boxes()}
    laid = _with_links(columns(chart, cells, file.attributes, texts))
    if tinted:
        laid = [column for column in laid if column.kind != "own"]
    write_head(sheet, styles, title, _note(chart, tinted=tinted), laid, cells.codebook)
    for line, row in enumerate(chart.rows, FIRST_ROW):
        above = bool(chart.by) and row.case_id is None
        for place, column in enumerate(laid):
            at = (line, place)
            if column.kind == "box":
                cell = cells.cell(row, column.subtheme)
                write_box(sheet, styles, at, cell, cells, "tinted" if tinted else "box")
                write_message(sheet, at, cell, passages)
                write_note(sheet, at, cell, cells)
            elif column.heading == LINK:
                _write_link(sheet, styles, at, row, passages)
            else:
                style = "above" if above else _STYLE[column.kind]
                sheet.write_string(*at, column.texts.get(row, ""), styles[style])
        sheet.set_row(line, row_height(laid, row))
    if tinted:
        sheet.set_tab_color("#B8C2CC")
    set_page(sheet, styles, title, laid, len(chart.rows))
    return [column.heading for column in laid if column.kind != "own"]


def _note(chart: Chart, *, tinted: bool) -> str:
    if tinted:
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


def _write_link(
    sheet: Worksheet, styles: Styles, at: tuple[int, int], row: Row, passages: Rows
) -> None:
    """Write the way to a case's first passage: sought by the key, so that it survives sorting."""
    rows = {line for (case, _), found in passages.items() if case == row.case_id for line in found}
    if not rows:
        sheet.write_blank(*at, None, styles["fact"])
        return
    text = f"{len(rows)} →"
    key = xl_rowcol_to_cell(at[0], 0, col_abs=True)
    found = f"MATCH({key},Passages!${xl_col_to_name(1)}:${xl_col_to_name(1)},0)"
    sheet.write_formula(*at, f'=HYPERLINK("#Passages!A"&{found},"{text}")', styles["link"], text)
