"""A passage table shows the passages themselves: what was said, before anybody sums it up.

It is for reading. Nothing in it is a summary, and nothing is left out unsaid: where a list is
shortened, the number left is told.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from framework.cases.case import Row
from framework.charts.chart import Cells, Chart, all_cases
from framework.index.entries import Entry, turns_of
from framework.transcripts.passage import Standing
from framework.transcripts.transcript import Turn


@dataclass(frozen=True)
class Listed:
    """One passage as tables list it, with all entries that put it under subthemes.

    `turns` is ``41`` or ``41–43``; `words` are the passage's as they stand now, each turn's with
    its speaker where there are several, a moderator marked. A lost passage has the words it was
    indexed with.
    """

    case: str
    turns: str
    speaker: str
    role: str
    words: str
    standing: Standing
    entries: tuple[Entry, ...]
    before: tuple[Turn, ...] = ()

    def line(self, row: Row) -> str:
        """Return ``[41] SW1: It depends.``, with the case's id on a row of several cases."""
        place = self.turns if row.case_id else f"{self.case} {self.turns}"
        told = "" if self.standing != "lost" else " (lost)"
        separate = "\n" if "\n" in self.words else " "
        return f"[{place}]{told} {self.speaker}:{separate}{self.words}"


def passage_tables(charts: Sequence[Chart]) -> list[Chart]:
    """Return the passage tables that go with the charts of one kind: by case, then as they sum up.

    A table has the rows of a chart: all cases in one order, or the rows of a summary chart alone.
    """
    found = [replace(all_cases(charts), name="Passages by case")]
    for chart in charts:
        above = tuple(row for row in chart.rows if row.case_id is None)
        if chart.by and above:
            name = "Passages b" + chart.name.removeprefix("B")
            found.append(Chart(name, chart.kind, above, chart.subthemes, by=chart.by))
    return found


def listed(cells: Cells, row: Row, subtheme: str) -> list[Listed]:
    """Return the passages indexed in one cell, or under one summary cell, in transcript order."""
    return [as_listed(cells, entries) for entries in _grouped(cells, row, subtheme)]


def shown(cells: Cells, row: Row, subtheme: str, room: int) -> tuple[list[str], int]:
    """Return what `shortened` makes of a cell's passages, working out none that is left."""
    every = list(_grouped(cells, row, subtheme))
    lines = _fitting((as_listed(cells, entries).line(row) for entries in every), room)
    return lines, len(every) - len(lines)


def _grouped(cells: Cells, row: Row, subtheme: str) -> Iterator[list[Entry]]:
    """Return the entries of a cell, those of the same words together."""
    for case in cells.under(row):
        same: dict[tuple[int, int, str], list[Entry]] = {}
        for entry in cells.index.of(case.id, subtheme):
            key = (entry.stand.start, entry.stand.end, entry.passage.words)
            same.setdefault(key, []).append(entry)
        yield from same.values()


def as_listed(cells: Cells, entries: Sequence[Entry]) -> Listed:
    """Return a passage as tables list it, from the entries that hold it."""
    entry = entries[0]
    turns = turns_of(entry, cells.transcripts[entry.case])
    numbers = [turns[0].number, turns[-1].number] if turns else [entry.passage.turn]
    transcript = cells.transcripts[entry.case]
    return Listed(
        case=entry.case,
        turns="–".join(dict.fromkeys(numbers)),
        speaker=_each(turn.who for turn in turns) or entry.passage.speaker,
        role=_each(turn.speaker.role for turn in turns),
        words=words_of(entry, turns, transcript.text),
        standing=entry.stand.standing,
        entries=tuple(entries),
        before=tuple(transcript.around(turns[0].number)[0]) if turns else (),
    )


def shortened(passages: Sequence[Listed], row: Row, room: int) -> tuple[list[str], int]:
    """Return the lines that `room` code points hold, at least one, and how many passages are left.

    A passage is shown whole or not at all.
    """
    lines = _fitting((passage.line(row) for passage in passages), room)
    return lines, len(passages) - len(lines)


def _fitting(lines: Iterable[str], room: int) -> list[str]:
    found: list[str] = []
    for line in lines:
        if found and sum(map(len, found)) + len(line) > room:
            break
        found.append(line)
    return found


def words_of(entry: Entry, turns: Sequence[Turn], text: str) -> str:
    """Return a passage's words as they stand; several turns' a line each, with who speaks."""
    if not turns:
        return entry.passage.words
    start, end = entry.stand.start, entry.stand.end
    pieces = [(turn, text[max(start, turn.start) : min(end, turn.end)]) for turn in turns]
    if len(pieces) == 1:
        return pieces[0][1]
    return "\n".join(f"{turn.who}: {words}" for turn, words in pieces)


def _each(texts: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(filter(None, texts)))
