"""“Nothing said” is for somebody who has read: where something is indexed or found, it is asked.

A term is no evidence that something is said there, and finding nothing none that nothing is.
"""

from collections.abc import Callable, Sequence

from framework.charts.chart import Cells
from framework.material.case import Case, Row
from framework.text import count
from framework.trail.cell import read_state
from framework.writing.matrix import Box

Unread = Callable[[str, str], Sequence[str]]
"""Returns the ids of what terms found in a case under a subtheme and nobody has decided on."""


def no_terms(_case: str, _subtheme: str) -> Sequence[str]:
    """Return nothing, as in a study without terms."""
    return ()


def silence(cells: Cells, box: Box, text: str, unread: Unread) -> tuple[str, str] | None:
    """Return what is asked about a text that says “nothing said” where the cell did not before.

    It comes with what to do; None where nothing is asked.
    """
    if not says_nothing(text) or says_nothing(box.text):
        return None
    found = _found(cells, box, unread)
    indexed = sum(len(cells.index.of(case.id, box.subtheme)) for case in _silent(cells, box))
    told = []
    if found:
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        told.append(f"terms found {found[0]}{more}, not read")
    if indexed:
        told.append(f"{count(indexed, 'passage is', 'passages are')} indexed here")
    only = f" --case {box.row.case_id}" if box.row.case_id else ""
    command = (
        f"framework propose {box.subtheme}{only}" if found else f"framework trace {box.subtheme}"
    )
    return (f"“nothing said”, but {' and '.join(told)}", f"read it: {command}") if told else None


def says_nothing(text: str) -> bool:
    """Return whether a text is a state that says of a cell that nothing is said there."""
    state = read_state(text)
    return state is not None and state.said == "nothing said"


def _silent(cells: Cells, box: Box) -> list[Case]:
    """Return the cases of which a cell says it: in a summary row those nobody has charted."""
    return [
        case
        for case in cells.under(box.row)
        if box.row.case_id or cells.cell(Row.case(case.id), box.subtheme).said == "uncharted"
    ]


def _found(cells: Cells, box: Box, unread: Unread) -> list[str]:
    return [one for case in _silent(cells, box) for one in unread(case.id, box.subtheme)]
