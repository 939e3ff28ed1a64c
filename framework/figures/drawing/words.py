"""Words on a figure: measured before they are placed, so that none is cut off or overlaps.

Everything is in millimetres but the size of letters, which is in points. Names are never
read as formulas.
"""

from collections.abc import Sequence
from functools import lru_cache

from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

FONT = "DejaVu Sans"
INK = "#1F4E5F"
BLACK = "#1F2933"
GREY = "#52606D"
INCH = 25.4
MILLIMETRE = 72 / INCH
"""In points, as INCH is in millimetres."""


@lru_cache(maxsize=4096)
def measure(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line of text is."""
    font = FontProperties(family=FONT, size=size, weight="bold" if bold else "normal")
    wide, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(wide) / MILLIMETRE


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Return the lines of a text, broken at spaces, and inside a word only if it must be."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if measure(longer, size, bold=bold) <= width:
            lines[-1] = longer
            continue
        lines.append("")
        for letter in word:
            if lines[-1] and measure(lines[-1] + letter, size, bold=bold) > width:
                lines.append("")
            lines[-1] += letter
    return [line for line in lines if line] or [""]


def fits(text: str, width: float, size: float, *, lines: int, bold: bool = False) -> bool:
    """Return whether a text stands in so many lines without breaking a word."""
    whole = all(measure(word, size, bold=bold) <= width for word in text.split())
    return whole and len(wrap(text, width, size, bold=bold)) <= lines


def line_height(size: float) -> float:
    """Return the distance from one line to the next."""
    return size * 1.22 / MILLIMETRE


def write(  # noqa: PLR0913 - a place, a text and how it looks
    axes: Axes,
    x: float,
    y: float,
    text: str,
    *,
    size: float,
    bold: bool = False,
    middle: bool = False,
    on_end: bool = False,
    colour: str = BLACK,
) -> None:
    """Write one line that begins at x (or has it in its middle), halfway up at y.

    On end it begins at y and goes up the page, with x halfway across it.
    """
    axes.text(
        x,
        y,
        text,
        fontsize=size,
        fontweight="bold" if bold else "normal",
        color=colour,
        horizontalalignment="center" if middle else "left",
        verticalalignment="center_baseline",
        rotation=90 if on_end else 0,
        rotation_mode="anchor",
        parse_math=False,
    )


def write_lines(  # noqa: PLR0913 - as `write`
    axes: Axes,
    x: float,
    y: float,
    lines: Sequence[str],
    *,
    size: float,
    bold: bool = False,
    middle: bool = False,
    colour: str = BLACK,
) -> float:
    """Write lines one under another, the first with its upper end at y; return where they end."""
    for place, line in enumerate(lines):
        halfway = y + (place + 0.5) * line_height(size)
        write(axes, x, halfway, line, size=size, bold=bold, middle=middle, colour=colour)
    return y + len(lines) * line_height(size)
