"""`framework reread`: a stale summary was read again, and still holds."""

import click

from framework.cli.common import (
    case_named,
    json_option,
    opened,
    print_json,
    refusing,
    researcher_option,
    say,
    somebody,
)


@click.command(epilog="Examples: framework reread ASH-OP-1 2.1 2.4 · framework reread team=OP 2.1")
@click.argument("row", metavar="ROW")
@click.argument("subthemes", nargs=-1, required=True, metavar="SUBTHEME...")
@researcher_option
@json_option
@refusing
def reread(row: str, subthemes: tuple[str, ...], researcher: str | None, *, as_json: bool) -> None:
    """Say that you have read your own stale cells again, and that they hold as they are.

    A cell is stale when something it rests on has changed since it was written: what is indexed
    there, its codebook entry, a turn it refers to, a cell under a summary row. ROW is a case or a
    summary row, as for framework trace.
    """
    study, person = opened(researcher, as_json=as_json)
    row = case_named(study, row)
    line = study.reread(row, *subthemes, by=somebody(person, study.file.researchers))
    if as_json:
        print_json({"row": row, "subthemes": list(subthemes), "line": line.id})
        return
    say(f"Read again, and kept: {row} × {', '.join(subthemes)}.")
    say(f"Next: framework chart. To take it back: framework undo {line.id}")
