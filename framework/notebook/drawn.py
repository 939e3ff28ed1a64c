"""A figure of the study as a notebook shows it and a paper takes it."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from framework.errors import RefusedError, UnknownNameError
from framework.figures.data import COMPARED, MARKS, compared_in, marks_of
from framework.figures.figure import Figure
from framework.plain.by_name import Named
from framework.plain.files import write

if TYPE_CHECKING:
    from framework.figures.drawing.sheet import OwnAxes
    from framework.notebook.frames import Table

KINDS = ("svg", "pdf", "png")
WIDEST = 1000
"""In millimetres."""


@dataclass(frozen=True, repr=False)
class Drawn:
    """A figure and its files, drawn when they are first asked for. `alt` is for who cannot see."""

    figure: Figure

    @property
    def alt(self) -> str:
        """Return everything that is drawn, in words."""
        return self.figure.alt

    @cached_property
    def _svg(self) -> str:
        from framework.figures.drawing.files import draw  # noqa: PLC0415 - matplotlib is heavy

        return draw(self.figure, ["svg"])["svg"].decode()

    def save(self, path: Path | str, *, width: float | None = None, dpi: int | None = None) -> Path:
        """Write the figure into a file, .svg, .pdf or .png as its name ends. Returns the path.

        `width` is in millimetres; without one the figure is as wide as a page. `dpi` is for .png,
        300 without one. Raises UnknownNameError for any other ending, RefusedError if the names
        need more room or the picture would be too large.
        """
        target = Path(path)
        kind = target.suffix.removeprefix(".").casefold()
        if kind not in KINDS:
            raise UnknownNameError(f"a figure is saved as svg, pdf or png, not as `{target.name}`")
        if width is not None and not 0 < width <= WIDEST:
            raise RefusedError(f"a figure cannot be {width} mm wide; ask for up to {WIDEST} mm")
        if dpi is not None and dpi <= 0:
            raise RefusedError(f"a figure cannot have {dpi} dpi; ask for 300, say")
        from framework.figures.drawing.files import draw  # noqa: PLC0415 - matplotlib is heavy

        write(target, draw(self.figure, [kind], width, dpi)[kind])
        return target

    def plot(self, axes: "OwnAxes") -> "OwnAxes":
        """Draw the figure on matplotlib axes of your own, in its own size. Returns the axes.

        Raises RefusedError, with nothing drawn, if the axes are too small.
        """
        from framework.figures.drawing.sheet import draw_on  # noqa: PLC0415 - the same

        draw_on(axes, self.figure)
        return axes

    @property
    def data(self) -> "Table":
        """Return a row for each mark: the row and column it stands in, and what it says."""
        from framework.notebook.frames import frame_of  # noqa: PLC0415 - pandas is slow to import

        return frame_of(MARKS, marks_of(self.figure))

    @property
    def compared(self) -> "Table":
        """Return a row for each group that a bracket compares; none where there is no bracket."""
        from framework.notebook.frames import frame_of  # noqa: PLC0415 - the same

        return frame_of(COMPARED, compared_in(self.figure))

    def __repr__(self) -> str:
        """Return the figure's title."""
        return self.figure.title

    def _repr_svg_(self) -> str:
        return self._svg


class Figures(Named[Drawn]):
    """The figures of a study by name."""

    noun = "figure"
