"""A draft is its paragraphs; a quotation is words in it that claim to be somebody's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Block = Literal["style", "indent", "unmarked", ""]
"""What sets a whole paragraph apart as a quotation: its style, its indent, or only its end."""


@dataclass(frozen=True)
class Paragraph:
    r"""One paragraph of a draft, soft breaks as ``\n``, and where a reader finds it.

    `place` holds ``page`` and ``paragraph``, or ``line``, or ``note``. `block` says what
    sets the whole paragraph apart as a quotation, if anything does. `places` say where each code
    point and the end of the text stood before markup was left out, if any was.
    """

    text: str
    place: Mapping[str, int] = field(default_factory=dict)
    block: Block = ""
    places: Sequence[int] = ()

    def at(self, offset: int) -> Mapping[str, int]:
        """Return the place of a code point: in a text file, the line it stands in."""
        if "line" not in self.place:
            return self.place
        return {**self.place, "line": self.place["line"] + self.text.count("\n", 0, offset)}


@dataclass(frozen=True)
class Draft:
    """A manuscript as it was read. `remarks` tell what was left out of it.

    `ties` are the findings that its author named beside sentences of it.
    """

    name: str
    paragraphs: tuple[Paragraph, ...]
    remarks: tuple[str, ...] = ()
    ties: tuple["Tie", ...] = ()

    def place(self, span: "Span") -> Mapping[str, int]:
        """Return where a stretch of the draft begins."""
        return self.paragraphs[span.paragraph].at(span.start)

    def with_markup(self, span: "Span") -> "Span":
        """Return where a stretch of the draft stands in the file's own paragraph."""
        places = self.paragraphs[span.paragraph].places
        if not places:
            return span
        end = places[span.end - 1] + 1 if span.start < span.end else places[span.end]
        return Span(span.paragraph, places[span.start], end)


@dataclass(frozen=True)
class Span:
    """Code points from `start` to `end` of the paragraph that stands at `paragraph`, from 0."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True)
class Tie:
    """The name of a finding, and the stretch of the draft that it stands beside.

    An empty stretch is a place: what ends there is what it stands beside.
    """

    finding: str
    span: Span


@dataclass(frozen=True)
class Quotation:
    """Words of a draft between marks, or set apart as a block.

    `label` is the speaker's label of a line in an exchange. `printed` is the attribution as it is
    printed, empty where there is none; `literature` a reference to a publication in its place.
    `shared` says that the attribution stands after a later quotation and covers this one too.
    `claim` is where the sentence stands that the quotation belongs to.
    """

    number: int
    words: str
    spans: tuple[Span, ...]
    place: Mapping[str, int]
    block: Block = ""
    label: str = ""
    printed: str = ""
    literature: str = ""
    shared: bool = False
    claim: Span | None = None


def place_name(place: Mapping[str, int]) -> str:
    """Return a place as a reader would say it.

    >>> place_name({"page": 2, "paragraph": 14})
    'page 2, paragraph 14'
    """
    units = ("page", "paragraph", "line", "note")
    return ", ".join(f"{unit} {place[unit]}" for unit in units if unit in place)
