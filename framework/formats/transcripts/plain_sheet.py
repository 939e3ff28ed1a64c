"""The first sheet of a spreadsheet, where it holds nothing but words and plain numbers.

A formula, a date or a time is left to openpyxl, which knows them all; loading it takes longer than
reading ten transcripts, and a survey's answers hold none.
"""

import re
from posixpath import join, normpath
from typing import TYPE_CHECKING

from framework.formats.safe import Archive

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FORMATS = {"0", "1", "2", "3", "4", "9", "10", "11", "12", "13", "49"}
"""The ids of number formats that are no date's and no time's."""
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_LARGEST = 5_000_000
"""Bytes of a part that is held as a tree; a larger one is left to openpyxl, which reads on."""


class _OtherwiseError(Exception):
    """Something that is not read here."""


def plain_rows(archive: Archive, most: int) -> tuple[list[list[str]], list[str]] | None:
    """Return the rows of the first sheet and the names of the others; None if it is not plain.

    Rows and cells that are left out in the file are empty. `most` is how many rows are read.
    """
    try:
        parts = _related(archive)
        sheets = [
            (sheet.get("name", ""), parts[sheet.get(f"{{{_RELATED}}}id", "")])
            for sheet in _part(archive, "xl/workbook.xml").iterfind(f"{_MAIN}sheets/{_MAIN}sheet")
        ]
        if not sheets or any(kind != "worksheet" for _, (kind, _) in sheets):
            return None
        by_kind = dict(parts.values())
        strings, formats = _strings(archive, by_kind), _formats(archive, by_kind)
        rows = _rows(_part(archive, sheets[0][1][1]), strings, formats, most)
    except (_OtherwiseError, KeyError, IndexError, ValueError):
        return None
    return rows, [name for name, _ in sheets[1:]]


def _part(archive: Archive, name: str) -> "Element":
    if not 0 < len(archive.read(name)) <= _LARGEST or (root := archive.xml(name)) is None:
        raise _OtherwiseError
    return root


def _related(archive: Archive) -> dict[str, tuple[str, str]]:
    """Return the kind and the path of each part of the workbook, by the name it has there."""
    return {
        one.get("Id", ""): (
            one.get("Type", "").removeprefix(_RELATED + "/"),
            normpath(join("/xl", one.get("Target", ""))).removeprefix("/"),
        )
        for one in _part(archive, "xl/_rels/workbook.xml.rels")
    }


def _strings(archive: Archive, parts: dict[str, str]) -> list[str]:
    if "sharedStrings" not in parts:
        return []
    items = _part(archive, parts["sharedStrings"]).iterfind(f"{_MAIN}si")
    return [_text(item).replace("x005F_", "") for item in items]


def _formats(archive: Archive, parts: dict[str, str]) -> list[str]:
    """Return the id of the number format of each style."""
    if "styles" not in parts:
        return ["0"]
    styles = _part(archive, parts["styles"]).iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")
    return [style.get("numFmtId", "0") for style in styles]


def _text(item: "Element") -> str:
    """Return a text without its fonts, and without what tells how it is pronounced."""
    pieces = [*item.iterfind(f"{_MAIN}t"), *item.iterfind(f"{_MAIN}r/{_MAIN}t")]
    return "".join(piece.text or "" for piece in pieces)


def _rows(sheet: "Element", strings: list[str], formats: list[str], most: int) -> list[list[str]]:
    rows: list[list[str]] = []
    for row in sheet.iterfind(f"{_MAIN}sheetData/{_MAIN}row"):
        number = int(row.get("r", str(len(rows) + 1)))
        if not len(rows) < number <= most:
            raise _OtherwiseError
        rows += [[] for _ in range(len(rows), number - 1)]
        cells: list[str] = []
        for cell in row.iterfind(f"{_MAIN}c"):
            place = _PLACE.fullmatch(cell.get("r", ""))
            if not place or (column := _column(place[1])) < len(cells):
                raise _OtherwiseError
            cells += [""] * (column - len(cells))
            cells.append(_value(cell, strings, formats))
        rows.append(cells)
    return rows


def _column(letters: str) -> int:
    """Return where a column stands, counted from 0.

    >>> _column("A"), _column("AB")
    (0, 27)
    """
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: "Element", strings: list[str], formats: list[str]) -> str:
    kind, value = cell.get("t", "n"), cell.findtext(f"{_MAIN}v") or ""
    if cell.find(f"{_MAIN}f") is not None:
        raise _OtherwiseError
    if kind == "inlineStr":
        found = cell.find(f"{_MAIN}is")
        return "" if found is None else _text(found)
    if not value or kind in ("str", "e"):
        return value
    if kind == "s":
        return strings[int(value)]
    if kind == "b":
        return str(bool(int(value)))
    if kind != "n" or formats[int(cell.get("s", "0"))] not in _FORMATS:
        raise _OtherwiseError
    return str(float(value) if set(value) & set(".eE") else int(value))
