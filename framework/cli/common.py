"""What several commands share: options, the first line, JSON, and text made safe for a terminal."""

import json
import re
import shutil
import textwrap
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from framework.errors import FrameworkError, NobodyError, ProblemsError, RefusedError
from framework.storage.files import open_elsewhere
from framework.storage.keyboard import remembered, who
from framework.storage.place import find
from framework.text import inert
from framework.waiting import Waiting, seen, unseen

if TYPE_CHECKING:
    from framework.checking.correction import Correction
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


def json_option(command: F) -> F:
    """Add --json to a command."""
    return click.option(
        "--json", "as_json", is_flag=True, help="Print one JSON object and nothing else."
    )(command)


def answer_options(command: F) -> F:
    """Add the options that answer what a workbook can ask."""
    for name, told in reversed(
        (
            ("--emptied", "Emptied boxes are to be uncharted again."),
            ("--as-written", "A text that is nearly a state word is a summary all the same."),
            ("--read", "What terms found was read, and nothing is said there all the same."),
            ("--moved", "Texts were moved or copied to other boxes by hand."),
            ("--anyway", "What cannot be taken over may stay behind in charts/kept/."),
        )
    ):
        command = click.option(name, is_flag=True, help=told)(command)
    return command


def first_line(
    title: str,
    study: str,
    researchers: Any,
    named: str | None,
    *,
    as_json: bool = False,
    once: bool = False,
) -> str | None:
    """Print whose study this is and who is at the keyboard, and return the latter's initials.

    With --json it is printed on standard error. With `once` whoever is named is not remembered in
    the place of somebody else.
    """
    before = remembered(study, researchers, memory())
    person = who(named, study, researchers, memory(), once=once)
    click.secho(inert(f"{title} · as {person or 'nobody'}"), bold=True, err=as_json)
    if named and before and before != person:
        lasts = f"this once; here you are {before}" if once else f"from now on; until now {before}"
        click.secho(inert(f"As {person} {lasts}."), err=as_json)
    if person is None and researchers:
        hint = f"Say who you are once: --researcher {' or '.join(researchers)}"
        click.secho(inert(hint), err=as_json)
    return person


def opened(
    researcher: str | None, *, as_json: bool, once: bool = False
) -> tuple["Study", str | None]:
    """Return the study here or in a folder above, and who is at the keyboard, said first."""
    from framework.study import Study  # noqa: PLC0415 - slow to import, and --help is quick

    study = Study(find(), onlooker(as_json=as_json))
    file = study.file
    title, researchers = file.title, file.researchers
    return study, first_line(title, file.id, researchers, researcher, as_json=as_json, once=once)


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
