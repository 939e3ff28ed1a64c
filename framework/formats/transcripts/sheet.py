"""A survey's spreadsheet: a row a respondent, a column a question; each answer is a turn.

The first column says who answered. Each answer stands after its question, which is the
moderator's turn. A question left blank has no answer after it. A column headed by a word or
two, such as *Authority*, holds facts and no answers.
"""

import io
import re
from itertools import islice
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from framework.formats.faults import UnreadableError
from framework.formats.safe import Archive
from framework.formats.transcripts.paragraphs import Source, Telling, Told
from framework.text import clean, visible
from framework.transcript import QUESTION

_QUESTION = re.compile(r".*\?|Q\s?\d+\b.*|\S+(?:\s+\S+){2,}", re.DOTALL)
MAX_ROWS = 20_000
_FAULTS = (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, EOFError, TypeError)


def read(data: bytes) -> Source:
    """Return the answers of the first sheet. Raises UnreadableError if it is no such table."""
    rows, others = _rows(data)
    if len(rows) < 2 or len(rows[0]) < 2:
        raise UnreadableError("not a survey: its first row names the questions, the others answer")
    questions = rows[0]
    told = [Told("front", text, {"row": 1}) for text in questions if text]
    for number, row in enumerate(rows[1:], 2):
        told += _respondent(questions, row, number)
    total = sum(visible(cell) for row in rows for cell in row)
    remarks = (f"not read: the other sheets, {', '.join(others)}",) if others else ()
    telling = Telling("a row a respondent", tuple(told), remarks)
    return Source((), total, "Excel", telling=telling)


def _respondent(questions: list[str], row: list[str], number: int) -> list[Told]:
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


def _rows(data: bytes) -> tuple[list[list[str]], list[str]]:
    """Return the rows of the first sheet, and the names of the others."""
    Archive(data).check()
    try:
        book = load_workbook(io.BytesIO(data), read_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # a stray format in the last cell is no data
        rows = islice(sheet.iter_rows(values_only=True), MAX_ROWS + 1)
        found = [[clean("" if value is None else str(value)) for value in row] for row in rows]
    except _FAULTS:
        raise UnreadableError("damaged, protected, or no workbook") from None
    if len(found) > MAX_ROWS:
        raise UnreadableError(f"more than {MAX_ROWS:,} rows")
    return found, [other.title for other in book.worksheets[1:]]
