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
from framework.formats.excel.base import normal, storable
from framework.formats.excel.styles import Styles, height
from framework.formats.faults import UnreadableError
from framework.formats.safe import Archive
from framework.formats.tables import plain, read_table, write_table
from framework.proposals.propose import Proposal
from framework.proposals.review import Ruling
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

SHEET = "Found by terms, not read"
_NOTE = (
    "Write accept or reject into the column decision, and why into memo if you like; the other "
    "columns are only there to read. Talk in other words is not among these."
)
_HEAD = 3
"""The line of the headings, counted from 0."""
_WRITTEN = ("decision", "memo")
_CONTEXT = 500
_DEEPEST = 20
"""The headings stand in one of the first lines, whatever somebody wrote above."""
_NEEDS = ("id", "words", "decision")
_FAULTS = (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, EOFError, TypeError)
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def write_decisions(proposals: Iterable[Proposal], *, workbook: bool) -> bytes:
    """Return the bytes of a sheet of these proposals, with nothing decided."""
    rows = [_row(one) for one in proposals]
    return _workbook(rows) if workbook else write_table([list(COLUMNS), *rows])


def read_decisions(path: Path, name: str) -> tuple[list[Ruling], list[Problem]]:
    """Return the rows of a sheet in which something is decided, and the problems with the sheet."""
    if path.suffix.lower() == ".csv":
        found, problems = read_table(path, name, needs=_NEEDS, verbatim=COLUMNS)
        table = [({key: row[key] for key in COLUMNS}, row.line, None) for row in found]
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
    widths = list(COLUMNS.values())
    written = [place for place, title in enumerate(COLUMNS) if title in _WRITTEN]
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": _CREATED})
        styles = Styles(book)
        sheet = book.add_worksheet(SHEET)
        sheet.write_string(0, 0, SHEET, styles["title"])
        sheet.write_string(1, 0, _NOTE, styles["note"])
        sheet.set_row(0, 24)
        for column, (title, width) in enumerate(COLUMNS.items()):
            sheet.write_string(_HEAD, column, title, styles["head"])
            sheet.set_column(column, column, width)
        for line, row in enumerate(rows, _HEAD + 1):
            for column, cell in enumerate(row):
                style = styles["box" if column in written else "listed tint"]
                sheet.write_string(line, column, storable(cell), style)
            sheet.set_row(line, height(list(zip(row, widths, strict=True))))
        rule = {"validate": "list", "source": ["accept", "reject"], "ignore_blank": True}
        last = _HEAD + max(1, len(rows))
        sheet.data_validation(_HEAD + 1, written[0], last, written[0], rule)
        sheet.freeze_panes(_HEAD + 1, 1)
        sheet.repeat_rows(_HEAD)
        sheet.set_landscape()
        sheet.set_paper(8)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&8&A&R&8&P / &N")
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
    heads = [[cell.strip().casefold() for cell in row] for row in rows[:_DEEPEST]]
    place = next((at for at, head in enumerate(heads) if "id" in head), 0)
    header = heads[place] if heads else []
    missing = [key for key in _NEEDS if header.count(key) != 1]
    if missing:
        message = f"no column `{missing[0]}`, or two of it"
        hint = "keep the headings as framework propose -o wrote them"
        cell = f"{sheet.title}!A{place + 1}"
        return [], [Problem(name, message, hint, cell=cell, kind="missing column")]
    letter = get_column_letter(header.index("decision") + 1)
    table: list[tuple[dict[str, str], int | None, str | None]] = [
        (
            {key: plain(normal(text)) for key, text in zip(header, row, strict=False)},
            None,
            f"{sheet.title}!{letter}{number}",
        )
        for number, row in enumerate(rows[place + 1 :], place + 2)
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
