"""A sheet of quotations that may be no speech, with a column to tick, and what was ticked."""

from collections.abc import Iterable
from pathlib import Path

from framework.errors import Problem
from framework.manuscript.ticks import ToTick
from framework.manuscript.words import folded
from framework.plain.text import clean, digest
from framework.workbook.sheets.filled_sheet import Filled, Layout, read_sheet, write_sheet

TICKED = ("x", "yes")
LAYOUT = Layout(
    title="Not speech",
    note=(
        "Write x into the column not speech beside a term, a scare quote or a title: it is not "
        "asked about again, in any draft. Leave it empty beside words that somebody said."
    ),
    columns={"id": 12, "where": 28, "words": 60, "verdict": 14, "stands in": 30, "not speech": 12},
    written=("not speech",),
    words=TICKED[:1],
    needs=("id", "words", "not speech"),
    made_by="framework verify --sheet",
)


def write_ticks(quotations: Iterable[ToTick], *, workbook: bool) -> bytes:
    """Return the bytes of a sheet of these quotations, with nothing ticked."""
    rows = [
        [
            _id(one.words),
            "; ".join(one.places),
            clean(one.printed),
            one.verdict,
            "; ".join(one.stands),
            "",
        ]
        for one in quotations
    ]
    return write_sheet(LAYOUT, rows, workbook=workbook)


def read_ticks(path: Path, name: str) -> tuple[list[str], list[Problem]]:
    """Return the quotations that are ticked in a sheet, and what is wrong with it, row by row."""
    rows, problems = read_sheet(LAYOUT, path, name)
    problems += [problem for row in rows if (problem := _fault(row))]
    return [row["words"] for row in rows], problems


def _id(words: str) -> str:
    """Return the name of folded words; it reads as no number, whatever opens the sheet."""
    return f"w-{digest(words)}"


def _fault(row: Filled) -> Problem | None:
    said = row["not speech"].strip()
    if said.casefold() not in TICKED:
        return row.problem(f"`{said}` is no tick", "write x, or leave it empty")
    if _id(folded(row["words"])) != row["id"].strip():
        hint = "write a new sheet: framework verify DRAFT --sheet FILE"
        return row.problem(f"these are not the words of {row['id']}", hint)
    return None
