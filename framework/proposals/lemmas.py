"""Words that share a lemma with a term's word and that the term does not find: suggestions.

The table of forms that terms go by is the same in every study; a language model reads each word
in its sentence, so that *working* may be a form of *work* there. Nothing is found by it until a
person adds it to the codebook's terms.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from framework.codebook.terms import SHORTEST, Term
from framework.plain.words import Said, key, words
from framework.proposals.finder import Finder, Occurrence
from framework.proposals.forms import base
from framework.proposals.propose import Proposer, searched
from framework.transcripts.passage import Passage

PARTS = {"NOUN": "noun", "VERB": "verb", "ADJ": "adjective", "ADV": "adverb"}
"""The parts of speech that are compared, by the names that models give them."""


class Tagged(NamedTuple):
    """A word as a model reads it in its sentence."""

    word: str
    lemma: str
    part: str


@dataclass(frozen=True)
class Further:
    """A term that might be added beside another: the same words, one of them in another form.

    `passages` are what it would find and what the subtheme's terms do not.
    """

    subtheme: str
    term: str
    words: str
    parts: tuple[str, ...]
    passages: tuple[Passage, ...]

    def json(self) -> dict[str, object]:
        """Return the planned JSON object of a suggestion."""
        return {
            "subtheme": self.subtheme,
            "term": self.term,
            "words": self.words,
            "parts": list(self.parts),
            "times": len(self.passages),
            "passages": [one.fields() for one in self.passages],
        }


@dataclass(frozen=True)
class Kin:
    """The words of a study by part of speech and lemma, and by base the lemmas that a word has."""

    groups: Mapping[tuple[str, str], Counter[str]]
    lemmas: Mapping[str, Sequence[tuple[str, str]]]

    @classmethod
    def of(cls, tagged: Iterable[Tagged]) -> "Kin":
        """Return the families of these words; words of one or two letters have none."""
        groups: dict[tuple[str, str], Counter[str]] = {}
        for word, lemma, part in tagged:
            if part in PARTS and min(len(key(word)), len(key(lemma))) > SHORTEST:
                groups.setdefault((PARTS[part], key(lemma)), Counter())[key(word)] += 1
        lemmas: dict[str, list[tuple[str, str]]] = {}
        for group, members in sorted(groups.items()):
            for of in sorted({base(word) for word in (group[1], *members)}):
                lemmas.setdefault(of, []).append(group)
        return cls(groups, lemmas)

    def others(self, word: str) -> dict[str, list[str]]:
        """Return words that share a lemma with this one and are no forms of it, with their parts.

        Of words that are forms of one another only the commonest.
        """
        found: dict[str, Counter[str]] = {}
        parts: dict[str, list[str]] = {}
        for group in self.lemmas.get(base(word), ()):
            for other, times in self.groups[group].items():
                if (of := base(other)) != base(word):
                    found.setdefault(of, Counter())[other] += times
                    parts.setdefault(of, []).append(group[0])
        return {
            max(members, key=lambda one: (members[one], one)): list(dict.fromkeys(parts[of]))
            for of, members in found.items()
        }


def further(proposer: Proposer, number: str, tagged: Iterable[Tagged]) -> list[Further]:
    """Return what might be added to the terms of a theme or subtheme, or of all of them.

    In the codebook's order, what is found most often first. Raises UnknownNameError for a number
    that the codebook does not have.
    """
    kin = Kin.of(tagged)
    return [
        one
        for subtheme, terms in proposer.forms(number).items()
        for one in _of(proposer, subtheme, tuple(terms), kin)
    ]


def _of(proposer: Proposer, subtheme: str, terms: tuple[str, ...], kin: Kin) -> Iterator[Further]:
    meant = {text: (term, parts) for term in terms for text, parts in _variants(term, kin)}
    new = {text: found for text, found in meant.items() if text not in terms}
    passages: dict[str, list[Passage]] = {}
    finder = Finder(map(Term.parse, new))
    for case, transcript in proposer.store.transcripts.items():
        turns = searched(transcript)
        known = [one for one in proposer.found.get(case, ()) if one.term in terms]
        for one in finder.find(Said.of(turn.text for turn in turns)):
            if not any(_holds(other, one) for other in known):
                begin = turns[one.turn].start
                passage = transcript.passage(begin + one.start, begin + one.end)
                passages.setdefault(one.term, []).append(passage)
    for text in sorted(passages, key=lambda one: (terms.index(new[one][0]), -len(passages[one]))):
        term, parts = new[text]
        yield Further(subtheme, term, text, tuple(parts), tuple(passages[text]))


def _variants(term: str, kin: Kin) -> Iterator[tuple[str, list[str]]]:
    """Return a term with one of its words in another form; ``=word`` and ``word*`` stay."""
    for piece in re.finditer(r"(?<!\S)[^\s=]\S*", term):
        for word in words(piece[0]):
            start, end = piece.start() + word.start, piece.start() + word.end
            if term[end : end + 1] != "*":
                for other, parts in kin.others(word.key).items():
                    yield term[:start] + other + term[end:], parts


def _holds(outer: Occurrence, inner: Occurrence) -> bool:
    return outer.turn == inner.turn and outer.start <= inner.start and outer.end >= inner.end
