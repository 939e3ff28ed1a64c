"""The whole workbook of one kind of case: charts, summary charts, listings, the hidden base."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime

import xlsxwriter

from framework.chart import Cells, Chart, Plan
from framework.formats.excel.base import Box, write_base
from framework.formats.excel.chart_sheet import write_chart
from framework.formats.excel.listings import codebook, passages, write_about, write_listing
from framework.formats.excel.styles import Styles, sheet_name
from framework.formats.excel.subtheme_sheet import write_subthemes
from framework.formats.study_file import StudyFile
from framework.guide import Guide
from framework.subtheme_page import subtheme_pages

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
        taken = {"by subtheme", "passages", "codebook", "about", "_framework"}
        kind = charts[0].kind
        boxes: list[Box] = []
        for chart in charts:
            name = sheet_name(chart.name, taken)
            boxes += write_chart(styles, name, chart, cells, file)
        plan = next((each for each in file.plans if each.kind == kind), Plan(kind))
        if pages := subtheme_pages(cells, plan):
            write_subthemes(styles, cells, pages)
        note = "One row a passage, in transcript order, as researchers indexed them."
        write_listing(styles, "Passages", note, passages(cells, kind, file.attributes))
        write_listing(
            styles,
            "Codebook",
            "What belongs in each column, and what does not.",
            codebook(cells, guide),
        )
        write_about(styles, kind, cells, file)
        write_base(book, file.id, boxes)
    return out.getvalue()


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
