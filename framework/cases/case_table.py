"""Reads the case table and the speaker table: which case has which file, and who spoke.

Each is transcripts/cases.csv or cases.xlsx, speakers.csv or speakers.xlsx; never both.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

from framework.cases.case import CASE_ID, KINDS, Attribute, Case, Speaker
from framework.cases.recipes import STAR, fits
from framework.cases.study_file import StudyFile
from framework.errors import Problem
from framework.plain.place import STUDY_FILE
from framework.plain.tables import TableRow, parse_table
from framework.plain.text import pasted, unify_name

FOLDER = "transcripts"
CASES = f"{FOLDER}/cases.csv"
SPEAKERS = f"{FOLDER}/speakers.csv"
SPEAKER_COLUMNS = ("case", "label", "speaker", "kind", "role")
_NO_TRANSCRIPTS = {
    "cases.csv",
    "cases.xlsx",
    "speakers.csv",
    "speakers.xlsx",
    "thumbs.db",
    "desktop.ini",
}


def table_of(folder: Path, table: str) -> str:
    """Return which file holds a table named as .csv: it, or the .xlsx where only that is there."""
    sheet = f"{table.removesuffix('.csv')}.xlsx"
    return sheet if (folder / sheet).is_file() and not (folder / table).is_file() else table


def is_transcript(name: str) -> bool:
    """Return whether a file of this name in transcripts/ is meant as a transcript."""
    return not name.startswith((".", "~$")) and name.casefold() not in _NO_TRANSCRIPTS


def read_cases(folder: Path, study: StudyFile) -> tuple[dict[str, Case], list[Problem]]:
    """Return the cases of a study by id, in the table's order, and the problems of both tables."""
    rows, problems = _rows_of(
        folder, CASES, lambda data, name: parse_case_rows(data, name, study.attributes)
    )
    speakers, found = _speakers(folder, {row["case"] for row in rows})
    problems += found
    cases: dict[str, Case] = {}
    for row in rows:
        problems += _row_problems(row, cases, folder)
        if CASE_ID.fullmatch(row["case"]):
            files = tuple(f"{FOLDER}/{name}" for name in names_in(row))
            people = tuple(speakers.get(row["case"], ()))
            facts = {column: row.decided(column) for column in row.cells} | {"kind": row["kind"]}
            cases.setdefault(row["case"], Case(row["case"], files, row["kind"], facts, people))
    problems += _attribute_problems(rows, study)
    problems += _kind_problems(rows, study) + _shared_files(rows) + _idle_recipes(rows, study)
    return cases, problems + _strays(folder, cases.values()) + _twofold(folder)


def parse_case_rows(
    data: bytes, name: str, attributes: Iterable[Attribute]
) -> tuple[list[TableRow], list[Problem]]:
    """Return the rows of a case table as they stand, and the problems of the table alone."""
    needs = ("case", "file", "kind", *(one.name for one in attributes))
    return _unified(parse_table(data, name, needs=needs, verbatim=("file", "row")))


def parse_speaker_rows(data: bytes, name: str) -> tuple[list[TableRow], list[Problem]]:
    """Return the rows of a speaker table as they stand, and the problems of the table alone."""
    return _unified(parse_table(data, name, needs=SPEAKER_COLUMNS, verbatim=("label",)))


def _unified(
    found: tuple[list[TableRow], list[Problem]],
) -> tuple[list[TableRow], list[Problem]]:
    """Return rows with each name written in one way; a file's is found as it is written."""
    rows, problems = found
    return [
        replace(
            row,
            cells={
                column: cell if column == "file" else unify_name(cell)
                for column, cell in row.cells.items()
            },
        )
        for row in rows
    ], problems


def _rows_of(
    folder: Path, table: str, parse: Callable[[bytes, str], tuple[list[TableRow], list[Problem]]]
) -> tuple[list[TableRow], list[Problem]]:
    name = table_of(folder, table)
    try:
        data = (folder / name).read_bytes()
    except OSError as fault:
        return [], [Problem(name, f"cannot be read ({fault.strerror})", kind="unreadable")]
    return parse(data, name)


def names_in(row: TableRow) -> list[str]:
    """Return the names of the files of a case, in transcripts/."""
    return [name.strip() for name in row["file"].split(";") if name.strip()]


def file_of(folder: Path, name: str) -> Path:
    """Return the path of a file that a table names, also where its accents are stored otherwise.

    Some systems keep an accent on its letter, others beside it, and a synced folder mixes both.
    """
    path = folder / name
    if name.isascii() or path.is_file() or not path.parent.is_dir():
        return path
    return next((one for one in path.parent.iterdir() if _same_name(one.name, path.name)), path)


def _same_name(one: str, other: str) -> bool:
    return normalize("NFC", one) == normalize("NFC", other)


def _twofold(folder: Path) -> list[Problem]:
    """Return a problem for each table that is there twice: nobody can tell which one holds."""
    found = []
    for table in (CASES, SPEAKERS):
        sheet = f"{table.removesuffix('.csv')}.xlsx"
        if (folder / table).is_file() and (folder / sheet).is_file():
            hint = "keep one of them"
            message = f"{table} is there as well"
            found.append(Problem(sheet, message, hint, kind="two tables"))
    return found


