"""A framework matrix is an Excel workbook: what its boxes held when built, and what they hold now.

Boxes are told by key and number, never by their places, so rows and columns may be sorted,
hidden, inserted. What stands under a wrong key is refused and never guessed.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from framework.cases.case import Row
from framework.errors import Problem
from framework.trail.cell import Key, read_state
from framework.trail.decisions import OWN_COLUMN

_SHORT = 40
"""Characters of a text that may well be typed into two boxes."""
_CITED = re.compile(r"\[[^\]]*\d")


@dataclass(frozen=True)
class Box:
    """One cell as it was built: what its box held, and the acts that stood behind it."""

    row: Row
    subtheme: str
    text: str
    said: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shown:
    """One box as a sheet shows it now: its address, ``Ashmarch!F5``, its key, and its text."""

    at: str
    row: Row
    subtheme: str
    text: str

    @property
    def key(self) -> Key:
        """Return the box's key."""
        return self.row, self.subtheme

    @property
    def sheet(self) -> str:
        """Return the sheet it stands on."""
        return self.at.rpartition("!")[0]


@dataclass(frozen=True)
class Matrix:
    """A workbook that was read: its base, its boxes now, and what a person put beside them.

    `owner` are the initials of the researcher whose own workbook it is, if it is anybody's;
    `headings` the headings that subthemes had when it was built, by their numbers.

    `notes` are Excel notes on boxes and texts in a researcher's own columns; `strange` holds
    the address and a description of what cannot be taken into a new workbook; `odd` are the cells
    whose words cannot be told. `replies` are what the sheet *To answer* has, by a row's key, a
    subtheme, the text asked about and the question; `waiting` the texts that were asked about when
    it was built, which every sheet showed. With `problems` nothing of it may be used.
    """

    name: str
    study: str = ""
    owner: str = ""
    headings: Mapping[str, str] = field(default_factory=dict)
    boxes: Mapping[Key, Box] = field(default_factory=dict)
    memos: Mapping[Key, Box] = field(default_factory=dict)
    shown: tuple[Shown, ...] = ()
    notes: tuple[Shown, ...] = ()
    strange: tuple[tuple[str, str], ...] = ()
    odd: tuple[Problem, ...] = ()
    replies: Mapping[tuple[str, str, str, str], str] = field(default_factory=dict)
    waiting: Mapping[Key, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def with_ids(matrix: Matrix, now: Mapping[str, str]) -> Matrix:
    """Return a matrix whose cases have the ids that they have now; it may be from before."""

    def row(old: Row) -> Row:
        return Row.case(now.get(old.case_id, old.case_id)) if old.case_id else old

    def boxes(found: Mapping[Key, Box]) -> dict[Key, Box]:
        return {(row(at), of): replace(box, row=row(at)) for (at, of), box in found.items()}

    def shown(found: Iterable[Shown]) -> tuple[Shown, ...]:
        return tuple(replace(one, row=row(one.row)) for one in found)

    return replace(
        matrix,
        boxes=boxes(matrix.boxes),
        memos=boxes(matrix.memos),
        shown=shown(matrix.shown),
        notes=shown(matrix.notes),
    )


@dataclass(frozen=True)
class Edit:
    """A box whose text is no longer what was built: each different text, with its address."""

    box: Box
    texts: Mapping[str, str]
    """Address by text: two where two sheets of one workbook say different things."""


def edits(matrix: Matrix) -> list[Edit]:
    """Return every edited box, in the order in which the workbook was built."""
    return list(_changed(matrix.boxes, matrix.shown, matrix.waiting))


def noted(matrix: Matrix) -> list[Edit]:
    """Return every note and every text of an own column that is new or changed.

    One that is gone is no change: some programs drop notes when they save.
    """
    return list(_changed(matrix.memos, matrix.notes, {}))


def _changed(
    base: Mapping[Key, Box], shown: Iterable[Shown], waiting: Mapping[Key, str]
) -> Iterable[Edit]:
    """Return the boxes with new texts.

    Where one sheet shows another text than the one that was asked about, it takes its place.
    """
    found: dict[Key, dict[str, str]] = {}
    for one in shown:
        found.setdefault(one.key, {}).setdefault(one.text, one.at)
    order = {key: place for place, key in enumerate(base)}
    for key in sorted(found, key=lambda key: order.get(key, len(order))):
        box, texts = base.get(key, Box(*key, "")), found[key]
        if len(texts) > 1 and key in waiting:
            texts.pop(waiting[key], None)
        texts.pop(box.text, None)
        if texts:
            yield Edit(box, texts)


def misplaced(matrix: Matrix) -> list[tuple[Shown, Key]]:
    """Return the boxes that hold what was built for another one, each with that other's key.

    So it looks when a sort leaves the key column behind. A text counts if it was built once
    and is gone from its own box on the same sheet; a row counts if all its boxes together are
    those of another row. A text in a column of one's own counts if the sheet no longer shows the
    box it was built for: its column's heading has lost its number.
    """
    unique: dict[str, Key | None] = {}
    for key, box in matrix.boxes.items():
        if box.text:
            unique[box.text] = None if box.text in unique else key
    found: list[tuple[Shown, Key]] = []
    own = _by_sheet(one for one in matrix.notes if one.subtheme.startswith(OWN_COLUMN))
    for sheet, here in _by_sheet(matrix.shown).items():
        changed = {one.key: one for one in here if one.text != _was(matrix, one.key)}
        strayed = {
            one.key: home
            for one in changed.values()
            if (home := unique.get(one.text)) and home in changed
        }
        strayed |= _exchanged_rows(matrix, here, changed)
        found += [(changed[key], home) for key, home in strayed.items()]
        keys = {one.key for one in here}
        found += [
            (note, home)
            for note in own.get(sheet, ())
            if (home := unique.get(note.text)) and home not in keys
        ]
    return found


def _by_sheet(shown: Iterable[Shown]) -> dict[str, list[Shown]]:
    found: dict[str, list[Shown]] = {}
    for one in shown:
        found.setdefault(one.sheet, []).append(one)
    return found


def copied(matrix: Matrix) -> list[tuple[Shown, Key]]:
    """Return the boxes whose new words stand in another case's box, too, with that box's key.

    So it looks when a box was filled down its column. In another box of the same case words may
    stand, too, unless they took the place of others. Only words count that nobody writes twice:
    many, or with a reference; neither states nor summary rows do.
    """
    built = ((box.text, key) for key, box in matrix.boxes.items())
    new = [one for one in matrix.shown if one.text != _was(matrix, one.key) and _telling(one)]
    stand: dict[str, list[Key]] = {}
    for text, key in [*built, *((one.text, one.key) for one in new)]:
        if key[0].case_id:
            stand.setdefault(text, []).append(key)
    found = []
    for one in new:
        over = bool(_was(matrix, one.key))
        others = (key for key in stand[one.text] if key[0] != one.row or (over and key != one.key))
        found += [(one, key) for key in islice(others, 1)]
    return found


def _telling(one: Shown) -> bool:
    """Return whether a case's words are so much its own that they belong in no other's box."""
    own = len(one.text) > _SHORT or _CITED.search(one.text)
    return bool(one.row.case_id and own and read_state(one.text) is None)


def _was(matrix: Matrix, key: Key) -> str:
    """Return what a box held when it was built; nothing where the sheet had none."""
    return matrix.boxes[key].text if key in matrix.boxes else ""


def _exchanged_rows(
    matrix: Matrix, here: list[Shown], changed: Mapping[Key, Shown]
) -> dict[Key, Key]:
    """Return the changed boxes of rows whose texts are, all together, another row's."""
    rows: dict[Row, list[Shown]] = {}
    for one in here:
        rows.setdefault(one.row, []).append(one)
    was = {
        row: [(one.subtheme, _was(matrix, one.key)) for one in inside]
        for row, inside in rows.items()
    }
    moved = dict.fromkeys(key[0] for key in changed)
    found: dict[Key, Key] = {}
    for row in moved:
        now = [(one.subtheme, one.text) for one in rows[row]]
        full = sum(bool(text) for _, text in now)
        home = next((other for other in moved if full > 1 and was[other] == now), None)
        if home is not None:
            found |= {key: (home, key[1]) for key in changed if key[0] == row}
    return found
