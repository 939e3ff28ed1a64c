"""Whether a guide's question was put: proposed from the moderators' turns, decided by a person.

A question is sought part by part, a part being what stands between its marks. A moderator's turn
holds a part if it holds half of its content words in any form, two at the least; where a part has
fewer than two, four in five of all its words. Where no turn holds any, a moderator's question
with one of the subtheme's terms is shown. *No turn found* is not *not asked*: questions are put
in other words, too.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from framework.charts.chart import Cells
from framework.material.case import Row
from framework.material.codebook import Codebook
from framework.material.guide import Guide, Question
from framework.material.transcript import Transcript, Turn
from framework.proposals.forms import base
from framework.proposals.terms import Finder, Said, Term, words
from framework.trail.cell import Asked

Proposed = Literal["asked", "no turn found", "not in the guide"]

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
SHOWN = 3
"""How many turns are shown for a cell, those with most words of the question first."""


@dataclass(frozen=True)
class Put:
    """A moderator's turn that may put a question, with the words by which it was found.

    `question` is its number in the guide; `term` is true where a term of the subtheme found it.
    """

    turn: str
    question: str
    words: tuple[str, ...]
    term: bool = False

    @property
    def why(self) -> str:
        """Return by what it was found: ``question 2: last, needs`` or ``term: job``."""
        return f"{'term' if self.term else f'question {self.question}'}: {', '.join(self.words)}"

    @property
    def told(self) -> str:
        """Return the turn and by what it was found: ``turn 13 (question 2: last, needs)``."""
        return f"turn {self.turn} ({self.why})"


@dataclass(frozen=True)
class Asking:
    """What the guide and the moderators' turns propose for one cell; `chosen` is a person's word.

    `questions` are the guide's that open the subtheme, `turns` those found to put one.
    """

    case: str
    subtheme: str
    questions: tuple[Question, ...] = ()
    turns: tuple[Put, ...] = ()
    chosen: Asked | None = None

    @property
    def proposed(self) -> Proposed:
        """Return the proposal in words."""
        if not self.questions:
            return "not in the guide"
        return "asked" if self.turns else "no turn found"

    @property
    def told(self) -> str:
        """Return the proposal with the turns it rests on, at most three."""
        turns = [put.told for put in self.turns[:SHOWN]]
        return ", ".join([f"{self.proposed}?", *turns]) if turns else self.proposed

    def json(self) -> dict[str, object]:
        """Return the planned JSON object of what is proposed for a cell."""
        turns = [
            {
                "turn": put.turn,
                "question": put.question,
                "words": list(put.words),
                "by": "term" if put.term else "question",
            }
            for put in self.turns
        ]
        return {
            "case": self.case,
            "subtheme": self.subtheme,
            "proposed": self.proposed,
            "questions": [question.number for question in self.questions],
            "turns": turns,
            "chosen": self.chosen,
        }


Askings = Mapping[tuple[str, str], Asking]
"""By case and subtheme, in the case table's order and then the codebook's."""


def askings(cells: Cells, guides: Mapping[str, Guide]) -> Askings:
    """Return what is proposed for every cell of the cases that have a guide and a transcript."""
    sought = {kind: _sought(guide, cells.codebook) for kind, guide in guides.items()}
    found = {}
    for case, transcript in cells.transcripts.items():
        kind = cells.cases[case].kind
        if kind in guides:
            moderated = _Moderated(transcript)
            for number, subtheme in cells.codebook.subthemes.items():
                turns = moderated.turns(sought[kind][number], subtheme.terms)
                questions = tuple(guides[kind].opening(number))
                chosen = cells.cell(Row.case(case), number).asked
                found[case, number] = Asking(case, number, questions, tuple(turns), chosen)
    return found


def questions_by_turn(askings: Iterable[Asking]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return, by case and turn, the numbers of the questions that a moderator's turn may put."""
    found: dict[tuple[str, str], list[str]] = {}
    for asking in askings:
        for put in asking.turns:
            if not put.term:
                found.setdefault((asking.case, put.turn), []).append(put.question)
    return {place: tuple(dict.fromkeys(numbers)) for place, numbers in found.items()}


