"""Drafts in Markdown and plain text: paragraphs are parted by blank lines, and known by their line.

Both may hold markup. Only in plain text does an indent set a paragraph apart.

Page numbers and running heads, in text that was taken out of a PDF, are no part of a paragraph;
nor is a comment that ties a sentence to a finding, ``<!-- F3 -->``.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from framework.manuscript.draft import Block, Draft, Paragraph, Span, Tie
from framework.manuscript.drafts.markup import BLOCK_TAG, without_markup
from framework.manuscript.links import named
from framework.plain.encoding import decode
from framework.plain.text import count

_LONG = 120
_QUOTED = re.compile(r"^[ ]{0,3}(?:>[ ]?)+")
_INDENT = re.compile(r"(?: {2,}|\t)")
_NUMBER = re.compile(r"\s*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*", re.IGNORECASE)
_HEADING = re.compile(r"^#{1,6}\s+")
_ROW = re.compile(r"\s*\|(.*)\|\s*")
_COMMENT = re.compile(r"[ \t]*<!--([^<>]{1,200})-->")

Line = tuple[int, str]


def read(data: bytes, name: str, *, markdown: bool) -> Draft:
    """Return a draft. Raises UnreadableError for bytes that are no one text."""
    text, encoding = decode(data)
    lines, furniture = _without_furniture(text)
    told = [f"read as {encoding}"] if not text.isascii() and encoding != "utf-8" else []
    if furniture:
        told.append(
            f"{count(furniture, 'page number or running head', 'page numbers and heads')} left out"
        )
    groups = list(_groups(_untagged(lines)))
    indented = any(not _INDENT.match(line) for group in groups for _, line in group)
    written = (
        paragraph
        for group in groups
        for paragraph in _paragraphs(group, indented=indented and not markdown)
    )
    paragraphs, ties = _tied(written)
    return Draft(name, tuple(paragraphs), tuple(told), tuple(ties))


def _tied(written: Iterable[Paragraph]) -> tuple[list[Paragraph], list[Tie]]:
    """Return the paragraphs without the comments that name findings, and what these tie.

    A comment that is a paragraph of its own is behind the paragraph before it.
    """
    paragraphs: list[Paragraph] = []
    ties: list[Tie] = []
    for paragraph in written:
        text, at, found = "", 0, []
        for comment in _COMMENT.finditer(paragraph.text):
            names = named(comment[1])
            text += paragraph.text[at : comment.start() if names else comment.end()]
            at = comment.end()
            found += [(name, len(text.rstrip())) for name in names]
        text += paragraph.text[at:] if text else paragraph.text[at:].lstrip()
        if text.strip() or not paragraphs:
            paragraphs.append(replace(paragraph, text=text))
        else:
            found = [(name, len(paragraphs[-1].text)) for name, _ in found]
        number = len(paragraphs) - 1
        ties += [Tie(name, Span(number, place, place)) for name, place in found]
    return paragraphs, ties


def _without_furniture(text: str) -> tuple[list[Line], int]:
    """Return the numbered lines without what repeats at pages' edges, and how much that is."""
    pages: list[list[Line]] = [[]]
    for number, line in enumerate(text.split("\n"), 1):
        parts = line.split("\f")
        pages[-1].append((number, parts[0]))
        pages += [[(number, part)] for part in parts[1:]]
    edges = [edge for page in pages for edge in _edges(page)] if len(pages) > 1 else []
    heads = Counter(re.sub(r"\d+", "#", line.strip()) for _, line in edges)
    dropped = {
        (number, line)
        for number, line in edges
        if _NUMBER.fullmatch(line)
        or heads[re.sub(r"\d+", "#", line.strip())] > max(2, len(pages) // 3)
    }
    kept = [one for page in pages for one in page if one not in dropped]
    return kept, len(dropped)


def _edges(page: Sequence[Line]) -> list[Line]:
    filled = [one for one in page if one[1].strip()]
    return [filled[0], filled[-1]] if filled else []


def _groups(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Yield the lines between blank lines; long lines are paragraphs of their own."""
    group: list[Line] = []
    for one in [*lines, (0, "")]:
        if one[1].strip():
            group.append(one)
            continue
        if any(len(line) > _LONG for _, line in group):
            yield from ([each] for each in group)
        elif group:
            yield group
        group = []


def _untagged(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines, parted where HTML parts paragraphs; a ``<blockquote>`` as lines with ``>``.

    The cells of a Markdown table are parted, too.
    """
    quoted = 0
    for number, line in lines:
        pieces = BLOCK_TAG.split(line)
        if pieces == [line] and (row := _ROW.fullmatch(line)):
            pieces = [piece for cell in row[1].split("|") for piece in (cell, "")]
        for at, piece in enumerate(pieces):
            if at % 2:
                quoted += piece[:11].lower().startswith("<blockquote")
                quoted -= piece[:12].lower().startswith("</blockquote") and quoted > 0
            parted = "" if at % 2 else piece
            yield number, f"> {parted}" if quoted and parted.strip() else parted


def _paragraphs(group: Sequence[Line], *, indented: bool) -> Iterator[Paragraph]:
    """Yield the paragraphs of a group of lines; ``>`` sets lines apart as a quotation."""
    plain: Block = "indent" if indented and all(_INDENT.match(line) for _, line in group) else ""
    part: list[str] = []
    first, block = 0, False
    for number, line in [*group, (0, "")]:
        inside = _QUOTED.sub("", line, count=1)
        quoted = inside != line or (block and bool(part))  # a quotation goes on without its mark
        if part and (quoted != block or not inside.strip() or _HEADING.match(inside)):
            text, _ = without_markup("\n".join(part))
            yield Paragraph(text, {"line": first}, "style" if block else plain)
            part = []
        if inside.strip():
            first, block = (first, block) if part else (number, quoted)
            part.append(_HEADING.sub("", inside.strip(), count=1))
