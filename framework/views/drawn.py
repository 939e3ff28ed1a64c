"""A figure of the study as a notebook shows it and a paper takes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from framework.errors import UnknownNameError
from framework.figures.figure import Figure
from framework.named import Named
from framework.storage.files import write


@dataclass(frozen=True, repr=False)
class Drawn:
    """A figure and its files, drawn when they are first asked for. `alt` is for who cannot see."""

    figure: Figure

    @property
    def alt(self) -> str:
        """Return everything that is drawn, in words."""
        return self.figure.alt

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """Return the figure's bytes by kind: ``svg`` and ``png``."""
        from framework.formats.figures.files import draw  # noqa: PLC0415 - matplotlib is heavy

        return draw(self.figure)

    def save(self, path: Path | str) -> Path:
        """Write the figure into a file, .svg or .png as its name ends. Returns the path.

        Raises UnknownNameError for any other ending.
        """
        target = Path(path)
        data = self.files.get(target.suffix.removeprefix("."))
        if data is None:
            raise UnknownNameError(f"a figure is saved as svg or png, not as `{target.name}`")
        write(target, data)
        return target

    def __repr__(self) -> str:
        """Return the figure's title."""
        return self.figure.title

    def _repr_svg_(self) -> str:
        return self.files["svg"].decode()


class Figures(Named[Drawn]):
    """The figures of a study by name."""

    noun = "figure"
