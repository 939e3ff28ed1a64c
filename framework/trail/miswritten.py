"""A bracket that is nearly a reference: it is told, so that no reference silently stays text.

Nearly one is a bracket that holds something like a case id and then numbers: an id but for
typography, its beginning, one that differs in a letter or two, or a name built like the study's
ids. So is a bracket of turn numbers with something else in it, or without a case where it needs
one. Years after a name are a citation (``[Smith 2014]``), and a number after an ordinary word is
text (``[box 3]``, ``[see 3.2]``).
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise

from framework.plain.text import fold, near
from framework.trail.reference import NUMBER, TURNS, YEAR, unread

_BETWEEN = r"(?:\s*[-–—,&]\s*|\s+and\s+|\s+)"
_NUMBER = re.compile(r"(?<![^\s,:/#])\d")
_RUN = re.compile(rf"{NUMBER}(?:{_BETWEEN}{NUMBER})*(?!\w|\.\w)")
"""Turn numbers as somebody may write them; they begin after white space or a sign."""
_JOINED = re.compile(rf"[-._:,/#\s]+({NUMBER}(?:{_BETWEEN}{NUMBER})*)(?!\w|\.\w)")
_FILLER = re.compile(
    r"[\s,:/#]+(?:turns?|nos?|lines?|paras?|paragraphs?|pp?|t|l)?\.?[\s,:/#]*$", re.IGNORECASE
)
_ALONE = re.compile(
    rf"\s*(?:turns?\s+)?({NUMBER}(?:{_BETWEEN}{NUMBER})*)[\s.,;:–—-]*", re.IGNORECASE
)
_BEGINS = re.compile(rf"\s*({NUMBER}(?:\s*[-–—]\s*{NUMBER})?)\s*[,;]")
_YEARS = re.compile(rf"{YEAR.pattern}(?:{_BETWEEN}(?:\d\d)?\d\d)*[a-z]?")
_LEAST = 3
"""So many letters of an id's beginning are enough; fewer only where a part of the id ends."""
_MOST, _NUMBERS = 3, 12
"""So many cases are offered, and so many numbers of a bracket looked at."""
_WORDS = 6
"""So many words may stand where an id is meant: ``[Ash OP 1 41]``."""


@dataclass(frozen=True)
class Miswritten:
    """A bracket as it stands, and the references that may be meant; none where nobody can tell."""

    text: str
    start: int
    end: int
    meant: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Guess:
    """The cases that a name may mean, and how sure it is that it names a case at all."""

    cases: tuple[str, ...]
    sure: int


def miswritten(text: str, cases: Collection[str] = (), own: str = "") -> list[Miswritten]:
    """Return the brackets of a text that are nearly references, in order.

    >>> [one.meant for one in miswritten("[IV07 2], [box 3], [2014]", ["IV07-Carer-wife"], "A1")]
    [('[IV07-Carer-wife 2]',)]
    """
    found = []
    for bracket in unread(text, cases, own):
        meant = _meant(bracket.group(1), cases, own)
        if meant is not None:
            found.append(Miswritten(bracket.group(), bracket.start(), bracket.end(), meant))
    return found


def _meant(inside: str, cases: Collection[str], own: str) -> tuple[str, ...] | None:
    """Return the references that a bracket may mean, or None where it is text."""
    if (alone := _ALONE.fullmatch(inside)) and not _YEARS.fullmatch(alone.group(1)):
        if own:
            return (f"[{_listed(alone.group(1))}]",)
        return () if TURNS.fullmatch(inside.strip()) else None
    for part in inside.split(";"):
        if (guess := _guess(part.strip(), cases)) is not None:
            return guess
    begins = _BEGINS.match(inside)
    if own and begins and not _YEARS.match(inside.strip()):
        return (f"[{begins.group(1)}]",)
    return None


