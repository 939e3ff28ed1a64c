"""The trail's lines folded into what stands: a function of the *set* of lines.

Order comes from the lines, never from clocks or files. An act is named ``id/n``. An act that
changes something names in ``over`` the acts it replaces; what no living act replaces stands;
two standing acts on one thing are contested until an act over both is written. ``undo`` names
a line, which then no longer lives, unless a living act was built on it.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from framework.material.case import Row
from framework.text import count, digest

COLOUR = "colour: "
"""Begins the place of a memo that is the colour a researcher gave a box."""
OWN_COLUMN = "column: "
"""Begins the place of a memo that stands in a researcher's own column."""
OWN_SHEET = "sheet: "
"""Begins the place of a memo that stands on a researcher's own sheet: ``sheet: Ideas!B2``."""

Act = Mapping[str, Any]
Key = tuple[str, ...]


@dataclass(frozen=True)
class Command:
    """One line of the trail: one whole command of one researcher."""

    id: str
    at: str
    by: str
    do: tuple[Act, ...]

    @classmethod
    def new(cls, at: str, by: str, do: Iterable[Act]) -> "Command":
        """Return a command whose id is the initials and ten characters of the hash of the rest."""
        acts = tuple(do)
        return cls(f"{by}-{digest(_canonical(at, by, acts))}", at, by, acts)

    @classmethod
    def parse(cls, line: str) -> "Command":
        """Return the command a line holds. Raises ValueError, with the reason, if it holds none."""
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            raise ValueError("this line is not whole") from None
        if not isinstance(found, dict) or not all(
            isinstance(found.get(name), str) for name in ("id", "at", "by")
        ):
            raise ValueError("this line lacks its id, time or initials")
        do = found.get("do")
        if not isinstance(do, list) or not do or not all(isinstance(act, dict) for act in do):
            raise ValueError("this line holds no acts")
        command = cls(found["id"], found["at"], found["by"], tuple(do))
        if (
            not any(act.get("erased") is True for act in do)
            and command.id != cls.new(command.at, command.by, do).id
        ):
            raise ValueError("this line was changed after it was written (its id no longer fits)")
        return command

    def line(self) -> str:
        """Return the line, without its line end."""
        fields = {"id": self.id, "at": self.at, "by": self.by, "do": list(self.do)}
        return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def _canonical(at: str, by: str, do: Iterable[Act]) -> str:
    rest = {"at": at, "by": by, "do": list(do)}
    return json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True)
class Decision:
    """A standing act: its name (``ek-0123456789/1``), whose it is, when, and its fields."""

    name: str
    by: str
    at: str
    act: Act

    def __getitem__(self, field_name: str) -> Any:
        """Return a field of the act, None where it has none."""
        return self.act.get(field_name)


