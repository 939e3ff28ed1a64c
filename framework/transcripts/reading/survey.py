"""A survey: a row a respondent, a column a question; each answer is a turn.

The column headed as a respondent's number says who answered, or else the first, if it differs in
every row; otherwise respondents are called by their rows. Each answer stands after its question,
which is the moderator's turn. A question left blank has no answer after it. A column whose heading
asks or has three words or more holds answers, unless it is all numbers or dates; so does any
column of sentences. Any other, such as *Authority*, holds facts, and its heading is told.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from framework.plain.addresses import letter
from framework.plain.faults import UnreadableError
from framework.transcripts.paragraphs import Telling, Told
from framework.transcripts.reading.survey_headings import (
    ASKS,
    NUMBERED,
    Headings,
    Rows,
    cell,
    headings,
)
from framework.transcripts.transcript import QUESTION

LAYOUT = "a row a respondent"

_WORDED = re.compile(r"Q\s?\d+\b.*|\S+(?:\s+\S+){2,}", re.DOTALL)
_HOUR = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b.*|\d{1,2}:\d{2}\b.*")
_COUNTED = re.compile(rf"\d[\d.,]*|{_HOUR.pattern}")
_SENTENCE = re.compile(
    r"\S+\s+\S.*[.!?…؟]|(?:\S+\s+){5,}\S.*|\S{2,}[。！？]|[^\x00-\u2fff]{15,}.*", re.DOTALL
)
_SOME = 0.3


@dataclass
class _Survey:
    """A table with its headings: which column says who answered, and which are asked."""

    rows: Rows
    heads: Headings
    who: int = field(init=False)
    asked: set[int] = field(init=False)

    def __post_init__(self) -> None:
        asked = {at for at in range(len(self.heads.questions)) if self._is_asked(at)}
        self.who = self._who(asked)
        self.asked = asked - {self.who}

    @property
    def answers(self) -> list[tuple[int, Sequence[str]]]:
        """Return the row of each respondent with its number."""
        begin = self.heads.end
        return [(number, row) for number, row in enumerate(self.rows[begin:], begin + 1)]

    def column(self, at: int) -> list[str]:
        """Return what stands in a column below the headings."""
        return [text for _, row in self.answers if (text := cell(row, at))]

    def _who(self, asked: Collection[int]) -> int:
        """Return which column says who answered, -1 if none does."""
        first = self.rows[self.heads.begin]
        names = [*zip(first, self.heads.questions, strict=False)]
        numbered = (
            at
            for at, two in enumerate(names)
            if any(NUMBERED.fullmatch(one.strip()) for one in two)
        )
        found = next(numbered, -1)
        if found < 0 and (0 in asked or len({*self.column(0)}) < len(self.column(0))):
            return -1
        found = max(found, 0)
        return -1 if all(map(_HOUR.fullmatch, self.column(found))) else found

    def _is_asked(self, at: int) -> bool:
        """Return whether a column is a question that people answered in words."""
        question = self.heads.questions[at]
        words = [text for text in self.column(at) if not _COUNTED.fullmatch(text)]
        if NUMBERED.fullmatch(question):
            return False
        if ASKS.fullmatch(question) or (_WORDED.fullmatch(question) and words):
            return True
        sentences = sum(map(bool, map(_SENTENCE.fullmatch, words)))
        return len({*words}) * 2 > len(words) and 0 < sentences >= _SOME * len(words)

    def facts(self, row: Sequence[str]) -> dict[str, str]:
        """Return what stands beside a respondent's answers, by column in small letters."""
        return {
            question.casefold(): fact
            for at, question in enumerate(self.heads.questions)
            if question and at not in self.asked and at != self.who and (fact := cell(row, at))
        }

    def respondent(self, row: Sequence[str], number: int) -> list[Told]:
        """Return one respondent's questions and answers, in the order of the columns."""
        told: list[Told] = []
        marker = cell(row, self.who)
        name = marker or f"row {number}"
        for at, question in enumerate(self.heads.questions):
            place = {"row": number, "column": at + 1}
            answer = cell(row, at)
            if at in self.asked:
                asked = question or f"(column {letter(at)})"
                told.append(Told("turn", asked, place, QUESTION, echo=True))
            elif answer and at != self.who:
                told.append(Told("front" if question else "unplaced", answer, place))
            if at in self.asked and answer:
                told.append(Told("turn", answer, place, name, marker))
                marker = ""
        return [*told, Told("unplaced", marker, {"row": number})] if marker else told


def tell(rows: Rows) -> Telling:
    """Return the answers of a table. Raises UnreadableError if it is no survey."""
    heads = headings(rows)
    if len(rows) <= heads.end or len(heads.questions) < 2:
        raise UnreadableError("not a survey: its first row names the questions, the others answer")
    survey = _Survey(rows, heads)
    told = [
        Told("front", text, {"row": number})
        for number, row in enumerate(rows[: heads.end], 1)
        for text in row
        if text
    ]
    facts: dict[str, dict[str, str]] = {}
    twice: dict[str, None] = {}
    for number, row in survey.answers:
        if any(row):
            told += survey.respondent(row, number)
            name = cell(row, survey.who) or f"row {number}"
            twice |= {name: None} if name in facts else {}
            facts.setdefault(name, survey.facts(row))
    remarks = (*(f"“{name}” answers in several rows" for name in twice), *_beside(survey))
    why = "the first row asks, the others answer"
    return Telling(LAYOUT, tuple(told), remarks, why=why, facts=facts)


def _beside(survey: _Survey) -> list[str]:
    """Return what a person should know of headings below the first, and of columns left out."""
    heads, found = survey.heads, []
    if heads.end > heads.begin + 1:
        first, last = heads.begin + 2, heads.end
        which = f"row {first} was" if first == last else f"rows {first} to {last} were"
        found.append(f"{which} read as headings, and not as a respondent")
    bare = [letter(at) for at in sorted(survey.asked) if not heads.questions[at]]
    if bare:
        found.append(f"answers without a heading, in column {', '.join(bare)}")
    facts = [
        question or f"column {letter(at)}"
        for at, question in enumerate(heads.questions)
        if at not in survey.asked and at != survey.who and survey.column(at)
    ]
    return [*found, f"facts and no answers: {', '.join(facts)}"] if facts else found


def is_sure(rows: Rows) -> bool:
    """Return whether a table can only be a survey: it has a respondent's number, or asks.

    A transcript's first row may ask as well; but then what stands beside comes again below.
    """
    begin = next((at for at, row in enumerate(rows) if any(row)), 0)
    first = rows[begin] if rows else []
    again = (
        text == cell(row, at) for row in rows[begin + 1 :] for at, text in enumerate(first) if text
    )
    if any(again):
        return False
    numbered = any(NUMBERED.fullmatch(text) for text in first)
    timed = any(_COUNTED.fullmatch(text) for text in first)
    return numbered or (len(first) > 2 and not timed and any(map(ASKS.fullmatch, first)))