def _row_problems(row: TableRow, known: dict[str, Case], folder: Path) -> list[Problem]:
    case = row["case"]
    found = []
    if not case:
        hint = "give it a short one, as ASH-OP-1"
        found.append(row.problem("a row without a case id", hint, kind="missing case"))
    elif not CASE_ID.fullmatch(case):
        hint = "letters, digits, - _ and . only, no spaces"
        found.append(row.problem(f"`{case}` cannot be a case id", hint, kind="odd case"))
    elif case in known:
        message = f"case {case} stands here a second time"
        found.append(row.problem(message, "one row a case", kind="doubled case"))
    names = names_in(row)
    if case and not names:
        hint = "name its transcript in `file`"
        found.append(row.problem(f"case {case} has no file", hint, column="file", kind="no file"))
    inside = (folder / FOLDER).resolve()
    for name in names:
        path = (inside / name).resolve()
        if not path.is_relative_to(inside):
            message = f"`{name}` is not in {FOLDER}/"
            found.append(row.problem(message, "put the file there", column="file", kind="outside"))
        elif not file_of(inside, name).is_file():
            hint = f"put it into {FOLDER}/ or mend the name"
            message = f"there is no {FOLDER}/{name}"
            found.append(row.problem(message, hint, column="file", kind="missing file"))
    return found


def _attribute_problems(rows: Sequence[TableRow], study: StudyFile) -> list[Problem]:
    """Return a problem for each value that study.yaml does not list, or that one case lacks.

    A kind in which no case has the attribute lacks nothing, unless each of its values has a chart:
    without a value a case would be in none. A guess is a problem already.
    """
    found = []
    for attribute in study.attributes:
        name = attribute.name
        having = {row["kind"] for row in rows if row[name]}
        having |= {plan.kind for plan in study.plans if plan.each == attribute}
        for row in rows:
            value = row[name]
            if name in row.guesses:
                continue
            if not value and row["kind"] in having:
                hint = f"fill the column `{name}`"
                message = f"{row['case']} has no {name}"
                found.append(row.problem(message, hint, column=name, kind="no value"))
            elif value and attribute.values and value not in attribute.values:
                hint = f"study.yaml lists {', '.join(attribute.values)}"
                message = f"{name} `{value}` of {row['case']}"
                found.append(row.problem(message, hint, column=name, kind="unknown value"))
    return found


def _shared_files(rows: Iterable[TableRow]) -> list[Problem]:
    """Return a problem for each file of two cases, unless they say which row of it is whose."""
    first: dict[str, str] = {}
    found = []
    for row in rows:
        for name in names_in(row):
            known = first.setdefault(name, row["case"])
            if known != row["case"] and not row["row"]:
                hint = "a file belongs to one case"
                message = f"{row['case']} has the file of {known}, {name}"
                found.append(row.problem(message, hint, column="file", kind="shared file"))
    return found


def _kind_problems(rows: Iterable[TableRow], study: StudyFile) -> list[Problem]:
    """Return a problem for each case of a kind that study.yaml does not chart."""
    known = [plan.kind for plan in study.plans]
    hint = f"study.yaml charts {', '.join(known) or 'no kind yet'}"
    return [
        row.problem(f"{row['case']} is of kind `{row['kind']}`", hint, column="kind", kind="kind")
        for row in rows
        if row["case"] and row["kind"] not in known and "kind" not in row.guesses
    ]


def _idle_recipes(rows: Iterable[TableRow], study: StudyFile) -> list[Problem]:
    """Return a problem for each recipe of a file that no case names."""
    named = {normalize("NFC", name) for row in rows for name in names_in(row)}
    hint = "add the file, mend its name, or take the recipe out"
    return [
        Problem(
            STUDY_FILE, f"a recipe for `{name}`, which no case names", hint, one.line, kind="recipe"
        )
        for name, one in study.recipes.items()
        if name not in named and not (STAR in name and any(fits(name, each) for each in named))
    ]


def _strays(folder: Path, cases: Iterable[Case]) -> list[Problem]:
    """Return a problem for each file in transcripts/ that no case names."""
    named = {normalize("NFC", name) for case in cases for name in case.files}
    present = sorted(
        path.relative_to(folder).as_posix()
        for path in (folder / FOLDER).rglob("*")
        if path.is_file() and is_transcript(path.name)
    )
    return [
        Problem(
            name,
            "no case names this file",
            f"take it in ({pasted('framework', 'add', name)}), or take it out",
            kind="stray file",
        )
        for name in present
        if normalize("NFC", name) not in named
    ]


def _speakers(folder: Path, cases: set[str]) -> tuple[dict[str, list[Speaker]], list[Problem]]:
    rows, problems = _rows_of(folder, SPEAKERS, parse_speaker_rows)
    people: dict[str, list[Speaker]] = {}
    for row in rows:
        case, label, kind = row["case"], row["label"], row["kind"]
        if case not in cases:
            hint = f"mend the id or add the case to {table_of(folder, CASES)}"
            problems.append(row.problem(f"no case {case}", hint, kind="unknown case"))
        if not label:
            problems.append(row.problem("a row without a label", column="label", kind="no label"))
        elif any(known.label == label for known in people.get(case, [])):
            message = f"label `{label}` of {case} stands twice"
            problems.append(
                row.problem(message, "one row a label", column="label", kind="doubled label")
            )
        if kind not in KINDS and "kind" not in row.guesses:
            hint = "participant, moderator, other, or blank where it is not known"
            problems.append(row.problem(f"kind `{kind}`", hint, column="kind", kind="unknown kind"))
        people.setdefault(case, []).append(
            Speaker(label, *map(row.decided, ("speaker", "kind", "role")))
        )
    return people, problems
