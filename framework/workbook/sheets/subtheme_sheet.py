"""The sheet *By subtheme*: for reading, and never read back."""

from collections.abc import Sequence
from itertools import zip_longest

from xlsxwriter.worksheet import Worksheet

from framework.charts.chart import Cells
from framework.comparison.locus import words
from framework.comparison.subtheme_page import SubthemePage
from framework.plain.stored import storable
from framework.trail.cell import Cell
from framework.workbook.sheets.book import Book
from framework.workbook.sheets.paper import print_only, set_paper
from framework.workbook.sheets.reading_sheet import reading_sheet
from framework.workbook.sheets.styles import Styles, height

SHEET = "By subtheme"
_FIRST, _WIDE = 18.0, 60.0

Line = list[tuple[str, str]]
"""The texts of a row, each with the name of its style."""


def write_subthemes(book: Book, pages: list[SubthemePage], attributes: Sequence[str]) -> None:
    """Add the sheet: a block a subtheme, one attribute down, the other across, margins beside."""
    styles, cells = book.styles, book.cells
    sheet = reading_sheet(styles.book, SHEET)
    columns = len(pages[0].across) + 1
    sheet.set_column(0, 0, _FIRST)
    sheet.set_column(1, columns, _WIDE)
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, SHEET, styles["title"])
    note = "For reading; write in the charts. The margins hold what somebody wrote over the groups."
    sheet.write_string(1, 0, note, styles["note"])
    line, starts = 3, []
    for page in pages:
        starts.append(line)
        for row in _block(cells, page):
            _write(sheet, styles, line, row)
            line += 1
        for text in page.unseen:
            sheet.write_string(line, 0, storable(text), styles["note"])
            line += 1
        for found in page.loci:
            told = f"Locus of difference: {words(found, attributes)}: {found.where}."
            sheet.write_string(line, 0, storable(told), styles["note"])
            line += 1
        line += 1
    ends = [*starts[1:], line]
    blocks = zip(pages, starts, ends, strict=True)
    charted = [(first, 0, end - 1, columns) for page, first, end in blocks if page.charted]
    print_only(sheet, book, charted or [(0, 0, line, columns)])
    sheet.let_nobody_type()
    sheet.freeze_panes(0, 1)
    set_paper(sheet, book, f"{SHEET} · {book.file.title}")


def _block(cells: Cells, page: SubthemePage) -> list[Line]:
    """Return the rows of one subtheme: headings, the groups rank by rank, the margin below."""
    heading = cells.codebook[page.subtheme].heading
    rows: list[Line] = [
        [(heading, "band"), *[("", "band")] * (len(page.across) + 1)],
        [("", "head"), *[(value, "head") for value in page.across], ("Over the row", "head")],
    ]
    for down in page.down:
        inside = [page.inside.get((down, across), []) for across in page.across]
        for place, groups in enumerate(zip_longest(*inside)):
            name, margin = (down, page.right[down].box) if place == 0 else ("", "")
            boxes = [_group(cells, page, group) for group in groups]
            rows.append([(name, "key"), *boxes, (margin, "margin" if margin else "fact")])
    below = [(page.below[across].box, "margin") for across in page.across]
    return [*rows, [("Over the column", "key"), *below, ("", "fact")]]


def _group(cells: Cells, page: SubthemePage, cell: Cell | None) -> tuple[str, str]:
    """Return a group's name, people, positions, and what its box holds; hatched if uncharted."""
    if cell is None:
        return "", "fact"
    case = cells.cases[cell.row.case_id or ""]
    stands = "; ".join(page.placings.get(case.id, ()))
    name = f"{case.id} ({len(case.people('participant'))})" + (f" · {stands}" if stands else "")
    return (
        f"{name}\n{cell.box or cell.empty}",
        "hatched" if cell.open else "outside" if cell.outside else "box",
    )


def _write(sheet: Worksheet, styles: Styles, line: int, row: Line) -> None:
    for column, (text, style) in enumerate(row):
        sheet.write_string(line, column, storable(text), styles[style])
    widths = [_FIRST, *[_WIDE] * (len(row) - 1)]
    texts = [text for text, _ in row]
    if row[0][1] != "band":
        sheet.set_row(line, height(list(zip(texts, widths, strict=True))))
