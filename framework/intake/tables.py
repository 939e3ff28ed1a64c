"""The case table and the speaker table of a study: what stands in them, and rows put at their end.

What is written is read back before it is put in place: a row that would be read as anything else
is refused.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from framework.cases.case_table import (
    CASES,
    SPEAKERS,
    names_in,
    parse_case_rows,
    parse_speaker_rows,
    table_of,
)
from framework.cases.study_file import StudyFile
from framework.errors import Problem, ProblemsError, RefusedError
from framework.plain.faults import UnreadableError
from framework.plain.files import open_elsewhere
from framework.plain.tables import TableRow, append_rows, columns_of, guessed, is_workbook
from framework.trail.decisions import fold
from framework.trail.files import read_trail
from framework.trail.renames import CaseNames

Cells = Mapping[str, str]
Rows = tuple[list[TableRow], list[Problem]]


@dataclass(frozen=True)
class Tables:
    """Both tables as they were read: names within the study, bytes and rows."""

    folder: Path
    study: StudyFile
    case_file: str
    speaker_file: str
    data: Mapping[str, bytes]
    rows: Sequence[TableRow]
    speakers: Sequence[TableRow]

    @classmethod
    def read(cls, folder: Path, study: StudyFile) -> "Tables":
        """Return the tables of a study. Raises ProblemsError where rows cannot be put into them."""
        case_file, speaker_file = table_of(folder, CASES), table_of(folder, SPEAKERS)
        data = {name: _bytes(folder, name) for name in (case_file, speaker_file)}
        rows, problems = parse_case_rows(data[case_file], case_file, study.attributes)
        speakers, found = parse_speaker_rows(data[speaker_file], speaker_file)
        if lasting := [one for one in problems + found if one.kind != "guess"]:
            raise ProblemsError(lasting)
        return cls(folder, study, case_file, speaker_file, data, rows, speakers)

    @cached_property
    def columns(self) -> Mapping[str, Sequence[str]]:
        """Return the columns of each table, by its name."""
        return {name: columns_of(data, name) for name, data in self.data.items()}

    @cached_property
    def cases(self) -> frozenset[str]:
        """Return the ids of the cases, and those that renamed ones had before: none is free."""
        ids = frozenset(row["case"] for row in self.rows)
        decisions = fold(read_trail(self.folder)[0])
        return ids | CaseNames.of(decisions, ids).now.keys()

    @cached_property
    def people(self) -> frozenset[str]:
        """Return the ids of the speakers."""
        return frozenset(row["speaker"] for row in self.speakers)

    @cached_property
    def files(self) -> dict[str, str]:
        """Return the case of each file in transcripts/ that a case names."""
        return {name: row["case"] for row in reversed(self.rows) for name in names_in(row)}

    @cached_property
    def values(self) -> dict[str, list[str]]:
        """Return the values that stand in each column of the case table and are no guesses."""
        found: dict[str, dict[str, None]] = {}
        for row in self.rows:
            for column, cell in row.cells.items():
                if cell and column not in row.guesses:
                    found.setdefault(column, {})[cell] = None
        return {column: list(cells) for column, cells in found.items()}

    def with_rows(
        self, cases: Sequence[Cells], speakers: Sequence[Cells]
    ) -> tuple[dict[Path, bytes], list[Problem]]:
        """Return the tables' paths and new bytes, and the guesses that then stand in them.

        Raises ProblemsError for a column that a table lacks, RefusedError for a cell that no table
        can hold.
        """
        new = {self.case_file: cases, self.speaker_file: speakers}
        if problems := [one for name, rows in new.items() for one in self._missing(name, rows)]:
            raise ProblemsError(problems)
        written = {name: self._written(name, rows) for name, rows in new.items()}
        found = (
            parse_case_rows(written[self.case_file], self.case_file, self.study.attributes),
            parse_speaker_rows(written[self.speaker_file], self.speaker_file),
        )
        for (rows, _), wanted in zip(found, new.values(), strict=True):
            _read_back(rows[len(rows) - len(wanted) :], wanted)
        changed = {self.folder / name: written[name] for name, rows in new.items() if rows}
        return changed, [one for _, told in found for one in told if one.kind == "guess"]

    def _written(self, name: str, rows: Sequence[Cells]) -> bytes:
        if not rows:
            return self.data[name]
        if is_workbook(name):
            from framework.plain.table_sheet import append_to_sheet  # noqa: PLC0415 - openpyxl

            try:
                return append_to_sheet(self.data[name], self.columns[name], rows)
            except UnreadableError as fault:
                hint = "save this table as CSV, and add the files again"
                raise RefusedError(f"{name}: {fault}", hint) from None
        return append_rows(self.data[name], self.columns[name], rows)

    def _missing(self, name: str, rows: Sequence[Cells]) -> Iterator[Problem]:
        for column in dict.fromkeys(key for row in rows for key, cell in row.items() if cell):
            if column not in self.columns[name]:
                hint = f"add a column headed {column}, and add the files again"
                yield Problem(name, f"no column `{column}`", hint, 1, kind="missing column")


def _bytes(folder: Path, name: str) -> bytes:
    if lock := open_elsewhere(folder / name):
        raise RefusedError(f"{name} is open elsewhere ({lock.name})", "close it, and try again")
    try:
        return (folder / name).read_bytes()
    except OSError as fault:
        raise RefusedError(f"{name} cannot be read ({fault.strerror})") from None


def _read_back(rows: Sequence[TableRow], wanted: Sequence[Cells]) -> None:
    for row, cells in zip(rows, wanted, strict=True):
        for column, cell in cells.items():
            held = guessed(row[column]) if column in row.guesses else row[column]
            if held != cell:
                message = f"`{cell}`, in column `{column}`, is read as `{held}` from a table"
                raise RefusedError(message, "change it in the file")
