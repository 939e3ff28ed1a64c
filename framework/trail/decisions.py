"""The trail's lines folded into what stands: a function of the *set* of lines.

Order comes from the lines, never from clocks or files. An act is named ``id/n``. An act that
changes something names in ``over`` the acts it replaces; what no living act replaces stands;
two standing acts on one thing are contested until an act over both is written. ``undo`` names
a line, which then no longer lives, unless a living act was built on it.
"""

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from framework.cases.case import Row
from framework.plain.text import count
from framework.trail.command import Act, Command, is_unknown, named_by_erase, texts_of

COLOUR = "colour: "
"""Begins the place of a memo that is the colour a researcher gave a box."""
OWN_COLUMN = "column: "
"""Begins the place of a memo that stands in a researcher's own column."""
OWN_SHEET = "sheet: "
"""Begins the place of a memo that stands on a researcher's own sheet: ``sheet: Ideas!B2``."""

Key = tuple[str, ...]


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
        living = (command for line, command in self.commands.items() if line in self.living)
        acts = ((name, act, command) for command in living for name, act in command.acts)
        for name, act, command in sorted(acts, key=lambda one: one[0]):
            decision = Decision(name, command.by, command.at, act)
            found.setdefault(str(act.get("verb")), []).append(decision)
        return found

    @cached_property
    def newest(self) -> str:
        """Return the time of the newest command, for people; empty without any."""
        return max((line.at for line in self.commands.values()), default="")

    @cached_property
    def pointed_at(self) -> frozenset[str]:
        """Return every line that another one replaces, undoes or erases acts of."""
        found = set(self.erased)
        for command in self.commands.values():
            found |= _over(command)
            found |= {str(act["line"]) for act in command.do if act.get("verb") == "undo"}
        return frozenset(name.split("/")[0] for name in found)

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
    given = list(commands)
    erased = named_by_erase(given)
    lines = _merged(given, erased)
    living = _living(lines)
    acts = {name: act for line in living for name, act in lines[line].acts}
    replaced = {over for act in acts.values() for over in texts_of(act.get("over"))}
    standing: dict[Key, list[Decision]] = {}
    for name in sorted(acts.keys() - replaced):
        key = thing(name, acts[name])
        if key:
            command = lines[name.split("/")[0]]
            standing.setdefault(key, []).append(Decision(name, command.by, command.at, acts[name]))
    unknown = (name for line in lines.values() for name, act in line.acts if is_unknown(act))
    return Decisions(
        lines,
        {key: tuple(found) for key, found in standing.items()},
        frozenset(living),
        erased,
        frozenset(unknown),
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


def _over(command: Command) -> set[str]:
    """Return the lines whose acts a command replaces."""
    return {name.split("/")[0] for act in command.do for name in texts_of(act.get("over"))}


def _merged(commands: Iterable[Command], erased: Collection[str]) -> dict[str, Command]:
    """Return the lines by id, erased acts emptied.

    Of two copies the one with fewer of these counts, for its id can be checked.
    """
    lines: dict[str, Command] = {}
    for command in commands:
        known = lines.get(command.id)
        if known is None or _rank(command) < _rank(known):
            lines[command.id] = command
    return {line: lines[line].without(erased) for line in sorted(lines)}


def _rank(command: Command) -> tuple[int, str]:
    return len(command.erased), command.line()


def _living(lines: Mapping[str, Command]) -> list[str]:
    """Return the ids of the living lines, in order.

    A line is decided only after every line that points at it, by `undo` or `over`. Ids are
    hashes of what they hold, so no line can point at a later one; lines forged into a circle,
    and what these point at, are taken as living.
    """
    targets: dict[str, list[tuple[str, bool]]] = {}
    for command in lines.values():
        undone = (str(act["line"]) for act in command.do if act.get("verb") == "undo")
        found = [(line, True) for line in undone] + [(line, False) for line in _over(command)]
        targets[command.id] = [(line, undoes) for line, undoes in found if line in lines]
    waiting = Counter(line for pointed in targets.values() for line, _ in pointed)
    ready = [line for line in lines if not waiting[line]]
    undone_lines, kept, dead = set[str](), set[str](), set[str]()
    for line in ready:
        if line in undone_lines and line not in kept:
            dead.add(line)
        for target, undoes in targets[line]:
            if line not in dead:
                (undone_lines if undoes else kept).add(target)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    return [line for line in lines if line not in dead]
