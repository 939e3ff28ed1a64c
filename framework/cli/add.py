"""`framework add`: files are taken into a study."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from framework.cli.common import (
    first_line,
    json_option,
    label_option,
    print_json,
    refusing,
    say,
    tell_of_trail,
)
from framework.plain.place import find
from framework.plain.text import count

if TYPE_CHECKING:
    from framework.intake.add import Added
    from framework.intake.new_cases import NewCase

_ABOVE = ("case", "file")
_WARNING = {"fg": "yellow"}


@click.command(epilog='Example: framework add *.docx --kind "focus group" --set team=OP')
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--kind", default="", help="The kind of case these files are, as in study.yaml.")
@click.option("--case", default="", help="The case's id; several files are then parts of one case.")
@click.option(
    "--set", "facts", multiple=True, metavar="COLUMN=VALUE", help="A cell of the case table."
)
@click.option("--encoding", default="", help="The encoding of these files, as cp1252 or mac_roman.")
@label_option
@json_option
@refusing
def add(
    files: tuple[Path, ...],
    *,
    kind: str,
    case: str,
    facts: tuple[str, ...],
    encoding: str,
    label: str,
    as_json: bool,
) -> None:
    """Take transcripts into the study, and fill the case and the speaker table.

    FILES are copied unchanged into transcripts/; none is put over another, and the same bytes are
    not taken twice. What is certain is written down. What is only guessed, from names and titles,
    is written with a question mark: decide it in the tables and take the mark away. All files are
    taken, or none.
    """
    from framework.intake.options import Wishes  # noqa: PLC0415 - `framework add --help` stays quick
    from framework.study import Study  # noqa: PLC0415 - the same

    study = Study(find())
    first_line(study.file.title, study.file.id, study.file.researchers, None, as_json=as_json)
    tell_of_trail(study)
    added = study.add(*files, wishes=Wishes(kind, case, dict(map(_fact, facts)), encoding, label))
    if as_json:
        print_json(_object(added))
    else:
        _print(added)


def _fact(text: str) -> tuple[str, str]:
    column, equals, value = text.partition("=")
    if not equals or not column.strip():
        raise click.UsageError(f"--set {text}: write a column and a value, as team=OP")
    return column.strip().casefold(), value.strip()


def _print(added: "Added") -> None:
    for case in added.cases:
        _case_lines(case)
    for known in added.known:
        told = f"in the study already, as {known.name} of {known.case}"
        say(f"{known.file} is {told if known.case else f'{known.name} once more'}", hang="  ")
    for one, other, share in added.alike:
        hint = "keep one of them, or quotes count twice"
        say(f"{one} and {other} share {share:.0%} of their longer turns; {hint}", style=_WARNING)
    if not added.cases:
        say("Nothing was added.")
        return
    say(f"{count(len(added.cases), 'case')} added. Written: {', '.join(added.written)}", hang="  ")
    for name, cases in added.without.items():
        told = f"Without {name}: {', '.join(cases)}. To compare by it, fill in the column {name}."
        say(told, hang="  ", style=_WARNING)
    guesses: dict[str, int] = {}
    for guess in added.guesses:
        guesses[guess.file] = guesses.get(guess.file, 0) + 1
    if not guesses:
        say("Next: framework chart.")
        return
    left = " and ".join(
        f"{count(number, 'guess', 'guesses')} in {file}" for file, number in guesses.items()
    )
    say(
        f"Next: decide {left}: put right what is wrong and take each ? away. framework check "
        "lists them, with their lines. Then framework chart."
    )


def _case_lines(one: "NewCase") -> None:
    say(f"{one.row['case']}  {one.row['file']}", style={"bold": True}, hang="  ")
    told = [f"{name} {cell}" for name, cell in one.row.items() if cell and name not in _ABOVE]
    line = " · ".join((count(one.turns, "turn"), *told))
    say(line.replace(" ?", "\u00a0?"), indent="  ")  # a mark never stands on a line of its own
    for kind, people in _people(one).items():
        say(f"{kind}: {', '.join(people)}", indent="  ", hang="    ")
    for file in one.files:
        for remark in file.reading.remarks:
            say(remark, indent="  ", hang="    ", style=_WARNING)


def _people(one: "NewCase") -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in one.speakers:
        found.setdefault(row["kind"], []).append(row["label"])
    return found


def _object(added: "Added") -> dict[str, Any]:
    """Return the JSON object of what was added."""
    return {
        "cases": [_case(one) for one in added.cases],
        "known": [{"file": one.file, "name": one.name, "case": one.case} for one in added.known],
        "written": list(added.written),
        "guesses": [one.json() for one in added.guesses],
        "without": dict(added.without),
        "alike": [{"files": [one, other], "share": share} for one, other, share in added.alike],
    }


def _case(one: "NewCase") -> Mapping[str, Any]:
    return {
        "row": dict(one.row),
        "speakers": [dict(row) for row in one.speakers],
        "turns": one.turns,
        "layouts": [file.reading.layout for file in one.files],
        "remarks": [remark for file in one.files for remark in file.reading.remarks],
    }
