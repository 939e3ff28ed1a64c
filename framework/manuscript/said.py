"""Whether words of a draft stand in the transcripts: what no mark shows to be a quotation."""

from framework.manuscript.edits import pattern
from framework.manuscript.matching import whole_in_a_turn
from framework.manuscript.speech import Speech
from framework.manuscript.words import words

FEWEST = 6
"""So many words in a row that somebody said are hardly the author's own."""

_MOST_OF_IT = 0.6
_MOST_PLACES = 50


def is_said(text: str, speech: Speech) -> bool:
    """Return whether words stand in one turn, with the edits that they declare."""
    sought = pattern(text)
    return bool(sought.runs and whole_in_a_turn(sought, speech))


def mostly_said(text: str, speech: Speech) -> bool:
    """Return whether most words of a text are participants', many in a row."""
    total = len(words(text))
    held = sum(len(words(text[start:end])) for start, end in said_within(text, speech))
    return bool(held) and held >= _MOST_OF_IT * total


def said_within(text: str, speech: Speech, fewest: int = FEWEST) -> list[tuple[int, int]]:
    """Return the stretches of a text that are words of one participant's turn, in their order.

    Each is as long as it can be.
    """
    found: list[tuple[int, int]] = []
    placed = words(text)
    folded = [word.folded for word in placed]
    at = 0
    while at + fewest <= len(folded):
        starts = speech.find(folded[at : at + fewest])[:_MOST_PLACES]
        length = max((_length(folded, at, start, speech) for start in starts), default=0)
        if length >= fewest:
            found.append((placed[at].start, placed[at + length - 1].end))
            at += length
        else:
            at += 1
    return found


def _length(folded: list[str], at: int, start: int, speech: Speech) -> int:
    """Return how many words from `at` on a participant says from the position `start` on."""
    turn = speech.turn_at(start)
    if speech.turns[turn][1].kind == "moderator":
        return 0
    most = min(speech.span(turn)[1] - start, len(folded) - at)
    length = 0
    while length < most and folded[at + length] == speech.words[start + length]:
        length += 1
    return length
