"""`framework import`: takes back a workbook that lies elsewhere."""

from pathlib import Path

import click

from framework.cli.common import (
    answer_options,
    json_option,
    opened,
    print_json,
    refusing,
    researcher_option,
    say,
)
from framework.text import count


@click.command(name="import", epilog="Example: framework import ~/Downloads/carers.xlsx")
@click.argument("book", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@researcher_option
@answer_options
@json_option
@refusing
def import_(book: Path, researcher: str | None, *, as_json: bool, **answers: bool) -> None:
    """Take back a workbook of this study that lies elsewhere, one sent by mail, say.

    Its edits go into the trail under your initials, or, this once, under those you name; the file
    itself is not changed.
    """
    from framework.writing.questions import Answers  # noqa: PLC0415 - the same

    study, person = opened(researcher, as_json=as_json, once=True)
    taken = study.import_(book, Answers(**answers), by=person)
    if as_json:
        print_json({"taken_back": taken.boxes, "notes": taken.notes, "problems": []})
        return
    boxes, notes = count(taken.boxes, "box", "boxes"), count(taken.notes, "note")
    say(f"Taken back from {book.name}: {boxes}, {notes}.")
    if taken.acts:
        say("Next: framework chart builds the charts with them.")
