"""Layouts: how a file lays its turns out, decided per file with the evidence of the whole.

Each layout is one small file whose `tell` returns who speaks in each paragraph. Tables are asked
first, then the heads of lines, then the weight of the type.
"""

from collections.abc import Collection

from framework.formats.transcripts.layouts import labels, rows, weights
from framework.formats.transcripts.paragraphs import Paragraph, Telling
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
    return weights.tell(paragraphs) or telling
