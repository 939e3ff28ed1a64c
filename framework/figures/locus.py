"""The locus of difference drawn out: named groups, what each holds, and where two sides differ.

A comparison is drawn under the groups it compares, from inside a group outwards. It says where,
not whether it matters, and never how many. What could not be compared is drawn, too, and told.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from framework.cases.case import Attribute, Case, Row
from framework.cases.plan import Plan
from framework.charts.chart import Cells
from framework.codebook.codebook import NONE, Subtheme
from framework.comparison.levels import LEVELS, Comparison, comparisons
from framework.comparison.levels import Level as Kind
from framework.comparison.position import Place, placings
from framework.comparison.stance import Group, placed_by_now
from framework.figures.figure import (
    Band,
    Bracket,
    Figure,
    Level,
    file_name,
    in_bands,
    plain,
    work_shown,
)
from framework.figures.strip import CONTESTED, heard, named
from framework.plain.text import plural
from framework.trail.cell import Cell

MOST = 40
"""A kind of more cases has no such figure: brackets under so many cannot be read."""
A_PAGE = 4
"""How many subthemes stand in one figure."""
NOTE = (
    "A mark says what a group holds, a bracket which groups were compared; neither says how many."
)
PLACING: Mapping[str, str] = {
    "holds": "holds it",
    "opposes": "opposes it",
    "mixed": "mixed: some hold it, some do not",
    "reports others": "reports it of others",
}
NOT_THERE = "placed, and not on this"
NO_POSITION = "no position heard"
NOT_PLACED = "charted, not placed yet"
TOUCHED = "touched on, nothing to place"
OUTCOMES = {"differ": "differ", "alike": "do not differ", "cannot tell": "not to be told"}


def loci_figures(cells: Cells, plan: Plan, title: str) -> list[Figure]:
    """Return the figures of a kind charted by two attributes, a few subthemes on each.

    Subthemes come in on which somebody has placed a group. Groups stand under printed names.
    """
    crossed = next((by for by in plan.summaries if len(by) == 2), None)
    members = [case for case in cells.cases.values() if case.kind == plan.kind]
    if crossed is None or not 0 < len(members) <= MOST:
        return []
    across = _Across(cells, (crossed[0], crossed[1]), members)
    blocks = [_block(across, subtheme) for subtheme in cells.codebook.subthemes.values()]
    placed = [block for block in blocks if block]
    pages = [placed[start : start + A_PAGE] for start in range(0, len(placed), A_PAGE)]
    return [_figure(across, plan.kind, title, number, page) for number, page in enumerate(pages, 1)]


@dataclass(frozen=True)
class _Across:
    """The groups across a figure: those of one team side by side inside their authority."""

    cells: Cells
    crossed: tuple[Attribute, Attribute]
    members: Sequence[Case]

    @cached_property
    def bands(self) -> list[list[Case]]:
        """Return the groups by the first attribute, in it by the second as they come."""
        second = self.crossed[1].name
        order = list(dict.fromkeys(case[second] for case in self.members))
        return [
            sorted(band, key=lambda case: order.index(case[second]))
            for band in in_bands(self.members, self.crossed)
        ]

    @cached_property
    def columns(self) -> tuple[Band, ...]:
        """Return the groups under their printed names."""
        return tuple(named(band, self.crossed) for band in self.bands)

    @cached_property
    def places(self) -> dict[str, int]:
        """Return the column of each case."""
        return {case.id: at for at, case in enumerate(self.cases)}

    @cached_property
    def cases(self) -> list[Case]:
        """Return the groups from left to right."""
        return [case for band in self.bands for case in band]

    @cached_property
    def names(self) -> dict[str, str]:
        """Return the printed name of each case: ``Council A older people FG1``."""
        names = (
            f"{band.heading} {label}".strip() for band in self.columns for label in band.labels
        )
        return dict(zip(self.places, names, strict=True))

    def side(self, cases: Sequence[str]) -> str:
        """Return the printed name of a side: what its groups share, a single group by its own."""
        if len(cases) == 1:
            return self.names[cases[0]]
        shared = [
            {each.printed(self.cells.cases[case][each.name]) for case in cases}
            for each in self.crossed
        ]
        return " ".join(values.pop() for values in shared if len(values) == 1)

    def told(self, level: Kind) -> str:
        """Return the name of a level."""
        first, second = (plain(each.name) for each in self.crossed)
        return {
            "inside": "inside a group",
            "groups": f"between groups of one {second}",
            "seconds": f"between {plural(second)} of one {first}",
            "firsts": f"between {plural(first)}",
        }[level]


@dataclass(frozen=True)
class _Block:
    """One subtheme: a row of marks for each position, then what was compared."""

    subtheme: Subtheme
    marks: Mapping[str, tuple[str, ...]]
    compared: Sequence[Comparison]
    waiting: tuple[str, ...]
    shown: Sequence[Cell]


def _block(across: _Across, subtheme: Subtheme) -> _Block | None:
    """Return what is shown of a subtheme; None where nobody has placed a group on it."""
    placed = placings(across.cells, subtheme, across.cases)
    if not any(place.how or place.contested for places in placed.values() for place in places):
        return None
    shown = [across.cells.cell(Row.case(case.id), subtheme.number) for case in across.cases]
    charted = [case for case, cell in zip(across.cases, shown, strict=True) if cell.texts]
    waiting = tuple(case.id for case in charted if not placed_by_now(placed[case.id]))
    names = across.crossed[0].name, across.crossed[1].name
    groups = [Group.of(case, placed[case.id], names) for case in charted]
    marks = {
        position.heading: tuple(
            _mark(placed[cell.row.case_id or ""], position.number, cell) for cell in shown
        )
        for position in subtheme.positions
        if not position.number.endswith(NONE)
    }
    return _Block(subtheme, marks, [] if waiting else comparisons(groups), waiting, shown)


def _mark(places: Sequence[Place], position: str, cell: Cell) -> str:
    """Return what a group's placing on one position says; without any, what its cell says."""
    here = next(place for place in places if place.position == position)
    if here.contested:
        return CONTESTED
    if here.how:
        return PLACING[here.how]
    if any(place.how == "no position" for place in places):
        return NO_POSITION
    if any(place.how for place in places):
        return NOT_THERE
    if cell.said == "touched on, not pursued":
        return TOUCHED
    return NOT_PLACED if cell.texts else heard(cell)


