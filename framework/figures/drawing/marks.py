"""How each mark is drawn: told apart by fill, outline, hatching and sign, so that grey is enough.

The centre tells what was said or done; the outline of a disc, whether it was asked.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from framework.figures import locus, progress, strip
from framework.figures.drawing.words import INK, write
from framework.trail.cell import OUTSIDE

HATCH = "#8A97A3"
TINT = "#C9D9DF"
_INNER = 0.56
_LINE = {"facecolor": "none", "edgecolor": INK, "linewidth": 0.8}
_STYLES: Mapping[str, dict[str, Any]] = {
    "full": {"facecolor": INK, "edgecolor": "none"},
    "tint": {"facecolor": TINT, "edgecolor": "none"},
    "hatched": {"facecolor": "none", "edgecolor": HATCH, "hatch": "//////", "linewidth": 0.4},
    "solid": _LINE,
    "dotted": {**_LINE, "linestyle": (0.0, (1.2, 1.3))},
}


@dataclass(frozen=True)
class Look:
    """What fills a disc or a box, its outline, and a sign that stands in it."""

    fill: str = ""
    outline: str = "solid"
    sign: str = ""
    box: bool = False


LOOKS: Mapping[str, Look] = {
    locus.PLACING["holds"]: Look("full"),
    locus.PLACING["mixed"]: Look("half"),
    locus.PLACING["opposes"]: Look(sign="×"),
    locus.PLACING["reports others"]: Look(sign="”"),
    locus.NOT_THERE: Look("", "", "·"),
    locus.NO_POSITION: Look(sign="–"),
    locus.NOT_PLACED: Look("hatched"),
    locus.TOUCHED: Look(sign="~"),
    strip.SAID: Look("full"),
    strip.UNASKED: Look("full", "dotted"),
    strip.TOUCHED: Look("half"),
    strip.TOUCHED_UNASKED: Look("half", "dotted"),
    strip.SILENT: Look(),
    strip.UNCLEAR: Look(sign="?"),
    strip.NOT_ASKED: Look("", "dotted"),
    strip.NOT_READ: Look("hatched", "dotted"),
    strip.UNCHARTED: Look("hatched", ""),
    strip.OUTSIDE_HERE: Look("", "", "·"),
    "not applicable": Look("", "", "–"),
    "not recorded": Look("", "", "×"),
    "withdrawn": Look("", "", "/"),
    strip.CONTESTED: Look("", "", "≠"),
    progress.CHARTED: Look("full", box=True),
    progress.CHOSEN: Look("tint", box=True),
    progress.NOT_ASKED: Look("", "dotted", box=True),
    progress.CONTESTED: Look(sign="≠", box=True),
    progress.OPEN: Look("hatched", "", box=True),
    OUTSIDE: Look("", "", "·", box=True),
}
"""Every mark, in the order of a legend."""


Place = tuple[float, float, float, str]
"""The middle of a mark, across and down, its size, and the mark itself."""


def draw_marks(axes: Axes, places: Iterable[Place]) -> None:
    """Draw marks, all in millimetres. What looks the same is one shape: a few are quickly drawn."""
    shapes: dict[str, list[Path]] = {style: [] for style in _STYLES}
    for x, y, size, mark in places:
        look = LOOKS[mark]
        for style, path in _box(look) if look.box else _disc(look):
            shapes[style].append(Affine2D().scale(size / 2).translate(x, y).transform_path(path))
        if look.sign:
            write(axes, x, y, look.sign, size=size * 2.0, bold=True, middle=True)
    for style, paths in shapes.items():
        if paths:
            whole = Path.make_compound_path(*paths)
            axes.add_artist(PathPatch(whole, **_STYLES[style]))


def _box(look: Look) -> Iterator[tuple[str, Path]]:
    """Return the shapes of a box that reaches from -1 to 1, each with its style."""
    square = Path([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)], closed=True)
    return ((style, square) for style in (look.fill, look.outline) if style)


def _disc(look: Look) -> Iterator[tuple[str, Path]]:
    """Return the shapes of a disc that reaches from -1 to 1, each with its style.

    Where the outline is dotted, what was said stands in a small disc of its own.
    """
    inner = _INNER if look.outline == "dotted" and look.fill in ("full", "half") else 1
    within = Path.circle(radius=inner)
    if look.fill == "half":
        yield "full", Affine2D().scale(inner).transform_path(Path.wedge(90, 270))
        yield "solid", within
    elif look.fill:
        yield look.fill, within
    if look.outline:
        yield look.outline, Path.circle()
