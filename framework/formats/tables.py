"""Tables are CSV read as text: comma, semicolon or tab; every cell stays what somebody typed."""

import csv
import io
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from framework.errors import Problem
from framework.formats.encoding import decode
from framework.formats.faults import UnreadableError

_GUESS = re.compile(r"(?:^|\s)\?")


@dataclass(frozen=True)
class TableRow:
    """One row: the line it begins on, counted from 1, and its cells by column."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Return a cell without the blank space around it, empty if there is no such column."""
        return self.cells.get(column, "")


def read_table(
    path: Path, name: str, *, needs: Collection[str], verbatim: Collection[str] = ()
) -> tuple[list[TableRow], list[Problem]]:
    """Return the rows of a table and its problems. Blank rows are passed over.

    `needs` are columns without which it is no such table. In columns other than `verbatim` a
    question mark standing alone or after a space is a guess that nobody has decided.
    """
    try:
        text, _ = decode(path.read_bytes())
    except OSError as fault:
        return [], [Problem(name, f"cannot be read ({fault.strerror})", kind="unreadable")]
    except UnreadableError as fault:
        return [], [
            Problem(name, str(fault), "save it again as CSV UTF-8", fault.line, kind="encoding")
        ]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text), strict=True)
    rows: list[TableRow] = []
    problems: list[Problem] = []
    header: list[str] = []
    line = 1
    try:
        for found in reader:
            cells = [cell.strip() for cell in found]
            if any(cells) and not header:
                header = [cell.casefold() for cell in cells]
                problems += _header(name, line, header, needs)
            elif any(cells):
                problems += _row(name, line, header, cells, verbatim)
                rows.append(TableRow(line, dict(zip(header, cells, strict=False))))
            line = reader.line_num + 1
    except csv.Error as fault:
        problems.append(
            Problem(
                name, f"not a table ({fault})", "look for a stray quote mark", line, kind="table"
            )
        )
    if not header:
        problems.append(
            Problem(
                name,
                "empty",
                f"its first row names the columns: {', '.join(needs)}",
                1,
                kind="table",
            )
        )
    return rows, problems


def write_table(rows: list[list[str]]) -> bytes:
    """Return a table as CSV that a spreadsheet opens as text: UTF-8 with a mark, inert cells.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([[_inert(cell) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig", "replace")


def _inert(cell: str) -> str:
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def delimiter(text: str) -> str:
    """Return what parts the cells of a table: comma, semicolon or tab, whichever is commonest."""
    head = text.lstrip().split("\n", 1)[0]
    return max(",;\t", key=head.count)


def _header(name: str, line: int, header: list[str], needs: Collection[str]) -> list[Problem]:
    missing = [column for column in needs if column not in header]
    twice = sorted({column for column in header if column and header.count(column) > 1})
    found = [
        Problem(name, f"no column `{column}`", line=line, kind="missing column")
        for column in missing
    ]
    return found + [
        Problem(name, f"two columns `{column}`", line=line, kind="doubled column")
        for column in twice
    ]


def _row(
    name: str, line: int, header: list[str], cells: list[str], verbatim: Collection[str]
) -> list[Problem]:
    found = []
    if any(cells[len(header) :]):
        found.append(
            Problem(
                name,
                "more cells than columns",
                "put text with commas in quotes",
                line,
                kind="table",
            )
        )
    for column, cell in zip(header, cells, strict=False):
        if column not in verbatim and _GUESS.search(cell):
            hint = "decide it and take the ? away"
            found.append(
                Problem(
                    name,
                    f"column `{column}` still holds a guess (`{cell}`)",
                    hint,
                    line,
                    kind="guess",
                )
            )
    return found
