"""A line of the trail is a command: one decision of one researcher, known by a hash of itself."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from framework.plain.text import INITIALS, digest
from framework.trail.verbs import ERASED, LINE, TIME, VERBS, fault_of

Act = Mapping[str, Any]

"""Half a character, which JSON can hold and no file."""


class TornLineError(ValueError):
    """A line of the trail that a write left unfinished, or that was damaged since."""


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
        """Return the command a line holds.

        Raises TornLineError where it is not whole, ValueError with the reason where it is odd.
        """
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            raise TornLineError("this line is not whole") from None
        if not isinstance(found, dict) or found.keys() != {"id", "at", "by", "do"}:
            raise ValueError("this line is not an id, a time, initials and acts")
        identity, at, by, do = (found[name] for name in ("id", "at", "by", "do"))
        for name, shape in (("id", LINE), ("at", TIME), ("by", INITIALS)):
            if not (isinstance(found[name], str) and shape.fullmatch(found[name])):
                raise ValueError(f"this line has an odd `{name}`")
        if not isinstance(do, list) or not do or not all(isinstance(act, dict) for act in do):
            raise ValueError("this line holds no acts")
        for number, act in enumerate(do, 1):
            if fault := fault_of(act):
                raise ValueError(f"act {number} of this line {fault}")
        command = cls(identity, at, by, tuple(do))
        if "\\ud" in line.casefold() and any(
            "\ud800" <= char < "\ue000" for char in command.line()
        ):
            raise ValueError("this line holds half a character")
        if identity.rpartition("-")[0] != by or not (command.erased or command.fits):
            raise ValueError("this line was changed after it was written (its id no longer fits)")
        return command

    @property
    def fits(self) -> bool:
        """Return whether the id is that of what the line holds."""
        return self.id == Command.new(self.at, self.by, self.do).id

    @property
    def acts(self) -> Iterator[tuple[str, Act]]:
        """Return each act by its name."""
        return ((f"{self.id}/{number}", act) for number, act in enumerate(self.do, 1))

    @property
    def erased(self) -> list[str]:
        """Return the names of the acts whose words are taken out; the id then tells nothing."""
        return [name for name, act in self.acts if act == ERASED]

    def without(self, erased: Collection[str]) -> "Command":
        """Return the command with these acts emptied, itself where it has none of them."""
        if not any(name in erased and act.get("verb") != "erase" for name, act in self.acts):
            return self
        do = (
            ERASED if name in erased and act.get("verb") != "erase" else act
            for name, act in self.acts
        )
        return Command(self.id, self.at, self.by, tuple(do))

    def line(self) -> str:
        """Return the line, without its line end."""
        fields = {"id": self.id, "at": self.at, "by": self.by, "do": list(self.do)}
        return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def _canonical(at: str, by: str, do: Iterable[Act]) -> str:
    rest = {"at": at, "by": by, "do": list(do)}
    return json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def named_by_erase(commands: Iterable[Command]) -> frozenset[str]:
    """Return the names of the acts that any `erase` names."""
    return frozenset(
        name
        for command in commands
        for act in command.do
        if act.get("verb") == "erase"
        for name in texts_of(act.get("acts"))
    )


def unnamed(commands: Sequence[Command]) -> set[int]:
    """Return the places of commands with an erased act that no `erase` names which counts.

    Their ids tell nothing, so that anything may have been changed in them.
    """
    left = {place: command.erased for place, command in enumerate(commands) if command.erased}
    named = named_by_erase(one for place, one in enumerate(commands) if place not in left)
    while found := [place for place, erased in left.items() if named.issuperset(erased)]:
        named |= named_by_erase(commands[place] for place in found)
        for place in found:
            del left[place]
    return set(left)


def is_unknown(act: Act) -> bool:
    """Return whether a newer version wrote an act: this one does not know its verb."""
    return act != ERASED and act.get("verb") not in VERBS


def texts_of(found: object) -> list[str]:
    """Return the texts of a list, and none of anything else."""
    return [name for name in found if isinstance(name, str)] if isinstance(found, list) else []
