"""A sheet of proposals with a column to decide in: written as .csv or .xlsx, and taken back.

Every cell is text and no text is a formula. What a person may write in are the columns
`decision` and `memo`; the others only say what a row is about.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from zipfile import BadZipFile

import xlsxwriter
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from framework.errors import Problem
from framework.formats.faults import UnreadableError
from framework.formats.safe import Archive
from framework.formats.tables import read_table, write_table
from framework.propose import Proposal
from framework.review import Ruling
from framework.text import clean, shorten

COLUMNS = {
    "id": 24,
    "found by": 22,
    "speaker": 12,
    "before": 40,
    "words": 60,
    "after": 40,
    "decision": 12,
    "memo": 30,
}
"""The columns, and how wide they are in a workbook."""

SHEET = "Proposals"
_CONTEXT = 500
_NEEDS = ("id", "words", "decision")
_FAULTS = (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, EOFError, TypeError)
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def write_decisions(proposals: Iterable[Proposal], *, workbook: bool) -> bytes:
    """Return the bytes of a sheet of these proposals, with nothing decided."""
    rows = [list(COLUMNS), *(_row(one) for one in proposals)]
    return _workbook(rows) if workbook else write_table(rows)


def read_decisions(path: Path, name: str) -> tuple[list[Ruling], list[Problem]]:
    """Return the rows of a sheet in which something is decided, and the problems with the sheet."""
    if path.suffix.lower() == ".csv":
        found, problems = read_table(path, name, needs=_NEEDS, verbatim=COLUMNS)
        table = [({key: _plain(row[key]) for key in COLUMNS}, row.line, None) for row in found]
        return _rulings(name, table), problems
    try:
        return _read_workbook(path.read_bytes(), name)
    except OSError as fault:
        return [], [Problem(name, f"cannot be read ({fault.strerror})", kind="unreadable")]
    except UnreadableError as fault:
        return [], [Problem(name, str(fault), kind="unreadable")]


def _row(one: Proposal) -> list[str]:
    context = (
        " ".join(f"{turn.number} {turn.speaker.label}: {turn.text}" for turn in turns)
        for turns in (one.before, one.after)
    )
    before, after = (clean(shorten(text, _CONTEXT)) for text in context)
    words = clean(one.passage.words)
    return [one.id, "; ".join(one.terms), one.speaker, before, words, after, "", ""]


def _workbook(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": _CREATED})
        sheet = book.add_worksheet(SHEET)
        head = book.add_format({"bold": True, "bottom": 1})
        text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        for column, (title, width) in enumerate(COLUMNS.items()):
            sheet.set_column(column, column, width, text)
            sheet.write_string(0, column, title, head)
        for number, row in enumerate(rows[1:], 1):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell, text)
        sheet.freeze_panes(1, 1)
        place = list(COLUMNS).index("decision")
        rule = {"validate": "list", "source": ["accept", "reject"]}
        sheet.data_validation(1, place, max(1, len(rows) - 1), place, rule)
    return out.getvalue()


def _read_workbook(data: bytes, name: str) -> tuple[list[Ruling], list[Problem]]:
    Archive(data).check()
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
        rows = [
            ["" if cell is None else str(cell) for cell in row]
            for row in sheet.iter_rows(values_only=True)
        ]
    except (*_FAULTS, IndexError):
        raise UnreadableError("damaged, protected, or no workbook") from None
    header = [cell.strip().casefold() for cell in rows[0]] if rows else []
    missing = [key for key in _NEEDS if header.count(key) != 1]
    if missing:
        message = f"no column `{missing[0]}`, or two of it"
        hint = "keep the first row as framework propose -o wrote it"
        return [], [Problem(name, message, hint, cell=f"{sheet.title}!A1", kind="missing column")]
    letter = get_column_letter(header.index("decision") + 1)
    table: list[tuple[dict[str, str], int | None, str | None]] = [
        (
            {key: _plain(text) for key, text in zip(header, row, strict=False)},
            None,
            f"{sheet.title}!{letter}{number}",
        )
        for number, row in enumerate(rows[1:], 2)
    ]
    return _rulings(name, table), []


def _rulings(
    name: str, table: Iterable[tuple[dict[str, str], int | None, str | None]]
) -> list[Ruling]:
    return [
        Ruling(
            row["id"].strip(), row["words"], decision, row.get("memo", "").strip(), name, line, cell
        )
        for row, line, cell in table
        if (decision := row["decision"].strip().casefold())
    ]


def _plain(cell: str) -> str:
    """Return a cell without the apostrophe that keeps a spreadsheet from making it a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@\t\r") else cell