@dataclass(frozen=True)
class _Part:
    """A part of a question: its content words, and all its words, each by its base."""

    content: frozenset[str]
    every: frozenset[str]

    def held(self, words: Collection[str]) -> frozenset[str]:
        """Return the words of the part that are among these; none if they are too few."""
        sought, least = self.content, max(_LEAST, len(self.content) / 2)
        if len(self.content) < _LEAST:
            sought, least = self.every, 0.8 * len(self.every)
        held = sought & set(words)
        return held if held and len(held) >= least else frozenset()


def _bases(text: str) -> list[str]:
    """Return the words of a text by their bases; of a contraction its longer half."""
    return [base(max(re.split("['’]", word.key), key=len)) for word in words(text)]


def _content(text: str) -> frozenset[str]:
    found = (word for word in _bases(text) if len(word) > 1)
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


Sought = Sequence[tuple[str, Sequence[_Part]]]
"""The questions that open a subtheme, by number, each with the parts meant for it."""


def _sought(guide: Guide, book: Codebook) -> dict[str, Sought]:
    """Return what is sought for each subtheme."""
    about = {
        number: _content(" ".join([subtheme.name, *subtheme.terms]))
        for number, subtheme in book.subthemes.items()
    }
    return {
        number: [(one.number, _meant(one, number, about)) for one in guide.opening(number)]
        for number in book.subthemes
    }


def _meant(question: Question, subtheme: str, about: Mapping[str, frozenset[str]]) -> list[_Part]:
    """Return the parts of a question that are meant for one of the subthemes it opens.

    A part is meant for those whose names and terms share most words with it. A subtheme that no
    part is meant for is opened by the question as a whole.
    """
    meant = []
    for piece in _parts(question.text):
        content = _content(piece)
        shared = {number: len(content & about[number]) for number in question.subthemes}
        if shared[subtheme] == max(shared.values()):
            meant.append(piece)
    return [_Part(_content(text), frozenset(_bases(text))) for text in meant or [question.text]]


class _Moderated:
    """The moderators' turns of a transcript, each with the bases of its words."""

    def __init__(self, transcript: Transcript) -> None:
        turns = [turn for turn in transcript.turns if turn.kind == "moderator"]
        self._said = [(turn, frozenset(_bases(turn.text))) for turn in turns]

    def turns(self, sought: Sought, terms: Sequence[str]) -> list[Put]:
        """Return the turns that may put one of these questions, those with most words first."""
        found = [
            Put(turn.number, question, _as_said(turn, held))
            for turn, said in self._said
            for question, parts in sought
            if (held := frozenset[str]().union(*(part.held(said) for part in parts)))
        ]
        if sought and not found:
            found = list(self._by_terms(sought[0][0], tuple(terms)))
        return sorted(found, key=lambda put: -len(put.words))

    def _by_terms(self, question: str, terms: tuple[str, ...]) -> Iterator[Put]:
        """Return the moderators' questions that hold one of these terms."""
        asked = [turn for turn, _ in self._said if "?" in turn.text]
        found: dict[int, dict[str, None]] = {}
        for one in _finder(terms).find(Said.of([turn.text for turn in asked])):
            found.setdefault(one.turn, {})[one.term] = None
        for place, held in found.items():
            yield Put(asked[place].number, question, tuple(held), term=True)


@cache
def _finder(terms: tuple[str, ...]) -> Finder:
    return Finder(map(Term.parse, terms))


def _as_said(turn: Turn, held: Collection[str]) -> tuple[str, ...]:
    """Return the words of a turn whose bases are among these, folded, each once."""
    pairs = zip(words(turn.text), _bases(turn.text), strict=True)
    return tuple({of: word.key for word, of in reversed(list(pairs)) if of in held}.values())[::-1]
