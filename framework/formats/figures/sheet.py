"""Lays a figure out from the top down: title, table of marks, legend in words, lines below.

It is as wide as a page; it grows before a name is cut.
"""

from collections.abc import Callable, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Picture

from framework.figures.figure import Bracket, Figure
from framework.formats.figures.brackets import LINES, draw_bracket, draw_ground
from framework.formats.figures.marks import LOOKS, draw_marks
from framework.formats.figures.table import LABEL, Table
from framework.formats.figures.words import GREY, INCH, line_height, measure, wrap, write_lines

PAGE = 170.0
"""The width between the margins of a page of A4, in millimetres."""
TITLE, FOOT = 9.5, 6.5
_EDGE = 2.0
_GAP = 3.0
_KEY = 3.4
"""The size of a mark in the legend."""


def lay_out(figure: Figure) -> Picture:
    """Return the figure drawn, in inches as matplotlib has it."""
    picture = Picture()
    axes = picture.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    table = Table.measured(figure, _EDGE, PAGE - _EDGE)
    right = max(PAGE - _EDGE, table.right)
    title = wrap(figure.title, right - _EDGE, TITLE, bold=True)
    y = write_lines(axes, _EDGE, _EDGE, title, size=TITLE, bold=True)
    y = table.draw(axes, y + _GAP, figure.marks)
    y = _legend(axes, y + _GAP, right, figure)
    foot = [line for text in figure.foot for line in wrap(text, right - _EDGE, FOOT)]
    y = write_lines(axes, _EDGE, y + _GAP / 2, foot, size=FOOT, colour=GREY)
    axes.set_xlim(0, right + _EDGE)
    axes.set_ylim(y + _EDGE, 0)
    picture.set_size_inches((right + _EDGE) / INCH, (y + _EDGE) / INCH)
    return picture


def _legend(axes: Axes, y: float, right: float, figure: Figure) -> float:
    """Draw every sign that occurs with its words; return where the legend ends."""
    marks = {mark for row in figure.marks for mark in row}
    keys = [_mark_key(mark) for mark in LOOKS if mark in marks]
    outcomes = {one.outcome for level in figure.levels.values() for one in level.brackets}
    grounds = dict.fromkeys(level.ground for level in figure.levels.values() if level.ground)
    ends = _keys(axes, y, right, keys)
    keys = [_bracket_key(outcome) for outcome in LINES if outcome in outcomes]
    keys += [_ground_key(ground) for ground in grounds]
    return _keys(axes, ends, right, keys)


Key = tuple[str, float, Callable[[Axes, float, float], None]]
"""The words of a key, how wide its sign is, and what draws it at a place (its left, its middle)."""


def _mark_key(mark: str) -> Key:
    return mark, _KEY, lambda axes, x, y: draw_marks(axes, [(x + _KEY / 2, y, _KEY, mark)])


def _bracket_key(outcome: str) -> Key:
    """Return the key of an outcome: two columns, each a side."""
    bracket, pitch = Bracket(((0, 0), (1, 1)), outcome), 8.0

    def draw(axes: Axes, x: float, y: float) -> None:
        draw_bracket(axes, bracket, (x + 3, x + 11), pitch, y)

    return outcome, 14.0, draw


def _ground_key(ground: str) -> Key:
    def draw(axes: Axes, x: float, y: float) -> None:
        draw_ground(axes, ground, (x + 1, x + 6), (y - _KEY / 2, y + _KEY / 2))

    return ground, 7.0, draw


def _keys(axes: Axes, y: float, right: float, keys: Sequence[Key]) -> float:
    """Draw keys from left to right and line by line; return where they end."""
    x, step = _EDGE, line_height(LABEL) * 1.5
    for told, sign, draw in keys:
        wide = sign + 1.2 + measure(told, LABEL)
        if x > _EDGE and x + wide > right:
            x, y = _EDGE, y + step
        draw(axes, x, y + step / 2)
        start = y + (step - line_height(LABEL)) / 2
        write_lines(axes, x + sign + 1.2, start, [told], size=LABEL)
        x += wide + 5
    return y + step if keys else y
