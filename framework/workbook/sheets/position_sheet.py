"""The grid of groups by positions of one subtheme, to place them in; below, where they differ."""

from framework.cases.study_file import StudyFile
from framework.charts.chart import Cells, Chart
from framework.codebook.codebook import Subtheme
from framework.comparison.locus import loci, words
from framework.comparison.position import PLACED, place
from framework.plain.stored import storable
from framework.workbook.sheets.book import Book
from framework.workbook.sheets.grid import (
    BAND_ROW,
    Column,
    key_and_facts,
    keys_of,
    ours,
    write_head,
    write_rows,
)
from framework.workbook.sheets.paper import set_page
from framework.workbook.sheets.styles import height

_WIDE = 34.0
_NOTE = f"Write one of: {' · '.join(PLACED)}; then who, with references: holds: SW1 [41]."


def write_positions(book: Book, chart: Chart, subtheme: Subtheme) -> list[str]:
    """Add the sheet of a subtheme that has positions; return its headings and what stands below."""
    styles, cells, file = book.styles, book.cells, book.file
    sheet = styles.book.add_worksheet(book.name(sheet_title(subtheme)))
    title = f"Positions, {subtheme.heading} · {file.title}"
    book.titles[sheet.name] = title
    laid = [*key_and_facts(book, chart), *_boxes(cells, chart, subtheme)]
    book.keys[sheet.name] = keys_of(laid)
    above = write_head(sheet, styles, title, _NOTE, laid, cells.codebook)
    definitions = [storable(one.definition) for one in subtheme.positions]
    first = len(laid) - len(definitions)
    for column, text in enumerate(definitions, first):
        sheet.write_string(BAND_ROW, column, text, styles["fact"])
    sheet.set_row(BAND_ROW, height([(text, _WIDE) for text in definitions]))
    told = [*map(storable, _loci(chart, subtheme, cells, file))]
    write_rows(sheet, book, laid, chart.rows, told)
    set_page(sheet, book, title, laid, chart.rows, hatched=False, below=len(told) + 1)
    return [*above, *definitions, *ours(laid), *told]


def _loci(chart: Chart, subtheme: Subtheme, cells: Cells, file: StudyFile) -> list[str]:
    """Return the lines below the grid; none in a study of fewer than two attributes."""
    if len(file.attributes) < 2:
        return []
    first, second = (attribute.name for attribute in file.attributes[:2])
    cases = [case for row in chart.rows for case in cells.under(row)]
    found = loci(cells, subtheme.number, cases, (first, second))
    told = (f"{words(one, (first, second))}: {one.where}" for one in found)
    return ["Locus of difference", *told]


def sheet_title(subtheme: Subtheme) -> str:
    """Return the name of a subtheme's sheet of positions."""
    return f"Positions {subtheme.number}"


def _boxes(cells: Cells, chart: Chart, subtheme: Subtheme) -> list[Column]:
    return [
        Column(
            "box",
            one.heading,
            _WIDE,
            {row: storable(place(cells, row, one.number).box) for row in chart.rows},
            one.number,
        )
        for one in subtheme.positions
    ]
