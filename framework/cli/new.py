"""`framework new`: the folders of a study."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from framework.cli.common import say
from framework.errors import RefusedError
from framework.plain.text import pasted
from framework.starter import new_study, refuse_full
from framework.starter_files import KINDS, Start, attributes, initials, initials_of, kinds, title

T = TypeVar("T")

_COMPARED = "What cases are compared by, as team: OP, LD; area: North, South (or Enter)"


@click.command(
    epilog='Example: framework new carers --title "Carers study" --name "E. Kell" --initials ek '
    '--kind interview --by "team: OP, LD"'
)
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--title", "named", metavar="TEXT", help="The title of the study.")
@click.option("--name", "person", metavar="TEXT", help="Your name.")
@click.option("--initials", "letters", metavar="INITIALS", help="Your initials, as ek.")
@click.option("--kind", multiple=True, metavar="KIND", help="A kind of case, as interview.")
@click.option(
    "--by",
    multiple=True,
    metavar="TEXT",
    help='What cases are compared by, with its values, as "team: OP, LD".',
)
@click.option("--example", is_flag=True, help="With the invented study in it, to try things on.")
@click.option("--xlsx", is_flag=True, help="Tables and codebook as workbooks, for a spreadsheet.")
def new(folder: Path, *, example: bool, xlsx: bool, **answers: Any) -> None:
    """Make the folders of a study in DIR, with starter files to fill in.

    DIR must be new or empty. On a terminal you are asked for the title, your name and initials,
    the kinds of case, and what cases are compared by. An option answers its question beforehand.
    """
    if example and (xlsx or any(answers.values())):
        raise click.UsageError("--example takes no other option")
    refuse_full(folder)
    start = None if example else _start(folder, **answers)
    for name in new_study(folder, example=example, workbooks=xlsx, start=start):
        say(name, indent="  ")
    go = pasted("cd", str(folder))
    if example:
        say(f"An invented study is in {folder}. Next: {go}, then framework chart.")
    else:
        say(
            f"A study is in {folder}. Next: {go}, write your codebook in codebooks/, then "
            "framework add with your transcripts."
        )


def _start(
    folder: Path,
    named: str | None,
    person: str | None,
    letters: str | None,
    kind: Sequence[str],
    by: Sequence[str],
) -> Start:
    """Return what is said of the study, by options or in answer to five questions."""
    own = folder.resolve().name
    name_of_study = _answer("Title of the study", named, own, title)
    name = _answer("Your name", person, None, title)
    told = _answer("Your initials", letters, initials_of(name) or None, initials)
    several = _answer("Kinds of case", ", ".join(kind) or None, ", ".join(KINDS), kinds)
    compared = _answer(_COMPARED, "; ".join(by) or None, "", attributes)
    return Start(name_of_study, name, told, several, compared)


def _answer(question: str, given: str | None, default: str | None, read: Callable[[str], T]) -> T:
    """Return what an option says, or on a terminal what is typed, or else the default.

    Without a default something has to be typed.
    """
    if given is not None:
        return read(given)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return read(default or "")

    def checked(typed: str) -> T:
        try:
            return read(typed)
        except RefusedError as error:
            raise click.UsageError(str(error)) from None

    found: T = click.prompt(
        question, default=default, show_default=bool(default), value_proc=checked
    )
    return found
