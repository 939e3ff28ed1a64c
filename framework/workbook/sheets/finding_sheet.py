"""A sheet a finding: every case in its scope with its summaries, and a box for its account.

The claim stands above and is reworded by command; the facts a wording rests on stand below.
"""

from collections.abc import Iterable, Sequence

from framework.cases.case import Row
from framework.charts.chart import Cells, Chart
from framework.findings.evidence import facts, weaknesses
from framework.findings.finding import Account, Finding, of_kind
from framework.plain.stored import storable
from framework.trail.verbs import ANSWERS
from framework.workbook.sheets.book import Book
from framework.workbook.sheets.box import box_text, write_box
from framework.workbook.sheets.grid import (
    FIRST_ROW,
    Column,
    asked_heading,
    key_and_facts,
    keys_of,
    ours,
    outside_in,
    write_head,
    write_rows,
)
from framework.workbook.sheets.paper import set_page

_WIDE = 44.0
_NOTE = f"Account for every case: {' · '.join(ANSWERS)}; then who: supports: SW1 [41]."


def write_findings(book: Book, whole: Chart) -> list[str]:
    """Add a sheet for each finding over cases of this chart; return headings and lines below."""
    found = of_kind(book.cells, whole.kind)
    return [text for one, accounts in found for text in _write(book, whole, one, accounts)]


def _write(book: Book, whole: Chart, finding: Finding, accounts: Sequence[Account]) -> list[str]:
    styles, cells, file = book.styles, book.cells, book.file
    sheet = styles.book.add_worksheet(book.name(f"Finding {finding.id}"))
    rows = tuple(Row.case(one.case) for one in accounts)
    chart = Chart(finding.id, whole.kind, rows, finding.subthemes)
    laid = [*key_and_facts(book, chart), *_cells(book, chart), _account(finding)]
    book.keys[sheet.name] = keys_of(laid)
    title = f"{finding.id} · {finding.claim}"
    book.titles[sheet.name] = title
    note = storable(f"{finding.scope_words}. {_NOTE}")
    above = write_head(sheet, styles, title, note, laid, cells.codebook)
    told = [*facts(cells, finding, file.attributes), *weaknesses(cells, finding)]
    told = ["What a wording rests on", *map(storable, told)]
    write_rows(sheet, book, laid, rows, told, apart=chart.subthemes)
    for line, row in enumerate(rows, FIRST_ROW):
        for place, column in enumerate(laid):
            if column.subtheme in chart.subthemes:
                cell = cells.cell(row, column.subtheme)
                write_box(book, sheet, (line, place), cell, white=False)
    set_page(sheet, book, title, laid, rows, below=len(told) + 1)
    return [*above, *ours(laid), *told]


def _cells(book: Book, chart: Chart) -> list[Column]:
    """Return, for each subtheme, whether it was asked, and the charts' own boxes."""
    found = []
    for number in chart.subthemes:
        found.append(asked(book.cells, number, chart.rows))
        boxes = {row: box_text(book.cells.cell(row, number)) for row in chart.rows}
        heading = book.cells.codebook[number].heading
        outside = outside_in(book.cells, chart.rows, number)
        found.append(Column("box", heading, _WIDE, boxes, number, outside=outside))
    return found


def asked(cells: Cells, subtheme: str, rows: Iterable[Row]) -> Column:
    """Return the column that says of each case whether a subtheme was asked."""
    texts = {row: cells.cell(row, subtheme).asked or "" for row in rows}
    return Column("fact", asked_heading(subtheme), 10, texts)


def _account(finding: Finding) -> Column:
    texts = {Row.case(one.case): storable(one.box) for one in finding.accounts}
    return Column("box", f"{finding.id} · Account", _WIDE, texts, finding.id)
