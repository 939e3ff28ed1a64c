"""What a term stands for: sequences of words, the same in every study and on every machine.

A term's words stand for any of their forms; ``=caring`` for that form only; ``assess*`` for any
word so beginning. Two words with nothing but blank space or a hyphen between them are also one
word, in a term as in a text: *re-assessment*, *reassessment* and *re assessment* are alike.
There are no patterns of any other kind.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from framework.plain.words import words

MAX_WORDS = 10
SHORTEST = 2
"""Letters that each half of a word written apart must have."""

_NO_WORD = re.compile(r"[|\\^$+(){}\[\]]|(?<=\S)=|\*(?=\S)")
"""Signs that other programs give a meaning, and ``=`` and ``*`` where they have none."""


class Slot(NamedTuple):
    """One word of a term. `key` is a word in any of its forms, one just so, or a beginning."""

    kind: Literal["form", "exact", "prefix"]
    key: str


@dataclass(frozen=True)
class Term:
    """A term as somebody wrote it, and the sequences of words that it stands for.

    There is more than one where neighbouring words of the term may also be written as one.
    """

    text: str
    sequences: tuple[tuple[Slot, ...], ...]

    @classmethod
    def parse(cls, text: str) -> "Term":
        """Return the term that a text stands for. Raises ValueError, with the reason, for none."""
        pieces = [piece for written in text.split() for piece in _pieces(written)]
        if not pieces:
            raise ValueError("a term holds a word at least")
        if len(pieces) > MAX_WORDS:
            raise ValueError(f"a term holds {MAX_WORDS} words at most")
        return cls(text, tuple(dict.fromkeys(_readings(pieces))))


def _pieces(written: str) -> list[tuple[Slot, str]]:
    """Return the words written between two blanks, each with what may be read as one."""
    found = words(written)
    exact, prefix = written.startswith("="), written.endswith("*")
    odd = _NO_WORD.search(written) or (exact and (not found or found[0].start > 1))
    if odd or (prefix and (not found or found[-1].end < len(written) - 1)):
        raise ValueError("a term is words, `=word` for one form only, `word*` for a beginning")
    kind: Literal["exact", "form"] = "exact" if exact else "form"
    pieces = [
        (Slot(kind, word.key), "") if exact else (Slot(kind, word.key), word.key) for word in found
    ]
    return [*pieces[:-1], (Slot("prefix", found[-1].key), "")] if prefix else pieces


def _readings(pieces: Sequence[tuple[Slot, str]]) -> Iterator[tuple[Slot, ...]]:
    """Return the term's words, and again with neighbours written as one."""
    if not pieces:
        yield ()
        return
    for rest in _readings(pieces[1:]):
        yield (pieces[0][0], *rest)
    if len(pieces) > 1 and min(len(pieces[0][1]), len(pieces[1][1])) >= SHORTEST:
        whole = Slot("form", pieces[0][1] + pieces[1][1])
        for rest in _readings(pieces[2:]):
            yield (whole, *rest)
