"""Every word of the transcripts in one row, and where each word stands in it.

Positions count words through all transcripts. Moderators' words are in it, as what they are.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from heapq import nsmallest
from itertools import pairwise

from framework.manuscript.words import FOLDED, WORD, Word, words
from framework.transcripts.transcript import Transcript, Turn

_COMMON = 3_000
_CHOSEN = 8
_WEIGHT = 1_000
_NOWHERE = array("L")


class Speech:
    """The words of all transcripts, to find runs of words in."""

    def __init__(self, transcripts: Mapping[str, Transcript]) -> None:
        """Take the turns of every transcript, in order."""
        self.transcripts = transcripts
        self.turns: list[tuple[str, Turn]] = []
        self.words: list[str] = []
        self._begins: list[int] = []
        self._cases: dict[str, tuple[int, int]] = {}
        for case, transcript in transcripts.items():
            first = len(self.words)
            for turn in transcript.turns:
                self.turns.append((case, turn))
                self._begins.append(len(self.words))
                self.words += [FOLDED[word] for word in WORD.findall(turn.text)]
            self._cases[case] = first, len(self.words)

    @cached_property
    def _places(self) -> Mapping[str, "array[int]"]:
        found: defaultdict[str, array[int]] = defaultdict(lambda: array("L"))
        for position, word in enumerate(self.words):
            found[word].append(position)
        return found

    def turn_at(self, position: int) -> int:
        """Return which turn, of all, holds a position."""
        return bisect_right(self._begins, position) - 1

    def span(self, turn: int) -> tuple[int, int]:
        """Return the positions of a turn's first word and of the word after its last."""
        last = turn + 1 == len(self._begins)
        return self._begins[turn], len(self.words) if last else self._begins[turn + 1]

    def case_span(self, position: int) -> tuple[int, int]:
        """Return the positions of the first word of a position's case, and after its last."""
        return self._cases[self.turns[self.turn_at(position)][0]]

    def word(self, position: int) -> tuple[str, Word]:
        """Return the text of the turn that holds a position, and the word's place in it."""
        turn = self.turn_at(position)
        if turn not in self._inside:
            self._inside[turn] = words(self.turns[turn][1].text)
        return self.turns[turn][1].text, self._inside[turn][position - self._begins[turn]]

    @cached_property
    def _inside(self) -> dict[int, list[Word]]:
        return {}

    def text(self, start: int, end: int) -> str:
        """Return the text from one position up to another, as far as the first one's turn goes."""
        end = min(end, self.span(self.turn_at(start))[1]) if start < end else end
        if start >= end:
            return ""
        text, first = self.word(start)
        return text[first.start : self.word(end - 1)[1].end]

    def beside(self, start: int, end: int) -> str:
        """Return what stands between the word before `start` and the word at `end`, in one turn.

        Where `end` is in another turn, that is what stands up to the turn's end.
        """
        text, word = self.word(start - 1)
        last = end >= self.span(self.turn_at(start - 1))[1]
        return text[word.end :] if last else text[word.end : self.word(end)[1].start]

    def find(self, run: Sequence[str], start: int = 0, end: int | None = None) -> list[int]:
        """Return every position from `start` up to `end` at which a run of words begins."""
        last = len(self.words) if end is None else end
        rare = min(range(len(run)), key=lambda at: len(self._places.get(run[at], ())))
        places = self._places.get(run[rare], _NOWHERE)
        sought = list(run)
        chosen = places[bisect_left(places, start + rare) : bisect_left(places, last)]
        return [
            at
            for place in chosen
            if (at := place - rare) >= start and at + len(sought) <= last
            if self.words[at : at + len(sought)] == sought
        ]

    def likely(self, sought: Sequence[str]) -> list[int]:
        """Return the turns that share most words and pairs of words with these, rare ones first."""
        votes: Counter[int] = Counter()
        known = {word: self._places.get(word, _NOWHERE) for word in sought}
        held = sorted((word for word in known if known[word]), key=lambda word: len(known[word]))
        rare = [word for word in held if len(known[word]) <= _COMMON] or held[:3]
        pairs = [self.find(pair) for pair in pairwise(sought) if not set(rare).isdisjoint(pair)]
        for places in [*(known[word] for word in rare), *pairs]:
            weight = 1 + _WEIGHT // (len(places) + 9)
            votes.update(dict.fromkeys(map(self.turn_at, places), weight))
        return nsmallest(_CHOSEN, votes, key=lambda turn: (-votes[turn], turn))
