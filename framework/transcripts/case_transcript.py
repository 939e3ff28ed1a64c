"""Reads the transcript of a case: its files in order, numbered through as the trail has it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from framework.cases.case import Case
from framework.cases.case_table import CASES, SPEAKERS, file_of
from framework.cases.study_file import StudyFile
from framework.errors import Problem
from framework.plain.text import count, shorten
from framework.trail.decisions import Decisions
from framework.transcripts.numbering import Numbered, carry, first_numbers, numbered, unclear
from framework.transcripts.reading import read_transcript
from framework.transcripts.sketch import Like, shared_digits, sketch, unlike
from framework.transcripts.transcript import GIVEN, Reading, Transcript

_WORDS = 40


def read_case(
    folder: Path, case: Case, decisions: Decisions, study: StudyFile
) -> tuple[Transcript | None, list[Problem]]:
    """Return a case's transcript, None if a file of it cannot be read, and the problems."""
    paths = {name: file_of(folder, name) for name in case.files}
    readings = tuple(
        read_transcript(path, name, case.labels, study.recipe_of(name))
        for name, path in paths.items()
        if path.is_file()
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
        return None, [*problems, _renumbered(case, readings, decisions)]
    return Transcript.build(case.id, readings, numbers, case.labels), problems


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
    standing, like = _standing(case, readings, decisions)
    if not standing:
        return first_numbers(len(stamps))
    if [stamp for _, stamp in standing] == stamps:
        return [number for number, _ in standing]
    used = {
        number
        for act in decisions.every("number")
        if act["case"] == case.id
        for number, _ in numbered(act["turns"])
    }
    return carry(standing, stamps, used, like)


def _standing(
    case: Case, readings: Sequence[Reading], decisions: Decisions
) -> tuple[Numbered, Like]:
    """Return the numbering that stands for a case, the one of these very files before others.

    With it comes how like its turns are to those of now.
    """
    files = [[reading.file, reading.hash] for reading in readings]
    acts = sorted(decisions.on("number", case.id), key=lambda act: act["files"] != files)
    if not acts:
        return [], unlike
    standing, sketches = numbered(acts[0]["turns"]), [*map(str, acts[0]["sketches"] or ())]
    if len(sketches) != len(standing):
        return standing, unlike
    texts = [said.text for reading in readings for said in reading.spoken]
    now = cache(lambda place: sketch(texts[place]))
    return standing, lambda sooner, later: shared_digits(sketches[sooner], now(later))


def _renumbered(case: Case, readings: Sequence[Reading], decisions: Decisions) -> Problem:
    """Return the problem of a transcript whose turns cannot be told apart, with the first place."""
    spoken = [(reading.file, said) for reading in readings for said in reading.spoken]
    standing, like = _standing(case, readings, decisions)
    found = unclear(standing, [said.stamp for _, said in spoken], like)
    stood, start, end = found or ([], 0, len(spoken))
    file, first = spoken[start]
    span = stood[0] if len(stood) == 1 else f"{stood[0]}–{stood[-1]}" if stood else "the turns"
    message = (
        f"changed since its turns were numbered: where {span} stood, {count(end - start, 'turn')} "
        f"{'stands' if end - start == 1 else 'stand'} now, from “{shorten(first.text, _WORDS)}” on"
    )
    hint = "put the numbered file back; nobody can tell which turns changed and which came and went"
    return Problem(file, message, hint, first.place.get("line"), kind="renumbered")
