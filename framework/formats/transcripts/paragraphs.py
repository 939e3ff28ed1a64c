"""What a format's reader hands on: paragraphs in order, and what lies beside them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from framework.transcript import Comment


@dataclass(frozen=True)
class Paragraph:
    r"""One paragraph of the source, with soft breaks as ``\n``, and where it stands."""

    text: str
    place: Mapping[str, int]


@dataclass(frozen=True)
class Source:
    """A file's text before anybody asks who spoke.

    `visible` counts every code point of the source that is not white space, taken from the
    source itself and not from `paragraphs`, so that the two can be held against each other.
    """

    paragraphs: tuple[Paragraph, ...]
    visible: int
    encoding: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    comments: tuple[Comment, ...] = ()
    remarks: tuple[str, ...] = ()
