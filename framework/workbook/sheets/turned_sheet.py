"""A chart turned: subthemes down, cases across. Tinted; its boxes are the charts' own."""

from framework.charts.chart import Chart
from framework.plain.stored import storable
from framework.workbook.sheets.book import Book
from framework.workbook.sheets.box import box_text, write_box
from framework.workbook.sheets.grid import FIRST_ROW, HEADER_ROW, hatch
from framework.workbook.sheets.paper import set_paper
from framework.workbook.sheets.styles import TAB, box_width, height

KEY = "Subtheme"
_FIRST = 28.0
_NOTE = "The same cells as in the charts, turned."


def write_turned(book: Book, name: str, chart: Chart) -> list[str]:
    """Add the sheet and return the words that are the program's own."""
    styles, cells = book.styles, book.cells
    sheet = styles.book.add_worksheet(name)
    book.keys[name] = chart.subthemes
    title = storable(f"{chart.name}, turned · {book.file.title}")
    book.titles[name] = title
    sheet.write_string(0, 0, title, styles["title"])
    sheet.write_string(1, 0, _NOTE, styles["note"])
    sheet.write_string(HEADER_ROW, 0, KEY, styles["head"])
    sheet.set_column(0, 0, _FIRST)
    texts = {key: box_text(cells.cell(*key)) for key in chart.boxes()}
    widths = [box_width(texts[row, sub] for sub in chart.subthemes) for row in chart.rows]
    people = [
        storable("\n".join(one.composition for one in cells.under(row))) for row in chart.rows
    ]
    for place, (row, width) in enumerate(zip(chart.rows, widths, strict=True), 1):
        sheet.write_string(HEADER_ROW, place, book.names[row], styles["head"])
        sheet.write_string(HEADER_ROW - 1, place, people[place - 1], styles["fact"])
        sheet.set_column(place, place, width)
    sheet.set_row(HEADER_ROW - 1, 30)
    for line, subtheme in enumerate(chart.subthemes, FIRST_ROW):
        sheet.write_string(line, 0, storable(cells.codebook[subtheme].heading), styles["key"])
        for place, row in enumerate(chart.rows, 1):
            write_box(book, sheet, (line, place), cells.cell(row, subtheme), white=False)
        inside = [
            (texts[row, subtheme], width) for row, width in zip(chart.rows, widths, strict=True)
        ]
        sheet.set_row(line, max(30.0, height(inside)))
    for place, row in enumerate(chart.rows, 1):
        still = [not cells.cell(row, subtheme).outside for subtheme in chart.subthemes]
        hatch(sheet, styles, place, still)
    sheet.freeze_panes(FIRST_ROW, 1)
    sheet.repeat_rows(HEADER_ROW - 1, HEADER_ROW)
    sheet.repeat_columns(0, 0)
    sheet.set_tab_color(TAB)
    set_paper(sheet, book, title)
    return [title, _NOTE, *people, KEY, *(book.names[row] for row in chart.rows)]
