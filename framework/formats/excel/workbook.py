"""The whole workbook of one kind of case: charts, summary charts, listings, the hidden base."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import xlsxwriter

from framework.case import Row
from framework.chart import Cells, Chart, Plan, all_cases, theme_charts
from framework.decisions import OWN_COLUMN, cell_key
from framework.formats.excel.base import NOTE, SHEET, storable, write_base
from framework.formats.excel.box import box_text
from framework.formats.excel.chart_sheet import write_chart
from framework.formats.excel.listings import (
    codebook,
    passage_rows,
    passages,
    write_about,
    write_listing,
)
from framework.formats.excel.passage_sheet import write_passage_table
from framework.formats.excel.position_sheet import write_positions
from framework.formats.excel.styles import Styles, sheet_name
from framework.formats.excel.subtheme_sheet import write_subthemes
from framework.formats.excel.turned_sheet import write_turned
from framework.formats.study_file import StudyFile
from framework.guide import Guide
from framework.matrix import Box
from framework.memo import memo, own_columns
from framework.passage_table import passage_tables
from framework.position import place
from framework.subtheme_page import subtheme_pages

RESERVED = ("By subtheme", "Passages", "Codebook", "About", SHEET)
_NO_DECISION = datetime(2000, 1, 1, tzinfo=UTC)


def build_workbook(
    file: StudyFile, charts: Sequence[Chart], cells: Cells, guide: Guide | None
) -> bytes:
    """Return the bytes of the workbook that holds these charts, all of one kind of case.

    The same study gives the same bytes: every date in it is that of the newest decision.
    """
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        newest = cells.decisions.newest
        created = datetime.fromisoformat(newest) if _is_time(newest) else _NO_DECISION
        book.set_properties({"title": file.title, "created": created.replace(tzinfo=None)})
        styles = Styles(book)
        kind = charts[0].kind
        plan = next((each for each in file.plans if each.kind == kind), Plan(kind))
        taken = {name.casefold() for name in RESERVED}
        named = [(sheet_name(chart.name, taken), chart) for chart in charts]
        headings = _write_charts(styles, plan, named, taken, cells, file)
        sheets = {row.key: name for name, chart in named if not chart.by for row in chart.rows}
        note = "One row a passage, in transcript order, as researchers indexed them."
        write_listing(styles, "Passages", note, passages(cells, kind, file.attributes, sheets))
        note = "What belongs in each column, and what does not."
        write_listing(styles, "Codebook", note, codebook(cells, guide))
        write_about(styles, kind, cells, file)
        every = dict.fromkeys(key for chart in charts for key in chart.boxes())
        boxes = [_box(cells, *key) for key in every] + _placings(cells, charts)
        write_base(book, file.id, [*boxes, *_memos(cells, charts)], headings)
    return out.getvalue()


def _write_charts(
    styles: Styles,
    plan: Plan,
    named: Sequence[tuple[str, Chart]],
    taken: set[str],
    cells: Cells,
    file: StudyFile,
) -> list[str]:
    """Add the sheets that show boxes, and those beside them; return every heading they have."""
    charts = [chart for _, chart in named]
    rows = passage_rows(cells, plan.kind)
    headings: list[str] = []
    for name, chart in named:
        headings += write_chart(styles, name, chart, cells, file, rows)
    if pages := subtheme_pages(cells, plan):
        crossed = next(by for by in plan.summaries if len(by) == 2)
        write_subthemes(styles, cells, pages, [attribute.name for attribute in crossed])
    for subtheme in cells.codebook.subthemes.values():
        if subtheme.positions:
            headings += write_positions(styles, all_cases(charts), subtheme, cells, file)
    for chart in theme_charts(charts, cells.codebook):
        name = sheet_name(chart.name, taken)
        headings += write_chart(styles, name, chart, cells, file, rows, tinted=True)
    if plan.turned:
        name = sheet_name("Turned", taken)
        headings += write_turned(styles, name, all_cases(charts), cells, file, rows)
    for table in passage_tables(charts) if rows else []:
        write_passage_table(styles, sheet_name(table.name, taken), table, cells, file, rows)
    return list(dict.fromkeys(headings))


def _box(cells: Cells, row: Row, subtheme: str) -> Box:
    said, asked = (
        tuple(act.name for act in cells.decisions.on(fact, *cell_key(row, subtheme)))
        for fact in ("said", "asked")
    )
    return Box(row, subtheme, box_text(cells.cell(row, subtheme)), said, asked)


def _placings(cells: Cells, charts: Sequence[Chart]) -> list[Box]:
    """Return the boxes in which groups are placed on positions."""
    found = (
        place(cells, row, number)
        for row in all_cases(charts).rows
        for number in cells.codebook.positions
    )
    return [Box(one.row, one.position, storable(one.box), one.acts) for one in found]


def _memos(cells: Cells, charts: Sequence[Chart]) -> list[Box]:
    """Return what stands beside the boxes: notes, and texts in researchers' own columns."""
    rows = dict.fromkeys(row for chart in charts for row in chart.rows)
    places = [*cells.codebook.subthemes, *own_columns(cells.decisions, rows)]
    found = (memo(cells.decisions, row, place) for row in rows for place in places)
    return [
        box if box.subtheme.startswith(OWN_COLUMN) else replace(box, subtheme=NOTE + box.subtheme)
        for box in found
        if box.said
    ]


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
