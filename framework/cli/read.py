"""`framework read`: what is found in transcripts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from framework.cases.case import Case, Speaker
from framework.cases.recipes import Recipe, recipe_for
from framework.checking.correction import correction_of
from framework.cli.common import (
    first_line,
    json_option,
    label_option,
    onlooker,
    print_correction,
    print_json,
    refusing,
    say,
    tell_of_trail,
)
from framework.errors import NoStudyError
from framework.plain.place import find
from framework.plain.text import count, count_words, shorten
from framework.plain.yaml import Text
from framework.transcripts.case_transcript import read_case
from framework.transcripts.likeness import alike
from framework.transcripts.reading import read_transcript
from framework.transcripts.transcript import GIVEN, Reading, Turn

if TYPE_CHECKING:
    from framework.study import Study

_SHOWN = 300
_Key = tuple[str, str, tuple[tuple[str, int], ...]]
"""What tells one turn of a file from another: label, words and place."""
_WARNING = {"fg": "yellow"}


@click.command(epilog="Example: framework read interview.docx")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--strict", is_flag=True, help="Exit with 1 while any text is unplaced, or may be another turn."
)
@click.option("--encoding", default="", help="The encoding of these files, as cp1252 or mac_roman.")
@label_option
@json_option
@refusing
def read(
    files: tuple[Path, ...], *, strict: bool, encoding: str, label: str, as_json: bool
) -> None:
    """Show what is found in transcripts: speakers, turns, events, and what could not be placed.

    FILES may be anywhere; no study is needed. Without FILES, those of the study are read. A file
    of the study is read with its speaker table and its recipe, and where it was corrected since its
    turns were numbered, what that did is shown. In a study any other file is read with the recipe
    that it would have there. With --label, the form of label is tried, and kept in study.yaml for
    a file of the study that has no recipe of its own.
    """
    study = _study(needed=not files, as_json=as_json)
    own = _of_study(study) if study else {}
    if study and not files:
        first_line(study.file.title, study.file.id, study.file.researchers, None, as_json=as_json)
    paths = {path.resolve(): path for path in files or own}
    recipes = study.file.recipes if study else {}
    given = Recipe(encoding, Text(label))
    readings = [_read(path, own.get(place), recipes, given) for place, path in paths.items()]
    if as_json:
        pairs = [{"files": [one, other], "share": share} for one, other, share in alike(readings)]
        known = [_turns(study, own.get(place)) for place in paths]
        objects = [_object(*each) for each in zip(readings, known, strict=True)]
        print_json({"files": objects, "alike": pairs})
        _exit(readings, strict=strict)
    for reading in readings:
        _print(reading)
    for one, other, share in alike(readings):
        hint = "keep one of them, or quotes count twice"
        say(f"{one} and {other} share {share:.0%} of their longer turns; {hint}", style=_WARNING)
    if study and label:
        fitting = {reading.file for reading in readings if not reading.problems}
        names = [own[place].name for place in paths if place in own]
        _keep(study, [name for name in names if name in fitting], label)
    if study:
        _corrected(study, [case for place in paths if place in own for case in own[place].cases])
    _exit(readings, strict=strict)


@dataclass(frozen=True)
class _Own:
    """A file of the study: its name, the cases that have it, what is known of how it is read."""

    name: str
    cases: tuple[Case, ...]
    recipe: Recipe

    @property
    def labels(self) -> list[str]:
        """Return the labels that the speaker table has for the file's cases."""
        return [label for case in self.cases for label in case.labels]


def _read(path: Path, own: _Own | None, recipes: Mapping[str, Recipe], given: Recipe) -> Reading:
    """Return what is in a file; one that the study lacks is read as it would be if added."""
    recipe = own.recipe if own else recipe_for(recipes, path.name)
    encoding, layout = given.encoding or recipe.encoding, given.layout or recipe.layout
    recipe = replace(recipe, encoding=encoding, layout=layout)
    if own is None:
        return read_transcript(path, str(path), (), recipe)
    return read_transcript(path, own.name, own.labels, recipe)


def _keep(study: "Study", files: Sequence[str], label: str) -> None:
    """Write the form of label into study.yaml for files of the study, or say what to write."""
    from framework.intake.add import keep  # noqa: PLC0415 - only where something is kept

    for file in files:
        name = file.partition("/")[2]
        told = f'study.yaml: `layout: "{label}"` for {name}'
        known = study.file.recipes.get(name)
        if known is None and keep(study.folder, name, Recipe(layout=Text(label))):
            say(f"Written into {told}", hang="  ")
        elif known is None or known.layout != label:
            say(f"Write this into {told}", hang="  ", style=_WARNING)


def _exit(readings: Sequence[Reading], *, strict: bool) -> None:
    bad = any(
        reading.problems or (strict and (reading.unplaced or reading.unsure))
        for reading in readings
    )
    click.get_current_context().exit(1 if bad else 0)


