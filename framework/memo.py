"""A memo is what a researcher puts beside a cell or a row: a note, or a column of their own.

It is no summary: it stands on no other chart, and nothing is computed from it.
"""

import json
from collections.abc import Iterable

from framework.case import Row
from framework.decisions import OWN_COLUMN, Decisions, cell_key
from framework.matrix import Box


def memo(decisions: Decisions, row: Row, place: str) -> Box:
    """Return what stands at a place beside a row: a subtheme's note, or a text of an own column.

    Two researchers' texts stand one under another. `said` names the acts.
    """
    acts = decisions.on("memo", *cell_key(row, place))
    texts = dict.fromkeys(str(act["text"]) for act in acts if act["text"])
    return Box(row, place, "\n".join(texts), tuple(act.name for act in acts))


def own_columns(decisions: Decisions, rows: Iterable[Row]) -> list[str]:
    """Return the places of the own columns that hold something beside any of these rows."""
    keys = {json.dumps(row.json(), ensure_ascii=False, sort_keys=True): row for row in rows}
    found = {
        key[2]: None
        for key in sorted(decisions.standing)
        if key[0] == "memo" and key[1] in keys and key[2].startswith(OWN_COLUMN)
        if memo(decisions, keys[key[1]], key[2]).text
    }
    return list(found)
