"""Passages that terms found are a reading aid, not evidence: proposed to a person, never counted.

A proposal is the sentence holding the match, or the turn if it is short. A moderator's words are
never proposed, nor is a passage that somebody indexed under the subtheme or rejected there. A
term found in more than a third of the turns searched is *too wide* and proposes nothing until
the codebook lists it under ``wide``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from framework.charts.chart import Cells
from framework.codebook.codebook import Subtheme
from framework.errors import UnknownNameError, as_text
from framework.index.entries import Entry, Judged
from framework.plain.text import inert, shorten
from framework.plain.words import key, words
from framework.proposals.finder import Occurrence, longest
from framework.transcripts.passage import Passage
from framework.transcripts.sentence import sentences
from framework.transcripts.transcript import Transcript, Turn

SHORT = 240
"""A turn of at most so many code points is proposed whole."""

Decided = Literal["open", "indexed", "rejected"]
Occurrences = Mapping[str, Sequence[Occurrence]]
"""What terms found, by case; an occurrence's turn counts those of `searched`."""


@dataclass(frozen=True, repr=False)
class Proposal:
    """A passage that terms found under a subtheme. `start` and `end` are in the transcript's text.

    `id` is readable, as ``ASH-OP-1:31.2:2.1``: case, turn, sentence (none for a whole turn),
    subtheme. `decided` says whether a person did something about it already.
    """

    id: str
    passage: Passage
    subtheme: str
    terms: tuple[str, ...]
    start: int
    end: int
    speaker: str
    decided: Decided
    before: tuple[Turn, ...] = ()
    after: tuple[Turn, ...] = ()

    def __repr__(self) -> str:
        """Return its id, the speaker, the beginning of the words and the terms, on one line."""
        told = f"{self.id} {self.speaker}: {shorten(self.passage.words, 60)}"
        return inert(f"{told} ({', '.join(self.terms)})")

    @property
    def case(self) -> str:
        """Return the case whose transcript it is from."""
        return self.passage.case

    def judged(self, verb: Literal["accept", "reject"], memo: str = "") -> Judged:
        """Return what a person says of it."""
        return Judged(self.passage, self.subtheme, verb, memo, self.terms)

    def json(self) -> dict[str, object]:
        """Return the planned JSON object of a proposal."""
        return {
            "id": self.id,
            "case": self.case,
            "turn": self.passage.turn,
            "start": self.start,
            "end": self.end,
            "speaker": self.speaker,
            "words": self.passage.words,
            "subtheme": self.subtheme,
            "terms": list(self.terms),
            "before": [turn.json() for turn in self.before],
            "after": [turn.json() for turn in self.after],
        }


def searched(transcript: Transcript) -> tuple[Turn, ...]:
    """Return the turns that terms are looked for in: all but the moderators'."""
    return tuple(turn for turn in transcript.turns if turn.kind != "moderator")


