"""One subtheme on one page: a table of two attributes with the groups inside each box.

The two summary charts are the margins of one table, and each margin mixes what the other keeps
apart. Only the table shows whether a difference lies between rows, between columns, or inside
a box, between groups that share both.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from framework.cases.case import Attribute, Case, Row, grouped
from framework.cases.plan import Plan
from framework.charts.chart import Cells
from framework.charts.composition import composition
from framework.charts.silent import gaps
from framework.comparison.locus import Found, loci
from framework.comparison.position import placings
from framework.trail.cell import Cell


@dataclass(frozen=True)
class SubthemePage:
    """The groups' own cells by two attributes, with the margins that somebody wrote.

    ``inside[down, across]`` holds the cells of the cases in one box, in the case table's order;
    a box in which there are no cases is missing. `right` and `below` are the summary cells by
    the first and the second attribute. `unseen` says what cannot be seen from here. `placings`
    holds, by case, the positions it takes as ``2.1a: holds``; `loci` where they differ. Both are
    empty for a subtheme without positions. `attributes` names the two.
    """

    subtheme: str
    down: tuple[str, ...]
    across: tuple[str, ...]
    inside: dict[tuple[str, str], list[Cell]]
    right: dict[str, Cell]
    below: dict[str, Cell]
    unseen: tuple[str, ...]
    placings: Mapping[str, tuple[str, ...]]
    loci: tuple[Found, ...]
    attributes: tuple[str, str]

    @property
    def charted(self) -> bool:
        """Return whether anything is written in any of its cells."""
        every = [cell for cells in self.inside.values() for cell in cells]
        return any(cell.box for cell in (*every, *self.right.values(), *self.below.values()))

    def depth(self, down: str) -> int:
        """Return how many groups stand one under another in a row's fullest box, 1 at the least."""
        return max([1, *(len(self.inside.get((down, across), [])) for across in self.across)])


def subtheme_pages(cells: Cells, plan: Plan) -> list[SubthemePage]:
    """Return a page for each subtheme, for the first summary chart by two attributes.

    Without such a chart in the plan there are no pages.
    """
    crossed = next((by for by in plan.summaries if len(by) == 2), None)
    if crossed is None:
        return []
    members = [case for case in cells.cases.values() if case.kind == plan.kind]
    kind = {} if plan.kind == cells.first_kind else {"kind": plan.kind}
    return [_page(cells, subtheme, crossed, members, kind) for subtheme in cells.codebook.subthemes]


def _page(
    cells: Cells,
    subtheme: str,
    crossed: tuple[Attribute, ...],
    members: list[Case],
    kind: dict[str, str],
) -> SubthemePage:
    first, second = crossed
    inside = {
        (down, across): [cells.cell(Row.case(case.id), subtheme) for case in cases]
        for (down, across), cases in grouped(crossed, members).items()
    }

    def margin(attribute: Attribute) -> dict[str, Cell]:
        return {
            value: cells.cell(Row.of({**kind, attribute.name: value}), subtheme)
            for (value,) in grouped([attribute], members)
        }

    right, below = margin(first), margin(second)
    return SubthemePage(
        subtheme,
        tuple(right),
        tuple(below),
        inside,
        right,
        below,
        (*_unseen(inside), *_coinciding(cells, (*right.values(), *below.values()), crossed)),
        _stands(cells, subtheme, members),
        tuple(loci(cells, subtheme, members, (first.name, second.name))),
        (first.name, second.name),
    )


def _stands(cells: Cells, number: str, members: list[Case]) -> dict[str, tuple[str, ...]]:
    """Return where each case stands, in short: ``2.1a: holds``."""
    placed = placings(cells, cells.codebook[number], members)
    return {
        case: tuple(f"{place.position}: {place.how}" for place in places if place.how)
        for case, places in placed.items()
    }


def _coinciding(
    cells: Cells, margins: Iterable[Cell], crossed: tuple[Attribute, ...]
) -> Iterable[str]:
    """Return what of one attribute coincides with a row or column of the other."""
    for cell in margins:
        for told in composition(cells, cell.row, crossed).coincides:
            yield f"{cell.row.name}. {told}"


def _unseen(inside: dict[tuple[str, str], list[Cell]]) -> Iterable[str]:
    """Return what the page cannot show, with the groups named."""
    alone = [f"{down} {across}" for (down, across), cells in inside.items() if len(cells) == 1]
    if alone:
        yield f"One group only, so nothing to compare inside: {', '.join(alone)}."
    for told in gaps(cell for cells in inside.values() for cell in cells):
        yield f"{told}."
