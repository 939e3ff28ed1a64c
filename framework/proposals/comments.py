"""Comments in the margin of a transcript: an index entry where one names a subtheme, else listed.

A comment names a subtheme by its number at the beginning (``2.1``, ``2.1, 3.2: hers``), or by its
whole name. Nothing is guessed from other words, and nothing is taken from a file's author.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from framework.charts.chart import Cells
from framework.codebook.codebook import Codebook
from framework.index.entries import Judged
from framework.plain.text import fold, occurrences
from framework.transcripts.passage import Passage
from framework.transcripts.transcript import Comment, Transcript, Turn

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
    turns = _turns(transcript, file, comment)
    subthemes = named(comment.text, cells.codebook)
    number = turns[0].number if turns else ""
    why = ""
    if not subthemes:
        why = "names no subtheme"
    elif not turns:
        why = "stands beside no turn"
    elif all(turn.kind == "moderator" for turn in turns):
        why = "stands beside a moderator's turn"
    if why:
        return Noted(transcript.case, number, comment, subthemes, why=why)
    passage = _passage(transcript, turns, comment.words.strip())
    memo = f"comment of {comment.author}: {comment.text}"
    taken = {
        entry.subtheme
        for entry in cells.index.entries
        if entry.passage == passage and entry.memo == memo
    }
    judged = tuple(Judged(passage, sub, memo=memo) for sub in subthemes if sub not in taken)
    told = "" if judged else "is taken already"
    return Noted(transcript.case, number, comment, subthemes, judged, told)


def _passage(transcript: Transcript, turns: Sequence[Turn], words: str) -> Passage:
    """Return the words a comment is about where they stand in one turn once; else whole turns."""
    if len(turns) == 1 and len(occurrences(turns[0].text, words)) == 1:
        return transcript.quote(turns[0].number, words)
    return transcript.passage(turns[0].start, turns[-1].end)


def _turns(transcript: Transcript, file: str, comment: Comment) -> Sequence[Turn]:
    """Return the turns beside which a comment stands, known by their paragraphs."""
    first = comment.place.get("paragraph")
    if first is None:
        return ()
    last = first + comment.words.strip().count("\n")
    mine = [turn for turn in transcript.turns if turn.file == file]
    begun = [turn for turn in mine if turn.place.get("paragraph", last + 1) <= last]
    before = [turn for turn in begun if turn.place["paragraph"] <= first]
    return begun[len(before) - 1 :] if before else begun
