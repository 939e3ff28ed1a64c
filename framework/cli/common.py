"""What several commands share: options, the first line, JSON, and text made safe for a terminal."""

import json
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from functools import wraps
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from framework.errors import FrameworkError, NobodyError, ProblemsError, RefusedError
from framework.plain.files import open_elsewhere
from framework.plain.place import find
from framework.plain.progress import Waiting, seen, unseen
from framework.plain.text import count, inert
from framework.trail.keyboard import remembered, who

if TYPE_CHECKING:
    from framework.checking.correction import Correction
    from framework.errors import Problem
    from framework.study import Study

_QUOTED = re.compile(r"""(?<=[ (])(?:'[^'\n]*'(?:"'"'[^'\n]*')*|"[^"\n]*")(?=[\s;,.)]|$)""")
_UNBROKEN = "\ufdd0"
"""Stands for a space at which no line is broken: a code point that is no character."""
F = TypeVar("F", bound=Callable[..., Any])


def memory() -> Path:
    """Return where this machine remembers who is at the keyboard, outside any study."""
    return Path(click.get_app_dir("framework")) / "researchers.json"


def researcher_option(command: F) -> F:
    """Add --researcher to a command."""
    told = "Your initials, as in study.yaml; remembered on this machine for this study."
    return click.option("--researcher", metavar="INITIALS", help=told)(command)


def _form(_: click.Context, __: click.Parameter, typed: str) -> str:
    """Return a form of label as typed. Raises BadParameter if it is none."""
    from framework.transcripts.layouts.label_form import is_stated  # noqa: PLC0415 - slow

    if typed and not is_stated(typed):
        raise click.BadParameter("write {name} once, and what stands around it, as #{name}:")
    return typed


def label_option(command: F) -> F:
    """Add --label to a command."""
    return click.option(
        "--label",
        default="",
        callback=_form,
        metavar="FORM",
        help="How these files write a label: {name} and what stands around it, as '#{name}:'.",
    )(command)


def json_option(command: F) -> F:
    """Add --json to a command."""
    return click.option(
        "--json", "as_json", is_flag=True, help="Print one JSON object and nothing else."
    )(command)


def answer_options(command: F) -> F:
    """Add the options that answer what is asked about a workbook, each for one cell."""
    for name, told in reversed(
        (
            ("--emptied", "This cell was emptied and is to stay empty."),
            ("--as-written", "What is written in this cell is a summary, not a state."),
            ("--read", "You have read what was found for this cell, and nothing is said."),
            ("--moved", "The words were moved or copied to this cell by hand; or: all."),
            ("--anyway", "What cannot be carried over may stay in charts/kept/; or: all."),
        )
    ):
        command = click.option(name, multiple=True, metavar="CELL", help=told)(command)
    return command


def print_problems(problems: Sequence["Problem"], end: str) -> None:
    """Print what is wrong or unclear, a line each, and how many there are; exit code 1."""
    for problem in problems:
        click.echo(inert(str(problem)), err=True)
    click.echo(f"{count(len(problems), 'problem')}; {end}.", err=True)
    click.get_current_context().exit(1)


def first_line(
    title: str,
    study: str,
    researchers: Any,
    named: str | None,
    *,
    as_json: bool = False,
    once: bool = False,
    then: str = "",
) -> str | None:
    """Print whose study this is and who is at the keyboard, and return the latter's initials.

    With --json it is printed on standard error. With `once` whoever is named is not remembered in
    the place of somebody else. `then` ends the line, which is then all that has to be said.
    """
    before = remembered(study, researchers, memory())
    person = who(named, study, researchers, memory(), once=once)
    line = " · ".join(filter(None, (title, f"as {person or 'nobody'}", then)))
    click.secho(inert(line), bold=True, err=as_json)
    if named and before and before != person:
        lasts = f"this once; here you are {before}" if once else f"from now on; until now {before}"
        click.secho(inert(f"As {person} {lasts}."), err=as_json)
    if person is None and researchers and not then:
        hint = f"Say who you are once: --researcher {' or '.join(researchers)}"
        click.secho(inert(hint), err=as_json)
    return person


def opened(
    researcher: str | None, *, as_json: bool, once: bool = False, whole: bool = True
) -> tuple["Study", str | None]:
    """Return the study here or in a folder above, and who is at the keyboard, said first.

    Raises ProblemsError, unless it need not be `whole`, where decisions in its trail are missing.
    """
    from framework.study import Study  # noqa: PLC0415 - slow to import, and --help is quick

    study = Study(find(), onlooker(as_json=as_json))
    file = study.file
    title, researchers = file.title, file.researchers
    person = first_line(title, file.id, researchers, researcher, as_json=as_json, once=once)
    if whole and study.trail_problems:
        raise ProblemsError(study.trail_problems)
    return study, person


