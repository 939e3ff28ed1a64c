"""A subtheme on one page, to read: the groups inside both margins, positions and the locus."""

from collections.abc import Iterator
from dataclasses import dataclass

from framework.codebook.codebook import Subtheme
from framework.comparison.locus import words as told_locus
from framework.comparison.subtheme_page import SubthemePage
from framework.findings.trace import Tracer
from framework.notebook.chart_view import box
from framework.plain.markup import Html, Shown, joined, line, table, tag
from framework.plain.text import inert
from framework.trail.cell import Cell


@dataclass(frozen=True, repr=False)
class SubthemeView(Shown):
    """A subtheme's page over one store of cells; `attributes` are those down and across."""

    subtheme: Subtheme
    page: SubthemePage
    attributes: tuple[str, str]
    tracer: Tracer

    def __repr__(self) -> str:
        """Return the heading and, line by line, where positions differ."""
        return inert("\n".join([self.subtheme.heading, *self.loci]))

    @property
    def loci(self) -> list[str]:
        """Return where positions differ: ``between groups: Ashmarch OP: ASH-OP-1 | ASH-OP-3``."""
        return [f"{told_locus(found, self.attributes)}: {found.where}" for found in self.page.loci]

    def html(self) -> Html:
        """Return the table with its margins, then positions, loci, and what cannot be seen."""
        page, (down, across) = self.page, self.attributes
        below = [self._box(page.below[one]) for one in page.across]
        rows = [*self._rows(), (f"by {across}", *below, "")]
        return joined(
            self.subtheme.html(),
            table(("", *page.across, f"by {down}"), rows),
            table(("positions", ""), self._placings()) if any(page.placings.values()) else "",
            *map(line, self.loci),
            *map(line, page.unseen),
        )

    def _rows(self) -> Iterator[tuple[str, ...]]:
        page = self.page
        for down in page.down:
            inside = (page.inside.get((down, across), []) for across in page.across)
            groups = (joined(*map(self._group, cells)) for cells in inside)
            yield (down, *groups, self._box(page.right[down]))

    def _group(self, cell: Cell) -> Html:
        return tag("p", tag("b", f"{cell.row.name} "), self._box(cell))

    def _box(self, cell: Cell) -> Html:
        return box(self.tracer, cell)

    def _placings(self) -> Iterator[tuple[str, str]]:
        return ((case, "; ".join(told)) for case, told in self.page.placings.items() if told)
