"""A guide's question in parts, and whether a moderator's turn holds one of them.

A part is what stands between a question's marks. A turn holds it if it holds half of its content
words in any form, two at the least; where a part has fewer than two, four in five of all its words.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from framework.codebook.codebook import Codebook
from framework.codebook.guide import Guide, Question
from framework.plain.words import words
from framework.proposals.forms import base

_MARKS = re.compile(r"[.,;:?!…]+")
_ENGLISH = (
    "a about after all am an and any anybody anything are as at be because been before being but "
    "by can come could did do does doing done down each every few for from get go going had has "
    "have having he her here hers him his how i if in into is it its just like make many may me "
    "might more most much must my no nobody not nothing of off on one ones or other our out over "
    "own say shall she should so some somebody something such take tell than that the their them "
    "then there these they thing think this those to too up us very was we were what when where "
    "which while who whom whose why will with without would you your"
)
"""Words of English that tell no question from another."""
_LEAST = 2


@dataclass(frozen=True)
class Part:
    """A part of a question: its content words, and all its words, each by its base."""

    content: frozenset[str]
    every: frozenset[str]

    def held(self, said: Collection[str]) -> frozenset[str]:
        """Return the words of the part that are among these; none if they are too few."""
        sought, least = self.content, max(_LEAST, len(self.content) / 2)
        if len(self.content) < _LEAST:
            sought, least = self.every, 0.8 * len(self.every)
        held = sought.intersection(said)
        return held if held and len(held) >= least else frozenset()


def bases(text: str) -> dict[str, str]:
    """Return the words of a text by their bases, as first said; of a contraction the longer half.

    >>> bases("Carers' needs, and the carer's. They've needs.")
    {'carer': 'carers', 'need': 'needs', 'and': 'and', 'the': 'the', 'they': "they've"}
    """
    found: dict[str, str] = {}
    for word in words(text):
        whole = word.key
        found.setdefault(base(max(whole.split("'"), key=len) if "'" in whole else whole), whole)
    return found


def _content(text: str) -> frozenset[str]:
    found = (word for word in bases(text) if len(word) > 1)
    return frozenset(found) - _function_words()


@cache
def _function_words() -> frozenset[str]:
    return frozenset(map(base, _ENGLISH.split()))


def _parts(text: str) -> tuple[str, ...]:
    """Return the parts of a question; one of fewer than two content words goes with the next.

    >>> _parts("Is there money, and which pot does a break come out of? Well?")
    ('Is there money and which pot does a break come out of Well',)
    """
    found: list[str] = []
    for piece in filter(str.strip, _MARKS.split(text)):
        if found and min(len(_content(found[-1])), len(_content(piece))) < _LEAST:
            found[-1] += piece
        else:
            found.append(piece)
    return tuple(found)


Sought = Sequence[tuple[str, Sequence[Part]]]
"""The questions that open a subtheme, by number, each with the parts meant for it."""


def sought_in(guide: Guide, book: Codebook) -> dict[str, Sought]:
    """Return what is sought for each subtheme."""
    about = {
        number: _content(" ".join([subtheme.name, *subtheme.terms]))
        for number, subtheme in book.subthemes.items()
    }
    return {
        number: [(one.number, _meant(one, number, about)) for one in guide.opening(number)]
        for number in book.subthemes
    }


def _meant(question: Question, subtheme: str, about: Mapping[str, frozenset[str]]) -> list[Part]:
    """Return the parts of a question that are meant for one of the subthemes it opens.

    A part is meant for those whose names and terms share most words with it. A subtheme that no
    part is meant for is opened by the question as a whole.
    """
    meant = []
    for piece in _parts(question.text):
        content = _content(piece)
        known = [number for number in question.subthemes if number in about]
        shared = {number: len(content & about[number]) for number in known}
        if shared[subtheme] == max(shared.values()):
            meant.append(piece)
    return [Part(_content(text), frozenset(bases(text))) for text in meant or [question.text]]
