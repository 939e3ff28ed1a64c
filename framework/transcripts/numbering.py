"""A turn's number is permanent: what a correction puts after 41 is 41a; none is given twice."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import count
from string import ascii_lowercase

from framework.transcripts.sketch import Like, known_again, unlike

Numbered = Sequence[tuple[str, str]]
"""Pairs of a turn's number and the short hash of its label and words."""


Block = tuple[str, int, int, int, int]
_UNCLEAR = "unclear"


@dataclass(frozen=True)
class Compared:
    """The numbers that are new, changed or gone between two numberings, each in its order."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]


def numbered(turns: Iterable[Sequence[str]] | None) -> list[tuple[str, str]]:
    """Return a numbering as the trail holds it; without one, none."""
    return [(str(number), str(stamp)) for number, stamp in turns or ()]


def compare(old: Numbered, new: Numbered) -> Compared:
    """Return what became of each number; a turn whose number and hash are the same is as it was.

    >>> compare([("1", "a"), ("2", "b")], [("1", "a"), ("1a", "x")])
    Compared(new=('1a',), changed=(), gone=('2',))
    """
    before, after = dict(old), dict(new)
    return Compared(
        tuple(number for number in after if number not in before),
        tuple(number for number in after if before.get(number, after[number]) != after[number]),
        tuple(number for number in before if number not in after),
    )


def first_numbers(turns: int) -> list[str]:
    """Return the numbers of a transcript that was never numbered, from 1 on."""
    return [str(number) for number in range(1, turns + 1)]


def carry(
    old: Numbered, new: Sequence[str], used: Iterable[str] = (), like: Like = unlike
) -> list[str] | None:
    """Return a number for each turn of a corrected transcript, or None where it would be a guess.

    `old` is the standing numbering, `new` the hashes of the turns as they are now, `used` all
    numbers ever given. Equal turns keep their numbers, and so do as many changed turns in a
    row as before. Where turns changed *and* their number changed, a turn that is `like` one of
    before, and like no other, has its number; else nobody can tell which is which.

    >>> carry([("1", "a"), ("2", "b"), ("3", "c")], ["a", "x", "c", "d"])
    ['1', '2', '3', '3a']
    >>> carry([("1", "a"), ("2", "b"), ("3", "c")], ["x", "y", "c"])
    ['1', '2', '3']
    >>> carry([("1", "a"), ("2", "b")], ["x"]) is None
    True
    """
    if unclear(old, new, like):
        return None
    numbers: list[str] = []
    taken = {number for number, _ in old} | set(used)
    for tag, first, last, start, end in _blocks(old, new, like):
        if tag in ("equal", "replace"):
            numbers += [number for number, _ in old[first:last]]
        for _ in range(end - start if tag == "insert" else 0):
            given = _after(numbers[-1] if numbers else "0", taken)
            taken.add(given)
            numbers.append(given)
    return numbers


def unclear(
    old: Numbered, new: Sequence[str], like: Like = unlike
) -> tuple[list[str], int, int] | None:
    """Return the first stretch in which nobody can tell which turn is which, None if none is.

    That is the numbers that stood there, and from where to where in `new` something else stands.
    """
    for tag, first, last, start, end in _blocks(old, new, like):
        if tag == _UNCLEAR:
            return [number for number, _ in old[first:last]], start, end
    return None


def _blocks(old: Numbered, new: Sequence[str], like: Like) -> Iterator[Block]:
    """Return what became of each stretch: equal, replace, delete, insert, or unclear."""
    stamps = [stamp for _, stamp in old]
    for block in SequenceMatcher(None, stamps, new, autojunk=False).get_opcodes():
        yield from _parted(block, like) if block[0] == "replace" else [block]


def _parted(block: Block, like: Like) -> list[Block]:
    """Return a stretch of changed turns in parts, if likeness tells which of them are which.

    It has to tell of all: between two turns that are known again, turns may only have come, or
    only gone.
    """
    _, first, last, start, end = block
    pairs = known_again(range(first, last), range(start, end), like)
    even = last - first == end - start
    if even and all(sooner - first == later - start for sooner, later in pairs):
        return [block]
    parts: list[Block] = []
    at, here = first, start
    for sooner, later in [*pairs, (last, end)]:
        if sooner < at or later < here or (sooner > at and later > here):
            return [(_UNCLEAR, *block[1:])]
        if (sooner, later) != (at, here):
            parts.append(("delete" if sooner > at else "insert", at, sooner, here, later))
        if sooner < last:
            parts.append(("replace", sooner, sooner + 1, later, later + 1))
        at, here = sooner + 1, later + 1
    return parts


def _after(number: str, taken: set[str]) -> str:
    """Return the first free number that reads as coming after `number`, as 41a does after 41."""
    stem = number.rstrip(ascii_lowercase)
    return next(found for place in count() if (found := stem + _letters(place)) not in taken)


def _letters(place: int) -> str:
    letters = ""
    while place >= 0:
        letters = ascii_lowercase[place % 26] + letters
        place = place // 26 - 1
    return letters
