"""Tables are CSV or a workbook's first sheet, read as text: every cell stays what somebody typed.

A guess that nobody has decided ends in a question mark: it is a problem, and reading goes on with
what is guessed. Rows are added at the end of a table; what stands in it is not written anew.
"""

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from framework.errors import Problem
from framework.plain.addresses import letter
from framework.plain.archives import read_file
from framework.plain.encoding import decode, unbroken
from framework.plain.faults import UnreadableError

MAX_BYTES = 200_000_000
_GUESS = re.compile(r"(?:^|\s)\?")
_MARK = re.compile(r"\s*\?$")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_PARTED = re.compile(r"\s*\"?sep=(.)\"?\1*[ \t]*(?=\n)")
"""The line end stays, so that the rows keep their numbers."""
_MARKED = "utf-8 with a mark"

Line = tuple[int, list[str]]
"""Where a row begins, counted from 1, and its cells."""


@dataclass(frozen=True)
class Table:
    """Where rows come from: a file, the sheet if it is a workbook, and the columns' names."""

    file: str
    sheet: str = ""
    columns: tuple[str, ...] = ()

    def problem(
        self, line: int, message: str, hint: str = "", *, column: str = "", kind: str
    ) -> Problem:
        """Return a problem at a row: with its line, or in a workbook with the cell's address."""
        if not self.sheet:
            return Problem(self.file, message, hint, line, kind=kind)
        place = self.columns.index(column) if column in self.columns else 0
        cell = f"{self.sheet}!{letter(place)}{line}"
        return Problem(self.file, message, hint, cell=cell, kind=kind)


@dataclass(frozen=True)
class TableRow:
    """One row: the line it begins on, counted from 1, and its cells by column.

    `guesses` are the columns that nobody has decided; their cells hold what is guessed.
    """

    table: Table
    line: int
    cells: Mapping[str, str]
    guesses: frozenset[str] = frozenset()

    def __getitem__(self, column: str) -> str:
        """Return a cell without the blank space around it, empty if there is no such column."""
        return self.cells.get(column, "")

    def decided(self, column: str) -> str:
        """Return a cell, empty where it only holds a guess that nobody has decided."""
        return "" if column in self.guesses else self[column]

    def problem(self, message: str, hint: str = "", *, column: str = "", kind: str) -> Problem:
        """Return a problem at this row, in a workbook at the cell of `column`."""
        return self.table.problem(self.line, message, hint, column=column, kind=kind)


def read_table(
    path: Path, name: str, *, needs: Collection[str], verbatim: Collection[str] = ()
) -> tuple[list[TableRow], list[Problem]]:
    """Return the rows of a table's file and its problems, as `parse_table` does."""
    try:
        data = read_file(path, MAX_BYTES)
    except UnreadableError as fault:
        return [], [Problem(name, str(fault), kind="unreadable")]
    return parse_table(data, name, needs=needs, verbatim=verbatim)


def parse_table(
    data: bytes, name: str, *, needs: Collection[str], verbatim: Collection[str] = ()
) -> tuple[list[TableRow], list[Problem]]:
    """Return the rows of a table and its problems. Blank rows are passed over.

    `name` is the file's and says whether it is a workbook; `needs` are columns without which it
    is no such table. In columns other than `verbatim` a question mark standing alone or after a
    space is a guess that nobody has decided, and in those of `needs` one that ends the cell, too.
    """
    try:
        sheet, lines, problems = _contents(data, name)
        rows, found = _rows(Table(name, sheet), lines, needs, verbatim)
    except UnreadableError as fault:
        hint = "" if is_workbook(name) else "save it again as CSV UTF-8"
        return [], [Problem(name, str(fault), hint, fault.line, kind="encoding")]
    return rows, problems + found


def columns_of(data: bytes, name: str) -> list[str]:
    """Return the columns of a table that `parse_table` can read, in small letters."""
    _, lines, _ = _contents(data, name)
    header = next((cells for _, cells in lines if any(cell.strip() for cell in cells)), [])
    return [cell.strip().casefold() for cell in header]


def _contents(data: bytes, name: str) -> tuple[str, Iterable[Line], list[Problem]]:
    """Return a table's sheet, empty for CSV, its rows, and the problems; reading adds to these."""
    if is_workbook(name):
        from framework.plain.table_sheet import read_sheet  # noqa: PLC0415 - openpyxl is slow

        return read_sheet(data, name)
    problems: list[Problem] = []
    return "", _lines(data, name, problems), problems


def is_workbook(name: str) -> bool:
    """Return whether a table of this name is a workbook, and no CSV."""
    return name.casefold().endswith(".xlsx")


def _lines(data: bytes, name: str, problems: list[Problem]) -> Iterator[Line]:
    """Return the rows of a CSV file; a fault in it ends them and becomes a problem."""
    text, sign = parted(decode(data)[0])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as fault:
        hint = "look for a stray quote mark"
        problems.append(Problem(name, f"not a table ({fault})", hint, line, kind="table"))


