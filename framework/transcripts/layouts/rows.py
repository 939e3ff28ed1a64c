"""Turns are told by the rows of a table: time, speaker and text, in any order of columns.

An empty speaker cell goes on with the turn before; a row of one cell is an event. Tables that
hold little of the file's text, such as a header block, tell nothing.
"""

import re
from collections.abc import Collection, Iterable, Iterator

from framework.plain.text import visible
from framework.transcripts.layouts import level_cells
from framework.transcripts.layouts.columns import Columns, by_content, headed, is_time, text_of
from framework.transcripts.layouts.forms import TIME
from framework.transcripts.layouts.furniture import is_event
from framework.transcripts.paragraphs import Paragraph, Part, Telling, Told

TABLE, LEVEL = "table of turns", "labels level with their words"
_NOTHING = re.compile(r"[\s–—-]*")
_NUMBER = re.compile(r"\d{1,5}\.?")
_WITHIN = re.compile(rf"[\[(]?(?P<time>{TIME})[\])]?")
_ENOUGH = 0.4

Row = dict[int, list[Paragraph]]
Table = dict[int, Row]


def tell(paragraphs: Collection[Paragraph], *, chosen: bool = False) -> Telling | None:
    """Return who speaks in each row, or None if no table of the source is one of turns.

    One that holds little of the text counts only where a person chose this layout.
    """
    tables = _tables(paragraphs)
    plans = _plans(tables)
    level = {at for at, rows in tables.items() if at not in plans and _level(rows)}
    inside = (p.text for p in paragraphs if p.place.get("table") in (*plans, *level))
    least = 0 if chosen else _ENOUGH * sum(visible(p.text) for p in paragraphs)
    if not (plans or level) or sum(map(visible, inside)) < least:
        return None
    told: list[Told] = []
    remarks: list[str] = []
    done: set[int] = set()
    for paragraph in paragraphs:
        table = paragraph.place.get("table", 0)
        if table in done:
            continue
        if table in plans:
            told += _turns(tables[table], plans[table], table)
            done.add(table)
        elif level and table and _one_row(tables[table]):
            cells = [*tables[table][min(tables[table])].values()]
            found, remark = _levelled(cells, has_labels=table in level)
            told += found
            remarks += [remark] if remark else []
            done.add(table)
        else:
            begun = any(each.part == "turn" for each in told)
            told.append(Told("event" if begun else "front", paragraph.text, paragraph.place))
    return Telling(LEVEL if level else TABLE, tuple(told), tuple(remarks), why=_why(plans))


def _why(plans: dict[int, Columns]) -> str:
    columns = next(iter(plans.values()), {})
    return ", ".join(f"column {at} is the {name}" for name, at in columns.items())


def _tables(paragraphs: Iterable[Paragraph]) -> dict[int, Table]:
    tables: dict[int, Table] = {}
    for paragraph in paragraphs:
        place = paragraph.place
        if "table" in place:
            row = tables.setdefault(place["table"], {}).setdefault(place["row"], {})
            row.setdefault(place["column"], []).append(paragraph)
    return tables


def _plans(tables: dict[int, Table]) -> dict[int, Columns]:
    """Return the columns of each table of turns; one that goes on over a page has those before."""
    plans: dict[int, Columns] = {}
    last: Columns | None = None
    for number, rows in tables.items():
        found = headed(rows[min(rows)]) or by_content([*rows.values()])
        if found is None and last and max(map(max, rows.values())) == max(last.values()):
            found = last if _goes_on(rows, last) else None
        if found:
            plans[number] = last = found
    return plans


def _goes_on(rows: Table, columns: Columns) -> bool:
    """Return whether every row of a table has words where the table before had them."""
    return all(columns["text"] in row for row in rows.values())


def _one_row(rows: Table) -> bool:
    return len(rows) == 1


def _level(rows: Table) -> bool:
    return _one_row(rows) and level_cells.is_level([*rows[min(rows)].values()])


def _levelled(cells: list[list[Paragraph]], *, has_labels: bool) -> tuple[list[Told], str]:
    if has_labels:
        return level_cells.pair(cells)
    return level_cells.unlabelled(cells), "a table without labels is kept as UNLABELLED"


def _turns(rows: Table, columns: Columns, table: int) -> Iterator[Told]:
    for number, row in rows.items():
        yield from _row(row, columns, {"table": table, "row": number} | _line(row))


def _line(row: Row) -> dict[str, int]:
    first = next(iter(row.values()))[0].place
    return {"line": first["line"]} if "line" in first else {}


def _row(row: Row, columns: Columns, place: dict[str, int]) -> Iterator[Told]:
    """Return what a row holds: the headings, an event, a turn, or more of the turn before."""
    if headed(row):
        yield Told("front", "  ".join(text_of(cell) for cell in row.values()), place)
        return
    speaker, text = (text_of(row.get(columns[name], [])) for name in ("speaker", "text"))
    time = text_of(row.get(columns.get("time", 0), []))
    marker = ""
    for column, cell in row.items():
        said = text_of(cell)
        if column in (columns["speaker"], columns["text"]):
            continue
        if text and (is_time(said) or _NUMBER.fullmatch(said)):
            marker += said
        elif _NOTHING.fullmatch(said):
            yield Told("unplaced", said, place)
        else:
            yield Told("event", said, place)
    # A time is not speech: it goes with the turn, and is counted as what told it.
    within = _WITHIN.search(speaker)
    when = time if is_time(time) else within["time"] if within else ""
    label = _WITHIN.sub("", speaker, count=1).strip() if within else speaker
    label = label.rstrip(" :：").strip()
    if not text:
        yield from [Told("event", speaker, place)] if speaker else []
    elif not label:
        part: Part = "event" if not marker and is_event(text) else "more"
        yield Told(part, text, place, marker=marker + speaker)
    else:
        yield Told("turn", text, place, label, speaker + marker, when)
