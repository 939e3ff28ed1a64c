"""Layouts: how a file lays its turns out, decided per file with the evidence of the whole.

Each layout is one small file whose `tell` returns who speaks in each paragraph. Tables are asked
first, then the heads of lines, then the weight of the type, and last bare times.
"""

from collections.abc import Collection
from dataclasses import replace

from framework.formats.transcripts.layouts import labels, rows, stamps, weights
from framework.formats.transcripts.paragraphs import Paragraph, Telling, Told
from framework.material.transcript import GIVEN


def tell(paragraphs: Collection[Paragraph], registered: Collection[str]) -> Telling:
    """Return who speaks in each paragraph. `registered` are labels the file is known to have.

    They are evidence: they always count. But where a file by itself has just these labels, it is
    read by itself, so that registering what was found changes no turn.
    """
    telling = _tell(paragraphs, ())
    found = {each.label for each in telling.told if each.part == "turn"}
    if found - GIVEN.keys() == {*registered} - GIVEN.keys():
        return telling
    return _tell(paragraphs, registered) if registered else telling


def _tell(paragraphs: Collection[Paragraph], registered: Collection[str]) -> Telling:
    if telling := rows.tell(paragraphs):
        return telling
    telling = labels.tell(paragraphs, registered)
    if any(each.part == "turn" for each in telling.told):
        return telling
    return weights.tell(paragraphs) or stamps.tell(paragraphs) or telling


def without(telling: Telling, no_speakers: Collection[str]) -> Telling:
    """Return what is told where some labels are nobody's: they are words, and go on with a turn."""
    told: list[Told] = []
    begun = False
    for each in telling.told:
        if each.part == "turn" and each.label in no_speakers:
            text = f"{each.marker} {each.text}".strip()
            told.append(Told("more" if begun else "front", text, each.place, time=each.time))
        else:
            told.append(each)
            begun = begun or each.part == "turn"
    return replace(telling, told=tuple(told))
