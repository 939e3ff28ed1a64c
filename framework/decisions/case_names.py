"""A case gets another id, by one act; everything decided about it stays where it is."""

from collections.abc import Sequence

from framework.cases.case import CASE_ID
from framework.charts.chart import Cells
from framework.decisions.context import Acts, over
from framework.errors import RefusedError, UnknownNameError
from framework.trail.command import Act, Command
from framework.trail.decisions import Decisions, fold
from framework.trail.renames import VERB, wanted

_PROVISIONAL = "~"


def rename_case(cells: Cells, old: str, new: str) -> Acts:
    """Return the act that gives a case another id.

    Raises UnknownNameError for a case that the study has not, RefusedError for an id that a case
    cannot have, or that another case has or had.
    """
    names = cells.names
    if old not in cells.cases and old in names.now:
        raise UnknownNameError(f"{old} is called {names.now[old]} now", "use that id")
    if cells.cases[old].id == new:
        raise RefusedError(f"{old} is its id already")
    if not CASE_ID.fullmatch(new):
        raise RefusedError(
            f"`{new}` cannot be a case id", "letters, digits, - _ and . only, no spaces"
        )
    first = names.first.get(old, old)
    taken = {one: one for one in cells.cases if one != old}
    taken |= {one: now for one, now in names.now.items() if names.first[one] != first}
    for one, now in taken.items():
        if one.casefold() == new.casefold():
            had = f"{now} is" if one == now else f"{now} was renamed from"
            raise RefusedError(f"{had} {one}", f"give {old} another id")
    standing = (act.name for act in cells.decisions.on(VERB, first))
    return [{"verb": VERB, "case": first, "to": new} | over(standing)]


def moved(cells: Cells, do: Sequence[Act]) -> dict[str, str]:
    """Return the ids in the case table that acts change, with the new ones.

    These are acts that rename, and acts that undo such a line.
    """
    before = cells.decisions
    after = _with(before, do) if _may_rename(before, do) else before
    was, then = wanted(before), wanted(after)
    changed = {case for case in was | then if was.get(case) != then.get(case)}
    found = {}
    for case in sorted(changed | {str(act["case"]) for act in do if act["verb"] == VERB}):
        now, to = cells.names.now.get(case, case), then.get(case, case)
        if now in cells.cases and now != to:
            found[now] = to
    for one in found.values():
        if one in cells.cases:
            raise RefusedError(f"there is another case {one}", "rename that one first")
    return found


def _may_rename(decisions: Decisions, do: Sequence[Act]) -> bool:
    verbs = {act["verb"] for act in do}
    known = (act for line in decisions.commands.values() for act in line.do)
    return VERB in verbs or ("undo" in verbs and any(act.get("verb") == VERB for act in known))


def _with(decisions: Decisions, do: Sequence[Act]) -> Decisions:
    line = Command.new("", _PROVISIONAL, do)
    return fold([*decisions.commands.values(), line])
