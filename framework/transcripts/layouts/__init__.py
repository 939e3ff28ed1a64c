"""Layouts: how a file lays its turns out, decided per file with the evidence of the whole.

Each layout is one small file whose `tell` returns who speaks in each paragraph. Tables are asked
first, then the heads of lines, then the weight of the type, and last bare times; or only the
layout that a person chose.
"""

from collections.abc import Collection

from framework.plain.text import fold
from framework.transcripts.layouts import changes, labels, rows, stamps, weights
from framework.transcripts.layouts.chosen import LABELLED, Labelled
from framework.transcripts.layouts.label_form import is_stated, stated
from framework.transcripts.paragraphs import Paragraph, Telling
from framework.transcripts.transcript import GIVEN

LAYOUTS = (*LABELLED, rows.TABLE, rows.LEVEL, weights.LAYOUT, stamps.LAYOUT, changes.LAYOUT)
"""The names of all layouts that a person may choose."""
_TYPED = {fold(name).text: name for name in LAYOUTS}


def layout_of(typed: str) -> str | None:
    """Return the layout that somebody typed, in whatever dashes and capitals; None if none is.

    A stated form, as ``#{name}:``, is one, and is kept as it was typed.
    """
    if is_stated(typed):
        return str(typed)
    return _TYPED.get(fold(typed).text)


def labelled(layout: str) -> Labelled | None:
    """Return the layout of labels of this name, or that was stated so; None if it is another."""
    return stated(layout) if is_stated(layout) else LABELLED.get(layout)


def tell(
    paragraphs: Collection[Paragraph], registered: Collection[str], layout: str = ""
) -> Telling:
    """Return who speaks in each paragraph. `registered` are labels the file is known to have.

    They are evidence: they always count. But where a file by itself has just these labels, it is
    read by itself, so that registering what was found changes no turn. With a `layout` no other
    is tried.
    """
    telling = _tell(paragraphs, (), layout)
    found = {each.label for each in telling.told if each.part == "turn"}
    if found - GIVEN.keys() == {*registered} - GIVEN.keys():
        return telling
    return _tell(paragraphs, registered, layout) if registered else telling


def _tell(paragraphs: Collection[Paragraph], registered: Collection[str], layout: str) -> Telling:
    if chosen := labelled(layout):
        asked = labels.tell(paragraphs, registered, chosen)
        return stamps.unnamed(changes.unnamed(asked))
    if layout == changes.LAYOUT:
        return changes.tell(paragraphs) or labels.tell(paragraphs, registered)
    if layout != weights.LAYOUT and (telling := rows.tell(paragraphs, chosen=bool(layout))):
        return telling
    telling = labels.tell(paragraphs, registered)
    if not layout and any(each.part == "turn" for each in telling.told):
        return stamps.unnamed(changes.unnamed(telling))
    if layout != stamps.LAYOUT and (told := weights.tell(paragraphs, chosen=bool(layout))):
        return told
    marked = None if layout else changes.tell(paragraphs)
    return marked or stamps.tell(paragraphs) or telling
