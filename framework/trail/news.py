"""What the others have written since this machine last built the charts."""

from collections.abc import Collection

from framework.trail.decisions import Decisions


def news(decisions: Decisions, known: Collection[str], me: str | None) -> dict[str, int]:
    """Return, for each researcher but `me`, in how many cells they have written since.

    `known` are the trail's lines that were there before.
    """
    cells: dict[str, set[tuple[str, str]]] = {}
    for verb in ("summarise", "state"):
        for act in decisions.every(verb):
            if act.by != me and act.name.split("/")[0] not in known:
                cells.setdefault(act.by, set()).add((str(act["row"]), str(act["subtheme"])))
    return {by: len(found) for by, found in sorted(cells.items())}
