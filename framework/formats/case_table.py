"""Reads transcripts/cases.csv and speakers.csv: which case has which file, and who spoke."""

from collections.abc import Iterable
from pathlib import Path

from framework.errors import Problem
from framework.formats.study_file import StudyFile
from framework.formats.tables import TableRow, read_table
from framework.material.case import CASE_ID, KINDS, Attribute, Case, Speaker

FOLDER = "transcripts"
CASES = f"{FOLDER}/cases.csv"
SPEAKERS = f"{FOLDER}/speakers.csv"


def read_cases(folder: Path, study: StudyFile) -> tuple[dict[str, Case], list[Problem]]:
    """Return the cases of a study by id, in the table's order, and the problems of both tables."""
    rows, problems = read_table(
        folder / CASES,
        CASES,
        needs=("case", "file", "kind", *(one.name for one in study.attributes)),
    )
    speakers, found = _speakers(folder, {row["case"] for row in rows})
    problems += found
    cases: dict[str, Case] = {}
    for row in rows:
        problems += _row_problems(row, cases, folder)
        files = tuple(f"{FOLDER}/{name.strip()}" for name in row["file"].split(";") if name.strip())
        if CASE_ID.fullmatch(row["case"]):
            people = tuple(speakers.get(row["case"], ()))
            cases.setdefault(
                row["case"], Case(row["case"], files, row["kind"], dict(row.cells), people)
            )
    problems += _attribute_problems(rows, study.attributes)
    problems += _kind_problems(rows, study) + _shared_files(rows)
    return cases, problems + _strays(folder, cases.values())


def _row_problems(row: TableRow, known: dict[str, Case], folder: Path) -> list[Problem]:
    case, line = row["case"], row.line
    found = []
    if not case:
        found.append(
            Problem(
                CASES,
                "a row without a case id",
                "give it a short one, as ASH-OP-1",
                line,
                kind="missing case",
            )
        )
    elif not CASE_ID.fullmatch(case):
        hint = "letters, digits, - _ and . only, no spaces"
        found.append(Problem(CASES, f"`{case}` cannot be a case id", hint, line, kind="odd case"))
    elif case in known:
        found.append(
            Problem(
                CASES,
                f"case {case} stands here a second time",
                "one row a case",
                line,
                kind="doubled case",
            )
        )
    names = [name.strip() for name in row["file"].split(";") if name.strip()]
    if case and not names:
        found.append(
            Problem(
                CASES,
                f"case {case} has no file",
                "name its transcript in `file`",
                line,
                kind="no file",
            )
        )
    for name in names:
        inside = (folder / FOLDER).resolve()
        path = (inside / name).resolve()
        if not path.is_relative_to(inside):
            found.append(
                Problem(
                    CASES,
                    f"`{name}` is not in {FOLDER}/",
                    "put the file there",
                    line,
                    kind="outside",
                )
            )
        elif not path.is_file():
            hint = f"put it into {FOLDER}/ or mend the name"
            found.append(
                Problem(CASES, f"there is no {FOLDER}/{name}", hint, line, kind="missing file")
            )
    return found


def _attribute_problems(rows: list[TableRow], attributes: Iterable[Attribute]) -> list[Problem]:
    """Return a problem for each value that study.yaml does not list, or that one case lacks.

    A kind of case in which nobody has the attribute is not charted by it, and is no problem.
    """
    found = []
    for attribute in attributes:
        having = {row["kind"] for row in rows if row[attribute.name]}
        for row in rows:
            value = row[attribute.name]
            if not value and row["kind"] in having:
                hint = f"fill the column `{attribute.name}`"
                found.append(
                    Problem(
                        CASES,
                        f"{row['case']} has no {attribute.name}",
                        hint,
                        row.line,
                        kind="no value",
                    )
                )
            elif value and attribute.values and value not in attribute.values:
                hint = f"study.yaml lists {', '.join(attribute.values)}"
                found.append(
                    Problem(
                        CASES,
                        f"{attribute.name} `{value}` of {row['case']}",
                        hint,
                        row.line,
                        kind="unknown value",
                    )
                )
    return found


def _shared_files(rows: list[TableRow]) -> list[Problem]:
    """Return a problem for each file of two cases, unless they say which row of it is whose."""
    first: dict[str, str] = {}
    found = []
    for row in rows:
        for name in filter(None, map(str.strip, row["file"].split(";"))):
            known = first.setdefault(name, row["case"])
            if known != row["case"] and not row["row"]:
                hint = "a file belongs to one case"
                message = f"{row['case']} has the file of {known}, {name}"
                found.append(Problem(CASES, message, hint, row.line, kind="shared file"))
    return found


def _kind_problems(rows: list[TableRow], study: StudyFile) -> list[Problem]:
    """Return a problem for each case of a kind that study.yaml does not chart."""
    known = [plan.kind for plan in study.plans]
    hint = f"study.yaml charts {', '.join(known) or 'no kind yet'}"
    return [
        Problem(CASES, f"{row['case']} is of kind `{row['kind']}`", hint, row.line, kind="kind")
        for row in rows
        if row["case"] and row["kind"] not in known
    ]


def _strays(folder: Path, cases: Iterable[Case]) -> list[Problem]:
    """Return a problem for each file in transcripts/ that no case names."""
    named = {name for case in cases for name in case.files}
    tables = {"cases.csv", "speakers.csv", "Thumbs.db", "desktop.ini"}
    present = sorted(
        path.relative_to(folder).as_posix()
        for path in (folder / FOLDER).rglob("*")
        if path.is_file() and not path.name.startswith((".", "~$")) and path.name not in tables
    )
    return [
        Problem(
            name,
            "no case names this file",
            f"give it a row in {CASES}, or take it out",
            kind="stray file",
        )
        for name in present
        if name not in named
    ]


def _speakers(folder: Path, cases: set[str]) -> tuple[dict[str, list[Speaker]], list[Problem]]:
    rows, problems = read_table(
        folder / SPEAKERS,
        SPEAKERS,
        needs=("case", "label", "speaker", "kind", "role"),
        verbatim=("label",),
    )
    people: dict[str, list[Speaker]] = {}
    for row in rows:
        case, label, kind = row["case"], row["label"], row["kind"]
        if case not in cases:
            hint = f"mend the id or add the case to {CASES}"
            problems.append(
                Problem(SPEAKERS, f"no case {case}", hint, row.line, kind="unknown case")
            )
        if not label:
            problems.append(
                Problem(SPEAKERS, "a row without a label", "", row.line, kind="no label")
            )
        elif any(known.label == label for known in people.get(case, [])):
            hint = "one row a label"
            problems.append(
                Problem(
                    SPEAKERS,
                    f"label `{label}` of {case} stands twice",
                    hint,
                    row.line,
                    kind="doubled label",
                )
            )
        if kind not in KINDS:
            hint = "participant, moderator, other, or blank where it is not known"
            problems.append(
                Problem(SPEAKERS, f"kind `{kind}`", hint, row.line, kind="unknown kind")
            )
        people.setdefault(case, []).append(Speaker(label, row["speaker"], kind, row["role"]))
    return people, problems