def _study(*, needed: bool, as_json: bool) -> "Study | None":
    """Return the study one stands in, if any. Raises NoStudyError if one is needed."""
    try:
        folder = find()
    except NoStudyError as error:
        if not needed:
            return None
        raise NoStudyError(
            "no files are named, and there is no study here", "framework read FILE"
        ) from error
    from framework.study import Study  # noqa: PLC0415 - needed only inside a study

    study = Study(folder, onlooker(as_json=as_json))
    tell_of_trail(study)
    return study


def _of_study(study: "Study") -> dict[Path, _Own]:
    """Return the files of a study's cases by the place where they are, in the cases' order."""
    having: dict[str, list[Case]] = {}
    for case in study.cases.values():
        for name in case.files:
            having.setdefault(name, []).append(case)
    return {
        (study.folder / name).resolve(): _Own(name, tuple(cases), study.file.recipe_of(name))
        for name, cases in having.items()
    }


def _corrected(study: "Study", cases: Sequence[Case]) -> None:
    """Print what corrections did to these cases' transcripts, or where nobody can tell."""
    for case in cases:
        if not study.decisions.on("number", case.id):
            continue
        transcript, problems = read_case(study.folder, case, study.decisions, study.file)
        for problem in problems if transcript is None else ():
            say(str(problem), hang="  ", style=_WARNING)
        if transcript and (found := correction_of(study.decisions, transcript)):
            click.secho()
            print_correction(found)


def _print(reading: Reading) -> None:
    click.secho()
    say(reading.file, style={"bold": True})
    for problem in reading.problems:
        say(str(problem), indent="  ", hang="    ", style={"fg": "red"})
    if reading.spoken:
        _speakers(reading)
    if reading.events:
        told = " · ".join(dict.fromkeys(event.text for event in reading.events))
        events = f"{count(len(reading.events), 'event')}: {shorten(told, _SHOWN)}"
        say(events, indent="  ", hang="    ")
    for name, aside in (
        ("comment", reading.comments),
        ("unplaced paragraph", reading.unplaced),
    ):
        if aside:
            say(count(len(aside), name), indent="  ")
    for name, text in reading.metadata.items():
        say(f"{name}: {shorten(text, _SHOWN)}", indent="  ", hang="    ")
    for remark in reading.remarks:
        say(remark, indent="  ", hang="    ", style=_WARNING)


def _speakers(reading: Reading) -> None:
    """Print the layout and why, and a line for each speaker with turns and words."""
    words: dict[str, int] = {}
    for said in reading.spoken:
        words[said.label] = words.get(said.label, 0) + count_words(said.text)
    layout = f"layout {reading.layout}" + (f" ({reading.why})" if reading.why else "")
    told = [layout, reading.encoding, count(len(reading.spoken), "turn")]
    told.append(count(sum(words.values()), "word"))
    bare = sum("\n" in said.text for said in reading.spoken)
    if bare:
        told.append(f"{count(bare, 'turn')} of several paragraphs")
    say(" · ".join(filter(None, told)), indent="  ", hang="    ")
    width = max(map(len, reading.labels))
    for label, turns in reading.labels.items():
        numbers = f"{count(turns, 'turn'):>10} {count(words[label], 'word'):>13}"
        say(f"{label:{width}}  {numbers}", indent="    ")


def _turns(study: "Study | None", own: _Own | None) -> dict[_Key, Turn] | None:
    """Return the turns that a study has of a file, None if the file is not the study's."""
    if study is None or own is None:
        return None
    found = {}
    for case in own.cases:
        transcript, _ = read_case(study.folder, case, study.decisions, study.file)
        for turn in transcript or ():
            if turn.file == own.name:
                found[_key(turn.speaker.label, turn.text, turn.place)] = turn
    return found


def _key(label: str, text: str, place: Mapping[str, int]) -> _Key:
    return (label, text, tuple(sorted(place.items())))


def _object(reading: Reading, known: Mapping[_Key, Turn] | None) -> dict[str, Any]:
    """Return the planned JSON object of one file.

    A study's turns are `known` by their numbers; one that it cannot number has none. Elsewhere
    numbers count from 1.
    """
    at, turns = 0, []
    for number, said in enumerate(reading.spoken, 1):
        end = at + len(said.text)
        speaker = GIVEN.get(said.label, Speaker(said.label))
        told = str(number) if known is None else ""
        turn = Turn(told, speaker, said.text, at, end, reading.file, said.time, said.place)
        turns.append((known or {}).get(_key(said.label, said.text, said.place), turn).json())
        at = end + 1
    return {
        "file": reading.file,
        "layout": reading.layout,
        "why": reading.why,
        "encoding": reading.encoding,
        "turns": turns,
        "metadata": dict(reading.metadata),
        "events": [
            {"text": event.text, "place": dict(event.place), "after": event.after}
            for event in reading.events
        ],
        "comments": [
            {
                "author": comment.author,
                "text": comment.text,
                "words": comment.words or None,
                "turn": None,
                "start": None,
                "end": None,
            }
            for comment in reading.comments
        ],
        "unplaced": [
            {"text": aside.text, "place": dict(aside.place)} for aside in reading.unplaced
        ],
        "unsure": [{"text": aside.text, "place": dict(aside.place)} for aside in reading.unsure],
        "remarks": list(reading.remarks),
        "problems": [problem.json() for problem in reading.problems],
    }
