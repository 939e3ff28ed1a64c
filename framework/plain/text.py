"""Text is compared folded and shown exactly.

`fold` returns a copy for searching together with the way back, so that whatever is found is
cited from the original. Positions are Unicode code points everywhere.
"""

import hashlib
import os
import re
import shlex
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
)
"""Characters that steer how text is set, and show nothing themselves."""
_JOINERS = re.compile("(?<![^\x00-\u02ff])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\u02ff])")
"""They show nothing either, except inside words of some scripts, Persian and Hindi among them."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

_DIGITS = re.compile(r"\d+")
_LIKE = 0.8
_MOST = 3
INITIALS = re.compile(r"[a-z]{2,5}[0-9]?")
"""What a researcher is known by."""
_PIECE = 1_000_000
"""Longer texts are counted in pieces, so that counting needs little memory."""


@dataclass(frozen=True)
class Folded:
    """A folded text and, for each of its code points, the place it came from."""

    text: str
    places: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original that folded to ``text[start:end]`` (not empty)."""
        return self.places[start], self.places[end - 1] + 1

    def find_all(self, words: str) -> list[tuple[int, int]]:
        """Return the original spans of every occurrence of an already folded string."""
        spans = (self.original(at, at + len(words)) for at in occurrences(self.text, words))
        return list(dict.fromkeys(spans))

    def index(self, place: int) -> int:
        """Return where an original code point begins in the folded text."""
        return bisect_left(self.places, place)


def occurrences(text: str, words: str) -> list[int]:
    """Return where words stand in a text, each place of those that overlap.

    >>> occurrences("no no no", "no no")
    [0, 3]
    """
    found, at = [], text.find(words) if words else -1
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def fold(text: str) -> Folded:
    """Return `text` without typography: case, quotes, dashes, and runs of white space.

    Letters are decomposed (NFKD), so an accent written apart equals one written on its letter.
    Every run of white space becomes one space. The way back is kept per code point.
    """
    letters: list[str] = []
    places: list[int] = []
    blank = False
    for place, char in enumerate(text):
        for letter in _PLAIN[char]:
            if blank and letter == " ":
                continue
            blank = letter == " "
            letters.append(letter)
            places.append(place)
    return Folded("".join(letters), tuple(places))


def searchable(text: str) -> Folded:
    """Return `text` folded, and without accents and invisible characters, to be searched.

    >>> searchable("Rene\u0301e’s car\u00aders").text
    "renee's carers"
    """
    folded = fold(text)
    if text.isascii():
        return folded
    kept = [
        (letter, place)
        for letter, place in zip(folded.text, folded.places, strict=True)
        if not "\u0300" <= letter <= "\u036f" and unicodedata.category(letter) != "Cf"
    ]
    return Folded("".join(one for one, _ in kept), tuple(place for _, place in kept))


class _Plain(dict[str, str]):
    """What a code point folds to, worked out when it is first met."""

    def __missing__(self, char: str) -> str:
        plain = unicodedata.normalize("NFKD", char).translate(_ALIKE).casefold()
        letters = " " if char.isspace() else plain
        self[char] = "".join(" " if letter.isspace() else letter for letter in letters)
        return self[char]


_PLAIN = _Plain()


def plain(text: str) -> str:
    """Return `text` without typography as `fold` does, and without the way back, which takes time.

    >>> plain("“Whose   needs?”") == fold('"whose needs?"').text
    True
    """
    return " ".join(unicodedata.normalize("NFKD", text).translate(_ALIKE).casefold().split())


