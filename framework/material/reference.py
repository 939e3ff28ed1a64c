"""A reference in a summary points at turns: ``[41]``, ``[41, 52–54]``, ``[ASH-OP-1 41]``.

A bracket is a reference only if it holds turn numbers, or a registered case id and turn
numbers; ``[box 3]`` is text. The text is never rewritten.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

_BRACKET = re.compile(r"\[([^\[\]]{1,500})\]")
_NUMBER = r"\d{1,6}[a-z]{0,3}"
_TURNS = re.compile(
    rf"{_NUMBER}(?:\s*[-–—]\s*{_NUMBER})?(?:\s*,\s*{_NUMBER}(?:\s*[-–—]\s*{_NUMBER})?)*"
)
_CASE_AND_TURNS = re.compile(rf"(\s*)(?:(\w[\w.-]*)(?= ))?(\s*{_TURNS.pattern}\s*)")
_PART = re.compile(rf"({_NUMBER})(?:\s*[-–—]\s*({_NUMBER}))?")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")


@dataclass(frozen=True)
class Reference:
    """One pointer: the case it names (empty: the row's own) and the turns it spans.

    `start` and `end` are the bracket's place in the text that holds it, in code points.
    """

    case: str
    first: str
    last: str
    start: int
    end: int

    @property
    def place(self) -> str:
        """Return the case and the turns: ``ASH-OP-1 52–54``."""
        return f"{self.case} {'–'.join(dict.fromkeys((self.first, self.last)))}"


def references(text: str, cases: Collection[str] = (), own: str = "") -> list[Reference]:
    """Return the references of a text in order, each span of turns one by itself.

    `cases` are the registered case ids; `own` is the case of the row, and a bracket without a
    case id is a reference only where there is one. A lone number of four digits that reads as
    a year is text, as ``[2014]``.

    >>> [(r.case, r.first, r.last) for r in references("said so [41, 52–54] in [2014]", own="A")]
    [('A', '41', '41'), ('A', '52', '54')]
    >>> [(r.case, r.first) for r in references("see [B 7; A 9] and [box 3]", cases=["A", "B"])]
    [('B', '7'), ('A', '9')]
    """
    found = []
    for bracket in _BRACKET.finditer(text):
        parts = [_named(part.strip(), cases, own) for part in bracket.group(1).split(";")]
        if not all(parts) or _YEAR.fullmatch(bracket.group(1).strip()):
            continue
        for case, turns in filter(None, parts):
            for first, last in _PART.findall(turns):
                found.append(Reference(case, first, last or first, bracket.start(), bracket.end()))
    return found


def renamed(text: str, names: Mapping[str, str]) -> str:
    """Return a text with the case ids in its brackets changed: no other word is.

    >>> renamed("as A said [A 41; 7], and [A bit]", {"A": "ASH-1"})
    'as A said [ASH-1 41; 7], and [A bit]'
    """

    def changed(bracket: re.Match[str]) -> str:
        parts = [_CASE_AND_TURNS.fullmatch(part) for part in bracket.group(1).split(";")]
        if not all(parts):
            return bracket.group()
        told = (
            f"{part[1]}{names.get(part[2] or '', part[2] or '')}{part[3]}" for part in parts if part
        )
        return f"[{';'.join(told)}]"

    return _BRACKET.sub(changed, text)


def _named(part: str, cases: Collection[str], own: str) -> tuple[str, str] | None:
    """Return the case and the turn numbers of one part of a bracket, or None if it is text."""
    if own and _TURNS.fullmatch(part):
        return own, part
    case, _, turns = part.partition(" ")
    turns = turns.strip()
    return (case, turns) if case in cases and _TURNS.fullmatch(turns) else None
