"""Reads the transcript of a case: its files in order, numbered through as the trail has it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from framework.errors import Problem
from framework.formats.case_table import CASES, FOLDER, SPEAKERS
from framework.formats.recipes import PLAIN, Recipe
from framework.formats.transcripts import read_transcript
from framework.material.case import Case
from framework.material.numbering import carry, first_numbers
from framework.material.transcript import GIVEN, Reading, Transcript
from framework.trail.decisions import Decision, Decisions


def read_case(
    folder: Path, case: Case, decisions: Decisions, recipes: Mapping[str, Recipe]
) -> tuple[Transcript | None, list[Problem]]:
    """Return a case's transcript, None if a file of it cannot be read, and the problems."""
    readings = tuple(
        read_file(folder, name, case, recipes) for name in case.files if (folder / name).is_file()
    )
    problems = [problem for reading in readings for problem in reading.problems]
    if problems or len(readings) < max(1, len(case.files)):
        return None, problems
    if case["row"]:
        readings = tuple(_only(case["row"], reading) for reading in readings)
    if not any(reading.spoken for reading in readings):
        hint = f"look at the column `row` of {CASES}"
        message = f"holds no row `{case['row']}`, which {case.id} names"
        return None, [Problem(readings[0].file, message, hint, kind="no row")]
    problems = [problem for reading in readings for problem in _strangers(case, reading)]
    numbers = _numbers(case, readings, decisions)
    if numbers is None:
        hint = (
            "put the numbered file back; nobody can tell which turns changed and which "
            "came and went"
        )
        name = readings[0].file
        return None, [
            *problems,
            Problem(name, "changed since its turns were numbered", hint, kind="renumbered"),
        ]
    return Transcript.build(case.id, readings, numbers, case.labels), problems


def read_file(folder: Path, name: str, case: Case, recipes: Mapping[str, Recipe]) -> Reading:
    """Return what is in one file of a case, read with the case's labels and the file's recipe."""
    recipe = recipes.get(name.removeprefix(f"{FOLDER}/"), PLAIN)
    return read_transcript(folder / name, name, case.labels, recipe)


def _only(row: str, reading: Reading) -> Reading:
    """Return what one respondent of a table answered, with the questions."""
    rows = {said.place.get("row") for said in reading.spoken if said.label == row}
    spoken = tuple(said for said in reading.spoken if said.place.get("row") in rows)
    return replace(reading, spoken=spoken)


def _strangers(case: Case, reading: Reading) -> list[Problem]:
    """Return a problem for each label that the speaker table does not have for this case."""
    first = {said.label: said for said in reversed(reading.spoken)}
    found = []
    for label in reading.labels:
        if label not in case.labels and label not in GIVEN:
            place = first[label].place
            at = "" if "line" in place else f" (paragraph {place.get('paragraph')})"
            hint = f"give it a row for {case.id} in {SPEAKERS}"
            found.append(
                Problem(
                    reading.file,
                    f"label `{label}`{at} is not in the speaker table",
                    hint,
                    place.get("line"),
                    kind="label",
                )
            )
    return found


def _numbers(case: Case, readings: Sequence[Reading], decisions: Decisions) -> list[str] | None:
    """Return the turns' permanent numbers, None where nobody can tell which turn is which."""
    stamps = [said.stamp for reading in readings for said in reading.spoken]
    standing = sorted(
        decisions.on("number", case.id),
        key=lambda act: act["files"] != [[r.file, r.hash] for r in readings],
    )
    if not standing:
        return first_numbers(len(stamps))
    if [stamp for _, stamp in _turns(standing[0])] == stamps:
        return [number for number, _ in _turns(standing[0])]
    used = {
        number
        for act in decisions.every("number")
        if act["case"] == case.id
        for number, _ in _turns(act)
    }
    return carry(_turns(standing[0]), stamps, used)


def _turns(act: Decision) -> list[tuple[str, str]]:
    return [(str(number), str(stamp)) for number, stamp in act["turns"] or []]
