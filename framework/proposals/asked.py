"""Whether a guide's question was put: proposed from the moderators' turns, decided by a person.

The turns that hold a part of a question that opens the subtheme, those with most of its words
first; where there is none, a moderator's question that holds one of the subtheme's terms. *No turn
found* is not *not asked*: questions are put in other words, too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from framework.cases.case import Row
from framework.charts.chart import Cells
from framework.codebook.guide import Guide, Question
from framework.codebook.terms import Term
from framework.plain.words import Said
from framework.proposals.finder import Finder
from framework.proposals.question import Sought, bases, sought_in
from framework.trail.cell import Asked
from framework.transcripts.transcript import Transcript

Proposed = Literal["asked", "no turn found", "not in the guide"]

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
    sought = {kind: sought_in(guide, cells.codebook) for kind, guide in guides.items()}
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


class _Moderated:
    """The moderators' turns of a transcript, each with the bases of its words."""

    def __init__(self, transcript: Transcript) -> None:
        turns = [turn for turn in transcript.turns if turn.kind == "moderator"]
        self._said = [(turn, bases(turn.text)) for turn in turns]

    def turns(self, sought: Sought, terms: Sequence[str]) -> list[Put]:
        """Return the turns that may put one of these questions, those with most words first."""
        found = [
            Put(turn.number, question, tuple(word for of, word in said.items() if of in held))
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
