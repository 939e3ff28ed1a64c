"""The verbs of the trail: which fields each act has, and what these may hold.

A line is held against this table where it is read; whoever reads an act later may rely on it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from framework.plain.text import INITIALS
from framework.trail.cell import ASKED, CHOSEN

How = Literal["holds", "opposes", "mixed", "reports others", "no position"]
HOW: tuple[How, ...] = get_args(How)
Answer = Literal["supports", "against", "both", "nothing said", "not asked", "not about this"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)

TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2}))?"
)
LINE = re.compile(rf"{INITIALS.pattern}-[0-9a-f]{{10}}")
ERASED: Mapping[str, Any] = {"erased": True}
"""What is left of an act whose words were erased."""

_DEEPEST = 20
_HIGHEST = 10**9

Check = Callable[[Any], bool]
Checks = Mapping[str, Check]


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _filled(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _whole(value: Any) -> bool:
    return type(value) is int and 0 <= value < _HIGHEST


def _one_of(*words: str) -> Check:
    return lambda value: isinstance(value, str) and value in words


def _like(pattern: str) -> Check:
    found = re.compile(pattern)
    return lambda value: isinstance(value, str) and found.fullmatch(value) is not None


def _each(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(map(check, value))


def _pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(_text, value))


def _pairs_by_number(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_pair, value.values()))


def _turns(value: Any) -> bool:
    """Return whether this numbers turns: pairs of number and hash, and no number twice."""
    if not _each(_pair)(value):
        return False
    return all(_turn(number) for number, _ in value) and len(dict(value)) == len(value)


def _group(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and bool(value)
        and "case" not in value
        and all(map(_text, value.values()))
    )


def _by_name(check: Check) -> Check:
    return lambda value: isinstance(value, dict) and all(map(check, value.values()))


def _seen(value: Any) -> bool:
    """Return whether this says what a writer had before them: part by part, or as one hash."""
    if not isinstance(value, dict):
        return _text(value)
    return value.keys() <= _SEEN.keys() and all(_SEEN[part](held) for part, held in value.items())


def _case(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == {"case"} and _filled(value["case"])


def _row(value: Any) -> bool:
    return _case(value) or _group(value)


_turn = _like(r"[0-9]{1,9}[a-z]{0,9}")
_acts = _each(_like(rf"{LINE.pattern}/[1-9][0-9]{{0,5}}"))
_SEEN: Checks = {
    "definition": _text,
    "passages": _by_name(_each(_text)),
    "turns": _by_name(_text),
    "cells": _by_name(_text),
    "unread": _each(_text),
}
_claim_id = _like(r"F[1-9][0-9]{0,8}")


@dataclass(frozen=True)
class Shape:
    """The fields that an act of a verb has, and those that it may have."""

    has: Checks
    may: Checks = field(default_factory=dict)

    def faults(self, act: Mapping[str, Any]) -> list[str]:
        """Return what is wrong with an act of this shape."""
        known = {"verb": _text, **self.has, **self.may}
        lacking = [f"lacks `{name}`" for name in self.has if name not in act]
        strange = [f"has a field `{name[:30]}` that is not known" for name in act.keys() - known]
        odd = (name for name, value in act.items() if name in known and not known[name](value))
        return [*lacking, *sorted(strange), *(f"holds something odd in `{name}`" for name in odd)]


_OVER: Checks = {"over": _acts}
_CELL: Checks = {"row": _row, "subtheme": _filled}
_PASSAGE: Checks = {
    **dict.fromkeys(("case", "words", "subtheme"), _filled),
    **dict.fromkeys(("speaker", "before", "after"), _text),
    **dict.fromkeys(("start", "end"), _whole),
    "turn": _turn,
}
_JUDGED: Checks = {"last": _turn, "memo": _text, "terms": _each(_text)}
_INDEXED = (Shape(_PASSAGE, _JUDGED),)

VERBS: Mapping[str, tuple[Shape, ...]] = {
    "index": _INDEXED,
    "accept": _INDEXED,
    "reject": _INDEXED,
    "unindex": (Shape(_OVER),),
    "summarise": (Shape({**_CELL, "text": _filled}, {"seen": _seen, **_OVER}),),
    "state": (
        Shape({**_CELL, "said": _one_of(*CHOSEN)}, {"reason": _text, **_OVER}),
        Shape({**_CELL, "asked": _one_of(*ASKED, "")}, _OVER),
    ),
    "memo": (
        Shape({**_CELL, "text": _text}, _OVER),
        Shape({**_CELL, "colour": _like("([0-9A-Fa-f]{6})?")}, _OVER),
        Shape({"row": _row, "column": _filled, "text": _text}, _OVER),
        Shape(
            {
                "row": _row,
                "sheet": _filled,
                "at": _like("[A-Z]{1,3}[1-9][0-9]{0,6}"),
                "text": _text,
            },
            _OVER,
        ),
    ),
    "position": (
        Shape(
            {"row": _case, "position": _filled, "how": _one_of(*HOW, "")}, {"text": _text, **_OVER}
        ),
    ),
    "finding": (
        Shape(
            {"finding": _claim_id, "claim": _text},
            {"subthemes": _each(_filled), "scope": _group, **_OVER},
        ),
    ),
    "account": (
        Shape(
            {"row": _case, "finding": _claim_id, "answer": _one_of(*ANSWERS, "")},
            {"text": _text, "seen": _text, **_OVER},
        ),
    ),
    "verdict": (Shape({"words": _filled, "verdict": _one_of("not speech", "")}, _OVER),),
    "number": (
        Shape(
            {"case": _filled, "files": _each(_pair), "turns": _turns},
            {"sketches": _each(_text), **_OVER},
        ),
    ),
    "version": (Shape({"numbers": _pairs_by_number}, _OVER),),
    "rename": (Shape({"case": _filled, "to": _filled}, _OVER),),
    "erase": (Shape({"acts": _acts}),),
    "undo": (Shape({"line": _like(LINE.pattern)}),),
}


def fault_of(act: Mapping[str, Any]) -> str:
    """Return the first thing that is wrong with an act, empty where nothing is.

    An act of an unknown verb may hold anything: a newer version knows what.

    >>> fault_of({"verb": "undo", "line": ["ek-0123456789"]})
    'holds something odd in `line`'
    """
    if "erased" in act:
        return "" if act == ERASED else "holds more than that it was erased"
    verb = act.get("verb")
    if not isinstance(verb, str):
        return "has no verb"
    if verb not in VERBS:
        return "" if _shallow(act, _DEEPEST) else "is nested too deeply"
    found = [shape.faults(act) for shape in VERBS[verb]]
    fewest = min(found, key=len)
    return fewest[0] if fewest else ""


def _shallow(value: Any, levels: int) -> bool:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels > 0 and all(_shallow(one, levels - 1) for one in inside)
