"""Takes files into a study: all are read first, and everything is written last, or nothing is.

What is certain is written down; what is only guessed is written with a question mark, and the
study is not charted while one is left.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize

from framework.cases.case_table import FOLDER, file_of
from framework.cases.recipe_lines import add_recipe, recipe_lines
from framework.cases.recipes import KEY, PLAIN, Recipe, recipe_for
from framework.cases.study_file import StudyFile, read_study_file
from framework.errors import Problem, ProblemsError, RefusedError
from framework.intake.arrival import Known, arrivals
from framework.intake.decided import decided
from framework.intake.new_cases import NewCase, NewCases
from framework.intake.options import Wishes, refuse
from framework.intake.tables import Tables
from framework.plain.files import write_all
from framework.plain.place import STUDY_FILE
from framework.plain.tables import unmarked
from framework.plain.yaml import Text
from framework.transcripts.likeness import alike
from framework.transcripts.reading import read_transcript
from framework.transcripts.transcript import Reading


@dataclass(frozen=True)
class Added:
    """What was done: new cases, files that the study had, the tables written, what is to decide.

    `guesses` are problems with an address, as `framework check` tells them; `alike` are pairs that
    hold the same talk, of the files taken or of one and one that the study had, and how much of it.
    `without` has, by attribute, the new cases that no summary chart by it can show yet.
    """

    cases: tuple[NewCase, ...]
    known: tuple[Known, ...]
    written: tuple[str, ...] = ()
    guesses: tuple[Problem, ...] = ()
    alike: tuple[tuple[str, str, float], ...] = ()
    without: Mapping[str, Sequence[str]] = field(default_factory=dict)


def add(folder: Path, paths: Sequence[Path], wishes: Wishes) -> Added:
    """Take files into a study and return what was done.

    Raises ProblemsError or RefusedError, having changed nothing, if a file cannot be taken.
    """
    study, problems = read_study_file(folder)
    if problems:
        raise ProblemsError(problems)
    tables = Tables.read(folder, study)
    refuse(wishes, study, tables)
    given = Recipe(wishes.encoding, Text(wishes.layout))
    files, known, problems = arrivals(folder, paths, tables.files, study.recipes, given)
    if problems:
        raise ProblemsError(problems)
    cases = NewCases(study, tables, wishes).take(files)
    rows, speakers = [one.row for one in cases], [row for one in cases for row in one.speakers]
    changed, guesses = tables.with_rows(rows, speakers)
    changed |= _recipes(folder, cases, study)
    new = {folder / FOLDER / one.name: one.data for one in files}
    write_all({path: data for path, data in new.items() if not path.exists()} | changed)
    written = tuple(path.relative_to(folder).as_posix() for path in changed)
    pairs = tuple(alike([one.reading for one in files], _there(folder, study, tables)))
    without = _without(cases, study)
    return Added(tuple(cases), tuple(known), written, tuple(guesses), pairs, without)


def _without(cases: Iterable[NewCase], study: StudyFile) -> dict[str, list[str]]:
    """Return the cases without a value by which their kind is compared, by attribute."""
    by = {plan.kind: {one.name for each in plan.summaries for one in each} for plan in study.plans}
    found: dict[str, list[str]] = {}
    for case in cases:
        for attribute in study.attributes:
            name = attribute.name
            if name in by.get(unmarked(case.row["kind"]), ()) and not case.row[name]:
                found.setdefault(name, []).append(case.id)
    return found


def _there(folder: Path, study: StudyFile, tables: Tables) -> Iterator[Reading]:
    """Return what is read of each file that the study had; where none can be, it holds nothing."""
    labels: dict[str, list[str]] = {}
    for row in tables.speakers:
        labels.setdefault(row["case"], []).append(row["label"])
    for name, case in tables.files.items():
        path = file_of(folder / FOLDER, name)
        recipe = recipe_for(study.recipes, name)
        yield read_transcript(path, f"{FOLDER}/{name}", labels.get(case, ()), recipe)


def _recipes(folder: Path, cases: Iterable[NewCase], study: StudyFile) -> dict[Path, bytes]:
    """Return study.yaml with what was decided of each file and does not stand there yet.

    A file's own recipe is its researcher's, and stays; only an encoding has to agree with it.
    """
    path = folder / STUDY_FILE
    before = data = path.read_bytes()
    for written, recipe in _wanted(cases).items():
        name = normalize("NFC", written)
        known = recipe_for(study.recipes, name)
        fresh = recipe.beyond(known)
        if fresh == PLAIN or (name in study.recipes and not fresh.encoding):
            continue
        changed = None if name in study.recipes else add_recipe(data, name, fresh)
        if changed is None:
            lines = "\n".join(f"  {line}" for line in recipe_lines(name, fresh))
            raise RefusedError(
                f"study.yaml has another recipe for {name}, or is not laid out line by line",
                f"write this into it and add the file again:\n{KEY}:\n{lines}\n",
            )
        data = changed
    return {path: data} if data != before else {}


def keep(folder: Path, name: str, recipe: Recipe) -> bool:
    """Write a recipe of a file into study.yaml. Return False where a person has to do it."""
    path = folder / STUDY_FILE
    changed = add_recipe(path.read_bytes(), normalize("NFC", name), recipe)
    if changed is not None:
        write_all({path: changed})
    return changed is not None


def _wanted(cases: Iterable[NewCase]) -> dict[str, Recipe]:
    """Return what was decided of each file, by its name in transcripts/."""
    return {
        file.name: decided(file, [row["label"] for row in one.speakers])
        for one in cases
        for file in one.files
    }
