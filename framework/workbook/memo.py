"""A memo is what a researcher puts beside a cell: a note, a colour, a column or sheet of their own.

It is no summary: it stands on no other chart, and nothing is computed from it.
"""

import json
import re
from collections.abc import Iterable

from framework.cases.case import Row
from framework.trail.decisions import COLOUR, OWN_COLUMN, OWN_SHEET, Decisions, cell_key
from framework.workbook.matrix import Box

_DIGITS = re.compile("[0-9A-Fa-f]{6}")
_ON_A_SHEET = re.compile(rf"{OWN_SHEET}.+!([A-Z]{{1,3}})([1-9]\d{{0,6}})", re.DOTALL)
_LAST_COLUMN, _LAST_LINE = "XFD", 1_048_576


def memo(decisions: Decisions, row: Row, place: str) -> Box:
    """Return what stands at a place beside a row: a note, a text of an own column, a box's colour.

    Two researchers' stand one under another. `said` names the acts.
    """
    acts = decisions.on("memo", *cell_key(row, place))
    texts = dict.fromkeys(filter(None, (str(act["text"] or act["colour"] or "") for act in acts)))
    return Box(row, place, "\n".join(texts), tuple(act.name for act in acts))


def colour(decisions: Decisions, row: Row, subtheme: str) -> str:
    """Return the colour a researcher gave a box, as six hexadecimal digits; of two, the first.

    An act that holds anything else was changed by hand, and gives no colour.
    """
    found = memo(decisions, row, COLOUR + subtheme).text.split("\n")[0]
    return found if _DIGITS.fullmatch(found) else ""


def column_or_sheet(place: str) -> str:
    """Return the place of the own column, or of the own sheet, that a text stands in."""
    return place.rpartition("!")[0] if place.startswith(OWN_SHEET) else place


def own_columns(decisions: Decisions, rows: Iterable[Row]) -> list[str]:
    """Return the places of the own columns that hold something beside any of these rows, or did."""
    keys = {json.dumps(row.json(), ensure_ascii=False, sort_keys=True) for row in rows}
    found = {
        key[2]: None
        for key in sorted(decisions.standing)
        if key[0] == "memo" and key[1] in keys and key[2].startswith(OWN_COLUMN)
    }
    return list(found)


def beside_all(kind: str) -> Row:
    """Return the row that stands for all cases of a kind: own sheets are memos beside it."""
    return Row.of({"kind": kind})


def own_sheets(decisions: Decisions, kind: str) -> dict[str, dict[str, str]]:
    """Return the texts of each own sheet of a kind of case by their addresses, ``B2``."""
    found: dict[str, dict[str, str]] = {}
    for box in on_own_sheets(decisions, kind):
        name, _, at = box.subtheme.removeprefix(OWN_SHEET).rpartition("!")
        if box.text:
            found.setdefault(name, {})[at] = box.text
    return found


def on_own_sheets(decisions: Decisions, kind: str) -> list[Box]:
    """Return the memos that own sheets hold, or did; one with no address stands on no sheet."""
    row = beside_all(kind)
    key, _ = cell_key(row, "")
    places = (
        place
        for what, *rest in sorted(decisions.standing)
        if what == "memo"
        for beside, place in [rest]
        if beside == key and _has_address(place)
    )
    return [memo(decisions, row, place) for place in places]


def _has_address(place: str) -> bool:
    """Return whether a place is a cell that a sheet of Excel has."""
    found = _ON_A_SHEET.fullmatch(place)
    if found is None:
        return False
    column, line = found.groups()
    last = (len(_LAST_COLUMN), _LAST_COLUMN)
    return (len(column), column) <= last and int(line) <= _LAST_LINE
