"""`framework codebook`: what has become of a subtheme that was changed by hand."""

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


@click.group(epilog="Example: framework codebook renamed 2.1")
def codebook() -> None:
    """Say what has become of a subtheme under which work stands.

    The codebook itself is changed by hand, in codebooks/. A number is permanent: where its name
    changes while work stands under it, nothing is built until somebody has said what that means.
    """


@codebook.command(epilog="Example: framework codebook renamed 2.1")
@click.argument("numbers", nargs=-1, required=True, metavar="NUMBER...")
@researcher_option
@json_option
@refusing
def renamed(numbers: tuple[str, ...], researcher: str | None, *, as_json: bool) -> None:
    """Say that a subtheme, or a position, has a new name and is the same as before.

    All that stands under it stays, and no cell is stale for its name. Where its definition has
    changed as well, cells that were written before are; accounts of findings are in any case.
    """
    study, person = opened(researcher, as_json=as_json)
    line = study.renamed(*numbers, by=somebody(person, study.file.researchers))
    if as_json:
        print_json({"renamed": list(numbers), "line": line.id})
        return
    for number in numbers:
        say(f"{number} is “{study.codebook.entries[number].name}” now.")
    say(f"Next: framework chart. To take it back: framework undo {line.id}")
