"""A table of one row: labels in its left cell, kept level with the words in its right cell.

Label and paragraph go together by their order, if there are as many of one as of the other.
Otherwise they do only down to the first that do not stand level; the rest is nobody's.
"""

from collections.abc import Sequence

from framework.transcripts.layouts.names import like_a_name
from framework.transcripts.paragraphs import Paragraph, Told
from framework.transcripts.transcript import UNLABELLED

_MOSTLY = 0.8


def is_level(cells: Sequence[Sequence[Paragraph]]) -> bool:
    """Return whether a row of two cells holds labels at the left and their words at the right."""
    if len(cells) != 2 or len(cells[0]) < 2 or len(cells[1]) < 2:
        return False
    names = sum(like_a_name(_label(paragraph)) for paragraph in cells[0])
    return names >= _MOSTLY * len(cells[0])


def pair(cells: Sequence[Sequence[Paragraph]]) -> tuple[list[Told], str]:
    """Return the turns of such a row, and what is to be told if they do not pair up."""
    labels, words = cells[0], cells[1]
    level = [first.level == second.level for first, second in zip(labels, words, strict=False)]
    even = len(labels) == len(words)
    paired = len(words) if even else (level.index(False) if False in level else len(level))
    told = [
        Told("turn", text.text.strip(), text.place, _label(label), label.text.strip())
        for label, text in zip(labels[:paired], words[:paired], strict=False)
    ]
    told += [Told("turn", text.text.strip(), text.place, UNLABELLED) for text in words[paired:]]
    told += [Told("unplaced", label.text.strip(), label.place) for label in labels[paired:]]
    if even:
        return told, ""
    return told, (
        f"{len(labels)} labels stand beside {len(words)} paragraphs: paired down to "
        f"{paired}, the rest kept as {UNLABELLED}"
    )


def unlabelled(cells: Sequence[Sequence[Paragraph]]) -> list[Told]:
    """Return the paragraphs of a row that has no labels, as turns of nobody."""
    return [
        Told("turn", paragraph.text.strip(), paragraph.place, UNLABELLED)
        for cell in cells
        for paragraph in cell
    ]


def _label(paragraph: Paragraph) -> str:
    return paragraph.text.strip().rstrip(" :;：").strip()
