"""A reading copy shows a transcript with its permanent turn numbers, to read and to refer to.

Moderators are shown and marked as such; beside each turn stand the cells that refer to it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from framework.charts.chart import Cells
from framework.material.case import Case, Row
from framework.material.guide import Guide, Question
from framework.material.transcript import Transcript, Turn
from framework.text import fold

_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset(
    {"about", "does", "have", "from", "into", "that", "their", "them", "there", "they", "this"}
    | {"what", "when", "where", "which", "with", "would", "your", "come", "could", "somebody"}
)
_MOSTLY = 0.6


@dataclass(frozen=True)
class CopiedTurn:
    """A turn as a reading copy shows it.

    `place` says where it stands in the file; `questions` are the numbers of the guide's questions
    whose words a moderator's turn holds; `cells` name what refers to it; `after` are the events
    that follow it.
    """

    turn: Turn
    place: str
    questions: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReadingCopy:
    """A transcript to read: what stands before the talk, and its turns."""

    case: Case
    front: tuple[str, ...]
    turns: tuple[CopiedTurn, ...]


def reading_copies(cells: Cells, guides: dict[str, Guide]) -> list[ReadingCopy]:
    """Return a reading copy of every transcript, in the case table's order."""
    referring = _referring(cells)
    return [
        _copy(cells.cases[case], transcript, guides.get(cells.cases[case].kind), referring)
        for case, transcript in cells.transcripts.items()
    ]


def holds(turn: Turn, question: Question) -> bool:
    """Return whether a moderator's turn holds most of the words of a guide's question.

    Words of four letters and more count, the commonest apart; three at the least. It says
    where to look, not that the question was put.
    """
    if turn.kind != "moderator":
        return False
    asked = _words(question.text)
    return len(asked & _words(turn.text)) >= max(3, _MOSTLY * len(asked))


@cache  # each turn is held against each question
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(text).text)) - _COMMON


def _referring(cells: Cells) -> dict[tuple[str, str], list[str]]:
    """Return, for each case and turn number, the cells whose summaries refer to it."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in sorted(cells.rows, key=lambda row: row.case_id is None):
        for subtheme in cells.codebook.subthemes:
            for number in _referred(cells, row, subtheme):
                name = subtheme if row.case_id else f"{row.key} × {subtheme}"
                found.setdefault(number, []).append(name)
    return found


def _referred(cells: Cells, row: Row, subtheme: str) -> Iterable[tuple[str, str]]:
    references = cells.references(row, cells.cell(row, subtheme).summary)
    return dict.fromkeys((ref.case, turn.number) for ref in references for turn in cells.turns(ref))


def _copy(
    case: Case,
    transcript: Transcript,
    guide: Guide | None,
    referring: dict[tuple[str, str], list[str]],
) -> ReadingCopy:
    events: dict[int, list[str]] = {}
    front: list[str] = []
    before = 0
    for reading in transcript.readings:
        opening = reading.metadata.get("front matter", "")
        if before and opening:
            events.setdefault(before, []).append(opening)
        elif opening:
            front += opening.split("\n")
        for event in reading.events:
            events.setdefault(before + event.after, []).append(event.text)
        before += len(reading.spoken)
    questions = guide.questions if guide else ()
    turns = tuple(
        CopiedTurn(
            turn=turn,
            place=turn.time or _place(turn),
            questions=tuple(each.number for each in questions if holds(turn, each)),
            cells=tuple(referring.get((case.id, turn.number), ())),
            after=tuple(events.get(place, ())),
        )
        for place, turn in enumerate(transcript.turns, 1)
    )
    return ReadingCopy(case, (*front, *events.get(0, ())), turns)


def _place(turn: Turn) -> str:
    """Return where a turn stands in its file, in the unit that a reader can count."""
    unit = next((name for name in ("row", "line", "paragraph") if name in turn.place), "")
    return f"{unit} {turn.place[unit]}" if unit else ""
