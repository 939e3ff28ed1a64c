"""What is left to do, in the order of the charts: lists to work from, no measure of anything."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from framework.cases.case import Row
from framework.charts.chart import Cells, Chart
from framework.index.entries import turns_of
from framework.trail.cell import Key
from framework.transcripts.transcript import Turn


@dataclass(frozen=True)
class Left:
    """Cells by what they wait for, each as ``ASH-OP-1 × 2.1``.

    `to_chart` are the first-level cells with an empty box, and `yours` those of them that are
    somebody's own to chart; `unused` those charted without a passage that is indexed there;
    `not_indexed` those that refer to turns not indexed there, where anything is.
    """

    to_chart: tuple[str, ...] = ()
    yours: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    not_indexed: tuple[str, ...] = ()
    why: Mapping[str, str] = field(default_factory=dict)


def left(cells: Cells, charts: Sequence[Chart], yours: Container[str] = ()) -> Left:
    """Return what is left in these charts, each cell once, in the charts' order.

    `yours` are the ids of the cases that the asking researcher charts, where that is shared out.
    """
    every = {key: cells.cell(*key) for chart in charts for key in chart.boxes()}
    of_cases = {key: cell for key, cell in every.items() if key[0].case_id is not None}
    written = [key for key, cell in of_cases.items() if cell.said == "charted"]
    empty = [key for key, cell in of_cases.items() if cell.open]
    return Left(
        to_chart=_named(empty),
        yours=_named(key for key in empty if key[0].case_id in yours),
        stale=_named(key for key, cell in every.items() if "stale" in cell.marks),
        contested=_named(key for key, cell in every.items() if "contested" in cell.marks),
        unused=_named(key for key in written if _unused(cells, *key)),
        not_indexed=_named(key for key in written if not_indexed(cells, *key)),
        why={_name(key): cell.told for key, cell in every.items() if cell.told},
    )


def cited(cells: Cells, row: Row, subtheme: str) -> set[str]:
    """Return the numbers of the turns of its own transcript that a case's cell refers to."""
    return {turn for case, turn in cells.cited(row, subtheme) if case == row.case_id}


def used(turns: Iterable[Turn], referred: Container[str]) -> bool:
    """Return whether one of these turns is among those referred to.

    One is enough: a passage that begins with what a moderator asked is used by its answer.
    """
    return any(turn.number in referred for turn in turns)


def _unused(cells: Cells, row: Row, subtheme: str) -> bool:
    """Return whether a passage that stands under a subtheme is not used by a case's cell."""
    referred = cited(cells, row, subtheme)
    entries = cells.index.of(row.case_id or "", subtheme)
    found = (turns_of(entry, cells.transcripts[entry.case]) for entry in entries)
    return any(not used(turns, referred) for turns in found if turns)


def not_indexed(cells: Cells, row: Row, subtheme: str) -> list[str]:
    """Return the turns that a case's cell refers to and that no passage there covers, in order.

    A cell under which nothing is indexed was charted straight from the transcript.
    """
    entries = cells.index.of(row.case_id or "", subtheme)
    if not entries:
        return []
    transcript = cells.transcripts[entries[0].case]
    covered = {turn.number for entry in entries for turn in turns_of(entry, transcript)}
    spoken = {turn.number for turn in transcript.turns if turn.kind != "moderator"}
    missing = (cited(cells, row, subtheme) & spoken) - covered
    return [turn.number for turn in transcript.turns if turn.number in missing]


def _named(keys: Iterable[Key]) -> tuple[str, ...]:
    return tuple(map(_name, keys))


def _name(key: Key) -> str:
    return f"{key[0].name} × {key[1]}"
