"""“Nothing said” is for somebody who has read: where terms found something, it is asked about.

A term is no evidence that something is said there, and finding nothing none that nothing is.
"""

from collections.abc import Callable, Sequence

from framework.charts.chart import Cells
from framework.errors import Problem
from framework.material.case import Row
from framework.text import pasted
from framework.trail.cell import read_state
from framework.writing.matrix import Box, Edit

Unread = Callable[[str, str], Sequence[str]]
"""Returns the ids of what terms found in a case under a subtheme and nobody has decided on."""


def no_terms(_case: str, _subtheme: str) -> Sequence[str]:
    """Return nothing, as in a study without terms."""
    return ()


def silenced(cells: Cells, name: str, edit: Edit, unread: Unread) -> list[Problem]:
    """Return the questions raised by a box that says “nothing said” now and did not before.

    `name` is the workbook's.
    """
    box = edit.box
    silent = [at for text, at in edit.texts.items() if _says_nothing(text)]
    found = _found(cells, box, unread) if silent and not _says_nothing(box.text) else []
    if not found:
        return []
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    only = ["--case", box.row.case_id] if box.row.case_id else []
    command = pasted("framework", "propose", box.subtheme, *only)
    hint = f"read it: {command}; if nothing is said there, --read"
    message = f"“nothing said”, and terms found {found[0]}{more}, not read"
    return [Problem(name, message, hint, cell=at, kind="question") for at in silent]


def _says_nothing(text: str) -> bool:
    state = read_state(text)
    return state is not None and state.said == "nothing said"


def _found(cells: Cells, box: Box, unread: Unread) -> list[str]:
    """Return what was found in a cell; in a summary cell, where nobody has written beneath it."""
    return [
        one
        for case in cells.under(box.row)
        if box.row.case_id or cells.cell(Row.case(case.id), box.subtheme).said == "uncharted"
        for one in unread(case.id, box.subtheme)
    ]
