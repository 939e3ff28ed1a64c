"""A figure is a table of marks and says what it shows in words before anything is drawn.

A mark is a phrase, read from the facts of one cell; it is the legend's wording too. Nothing is
counted into a mark, so a figure shows who and what, never how much.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from framework.cases.case import Attribute, Case
from framework.plain.text import clean, inert, shorten
from framework.trail.cell import Cell

MOST = 100
"""A kind of more cases has no figures: so many names cannot be read on one page."""


@dataclass(frozen=True)
class Band:
    """Rows or columns that stand together, under a heading that may be empty."""

    heading: str
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Bracket:
    """Columns set against one another, each side from first to last, and what came of it."""

    sides: tuple[tuple[int, int], ...]
    outcome: str


@dataclass(frozen=True)
class Level:
    """A row of brackets in place of marks; `ground` is what the legend calls its tint, if any."""

    brackets: tuple[Bracket, ...]
    ground: str = ""


@dataclass(frozen=True)
class Figure:
    """What one figure shows. ``marks[row][column]`` counts through the bands in their order.

    `name` names its files; `alt` says everything that is drawn, for who cannot see it; `foot`
    holds the lines below: how to read it, whose work it is, and as of when. `levels` are the rows
    that hold brackets, by number; where there are any, the rows' headings stand above them.
    """

    name: str
    title: str
    alt: str
    foot: tuple[str, ...]
    rows: tuple[Band, ...]
    columns: tuple[Band, ...]
    marks: tuple[tuple[str, ...], ...]
    levels: Mapping[int, Level] = field(default_factory=dict)


def file_name(kind: str, what: str) -> str:
    """Return the name of a figure's files: ``focus-group-theme-2``."""
    return "-".join([*kind.split(), *what.split()])


def plain(text: str, width: int = 60) -> str:
    """Return a name as a figure shows it: on one line, inert, of at most `width` code points."""
    return shorten(clean(inert(text)), width)


def in_bands(cases: Sequence[Case], attributes: Sequence[Attribute]) -> list[list[Case]]:
    """Return the cases by the first attribute they have, inside it in the case table's order.

    Values stand in their order; those without one as the cases come, missing ones last.
    """
    first = next((each for each in attributes if any(case[each.name] for case in cases)), None)
    if first is None:
        return [list(cases)] if cases else []
    seen = (case[first.name] for case in cases if case[first.name])
    order = list(dict.fromkeys([*first.values, *seen, ""]))
    found = {value: [case for case in cases if case[first.name] == value] for value in order}
    return [band for band in found.values() if band]


def work_shown(title: str, kind: str, cells: Iterable[Cell]) -> str:
    """Return whose work a figure shows, and the day of the newest decision in it."""
    found = list(cells)
    people = sorted({initials for cell in found for initials in cell.by})
    newest = max((cell.at for cell in found), default="")[:10]
    told = [f"charted by {', '.join(people)}"] if people else []
    told += [f"newest decision shown {newest}"] if newest else []
    return " · ".join([plain(title, 80), plain(kind), *map(plain, told)])
