"""Finds many terms at once: a tree of their words, entered wherever a term may begin.

Text is cut at its blanks, and each different piece is told apart into words only once. Whether
terms begin in a piece, and go on in the next, is remembered by the pieces; so most of a
transcript is passed over without a look at its words.
"""

from collections.abc import Iterable, Sequence
from itertools import compress, count, groupby
from typing import NamedTuple

from framework.codebook.terms import SHORTEST, Slot, Term
from framework.plain.words import WORDS, Remembered, Said
from framework.proposals.forms import base, forms

VERSION = "1"
"""Of the rules of words and terms and of the table of forms: another version finds other words."""

_HYPHENS = "-‐‑‒–—―−"


class Occurrence(NamedTuple):
    """Where a term was found: which turn, code points of its words, the term as it was written."""

    turn: int
    start: int
    end: int
    term: str


class _Node:
    """A place in the tree of all sequences: the terms that end here, and the words that go on.

    `halves` are beginnings of words that go on, of which the rest may stand apart. `after` has
    the nodes that a word of a text leads to, `after_joined` those of two words read as one.
    """

    def __init__(self) -> None:
        self.terms: list[str] = []
        self.halves: set[str] = set()
        self.after = Remembered(self._after)
        self.after_joined = Remembered(self._after_joined)
        self._forms: dict[str, _Node] = {}
        self._exact: dict[str, _Node] = {}
        self._prefixes: dict[str, _Node] = {}

    def enter(self, slot: Slot) -> "_Node":
        """Return the node after a word of a term, made if it is not there yet."""
        kinds = {"form": self._forms, "exact": self._exact, "prefix": self._prefixes}
        if slot.kind != "exact":
            written = forms(slot.key) if slot.kind == "form" else (slot.key,)
            self.halves.update(form[:at] for form in written for at in range(SHORTEST, len(form)))
        key = base(slot.key) if slot.kind == "form" else slot.key
        return kinds[slot.kind].setdefault(key, _Node())

    def _after(self, word: str) -> list["_Node"]:
        found = [self._forms.get(base(word)), self._exact.get(word)]
        found += [node for key, node in self._prefixes.items() if word.startswith(key)]
        return [node for node in found if node]

    def _after_joined(self, pair: tuple[str, str]) -> list["_Node"]:
        """Return what two words lead to; a beginning reaches into both."""
        first, second = pair
        if first not in self.halves or len(second) < SHORTEST:
            return []
        whole = first + second
        node = self._forms.get(base(whole))
        return ([node] if node else []) + [
            node
            for key, node in self._prefixes.items()
            if whole.startswith(key) and not first.startswith(key)
        ]


class _End(NamedTuple):
    """Where a term ends: before which word, the first of each two words read as one, the term."""

    place: int
    pairs: tuple[int, ...]
    term: str


def _ends(node: _Node, keys: Sequence[str], place: int) -> list[_End]:
    """Return what ends from a node on."""
    ends = [_End(place, (), term) for term in node.terms]
    word = keys[place]
    for after in node.after[word]:
        ends += _ends(after, keys, place + 1)
    if word in node.halves:
        for after in node.after_joined[word, keys[place + 1]]:
            joined = _ends(after, keys, place + 2)
            ends += [end._replace(pairs=(place, *end.pairs)) for end in joined]
    return ends


class Finder:
    """Finds terms in what was said."""

    def __init__(self, terms: Iterable[Term]) -> None:
        """Make the tree of these terms."""
        self._root = _Node()
        self._reach = 0
        self._begins = Remembered(self._may_begin)
        self._goes_on = Remembered(self._may_go_on)
        for term in dict.fromkeys(terms):
            for sequence in term.sequences:
                self._reach = max(self._reach, 2 * len(sequence))
                node = self._root
                for slot in sequence:
                    node = node.enter(slot)
                node.terms.append(term.text)

    def find(self, said: Said) -> list[Occurrence]:
        """Return every occurrence, longer and shorter, in order."""
        pieces = said.pieces
        begin = compress(count(), map(self._begins.__getitem__, pieces))
        places = (place for place in begin if self._goes_on[pieces[place], pieces[place + 1]])
        return [
            one
            for turn, in_turn in groupby(places, said.turn)
            for one in self._find_in_turn(said, turn, list(in_turn))
        ]

    def _may_begin(self, piece: str) -> bool:
        """Return whether a term may begin in a piece."""
        root = self._root
        return any(word.key in root.halves or root.after[word.key] for word in WORDS[piece])

    def _may_go_on(self, pair: tuple[str, str]) -> bool:
        """Return whether a term may begin in a piece, given the one after it."""
        piece, following = pair
        if following and not WORDS[following]:
            return True
        keys = [word.key for part in pair for word in WORDS[part]]
        return any(map(self._opens, keys[: len(WORDS[piece])], [*keys[1:], ""]))

    def _opens(self, first: str, second: str) -> bool:
        """Return whether a term ends with a word, or goes on with the next one."""
        root = self._root
        return bool(root.after_joined[first, second]) or any(
            node.terms or second in node.halves or node.after[second] for node in root.after[first]
        )

    def _find_in_turn(self, said: Said, turn: int, places: Sequence[int]) -> list[Occurrence]:
        """Return what begins in these pieces of a turn; words read as one stand side by side."""
        text = said.turns[turn]
        nears = [said.near(place, self._reach) for place in places]
        starts = said.starts(turn, last=nears[-1][-1].place)
        found: set[Occurrence] = set()
        for near in nears:
            keys = [*(each.word.key for each in near), "", ""]
            for begin in range(len(WORDS[said.pieces[near[0].place]])):
                for end in _ends(self._root, keys, begin):
                    pairs = ((near[at], near[at + 1]) for at in end.pairs)
                    gaps = (text[one.end(starts) : next_.start(starts)] for one, next_ in pairs)
                    if all(map(_joins, gaps)):
                        start, stop = near[begin].start(starts), near[end.place - 1].end(starts)
                        found.add(Occurrence(turn, start, stop, end.term))
        return sorted(found)


def _joins(gap: str) -> bool:
    """Return whether two words with this between them are also one word."""
    return gap.isspace() or (len(gap) == 1 and gap in _HYPHENS)


def longest(found: Iterable[Occurrence]) -> list[Occurrence]:
    """Return the occurrences that do not lie inside a longer one, in order."""
    kept: list[Occurrence] = []
    for one in sorted(found, key=lambda each: (each.turn, each.start, -each.end, each.term)):
        last = kept[-1] if kept else None
        inside = last and last.turn == one.turn and one.end <= last.end
        if not inside or (last and one[:3] == last[:3]):
            kept.append(one)
    return kept
