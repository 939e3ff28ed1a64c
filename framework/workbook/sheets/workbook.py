"""The whole workbook of one kind of case: contents, charts, summary charts, listings, the base."""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType

from framework.cases.case import row_names
from framework.cases.plan import Plan
from framework.cases.study_file import StudyFile
from framework.charts.chart import Cells, Chart, all_cases, theme_charts
from framework.charts.edition import Edition
from framework.charts.passage_table import passage_tables
from framework.codebook.guide import Guide
from framework.comparison.subtheme_page import subtheme_pages
from framework.findings.finding import of_kind
from framework.proposals.asked import Askings
from framework.proposals.suggested import Beside
from framework.trail.cell import Key
from framework.workbook.base import write_base
from framework.workbook.built_from import built_from
from framework.workbook.own_sheet import write_own_sheets
from framework.workbook.saving.questions import TO_ANSWER, Pending
from framework.workbook.sheets.answer_sheet import add_answers, write_answers
from framework.workbook.sheets.asked_sheet import NAME as ASKED
from framework.workbook.sheets.asked_sheet import write_asked
from framework.workbook.sheets.book import CODEBOOK, PASSAGES, Book
from framework.workbook.sheets.chart_sheet import write_chart
from framework.workbook.sheets.contents_sheet import (
    Groups,
    Listed,
    listed_chart,
    open_contents,
    write_contents,
)
from framework.workbook.sheets.finding_sheet import write_findings
from framework.workbook.sheets.grid import name_own_columns
from framework.workbook.sheets.listings import codebook, write_listing
from framework.workbook.sheets.passage_list import found_rows, passage_rows, passages
from framework.workbook.sheets.passage_sheet import write_passage_table
from framework.workbook.sheets.position_sheet import sheet_title, write_positions
from framework.workbook.sheets.sheet import Workbook
from framework.workbook.sheets.styles import Styles
from framework.workbook.sheets.subtheme_sheet import SHEET as BY_SUBTHEME
from framework.workbook.sheets.subtheme_sheet import write_subthemes
from framework.workbook.sheets.turned_sheet import write_turned

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
    *,
    pending: Mapping[Key, Pending] = MappingProxyType({}),
) -> tuple[bytes, Mapping[Key, str]]:
    """Return the bytes of the workbook that holds these charts, all of one kind of case.

    `beside` is what is proposed for cases of that kind, and `pending` are the cells that wait for
    an answer: they show what was typed, and the base what they were built with before. Where each
    of them stands is returned, too. The same study gives the same bytes: every date in it is that
    of the newest decision.
    """
    out = io.BytesIO()
    with Workbook(out, OPTIONS) as made:
        newest = cells.decisions.newest
        created = datetime.fromisoformat(newest) if _is_time(newest) else _NO_DECISION
        made.set_properties({"title": file.title, "created": created.replace(tzinfo=None)})
        rows = passage_rows(cells, edition.kind)
        found = found_rows(cells, edition.kind, beside.found.found)
        names = row_names(row for chart in charts for row in chart.rows)
        book = Book(Styles(made), cells, file, edition, rows, beside.found, found, names, pending)
        name_own_columns(book)
        headings = _Sheets(book, charts).write(guide, beside.asked)
        ours = list(made.worksheets())
        write_own_sheets(book)
        boxes = built_from(cells, charts, file.attributes, pending)
        write_base(book, boxes, headings, ours)
    return out.getvalue(), book.placed


