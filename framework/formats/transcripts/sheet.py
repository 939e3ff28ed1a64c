"""A spreadsheet (.xlsx): its first sheet, a transcript with a row a turn or a survey."""

import io
from itertools import islice
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from framework.formats.faults import UnreadableError
from framework.formats.safe import Archive
from framework.formats.transcripts import grid
from framework.formats.transcripts.paragraphs import Source
from framework.text import clean

MAX_ROWS = 20_000
_FAULTS = (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, EOFError, TypeError)


def read(data: bytes) -> Source:
    """Return the turns or answers of the first sheet. Raises UnreadableError if it has none."""
    rows, others = _rows(data)
    remarks = (f"not read: the other sheets, {', '.join(others)}",) if others else ()
    return grid.source(rows, "Excel", remarks)


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
