"""The codebook: themes and subthemes under numbers that are text and permanent.

A number is never reused or shifted, because the trail points at it. 1.10 is not 1.1.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from framework.errors import as_text
from framework.plain.by_name import unknown
from framework.plain.markup import Html, Shown, joined, table, tag, unfold
from framework.plain.text import count, digest, inert

NONE = "x"
"""The letter of the position that says: no position was heard."""


@dataclass(frozen=True)
class Position:
    """Something groups hold on a subtheme. Its number is the subtheme's with a letter, 2.1a.

    `retired` gives the reason why it is no longer used: split, say, or merged into another.
    """

    number: str
    name: str
    definition: str = ""
    retired: str = ""
    line: int = 0

    @property
    def heading(self) -> str:
        """Return ``2.1a · The person first``."""
        return f"{self.number} · {self.name}"


@dataclass(frozen=True, repr=False)
class Subtheme(Shown):
    """A column of the charts: what belongs in it, and what does not."""

    number: str
    name: str
    definition: str = ""
    include: str = ""
    exclude: str = ""
    origin: str = ""
    example: str = ""
    terms: tuple[str, ...] = ()
    wide: tuple[str, ...] = ()
    """The terms that may propose although they are found very often."""
    line: int = 0
    listed: tuple[Position, ...] = ()
    """Every position of the codebook, retired ones too."""

    def __repr__(self) -> str:
        """Return number and name."""
        return inert(self.heading)

    def html(self) -> Html:
        """Return all that the codebook says of it."""
        told = {
            "definition": self.definition,
            "include": self.include,
            "exclude": self.exclude,
            "origin": self.origin,
            "example": self.example,
            "terms": ", ".join(self.terms),
            **{one.number: f"{one.name}. {one.definition}" for one in self.positions},
        }
        rows = [(name, text) for name, text in told.items() if text]
        return joined(tag("h4", self.heading), table((), rows))

    @property
    def positions(self) -> tuple[Position, ...]:
        """Return the positions in use and, where there are any, *no position heard*."""
        used = tuple(one for one in self.listed if not one.retired)
        return (*used, Position(self.number + NONE, "No position heard")) if used else ()

    @property
    def heading(self) -> str:
        """Return ``2.1 · Whose needs count``, as a column is headed."""
        return f"{self.number} · {self.name}"

    @cached_property
    def stamp(self) -> str:
        """Return a short hash of what a researcher goes by: definition, include, exclude.

        Terms are no part of it: they say where to begin reading, not what belongs here.
        """
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


@dataclass(frozen=True, repr=False)
class Codebook(Shown):
    """Themes in order. ``codebook["2.1"]`` is a subtheme, and it goes through their numbers."""

    themes: tuple[Theme, ...]
    file: str = ""

    @cached_property
    def subthemes(self) -> dict[str, Subtheme]:
        """Return every subtheme by its number, in the codebook's order."""
        return {sub.number: sub for theme in self.themes for sub in theme.subthemes}

    def __getitem__(self, number: str) -> Subtheme:
        """Return one subtheme. Raises UnknownNameError when there is none."""
        if as_text(number) not in self.subthemes:
            raise unknown("subtheme", number, self.subthemes)
        return self.subthemes[number]

    def __iter__(self) -> Iterator[str]:
        """Go through the numbers of the subthemes, in the codebook's order."""
        return iter(self.subthemes)

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.subthemes)

    def __repr__(self) -> str:
        """Return a line a theme."""
        told = (
            f"{theme.heading}: {count(len(theme.subthemes), 'subtheme')}" for theme in self.themes
        )
        return inert("\n".join(told)) or "No themes"

    def html(self) -> Html:
        """Return every theme with its subthemes, each opening onto its definition."""
        return joined(
            *(
                joined(
                    tag("h4", theme.heading),
                    *(unfold(sub.heading, sub.html()) for sub in theme.subthemes),
                )
                for theme in self.themes
            )
        )

    def theme(self, number: str) -> Theme | None:
        """Return the theme of that number, or None."""
        return next((theme for theme in self.themes if theme.number == number), None)

    @cached_property
    def version(self) -> dict[str, list[str]]:
        """Return number → [name, hash of the definition], of subthemes and positions."""
        found = {sub.number: [sub.name, sub.stamp] for sub in self.subthemes.values()}
        listed = (one for sub in self.subthemes.values() for one in sub.listed)
        return found | {one.number: [one.name, digest(one.definition)] for one in listed}

    @cached_property
    def entries(self) -> dict[str, "Subtheme | Position"]:
        """Return every subtheme and every position by its number, retired ones too."""
        listed = (one for sub in self.subthemes.values() for one in sub.listed)
        return {**self.subthemes, **{one.number: one for one in listed}}

    @cached_property
    def positions(self) -> dict[str, Position]:
        """Return every position in use by its number, *no position heard* among them."""
        return {one.number: one for sub in self.subthemes.values() for one in sub.positions}
