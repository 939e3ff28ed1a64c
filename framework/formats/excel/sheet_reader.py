"""Reads one sheet of a framework matrix: its boxes, and the address of everything that is wrong."""

from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl.utils import get_column_letter

from framework.case import Row
from framework.decisions import OWN_COLUMN
from framework.errors import Problem
from framework.formats.excel.base import normal
from framework.formats.excel.head import Head, Names, find_head, lacks_its_key
from framework.formats.excel.parts import Part
from framework.matrix import Shown

_HEAD_LINES = 60
"""A sheet without headings in its first lines is no chart."""


class SheetReader:
    """What one sheet shows. Without headings of a chart it shows nothing, and that is no fault."""

    def __init__(self, book: str, name: str, names: Names, part: Part) -> None:
        """Prepare to read the sheet `name` of the workbook `book`."""
        self.shown: list[Shown] = []
        self.notes: list[Shown] = []
        self.strange: list[tuple[str, str]] = []
        self.problems: list[Problem] = []
        self._book, self._name, self._names, self._part = book, name, names, part
        self.own = False
        """Whether it holds anything and is no chart."""
        self._seen: dict[Row | str, str] = {}

    def read(self, lines: Iterable[Sequence[Any]]) -> None:
        """Read the sheet's lines of openpyxl cells."""
        head: Head | None = None
        for number, cells in enumerate(lines, 1):
            texts = [plain(cell.value) for cell in cells]
            if head is not None:
                self._read_line(number, cells, texts, head)
            elif number > _HEAD_LINES:
                return
            else:
                head = self._read_head(number, texts)
                self.own = head is None and (self.own or any(texts))
        if head is not None:
            self._refuse_merged(head)

    def _at(self, line: int, column: int) -> str:
        return f"{self._name}!{get_column_letter(column + 1)}{line}"

    def _refuse(self, at: str, message: str, hint: str, kind: str = "refused") -> None:
        self.problems.append(Problem(self._book, message, hint, cell=at, kind=kind))

    def _read_head(self, line: int, texts: list[str]) -> Head | None:
        head = find_head(texts, line, self._names)
        if head is None and lacks_its_key(texts, self._names):
            self._refuse(self._at(line, 0), "the key column “Case” is gone", "put it back")
        for column in head.twice() if head else ():
            self._refuse(self._at(line, column), "a second column of this name", "delete the copy")
        return head

    def _read_line(self, line: int, cells: Sequence[Any], texts: list[str], head: Head) -> None:
        key = texts[head.key] if head.key < len(texts) else ""
        at_key = self._at(line, head.key)
        filled = [column for column in head.across if column < len(texts) and texts[column]]
        down = head.down(key, self._names)
        if down is None:
            self._read_stranger(line, key, filled, at_key)
            return
        if down in self._seen:
            self._refuse(at_key, f"a second row of {key} ({self._seen[down]})", "delete the copy")
        self._seen[down] = at_key
        for column in head.across:
            cell = cells[column] if column < len(cells) else None
            self._read_box(line, column, cell, *head.box(down, column))
        if isinstance(down, Row):
            self.notes += [
                Shown(self._at(line, column), down, OWN_COLUMN + heading, texts[column])
                for column, heading in head.own.items()
                if column < len(texts) and texts[column]
            ]

    def _read_box(self, line: int, column: int, cell: Any, row: Row, subtheme: str) -> None:
        at = self._at(line, column)
        value = None if cell is None else cell.value
        if value is not None and not isinstance(value, str):
            self._refuse_value(at, value)
        elif value is not None and cell.data_type == "e":
            self._refuse(at, f"it holds the error {value}", "write it again, as text")
        self.shown.append(Shown(at, row, subtheme, plain(value)))
        if note := self._part.notes.get((line, column + 1)):
            self.notes.append(Shown(at, row, subtheme, note))

    def _read_stranger(self, line: int, key: str, filled: list[int], at_key: str) -> None:
        """Refuse a row that is no case's and holds words in boxes; tell of one that holds none."""
        if filled:
            told = f"its key “{key}” is no case" if key else "its row has no case in the key column"
            hint = "write the case's id there, or take the words elsewhere"
            self._refuse(self._at(line, filled[0]), told, hint)
        elif key and key not in self._names.headings:
            self.strange.append((at_key, f"a row of your own, “{key}”"))

    def _refuse_value(self, at: str, value: object) -> None:
        kind = "date" if hasattr(value, "year") or hasattr(value, "hour") else "number"
        kind = "formula" if hasattr(value, "ref") else kind
        hint = "what was typed cannot be told from it; type it again with an apostrophe before it"
        self._refuse(at, f"Excel has made a {kind} of it ({value})", hint, kind="not text")

    def _refuse_merged(self, head: Head) -> None:
        columns = {column + 1 for column in (*head.across, head.key)}
        for (top, left), (bottom, right) in self._part.merged:
            if bottom >= head.line and any(left <= column <= right for column in columns):
                at = self._at(top, left - 1)
                self._refuse(at, "boxes are merged into one", "unmerge them")


def plain(value: object) -> str:
    """Return a cell's value as text, the way boxes are compared."""
    return "" if value is None else normal(str(value))
