"""Positions are what groups hold on a subtheme: defined in the codebook, placed by a person.

Every position has a letter under its subtheme's number, 2.1a. 2.1x is kept for groups in which no
position was heard. A label that is not in the list is refused, so that spelling does not become
a finding.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from framework.cases.case import Case, Row
from framework.charts.chart import Cells
from framework.codebook.codebook import Subtheme
from framework.trail.choice import Kind, choose, read_choice, shown
from framework.trail.verbs import HOW, How

PLACED: tuple[How, ...] = HOW[:4]
PLACING = Kind("position", "position", "how", HOW)


@dataclass(frozen=True)
class Place:
    """Where one case stands on one position: how, and a person's words on it with references.

    `how` is None where nobody has placed it, or where two placings contest it.
    """

    row: Row
    position: str
    how: How | None = None
    text: str = ""
    by: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    contested: bool = False

    @property
    def box(self) -> str:
        """Return what its box shows: ``holds: SW1 and TM [41]``, or nothing."""
        return self.text if self.contested else shown(self.how, self.text)


def read_place(text: str) -> tuple[str, str] | None:
    """Return the placing that a box's text is, or None if it begins with none of the words.

    >>> read_place("Opposes: TM, at once [44]")
    ('opposes', 'TM, at once [44]')
    >>> read_place("agrees") is None
    True
    """
    return read_choice(text, HOW)


def place(cells: Cells, row: Row, position: str) -> Place:
    """Return where a case stands on a position, as the trail has it now."""
    found = choose(cells.decisions, PLACING, row, position)
    how = next((how for how in HOW if how == found.word), None)
    return Place(row, position, how, found.text, found.by, found.names, found.contested)


def placings(cells: Cells, subtheme: Subtheme, cases: Iterable[Case]) -> dict[str, list[Place]]:
    """Return, for each case, where it stands on each position, *no position* last."""
    return {
        case.id: [place(cells, Row.case(case.id), one.number) for one in subtheme.positions]
        for case in cases
    }