def unify_name(text: str) -> str:
    r"""Return a name as names are compared: letters composed, and nothing invisible in it.

    >>> unify_name("\u200fZoe\u0308\u200b") == "Zoë"
    True
    """
    if text.isascii():
        return text
    return _JOINERS.sub("", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


def seen(text: str) -> tuple[str, list[int]]:
    """Return `text` without invisible characters, and the place of each of the others in it."""
    hidden = {found.start() for form in (_INVISIBLE, _JOINERS) for found in form.finditer(text)}
    places = [at for at in range(len(text)) if at not in hidden]
    return "".join(text[at] for at in places), places


def unify_newlines(text: str) -> str:
    r"""Return `text` with every line end as ``\n``; nothing else is changed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def clean(text: str) -> str:
    r"""Return words typed by a person: ``\n`` line ends, no characters that XML forbids.

    Blank space around the whole is dropped; inside, nothing is changed.
    """
    return _CONTROL.sub("", unify_newlines(text)).strip()


def inert(text: str) -> str:
    r"""Return `text` safe for a terminal: escapes and direction marks become ``\x1b`` and the like.

    >>> inert("\x1b[31mred")
    '\\x1b[31mred'
    """
    return _UNSAFE.sub(lambda found: ascii(found.group())[1:-1], text)


def visible(text: str) -> int:
    """Return how many code points of `text` are not white space: the unit of the accounting."""
    if len(text) <= _PIECE:
        return len("".join(text.split()))
    return sum(visible(text[at : at + _PIECE]) for at in range(0, len(text), _PIECE))


def count_words(text: str) -> int:
    """Return how many words stand between white space.

    >>> count_words(" It depends, "), count_words("")
    (2, 0)
    """
    if len(text) <= _PIECE:
        return len(text.split())
    pieces = [text[at : at + _PIECE] for at in range(0, len(text), _PIECE)]
    parted = sum(not (one[-1].isspace() or other[0].isspace()) for one, other in pairwise(pieces))
    return sum(map(count_words, pieces)) - parted


def digest(*parts: str, length: int = 10) -> str:
    """Return the first `length` hex digits of the SHA-256 of the parts, told apart by NUL."""
    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:length]


def shorten(text: str, width: int) -> str:
    """Return `text` on one line of at most `width` code points, cut at a space with ``…``."""
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    head = line[:width]
    return (head.rsplit(" ", 1)[0] if " " in head else head[:-1]) + "…"


def count(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: ``1 turn``, ``2 turns``.

    >>> count(1, "turn"), count(2, "summary", "summaries")
    ('1 turn', '2 summaries')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def pasted(*words: str) -> str:
    """Return a command that a shell reads as these words, whatever is in them.

    >>> pasted("framework", "add", "transcripts/FG1 (OP).txt")
    "framework add 'transcripts/FG1 (OP).txt'"
    """
    if os.name == "nt":
        from subprocess import list2cmdline  # noqa: PLC0415 - as Windows quotes

        return list2cmdline(words)
    return shlex.join(words)


def plural(noun: str) -> str:
    """Return the plural of a noun: ``authorities``, ``teams``."""
    return noun[:-1] + "ies" if noun.endswith("y") else noun + "s"


def near(name: str, known: Iterable[str]) -> list[str]:
    """Return the known names that a name nobody knows is most like, three at most.

    A name that differs in nothing but typography stands alone.

    >>> near("ash-op-1", ["ASH-OP-1", "ASH-OP-3"]), near("ASH-OP-9", ["ASH-OP-1", "HAR-LD-2"])
    (['ASH-OP-1'], ['ASH-OP-1'])
    >>> near("box", ["ASH-OP-1"])
    []
    """
    from difflib import get_close_matches  # noqa: PLC0415 - only for a name that is wrong

    by_fold = {fold(one).text: one for one in known}
    sought = fold(name).text.strip()
    if sought in by_fold:
        return [by_fold[sought]]
    shape = _DIGITS.sub("0", sought)
    alike = [one for one in by_fold if shape == _DIGITS.sub("0", one) != one]
    close = get_close_matches(sought, by_fold, n=_MOST, cutoff=_LIKE)
    return [by_fold[one] for one in dict.fromkeys([*close, *alike])][:_MOST]