def _rows(
    table: Table, lines: Iterable[Line], needs: Collection[str], verbatim: Collection[str]
) -> tuple[list[TableRow], list[Problem]]:
    rows: list[TableRow] = []
    problems: list[Problem] = []
    for line, found in lines:
        cells = [plain(cell.strip()) for cell in found]
        if not any(cells):
            continue
        if not table.columns:
            table = Table(table.file, table.sheet, tuple(cell.casefold() for cell in cells))
            problems += _header(table, line, needs)
            continue
        row = _row(table, line, cells, {*needs} - {*verbatim}, verbatim)
        problems += _row_problems(row, cells[len(table.columns) :])
        rows.append(row)
    if not table.columns:
        hint = f"its first row names the columns: {', '.join(needs)}"
        problems.append(table.problem(1, "empty", hint, kind="table"))
    return rows, problems


def write_table(rows: list[list[str]]) -> bytes:
    """Return a table as CSV that a spreadsheet opens as text: UTF-8 with a mark, inert cells.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([[_inert(cell) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig", "replace")


def change_cells(data: bytes, column: int, old: str, new: str) -> bytes:
    """Return a CSV table in which every cell of a column that says `old` says `new`.

    No other byte changes, but for the encoding, as `append_rows` has it.
    """
    text, codec = _decoded(data)
    _, sign = parted(text)
    parts: list[str] = []
    place = at = 0
    for cell in _raw_cell(sign).finditer(text):
        if place == column and plain(cell["words"].strip('" \t')) == old:
            begin, end = cell.span("words")
            parts += [text[at:begin], text[begin:end].replace(old, new)]
            at = end
        place = place + 1 if cell["end"] == sign else 0
    return _encoded("".join([*parts, text[at:]]), data, codec)


def _raw_cell(delimiter: str) -> re.Pattern[str]:
    """Return what a cell and what ends it look like in a file, with quotes where it has them."""
    quoted, bare = r'"(?:[^"]|"")*"', rf"[^{delimiter}\r\n]*"
    return re.compile(rf"(?P<words>(?:{quoted})?{bare})(?P<end>{delimiter}|\r\n?|\n|$)")


def append_rows(data: bytes, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return a CSV table with rows put at its end, in its columns; the rest stays as it is.

    Delimiter, line ends and encoding are the file's own, but one in which a spreadsheet would not
    find the new letters becomes UTF-8 with a mark.
    """
    data, _ = unbroken(data)
    whole, codec = _decoded(data)
    end = "\r\n" if b"\r\n" in data else "\n"
    out = io.StringIO(newline="")
    out.write(whole if whole.endswith(("\n", "\r")) else whole + end)
    writer = csv.writer(out, delimiter=parted(whole)[1], lineterminator=end)
    writer.writerows([_inert(row.get(column, "")) for column in columns] for row in rows)
    return _encoded(out.getvalue(), data, codec)


def _decoded(data: bytes) -> tuple[str, str]:
    """Return a table's text with its line ends as they are, and its encoding."""
    _, encoding = decode(data)
    codec = "utf-8-sig" if encoding == _MARKED else encoding
    return data.decode(codec), codec


def _encoded(changed: str, data: bytes, codec: str) -> bytes:
    if not codec.startswith("utf") or (data.isascii() and not changed.isascii()):
        codec = "utf-8-sig"
    return changed.encode(codec)


def guessed(value: str) -> str:
    """Return a value marked as a guess that somebody has to decide."""
    return f"{value} ?".strip()


def unmarked(cell: str) -> str:
    """Return a cell without the mark of a guess."""
    return _MARK.sub("", cell)


def plain(cell: str) -> str:
    """Return a cell without the apostrophe that keeps a spreadsheet from making it a formula."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell


def _inert(cell: str) -> str:
    return "'" + cell if _FORMULA.match(cell) else cell


def parted(text: str) -> tuple[str, str]:
    """Return the text of a table, and what parts its cells: comma, semicolon or tab.

    That is what a first line ``sep=;`` says, which is left out here, or else the commonest.
    """
    if told := _PARTED.match(text):
        return text[told.end() :], told[1]
    head = text.lstrip().split("\n", 1)[0]
    return text, max(",;\t", key=head.count)


def _header(table: Table, line: int, needs: Collection[str]) -> list[Problem]:
    columns = table.columns
    missing = [column for column in needs if column not in columns]
    twice = sorted({column for column in columns if column and columns.count(column) > 1})
    found = [
        table.problem(line, f"no column `{column}`", kind="missing column") for column in missing
    ]
    return found + [
        table.problem(line, f"two columns `{column}`", column=column, kind="doubled column")
        for column in twice
    ]


def _row(
    table: Table,
    line: int,
    cells: Sequence[str],
    decided: Collection[str],
    verbatim: Collection[str],
) -> TableRow:
    """Return a row in which guesses are known as such."""
    found = dict(zip(table.columns, cells, strict=False))
    guesses = {
        column
        for column, cell in found.items()
        if column not in verbatim
        and (_GUESS.search(cell) or (column in decided and cell.endswith("?")))
    }
    known = {
        column: unmarked(cell) if column in guesses else cell for column, cell in found.items()
    }
    return TableRow(table, line, known, frozenset(guesses))


def _row_problems(row: TableRow, beyond: Sequence[str]) -> list[Problem]:
    found = []
    if any(beyond):
        hint = "put text with commas in quotes"
        found.append(row.problem("more cells than columns", hint, kind="table"))
    for column in sorted(row.guesses, key=row.table.columns.index):
        cell = row[column] if "?" in row[column] else guessed(row[column])
        message = f"column `{column}` still holds a guess (`{cell}`)"
        hint = "decide it and take the ? away"
        found.append(row.problem(message, hint, column=column, kind="guess"))
    return found
