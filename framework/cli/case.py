"""`framework case`: the id of a case."""

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


@click.group(epilog="Example: framework case rename IV07-Carer-wife-FINAL IV07")
def case() -> None:
    """Change what the study calls a case."""


@case.command(epilog="Example: framework case rename IV07-Carer-wife-FINAL IV07")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@researcher_option
@json_option
@refusing
def rename(old: str, new: str, researcher: str | None, *, as_json: bool) -> None:
    """Give the case OLD the id NEW, everywhere.

    The id changes in the case table, the speaker table, who charts what, and every reference
    such as [OLD 41]. Transcripts keep their file names, and speakers their ids. It is one line of
    the trail; framework undo takes it back, in the tables too.
    """
    study, person = opened(researcher, as_json=as_json)
    done = study.rename_case(old, new, by=somebody(person, study.file.researchers))
    if as_json:
        print_json({"renamed": old, "case": new, "line": done.id})
        return
    say(f"{old} is now {new}.")
    say(f"Next: framework chart. To take it back: framework undo {done.id}")
