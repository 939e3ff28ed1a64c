"""A survey: a row a respondent, a column a question; each answer is a turn.

The first column says who answered. Each answer stands after its question, which is the
moderator's turn. A question left blank has no answer after it. A column headed by a word or
two, such as *Authority*, holds facts and no answers.
"""

import re
from collections.abc import Sequence

from framework.formats.faults import UnreadableError
from framework.formats.transcripts.paragraphs import Telling, Told
from framework.material.transcript import QUESTION

LAYOUT = "a row a respondent"

_QUESTION = re.compile(r".*\?|Q\s?\d+\b.*|\S+(?:\s+\S+){2,}", re.DOTALL)


def tell(rows: Sequence[Sequence[str]]) -> Telling:
    """Return the answers of a table. Raises UnreadableError if it is no survey."""
    if len(rows) < 2 or len(rows[0]) < 2:
        raise UnreadableError("not a survey: its first row names the questions, the others answer")
    questions = rows[0]
    told = [Told("front", text, {"row": 1}) for text in questions if text]
    facts: dict[str, dict[str, str]] = {}
    twice: dict[str, None] = {}
    for number, row in enumerate(rows[1:], 2):
        told += _respondent(questions, row, number)
        if any(row):
            name = row[0] or f"row {number}"
            twice |= {name: None} if name in facts else {}
            facts.setdefault(name, _facts(questions, row))
    remarks = tuple(f"“{name}” answers in several rows" for name in twice)
    why = "the first row asks, the others answer"
    return Telling(LAYOUT, tuple(told), remarks, why=why, facts=facts)


def _facts(questions: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    """Return what stands in a respondent's row beside the answers, by column in small letters."""
    pairs = zip(questions[1:], row[1:], strict=False)
    return {
        name.casefold(): fact
        for name, fact in pairs
        if name and fact and not _QUESTION.fullmatch(name)
    }


def _respondent(questions: Sequence[str], row: Sequence[str], number: int) -> list[Told]:
    """Return one respondent's questions and answers, in the order of the columns."""
    if not any(row):
        return []
    name = row[0]
    told: list[Told] = []
    marker = name
    for column, question in enumerate(questions[1:], 2):
        place = {"row": number, "column": column}
        answer = row[column - 1] if column <= len(row) else ""
        if not _QUESTION.fullmatch(question):
            told += [Told("front", answer, place)] if answer else []
            continue
        told.append(Told("turn", question, place, QUESTION, echo=True))
        if answer:
            told.append(Told("turn", answer, place, name or f"row {number}", marker))
            marker = ""
    told += [Told("unplaced", each, {"row": number}) for each in row[len(questions) :] if each]
    return [*told, Told("unplaced", marker, {"row": number})] if marker else told
