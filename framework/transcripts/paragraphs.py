"""From a file's bytes to turns, in three steps with plain values between them.

A format's reader turns bytes into a `Source`: paragraphs in order, and what lies beside them.
A layout *tells* each paragraph: who begins to speak in it, or that nobody does. `turns` then
puts the told paragraphs together.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from framework.plain.faults import UnreadableError
from framework.transcripts.transcript import Comment

MAX_PARAGRAPHS = 150_000
"""A day's talk has some 5,000; far beyond that a file is no transcript."""

RUBY = "readings above the words"
"""What the metadata call the letters over words that tell how they are read."""

Part = Literal["turn", "more", "event", "front", "unplaced"]
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    r"""One paragraph of the source, with soft breaks as ``\n``, and where it stands.

    `bold` holds the spans of `text` set in bold, in order; `heading` is set where the file's
    own style sets it apart; `level` counts the paragraphs of its table cell, blank ones too;
    `wrapped` goes on in the middle of the line before; `margin` is a number taken from its
    beginning.
    """

    text: str
    place: Mapping[str, int]
    bold: Spans = ()
    time: str = ""
    heading: bool = False
    level: int = 0
    wrapped: bool = False
    margin: str = ""

    @property
    def begins_bold(self) -> int:
        """Return how many code points at the beginning are set in bold."""
        return self.bold[0][1] if self.bold and self.bold[0][0] == 0 else 0

    @property
    def all_bold(self) -> bool:
        """Return whether every visible code point is set in bold."""
        marked = sum(len("".join(self.text[a:b].split())) for a, b in self.bold)
        return bool(self.bold) and marked == len("".join(self.text.split()))


def bounded(number: int) -> None:
    """Raise UnreadableError if a file has more paragraphs, cues or entries than it may."""
    if number > MAX_PARAGRAPHS:
        raise UnreadableError(
            f"more than {MAX_PARAGRAPHS:,} paragraphs; part it into several files"
        )


def spans(pieces: Iterable[tuple[int, bool]]) -> Spans:
    """Return the spans that are set in bold, from pieces of text: their length, and whether bold.

    >>> spans([(3, True), (1, True), (5, False), (2, True)])
    ((0, 4), (9, 11))
    """
    found: list[tuple[int, int]] = []
    at = 0
    for length, bold in pieces:
        if bold and length:
            first = found.pop()[0] if found and found[-1][1] == at else at
            found.append((first, at + length))
        at += length
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Told:
    """A paragraph of which it is told what it is.

    A *turn* begins under `label`, told by the source's text `marker`; *more* goes on with the
    turn before; *event*, *front* (front matter) and *unplaced* are nobody's words. An `echo`
    repeats words that stand, and are counted, elsewhere in the file. A `fresh` turn is never
    joined with the one before, whose label it may have.
    """

    part: Part
    text: str
    place: Mapping[str, int]
    label: str = ""
    marker: str = ""
    time: str = ""
    echo: bool = False
    wrapped: bool = False
    fresh: bool = False


@dataclass(frozen=True)
class Telling:
    """What a layout made of a source: its name, the told paragraphs, remarks for the reader.

    `joined` is set where one turn may be cut into several pieces, as subtitles cut it.
    """

    layout: str
    told: tuple[Told, ...]
    remarks: tuple[str, ...] = ()
    joined: bool = False
    why: str = ""
    """The evidence for the layout, in words."""
    facts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What a survey's sheet says of each respondent beside the answers."""


@dataclass(frozen=True)
class Source:
    """A file's text before anybody asks who spoke, unless the format itself tells.

    `visible` counts every code point of the source that is not white space, taken from the
    source itself and not from `paragraphs`, so that the two can be held against each other.
    """

    paragraphs: tuple[Paragraph, ...]
    visible: int
    encoding: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    comments: tuple[Comment, ...] = ()
    remarks: tuple[str, ...] = ()
    telling: Telling | None = None
