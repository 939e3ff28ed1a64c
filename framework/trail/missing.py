"""Which lines of the trail are known of and not there: a file that is gone takes work with it.

They are known by the lines that rest on them, by what was built before, and by the initials
in the tables of charts/data/.
"""

import csv
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from io import StringIO
from pathlib import Path

from framework.errors import Problem
from framework.plain.built import Built
from framework.plain.place import CACHE
from framework.plain.text import count
from framework.trail.decisions import Decisions

_DATA = "charts/data"
_PUT_BACK = "put it back from a copy, or wait until the folder is synced"


def missing_lines(
    folder: Path, decisions: Decisions, built: Built, researchers: Collection[str]
) -> list[Problem]:
    """Return a problem for each file of the trail that held more than it does now."""
    known = decisions.commands.keys()
    seen = _by_researcher({line for lines in built.lines.values() for line in lines} - known)
    rested = _by_researcher(decisions.pointed_at - known)
    silent = set(researchers) - {one.by for one in decisions.commands.values()}
    shown = _shown(folder) & silent if silent else set[str]()
    found = []
    for by in sorted(seen.keys() | rested.keys() | shown):
        message, hint = f"{_DATA} shows decisions of {by}", f"delete {_DATA}"
        if by in rested:
            message = f"it lacks {count(len(rested[by]), 'line')} that other decisions rest on"
            hint = ""
        if by in seen:
            message = "it held more when the charts were last built"
            hint = f"delete the folder {CACHE}, which remembers it and holds nobody's words"
        told = f"; if it is meant to be gone, {hint}" if hint else ""
        found.append(Problem(f"trail/{by}.jsonl", message, _PUT_BACK + told, kind="lines gone"))
    return found


def _by_researcher(lines: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in lines:
        found.setdefault(line.rpartition("-")[0], []).append(line)
    return found


def _shown(folder: Path) -> set[str]:
    """Return the initials of those whose decisions the tables show that were built last."""
    return {by for name in ("cells", "index") for by in _authors(folder / _DATA / f"{name}.csv")}


def _authors(path: Path) -> Iterator[str]:
    with suppress(OSError, ValueError, csv.Error):
        for row in csv.DictReader(StringIO(path.read_text("utf-8-sig"), newline="")):
            yield from (row.get("by") or "").split(", ")
