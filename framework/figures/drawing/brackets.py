"""Brackets under the columns they compare: what differs is heavy, what does not is light.

Told apart by weight, by line and by sign, so that grey is enough.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from framework.figures.drawing.words import GREY, write
from framework.figures.figure import Bracket
from framework.figures.locus import OUTCOMES

DIFFER = "#A63D1E"
GROUND = "#EDF2F4"
_LANE = 5.2
"""The height of one line of brackets, in millimetres."""
_SIGN = 2.0
"""Half the room that a sign has in a bracket."""


@dataclass(frozen=True)
class Line:
    """How an outcome is drawn: its colour, the weight of a side and of what joins two, its sign."""

    colour: str
    side: float
    joint: float
    sign: str
    style: str = "solid"


LINES: Mapping[str, Line] = {
    OUTCOMES["differ"]: Line(DIFFER, 3.0, 1.2, "≠"),
    OUTCOMES["alike"]: Line(GREY, 1.2, 0.6, "="),
    OUTCOMES["cannot tell"]: Line(GREY, 1.0, 0.6, "?", "dotted"),
}
"""Every outcome, in the order of a legend."""


def lanes(brackets: Sequence[Bracket]) -> float:
    """Return how high a row of these brackets is: those that overlap stand one under another."""
    return _LANE * max([1, *(lane + 1 for _, lane in _laned(brackets))])


def _laned(brackets: Sequence[Bracket]) -> Iterator[tuple[Bracket, int]]:
    """Return each bracket with the number of its line, from 0."""
    ends: list[int] = []
    for bracket in sorted(brackets, key=lambda one: (one.sides[0][0], one.sides[-1][1])):
        first, last = bracket.sides[0][0], max(end for _, end in bracket.sides)
        lane = next((at for at, end in enumerate(ends) if end < first), len(ends))
        ends[lane : lane + 1] = [last]
        yield bracket, lane


def draw_brackets(
    axes: Axes, brackets: Sequence[Bracket], middles: Sequence[float], pitch: float, y: float
) -> None:
    """Draw a row of brackets whose middle is at y, over columns with these middles."""
    top = y - lanes(brackets) / 2
    for bracket, lane in _laned(brackets):
        draw_bracket(axes, bracket, middles, pitch, top + _LANE * (lane + 0.5))


def draw_bracket(
    axes: Axes, bracket: Bracket, middles: Sequence[float], pitch: float, y: float
) -> None:
    """Draw one bracket: a bar under each side, joined, a sign wherever two sides meet."""
    line = LINES[bracket.outcome]
    bars = _bars(bracket, middles, min(pitch * 0.3, 5.0))
    if len(bars) == 1:
        ((start, end),) = bars
        _joint(axes, start, end, y, line, line.side)
        return
    for start, end in bars:
        _draw(axes, start, end, y, line, line.side)
    for (_, start), (end, _) in pairwise(bars):
        _joint(axes, start, end, y, line, line.joint)


def _bars(bracket: Bracket, middles: Sequence[float], half: float) -> list[tuple[float, float]]:
    """Return where each side begins and ends, with room for a sign between two of them."""
    bars = [[middles[first] - half, middles[last] + half] for first, last in bracket.sides]
    for one, other in pairwise(bars):
        short = max(0.0, 2 * _SIGN - (other[0] - one[1])) / 2
        one[1] -= min(short, 0.8 * (one[1] - one[0]))
        other[0] += min(short, 0.4 * (other[1] - other[0]))
    return [(start, end) for start, end in bars]


def _joint(axes: Axes, start: float, end: float, y: float, line: Line, weight: float) -> None:
    """Draw a line from start to end with the sign in its middle."""
    middle, room = (start + end) / 2, min(_SIGN, (end - start) / 2)
    _draw(axes, start, middle - room, y, line, weight)
    _draw(axes, middle + room, end, y, line, weight)
    write(axes, middle, y, line.sign, size=9, bold=True, middle=True, colour=line.colour)


def _draw(axes: Axes, start: float, end: float, y: float, line: Line, weight: float) -> None:
    if end > start:
        axes.plot(
            (start, end),
            (y, y),
            color=line.colour,
            linewidth=weight,
            linestyle=line.style,
            solid_capstyle="butt",
        )


def draw_ground(
    axes: Axes, ground: str, across: tuple[float, float], down: tuple[float, float]
) -> None:
    """Tint a row from its left to its right end, if its ground means anything."""
    if ground:
        (left, right), (top, bottom) = across, down
        place = (left - 1, top)
        axes.add_patch(
            Rectangle(place, right - left + 2, bottom - top, color=GROUND, linewidth=0, zorder=0)
        )
