"""What a term finds: sequences of words in one turn, the same in every study and on every machine.

A word is a run of letters and digits, with ``'`` inside it; it is compared folded, and without a
final ``'s``. A term's words are found in any of their forms; ``=caring`` in that form only;
``assess*`` stands for any word so beginning. Two words with nothing but blank space or a hyphen
between them are also one word, in a term as in a text: *re-assessment*, *reassessment* and
*re assessment* are alike. There are no patterns of any other kind.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, islice
from typing import Literal, NamedTuple, TypeVar

from framework.proposals.forms import base, forms
from framework.text import fold

VERSION = "1"
"""Of these rules and of the table of forms: another version finds other words."""

MAX_WORDS = 10
SHORTEST = 2
"""Letters that each half of a word written apart must have."""

K = TypeVar("K")
V = TypeVar("V")
_APOSTROPHES = "'‘’‚‛′`＇"
_HYPHENS = "-‐‑‒–—―−"
_PLAIN = re.compile(r"[A-Za-z0-9]+(?:['`][A-Za-z0-9]+)*")
"""A word of a text in ASCII: what the pattern below says, quicker."""
_NO_WORD = re.compile(r"[|\\^$+(){}\[\]]|(?<=\S)=|\*(?=\S)")
"""Signs that other programs give a meaning, and ``=`` and ``*`` where they have none."""


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


class Occurrence(NamedTuple):
    """Where a term was found: which turn, code points of its words, the term as it was written."""

    turn: int
    start: int
    end: int
    term: str


class _Remembered(dict[K, V]):
    """What a function says of a piece of text, asked once."""

    def __init__(self, function: Callable[[K], V]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, piece: K) -> V:
        self[piece] = found = self._function(piece)
        return found


_KEYS: _Remembered[str, tuple[str, ...]] = _Remembered(
    lambda piece: tuple(word.key for word in words(piece))
)
"""The words in each different piece of text between blanks: few are different."""


@dataclass(frozen=True)
class Said:
    """The words of some turns, told apart. After each turn stands an empty word, which nothing is.

    `firsts` says where in `keys` the words of each turn begin.
    """

    turns: tuple[str, ...]
    keys: list[str]
    firsts: list[int]

    @classmethod
    def of(cls, turns: Iterable[str]) -> "Said":
        """Return the words of these turns."""
        texts, keys, firsts = tuple(turns), list[str](), list[int]()
        for text in texts:
            firsts.append(len(keys))
            keys.extend(chain.from_iterable(map(_KEYS.__getitem__, text.split())))
            keys.append("")
        return cls(texts, keys, firsts)


@dataclass
class _Node:
    """A place in the tree of all sequences: the terms that end here, and the words that go on.

    `halves` are beginnings of words that go on, of which the rest may stand apart.
    """

    terms: list[str] = field(default_factory=list)
    forms: dict[str, "_Node"] = field(default_factory=dict)
    exact: dict[str, "_Node"] = field(default_factory=dict)
    prefixes: dict[str, "_Node"] = field(default_factory=dict)
    halves: set[str] = field(default_factory=set)

    def enter(self, slot: Slot) -> "_Node":
        """Return the node after a word of a term, made if it is not there yet."""
        kinds = {"form": self.forms, "exact": self.exact, "prefix": self.prefixes}
        if slot.kind != "exact":
            written = forms(slot.key) if slot.kind == "form" else (slot.key,)
            self.halves.update(form[:at] for form in written for at in range(SHORTEST, len(form)))
        key = base(slot.key) if slot.kind == "form" else slot.key
        return kinds[slot.kind].setdefault(key, _Node())

    def after(self, word: str) -> list["_Node"]:
        """Return the nodes that a word of a text leads to."""
        found = [self.forms.get(base(word)), self.exact.get(word)]
        found += [node for key, node in self.prefixes.items() if word.startswith(key)]
        return [node for node in found if node]

    def after_joined(self, first: str, second: str) -> list["_Node"]:
        """Return the nodes that two words read as one lead to; a beginning reaches into both."""
        whole = first + second
        if min(len(first), len(second)) < SHORTEST:
            return []
        node = self.forms.get(base(whole))
        return ([node] if node else []) + [
            node
            for key, node in self.prefixes.items()
            if whole.startswith(key) and not first.startswith(key)
        ]


Found = tuple[int, tuple[int, ...], str]


def _ends(node: _Node, keys: Sequence[str], place: int) -> Iterator[Found]:
    """Return what ends from a node on: before which word, pairs read as one, and the term."""
    for term in node.terms:
        yield place, (), term
    if not (word := keys[place]):
        return
    for after in node.after(word):
        yield from _ends(after, keys, place + 1)
    if word in node.halves:
        for after in node.after_joined(word, keys[place + 1]):
            for end, pairs, term in _ends(after, keys, place + 2):
                yield end, (place, *pairs), term


class Finder:
    """Finds many terms at once: a tree of their words, entered wherever a term may begin."""

    def __init__(self, terms: Iterable[Term]) -> None:
        """Make the tree of these terms."""
        self._root = _Node()
        root = self._root
        self._alone: _Remembered[str, bool] = _Remembered(lambda word: bool(root.after(word)))
        self._begins: _Remembered[str, bool] = _Remembered(
            lambda word: word in root.halves or self._alone[word]
        )
        self._paired: _Remembered[tuple[str, str], bool] = _Remembered(
            lambda pair: bool(root.after_joined(*pair))
        )
        for term in dict.fromkeys(terms):
            for sequence in term.sequences:
                node = self._root
                for slot in sequence:
                    node = node.enter(slot)
                node.terms.append(term.text)

    def find(self, said: Said) -> list[Occurrence]:
        """Return every occurrence, longer and shorter, in order."""
        keys, begins, alone, paired = said.keys, self._begins, self._alone, self._paired
        found: dict[int, list[tuple[int, Found]]] = {}
        for place in [place for place, word in enumerate(keys) if begins[word]]:
            if alone[keys[place]] or paired[keys[place], keys[place + 1]]:
                for end in _ends(self._root, keys, place):
                    turn = bisect_right(said.firsts, place) - 1
                    found.setdefault(turn, []).append((place, end))
        return [one for turn, ends in found.items() for one in _placed(said, turn, ends)]


def _placed(said: Said, turn: int, found: Collection[tuple[int, Found]]) -> list[Occurrence]:
    """Return what was found in a turn by code points; words read as one stand side by side."""
    text, first = said.turns[turn], said.firsts[turn]
    needed = max(end for _, (end, _, _) in found) - first
    spans = [word.span() for word in islice(_pattern_for(text).finditer(text), needed)]

    def near(place: int) -> bool:
        between = text[spans[place - first][1] : spans[place - first + 1][0]]
        return between.isspace() or (len(between) == 1 and between in _HYPHENS)

    return sorted(
        {
            Occurrence(turn, spans[begin - first][0], spans[end - first - 1][1], term)
            for begin, (end, pairs, term) in found
            if all(map(near, pairs))
        }
    )


def longest(found: Iterable[Occurrence]) -> list[Occurrence]:
    """Return the occurrences that do not lie inside a longer one, in order."""
    kept: list[Occurrence] = []
    for one in sorted(found, key=lambda each: (each.turn, each.start, -each.end, each.term)):
        last = kept[-1] if kept else None
        inside = last and last.turn == one.turn and one.end <= last.end
        if not inside or (last and one[:3] == last[:3]):
            kept.append(one)
    return kept
