"""The whole workbook of one kind of case: charts, summary charts, listings, the hidden base."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime

from framework.charts.chart import Cells, Chart, Plan, all_cases, theme_charts
from framework.charts.edition import Edition
from framework.charts.passage_table import passage_tables
from framework.charts.subtheme_page import subtheme_pages
from framework.formats.excel.asked_sheet import write_asked
from framework.formats.excel.base import write_base
from framework.formats.excel.book import CODEBOOK, PASSAGES, Book
from framework.formats.excel.built_from import built_from
from framework.formats.excel.chart_sheet import write_chart
from framework.formats.excel.finding_sheet import write_findings
from framework.formats.excel.listings import codebook, write_about, write_listing
from framework.formats.excel.own_sheet import write_own_sheets
from framework.formats.excel.passage_list import found_rows, passage_rows, passages
from framework.formats.excel.passage_sheet import write_passage_table
from framework.formats.excel.position_sheet import write_positions
from framework.formats.excel.sheet import Workbook
from framework.formats.excel.styles import Styles
from framework.formats.excel.subtheme_sheet import write_subthemes
from framework.formats.excel.turned_sheet import write_turned
from framework.formats.study_file import StudyFile
from framework.material.guide import Guide
from framework.proposals.asked import Askings
from framework.proposals.beside import Beside

_NO_DECISION = datetime(2000, 1, 1, tzinfo=UTC)
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def build_workbook(
    file: StudyFile,
    charts: Sequence[Chart],
    cells: Cells,
    guide: Guide | None,
    edition: Edition,
    beside: Beside,
) -> bytes:
    """Return the bytes of the workbook that holds these charts, all of one kind of case.

    `beside` is what is proposed for cases of that kind. The same study gives the same bytes: every
    date in it is that of the newest decision.
    """
    out = io.BytesIO()
    with Workbook(out, OPTIONS) as made:
        newest = cells.decisions.newest
        created = datetime.fromisoformat(newest) if _is_time(newest) else _NO_DECISION
        made.set_properties({"title": file.title, "created": created.replace(tzinfo=None)})
        rows = passage_rows(cells, edition.kind)
        found = found_rows(cells, edition.kind, beside.found.found)
        book = Book(Styles(made), cells, file, edition, rows, beside.found, found)
        named = [(book.name(chart.name), chart) for chart in charts]
        plan = next((one for one in file.plans if one.kind == edition.kind), Plan(edition.kind))
        headings = [*_write_charts(book, named, plan), *_write_beside(book, charts, plan)]
        _write_listings(book, named, guide, beside.asked)
        ours = list(made.worksheets())
        write_own_sheets(book)
        write_base(book, built_from(cells, charts, file.attributes), headings, ours)
    return out.getvalue()


def _write_charts(book: Book, named: Sequence[tuple[str, Chart]], plan: Plan) -> list[str]:
    """Add the charts to write in and the pages by subtheme; return the charts' headings."""
    headings = [heading for name, chart in named for heading in write_chart(book, name, chart)]
    if pages := subtheme_pages(book.cells, plan):
        crossed = next(by for by in plan.summaries if len(by) == 2)
        write_subthemes(book, pages, [attribute.name for attribute in crossed])
    return headings


def _write_beside(book: Book, charts: Sequence[Chart], plan: Plan) -> list[str]:
    """Add the sheets that show the same otherwise; return the headings of those with boxes."""
    whole = all_cases(charts)
    headings: list[str] = []
    for subtheme in book.cells.codebook.subthemes.values():
        if subtheme.positions:
            headings += write_positions(book, whole, subtheme)
    headings += write_findings(book, whole)
    for chart in theme_charts(charts, book.cells.codebook):
        headings += write_chart(book, book.name(chart.name), chart, beside=True)
    if plan.turned:
        headings += write_turned(book, book.name("Turned"), whole)
    for table in passage_tables(charts) if book.passages or book.proposed.found else []:
        write_passage_table(book, book.name(table.name), table)
    return headings


def _write_listings(
    book: Book, named: Sequence[tuple[str, Chart]], guide: Guide | None, asked: Askings
) -> None:
    kind, attributes = book.edition.kind, book.file.attributes
    sheets = {row.key: name for name, chart in named if not chart.by for row in chart.rows}
    note = "One row a passage, in transcript order, as researchers indexed them."
    if book.proposed.found:
        note += " Shaded beneath: what terms found. It is no evidence, and counted nowhere."
    listing = passages(book.cells, kind, book.proposed.found, attributes, sheets)
    write_listing(book.styles, PASSAGES, note, listing)
    if guide:
        write_asked(book, asked)
    note = "What belongs in each column, and what does not. It is changed in codebooks/."
    write_listing(book.styles, CODEBOOK, note, codebook(book.cells, guide))
    write_about(book)


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
