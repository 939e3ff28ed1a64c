"""`framework trace`: from a theme, cell or turn to the words, and back."""

from collections.abc import Iterable
from typing import Any

import click

from framework.cell import Cell
from framework.cli.common import (
    first_line,
    json_option,
    print_json,
    refusing,
    researcher_option,
    say,
)
from framework.errors import ProblemsError
from framework.quotes import Quote
from framework.storage.place import find
from framework.text import count, shorten
from framework.trace import Trace
from framework.transcript import Turn

_EXAMPLES = (
    "Examples: framework trace 2.1 · framework trace ASH-OP-1 2.1 · "
    "framework trace OP 2.1 · framework trace ASH-OP-1 41"
)


@click.command(epilog=_EXAMPLES)
@click.argument("what", nargs=-1, required=True, metavar="WHAT…")
@researcher_option
@json_option
@refusing
def trace(what: tuple[str, ...], researcher: str | None, *, as_json: bool) -> None:
    """Follow a theme, cell, summary cell or turn to the words it rests on, and back.

    WHAT is a theme or subtheme (2, 2.1), a case and a subtheme (a cell), a value or
    attribute=value and a subtheme (a summary cell), or a case and a turn.
    """
    from framework.study import Study  # noqa: PLC0415 - `framework trace --help` stays quick

    study = Study(find())
    first_line(study.file.title, study.file.id, study.file.researchers, researcher, as_json=as_json)
    if study.problems:
        raise ProblemsError(study.problems)
    found = study.trace(*what)
    if as_json:
        print_json(_object(found))
    else:
        _print(found)


def _object(found: Trace) -> dict[str, object]:
    return {
        "of": found.of,
        "turn": found.turn.json() if found.turn else None,
        "quotes": [quote.json() for quote in found.quotes],
        "cells": [_cell(cell) for cell in found.cells],
        "summary_cells": [_cell(cell) for cell in found.summary_cells],
        "findings": [],
    }


def _cell(cell: Cell) -> dict[str, object]:
    return {
        "row": cell.row.json(),
        "subtheme": cell.subtheme,
        "asked": cell.asked,
        "said": cell.said,
        "summary": cell.summary,
        "by": list(cell.by),
        "marks": list(cell.marks),
    }


def _print(found: Trace) -> None:
    if found.turn:
        _heading(f"{found.case} {found.turn.number}")
        for turn in found.before:
            _turn(turn, short=True)
        _turn(found.turn, style={"bold": True})
        for turn in found.after:
            _turn(turn, short=True)
    if found.summary_cells:
        _heading(
            "Summary cells"
            if not found.turn
            else "Summary cells that refer to it, or rest on a cell that does"
        )
        _cells(found.summary_cells)
    if found.cells:
        _heading("Cells" if not found.turn else "Cells that refer to it")
        _cells(found.cells)
    indexed = sum(quote.how == "indexed" for quote in found.quotes)
    cited = len(found.quotes) - indexed
    if found.turn:
        _heading("Indexed here" if found.quotes else "Not indexed")
    else:
        _heading(
            f"Words: {count(indexed, 'passage')} indexed, {count(cited, 'turn')} cited besides"
        )
    for quote in found.quotes:
        _quote(quote)


def _heading(text: str) -> None:
    click.secho()
    say(text, style={"bold": True})


def _cells(cells: Iterable[Cell]) -> None:
    for cell in cells:
        marks = f" · {', '.join(cell.marks)}" if cell.marks else ""
        by = f" · {', '.join(cell.by)}" if cell.by else ""
        say(f"{cell.row.key} × {cell.subtheme}{by}{marks}", indent="  ", style={"fg": "cyan"})
        say(cell.box or "(uncharted)", indent="    ")


def _quote(quote: Quote) -> None:
    click.secho()
    how = (
        f"indexed under {quote.subtheme} by {', '.join(quote.by)}"
        if quote.how == "indexed"
        else (f"cited in {quote.subtheme}")
    )
    standing = "" if quote.standing == "verbatim" else f" · {quote.standing.upper()}"
    say(f"{quote.case} {quote.turn} · {how}{standing}", indent="  ", style={"fg": "cyan"})
    for turn in quote.before:
        _turn(turn, short=True)
    say(
        f"{quote.turn} {quote.speaker}: “{quote.words}”",
        indent="    ",
        hang="      ",
        style={"bold": True},
    )
    say(quote.attribution, indent="    ")
    for turn in quote.after:
        _turn(turn, short=True)


def _turn(turn: Turn, *, short: bool = False, style: dict[str, Any] | None = None) -> None:
    text = shorten(turn.text, 160) if short else turn.text
    shown = style or ({"dim": True} if short else {})
    say(f"{turn.number} {turn.speaker.label}: {text}", indent="    ", hang="      ", style=shown)
