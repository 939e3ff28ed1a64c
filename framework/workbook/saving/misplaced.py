"""Words that stand in another box than they were built for: told by address, with what explains it.

A sort that leaves the key column behind does it, and a heading that was changed; so does a hand
that copies. What else is odd in such a line follows from it, and is not asked before it is mended.
"""

from collections.abc import Sequence

from framework.errors import Problem
from framework.plain.text import count
from framework.trail.cell import Key
from framework.workbook.matrix import Matrix, Shown, copied, misplaced
from framework.workbook.saving.answers import Answers, flag

Stray = tuple[Shown, Key]
"""A box as a sheet shows it now, and the key of the box whose words it holds."""
_SORT = "undo the sort that left column “Case” behind, or, if you moved it by hand"
_HEADING = "put the headings back as they were, or, if you moved it by hand"


def strays(matrix: Matrix, answers: Answers) -> list[Problem]:
    """Return a problem for each line and what moved into it, unless that is answered for."""
    moved, name = misplaced(matrix), matrix.name
    lines: dict[object, list[Stray]] = {}
    for shown, home in moved:
        lines.setdefault((_line(shown.at), home[0]), []).append((shown, home))
    told = [(inside[0][0], *_moved(inside)) for inside in lines.values()]
    return [
        Problem(
            name, message, f"{hint}: {flag('moved', shown.at)}", cell=shown.at, kind="misplaced"
        )
        for shown, message, hint in told
        if not answers.say("moved", name, shown.at)
    ]


def copies(matrix: Matrix) -> dict[tuple[Key, str], str]:
    """Return where else new words of a cell stand, by the cell's key and its words.

    Where a whole row was copied, its short words and states are among them.
    """
    moved = {shown.at for shown, _ in misplaced(matrix)}
    found = [one for one in copied(matrix) if one[0].at not in moved]
    rows = {_line(shown.at): home for shown, (home, _) in found}
    for shown in matrix.shown:
        home = rows.get(_line(shown.at))
        if home is None:
            continue
        was, there = (matrix.boxes.get((row, shown.subtheme)) for row in (shown.row, home))
        if was and there and shown.text == there.text != was.text:
            found.append((shown, (home, shown.subtheme)))
    return {(shown.key, shown.text): _cell(home) for shown, home in found}


def _moved(inside: Sequence[Stray]) -> tuple[str, str]:
    """Return what is told of a line into which words have moved, and what to do."""
    shown, home = inside[0]
    more = count(len(inside) - 1, "more cell", "more cells")
    told = f"this stood in {_cell(home)}"
    told += f", and so for {more} of this row" if len(inside) > 1 else ""
    return told, _HEADING if home[0] == shown.row else _SORT


def _line(at: str) -> str:
    """Return the sheet and the line of an address.

    >>> _line("By team!AB12")
    'By team!12'
    """
    sheet, _, cell = at.rpartition("!")
    return f"{sheet}!{cell.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}"


def _cell(key: Key) -> str:
    return f"{key[0].name} × {key[1]}"
