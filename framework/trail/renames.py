"""A case's id can change. The trail keeps the first id; people see the one in the case table.

A `rename` says that two ids are one case. Which of its ids is shown is up to the case table, so
nothing breaks while the table and the trail reach a colleague one after the other.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from framework.trail.command import Act, Command
from framework.trail.decisions import Decisions, fold
from framework.trail.reference import renamed

VERB = "rename"
_TEXTS = ("text", "reason", "memo", "claim")


@dataclass(frozen=True)
class CaseNames:
    """The ids of cases that were renamed.

    `first` has the first id for every id that such a case has had, `now` the one that is shown.
    """

    first: Mapping[str, str] = field(default_factory=dict)
    now: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, decisions: Decisions, cases: Collection[str]) -> "CaseNames":
        """Return the ids that the living renames give, with the one that `cases` has."""
        ids: dict[str, list[str]] = {}
        for case, to in wanted(decisions).items():
            ids.setdefault(case, []).append(to)
        for act in decisions.every(VERB):
            ids.setdefault(str(act["case"]), []).append(str(act["to"]))
        first: dict[str, str] = {}
        now: dict[str, str] = {}
        for case, listed in ids.items():
            shown = next((one for one in (*listed, case) if one in cases), listed[0])
            first |= dict.fromkeys((case, *listed), case)
            now |= dict.fromkeys((case, *listed), shown)
        return cls(first, now)

    def shown(self, command: Command) -> Command:
        """Return a line of the trail with the ids that people see."""
        return replace(command, do=tuple(_changed(command.do, self.now)))

    def kept(self, do: Iterable[Act]) -> list[Act]:
        """Return acts with the ids that the trail keeps."""
        return _changed(do, self.first)

    def seen_kept(self, seen: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a writer had before them, under the ids that the trail keeps."""
        return _seen(seen, self.first)

    def text_kept(self, text: str) -> str:
        """Return a text with the ids that the trail keeps in its references."""
        return renamed(text, self.first) if self.first else text


def with_names(decisions: Decisions, cases: Collection[str]) -> Decisions:
    """Return what stands, with the ids that people see."""
    names = CaseNames.of(decisions, cases)
    return fold(map(names.shown, decisions.commands.values())) if names.now else decisions


def wanted(decisions: Decisions) -> dict[str, str]:
    """Return the id that each renamed case should have, by its first; of two, the later name's."""
    return {str(act["case"]): str(act["to"]) for act in decisions.all(VERB)}


def clashes(decisions: Decisions, cases: Collection[str]) -> list[tuple[str, str]]:
    """Return the ids that stand for two cases, each with what is wrong."""
    found = []
    by_id: dict[str, set[str]] = {}
    for act in decisions.every(VERB):
        by_id.setdefault(str(act["to"]), set()).add(str(act["case"]))
    for one, firsts in sorted(by_id.items()):
        if len(firsts) > 1:
            found.append((one, f"two cases were renamed {one} ({' and '.join(sorted(firsts))})"))
    names = CaseNames.of(decisions, cases)
    for one, now in sorted(names.now.items()):
        if one != now and one in cases:
            found.append((one, f"{one} was the id of {now} before"))
    return found


def _changed(do: Iterable[Act], names: Mapping[str, str]) -> list[Act]:
    return [act if act.get("verb") == VERB else _act(act, names) for act in do]


def _act(act: Act, names: Mapping[str, str]) -> Act:
    new: dict[str, Any] = {}
    row, case = act.get("row"), act.get("case")
    if isinstance(case, str) and case in names:
        new["case"] = names[case]
    if isinstance(row, dict) and row.get("case") in names:
        new["row"] = row | {"case": names[row["case"]]}
    for name in _TEXTS:
        if isinstance(act.get(name), str):
            new[name] = renamed(act[name], names)
    if isinstance(act.get("seen"), dict):
        new["seen"] = _seen(act["seen"], names)
    return {**act, **new}


def _seen(seen: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """Return what a writer had before them, its cases and turns under the ids of `names`."""

    def turn(name: str) -> str:
        case, _, number = name.rpartition(" ")
        return f"{names.get(case, case)} {number}"

    found = dict(seen)
    for part in ("passages", "cells"):
        if part in found:
            found[part] = {names.get(case, case): held for case, held in found[part].items()}
    if "turns" in found:
        found["turns"] = {turn(name): held for name, held in found["turns"].items()}
    if "unread" in found:
        found["unread"] = sorted(names.get(case, case) for case in found["unread"])
    return found
