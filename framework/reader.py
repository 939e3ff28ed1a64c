"""What a person reads of an open study in a notebook: views, tables for pandas, figures.

Nothing here writes. A view holds the store of cells as they stood when it was asked for.
"""

from abc import abstractmethod
from typing import TYPE_CHECKING

from framework.cases.plan import Plan
from framework.cases.study_file import StudyFile
from framework.charts.chart import Cells, Chart, chart_of
from framework.comparison.subtheme_page import subtheme_pages
from framework.errors import UnknownNameError
from framework.findings.trace import Tracer
from framework.findings.unknown import unknown_subtheme
from framework.notebook.chart_view import ChartView
from framework.notebook.subtheme_view import SubthemeView
from framework.plain.by_name import unknown
from framework.transcripts.quotes import Quotes

if TYPE_CHECKING:
    from framework.notebook.drawn import Figures
    from framework.notebook.frames import Frames


class Reader:
    """The part of a study that shows."""

    file: StudyFile

    @property
    @abstractmethod
    def cells(self) -> Cells:
        """Return the one store of cells and entries as it stands now."""

    @property
    @abstractmethod
    def charts(self) -> list[Chart]:
        """Return every chart and summary chart, kind by kind."""

    @property
    @abstractmethod
    def tracer(self) -> Tracer:
        """Return the tracer over the cells as they stand now."""

    def chart_of(self, attribute: str, value: str, kind: str = "") -> ChartView:
        """Return the chart of the cases that share a value: ``chart_of("authority", "Ashmarch")``.

        Without a kind they are of the study's first. Raises UnknownNameError if there are none.
        """
        wanted = self._kind(kind)
        cases = [case for case in self.cells.cases.values() if case.kind == wanted]
        members = [case for case in cases if case[attribute] == value]
        if not any(case[attribute] for case in cases):
            raise unknown("attribute", attribute, (one.name for one in self.file.attributes))
        if not members:
            values = dict.fromkeys(case[attribute] for case in cases)
            raise unknown(f"{wanted} with the {attribute}", value, filter(None, values))
        chart = chart_of(value, members, self.cells.codebook, ((attribute, value),))
        return ChartView(chart, self.tracer)

    def summary_chart(self, *by: str, kind: str = "") -> ChartView:
        """Return a summary chart of study.yaml: ``summary_chart("authority", "team")``.

        Raises UnknownNameError for one that study.yaml does not plan.
        """
        wanted = self._kind(kind)
        planned = [one for one in self.charts if one.by and one.kind == wanted]
        for chart in planned:
            if chart.by == by:
                return ChartView(chart, self.tracer)
        known = "; ".join(" and ".join(one.by) for one in planned) or "none"
        raise UnknownNameError(
            f"study.yaml plans no summary chart by {' and '.join(by)}", f"for {wanted}: {known}"
        )

    def subtheme(self, number: str, kind: str = "") -> SubthemeView:
        """Return a subtheme's page: groups inside both margins, positions, where they differ.

        Raises UnknownNameError for a number that the codebook has not, and for a kind without
        a summary chart by two attributes.
        """
        cells, plan = self.cells, self._plan(kind)
        self._known(number)
        crossed = next((by for by in plan.summaries if len(by) == 2), None)
        if crossed is None:
            raise UnknownNameError(
                f"study.yaml plans no summary chart by two attributes for {plan.kind}"
            )
        pages = {page.subtheme: page for page in subtheme_pages(cells, plan)}
        names = (crossed[0].name, crossed[1].name)
        return SubthemeView(cells.codebook[number], pages[number], names, self.tracer)

    def passages(self, row: str, subtheme: str) -> Quotes:
        """Return the passages indexed in a cell, or in all cells under a value such as ``OP``.

        Raises UnknownNameError for anything the study has not.
        """
        self._known(subtheme)
        quotes = self.tracer.trace(row, subtheme).quotes
        return Quotes(quote for quote in quotes if quote.how == "indexed")

    @property
    def frames(self) -> "Frames":
        """Return the study as tables for pandas."""
        from framework.notebook.frames import Frames  # noqa: PLC0415 - pandas is slow to import

        return Frames(self.tracer, self.charts)

    @property
    def figures(self) -> "Figures":
        """Return the figures of every kind of case by name; each is drawn when it is shown."""
        from framework.figures.locus import loci_figures  # noqa: PLC0415 - a study opens quickly
        from framework.figures.progress import progress  # noqa: PLC0415 - the same
        from framework.figures.strip import strips  # noqa: PLC0415 - the same
        from framework.notebook.drawn import Drawn, Figures  # noqa: PLC0415 - the same

        title, attributes = self.file.title, self.file.attributes
        found = [
            figure
            for plan in self.file.plans
            for figure in (
                *progress(self.cells, plan.kind, title, attributes),
                *strips(self.cells, plan.kind, title, attributes),
                *loci_figures(self.cells, plan, title),
            )
        ]
        return Figures({figure.name: Drawn(figure) for figure in found})

    def _plan(self, kind: str) -> Plan:
        wanted = self._kind(kind)
        return next((plan for plan in self.file.plans if plan.kind == wanted), Plan(wanted))

    def _kind(self, kind: str) -> str:
        """Return a kind of case that the study has; without one its first."""
        kinds = dict.fromkeys(case.kind for case in self.cells.cases.values())
        if kind and kind not in kinds:
            raise unknown("kind of case", kind, kinds)
        return kind or self.cells.first_kind

    def _known(self, number: str) -> None:
        if number not in self.cells.codebook.subthemes:
            raise unknown_subtheme(self.cells, number)
