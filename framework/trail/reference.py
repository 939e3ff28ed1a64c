"""A reference in a summary points at turns: ``[41]``, ``[41, 52–54]``, ``[ASH-OP-1 41]``.

A bracket is a reference only if it holds turn numbers, or a registered case id and turn
numbers; ``[box 3]`` is text. The text is never rewritten.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

BRACKET = re.compile(r"\[([^\[\]]{1,500})\]")
NUMBER = r"\d{1,6}[a-z]{0,3}"
TURNS = re.compile(rf"{NUMBER}(?:\s*[-–—]\s*{NUMBER})?(?:\s*,\s*{NUMBER}(?:\s*[-–—]\s*{NUMBER})?)*")
_PART = re.compile(rf"({NUMBER})(?:\s*[-–—]\s*({NUMBER}))?")
YEAR = re.compile(r"(?:1[89]|20)\d\d")
_CASE_AND_TURNS = re.compile(rf"(\s*)(?:(\w[\w.-]*)(?= ))?(\s*{TURNS.pattern}\s*)")


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
    for bracket in BRACKET.finditer(text):
        for case, turns in _read(bracket.group(1), cases, own):
            for first, last in _PART.findall(turns):
                found.append(Reference(case, first, last or first, bracket.start(), bracket.end()))
    return found


def unread(text: str, cases: Collection[str] = (), own: str = "") -> Iterator[re.Match[str]]:
    """Return the brackets of a text that are no references, years left out."""
    for bracket in BRACKET.finditer(text):
        inside = bracket.group(1)
        if not _read(inside, cases, own) and not YEAR.fullmatch(inside.strip()):
            yield bracket


def _read(inside: str, cases: Collection[str], own: str) -> list[tuple[str, str]]:
    """Return the cases and turn numbers in a bracket; nothing if any part of it is text."""
    parts = [_named(part.strip(), cases, own) for part in inside.split(";")]
    if YEAR.fullmatch(inside.strip()):
        return []
    return [part for part in parts if part] if all(parts) else []


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

    return BRACKET.sub(changed, text)


def _named(part: str, cases: Collection[str], own: str) -> tuple[str, str] | None:
    """Return the case and the turn numbers of one part of a bracket, or None if it is text."""
    if own and TURNS.fullmatch(part):
        return own, part
    case, _, turns = part.partition(" ")
    turns = turns.strip()
    return (case, turns) if case in cases and TURNS.fullmatch(turns) else None
