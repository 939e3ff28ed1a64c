"""Which proposals charts and pages show, by `proposals` in study.yaml.

In a cell that somebody has written, what its summary refers to is used and shown no more; the
rest is marked as not used. A summary cell shows what the cells of its cases show.
"""

from framework.cases.case import Row
from framework.charts.chart import Cells
from framework.charts.found import NOT_READ, NOT_USED, Found, Proposed
from framework.proposals.propose import Proposal, Proposer
from framework.trail.cell import Cell


def proposed(proposer: Proposer, when: str) -> Proposed:
    """Return what is shown of the proposals that nobody has decided on.

    `when` is the setting. Without it all are shown while no summary exists in the study; from
    the first summary on, as with ``after``, those of a cell once something is written in it.
    """
    cells = proposer.store
    now = when or ("after" if _begun(cells) else "always")
    if now == "never":
        return Proposed()
    every = proposer.proposals()
    keys = dict.fromkeys((one.case, one.subtheme) for one in every)
    marks = {key: _mark(cells.cell(Row.case(key[0]), key[1]), now) for key in keys}
    used = {key: _cited(cells, *key) for key, mark in marks.items() if mark == NOT_USED}
    found = (
        _found(cells, one, mark)
        for one in every
        if (mark := marks[one.case, one.subtheme])
        and one.passage.turn not in used.get((one.case, one.subtheme), ())
    )
    return Proposed(tuple(found), tuple(proposer.wide))


def _begun(cells: Cells) -> bool:
    return any(act["verb"] == "summarise" for act in cells.decisions.all("said"))


def _mark(cell: Cell, when: str) -> str:
    """Return under which mark a cell's proposals are shown, empty if they are not."""
    if cell.said != "uncharted":
        return NOT_USED
    return NOT_READ if when == "always" else ""


def _cited(cells: Cells, case: str, subtheme: str) -> set[str]:
    row = Row.case(case)
    return {turn for each, turn in cells.cited(row, subtheme) if each == case}


def _found(cells: Cells, one: Proposal, mark: str) -> Found:
    turn = cells.transcripts[one.case].turn(one.passage.turn)
    return Found(
        id=one.id,
        case=one.case,
        subtheme=one.subtheme,
        turn=turn,
        start=one.passage.start,
        end=one.passage.end,
        terms=one.terms,
        mark=mark,
        before=one.before,
    )
