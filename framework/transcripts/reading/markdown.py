"""Markdown and reStructuredText: lines of text, of which some are headings by their marks.

Nothing is taken away from the text: marks of emphasis stay, except around a label, and are known
as bold type. The block of
fields between two ``---`` with which a file may begin is front matter.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from framework.plain.text import visible
from framework.transcripts.paragraphs import Paragraph, Source, Spans
from framework.transcripts.reading import plain

_HASHES = re.compile(r" {0,3}#{1,6}(?:\s|$)")
_RULE = re.compile(r"([=~^\"'`#*+-])\1{2,}\s*")
_STRONG = re.compile(r"\*\*[^*]{1,200}\*\*|__[^_]{1,200}__")
_LONGEST = 20_000
"""No paragraph with bold type is longer; the bound keeps hostile lines from costing memory."""
_ATTRIBUTES = re.compile(r"\{:(?:\s[^{}\n]{0,200}|[.#][^{}\n]{0,200})\}")
_FENCE = "---"


def read(data: bytes) -> Source:
    """Return the lines of a file. Raises UnreadableError for bytes that are no one text."""
    source = _unattributed(plain.read(data))
    begin = _fields(source.paragraphs)
    lines = source.paragraphs[begin:]
    fields = "\n".join(line.text for line in source.paragraphs[:begin])
    rules = [_RULE.fullmatch(line.text) and _under(lines, at) for at, line in enumerate(lines)]
    return replace(
        source,
        metadata={"fields": fields} if fields else {},
        paragraphs=tuple(
            replace(line, heading=True)
            if _HASHES.match(line.text) or any(rules[at : at + 2])
            else replace(line, bold=_bold(line.text))
            for at, line in enumerate(lines)
        ),
    )


def _unattributed(source: Source) -> Source:
    """Return a source without attribute lists, ``{: .class}``, which are markup and no words."""
    bare = tuple(
        replace(line, text=_ATTRIBUTES.sub("", line.text)) if "{:" in line.text else line
        for line in source.paragraphs
    )
    gone = sum(
        visible(before.text) - visible(after.text)
        for before, after in zip(source.paragraphs, bare, strict=True)
    )
    kept = tuple(line for line in bare if line.text.strip())
    return replace(source, paragraphs=kept, visible=source.visible - gone)


def _fields(lines: Sequence[Paragraph]) -> int:
    """Return how many lines the block of fields at the beginning has."""
    if not lines or lines[0].text.strip() != _FENCE:
        return 0
    ends = (at for at, line in enumerate(lines[1:], 1) if line.text.strip() == _FENCE)
    return next(ends, -1) + 1


def _bold(text: str) -> Spans:
    """Return what is set in bold, its marks included."""
    found = _STRONG.finditer(text) if len(text) < _LONGEST else ()
    return tuple(each.span() for each in found)


def _under(lines: Sequence[Paragraph], at: int) -> bool:
    """Return whether a rule stands right under a line, which it makes a heading."""
    return at > 0 and lines[at].place["line"] == lines[at - 1].place["line"] + 1