@dataclass(frozen=True)
class Proposer:
    """Makes proposals out of what terms found, over one store of cells."""

    store: Cells
    found: Occurrences

    def proposals(self, number: str = "", case: str = "") -> list[Proposal]:
        """Return what nobody has decided on yet, of a theme or subtheme, of a case, or of all.

        In transcript order, then in the codebook's. Raises UnknownNameError for a number or a
        case that the study does not have.
        """
        return [one for one in self.all(number, case) if one.decided == "open"]

    def all(self, number: str = "", case: str = "") -> list[Proposal]:
        """Return the same with those that were accepted, indexed otherwise, or rejected."""
        subthemes, cases = self.subthemes(number), self.cases(case)
        found = [one for each in cases for sub in subthemes for one in self._of(each, sub)]
        order = {each: place for place, each in enumerate(cases)}
        return sorted(found, key=lambda one: (order[one.case], one.start, one.end))

    def subthemes(self, number: str = "") -> list[Subtheme]:
        """Return the subtheme of a number, those of a theme, or all."""
        book = self.store.codebook
        theme = book.theme(as_text(number))
        if number and not theme and number not in book.subthemes:
            known = ", ".join(book.subthemes)
            raise UnknownNameError(
                f"the codebook has no theme or subtheme {number}", f"it has {known or 'none'}"
            )
        if theme:
            return list(theme.subthemes)
        return [book[number]] if number else list(book.subthemes.values())

    def cases(self, case: str = "") -> list[str]:
        """Return the cases that have a transcript, or the one of that name."""
        if case and case not in self.store.transcripts:
            known = ", ".join(self.store.transcripts)
            raise UnknownNameError(f"{case} is no case with a transcript", f"cases: {known}")
        return [case] if case else list(self.store.transcripts)

    @cached_property
    def wide(self) -> dict[str, float]:
        """Return the terms found in more than a third of the turns searched, with the share."""
        turns = sum(len(searched(one)) for one in self.store.transcripts.values())
        touched: dict[str, set[tuple[str, int]]] = {}
        for case, found in self.found.items():
            for one in found:
                touched.setdefault(one.term, set()).add((case, one.turn))
        return {
            term: len(places) / turns
            for term, places in sorted(touched.items())
            if 3 * len(places) > turns
        }

    def _proposing(self, sub: Subtheme) -> set[str]:
        return {term for term in sub.terms if term not in self.wide or term in sub.wide}

    def _of(self, case: str, sub: Subtheme) -> Iterator[Proposal]:
        """Return the proposals of a cell, decided on or not."""
        transcript = self.store.transcripts[case]
        turns, terms = searched(transcript), self._proposing(sub)
        by_turn: dict[int, list[Occurrence]] = {}
        for one in longest(one for one in self.found.get(case, ()) if one.term in terms):
            by_turn.setdefault(one.turn, []).append(one)
        for place, matches in by_turn.items():
            for sentence, start, end, inside in _stretches(turns[place].text, matches):
                yield self._proposal(
                    transcript, turns[place], sub.number, (sentence, start, end), inside
                )

    def _proposal(
        self,
        transcript: Transcript,
        turn: Turn,
        subtheme: str,
        stretch: tuple[int, int, int],
        matches: Iterable[Occurrence],
    ) -> Proposal:
        sentence, start, end = stretch
        passage = transcript.passage(turn.start + start, turn.start + end)
        before, after = transcript.around(turn.number)
        place = f"{turn.number}.{sentence}" if sentence else turn.number
        return Proposal(
            id=f"{transcript.case}:{place}:{subtheme}",
            passage=passage,
            subtheme=subtheme,
            terms=tuple(dict.fromkeys(one.term for one in matches)),
            start=turn.start + start,
            end=turn.start + end,
            speaker=turn.speaker.label,
            decided=self._decided(transcript.case, subtheme, turn.start + start, turn.start + end),
            before=tuple(before),
            after=tuple(after),
        )

    def _decided(self, case: str, subtheme: str, start: int, end: int) -> Decided:
        def touches(entry: Entry) -> bool:
            return entry.stand.start < end and entry.stand.end > start

        if any(map(touches, self.store.index.of(case, subtheme))):
            return "indexed"
        rejected = self.store.index.rejected
        mine = (one for one in rejected if one.case == case and one.subtheme == subtheme)
        return "rejected" if any(map(touches, mine)) else "open"

    def forms(self, number: str = "") -> dict[str, dict[str, dict[str, int]]]:
        """Return, by subtheme and term, the forms in which a term is present, and how often."""
        said: dict[str, dict[str, int]] = {}
        for case, found in self.found.items():
            turns = searched(self.store.transcripts[case])
            for one in found:
                form = _plain(turns[one.turn].text[one.start : one.end])
                forms = said.setdefault(one.term, {})
                forms[form] = forms.get(form, 0) + 1
        return {
            sub.number: {term: dict(sorted(said.get(term, {}).items())) for term in sub.terms}
            for sub in self.subthemes(number)
            if sub.terms
        }

    def untouched(self, case: str = "") -> list[tuple[str, Turn]]:
        """Return the turns, but for moderators', in which no term that proposes was found."""
        book = self.store.codebook.subthemes.values()
        terms = {term for sub in book for term in self._proposing(sub)}
        touched = {
            (case, one.turn)
            for case, found in self.found.items()
            for one in found
            if one.term in terms
        }
        return [
            (each, turn)
            for each in self.cases(case)
            for place, turn in enumerate(searched(self.store.transcripts[each]))
            if (each, place) not in touched
        ]


def _plain(said: str) -> str:
    return " ".join(key(word) for word in (said[one.start : one.end] for one in words(said)))


def _stretches(
    text: str, matches: Sequence[Occurrence]
) -> list[tuple[int, int, int, list[Occurrence]]]:
    """Return what to propose of a turn: number of the first sentence, span, and the matches in it.

    Of a short turn that is the whole, with the number 0. Matches in one sentence, or across
    two, are one proposal.
    """
    if len(text) <= SHORT:
        return [(0, 0, len(text), list(matches))]
    spans = sentences(text)
    found: list[tuple[int, int, int, list[Occurrence]]] = []
    for one in matches:
        inside = [
            (number, start, end)
            for number, (start, end) in enumerate(spans, 1)
            if start < one.end and end > one.start
        ]
        first, last = inside[0], inside[-1]
        if found and first[1] < found[-1][2]:
            number, start, end, own = found[-1]
            found[-1] = (number, start, max(end, last[2]), [*own, one])
        else:
            found.append((first[0], first[1], last[2], [one]))
    return found
