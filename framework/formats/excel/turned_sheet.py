"""A chart turned: subthemes down, cases across. Tinted; its boxes are the charts' own."""

from framework.charts.chart import Chart
from framework.formats.excel.book import Book
from framework.formats.excel.box import box_text, write_box
from framework.formats.excel.grid import FIRST_ROW, HEADER_ROW, LEGEND
from framework.formats.excel.stored import storable
from framework.formats.excel.styles import TAB, box_width, height, print_scale

KEY = "Subtheme"
_FIRST = 28.0
_NOTE = "The same boxes as in the charts, turned."


def write_turned(book: Book, name: str, chart: Chart) -> list[str]:
    """Add the sheet and return the words that are the program's own."""
    styles, cells = book.styles, book.cells
    sheet = styles.book.add_worksheet(name)
    book.keys[name] = chart.subthemes
    title = storable(f"{chart.name}, turned · {book.file.title}")
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
        sheet.write_string(HEADER_ROW, place, row.key, styles["head"])
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
    last_row, last = HEADER_ROW + len(chart.subthemes), len(chart.rows)
    blanks = {"type": "blanks", "format": styles.uncharted}
    sheet.conditional_format(FIRST_ROW, 1, last_row, last, blanks)
    sheet.freeze_panes(FIRST_ROW, 1)
    sheet.repeat_rows(HEADER_ROW - 1, HEADER_ROW)
    sheet.repeat_columns(0, 0)
    sheet.set_tab_color(TAB)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.set_print_scale(print_scale([_FIRST + sum(widths[:4])]))
    sheet.set_header(f"&L&14&B{title.replace('&', '&&')[:200]}")
    sheet.set_footer(f"&L&8&A&C&8{LEGEND}&R&8&P / &N")
    return [title, _NOTE, *people, KEY, *(row.key for row in chart.rows)]
