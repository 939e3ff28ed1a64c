"""Comments in the margin of a transcript: an index entry where one names a subtheme, else listed.

A comment names a subtheme by its number at the beginning (``2.1``, ``2.1, 3.2: hers``), or by its
whole name. Nothing is guessed from other words, and nothing is taken from a file's author.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from framework.chart import Cells
from framework.codebook import Codebook
from framework.index import Judged
from framework.text import fold
from framework.transcript import Comment, Transcript, Turn

_NUMBERS = re.compile(r"\s*(\d+(?:\.\d+)+(?:\s*(?:[,;&]|and)\s*\d+(?:\.\d+)+)*)(?![\w.]*\d)")


@dataclass(frozen=True)
class Noted:
    """A comment beside a turn. `subthemes` it names; `why` says why it is not taken, if so."""

    case: str
    turn: str
    comment: Comment
    subthemes: tuple[str, ...] = ()
    judged: tuple[Judged, ...] = ()
    why: str = ""


def comments(cells: Cells, cases: Iterable[str]) -> list[Noted]:
    """Return every comment in the transcripts of these cases, with what it says of the index."""
    return [
        _noted(cells, cells.transcripts[case], reading.file, comment)
        for case in cases
        for reading in cells.transcripts[case].readings
        for comment in reading.comments
    ]


def named(text: str, codebook: Codebook) -> tuple[str, ...]:
    """Return the subthemes that a comment names, none if it names none."""
    if found := _NUMBERS.match(text):
        numbers = re.findall(r"[\d.]+", found[1])
        return tuple(dict.fromkeys(numbers)) if set(numbers) <= codebook.subthemes.keys() else ()
    plain = fold(text.split(":", maxsplit=1)[0]).text.strip(" .")
    names = [one.number for one in codebook.subthemes.values() if fold(one.name).text == plain]
    return tuple(names) if len(names) == 1 else ()


def _noted(cells: Cells, transcript: Transcript, file: str, comment: Comment) -> Noted:
    turn = _turn(transcript, file, comment)
    subthemes = named(comment.text, cells.codebook)
    number = turn.number if turn else ""
    why = ""
    if not subthemes:
        why = "names no subtheme"
    elif turn is None:
        why = "stands beside no turn"
    elif turn.kind == "moderator":
        why = "stands beside a moderator's turn"
    if why or turn is None:
        return Noted(transcript.case, number, comment, subthemes, why=why)
    passage = transcript.passage(turn.start, turn.end)
    memo = f"comment of {comment.author}: {comment.text}"
    taken = {
        entry.subtheme
        for entry in cells.index.entries
        if entry.passage == passage and entry.memo == memo
    }
    judged = tuple(Judged(passage, sub, memo=memo) for sub in subthemes if sub not in taken)
    told = "" if judged else "is taken already"
    return Noted(transcript.case, number, comment, subthemes, judged, told)


def _turn(transcript: Transcript, file: str, comment: Comment) -> Turn | None:
    """Return the turn beside which a comment begins, known by its paragraph."""
    at = comment.place.get("paragraph")
    if at is None:
        return None
    begun = [
        turn
        for turn in transcript.turns
        if turn.file == file and turn.place.get("paragraph", at + 1) <= at
    ]
    return begun[-1] if begun else None