def tell_of_trail(study: "Study") -> None:
    """Print, on standard error, what is wrong with the trail, where work can go on without it."""
    for problem in study.trail_problems:
        click.secho(inert(str(problem)), err=True)


def case_named(study: "Study", name: str) -> str:
    """Return the case id that somebody typed the beginning of; any other name as it is.

    A value of an attribute, which names a row of a summary chart, comes before a beginning.
    """
    values = {case[one.name] for one in study.file.attributes for case in study.cases.values()}
    return name if name in values else study.cases.beginning(name)


def somebody(person: str | None, researchers: Any) -> str:
    """Return who is at the keyboard. Raises NobodyError where nobody is known to be."""
    if person is None:
        hint = f"--researcher {' or '.join(researchers)}"
        raise NobodyError("it is not known who decides this", hint)
    return person


def onlooker(*, as_json: bool) -> Waiting:
    """Return whether somebody looks at how far long work has come; with --json nobody does."""
    return unseen if as_json else seen


def say(
    text: str = "", indent: str = "", hang: str | None = None, style: dict[str, Any] | None = None
) -> None:
    """Print text wrapped to the terminal, escapes shown and not obeyed.

    A path that is quoted for a shell stays on one line, so that it can be pasted.
    """
    width = min(shutil.get_terminal_size((80, 24)).columns, 100)
    text = _QUOTED.sub(lambda word: word.group().replace(" ", _UNBROKEN), inert(text))
    for number, line in enumerate(text.split("\n")):
        begin = indent if number == 0 else (hang if hang is not None else indent)
        rest = hang if hang is not None else indent
        wrapped = textwrap.wrap(
            line,
            width,
            initial_indent=begin,
            subsequent_indent=rest,
            break_on_hyphens=False,
            break_long_words=_UNBROKEN not in line,
        )
        for each in wrapped or [""]:
            click.secho(each.replace(_UNBROKEN, " "), **(style or {}))


@contextmanager
def paged() -> Iterator[None]:
    """Show what is printed inside through the reader's pager where it outgrows the terminal.

    On Windows a pager would put the words into a temporary file: there the first screen is shown.
    """
    if sys.stdout is None or not sys.stdout.isatty():
        yield
        return
    held, context = StringIO(), click.get_current_context()
    before = context.color
    context.color = before is not False
    try:
        with redirect_stdout(held):
            yield
    finally:
        context.color = before
    text, room = held.getvalue(), shutil.get_terminal_size().lines - 2
    lines = text.splitlines(keepends=True)
    if len(lines) <= room:
        click.echo(text, nl=False)
    elif os.name != "nt":
        click.echo_via_pager(text)
    else:
        click.echo("".join(lines[:room]), nl=False)
        click.echo(f"{count(len(lines) - room, 'more line')}. Add | more to see them.")


def print_correction(one: "Correction", indent: str = "") -> None:
    """Print what a correction did to a transcript, a line a turn."""
    say(f"{one.case}: corrected since its turns were numbered", indent=indent)
    for line in one.lines():
        say(line, indent=f"{indent}  ", hang=f"{indent}    ")


def fit_for_a_sheet(path: Path, hint: str = "") -> None:
    """Raise RefusedError unless a sheet may be written there: .xlsx or .csv, and a new file."""
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise RefusedError(f"{path.name} is neither .xlsx nor .csv", "give it one of these endings")
    if path.exists() or open_elsewhere(path):
        told = "; ".join(filter(None, ("give it another name", hint)))
        raise RefusedError(f"{path.name} is there already", told)


def print_json(found: dict[str, Any]) -> None:
    """Print one JSON object."""
    click.echo(json.dumps(found, ensure_ascii=False, indent=1))


def refusing(command: F) -> F:
    """Let a command with --json refuse as the planned JSON object, with exit code 1."""

    @wraps(command)
    def run(*args: Any, as_json: bool, **options: Any) -> Any:
        try:
            return command(*args, as_json=as_json, **options)
        except ProblemsError as error:
            found: dict[str, Any] = {"problems": [problem.json() for problem in error.problems]}
            return _refuse(error, found, as_json=as_json)
        except FrameworkError as error:
            found = {"error": {"message": error.message, "hint": error.hint}}
            return _refuse(error, found, as_json=as_json)

    return cast("F", run)


def _refuse(error: FrameworkError, found: dict[str, Any], *, as_json: bool) -> None:
    if not as_json:
        raise error
    print_json(found)
    click.get_current_context().exit(1)
