"""From a file's bytes to turns, in three steps with plain values between them.

A format's reader turns bytes into a `Source`: paragraphs in order, and what lies beside them.
A layout *tells* each paragraph: who begins to speak in it, or that nobody does. `turns` then
puts the told paragraphs together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from framework.transcript import Comment

Part = Literal["turn", "more", "event", "front", "unplaced"]


@dataclass(frozen=True)
class Paragraph:
    r"""One paragraph of the source, with soft breaks as ``\n``, and where it stands.

    `bold` counts the code points at its beginning that are set in bold.
    """

    text: str
    place: Mapping[str, int]
    bold: int = 0
    time: str = ""


@dataclass(frozen=True)
class Told:
    """A paragraph of which it is told what it is.

    A *turn* begins under `label`, told by the source's text `marker`; *more* goes on with the
    turn before; *event*, *front* (front matter) and *unplaced* are nobody's words. An `echo`
    repeats words that stand, and are counted, elsewhere in the file.
    """

    part: Part
    text: str
    place: Mapping[str, int]
    label: str = ""
    marker: str = ""
    time: str = ""
    echo: bool = False


@dataclass(frozen=True)
class Telling:
    """What a layout made of a source: its name, the told paragraphs, remarks for the reader.

    `joined` is set where one turn may be cut into several pieces, as subtitles cut it.
    """

    layout: str
    told: tuple[Told, ...]
    remarks: tuple[str, ...] = ()
    joined: bool = False


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
