"""The codebook: themes and subthemes under numbers that are text and permanent.

A number is never reused or shifted, because the trail points at it. 1.10 is not 1.1.
"""

from dataclasses import dataclass
from functools import cached_property

from framework.text import digest


@dataclass(frozen=True)
class Subtheme:
    """A column of the charts: what belongs in it, and what does not."""

    number: str
    name: str
    definition: str = ""
    include: str = ""
    exclude: str = ""
    origin: str = ""
    example: str = ""
    terms: tuple[str, ...] = ()
    line: int = 0

    @property
    def heading(self) -> str:
        """Return ``2.1 · Whose needs count``, as a column is headed."""
        return f"{self.number} · {self.name}"

    @cached_property
    def stamp(self) -> str:
        """Return a short hash of what a researcher goes by: definition, include, exclude."""
        return digest(self.definition, self.include, self.exclude)


@dataclass(frozen=True)
class Theme:
    """A numbered theme and its subthemes, in the codebook's order."""

    number: str
    name: str
    subthemes: tuple[Subtheme, ...]
    line: int = 0

    @property
    def heading(self) -> str:
        """Return ``2 · Assessment``."""
        return f"{self.number} · {self.name}"


@dataclass(frozen=True)
class Codebook:
    """Themes in order. ``codebook["2.1"]`` is a subtheme; KeyError when there is none."""

    themes: tuple[Theme, ...]
    file: str = ""

    @cached_property
    def subthemes(self) -> dict[str, Subtheme]:
        """Return every subtheme by its number, in the codebook's order."""
        return {sub.number: sub for theme in self.themes for sub in theme.subthemes}

    def __getitem__(self, number: str) -> Subtheme:
        """Return one subtheme."""
        return self.subthemes[number]

    def theme(self, number: str) -> Theme | None:
        """Return the theme of that number, or None."""
        return next((theme for theme in self.themes if theme.number == number), None)

    @cached_property
    def version(self) -> dict[str, list[str]]:
        """Return number → [name, hash of the definition], as the trail keeps a version."""
        return {sub.number: [sub.name, sub.stamp] for sub in self.subthemes.values()}
