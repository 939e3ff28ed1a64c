"""References that lead astray: to a turn that is not there, or to what only a moderator said."""

from collections.abc import Iterator

from framework.charts.chart import Cells
from framework.errors import Problem
from framework.material.case import Row
from framework.material.reference import Reference
from framework.material.transcript import Turn


def astray(cells: Cells, row: Row, text: str) -> Iterator[tuple[Reference, list[Turn]]]:
    """Return the references of a row's summary that lead astray, each with the turns it means.

    A reference to a transcript that could not be read is none of them.
    """
    for ref in cells.references(row, text):
        turns = list(cells.turns(ref))
        if ref.case in cells.transcripts and all(turn.kind == "moderator" for turn in turns):
            yield ref, turns


def broken_references(cells: Cells) -> list[Problem]:
    """Return a problem for each reference of a summary that leads astray."""
    return [
        _problem(f"{row.name} × {act['subtheme']}", ref, turns)
        for act in cells.decisions.all("said")
        if act["verb"] == "summarise"
        for row in (Row.of(act["row"] or {}),)
        for ref, turns in astray(cells, row, str(act["text"]))
    ]


def _problem(place: str, ref: Reference, turns: list[Turn]) -> Problem:
    span = ref.first if ref.first == ref.last else f"{ref.first}–{ref.last}"
    why, hint = (
        ("which is a moderator's", "refer to what somebody answered")
        if turns
        else ("and there is no such turn", "mend the reference")
    )
    message = f"the summary of {place} refers to {ref.case} {span}, {why}"
    return Problem("trail", message, hint, kind="reference")
