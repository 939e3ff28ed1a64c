"""“Nothing said” is for somebody who has read: where something is indexed or found, it is asked.

A term is no evidence that something is said there, and finding nothing none that nothing is.
"""

from collections.abc import Callable, Sequence

from framework.cases.case import Case, Row
from framework.charts.chart import Cells
from framework.plain.text import count, pasted
from framework.trail.cell import Key, read_state

Unread = Callable[[str, str], Sequence[str]]
"""Returns the ids of what terms found in a case under a subtheme and nobody has decided on."""


def no_terms(_case: str, _subtheme: str) -> Sequence[str]:
    """Return nothing, as in a study without terms."""
    return ()


def silence(cells: Cells, key: Key, unread: Unread) -> tuple[str, str] | None:
    """Return what is asked about a cell that says “nothing said”, and what to do.

    None where nothing is indexed or found there.
    """
    row, subtheme = key
    silent = _silent(cells, row, subtheme)
    found = [one for case in silent for one in unread(case.id, subtheme)]
    indexed = sum(len(cells.index.of(case.id, subtheme)) for case in silent)
    told = []
    if found:
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        told.append(f"terms found {found[0]}{more}, not read")
    if indexed:
        told.append(f"{count(indexed, 'passage is', 'passages are')} indexed here")
    only = ["--case", row.case_id] if row.case_id and found else []
    command = pasted("framework", "propose" if found else "trace", subtheme, *only)
    return (f"“nothing said”, but {' and '.join(told)}", f"read it: {command}") if told else None


def says_nothing(text: str) -> bool:
    """Return whether a text is a state that says of a cell that nothing is said there."""
    state = read_state(text)
    return state is not None and state.said == "nothing said"


def _silent(cells: Cells, row: Row, subtheme: str) -> list[Case]:
    """Return the cases of which a cell says it: in a summary row those nobody has charted."""
    return [
        case
        for case in cells.under(row)
        if row.case_id or cells.cell(Row.case(case.id), subtheme).said == "uncharted"
    ]
