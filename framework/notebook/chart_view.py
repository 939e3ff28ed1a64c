"""A chart with its cells, to read: boxes as the workbook shows them, opening onto the words.

A chart itself holds keys alone, and no noun holds the study; so a view holds both the chart and
the store of cells.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from framework.cases.case import Row
from framework.charts.chart import Chart
from framework.charts.composition import composition
from framework.codebook.codebook import Theme
from framework.findings.trace import Tracer
from framework.plain.markup import Html, Shown, joined, line, table, tag, unfold
from framework.plain.text import count, inert
from framework.trail.cell import Cell
from framework.transcripts.quotes import unfolding


@dataclass(frozen=True, repr=False)
class ChartView(Shown):
    """A chart over one store of cells."""

    chart: Chart
    tracer: Tracer

    def cell(self, row: str, subtheme: str) -> Cell:
        """Return the cell of a case id, or of a value such as ``OP``, and a subtheme.

        Raises UnknownNameError for a row that the study has not.
        """
        return self.tracer.store.cell(self.tracer.row(row), subtheme)

    @property
    def cells(self) -> Iterator[Cell]:
        """Return every cell, row by row."""
        return (self.tracer.store.cell(*key) for key in self.chart.boxes())

    def __repr__(self) -> str:
        """Return the chart's name and size, and how much is still to chart."""
        size = (count(len(self.chart.rows), "row"), count(len(self.chart.subthemes), "subtheme"))
        left = sum(cell.open for cell in self.cells)
        return inert(
            f"{self.chart.name} ({self.chart.kind}): {', '.join(size)}, {left} still to chart"
        )

    def html(self) -> Html:
        """Return a table for each theme, to be opened."""
        themes = (theme for theme in self.tracer.store.codebook.themes if theme.subthemes)
        return joined(tag("h4", self.chart.name), *map(self._theme, themes))

    def _theme(self, theme: Theme) -> Html:
        numbers = [sub.number for sub in theme.subthemes if sub.number in self.chart.subthemes]
        rows = (
            (self._head(row), *(self._box(row, number) for number in numbers))
            for row in self.chart.rows
        )
        headings = (sub.heading for sub in theme.subthemes if sub.number in numbers)
        return unfold(theme.heading, table(("", *headings), rows))

    def _head(self, row: Row) -> Html | str:
        """Return a row's key, and of a summary row who it consists of and what coincides in it."""
        if row.case_id is not None:
            return row.name
        found = composition(self.tracer.store, row, self.tracer.attributes)
        return joined(
            row.name, unfold("who", *map(line, found.people)), *map(line, found.coincides)
        )

    def _box(self, row: Row, subtheme: str) -> Html:
        return box(self.tracer, self.tracer.store.cell(row, subtheme))


def box(tracer: Tracer, cell: Cell) -> Html:
    """Return a cell's box, and below it the words that it rests on, to be opened.

    A summary cell opens onto what it cites itself; the rest stands in its groups' cells.
    """
    return joined(cell.box, unfolding("words", tracer.quotes([cell.row], cell.subtheme)))
