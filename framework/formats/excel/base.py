"""The hidden base: what each box held when the workbook was built, so that edits can be told.

The sheet ``_framework`` begins with the format, the study's id and the export's id (a hash of
the base, so that bytes repeat); below, one line a box: sheet, key, row, subtheme, hash, text.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

import xlsxwriter

from framework.case import Row
from framework.text import digest, unify_newlines

SHEET = "_framework"
FORMAT = "1"
MARK = "framework base"
PROPERTY = "framework export"
COLUMNS = ("sheet", "key", "row", "subtheme", "hash", "text")

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class Box:
    """One box as it was built: the sheet and key it stands under, and what it held."""

    sheet: str
    row: Row
    subtheme: str
    text: str


def storable(text: str) -> str:
    """Return text as a workbook can hold it: without the control characters that XML forbids."""
    return _FORBIDDEN.sub("", unify_newlines(text))


def normal(text: str) -> str:
    r"""Return a box's text so that two programs' ways of storing it compare alike.

    >>> normal("one_x000D_\ntwo ")
    'one\ntwo'
    """
    plain = _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)
    return storable(plain).strip()


def box_hash(text: str) -> str:
    """Return the hash by which a box's text is compared."""
    return digest(normal(text), length=16)


def export_id(study: str, boxes: Iterable[Box]) -> str:
    """Return the id of an export: a hash of its base."""
    parts = [part for box in boxes for part in (box.sheet, box.row.key, box.subtheme, box.text)]
    return digest(FORMAT, study, *parts, length=16)


def write_base(book: xlsxwriter.Workbook, study: str, boxes: list[Box]) -> None:
    """Add the very hidden base sheet and the document property to a workbook being built."""
    sheet = book.add_worksheet(SHEET)
    sheet.very_hidden()
    identity = export_id(study, boxes)
    book.set_custom_property(PROPERTY, identity)
    for column, text in enumerate((MARK, FORMAT, study, identity)):
        sheet.write_string(0, column, text)
    for column, text in enumerate(COLUMNS):
        sheet.write_string(1, column, text)
    for line, box in enumerate(boxes, 2):
        row = json.dumps(box.row.json(), ensure_ascii=False, sort_keys=True)
        fields = (box.sheet, box.row.key, row, box.subtheme, box_hash(box.text), box.text)
        for column, text in enumerate(fields):
            if text:
                sheet.write_string(line, column, text)
