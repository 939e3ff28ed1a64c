"""The words of a text: runs of letters and digits, with ``'`` inside them, compared folded.

A word is compared without a final ``'s``, and a hyphen parts two words.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, TypeVar

from framework.plain.text import fold

K = TypeVar("K")
V = TypeVar("V")
_APOSTROPHES = "'‘’‚‛′`＇"
_PLAIN = re.compile(r"[A-Za-z0-9]+(?:['`][A-Za-z0-9]+)*")
"""A word of a text in ASCII: what the pattern below says, quicker."""


@cache
def _pattern(marks: str) -> re.Pattern[str]:
    letter = rf"(?:[^\W_]|[{marks}])" if marks else r"[^\W_]"
    return re.compile(rf"[^\W_]{letter}*(?:[{_APOSTROPHES}]{letter}+)*")


def _pattern_for(text: str) -> re.Pattern[str]:
    """Return the pattern of a word; a text's own combining marks count as letters in it."""
    if text.isascii():
        return _PLAIN
    marks = (char for char in set(text) if unicodedata.category(char)[0] == "M")
    return _pattern("".join(sorted(marks)))


@cache
def key(word: str) -> str:
    """Return a word as it is compared: folded, without a final ``'s``."""
    return fold(word).text.removesuffix("'s")


class Word(NamedTuple):
    """A word of a text: as it is compared, and where it stands."""

    key: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """Return the words of a text, in order.

    >>> [word.key for word in words("The carer’s re-assessment")]
    ['the', 'carer', 're', 'assessment']
    """
    return [Word(key(found.group()), *found.span()) for found in _pattern_for(text).finditer(text)]


class Remembered(dict[K, V]):
    """What a function says of something, asked once."""

    def __init__(self, function: Callable[[K], V]) -> None:
        """Remember what this function says."""
        super().__init__()
        self._function = function

    def __missing__(self, asked: K) -> V:
        """Ask, and remember."""
        self[asked] = found = self._function(asked)
        return found


WORDS: Remembered[str, tuple[Word, ...]] = Remembered(lambda piece: tuple(words(piece)))
"""The words in each different piece of text between blanks: few are different."""


@dataclass(frozen=True)
class Said:
    """What was said in some turns, cut at its blanks.

    After each turn stands an empty piece, in which no word is. `firsts` says where in `pieces`
    each turn begins.
    """

    turns: tuple[str, ...]
    pieces: list[str]
    firsts: list[int]

    @classmethod
    def of(cls, turns: Iterable[str]) -> "Said":
        """Return the pieces of these turns."""
        texts, pieces, firsts = tuple(turns), list[str](), list[int]()
        for text in texts:
            firsts.append(len(pieces))
            pieces += text.split()
            pieces.append("")
        return cls(texts, pieces, firsts)

    def turn(self, place: int) -> int:
        """Return which turn a piece belongs to."""
        return bisect_right(self.firsts, place) - 1

    def near(self, place: int, more: int) -> list["Near"]:
        """Return the words of a piece, and so many after it at least where the turn goes on."""
        found: list[Near] = []
        most = len(WORDS[self.pieces[place]]) + more
        while len(found) < most and (piece := self.pieces[place]):
            found += [Near(place, word) for word in WORDS[piece]]
            place += 1
        return found

    def starts(self, turn: int, last: int) -> dict[int, int]:
        """Return where the pieces of a turn start, to a last one, in code points of the turn."""
        text, end, starts = self.turns[turn], 0, dict[int, int]()
        for place in range(self.firsts[turn], last + 1):
            piece = self.pieces[place]
            starts[place] = text.index(piece, end)
            end = starts[place] + len(piece)
        return starts


class Near(NamedTuple):
    """A word of a turn: which piece it stands in, and where in that piece."""

    place: int
    word: Word

    def start(self, starts: Mapping[int, int]) -> int:
        """Return where the word starts in the turn, in code points, given its pieces' starts."""
        return starts[self.place] + self.word.start

    def end(self, starts: Mapping[int, int]) -> int:
        """Return where the word ends in the turn."""
        return starts[self.place] + self.word.end