def _figure(
    across: _Across, kind: str, title: str, number: int, blocks: Sequence[_Block]
) -> Figure:
    levels = LEVELS if any(block.compared for block in blocks) else ()
    labels = tuple(across.told(level) for level in levels)
    rows: list[Band] = []
    marks: list[tuple[str, ...]] = []
    compared: dict[int, Level] = {}
    for block in blocks:
        rows.append(Band(plain(block.subtheme.heading, 90), (*map(plain, block.marks), *labels)))
        marks += block.marks.values()
        for level in levels:
            compared[len(marks)] = _level(across, block, level)
            marks.append(())
    shown = [cell for block in blocks for cell in block.shown]
    return Figure(
        name=file_name(kind, "locus" if number == 1 else f"locus {number}"),
        title=f"Where positions differ, {plain(kind)}",
        alt=" ".join([NOTE, *_alt(across, blocks), *_untold(across, blocks)]),
        foot=(
            *_untold(across, blocks),
            NOTE,
            work_shown(title, kind, shown),
        ),
        rows=tuple(rows),
        columns=across.columns,
        marks=tuple(marks),
        levels=compared,
    )


def _level(across: _Across, block: _Block, level: Kind) -> Level:
    brackets = tuple(
        Bracket(tuple(_span(across, side) for side in one.sides), OUTCOMES[one.outcome])
        for one in block.compared
        if one.level == level
    )
    ground = "" if level == "firsts" else f"compared within one {plain(across.crossed[0].name)}"
    return Level(brackets, ground)


def _span(across: _Across, side: Iterable[str]) -> tuple[int, int]:
    places = [across.places[case] for case in side]
    return min(places), max(places)


def _untold(across: _Across, blocks: Iterable[_Block]) -> Iterator[str]:
    """Return what cannot be told, where and why, with printed names; alike subthemes together."""
    found: dict[tuple[str, str], list[str]] = {}
    for block in blocks:
        for why, where in _not_told(across, block):
            found.setdefault((why, where), []).append(block.subtheme.number)
    for (why, where), numbers in found.items():
        yield plain(f"{', '.join(numbers)}: {why}: {where}.", 500)


def _not_told(across: _Across, block: _Block) -> Iterator[tuple[str, str]]:
    """Return each reason why something of a subtheme cannot be told, with where that is."""
    if block.waiting:
        waiting = ", ".join(across.names[case] for case in block.waiting)
        yield "not finished, for not placed yet", waiting
    untold: dict[str, list[str]] = {}
    for one in block.compared:
        if one.outcome == "cannot tell":
            sides = " | ".join(map(across.side, one.sides))
            why = f"not to be told {across.told(one.level)}, as {one.why}"
            untold.setdefault(why, []).append(sides)
    yield from ((why, "; ".join(where)) for why, where in untold.items())


def _alt(across: _Across, blocks: Iterable[_Block]) -> Iterator[str]:
    """Return each subtheme in words: what each group holds, then each comparison, by name."""
    for block in blocks:
        yield f"{plain(block.subtheme.heading, 90)}."
        for position, row in block.marks.items():
            pairs = zip(row, across.names.values(), strict=True)
            yield f"{plain(position)}: {_listed(pairs)}."
        for level in LEVELS:
            compared = [
                (OUTCOMES[one.outcome], " and ".join(map(across.side, one.sides)))
                for one in block.compared
                if one.level == level
            ]
            if compared:
                told = across.told(level)
                yield f"{told[:1].upper()}{told[1:]}: {_listed(compared)}."


def _listed(pairs: Iterable[tuple[str, str]]) -> str:
    """Return names under what they have in common: ``holds it: A, B; mixed: C``."""
    found: dict[str, list[str]] = {}
    for what, name in pairs:
        found.setdefault(what, []).append(name)
    return "; ".join(f"{what}: {', '.join(names)}" for what, names in found.items())
