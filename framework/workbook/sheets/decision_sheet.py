"""A sheet of proposals with a column to decide in: written as .csv or .xlsx, and taken back."""

from collections.abc import Iterable
from pathlib import Path

from framework.errors import Problem
from framework.plain.text import clean, shorten
from framework.proposals.propose import Proposal
from framework.proposals.review import Ruling
from framework.workbook.sheets.filled_sheet import Layout, read_sheet, write_sheet

LAYOUT = Layout(
    title="Found by terms, not read",
    note=(
        "Write accept or reject into the column decision, and why into memo if you like; the other "
        "columns are only there to read. Other wordings are missed."
    ),
    columns={
        "id": 24,
        "found by": 22,
        "speaker": 12,
        "before": 40,
        "words": 60,
        "after": 40,
        "decision": 12,
        "memo": 30,
    },
    written=("decision", "memo"),
    words=("accept", "reject"),
    needs=("id", "words", "decision"),
    made_by="framework propose -o",
)
_CONTEXT = 500


def write_decisions(proposals: Iterable[Proposal], *, workbook: bool) -> bytes:
    """Return the bytes of a sheet of these proposals, with nothing decided."""
    return write_sheet(LAYOUT, [_row(one) for one in proposals], workbook=workbook)


def read_decisions(path: Path, name: str) -> tuple[list[Ruling], list[Problem]]:
    """Return the rows of a sheet in which something is decided, and the problems with the sheet."""
    rows, problems = read_sheet(LAYOUT, path, name)
    rulings = [
        Ruling(
            row["id"].strip(),
            row["words"],
            row["decision"].strip().casefold(),
            row["memo"].strip(),
            name,
            row.line,
            row.cell,
        )
        for row in rows
    ]
    return rulings, problems


def _row(one: Proposal) -> list[str]:
    context = (
        " ".join(f"{turn.number} {turn.who}: {turn.text}" for turn in turns)
        for turns in (one.before, one.after)
    )
    before, after = (clean(shorten(text, _CONTEXT)) for text in context)
    words = clean(one.passage.words)
    return [one.id, "; ".join(one.terms), one.speaker, before, words, after, "", ""]
