"""What was decided, line by line: what a person reads before she undoes one."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from framework.cases.case import Row
from framework.plain.text import count
from framework.trail.command import Act, Command
from framework.trail.decisions import Decisions

_NAMED = 3
"""So many of the things that a line decides are named."""
_WORDS: Mapping[str, tuple[str, str]] = {
    "index": ("passage indexed", "passages indexed"),
    "accept": ("proposal accepted", "proposals accepted"),
    "reject": ("proposal rejected", "proposals rejected"),
    "unindex": ("entry taken out", "entries taken out"),
    "summarise": ("summary", "summaries"),
    "state": ("state", "states"),
    "memo": ("memo", "memos"),
    "position": ("position", "positions"),
    "finding": ("claim", "claims"),
    "account": ("account", "accounts"),
    "verdict": ("quotation judged", "quotations judged"),
    "number": ("numbering of turns", "numberings of turns"),
    "rename": ("case renamed", "cases renamed"),
    "version": ("codebook taken into use", "codebooks taken into use"),
    "erase": ("erasure", "erasures"),
    "undo": ("line undone", "lines undone"),
}
_BESIDE = frozenset({"number", "version"})
"""Acts that the program adds to a person's decision."""


@dataclass(frozen=True)
class Line:
    """A line of the trail as a person reads it.

    `what` is ``2 summaries: ASH-OP-1 × 2.1, ASH-OP-1 × 2.2``; `builders` are the lines that must
    be undone before it.
    """

    id: str
    at: str
    by: str
    what: str
    undone: bool
    builders: tuple[str, ...]

    def json(self) -> dict[str, object]:
        """Return the line as a JSON object."""
        return asdict(self)


def history(decisions: Decisions, by: str) -> list[Command]:
    """Return a researcher's lines, the newest first: by time, then those built on others first."""
    own = [command for command in decisions.commands.values() if command.by == by]
    return sorted(
        own, key=lambda one: (one.at, -len(decisions.built_on(one.id)), one.id), reverse=True
    )


def undoes(command: Command) -> bool:
    """Return whether a line undoes another: it has no decision of its own."""
    return any(act.get("verb") == "undo" for act in command.do)


def told(decisions: Decisions, command: Command) -> Line:
    """Return a line as a person reads it."""
    undone = command.id not in decisions.living
    builders = tuple(decisions.built_on(command.id))
    what = "; ".join(_kinds(command))
    return Line(command.id, command.at, command.by, what, undone, builders)


def _kinds(command: Command) -> Iterator[str]:
    """Return what a line decides, in a phrase for each verb."""
    acts = [act for act in command.do if act.get("verb") not in _BESIDE] or command.do
    by_verb: dict[str, list[Act]] = {}
    for act in acts:
        by_verb.setdefault(str(act.get("verb")), []).append(act)
    for verb, same in by_verb.items():
        words = count(len(same), *_WORDS.get(verb, (f"“{verb}”", f"“{verb}”")))
        named = list(dict.fromkeys(filter(None, map(_place, same))))
        more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
        yield f"{words}: {', '.join(named[:_NAMED])}{more}" if named else words


def _place(act: Act) -> str:
    """Return what an act is about: a cell, a passage and its subtheme, a line, a claim."""
    if act.get("verb") == "rename":
        return f"{act.get('case')} → {act.get('to')}"
    row = act.get("row")
    turn = f" {act['turn']}" if "turn" in act else ""
    where = Row.of(row).name if isinstance(row, dict) else f"{act.get('case', '')}{turn}"
    names = ("subtheme", "position", "finding", "column", "sheet", "line", "entry", "words")
    what = next((str(act[name]) for name in names if act.get(name)), "")
    return " × ".join(filter(None, (where, what)))
