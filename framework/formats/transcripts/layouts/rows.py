"""Turns are told by the rows of a table: time, speaker and text, in any order of columns.

An empty speaker cell goes on with the turn before; a row of one cell is an event. A table of
two columns whose left cells end in a colon is a header block.
"""

import re
from collections.abc import Collection, Iterable

from framework.formats.transcripts.paragraphs import Paragraph, Telling, Told

_HEADINGS = {
    "speaker": ("speaker", "name", "who", "participant", "person"),
    "text": ("text", "content", "transcript", "speech", "words", "said"),
    "time": ("time", "timespan", "timestamp", "start"),
}
_TIME = re.compile(r"[\d:.,\s–-]*\d[\d:.,\s–-]*")
_NOTHING = re.compile(r"[\s–—-]*")

Grid = dict[tuple[int, int], dict[int, list[Paragraph]]]
"""The cells of all tables by (table, row) and column."""


def tell(paragraphs: Collection[Paragraph]) -> Telling | None:
    """Return who speaks in each row, or None if no table of the source has a speaker column."""
    grid = _grid(paragraphs)
    columns = {
        table: found
        for table, row in grid
        if (found := _columns(grid[table, row])) and row == min(r for t, r in grid if t == table)
    }
    if not columns:
        return None
    told: list[Told] = []
    done: set[tuple[int, int]] = set()
    for paragraph in paragraphs:
        at = (paragraph.place.get("table", 0), paragraph.place.get("row", 0))
        if at[0] in columns:
            if at not in done:
                told += _row(grid[at], columns[at[0]], at)
            done.add(at)
        else:
            begun = any(each.part == "turn" for each in told)
            told.append(Told("event" if begun else "front", paragraph.text, paragraph.place))
    return Telling("table of turns", tuple(told))


def _grid(paragraphs: Iterable[Paragraph]) -> Grid:
    grid: Grid = {}
    for paragraph in paragraphs:
        place = paragraph.place
        if "table" in place:
            row = grid.setdefault((place["table"], place["row"]), {})
            row.setdefault(place["column"], []).append(paragraph)
    return grid


def _columns(row: dict[int, list[Paragraph]]) -> dict[str, int] | None:
    """Return which column is which, from the headings of a table's first row."""
    found = {}
    for column, cell in row.items():
        heading = _text(cell).casefold().strip()
        for name, words in _HEADINGS.items():
            if heading in words:
                found[name] = column
    return found if {"speaker", "text"} <= found.keys() else None


def _row(
    row: dict[int, list[Paragraph]], columns: dict[str, int], at: tuple[int, int]
) -> list[Told]:
    """Return what a row holds: the headings, an event, a turn, or more of the turn before."""
    place = {"table": at[0], "row": at[1]}
    if _columns(row):
        return [Told("front", "  ".join(_text(cell) for cell in row.values()), place)]
    speaker, text = (_text(row.get(columns[name], [])) for name in ("speaker", "text"))
    time = _text(row.get(columns.get("time", 0), []))
    rest = [
        _text(cell)
        for column, cell in row.items()
        if column not in (columns["speaker"], columns["text"])
        and not (column == columns.get("time") and _TIME.fullmatch(time))
    ]
    extra = [Told("event", each, place) for each in rest if not _NOTHING.fullmatch(each)]
    extra += [Told("unplaced", each, place) for each in rest if _NOTHING.fullmatch(each)]
    if not text:
        return [*extra, Told("event", speaker, place)] if speaker else extra
    # A time is not speech: it goes with the turn, and is counted as what told it.
    when = time if _TIME.fullmatch(time) else ""
    if not speaker:
        return [*extra, Told("more", text, place, marker=when)]
    return [*extra, Told("turn", text, place, speaker, speaker + when, when)]


def _text(cell: Iterable[Paragraph]) -> str:
    return "\n".join(paragraph.text for paragraph in cell).strip()
