"""A reading copy shows a transcript with its permanent turn numbers, to read and to refer to.

Moderators are shown and marked as such; beside each turn stand the cells that refer to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from framework.cases.case import Case
from framework.charts.chart import Cells
from framework.transcripts.transcript import Transcript, Turn

Questions = Mapping[tuple[str, str], tuple[str, ...]]
"""By case and turn number, the numbers of the guide's questions that the turn may put."""


@dataclass(frozen=True)
class CopiedTurn:
    """A turn as a reading copy shows it.

    `place` says where it stands in the file; `questions` are the numbers of the guide's questions
    that a moderator's turn may put; `cells` name what refers to it; `after` are the events that
    follow it.
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


def reading_copies(cells: Cells, questions: Questions) -> list[ReadingCopy]:
    """Return a reading copy of every transcript, in the case table's order."""
    referring = _referring(cells)
    return [
        _copy(cells.cases[case], transcript, questions, referring)
        for case, transcript in cells.transcripts.items()
    ]


def _referring(cells: Cells) -> dict[tuple[str, str], list[str]]:
    """Return, for each case and turn number, the cells whose summaries refer to it."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in sorted(cells.rows, key=lambda row: row.case_id is None):
        for subtheme in cells.codebook.subthemes:
            name = subtheme if row.case_id else f"{row.name} × {subtheme}"
            for turn in cells.cited(row, subtheme):
                found.setdefault(turn, []).append(name)
    return found


def _copy(
    case: Case,
    transcript: Transcript,
    questions: Questions,
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
    turns = tuple(
        CopiedTurn(
            turn=turn,
            place=turn.time or _place(turn),
            questions=questions.get((case.id, turn.number), ()),
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
