"""How like two turns are, told by sketches of their words from which no word can be told back.

A sketch is kept where words are not: in the trail. Of few words none is kept, for these could be
found by trying a dictionary. By its sketch a turn is known again that was changed, if it is like
one turn of before and, by far, like no other; of a turn that was parted neither part is.
"""

import re
from collections.abc import Callable
from hashlib import sha512

from framework.plain.text import fold

DIGITS = 32
"""How many hexadecimal digits a sketch has; of like words, as large a share of them is equal."""
Like = Callable[[int, int], int]
"""What `shared_digits` returns of a turn of before and one of now, by their places."""

_WORD = re.compile(r"\w+")
_FEWEST = 10
_BYTES = 2
_LIKE = DIGITS * 9 // 16
_BY_FAR = DIGITS * 3 // 8
_LACKING = DIGITS // 5
_MOST = 10_000
"""Where more pairs of turns than this would have to be compared, it is another file."""


def kept(text: str) -> str:
    """Return the sketch that is kept of some words, empty of fewer than ten different ones."""
    return sketch(text) if len(_words(text)) >= _FEWEST else ""


def sketch(text: str) -> str:
    """Return the sketch of some words, empty without any.

    The SHA-512 of each word, folded, is read as 32 numbers of two bytes. Of the numbers in each
    place the smallest stays, and of that its last hexadecimal digit.

    >>> sketch("Yes, he does.") == sketch("he does: YES!")
    True
    """
    hashes = [sha512(word.encode()).digest() for word in _words(text)]
    places = range(0, DIGITS * _BYTES, _BYTES)
    smallest = (min(each[at : at + _BYTES] for each in hashes) for at in places if hashes)
    return "".join(f"{pair[-1] % 16:x}" for pair in smallest)


def _words(text: str) -> set[str]:
    return {*_WORD.findall(fold(text).text)}


def shared_digits(one: str, other: str) -> int:
    """Return which digits of two sketches are equal, as the bits of a number.

    >>> bin(shared_digits("abcd", "abxd"))
    '0b1011'
    """
    return sum(1 << at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a == b)


def unlike(_old: int, _new: int) -> int:
    """Return that nothing is known of how like two turns are."""
    return 0


def known_again(old: range, new: range, like: Like) -> list[tuple[int, int]]:
    """Return the pairs of turns that are like each other and, by far, like no other."""
    if len(old) * len(new) > _MOST:
        return []
    likes = {(sooner, later): like(sooner, later) for sooner in old for later in new}

    def alone(pair: tuple[int, int]) -> bool:
        sooner, later = pair
        rivals = [likes[sooner, other] for other in new if other != later]
        rivals += [likes[other, later] for other in old if other != sooner]
        return all(_beats(likes[pair], rival) for rival in rivals)

    return [pair for pair, same in likes.items() if same.bit_count() >= _LIKE and alone(pair)]


def _beats(same: int, rival: int) -> bool:
    """Return whether a likeness is far greater than another, which has not what it lacks."""
    lacking = DIGITS - same.bit_count()
    parted = lacking >= _LACKING and (rival & ~same).bit_count() * 2 > lacking
    return same.bit_count() - rival.bit_count() >= _BY_FAR and not parted
