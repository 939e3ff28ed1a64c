"""Positions are what groups hold on a subtheme: defined in the codebook, placed by a person.

Every position has a letter under its subtheme's number, 2.1a. 2.1x is kept for groups in which no
position was heard. A label that is not in the list is refused, so that spelling does not become
a finding.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from framework.case import Case, Row
from framework.cell import BETWEEN
from framework.chart import Cells
from framework.codebook import Subtheme
from framework.decisions import cell_key
from framework.text import fold

How = Literal["holds", "opposes", "mixed", "reports others", "no position"]
HOW: tuple[How, ...] = get_args(How)
PLACED: tuple[How, ...] = HOW[:4]


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


def shown(how: str | None, text: str) -> str:
    """Return how a placing is written in a box."""
    return f"{how}: {text}" if how and text else how or ""


def read_place(text: str) -> tuple[How, str] | None:
    """Return the placing that a box's text is, or None if it begins with none of the words.

    >>> read_place("Opposes: TM, at once [44]")
    ('opposes', 'TM, at once [44]')
    >>> read_place("agrees") is None
    True
    """
    plain = fold(text).text
    for how in HOW:
        rest = text.strip()[len(how) :]
        if plain.lstrip().startswith(how) and (not rest or not rest[0].isalnum()):
            return how, rest.lstrip(" :,;.–—-").strip()
    return None


def place(cells: Cells, row: Row, position: str) -> Place:
    """Return where a case stands on a position, as the trail has it now."""
    acts = cells.decisions.on("position", *cell_key(row, position))
    told = list(dict.fromkeys((act["how"], str(act["text"] or "")) for act in acts if act["how"]))
    by, names = tuple(sorted({act.by for act in acts})), tuple(act.name for act in acts)
    if len(told) > 1:
        text = BETWEEN.join(shown(*one) for one in told)
        return Place(row, position, None, text, by, names, contested=True)
    how, text = told[0] if told else (None, "")
    return Place(row, position, how, text, by, names)


def placings(cells: Cells, subtheme: Subtheme, cases: Iterable[Case]) -> dict[str, list[Place]]:
    """Return, for each case, where it stands on each position, *no position* last."""
    return {
        case.id: [place(cells, Row.case(case.id), one.number) for one in subtheme.positions]
        for case in cases
    }
