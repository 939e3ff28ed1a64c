"""What the others have written, or taken back, since this machine last built the charts."""

from collections.abc import Collection, Iterator, Mapping

from framework.cases.case import Row
from framework.trail.command import Act
from framework.trail.decisions import Decisions

_PLACES: Mapping[str, str] = {
    "summarise": "subtheme",
    "state": "subtheme",
    "position": "position",
    "account": "finding",
}
"""The acts that fill a box, and what says in which column it stands."""


def news(decisions: Decisions, known: Collection[str], me: str | None) -> dict[str, list[str]]:
    """Return, for each researcher but `me`, the cells in which they have changed what is written.

    A cell is named as ``ASH-OP-1 × 2.1``. `known` are the trail's lines that were there before.
    """
    cells: dict[str, set[str]] = {}
    for verb in (*_PLACES, "undo"):
        for act in decisions.every(verb):
            if act.by != me and act.name.split("/")[0] not in known:
                cells.setdefault(act.by, set()).update(_changed(decisions, act.act))
    return {by: sorted(found) for by, found in sorted(cells.items()) if found}


def _changed(decisions: Decisions, act: Act) -> Iterator[str]:
    """Return the cells that an act changes: its own, or those of the line that it takes back."""
    verb = str(act.get("verb"))
    if verb in _PLACES:
        row = act.get("row")
        yield f"{Row.of(row if isinstance(row, dict) else {}).name} × {act.get(_PLACES[verb])}"
    undone = decisions.commands.get(str(act.get("line"))) if verb == "undo" else None
    for one in undone.do if undone else ():
        yield from _changed(decisions, one)