class _Sheets:
    """The sheets of a workbook, written in the order in which *Contents* lists them."""

    def __init__(self, book: Book, charts: Sequence[Chart]) -> None:
        self._book, self._charts = book, charts
        kind = book.edition.kind
        self._plan = next((one for one in book.file.plans if one.kind == kind), Plan(kind))
        self._whole = all_cases(charts)
        self._headings: list[str] = []
        self._sheet_of: dict[str, str] = {}
        """The sheet on which each case is charted."""

    def write(self, guide: Guide | None, asked: Askings) -> list[str]:
        """Write every sheet. Return the words on sheets with cells that are the program's own."""
        contents = open_contents(self._book)
        answers = add_answers(self._book)
        summaries = [chart for chart in self._charts if chart.by]
        first = [chart for chart in self._charts if not chart.by]
        each = self._plan.each
        groups: Groups = {
            "To answer first": [Listed(TO_ANSWER, "Cells that are not saved yet.")]
            if answers
            else [],
            "Read here first": self._by_subtheme(),
            f"Charts by {each.title.lower()}" if each else "Charts": self._write_charts(first),
            "Summary charts": self._write_charts(summaries),
            "By theme": self._by_theme(),
            "Positions and findings": [*self._positions(), *self._findings()],
            "Passages": self._passages(),
            "Codebook and topic guide": self._codebook(guide, asked),
        }
        if answers:
            write_answers(self._book, answers)
        write_contents(self._book, contents, groups, summaries)
        return self._headings

    def _by_subtheme(self) -> list[Listed]:
        pages = subtheme_pages(self._book.cells, self._plan)
        if not pages:
            return []
        write_subthemes(self._book, pages, list(pages[0].attributes))
        shows = "Each subtheme on one page: every case's cell, the summaries beside it, positions."
        return [Listed(BY_SUBTHEME, shows)]

    def _write_charts(self, charts: Sequence[Chart]) -> list[Listed]:
        book, found = self._book, []
        for chart in charts:
            name = book.name(chart.name)
            self._headings += write_chart(book, name, chart)
            self._sheet_of |= {row.key: name for row in chart.rows if not chart.by}
            found.append(listed_chart(book, name, chart))
        return found

    def _by_theme(self) -> list[Listed]:
        book, found = self._book, []
        for chart in theme_charts(self._charts, book.cells.codebook):
            name = book.name(chart.name)
            self._headings += write_chart(book, name, chart, beside=True)
            shows = ", ".join(book.cells.codebook[number].name for number in chart.subthemes)
            found.append(Listed(name, shows, listed_chart(book, name, chart).left))
        if self._plan.turned:
            name = book.name("Turned")
            self._headings += write_turned(book, name, self._whole)
            found.append(Listed(name, "Subthemes down, cases across."))
        return found

    def _positions(self) -> list[Listed]:
        found = []
        for subtheme in self._book.cells.codebook.subthemes.values():
            if subtheme.positions:
                self._headings += write_positions(self._book, self._whole, subtheme)
                found.append(Listed(sheet_title(subtheme), subtheme.name))
        return found

    def _findings(self) -> list[Listed]:
        before = len(self._book.styles.book.worksheets())
        self._headings += write_findings(self._book, self._whole)
        sheets = self._book.styles.book.worksheets()[before:]
        claims = [one.claim for one, _ in of_kind(self._book.cells, self._whole.kind)]
        return [Listed(one.name, claim) for one, claim in zip(sheets, claims, strict=True)]

    def _passages(self) -> list[Listed]:
        book, found = self._book, []
        note = "One row a passage, in transcript order, as researchers indexed them."
        if book.proposed.found:
            note += " Shaded rows were found by terms. They are not evidence and are never counted."
        kind, attributes = book.edition.kind, book.file.attributes
        listing = passages(book.cells, kind, book.proposed.found, attributes, self._sheet_of)
        write_listing(book.styles, PASSAGES, note, listing)
        found.append(Listed(PASSAGES, note))
        for table in self._passage_tables():
            name = book.name(table.name)
            write_passage_table(book, name, table)
            found.append(Listed(name, "The passages themselves, laid out as a chart."))
        return found

    def _passage_tables(self) -> list[Chart]:
        """Return the passages by case and by each attribute; the page has them by two, as well."""
        if not (self._book.passages or self._book.proposed.found):
            return []
        return [table for table in passage_tables(self._charts) if len(table.by) < 2]

    def _codebook(self, guide: Guide | None, asked: Askings) -> list[Listed]:
        book, found = self._book, []
        note = "What belongs in each column, and what does not. Change it in codebooks/."
        write_listing(book.styles, CODEBOOK, note, codebook(book.cells, guide))
        found.append(Listed(CODEBOOK, note))
        if guide:
            write_asked(book, asked)
            found.append(Listed(ASKED, "Whether the questions of the topic guide were put."))
        return found


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
