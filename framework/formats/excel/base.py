"""The hidden base: what each box held when the workbook was built, so that edits can be told.

The sheet ``_framework`` begins with the format, the study's id, the export's id (a hash of the
base, so that bytes repeat), whose workbook it is and of which kind of case; then come the words
the program wrote on charts, the texts of *Codebook* and the names of the program's own sheets, so
that what a researcher has added can be told; then one line a cell of the study, however many
sheets show it: key, row, subtheme, hash, the acts it showed, text.
"""

import json
import re
from collections.abc import Iterable, Sequence

from framework.formats.excel.book import Book
from framework.text import digest, unify_newlines
from framework.writing.matrix import Box

SHEET = "_framework"
FORMAT = "2"
MARK = "framework base"
PROPERTY = "framework export"
NOTE = "note: "
"""Stands before the subtheme in a line of the base that holds a note on a box."""
COLUMNS = ("key", "row", "subtheme", "hash", "said", "asked", "text")

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def storable(text: str) -> str:
    """Return text as a workbook can hold it: without the control characters that XML forbids."""
    if "\r" in text or _FORBIDDEN.search(text):
        return _FORBIDDEN.sub("", unify_newlines(text))
    return text


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
    parts = [
        part
        for box in boxes
        for part in (box.row.key, box.subtheme, box.text, *box.said, *box.asked)
    ]
    return digest(FORMAT, study, *parts, length=16)


def write_base(
    book: Book,
    boxes: list[Box],
    headings: Iterable[str],
    listed: Iterable[str],
    sheets: Sequence[str],
) -> None:
    """Add the very hidden base sheet and the document property to a workbook being built."""
    made, study = book.styles.book, book.file.id
    sheet = made.add_worksheet(SHEET)
    sheet.very_hidden()
    identity = export_id(study, boxes)
    made.set_custom_property(PROPERTY, identity)
    first = (MARK, FORMAT, study, identity, book.edition.owner, book.edition.kind)
    ours = tuple(dict.fromkeys(headings)), tuple(dict.fromkeys(listed))
    lines: list[Sequence[str]] = [first, *ours, sheets, COLUMNS]
    for box in boxes:
        row = json.dumps(box.row.json(), ensure_ascii=False, sort_keys=True)
        acts = " ".join(box.said), " ".join(box.asked)
        lines.append((box.row.key, row, box.subtheme, box_hash(box.text), *acts, box.text))
    for line, texts in enumerate(lines):
        for column, text in enumerate(texts):
            if text:
                sheet.write_string(line, column, text)
