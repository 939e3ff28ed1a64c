"""Lays a figure out from the top down: title, table of marks, legend in words, lines below.

It is as wide as a page; it grows before a name is cut.
"""

import math
from collections.abc import Callable, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Picture

from framework.errors import RefusedError
from framework.figures.drawing.brackets import LINES, draw_bracket, draw_ground
from framework.figures.drawing.marks import LOOKS, draw_marks
from framework.figures.drawing.table import LABEL, Table
from framework.figures.drawing.words import (
    FONT,
    GREY,
    INCH,
    line_height,
    measure,
    wrap,
    write_lines,
)
from framework.figures.figure import Bracket, Figure

PAGE = 170.0
"""The width between the margins of a page of A4, in millimetres."""
TITLE, FOOT = 9.5, 6.5
_EDGE = 2.0
_GAP = 3.0
_KEY = 3.4
"""The size of a mark in the legend."""
_EXACT = 0.01
OwnAxes = Axes
"""Axes that somebody made elsewhere."""


def lay_out(figure: Figure, width: float | None = None) -> Picture:
    """Return the figure drawn, in inches as matplotlib has it.

    Without a width, in millimetres, it is as wide as a page, or wider if its names need more.
    Raises RefusedError if they need more than the width that is asked for.
    """
    picture = Picture()
    axes = picture.add_axes((0, 0, 1, 1))
    wide, high = _fill(axes, figure, width or PAGE)
    if width and wide > width + _EXACT:
        raise RefusedError(
            f"{figure.name} cannot be {width:.0f} mm wide: its names need {wide:.0f} mm",
            f"ask for {math.ceil(wide)} mm, and let the page scale it",
        )
    axes.set_xlim(0, wide)
    axes.set_ylim(high, 0)
    picture.set_size_inches(wide / INCH, high / INCH)
    return picture


def draw_on(axes: OwnAxes, figure: Figure) -> None:
    """Draw the figure on axes that somebody else has made, in its own size from the top left.

    Raises RefusedError, with nothing drawn, if the axes are too small.
    """
    root = axes.get_figure(root=True)
    if root is None:
        raise RefusedError("these axes belong to no matplotlib figure")
    width, height = (pixels / root.dpi * INCH for pixels in axes.bbox.size)
    wide, high = _fill(Picture().add_axes((0, 0, 1, 1)), figure, width)
    if wide > width + _EXACT or high > height + _EXACT:
        size = f"{math.ceil(wide / INCH * 10) / 10}, {math.ceil(high / INCH * 10) / 10}"
        raise RefusedError(
            f"{figure.name} needs axes of {wide:.0f} × {high:.0f} mm; "
            f"these are {width:.0f} × {height:.0f} mm",
            f"for example Figure(figsize=({size})).add_axes((0, 0, 1, 1))",
        )
    _fill(axes, figure, width)
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    for text in axes.texts:
        text.set_fontfamily(FONT)  # the one that was measured, whatever is set here


def _fill(axes: Axes, figure: Figure, width: float) -> tuple[float, float]:
    """Draw everything in millimetres from the top left; return how wide and high it is."""
    axes.set_axis_off()
    table = Table.measured(figure, _EDGE, width - _EDGE)
    right = max(width - _EDGE, table.right)
    title = wrap(figure.title, right - _EDGE, TITLE, bold=True)
    y = write_lines(axes, _EDGE, _EDGE, title, size=TITLE, bold=True)
    y = table.draw(axes, y + _GAP, figure.marks)
    y = _legend(axes, y + _GAP, right, figure)
    foot = [line for text in figure.foot for line in wrap(text, right - _EDGE, FOOT)]
    y = write_lines(axes, _EDGE, y + _GAP / 2, foot, size=FOOT, colour=GREY)
    return right + _EDGE, y + _EDGE


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
