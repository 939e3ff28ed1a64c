"""What opens beside a cell: its facts, its words piece by piece, and the turns it rests on.

A turn is held once, however many passages and summaries lead to it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from framework.cases.case import Attribute, Row, people_told
from framework.charts.chart import Cells
from framework.charts.composition import composition
from framework.comparison.position import place
from framework.trail.cell import Cell
from framework.trail.reference import Reference
from framework.transcripts.quotes import Quote
from framework.transcripts.transcript import Transcript, Turn

AROUND = 2
"""How many turns are shown before and after a passage."""
MARKS = {
    "contested": "contested: two texts stand, and both stay until somebody chooses",
    "stale": "out of date: something it rests on has changed since it was written",
    "uncited": "uncited: it refers to no turn",
    "one speaker": "one speaker: of several people, it refers to one alone",
}
_COMMENT = re.compile(r"(\{[^{}]*\})")


@dataclass(frozen=True)
class Piece:
    """A stretch of a summary: plain words, a reference to turns, or the analyst's comment."""

    text: str
    turns: tuple[Reference, ...] = ()
    comment: bool = False


def pieces(cells: Cells, row: Row, text: str) -> Iterator[Piece]:
    """Return a summary's text in pieces, nothing left out.

    A bracket none of whose turns exist is plain words; `framework check` tells of it.
    """
    for number, part in enumerate(_COMMENT.split(text)):
        comment, at = number % 2 == 1, 0
        brackets: dict[tuple[int, int], list[Reference]] = {}
        for reference in cells.references(row, part):
            if cells.turns(reference):
                brackets.setdefault((reference.start, reference.end), []).append(reference)
        for (start, end), turns in brackets.items():
            yield Piece(part[at:start], comment=comment)
            yield Piece(part[start:end], tuple(turns), comment)
            at = end
        yield Piece(part[at:], comment=comment)


def facts(cells: Cells, cell: Cell, researchers: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what is known of a cell, as names and words; nothing of one that nobody touched."""
    asked: str = cell.asked or ""
    if cell.asked == "not asked" and cell.texts:
        asked = "not asked: said unprompted"
    said = "" if cell.said in ("charted", "uncharted") else cell.said
    writers = ", ".join(f"{researchers.get(one, 'not in study.yaml')} ({one})" for one in cell.by)
    found = [
        ("Asked", asked),
        ("Said", f"{said}: {cell.reason}" if cell.reason else said),
        *_positions(cells, cell),
        *(("Mark", MARKS[mark]) for mark in cell.marks),
        ("Why", cell.told),
        ("By", " · ".join(filter(None, [writers, cell.at[:10]]))),
    ]
    return [(name, told) for name, told in found if told]


def _positions(cells: Cells, cell: Cell) -> Iterator[tuple[str, str]]:
    """Return where a case stands on the subtheme's positions, in a person's words."""
    if cell.row.case_id is None:
        return
    for one in cells.codebook[cell.subtheme].positions:
        if told := place(cells, cell.row, one.number).box:
            yield one.heading, told


def described(cells: Cells, row: Row, attributes: Iterable[Attribute]) -> tuple[str, ...]:
    """Return who and what a row is, line by line: its facts, its people, what coincides in it."""
    if row.case_id is None:
        return composition(cells, row, attributes).lines
    (case,) = cells.under(row)
    where = " · ".join(filter(None, [*(case[one.name] for one in attributes), case["group"]]))
    return tuple(filter(None, (where, case["date"], *people_told(case))))


def span(quote: Quote, transcript: Transcript) -> tuple[Turn, ...]:
    """Return the turns that a quote's words stand in; none for a lost one."""
    if quote.standing == "lost":
        return ()
    if quote.how == "cited":
        return (transcript.turn(quote.turn),)
    return transcript.between(quote.turn, transcript.at(quote.end - 1).number)


def kept(transcript: Transcript, spans: Iterable[Sequence[Turn]]) -> list[Turn | None]:
    """Return the turns of these spans and those around them, None where some are left out.

    They come in the transcript's order, each once.
    """
    wanted: set[int] = set()
    for turns in filter(None, spans):
        first, last = (transcript.positions[turn.number] for turn in (turns[0], turns[-1]))
        wanted.update(range(max(0, first - AROUND), min(len(transcript), last + AROUND + 1)))
    found: list[Turn | None] = []
    for at in sorted(wanted):
        if found and at - 1 not in wanted:
            found.append(None)
        found.append(transcript.turns[at])
    return found
