"""Reads one sheet of a framework matrix: its boxes, and the address of everything that is wrong."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from xlsxwriter.utility import xl_rowcol_to_cell

from framework.cases.case import Row
from framework.errors import Problem
from framework.plain.spreadsheet_parts import Line, Place, Value
from framework.plain.stored import stamp
from framework.plain.text import count, shorten
from framework.trail.cell import Key
from framework.trail.decisions import COLOUR, OWN_COLUMN
from framework.workbook.base import FACT
from framework.workbook.matrix import Box, Shown
from framework.workbook.own_sheet import odd
from framework.workbook.reading.head import Head, Names, find_head, lacks_its_key, lists_passages
from framework.workbook.sheets.styles import GROUNDS

_EMPTY = Value("")
_OTHER_CELL = re.compile(r"\b[A-Z]{1,3}\$?[1-9]")
_AGAIN = "type it again, as text"
_APOSTROPHE = "what was typed cannot be told from that; type it again with an apostrophe before it"
_TOLD = 5
"""Cells of a sheet for reading that are told singly."""


class SheetReader:
    """What one sheet shows. Without headings of a chart it shows nothing, and that is no fault."""

    def __init__(self, book: str, name: str, names: Names, facts: Mapping[Key, Box]) -> None:
        """Prepare to read the sheet `name` of the workbook `book`."""
        self.shown: list[Shown] = []
        self.notes: list[Shown] = []
        self.strange: list[tuple[str, str]] = []
        self.problems: list[Problem] = []
        self.odd: list[Problem] = []
        """A problem for each cell whose words cannot be told."""
        self.replies: dict[tuple[str, str, str, str], str] = {}
        """What is answered on the sheet *To answer*."""
        self._book, self._name, self._names, self._facts = book, name, names, facts
        self.own = False
        """Whether it holds anything and is no chart."""
        self.listing = False
        """Whether it lists passages: words of a transcript, and the program's."""
        self.title = ""
        """What its first line begins with."""
        self._seen: dict[Row | str, str] = {}

    def read(self, lines: Iterable[Line]) -> Head | None:
        """Read the sheet's lines, and return its heading row if it is a chart."""
        head: Head | None = None
        above: list[Line] = []
        for number, values in lines:
            if head is not None:
                self._read_line(number, values, head)
            elif lists_passages(texts_of(values), self._names):
                self.listing = True
                break
            else:
                head = self._read_head(number, values)
                above += [] if head else [(number, values)]
        if head is not None:
            self._read_above(above)
        self.own = head is None and any(texts_of(values) for _, values in above)
        self.title = above[0][1].get(0, _EMPTY).text if above else ""
        return head

    def read_pasted(self, lines: Iterable[Line], ours: Collection[str]) -> None:
        """Tell of words that somebody has put on a sheet for reading; `ours` are stamps."""
        found = [
            (self._at(line, column), f"words on a sheet for reading, “{shorten(value.text, 40)}”")
            for line, values in lines
            for column, value in values.items()
            if value.text and not _leads(value) and stamp(value.text) not in ours
        ]
        self.strange += found[:_TOLD]
        if beyond := found[_TOLD:]:
            told = f"words on this sheet for reading in {count(len(beyond), 'more cell')}"
            self.strange.append((beyond[0][0], told))

    def _at(self, line: int, column: int) -> str:
        return f"{self._name}!{xl_rowcol_to_cell(line - 1, column)}"

    def _refuse(self, at: str, message: str, hint: str, kind: str = "refused") -> None:
        self.problems.append(Problem(self._book, message, hint, cell=at, kind=kind))

    def _read_head(self, line: int, values: Mapping[int, Value]) -> Head | None:
        texts = texts_of(values)
        head = find_head(texts, line, self._names)
        if head is None and lacks_its_key(texts, self._names):
            self._refuse(self._at(line, 0), "the key column “Case” is gone", "put it back")
        for column in head.twice() if head else ():
            self._refuse(self._at(line, column), "a second column of this name", "delete the copy")
        for column in head.own if head else ():
            text = texts[column]
            meant = "" if OWN_COLUMN + text in self._names.own else self._names.lookalike(text)
            if meant:
                hint = f"write it as it was, such as “{meant}”; of an own column, call it otherwise"
                self._refuse(self._at(line, column), f"“{text}” names no subtheme", hint)
        return head

    def _read_line(self, line: int, values: Mapping[int, Value], head: Head) -> None:
        key = values.get(head.key, _EMPTY).text
        at_key = self._at(line, head.key)
        down = head.down(key, self._names)
        if down is None:
            theirs = {column for column, _ in self._not_ours(values)}
            filled = [at for at in head.across if at in theirs]
            self._read_stranger(line, key, filled, values)
            return
        if down in self._seen:
            self._refuse(at_key, f"a second row of {key} ({self._seen[down]})", "delete the copy")
        self._seen[down] = at_key
        self._read_beside(line, values, head, down)
        for column in head.across:
            value = values.get(column, _EMPTY)
            text = value.shown or value.text
            shown = Shown(self._at(line, column), *head.box(down, column), text)
            if value.text and value.kind != "text" and not _typed(value):
                self.odd.append(self._odd(shown.at, value))
                continue
            self.shown.append(shown)
            if value.colour is not None:
                ground = "" if value.colour in GROUNDS else value.colour
                self.notes.append(replace(shown, subtheme=COLOUR + shown.subtheme, text=ground))
        if isinstance(down, Row):
            self._read_own(line, values, down, head.own)

    def _read_own(
        self, line: int, values: Mapping[int, Value], row: Row, own: Mapping[int, str]
    ) -> None:
        """Take the texts of columns of one's own as memos beside the row."""
        for column, place in own.items():
            value, at = values.get(column, _EMPTY), self._at(line, column)
            if told := odd(value, "in a column of your own"):
                self.strange.append((at, told))
            else:
                self.notes.append(Shown(at, row, place, value.text))

    def _read_above(self, lines: Iterable[Line]) -> None:
        """Tell of words above the headings that the program did not write there."""
        for line, values in lines:
            for column, text in self._not_ours(values):
                told = f"words above the headings, “{shorten(text, 40)}”"
                self.strange.append((self._at(line, column), told))

    def _not_ours(self, values: Mapping[int, Value]) -> list[tuple[int, str]]:
        """Return the texts of a line that the program did not write, each after its column."""
        texts = ((column, value.text) for column, value in values.items())
        return [(at, text) for at, text in texts if text and text not in self._names.headings]

    def _read_beside(
        self, line: int, values: Mapping[int, Value], head: Head, down: Row | str
    ) -> None:
        """Tell of words that stand neither in a box nor in a column of one's own."""
        for column, value in values.items():
            known = column == head.key or column in head.across or column in head.own
            if value.text and not known and not _leads(value):
                told = self._told_beside(value.text, down, head.facts.get(column, ""))
                self.strange += [(self._at(line, column), told)] if told else []

    def _told_beside(self, text: str, down: Row | str, heading: str) -> str:
        """Return what a text beside the boxes is, empty for one that has always stood there."""
        fact = self._facts.get((down, FACT + heading)) if isinstance(down, Row) else None
        if fact:
            was = shorten(fact.text, 40)
            changed = f"a fact changed to “{shorten(text, 40)}”, “{was}” when it was built"
            return f"{changed} (facts come from the study's tables)" if text != fact.text else ""
        return f"words beside the cells, “{shorten(text, 40)}”"

    def _read_stranger(
        self, line: int, key: str, filled: list[int], values: Mapping[int, Value]
    ) -> None:
        """Refuse a row that is no case's and holds words in boxes; tell of one with other words."""
        if filled:
            told = f"its key “{key}” is no case" if key else "its row has no case in the key column"
            hint = "write the case's id there; notes go into a column or a sheet of your own"
            self._refuse(self._at(line, filled[0]), told, hint)
            return
        for column, text in self._not_ours(values)[:1]:
            told = f"a row of your own, “{shorten(text, 40)}”"
            self.strange.append((self._at(line, column), told))

    def _odd(self, at: str, value: Value) -> Problem:
        """Return the problem of a cell that holds no words."""
        message, hint, kind = (
            f"it holds the {value.kind} {shorten(value.text, 40)}",
            _AGAIN,
            "refused",
        )
        if value.kind not in ("error", "formula"):
            message = f"Excel has made a number, a date or TRUE of it ({value.text})"
            hint, kind = _APOSTROPHE, "not text"
        return Problem(self._book, message, hint, cell=at, kind=kind)

    def refuse_headless(self) -> None:
        """Refuse a sheet that had a chart and has lost its row of headings."""
        message = "no row of it is headed “Case” and by subthemes"
        self._refuse(f"{self._name}!A1", message, "put the headings back, or delete the sheet")

    def take_notes(self, notes: Mapping[Place, str]) -> None:
        """Take the notes on boxes, and tell of any other."""
        boxes = {shown.at: shown for shown in self.shown}
        for (line, column), text in notes.items():
            at = self._at(line, column - 1)
            if shown := boxes.get(at):
                self.notes.append(replace(shown, text=text))
            else:
                self.strange.append((at, f"a note that is not on a cell, “{shorten(text, 40)}”"))

    def refuse_merged(self, head: Head, merged: Iterable[tuple[Place, Place]]) -> None:
        """Refuse boxes that are merged into one."""
        columns = {column + 1 for column in (*head.across, head.key)}
        for (top, left), (bottom, right) in merged:
            if bottom >= head.line and any(left <= column <= right for column in columns):
                self._refuse(self._at(top, left - 1), "merged cells", "unmerge them")


def _leads(value: Value) -> bool:
    """Return whether a value is the way to another sheet, or what is left of it."""
    return value.text.startswith("=HYPERLINK(") or value.text.endswith("→")


def _typed(value: Value) -> bool:
    """Return whether a value is a formula that shows text, and none that stands in other cells."""
    return bool(value.shown) and not _OTHER_CELL.search(value.text)


def texts_of(values: Mapping[int, Value]) -> list[str]:
    """Return the texts of a line's columns, empty where there is none."""
    return [values.get(at, _EMPTY).text for at in range(max(values, default=-1) + 1)]
