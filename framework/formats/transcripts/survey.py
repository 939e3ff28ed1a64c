"""A survey: a row a respondent, a column a question; each answer is a turn.

The column headed as a respondent's number says who answered, or else the first; where that holds
the hour at which they answered, respondents are called by their rows. Each answer stands after
its question, which is the moderator's turn. A question left blank has no answer after it. A
column headed by a word or two, such as *Authority*, holds facts and no answers; so does one of
nothing but numbers or dates, unless its heading asks.
"""

import re
from collections.abc import Collection, Sequence

from framework.formats.faults import UnreadableError
from framework.formats.transcripts.paragraphs import Telling, Told
from framework.material.transcript import QUESTION

LAYOUT = "a row a respondent"

_QUESTION = re.compile(r".*\?|Q\s?\d+\b.*|\S+(?:\s+\S+){2,}", re.DOTALL)
_NUMBERED = re.compile(
    r"(?:respondent|response|participant)(?:[ _-]?(?:id|no\.?|number|code))?|id", re.IGNORECASE
)
_HOUR = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b.*|\d{1,2}:\d{2}\b.*")
_COUNTED = re.compile(rf"\d[\d.,]*|{_HOUR.pattern}")

Rows = Sequence[Sequence[str]]


def tell(rows: Rows) -> Telling:
    """Return the answers of a table. Raises UnreadableError if it is no survey."""
    if len(rows) < 2 or len(rows[0]) < 2:
        raise UnreadableError("not a survey: its first row names the questions, the others answer")
    questions, answers = rows[0], rows[1:]
    who = _who(questions, answers)
    asked = {at for at in range(len(questions)) if at != who and _asks(questions, answers, at)}
    told = [Told("front", text, {"row": 1}) for text in questions if text]
    facts: dict[str, dict[str, str]] = {}
    twice: dict[str, None] = {}
    for number, row in enumerate(answers, 2):
        told += _respondent(questions, row, number, who, asked)
        if any(row):
            name = _cell(row, who) or f"row {number}"
            twice |= {name: None} if name in facts else {}
            facts.setdefault(name, _facts(questions, row, {who, *asked}))
    remarks = tuple(f"“{name}” answers in several rows" for name in twice)
    why = "the first row asks, the others answer"
    return Telling(LAYOUT, tuple(told), remarks, why=why, facts=facts)


def _cell(row: Sequence[str], at: int) -> str:
    return row[at] if 0 <= at < len(row) else ""


def _who(questions: Sequence[str], answers: Rows) -> int:
    """Return which column says who answered, -1 if none does."""
    numbered = (at for at, name in enumerate(questions) if _NUMBERED.fullmatch(name.strip()))
    found = next(numbered, 0)
    hours = all(_HOUR.fullmatch(cell) for row in answers if (cell := _cell(row, found)))
    return -1 if hours else found


def _asks(questions: Sequence[str], answers: Rows, at: int) -> bool:
    """Return whether a column is a question that people answered in words."""
    if not _QUESTION.fullmatch(questions[at]):
        return False
    words = (cell for row in answers if (cell := _cell(row, at)) and not _COUNTED.fullmatch(cell))
    return questions[at].rstrip().endswith("?") or any(words)


def _facts(questions: Sequence[str], row: Sequence[str], others: Collection[int]) -> dict[str, str]:
    """Return what stands in a respondent's row beside the answers, by column in small letters."""
    beside = (at for at in range(len(questions)) if at not in others)
    return {
        questions[at].casefold(): fact
        for at in beside
        if questions[at] and (fact := _cell(row, at))
    }


def _respondent(
    questions: Sequence[str], row: Sequence[str], number: int, who: int, asked: Collection[int]
) -> list[Told]:
    """Return one respondent's questions and answers, in the order of the columns."""
    if not any(row):
        return []
    told: list[Told] = []
    marker = _cell(row, who)
    name = marker or f"row {number}"
    for at, question in enumerate(questions):
        place = {"row": number, "column": at + 1}
        answer = _cell(row, at)
        if at in asked:
            told.append(Told("turn", question, place, QUESTION, echo=True))
        elif answer and at != who:
            told.append(Told("front", answer, place))
        if at in asked and answer:
            told.append(Told("turn", answer, place, name, marker))
            marker = ""
    told += [Told("unplaced", each, {"row": number}) for each in row[len(questions) :] if each]
    return [*told, Told("unplaced", marker, {"row": number})] if marker else told
