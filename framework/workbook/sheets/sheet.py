"""The one place where it is looked at whether XlsxWriter could write what it was given.

It answers with a number below nought where it could not: beyond the last row, say. Nothing is lost
without a word: such a call raises RefusedError.
"""

from collections.abc import Callable
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from framework.errors import RefusedError

LOOKED_AT = (
    *("write_string", "write_number", "write_blank", "write_formula", "write_comment"),
    *("data_validation", "conditional_format", "autofilter", "print_area"),
    *("set_row", "set_column", "merge_range"),
)
_BEYOND, _TOO_LONG = -1, -2


class Sheet(Worksheet):  # type: ignore[misc]  # XlsxWriter declares no types
    """A sheet of XlsxWriter's on which nothing is left out without a word."""

    ROWS = 1_048_576

    def __init__(self) -> None:
        """Begin with as many rows as Excel has."""
        super().__init__()
        self.xls_rowmax = self.ROWS

    def write_rich_string(self, line: int, column: int, *parts: str | Format) -> int:
        """Write a text of several looks; where XlsxWriter does not take them, in one look."""
        told = super().write_rich_string(line, column, *parts)
        if told in (_BEYOND, _TOO_LONG):
            raise self._refused(told)
        if told:
            text = "".join(part for part in parts if isinstance(part, str))
            self.write_string(line, column, text, parts[-1])
        return 0

    def _refused(self, told: int) -> RefusedError:
        why = {
            _BEYOND: "there are more rows or columns than a sheet of a workbook has",
            _TOO_LONG: "a text is longer than a workbook takes",
        }
        message = f"The sheet {self.name} cannot be written: {why.get(told, 'not accepted')}"
        return RefusedError(message, "save it as .csv, where that is offered")


def _looked_at(name: str) -> Callable[..., Any]:
    method = getattr(Worksheet, name)

    def call(sheet: Sheet, *given: Any, **options: Any) -> Any:
        told = method(sheet, *given, **options)
        if told and told < 0:
            raise sheet._refused(told)  # noqa: SLF001 - a method of the sheet
        return told

    return call


for _name in LOOKED_AT:
    setattr(Sheet, _name, _looked_at(_name))


class Workbook(xlsxwriter.Workbook):  # type: ignore[misc]  # XlsxWriter declares no types
    """A workbook of such sheets."""

    worksheet_class = Sheet