@dataclass(frozen=True, repr=False)
class Decisions:
    """What stands, by the thing it decides, and the lines it was folded from."""

    commands: Mapping[str, Command] = field(default_factory=dict)
    standing: Mapping[Key, tuple[Decision, ...]] = field(default_factory=dict)
    living: frozenset[str] = frozenset()
    erased: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        """Return how many lines there are."""
        return f"{count(len(self.commands), 'line')} of the trail"

    def on(self, *key: str) -> tuple[Decision, ...]:
        """Return the standing acts on one thing, in the order of their names."""
        return self.standing.get(key, ())

    def all(self, first: str) -> list[Decision]:
        """Return the standing acts on every thing whose key begins with `first`."""
        return [
            act for key, acts in sorted(self.standing.items()) if key[0] == first for act in acts
        ]

    def every(self, verb: str) -> list[Decision]:
        """Return every living act of a verb, replaced or not, in the order of names."""
        return self._by_verb.get(verb, [])

    @cached_property
    def _by_verb(self) -> dict[str, list[Decision]]:
        found: dict[str, list[Decision]] = {}
        for name, act in sorted(_acts(self.commands).items()):
            command = self.commands[name.split("/")[0]]
            if command.id in self.living:
                decision = Decision(name, command.by, command.at, act)
                found.setdefault(str(act.get("verb")), []).append(decision)
        return found

    @cached_property
    def newest(self) -> str:
        """Return the time of the newest command, for people; empty without any."""
        return max((line.at for line in self.commands.values()), default="")

    def built_on(self, line: str) -> list[str]:
        """Return the living lines that stand on one: it cannot be undone before they are."""
        return self._builders.get(line, [])

    @cached_property
    def _builders(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for command in self.commands.values():
            if command.id in self.living:
                for line in _over(command) - {command.id}:
                    found.setdefault(line, []).append(command.id)
        return {line: sorted(builders) for line, builders in found.items()}


def fold(commands: Iterable[Command]) -> Decisions:
    """Return what stands. The order of `commands`, and copies among them, make no difference."""
    lines = _merged(commands)
    erased = frozenset(
        name
        for command in lines.values()
        for act in command.do
        if act.get("verb") == "erase"
        for name in _texts(act.get("acts"))
    )
    living = _living(lines, erased)
    acts = {
        name: act
        for name, act in _acts(lines).items()
        if name.split("/")[0] in living and name not in erased
    }
    replaced = {over for act in acts.values() for over in _texts(act.get("over"))}
    standing: dict[Key, list[Decision]] = {}
    for name in sorted(acts.keys() - replaced):
        key = thing(name, acts[name])
        if key:
            command = lines[name.split("/")[0]]
            standing.setdefault(key, []).append(Decision(name, command.by, command.at, acts[name]))
    unknown = frozenset(
        name
        for name, act in _acts(lines).items()
        if "erased" not in act and act.get("verb") not in FORMAT_VERBS
    )
    return Decisions(
        lines, {key: tuple(found) for key, found in standing.items()}, living, erased, unknown
    )


def thing(name: str, act: Act) -> Key | None:
    """Return what an act decides: the key under which two standing acts would be contested.

    Every index entry is a thing of its own, so two researchers may index the same words, and so
    is every rejection; an accepted proposal is an entry. A summary and the state *said* are one
    thing: a box holds either. None: it decides nothing.
    """
    decides = _THINGS.get(str(act.get("verb")))
    return decides(name, act) if decides else None


def cell_key(row: Row, subtheme: str) -> tuple[str, str]:
    """Return the part of a key that names a cell."""
    return (json.dumps(row.json(), ensure_ascii=False, sort_keys=True), subtheme)


def _cell(act: Act) -> tuple[str, str]:
    return cell_key(_row(act), str(act.get("subtheme")))


def _row(act: Act) -> Row:
    row = act.get("row")
    return Row.of(row if isinstance(row, dict) else {})


def _memo(act: Act) -> Key:
    row, place = _cell(act)
    if "sheet" in act:
        return ("memo", row, f"{OWN_SHEET}{act['sheet']}!{act.get('at')}")
    if "column" in act:
        return ("memo", row, f"{OWN_COLUMN}{act['column']}")
    return ("memo", row, COLOUR + place if "colour" in act else place)


_THINGS: Mapping[str, Callable[[str, Act], Key]] = {
    "index": lambda name, _: ("index", name),
    "accept": lambda name, _: ("index", name),
    "reject": lambda name, _: ("reject", name),
    "summarise": lambda _, act: ("said", *_cell(act)),
    "state": lambda _, act: ("said" if "said" in act else "asked", *_cell(act)),
    "memo": lambda _, act: _memo(act),
    "position": lambda _, act: ("position", *cell_key(_row(act), str(act.get("position")))),
    "finding": lambda _, act: ("finding", str(act.get("finding"))),
    "account": lambda _, act: ("account", *cell_key(_row(act), str(act.get("finding")))),
    "verdict": lambda _, act: ("quotation", str(act.get("words"))),
    "number": lambda _, act: ("number", str(act.get("case"))),
    "rename": lambda _, act: ("rename", str(act.get("case"))),
    "version": lambda _, act: ("version",),  # noqa: ARG005 - there is one codebook
}
FORMAT_VERBS = frozenset({*_THINGS, "unindex", "erase", "undo"})
"""The verbs this version knows; the last three decide nothing but change what stands."""


def _acts(lines: Mapping[str, Command]) -> dict[str, Act]:
    return {f"{line.id}/{n}": act for line in lines.values() for n, act in enumerate(line.do, 1)}


def _texts(found: object) -> list[str]:
    return [name for name in found if isinstance(name, str)] if isinstance(found, list) else []


def _over(command: Command) -> set[str]:
    """Return the lines whose acts a command replaces."""
    return {name.split("/")[0] for act in command.do for name in _texts(act.get("over"))}


def _merged(commands: Iterable[Command]) -> dict[str, Command]:
    """Return the lines by id. Of two copies the one with more erased acts is kept."""
    lines: dict[str, Command] = {}
    for command in commands:
        known = lines.get(command.id)
        if known is None or (_emptied(command), command.line()) > (_emptied(known), known.line()):
            lines[command.id] = command
    return dict(sorted(lines.items()))


def _emptied(command: Command) -> int:
    return sum("erased" in act for act in command.do)


def _living(lines: Mapping[str, Command], erased: frozenset[str]) -> frozenset[str]:
    """Return the ids of the living lines.

    A line is decided only after every line that points at it, by `undo` or `over`. Ids are
    hashes of what they hold, so no line can point at a later one; lines forged into a circle
    are taken as living.
    """
    undoing: dict[str, list[str]] = {}
    building: dict[str, list[str]] = {}
    for command in lines.values():
        acts = [act for n, act in enumerate(command.do, 1) if f"{command.id}/{n}" not in erased]
        for act in acts:
            if act.get("verb") == "undo" and act.get("line") in lines:
                undoing.setdefault(act["line"], []).append(command.id)
            for name in _texts(act.get("over")):
                if (line := name.split("/")[0]) in lines:
                    building.setdefault(line, []).append(command.id)
    alive: dict[str, bool] = {}
    for line in lines:
        stack = [line]
        while stack:
            current = stack[-1]
            waiting = [
                later
                for later in undoing.get(current, []) + building.get(current, [])
                if later not in alive and later not in stack
            ]
            if waiting:
                stack.append(waiting[0])
                continue
            undone = any(alive.get(by, True) for by in undoing.get(current, []))
            kept = any(alive.get(by, True) for by in building.get(current, []))
            alive[current] = kept or not undone
            stack.pop()
    return frozenset(line for line, lives in alive.items() if lives)
