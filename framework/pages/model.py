"""The page of one kind of case, worked out once; formats only draw it.

Every chart is the same store of cells in another order, so a cell has one number on a page and
what belongs to it stands there once. Nothing is counted that could be read as importance.
Memos, private or beside a cell, are working notes: they are left out of the page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from framework.cases.case import Row
from framework.cases.plan import Plan
from framework.charts.chart import Cells, Chart
from framework.charts.found import NOTHING_PROPOSED, Proposed
from framework.charts.passage_table import passage_tables
from framework.codebook.codebook import Theme
from framework.comparison.subtheme_page import SubthemePage, subtheme_pages
from framework.trail.cell import Cell

ALL = "All cases"


@dataclass(frozen=True)
class View:
    """One chart as the page shows it: the same rows in a table for each theme.

    `other` is the view with the passages of these cells where this one has their summaries, and
    the other way round.
    """

    id: str
    name: str
    rows: tuple[Row, ...]
    other: str
    by: bool = False
    passages: bool = False


@dataclass(frozen=True)
class Page:
    """Everything on one page. The cells of `rows` × all subthemes are numbered row by row."""

    cells: Cells
    kind: str
    views: tuple[View, ...]
    subthemes: tuple[SubthemePage, ...]
    rows: tuple[Row, ...]
    proposed: Proposed = NOTHING_PROPOSED

    @cached_property
    def themes(self) -> list[Theme]:
        """Return the themes that have subthemes, in the codebook's order."""
        return [theme for theme in self.cells.codebook.themes if theme.subthemes]

    @cached_property
    def numbers(self) -> dict[tuple[Row, str], int]:
        """Return the number of every cell, from 0."""
        keys = [(row, subtheme) for row in self.rows for subtheme in self.cells.codebook.subthemes]
        return {key: number for number, key in enumerate(keys)}

    @property
    def start(self) -> str:
        """Return the table to open: where something is written first, else indexed, else found."""
        chart = self.views[0]
        if theme := self._first(lambda cell: bool(cell.box)):
            return f"{chart.id}-{theme.number}"
        for holds in (lambda cell: cell.indexed > 0, self._found):
            if theme := self._first(holds):
                return f"{chart.other}-{theme.number}"
        return chart.id

    def _found(self, cell: Cell) -> bool:
        """Return whether terms found something in a cell."""
        return bool(self.proposed.of(self.cells.under(cell.row), cell.subtheme))

    def _first(self, holds: Callable[[Cell], bool]) -> Theme | None:
        """Return the first theme with such a cell of a case."""
        rows = self.views[0].rows
        return next(
            (
                theme
                for theme in self.themes
                for sub in theme.subthemes
                if any(holds(self.cells.cell(row, sub.number)) for row in rows)
            ),
            None,
        )


def study_page(
    cells: Cells, charts: Sequence[Chart], plan: Plan, proposed: Proposed = NOTHING_PROPOSED
) -> Page:
    """Return the page of the charts of one kind: all cases theme by theme, then each chart."""
    subthemes = tuple(subtheme_pages(cells, plan))
    tables = passage_tables(charts)
    views = (*_views(charts, tables[0].rows), *_passage_views(tables))
    rows = dict.fromkeys([*(row for view in views for row in view.rows), *_margins(subthemes)])
    return Page(cells, charts[0].kind, views, subthemes, tuple(rows), proposed)


def _views(charts: Sequence[Chart], every: tuple[Row, ...]) -> list[View]:
    """Return the charts: all cases, those that show some of them, and the summary charts."""
    sums = [chart for chart in charts if chart.by]
    return [
        View("all", ALL, every, "passages-all"),
        *(
            View(f"chart-{place}", chart.name, chart.rows, "passages-all")
            for place, chart in enumerate(charts, 1)
            if not chart.by and chart.rows != every
        ),
        *(
            View(f"by-{place}", chart.name, chart.rows, f"passages-{place}", by=True)
            for place, chart in enumerate(sums, 1)
        ),
    ]


def _passage_views(tables: Sequence[Chart]) -> list[View]:
    """Return the passage tables: that of all cases, then one for each summary chart."""
    cases, *sums = tables
    return [
        View("passages-all", cases.name, cases.rows, "all", passages=True),
        *(
            View(f"passages-{place}", table.name, table.rows, f"by-{place}", passages=True)
            for place, table in enumerate(sums, 1)
        ),
    ]


def _margins(subthemes: Sequence[SubthemePage]) -> list[Row]:
    """Return the rows of the margins, which need not stand in a summary chart."""
    return [cell.row for page in subthemes for cell in (*page.right.values(), *page.below.values())]
