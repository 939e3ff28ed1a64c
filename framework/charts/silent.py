"""Which cases say nothing in a cell, and why, named: not charted, not asked, nothing said."""

from collections.abc import Iterable

from framework.cases.case import Row
from framework.charts.chart import Cells
from framework.index.entries import turns_of
from framework.trail.cell import Cell


def gaps(cells: Iterable[Cell]) -> list[str]:
    """Return what must be known before these cases' cells are read together, a line a reason.

    ``Not charted yet: ASH-OP-3``; then who was not asked, who was asked or read and said nothing,
    and who was heard without being asked.
    """
    every = list(cells)
    reasons = (
        ("Not charted yet", [cell for cell in every if cell.open and cell.asked != "not asked"]),
        ("Not in the guide", [cell for cell in every if cell.outside]),
        ("Not asked", [cell for cell in every if cell.asked == "not asked" and not cell.texts]),
        ("Nothing said", [cell for cell in every if _silent(cell)]),
        ("Heard unasked", [cell for cell in every if cell.asked == "not asked" and cell.texts]),
    )
    return [f"{why}: {_named(found, len(every))}" for why, found in reasons if found]


def gaps_of(cells: Cells, row: Row, subtheme: str) -> list[str]:
    """Return the gaps of the cases under a summary row."""
    return gaps(cells.cell(Row.case(case.id), subtheme) for case in cells.under(row))


def unheard(cells: Cells, case: str, subtheme: str) -> list[str]:
    """Return the participants whom a cell neither refers to nor has indexed, by their labels.

    That somebody is not heard in a cell says nothing about what they think.
    """
    transcript = cells.transcripts.get(case)
    if transcript is None:
        return []
    cited = [
        transcript.turn(number)
        for where, number in cells.cited(Row.case(case), subtheme)
        if where == case
    ]
    indexed = [
        turn for entry in cells.index.of(case, subtheme) for turn in turns_of(entry, transcript)
    ]
    heard = {turn.speaker.id for turn in (*cited, *indexed)}
    return [one.label for one in cells.cases[case].people("participant") if one.id not in heard]


def _silent(cell: Cell) -> bool:
    return not (cell.open or cell.outside or cell.texts) and cell.asked != "not asked"


def _named(found: list[Cell], of: int) -> str:
    """Return the cases by name, or that it is all of them."""
    return "all" if len(found) == of > 1 else ", ".join(cell.row.name for cell in found)
