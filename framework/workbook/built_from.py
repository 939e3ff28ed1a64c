"""The lines of the base: what every cell held, which acts stood behind it, what stood beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from framework.cases.case import Attribute, Row
from framework.charts.chart import Cells, Chart, all_cases
from framework.comparison.position import place
from framework.findings.finding import of_kind
from framework.plain.stored import storable
from framework.trail.cell import Key
from framework.trail.decisions import COLOUR, cell_key
from framework.workbook.base import FACT, NOTE
from framework.workbook.matrix import Box
from framework.workbook.memo import memo, on_own_sheets, own_columns
from framework.workbook.saving.questions import Pending
from framework.workbook.sheets.box import box_text, ground
from framework.workbook.sheets.finding_sheet import asked
from framework.workbook.sheets.grid import facts


def built_from(
    cells: Cells,
    charts: Sequence[Chart],
    attributes: Sequence[Attribute],
    pending: Mapping[Key, Pending],
) -> list[Box]:
    """Return each cell of these charts once, then placings, accounts, memos, facts.

    A cell that waits for an answer stays as the workbook it was typed in was built with it.
    """
    every = dict.fromkeys(key for chart in charts for key in chart.boxes())
    boxes = [_box(cells, *key) for key in every]
    beside = [*_memos(cells, charts), *_facts(cells, charts, attributes)]
    boxes += [*_placings(cells, charts), *_accounts(cells, charts)]
    waiting = {key: one.box for key, one in pending.items()}
    return [*(waiting.get((box.row, box.subtheme), box) for box in boxes), *beside]


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
    columns = own_columns(cells.decisions, rows)
    beside: list[Box] = []
    for row in rows:
        for number in subthemes:
            note = memo(cells.decisions, row, number)
            tint = memo(cells.decisions, row, COLOUR + number)
            beside.append(replace(note, subtheme=NOTE + number))
            beside.append(replace(tint, text=ground(cells, row, number)))
        beside += [memo(cells.decisions, row, where) for where in columns]
    beside = [box for box in beside if box.said]
    return [*beside, *on_own_sheets(cells.decisions, charts[0].kind)]


def _facts(cells: Cells, charts: Sequence[Chart], attributes: Sequence[Attribute]) -> Iterator[Box]:
    """Return what stands under the heading of each fact, in each row, on whatever sheets."""
    whole = all_cases(charts)
    columns = [column for chart in (*charts, whole) for column in facts(chart, cells, attributes)]
    asked_in = {number: None for one, _ in of_kind(cells, whole.kind) for number in one.subthemes}
    columns += [asked(cells, number, whole.rows) for number in asked_in]
    found = {(row, one.heading): text for one in columns for row, text in one.texts.items() if text}
    return (Box(row, FACT + heading, text) for (row, heading), text in found.items())
