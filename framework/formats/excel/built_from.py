"""The lines of the base: what every cell held, which acts stood behind it, what stood beside it."""

from collections.abc import Sequence
from dataclasses import replace

from framework.charts.chart import Cells, Chart, all_cases
from framework.charts.position import place
from framework.formats.excel.base import NOTE, storable
from framework.formats.excel.box import box_text
from framework.material.case import Row
from framework.tracing.finding import of_kind
from framework.trail.decisions import COLOUR, OWN_COLUMN, cell_key
from framework.writing.matrix import Box
from framework.writing.memo import memo, on_own_sheets, own_columns


def built_from(cells: Cells, charts: Sequence[Chart]) -> list[Box]:
    """Return each cell of these charts once, then placings, accounts, memos."""
    every = dict.fromkeys(key for chart in charts for key in chart.boxes())
    boxes = [_box(cells, *key) for key in every]
    return [*boxes, *_placings(cells, charts), *_accounts(cells, charts), *_memos(cells, charts)]


def _box(cells: Cells, row: Row, subtheme: str) -> Box:
    said, asked = (
        tuple(act.name for act in cells.decisions.on(fact, *cell_key(row, subtheme)))
        for fact in ("said", "asked")
    )
    return Box(row, subtheme, box_text(cells.cell(row, subtheme)), said, asked)


def _placings(cells: Cells, charts: Sequence[Chart]) -> list[Box]:
    found = (
        place(cells, row, number)
        for row in all_cases(charts).rows
        for number in cells.codebook.positions
    )
    return [Box(one.row, one.position, storable(one.box), one.acts) for one in found]


def _accounts(cells: Cells, charts: Sequence[Chart]) -> list[Box]:
    return [
        Box(Row.case(one.case), finding.id, storable(one.box), one.acts)
        for finding, accounts in of_kind(cells, charts[0].kind)
        for one in accounts
    ]


def _memos(cells: Cells, charts: Sequence[Chart]) -> list[Box]:
    rows = dict.fromkeys(row for chart in charts for row in chart.rows)
    subthemes = cells.codebook.subthemes
    colours = (COLOUR + number for number in subthemes)
    places = [*subthemes, *colours, *own_columns(cells.decisions, rows)]
    found = (memo(cells.decisions, row, where) for row in rows for where in places)
    beside = [
        box
        if box.subtheme.startswith((OWN_COLUMN, COLOUR))
        else replace(box, subtheme=NOTE + box.subtheme)
        for box in found
        if box.said
    ]
    return [*beside, *on_own_sheets(cells.decisions, charts[0].kind)]
