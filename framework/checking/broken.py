"""Broken references: to a turn that is not there, to a moderator's, or not written as one is."""

from collections.abc import Iterator
from dataclasses import dataclass

from framework.cases.case import Row
from framework.charts.chart import Cells
from framework.errors import Problem
from framework.trail.cell import Cell
from framework.trail.miswritten import miswritten
from framework.trail.reference import Reference


@dataclass(frozen=True)
class Broken:
    """A reference as it stands in a text, what is wrong with it, and what to do."""

    text: str
    why: str
    hint: str

    @property
    def told(self) -> str:
        """Return it on one line: ``[99]: it refers to ASH-OP-1 99, and …``."""
        return f"{self.text}: {self.why}; {self.hint}"


def broken(cells: Cells, row: Row, text: str, *, of_state: bool = False) -> list[Broken]:
    """Return the broken references of a text written in a row, in order.

    A reference to a transcript that could not be read is none of them, nor one to a moderator's
    turn where the text is the reason of a state: a question that was put is one.
    """
    near = miswritten(text, cells.cases, row.case_id or "")
    found = [(one.start, _miswritten(row, one.text, one.meant)) for one in near]
    found += [
        (ref.start, one)
        for ref in cells.references(row, text)
        if (one := _astray(cells, ref, text, of_state=of_state))
    ]
    return [one for _, one in sorted(found, key=lambda each: each[0])]


def broken_in(cells: Cells, cell: Cell) -> list[Broken]:
    """Return the broken references of what is written in a cell."""
    return broken(cells, cell.row, cell.written, of_state=not cell.texts)


def broken_references(cells: Cells) -> list[Problem]:
    """Return a problem for each broken reference in anything that a person wrote."""
    return [
        Problem("trail", f"{place}: broken reference {one.text}: {one.why}", one.hint, kind=KIND)
        for place, row, text, of_state in _written(cells)
        for one in broken(cells, row, text, of_state=of_state)
    ]


KIND = "reference"


def _written(cells: Cells) -> Iterator[tuple[str, Row, str, bool]]:
    """Return each text that may hold references, where it stands, and if it belongs to a state."""
    for act in cells.decisions.all("said"):
        row = Row.of(act["row"] or {})
        text = str(act["text"] or act["reason"] or "")
        yield f"{row.name} × {act['subtheme']}", row, text, act["verb"] == "state"
    for key, of in (("position", "position"), ("account", "finding")):
        for act in cells.decisions.all(key):
            row = Row.of(act["row"] or {})
            yield f"{row.name} × {act[of]}", row, str(act["text"] or ""), False


def _miswritten(row: Row, text: str, meant: tuple[str, ...]) -> Broken:
    if meant:
        why = "it is not written as references are"
        return Broken(text, why, f"did you mean {' or '.join(meant)}?")
    if row.case_id is None and text[1:2].isdigit():
        return Broken(text, "it does not say which case's turn", "write [CASE 41]")
    return Broken(text, "there is no such case", "write the case as it is in cases.csv")


def _astray(cells: Cells, ref: Reference, text: str, *, of_state: bool) -> Broken | None:
    """Return what is wrong with a reference that reads as one; None if nothing is."""
    turns = cells.turns(ref)
    if ref.case not in cells.transcripts or any(turn.kind != "moderator" for turn in turns):
        return None
    shown = text[ref.start : ref.end]
    if not turns:
        known = cells.transcripts[ref.case].turns
        goes = f"they go from {known[0].number} to {known[-1].number}" if known else "it is empty"
        return Broken(shown, f"it refers to {ref.place}, and there is no such turn", goes)
    if of_state:
        return None
    why = f"it refers to {ref.place}, which is a moderator's"
    return Broken(shown, why, "refer to what somebody answered")
