"""A spreadsheet (.xlsx): its first sheet, a transcript with a row a turn or a survey."""

import io
from itertools import islice
from zipfile import BadZipFile

from framework.formats.faults import UnreadableError
from framework.formats.safe import Archive
from framework.formats.transcripts import grid
from framework.formats.transcripts.paragraphs import Source
from framework.formats.transcripts.plain_sheet import plain_rows
from framework.text import clean

MAX_ROWS = 20_000


def read(data: bytes) -> Source:
    """Return the turns or answers of the first sheet. Raises UnreadableError if it has none."""
    archive = Archive(data)
    archive.check()
    rows, others = plain_rows(archive, MAX_ROWS) or rows_of_any(data)
    rows = [[clean(cell) for cell in row] for row in rows]
    remarks = (f"not read: the other sheets, {', '.join(others)}",) if others else ()
    return grid.source(rows, "Excel", remarks)


def rows_of_any(data: bytes) -> tuple[list[list[str]], list[str]]:
    """Return the rows of the first sheet, and the names of the others."""
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415 - the same

    faults = (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, EOFError, TypeError)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # a stray format in the last cell is no data
        rows = islice(sheet.iter_rows(values_only=True), MAX_ROWS + 1)
        found = [["" if value is None else str(value) for value in row] for row in rows]
    except faults:
        raise UnreadableError("damaged, protected, or no workbook") from None
    if len(found) > MAX_ROWS:
        raise UnreadableError(f"more than {MAX_ROWS:,} rows")
    return found, [other.title for other in book.worksheets[1:]]
