"""The hidden base: what each box held when the workbook was built, so that edits can be told.

The sheet ``_framework`` begins with the format, the study's id, the export's id (a hash of the
base, so that bytes repeat), whose workbook it is and of which kind of case; then come the words
the program wrote on charts, stamps of those on sheets for reading, the names of its sheets and
what the boxes of each are about, so that what a researcher has added can be told; then one line a
cell of the study, however many sheets show it: name, row, subtheme, hash, the acts it showed, text;
then what stood beside, where the name is that of the own column or own sheet.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from xlsxwriter.worksheet import Worksheet

from framework.cases.case import Row
from framework.plain.stored import STAMP, box_hash, normal, stamp, storable
from framework.plain.text import digest
from framework.trail.cell import EXCEL_LIMIT, Key
from framework.trail.decisions import COLOUR, OWN_COLUMN, OWN_SHEET
from framework.workbook.matrix import Box
from framework.workbook.memo import column_or_sheet
from framework.workbook.sheets.book import Book
from framework.workbook.sheets.reading_sheet import ReadingSheet

SHEET = "_framework"
FORMAT = "5"
MARK = "framework base"
PROPERTY = "framework export"
NOTE, FACT, WAITS = "note: ", "fact: ", "waits: "
"""Stand before the subtheme, or the heading, in a line that holds a note on a box, a fact, or what
was typed in a box and is asked about."""
COLUMNS = ("key", "row", "subtheme", "hash", "said", "asked", "text")
_ABOVE = 8
"""Lines before those of the cells. An empty one is left out of the file."""
_BESIDE = (NOTE, OWN_COLUMN, OWN_SHEET, COLOUR)


@dataclass(frozen=True)
class Base:
    """What a workbook tells of itself: by whom and for whom it was built, and what it held.

    `headings` are the words of the program on charts, `stamps` those of its texts on the sheets
    `reading`. `charts` has, by name, what the boxes of each other sheet of the program are about.
    `own` has, as this workbook calls them (``column: Team (2)``), the places that own columns and
    own sheets have in the trail (``column: Team``). `boxes`, `memos` and `facts` are what stood in
    cells, beside them, and under a fact's heading (``fact: Team``);
    `waiting` are the texts of cells that are asked about.
    """

    format: str = ""
    study: str = ""
    owner: str = ""
    kind: str = ""
    headings: frozenset[str] = frozenset()
    stamps: frozenset[str] = frozenset()
    charts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    """The names of these sheets by their titles."""
    reading: frozenset[str] = frozenset()
    own: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, Row] = field(default_factory=dict)
    """The rows by the names they have on the sheets."""
    boxes: Mapping[Key, Box] = field(default_factory=dict)
    memos: Mapping[Key, Box] = field(default_factory=dict)
    facts: Mapping[Key, Box] = field(default_factory=dict)
    waiting: Mapping[Key, str] = field(default_factory=dict)


def export_id(study: str, boxes: Iterable[Box]) -> str:
    """Return the id of an export: a hash of its base."""
    parts = [
        part
        for box in boxes
        for part in (box.row.key, box.subtheme, box.text, *box.said, *box.asked)
    ]
    return digest(FORMAT, study, *parts, length=16)


def write_base(
    book: Book, boxes: list[Box], headings: Iterable[str], sheets: Sequence[Worksheet]
) -> None:
    """Add the very hidden base sheet and the document property to a workbook being built.

    `sheets` are the program's own.
    """
    made, study = book.styles.book, book.file.id
    sheet = made.add_worksheet(SHEET)
    sheet.very_hidden()
    identity = export_id(study, boxes)
    made.set_custom_property(PROPERTY, identity)
    charts = [one for one in sheets if not isinstance(one, ReadingSheet)]
    reading = [one for one in sheets if isinstance(one, ReadingSheet)]
    stamps = "".join(sorted({stamp(normal(text)) for one in reading for text in one.texts}))
    lines: list[Sequence[str]] = [
        (MARK, FORMAT, study, identity, book.edition.owner, book.edition.kind),
        tuple(dict.fromkeys(headings)),
        [stamps[at : at + EXCEL_LIMIT] for at in range(0, len(stamps), EXCEL_LIMIT)],
        [one.name for one in charts],
        [" ".join(book.keys.get(one.name, ())) for one in charts],
        [storable(book.titles.get(one.name, "")) for one in charts],
        [one.name for one in reading],
        COLUMNS,
    ]
    waits = [
        Box(one.box.row, f"{WAITS}{one.box.subtheme}", storable(one.text))
        for one in book.pending.values()
    ]
    for box in (*boxes, *waits):
        row = json.dumps(box.row.json(), ensure_ascii=False, sort_keys=True)
        acts = " ".join(box.said), " ".join(box.asked)
        name, place = book.names.get(box.row, box.row.key), box.subtheme
        if place.startswith((OWN_COLUMN, OWN_SHEET)):
            name = book.own.get(column_or_sheet(place), "")
            place = json.dumps(place).replace("_x", r"\u005fx")
        lines.append((name, row, place, box_hash(box.text), *acts, box.text))
    for line, texts in enumerate(lines):
        for column, text in enumerate(texts):
            if text:
                sheet.write_string(line, column, text)


def read_base(lines: Iterable[tuple[int, list[str]]]) -> Base:
    """Return what a base sheet holds, line by number; of another format nothing but which it is.

    Where a line's text no longer fits its hash, the box counts as edited whatever it holds.
    """
    filled = dict(lines)
    above = [filled.pop(number, []) for number in range(1, _ABOVE + 1)]
    first, headings, stamps, charts, keys, titles, reading, _ = above
    mark, version, study, _, owner, kind, *_ = [*first, *[""] * 6]
    if (mark, version) != (MARK, FORMAT):
        return Base(version if mark == MARK else "")
    joined = "".join(stamps)
    cells: dict[Key, Box] = {}
    memos: dict[Key, Box] = {}
    facts: dict[Key, Box] = {}
    rows: dict[str, Row] = {}
    own: dict[str, str] = {}
    waiting: dict[Key, str] = {}
    for line in filter(None, filled.values()):
        name, row, place, hashed, said, asked, text, *_ = [*line, *[""] * 7]
        if place.startswith(WAITS):
            waiting[Row.of(json.loads(row)), place.removeprefix(WAITS)] = normal(text)
            continue
        place = json.loads(place) if place.startswith('"') else place
        known = text if box_hash(text) == hashed else f"\0{hashed}"
        where = place.removeprefix(NOTE)
        box = Box(Row.of(json.loads(row)), where, known, tuple(said.split()), tuple(asked.split()))
        beside = memos if place.startswith(_BESIDE) else cells
        kept = facts if place.startswith(FACT) else beside
        kept[box.row, where] = box
        if kept is cells:
            rows[name] = box.row
        elif name and place.startswith((OWN_COLUMN, OWN_SHEET)):
            own[place[: place.index(" ") + 1] + name] = column_or_sheet(place)
    return Base(
        version,
        study,
        owner,
        kind,
        frozenset(filter(None, headings)),
        frozenset(joined[at : at + STAMP] for at in range(0, len(joined), STAMP)),
        {name: frozenset(told.split()) for name, told in zip_longest(charts, keys, fillvalue="")},
        {title: name for title, name in zip(titles, charts, strict=False) if title},
        frozenset(filter(None, reading)),
        own,
        rows,
        cells,
        memos,
        facts,
        waiting,
    )
