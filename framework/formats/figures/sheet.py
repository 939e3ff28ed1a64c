"""Lays a figure out from the top down: title, table of marks, legend in words, lines below.

It is as wide as a page; it grows before a name is cut.
"""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Picture

from framework.figures.figure import Figure
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
    y = _legend(axes, y + _GAP, right, figure.marks)
    foot = [line for text in figure.foot for line in wrap(text, right - _EDGE, FOOT)]
    y = write_lines(axes, _EDGE, y + _GAP / 2, foot, size=FOOT, colour=GREY)
    axes.set_xlim(0, right + _EDGE)
    axes.set_ylim(y + _EDGE, 0)
    picture.set_size_inches((right + _EDGE) / INCH, (y + _EDGE) / INCH)
    return picture


def _legend(axes: Axes, y: float, right: float, marks: Sequence[Sequence[str]]) -> float:
    """Draw every mark that occurs with its words; return where the legend ends."""
    used = {mark for row in marks for mark in row}
    x, step = _EDGE, line_height(LABEL) * 1.5
    for mark in (known for known in LOOKS if known in used):
        wide = _KEY + 1.2 + measure(mark, LABEL)
        if x > _EDGE and x + wide > right:
            x, y = _EDGE, y + step
        draw_marks(axes, [(x + _KEY / 2, y + step / 2, _KEY, mark)])
        write_lines(axes, x + _KEY + 1.2, y + (step - line_height(LABEL)) / 2, [mark], size=LABEL)
        x += wide + 5
    return y + step
