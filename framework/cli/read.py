"""`framework read`: what is found in transcripts."""

from pathlib import Path
from typing import Any

import click

from framework.cli.common import first_line, json_option, onlooker, print_json, refusing, say
from framework.errors import NoStudyError
from framework.formats.transcripts import read_transcript
from framework.formats.transcripts.likeness import alike
from framework.material.transcript import Reading
from framework.storage.place import find
from framework.text import count, shorten

_SHOWN = 300
_WARNING = {"fg": "yellow"}


@click.command(epilog="Example: framework read interview.docx")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help="Exit with 1 while any text is unplaced.")
@json_option
@refusing
def read(files: tuple[Path, ...], *, strict: bool, as_json: bool) -> None:
    """Show what is found in transcripts: speakers, turns, events, and what could not be placed.

    FILES may be anywhere; no study is needed. Without FILES, those of the study are read, with
    the labels of its speaker table.
    """
    readings = [read_transcript(path, str(path)) for path in files] or _of_study(as_json=as_json)
    if as_json:
        pairs = [{"files": [one, other], "share": share} for one, other, share in alike(readings)]
        print_json({"files": [_object(reading) for reading in readings], "alike": pairs})
    for reading in readings if not as_json else ():
        _print(reading)
    for one, other, share in alike(readings) if not as_json else ():
        hint = "keep one of them, or quotes count twice"
        say(f"{one} and {other} share {share:.0%} of their longer turns; {hint}", style=_WARNING)
    bad = any(reading.problems or (strict and reading.unplaced) for reading in readings)
    click.get_current_context().exit(1 if bad else 0)


def _of_study(*, as_json: bool) -> list[Reading]:
    try:
        folder = find()
    except NoStudyError as error:
        raise NoStudyError(
            "no files are named, and there is no study here", "framework read FILE"
        ) from error
    from framework.study import Study  # noqa: PLC0415 - needed only inside a study

    study = Study(folder, onlooker(as_json=as_json))
    first_line(study.file.title, study.file.id, study.file.researchers, None, as_json=as_json)
    return [
        read_transcript(folder / name, name, case.labels)
        for case in study.cases.values()
        for name in case.files
    ]


def _print(reading: Reading) -> None:
    click.secho()
    say(reading.file, style={"bold": True})
    for problem in reading.problems:
        say(str(problem), indent="  ", hang="    ", style={"fg": "red"})
    if reading.spoken:
        _speakers(reading)
    for name, aside in (
        ("event", reading.events),
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
        words[said.label] = words.get(said.label, 0) + len(said.text.split())
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


def _object(reading: Reading) -> dict[str, Any]:
    """Return the planned JSON object of one file; without a study, numbers count from 1."""
    at, turns = 0, []
    for number, said in enumerate(reading.spoken, 1):
        end = at + len(said.text)
        turns.append(
            {
                "number": str(number),
                "speaker": said.label,
                "kind": "",
                "text": said.text,
                "start": at,
                "end": end,
                "time": said.time,
                "place": dict(said.place),
            }
        )
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
        "remarks": list(reading.remarks),
        "problems": [problem.json() for problem in reading.problems],
    }
