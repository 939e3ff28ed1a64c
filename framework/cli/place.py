"""`framework place`: where a case stands on a position of the codebook."""

import click

from framework.cases.case import Row
from framework.cli.common import (
    json_option,
    opened,
    print_json,
    refusing,
    researcher_option,
    say,
    somebody,
)
from framework.comparison import position as positions


@click.command(epilog='Example: framework place ASH-OP-1 2.1a "holds: SW1 [41]"')
@click.argument("case")
@click.argument("position")
@click.argument("words", nargs=-1, required=True)
@researcher_option
@json_option
@refusing
def place(
    case: str, position: str, words: tuple[str, ...], researcher: str | None, *, as_json: bool
) -> None:
    """Say where CASE stands on POSITION, as you would in the sheet: holds: SW1 [41].

    WORDS begin with one of: holds, opposes, mixed, reports others; for a position such as 2.1x,
    no position. Your own words may follow, with references to turns.
    """
    study, person = opened(researcher, as_json=as_json)
    line = study.place(case, position, " ".join(words), by=somebody(person, study.file.researchers))
    box = positions.place(study.cells, Row.case(case), position).box
    if as_json:
        print_json({"case": case, "position": position, "place": box, "line": line.id})
        return
    say(f"{case} × {position}: {box}", hang="  ")
    say(f"To take it back: framework undo {line.id}")
