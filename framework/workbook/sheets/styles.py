"""How a workbook looks: a few named formats, and heights that show the text."""

import math
from collections.abc import Iterable
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

FONT = "Calibri"
INK = "#1F2933"
GREY = "#616E7C"
LINE = "#B8C2CC"
BAND = "#1F4E5F"
TEAL = "#0B7285"
HEAD = "#DCE8EC"
TINT = "#F1F5F7"
AMBER = "#FCE8B2"
HATCH = "#AAB4BD"
VIOLET = "#54417F"
ASKED = "#FFF4D6"
LILAC = "#F2EEF9"
"""What terms found, and its ground: nobody has read it."""
GROUNDS = frozenset(colour[1:] for colour in ("#FFFFFF", TINT, AMBER, HEAD, ASKED))
"""The colours the program itself gives a box, for which no researcher's colour can be told."""

BOX_WIDTH = 40.0
NARROW = 3.5
TAB = "#B8C2CC"
"""Colours the tabs of sheets that are for reading."""
_WIDEST = 110.0
_LINE_HEIGHT = 11.9
"""In points; Calibri has higher lines than what stands in for it, and longer ones."""
_LETTERS = 1.06
"""Letters that a character's width holds, with what is left at the ends of lines."""
_MOST_LINES = 32
_NARROWEST, _EVEN = 16.0, 74.0
_MARGIN = 1.0
"""In characters, between the left line of a box and its words."""
_TALLEST = 409.0

_BASE: dict[str, Any] = {
    "font_name": FONT,
    "font_size": 10,
    "font_color": INK,
    "valign": "top",
    "num_format": "@",
}
_BOXED = {"border": 1, "border_color": LINE, "text_wrap": True, "align": "left", "indent": 1}

_STYLES: dict[str, dict[str, Any]] = {
    "plain": {},
    "wrapped": {"text_wrap": True},
    "grey": {"font_color": GREY, "text_wrap": True},
    "note": {"font_color": GREY},
    "title": {"bold": True, "font_size": 15, "font_color": BAND},
    "band": {"bold": True, "font_color": "#FFFFFF", "bg_color": BAND, "font_size": 11},
    "head": {**_BOXED, "bold": True, "bg_color": HEAD, "valign": "vcenter"},
    "fact": {**_BOXED, "bg_color": TINT},
    "key": {**_BOXED, "bold": True, "bg_color": TINT},
    "gaps": {**_BOXED, "font_color": GREY, "bg_color": TINT},
    "above": {**_BOXED, "bold": True, "bg_color": HEAD},
    "margin": {**_BOXED, "bg_color": HEAD},
    "box": _BOXED,
    "box state": {**_BOXED, "italic": True, "font_color": GREY},
    "tinted": {**_BOXED, "bg_color": TINT},
    "tinted state": {**_BOXED, "bg_color": TINT, "italic": True, "font_color": GREY},
    "link": {**_BOXED, "bg_color": TINT, "font_color": BAND, "underline": 1},
    "listed link": {**_BOXED, "font_color": BAND, "underline": 1},
    "words": {},
    "reference": {"font_color": TEAL, "bold": True},
    "comment": {"font_color": GREY, "font_size": 8},
    "outside": {**_BOXED, "bg_color": TINT},
    "contested": {**_BOXED, "bg_color": AMBER},
    "asked": {**_BOXED, "bg_color": ASKED, "border": 2, "border_color": "#E0A100"},
    "listed": {**_BOXED},
    "listed grey": {**_BOXED, "font_color": GREY},
    "listed tint": {**_BOXED, "bg_color": TINT},
    "found": {**_BOXED, "bg_color": LILAC, "font_color": VIOLET},
    "found grey": {**_BOXED, "bg_color": LILAC, "font_color": GREY},
    "found link": {**_BOXED, "bg_color": LILAC, "font_color": BAND, "underline": 1},
    "found words": {"font_color": VIOLET},
    "found mark": {"font_color": VIOLET, "bold": True},
    "hatched": {**_BOXED, "pattern": 14, "fg_color": HATCH, "bg_color": "#FFFFFF"},
}


class Styles:
    """The formats of one workbook, by name."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        """Register every format in one fixed order, so that the same study gives the same bytes."""
        self.book = book
        self._formats: dict[str, Format] = {
            name: book.add_format({**_BASE, **style}) for name, style in _STYLES.items()
        }
        self._coloured: dict[tuple[str, str], Format] = {}
        self.uncharted: Format = book.add_format(
            {"pattern": 14, "fg_color": HATCH, "bg_color": "#FFFFFF"}
        )

        self.asked: Format = book.add_format({"pattern": 1, "bg_color": ASKED})
        """Of a cell that is asked about and empty: it is not hatched."""

    def coloured(self, name: str, colour: str) -> Format:
        """Return a format with the ground that a researcher gave a box, or as it is without one."""
        if not colour:
            return self[name]
        if (name, colour) not in self._coloured:
            style = {**_BASE, **_STYLES[name], "bg_color": f"#{colour}"}
            self._coloured[name, colour] = self.book.add_format(style)
        return self._coloured[name, colour]

    def __getitem__(self, name: str) -> Format:
        """Return one format."""
        return self._formats[name]


def box_width(texts: Iterable[str], lines: int = 14) -> float:
    """Return the width in characters at which the longest of these texts takes so many lines.

    What would be higher than a row can be makes the column wider.
    """
    longest = max(map(len, texts), default=0)
    if not longest:
        return BOX_WIDTH
    even, needed = (longest / each / _LETTERS + _MARGIN for each in (lines, _MOST_LINES))
    return max(_NARROWEST, min(_EVEN, even), min(_WIDEST, needed))


def height(cells: list[tuple[str, float]]) -> float:
    """Return the height in points that shows every (text, column width) of a row, at most 409."""
    long = ((text, width) for text, width in cells if len(text) >= width or "\n" in text)
    lines = max((_lines(text, width) for text, width in long), default=1)
    return min(_TALLEST, 5 + _LINE_HEIGHT * max(1, lines))


def _lines(text: str, width: float) -> int:
    room = (width - _MARGIN) * _LETTERS
    return sum(max(1, math.ceil(len(line) / room)) for line in text.split("\n"))


def sheet_name(name: str, taken: set[str]) -> str:
    """Return a name that Excel takes for a sheet and that is not taken, and take it."""
    allowed = (char if char.isprintable() and char not in "[]:*?/\\" else " " for char in name)
    plain = "".join(allowed).strip("' ")[:31].rstrip("' ") or "Chart"
    found, number = plain, 1
    while found.casefold() in taken or found.casefold() == "history":
        number += 1
        found = f"{plain[:27]} ({number})"
    taken.add(found.casefold())
    return found
