"""`framework import`: saves what was typed in a workbook that lies elsewhere."""

from pathlib import Path

import click

from framework.cli.common import (
    answer_options,
    json_option,
    opened,
    print_json,
    print_problems,
    refusing,
    researcher_option,
    say,
)
from framework.plain.text import count


@click.command(name="import", epilog="Example: framework import ~/Downloads/carers.xlsx")
@click.argument("book", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@researcher_option
@answer_options
@json_option
@refusing
def import_(
    book: Path, researcher: str | None, *, as_json: bool, **answers: tuple[str, ...]
) -> None:
    """Import a workbook of this study from somewhere else, such as an email attachment.

    What was typed in it is saved under your initials, or, this once, under those you name. The file
    itself is not changed. Cells that could mean two things are asked about: run the command again
    with an option and the cell's address.
    """
    from framework.workbook.saving.answers import Answers  # noqa: PLC0415 - the same

    study, person = opened(researcher, as_json=as_json, once=True)
    taken = study.import_(book, Answers(**answers), by=person)
    problems = taken.waiting
    if as_json:
        listed = [one.json() for one in problems]
        print_json({"taken_back": taken.boxes, "notes": taken.notes, "problems": listed})
        click.get_current_context().exit(1 if problems else 0)
    say(f"Saved from {book.name}: {count(taken.boxes, 'cell')}, {count(taken.notes, 'note')}.")
    if problems:
        print_problems(problems, "all else is saved")
    if taken.acts:
        say("Next: framework chart builds the charts with them.")