def _guess(part: str, cases: Collection[str]) -> tuple[str, ...] | None:
    """Return what a name and numbers may mean; an empty tuple for a name like no case's."""
    found: list[tuple[_Guess, str]] = []
    for name, turns, rest in _readings(part, cases):
        guess = _cases(name, cases)
        years = _YEARS.fullmatch(turns) and guess and guess.sure < 3
        if guess and not years and (guess.sure > 1 or not rest.strip(" .,")):
            found.append((guess, turns))
    if not found:
        return None
    best, turns = max(found, key=lambda one: one[0].sure)
    return tuple(f"[{case} {_listed(turns)}]" for case in best.cases)


def _readings(part: str, cases: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Return each way to read a name, numbers after it, and what follows them."""
    folded = fold(part).text
    for case in cases:
        begins = fold(case).text
        if folded.startswith(begins) and (joined := _JOINED.match(folded, len(begins))):
            yield case, joined.group(1), folded[joined.end() :]
    for number in islice(_NUMBER.finditer(part), _NUMBERS):
        if run := _RUN.match(part, number.start()):
            head = _FILLER.sub("", part[: run.start()])
            words = [found.start() for found in re.finditer(r"[^\s,:/]+", head)]
            for begin in words[-_WORDS:]:
                yield head[begin:], run.group(), part[run.end() :]


def _cases(name: str, cases: Collection[str]) -> _Guess | None:
    """Return the cases that a name may mean: 3 the id itself, 2 nearly, 1 built like one."""
    sought = _squeezed(name)
    if not sought:
        return None
    if same := [case for case in cases if _squeezed(case) == sought]:
        return _Guess(tuple(same), 3)
    begins = {case: _beginnings(case) for case in cases}
    if longer := [case for case in cases if _may_begin(sought, begins[case])]:
        return _Guess(tuple(longer[:_MOST]), 2 if any(map(str.isdigit, sought)) else 1)
    if " " in name:
        return None
    known = [one for ones in begins.values() for one in ones if _telling(one)]
    if close := near(name, known):
        meant = dict.fromkeys(case for one in close for case in cases if one in begins[case])
        return _Guess(tuple(meant)[:_MOST], 2)
    return _Guess((), 1) if "0" in _shape(name) and _shape(name) in map(_shape, known) else None


def _may_begin(sought: str, beginnings: Collection[str]) -> bool:
    """Return whether a squeezed name begins an id, and is long enough to be meant for it."""
    ends = [_squeezed(one) for one in beginnings]
    enough = len(sought) >= _LEAST or (len(sought) > 1 and sought in ends)
    return ends[-1].startswith(sought) and enough


@cache
def _beginnings(case: str) -> list[str]:
    """Return an id up to the end of each of its parts: ASH, ASH-OP, ASH-OP-1."""
    return [case[: part.end()] for part in re.finditer(r"[^\W\d_]+|\d+", case)] or [case]


def _telling(beginning: str) -> bool:
    """Return whether a name like this beginning of an id can be meant for it."""
    return len(beginning) >= _LEAST or any(map(str.isdigit, beginning))


@cache
def _squeezed(name: str) -> str:
    """Return the letters and digits of a name, without typography and leading zeros."""
    plain = re.sub(r"(?<!\d)0+(?=\d)", "", fold(name).text)
    return "".join(char for char in plain if char.isalnum())


@cache
def _shape(name: str) -> str:
    """Return how a name is built: ``A-A-0`` of ASH-OP-1."""
    return re.sub(r"\d+", "0", re.sub(r"[^\W\d_]+", "A", fold(name).text))


def _listed(turns: str) -> str:
    """Return turn numbers as a reference lists them: ``41, 43`` of “41 and 43”."""
    numbers = list(re.finditer(NUMBER, turns))
    listed = numbers[0].group()
    for before, number in pairwise(numbers):
        span = turns[before.end() : number.start()].strip() in ("-", "–", "—")
        listed += ("–" if span else ", ") + number.group()
    return listed
