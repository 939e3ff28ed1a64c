"""`>>` at the beginning of a line says that the speaker changes, as captions have it.

Who has no label after it is nobody known: each such line begins a turn of its own.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from framework.plain.text import count
from framework.transcripts.layouts.furniture import is_event
from framework.transcripts.layouts.lines import split
from framework.transcripts.paragraphs import Paragraph, Telling, Told
from framework.transcripts.transcript import UNLABELLED

LAYOUT = ">> text"
_MARK = re.compile(r"\s*(>{2,3})\s*(?=\w|[\"“‘'¿¡(\[])")
_FEWEST = 2


def tell(paragraphs: Collection[Paragraph]) -> Telling | None:
    """Return the turns that marks begin in a file without labels, None if there are too few."""
    lines = split(paragraphs)
    marks = sum(_MARK.match(line.text) is not None for line in lines)
    if marks < _FEWEST:
        return None
    told = [Told("more", line.text.strip(), line.place, wrapped=line.wrapped) for line in lines]
    remark = f"nobody is named: each >> begins a turn of {UNLABELLED}"
    why = f"{count(marks, 'line')} of {len(lines):,} begin so"
    return Telling(LAYOUT, tuple(_cut(told)), (remark,), why=why)


def unnamed(telling: Telling) -> Telling:
    """Return a telling in which a mark without a label begins a turn of nobody known."""
    told = tuple(_cut(telling.told))
    new = sum(each.label == UNLABELLED and each.marker.endswith(">") for each in told)
    if not new:
        return telling
    remark = f"{count(new, 'turn')} after >> without a label, kept as {UNLABELLED}"
    return replace(telling, told=told, remarks=(*telling.remarks, remark))


def _cut(told: Collection[Told]) -> Iterator[Told]:
    begun = False
    for each in told:
        nobodys = each.part in ("more", "front") or each.label == UNLABELLED
        mark = _MARK.match(each.text) if nobodys else None
        begun = begun or each.part == "turn" or mark is not None
        if mark:
            words, marker = each.text[mark.end() :].strip(), each.marker + mark[1]
            yield replace(each, part="turn", text=words, label=UNLABELLED, marker=marker)
        elif each.part == "more" and (not begun or is_event(each.text)):
            yield replace(each, part="event" if begun else "front")
        else:
            yield each
