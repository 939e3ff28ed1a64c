"""A sheet for reading: nobody types on it, and of every text it is kept that the program wrote it.

So words that somebody has pasted there are known when the workbook comes back. That the sheet may
be read only is no protection, under which themes would not fold nor rows be sorted.
"""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from framework.trail.cell import EXCEL_LIMIT
from framework.workbook.sheets.sheet import Sheet

_CUT = " … (cut here: a cell of a workbook holds no more)"


class ReadingSheet(Sheet):
    """A sheet of XlsxWriter's that remembers the texts written on it."""

    def __init__(self) -> None:
        """Begin with no text."""
        super().__init__()
        self.texts: set[str] = set()

    def write_string(self, line: int, column: int, text: str, look: Format) -> Any:
        """Write a text; one that is longer than a cell takes is cut, and says so."""
        text = _fitting(text)
        self.texts.add(text)
        return super().write_string(line, column, text, look)

    def write_rich_string(self, line: int, column: int, *parts: str | Format) -> Any:
        """Write a text of several looks: each before its words, the whole's last."""
        self.texts.add("".join(part for part in parts if isinstance(part, str)))
        return super().write_rich_string(line, column, *parts)

    def let_nobody_type(self) -> None:
        """Add a rule for what may be typed: nothing.

        It reaches a little beyond what is written, and not to the last row of all: of that
        LibreOffice makes an area that openpyxl and pandas cannot read.
        """
        rule = {
            "validate": "custom",
            "value": "=FALSE",
            "ignore_blank": False,
            "error_title": "For reading",
            "error_message": "This sheet is built anew each time. Write in the charts.",
        }
        self.data_validation(0, 0, self.dim_rowmax + 100, self.dim_colmax + 10, rule)


def _fitting(text: str) -> str:
    """Return a text as long as a cell takes it, which Excel counts in code units."""
    if len(text) * 2 <= EXCEL_LIMIT or len(text.encode("utf-16-le")) <= EXCEL_LIMIT * 2:
        return text
    room = (EXCEL_LIMIT - len(_CUT)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + _CUT


def reading_sheet(book: Workbook, name: str) -> ReadingSheet:
    """Add a sheet for reading to a workbook being built."""
    sheet: ReadingSheet = book.add_worksheet(name, ReadingSheet)
    return sheet
