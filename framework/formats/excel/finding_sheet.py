"""A sheet a finding: every case in its scope with its summaries, and a box for its account.

The claim stands above and is reworded by command; the facts a wording rests on stand below.
"""

from collections.abc import Sequence

from framework.charts.chart import Chart
from framework.formats.excel.base import storable
from framework.formats.excel.book import Book
from framework.formats.excel.box import box_text, write_box
from framework.formats.excel.grid import (
    FIRST_ROW,
    HEADER_ROW,
    Column,
    key_and_facts,
    ours,
    row_height,
    set_page,
    write_head,
)
from framework.material.case import Row
from framework.tracing.finding import ANSWERS, Account, Finding, of_kind
from framework.tracing.grounds import facts, weaknesses

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
    account = _account(finding)
    laid = [*key_and_facts(chart, cells, file.attributes), *_cells(book, chart), account]
    title = f"{finding.id} · {finding.claim}"
    note = storable(f"{finding.scope_words}. {_NOTE}")
    above = write_head(sheet, styles, title, note, laid, cells.codebook)
    for line, row in enumerate(rows, FIRST_ROW):
        for column, one in enumerate(laid):
            if one.kind == "box" and one is not account:
                cell = cells.cell(row, one.subtheme)
                write_box(book, sheet, (line, column), cell, white=False)
            else:
                style = {"key": "key", "box": "box"}.get(one.kind, "fact")
                sheet.write_string(line, column, one.texts.get(row, ""), styles[style])
        sheet.set_row(line, row_height(laid, row, least=30))
    below = HEADER_ROW + len(rows) + 2
    told = [*facts(cells, finding, file.attributes), *weaknesses(cells, finding)]
    told = ["What a wording rests on", *map(storable, told)]
    for line, text in enumerate(told, below):
        sheet.write_string(line, 0, text, styles["plain" if line > below else "title"])
    set_page(sheet, styles, title, laid, len(rows), below=len(told) + 1)
    return [*above, *ours(laid), *told]


def _cells(book: Book, chart: Chart) -> list[Column]:
    """Return, for each subtheme, whether it was asked, and the charts' own boxes."""
    found = []
    for number in chart.subthemes:
        cells = {row: book.cells.cell(row, number) for row in chart.rows}
        asked = {row: cell.asked or "" for row, cell in cells.items()}
        found.append(Column("fact", f"Asked ({number})", 10, asked))
        boxes = {row: box_text(cell) for row, cell in cells.items()}
        heading = book.cells.codebook[number].heading
        found.append(Column("box", heading, _WIDE, boxes, number))
    return found


def _account(finding: Finding) -> Column:
    texts = {Row.case(one.case): storable(one.box) for one in finding.accounts}
    return Column("box", f"{finding.id} · Account", _WIDE, texts, finding.id)
