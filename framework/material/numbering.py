"""A turn's number is permanent: what a correction puts after 41 is 41a; none is given twice."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import count
from string import ascii_lowercase

Numbered = Sequence[tuple[str, str]]
"""Pairs of a turn's number and the short hash of its label and words."""


def first_numbers(turns: int) -> list[str]:
    """Return the numbers of a transcript that was never numbered, from 1 on."""
    return [str(number) for number in range(1, turns + 1)]


def carry(old: Numbered, new: Sequence[str], used: Iterable[str] = ()) -> list[str] | None:
    """Return a number for each turn of a corrected transcript, or None where it would be a guess.

    `old` is the standing numbering, `new` the hashes of the turns as they are now, `used` all
    numbers ever given. Equal turns keep their numbers, and so do as many changed turns in a
    row as before. Where turns changed *and* their number changed, nobody can tell which is
    which.

    >>> carry([("1", "a"), ("2", "b"), ("3", "c")], ["a", "x", "c", "d"])
    ['1', '2', '3', '3a']
    >>> carry([("1", "a"), ("2", "b"), ("3", "c")], ["x", "y", "c"])
    ['1', '2', '3']
    >>> carry([("1", "a"), ("2", "b")], ["x"]) is None
    True
    """
    numbers: list[str] = []
    taken = {number for number, _ in old} | set(used)
    blocks = SequenceMatcher(None, [stamp for _, stamp in old], new, autojunk=False).get_opcodes()
    for tag, first, last, start, end in blocks:
        if tag in ("equal", "replace"):
            if last - first != end - start:
                return None
            numbers += [number for number, _ in old[first:last]]
        for _ in range(end - start if tag == "insert" else 0):
            given = _after(numbers[-1] if numbers else "0", taken)
            taken.add(given)
            numbers.append(given)
    return numbers


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
