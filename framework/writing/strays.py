"""Words that stand in another box than they were built for: told by address, with what explains it.

A sort that leaves the key column behind does it, and a heading that was changed; so does a hand
that copies. What else is odd in such a line follows from it, and is not asked before it is mended.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from framework.errors import Problem
from framework.text import count
from framework.trail.cell import Key
from framework.writing.matrix import Matrix, Shown, copied, misplaced

Stray = tuple[Shown, Key]
"""A box as a sheet shows it now, and the key of the box whose words it holds."""
_SORT = "undo the sort that left column “Case” behind, or --moved if you moved it by hand"
_HEADING = "put the headings back as they were, or --moved if you moved it by hand"
_FILL = "put back what stood here, or --moved if you copied them by hand"


@dataclass(frozen=True)
class Strays:
    """What strayed in a workbook: texts that left their boxes, and copies of texts that did not."""

    name: str
    moved: Sequence[Stray] = ()
    copies: Sequence[Stray] = ()

    @cached_property
    def _lines(self) -> frozenset[str]:
        return frozenset(_line(shown.at) for shown, _ in self.moved)

    def explain(self, *addresses: str) -> bool:
        """Return whether one of these addresses is in a line into which other words have moved."""
        return any(_line(at) in self._lines for at in addresses)

    @property
    def problems(self) -> list[Problem]:
        """Return a question for each line and what moved into it, and for each copy."""
        lines: dict[object, list[Stray]] = {}
        for shown, home in self.moved:
            lines.setdefault((_line(shown.at), home[0]), []).append((shown, home))
        found = [self._moved(inside) for inside in lines.values()]
        for shown, home in self.copies:
            found.append(self._problem(shown, f"these words stand in {_cell(home)}, too", _FILL))
        return found

    def _moved(self, inside: Sequence[Stray]) -> Problem:
        shown, home = inside[0]
        more = count(len(inside) - 1, "more box", "more boxes")
        told = f"this stood in {_cell(home)}"
        told += f", and so for {more} of this row" if len(inside) > 1 else ""
        return self._problem(shown, told, _HEADING if home[0] == shown.row else _SORT)

    def _problem(self, shown: Shown, message: str, hint: str) -> Problem:
        return Problem(self.name, message, hint, cell=shown.at, kind="misplaced")


def strays(matrix: Matrix) -> Strays:
    """Return what strayed in a workbook."""
    moved = misplaced(matrix)
    seen = {shown.at for shown, _ in moved}
    return Strays(matrix.name, moved, [one for one in copied(matrix) if one[0].at not in seen])


def _line(at: str) -> str:
    """Return the sheet and the line of an address.

    >>> _line("By team!AB12")
    'By team!12'
    """
    sheet, _, cell = at.rpartition("!")
    return f"{sheet}!{cell.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}"


def _cell(key: Key) -> str:
    return f"{key[0].name} × {key[1]}"
