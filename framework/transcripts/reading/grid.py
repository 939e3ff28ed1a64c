"""A grid of cells is a transcript, a stream of times and words, or a survey."""

from collections.abc import Sequence

from framework.plain.faults import UnreadableError
from framework.plain.text import visible
from framework.transcripts.layouts import rows
from framework.transcripts.paragraphs import Paragraph, Source, Telling, Told
from framework.transcripts.reading import survey
from framework.transcripts.reading.times import clock
from framework.transcripts.transcript import UNLABELLED

MAX_ROWS = 50_000
MAX_COLUMNS = 1_000
_STREAM = ["start", "end", "text"]


def source(table: Sequence[Sequence[str]], encoding: str, remarks: tuple[str, ...] = ()) -> Source:
    """Return the turns of a table. Raises UnreadableError if it is neither talk nor a survey."""
    if len(table) > MAX_ROWS:
        raise UnreadableError(f"more than {MAX_ROWS:,} rows")
    if max(map(len, table), default=0) > MAX_COLUMNS:
        raise UnreadableError(f"more than {MAX_COLUMNS:,} columns")
    total = sum(visible(cell) for row in table for cell in row)
    found = _stream(table) or (None if survey.is_sure(table) else rows.tell(_paragraphs(table)))
    telling = found or survey.tell(table)
    return Source((), total, encoding, remarks=remarks, telling=telling)


def _paragraphs(table: Sequence[Sequence[str]]) -> list[Paragraph]:
    return [
        Paragraph(cell, {"table": 1, "row": number, "column": column})
        for number, row in enumerate(table, 1)
        for column, cell in enumerate(row, 1)
        if cell
    ]


def _stream(table: Sequence[Sequence[str]]) -> Telling | None:
    """Return the words of a speech recogniser's table, which has milliseconds and no speakers."""
    head = next((at for at, row in enumerate(table) if any(row)), 0)
    if not table or [cell.casefold() for cell in table[head]] != _STREAM:
        return None
    told = [Told("front", "  ".join(table[head]), {"row": head + 1})]
    for number, row in enumerate(table[head + 1 :], head + 2):
        start, end, text = [*row, "", "", ""][:3]
        place = {"row": number}
        time = clock(int(start)) if start.isdecimal() else start
        if any(row):
            told.append(Told("turn", text, place, UNLABELLED, start + end, time))
        told += [Told("unplaced", cell, place) for cell in row[3:] if cell]
    return Telling("table of times and words", tuple(told), why="columns start, end, text")
