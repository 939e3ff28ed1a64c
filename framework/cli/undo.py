"""`framework undo`: what was decided, and one line of it taken back."""

from collections.abc import Collection

import click

from framework.cli.common import (
    json_option,
    opened,
    print_json,
    refusing,
    researcher_option,
    say,
    somebody,
)
from framework.errors import RefusedError, UnknownNameError
from framework.plain.text import count, pasted
from framework.trail.decisions import Decisions
from framework.trail.history import Line, history, told, undoes

_NEWEST = 10


@click.command(epilog="Examples: framework undo · framework undo ek-0a1b2c3d4e")
@click.argument("line", required=False)
@click.option("--of", metavar="INITIALS", help="List, or undo, another researcher's lines.")
@click.option(
    "--newest",
    type=click.IntRange(1),
    default=_NEWEST,
    show_default=True,
    help="So many lines are listed.",
)
@researcher_option
@json_option
@refusing
def undo(
    line: str | None, of: str | None, newest: int, researcher: str | None, *, as_json: bool
) -> None:
    """List your newest decisions; with LINE, undo that one.

    A line of the trail is what one command decided: all boxes of a workbook that one framework
    chart took back, say. What is undone stays in the trail, and undoing the undoing brings it
    back. A line on which others were built is not undone before they are.
    """
    study, person = opened(researcher, as_json=as_json)
    file = study.file
    if line:
        _own(study.decisions, line, of or person)
        done = study.undo(line, by=somebody(person, file.researchers))
        what = told(study.decisions, study.decisions.commands[line]).what
        if as_json:
            print_json({"undone": line, "line": done.id})
            return
        say(f"Undone: {what}.")
        say(f"Next: framework chart. To bring it back: framework undo {done.id}")
        return
    whose = of or somebody(person, file.researchers)
    if whose not in file.researchers:
        raise UnknownNameError(f"study.yaml has no researcher {whose}")
    commands = history(study.decisions, whose)
    lines = [told(study.decisions, one) for one in commands[:newest]]
    if as_json:
        print_json({"lines": [one.json() for one in lines]})
    else:
        _print(lines, len(commands), {one.id for one in commands if undoes(one)})


def _own(decisions: Decisions, line: str, whose: str | None) -> None:
    """Raise RefusedError for a line of somebody else, unless it is said that it is theirs."""
    command = decisions.commands.get(line)
    if command and whose and command.by != whose:
        theirs = pasted("framework", "undo", line, "--of", command.by)
        hint = f"ask first; {theirs} undoes it all the same"
        raise RefusedError(f"{line} is {command.by}'s", hint)


def _print(lines: list[Line], every: int, undoing: Collection[str]) -> None:
    for one in lines:
        marked = "undone · " if one.undone else "built on · " if one.builders else ""
        day = one.at[:16].replace("T", " ")
        say(f"{day}  {one.id}  {marked}{one.what}", hang=" " * 18)
    if len(lines) < every:
        say(f"{count(every - len(lines), 'older one')}: --newest {every}")
    free = [one.id for one in lines if one.id not in undoing and not (one.undone or one.builders)]
    say(f"To undo one: framework undo {free[0]}" if free else "Nothing to undo.")
