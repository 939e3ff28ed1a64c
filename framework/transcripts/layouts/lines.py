"""Paragraphs become lines: a label may follow a soft break, so each line is judged by itself."""

import re
from collections.abc import Iterable
from dataclasses import replace

from framework.transcripts.paragraphs import Paragraph, bounded

_BREAK = re.compile("[\n\x0b\x0c\x85\u2028\u2029]")


def split(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Return each line of each paragraph that has anything on it.

    Raises UnreadableError for more lines than a transcript has.
    """
    lines: list[Paragraph] = []
    for paragraph in paragraphs:
        if _BREAK.search(paragraph.text):
            lines += _cut(paragraph)
        elif paragraph.text.strip():
            lines.append(paragraph)
    bounded(len(lines))
    return lines


def _cut(paragraph: Paragraph) -> Iterable[Paragraph]:
    start = 0
    for piece in _BREAK.split(paragraph.text):
        end = start + len(piece)
        if piece.strip():
            bold = tuple(
                (max(first, start) - start, min(last, end) - start)
                for first, last in paragraph.bold
                if first < end and last > start
            )
            yield replace(paragraph, text=piece, bold=bold)
        start = end + 1
