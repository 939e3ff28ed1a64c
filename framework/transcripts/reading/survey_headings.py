"""Which rows of a survey's table are headings, and what each column is called by them.

Survey services write two or three rows of headings: codes and below them the questions (and the
names of an import), or questions and below them *Response*, *Open-Ended Response* or a choice.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

Rows = Sequence[Sequence[str]]

NUMBERED = re.compile(
    r"\s*(?:(?:respondent|response|participant)(?:[ _-]?(?:id|no\.?|number|code))?|id)\s*",
    re.IGNORECASE,
)
ASKS = re.compile(r".*[?؟？;՞]\s*", re.DOTALL)
"""Ends in a question mark: Latin, Arabic, East Asian, Greek or Armenian."""
_IMPORT = re.compile(r"\{\s*\"ImportId\".*\}", re.DOTALL)
_GENERIC = re.compile(r"(?:open-ended )?response", re.IGNORECASE)
_BRIEF = 4
_MOST = 3


@dataclass(frozen=True)
class Headings:
    """The headings of a table: the rows from `begin` up to `end`, and a text for each column."""

    begin: int
    end: int
    questions: tuple[str, ...]


def headings(rows: Rows) -> Headings:
    """Return the headings of a table; blank rows above them do not count."""
    begin = next((at for at, row in enumerate(rows) if any(row)), 0)
    width = max(map(len, rows), default=0)
    table = [[*row, *[""] * (width - len(row))] for row in rows[begin:]]
    codes = len(table) > 2 and _says_again(table)
    choices = not codes and len(table) > 2 and _names_nobody(table)
    end = 1 + (codes or choices)
    while end < min(_MOST, len(table)) and _is_import(table[end]):
        end += 1
    first, below = table[0], table[1] if codes or choices else [""] * width
    if codes:
        questions = [under or code for code, under in zip(first, below, strict=True)]
    else:
        questions = _with_choices(first, below) if choices else first
    return Headings(begin, begin + end, tuple(questions))


def cell(row: Sequence[str], at: int) -> str:
    """Return a cell of a row, empty beyond its end."""
    return row[at] if 0 <= at < len(row) else ""


def _is_import(row: Sequence[str]) -> bool:
    filled = [text for text in row if text]
    return bool(filled) and all(map(_IMPORT.fullmatch, filled))


def _says_again(table: Rows) -> bool:
    """Return whether the second row says the headings of the first in words: ResponseId.

    Where it only has the questions to the codes, it is no respondent's if all others have a
    number and it has none.
    """
    first, second, *others = table
    if (len(others) > 1 and _is_import(others[0])) or any(
        text and _bare(text) == _bare(code) for code, text in zip(first, second, strict=True)
    ):
        return True
    who = next((at for at, name in enumerate(first) if name), 0)
    coded = not any(" " in code for code in first)
    numbers = all(map(_has_digit, (row[who] for row in others if any(row))))
    return coded and numbers and not _has_digit(second[who]) and any(map(ASKS.fullmatch, second))


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _names_nobody(table: Rows) -> bool:
    """Return whether the second row is under the headings, and no respondent's.

    It has no respondent where every other row has one, and holds nothing but brief words.
    """
    first, second, *others = table
    who = next((at for at, name in enumerate(first) if NUMBERED.fullmatch(name)), 0)
    filled = [text for text in second if text]
    if not filled or second[who] or not all(row[who] for row in others if any(row)):
        return False
    return any(map(_GENERIC.fullmatch, filled)) or all(len(t.split()) <= _BRIEF for t in filled)


def _with_choices(first: Sequence[str], below: Sequence[str]) -> list[str]:
    """Return each question with the choice below it; a question stands once over its choices."""
    questions: list[str] = []
    over = ""
    for name, choice in zip(first, below, strict=True):
        over = name or (over if choice else "")
        own = "" if _GENERIC.fullmatch(choice) else choice
        questions.append(" – ".join(filter(None, (over, own))))
    return questions
