"""A sheet with a column for a person to fill: written as .csv or .xlsx, and read back.

Every cell is text and no text is a formula. What a person may write in are the columns that are
`written`, the first of them one of a few words; the others only say what a row is about.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from framework.errors import Problem
from framework.plain import spreadsheet as workbook
from framework.plain.addresses import letter
from framework.plain.archives import read_file
from framework.plain.faults import UnreadableError
from framework.plain.stored import storable
from framework.plain.tables import MAX_BYTES, plain, read_table, write_table
from framework.workbook.sheets.sheet import Workbook
from framework.workbook.sheets.styles import Styles, height

_HEAD = 3
"""The line of the headings, counted from 0."""
_DEEPEST = 20
"""The headings stand in one of the first lines, whatever somebody wrote above."""
_AGAIN = "write it again, as text"
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


@dataclass(frozen=True)
class Layout:
    """A kind of sheet: its columns with their widths in a workbook, and what is written in it.

    `words` are what the first of the `written` columns may hold; `needs` the columns without
    which it is no such sheet. `made_by` is the command that writes it.
    """

    title: str
    note: str
    columns: Mapping[str, int]
    written: tuple[str, ...]
    words: tuple[str, ...]
    needs: tuple[str, ...]
    made_by: str


@dataclass(frozen=True)
class Filled:
    """One row in which somebody wrote: its cells by column, and where it stands."""

    cells: Mapping[str, str]
    file: str
    line: int | None = None
    cell: str | None = None

    def __getitem__(self, column: str) -> str:
        """Return a cell, empty if there is no such column."""
        return self.cells.get(column, "")

    def problem(self, message: str, hint: str) -> Problem:
        """Return a problem with this row."""
        return Problem(self.file, message, hint, self.line, self.cell, kind="decision")


def write_sheet(layout: Layout, rows: Sequence[Sequence[str]], *, workbook: bool) -> bytes:
    """Return the bytes of a sheet of these rows."""
    return (
        _workbook(layout, rows)
        if workbook
        else write_table([list(layout.columns), *map(list, rows)])
    )


def read_sheet(layout: Layout, path: Path, name: str) -> tuple[list[Filled], list[Problem]]:
    """Return the rows of a sheet in which something is chosen, and the problems with the sheet."""
    try:
        if path.suffix.lower() == ".csv":
            table, problems = read_table(path, name, needs=layout.needs, verbatim=layout.columns)
            rows = [
                Filled({key: row[key] for key in layout.columns}, name, line=row.line)
                for row in table
            ]
        else:
            rows, problems = _read_workbook(layout, read_file(path, MAX_BYTES), name)
    except OSError as fault:
        return [], [Problem(name, f"cannot be read ({fault.strerror})", kind="unreadable")]
    except UnreadableError as fault:
        return [], [Problem(name, str(fault), kind="unreadable")]
    return [row for row in rows if row[layout.written[0]].strip()], problems


def _workbook(layout: Layout, rows: Sequence[Sequence[str]]) -> bytes:
    out = io.BytesIO()
    widths = list(layout.columns.values())
    written = [place for place, title in enumerate(layout.columns) if title in layout.written]
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": _CREATED})
        styles = Styles(book)
        sheet = book.add_worksheet(layout.title)
        sheet.write_string(0, 0, layout.title, styles["title"])
        sheet.write_string(1, 0, layout.note, styles["note"])
        sheet.set_row(0, 24)
        for column, (title, width) in enumerate(layout.columns.items()):
            sheet.write_string(_HEAD, column, title, styles["head"])
            sheet.set_column(column, column, width)
        for line, row in enumerate(rows, _HEAD + 1):
            for column, cell in enumerate(row):
                style = styles["box" if column in written else "listed tint"]
                sheet.write_string(line, column, storable(cell), style)
            sheet.set_row(line, height(list(zip(row, widths, strict=True))))
        rule = {"validate": "list", "source": list(layout.words), "ignore_blank": True}
        last = _HEAD + max(1, len(rows))
        choice = list(layout.columns).index(layout.written[0])
        sheet.data_validation(_HEAD + 1, choice, last, choice, rule)
        sheet.freeze_panes(_HEAD + 1, 1)
        sheet.repeat_rows(_HEAD)
        sheet.set_landscape()
        sheet.set_paper(8)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&8&A&R&8&P / &N")
    return out.getvalue()


def _read_workbook(layout: Layout, data: bytes, name: str) -> tuple[list[Filled], list[Problem]]:
    sheet = workbook.read_sheet(data, layout.title)
    rows = sheet.texts
    heads = [[cell.strip().casefold() for cell in row] for row in rows[:_DEEPEST]]
    place = next((at for at, head in enumerate(heads) if "id" in head), 0)
    header = heads[place] if heads else []
    missing = [key for key in layout.needs if header.count(key) != 1]
    if missing:
        message = f"no column `{missing[0]}`, or two of it"
        hint = f"keep the headings as {layout.made_by} wrote them"
        cell = f"{sheet.title}!A{place + 1}"
        return [], [Problem(name, message, hint, cell=cell, kind="missing column")]
    written = {letter(at) for at, key in enumerate(header) if key in layout.written}
    problems = [
        Problem(name, f"a formula and no text (`{formula}`)", _AGAIN, cell=f"{sheet.title}!{at}")
        for at, formula in sheet.unread()
        if at.rstrip("0123456789") in written
    ]
    column = letter(header.index(layout.written[0]))
    return [
        Filled(
            {key: plain(text) for key, text in zip(header, row, strict=False)},
            name,
            cell=f"{sheet.title}!{column}{number}",
        )
        for number, row in enumerate(rows[place + 1 :], place + 2)
    ], problems
