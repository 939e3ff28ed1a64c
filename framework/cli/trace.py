"""`framework trace`: from a theme, cell or turn to the words, and back."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import click

from framework.cli.common import (
    case_named,
    json_option,
    opened,
    paged,
    print_json,
    refusing,
    researcher_option,
)
from framework.cli.tracing import print_against, print_chain, print_trace
from framework.errors import ProblemsError
from framework.findings.chain import Link
from framework.findings.chain import against as against_of
from framework.findings.chain import chain as chain_of
from framework.findings.finding import Account, registered
from framework.findings.traced import Trace
from framework.trail.cell import Cell

if TYPE_CHECKING:
    from framework.study import Study

_EXAMPLES = (
    "Examples: framework trace 2.1 · framework trace ASH-OP-1 2.1 · "
    "framework trace OP 2.1 · framework trace ASH-OP-1 41 · "
    "framework trace F1 --against · framework trace --chain OP 2.1"
)


@click.command(epilog=_EXAMPLES)
@click.argument("what", nargs=-1, required=True, metavar="WHAT…")
@click.option("--against", is_flag=True, help="Of a finding: what speaks against it.")
@click.option("--chain", is_flag=True, help="Of a cell: every link, down to the place in the file.")
@researcher_option
@json_option
@refusing
def trace(
    what: tuple[str, ...], researcher: str | None, *, against: bool, chain: bool, as_json: bool
) -> None:
    """Follow a theme, cell, turn or finding to the words it rests on, and back.

    WHAT is a theme or subtheme (2, 2.1), a case and a subtheme (a cell), a value or
    attribute=value and a subtheme (a summary cell), a case and a turn, an index
    entry (a passage), or a finding (F1).
    """
    study, _ = opened(researcher, as_json=as_json)
    if study.problems:
        raise ProblemsError(study.problems)
    if len(what) > 1:
        what = (case_named(study, what[0]), *what[1:])
    if against:
        shown: Shown = _against(study, what)
    elif chain:
        shown = _chain(study, what)
    else:
        found = study.trace(*what)
        theme = study.codebook.theme(what[-1]) if found.turn else None
        shown = _object(found), partial(print_trace, found, theme)
    told, show = shown
    if as_json:
        print_json(told)
    else:
        with paged():
            show()


Shown = tuple[dict[str, object], Callable[[], None]]
"""What --json prints, and what prints it for a person."""


def _against(study: "Study", what: tuple[str, ...]) -> Shown:
    if len(what) != 1:
        raise click.UsageError("--against takes a finding, such as F1")
    found = against_of(study.tracer, registered(study.cells, what[0]))
    told: dict[str, object] = {
        "of": found.finding.id,
        "not_cited": [_account(one) for one in found.not_cited],
        "against": [_account(one) for one in found.against],
        "unused": [quote.json() for quote in found.unused],
    }
    return told, partial(print_against, found)


def _account(one: Account) -> dict[str, object]:
    return {"case": one.case, "answer": one.answer, "text": one.text}


def _chain(study: "Study", what: tuple[str, ...]) -> Shown:
    if len(what) != 2:
        raise click.UsageError("--chain takes a row and a subtheme, such as OP 2.1")
    found = chain_of(study.tracer, study.tracer.row(what[0]), what[1])
    told: dict[str, object] = {
        "of": f"{found.top.cell.row.name} × {found.top.cell.subtheme}",
        "top": _link(found.top),
        "links": [_link(link) for link in found.links],
        "findings": [one.json() for one in found.findings],
    }
    return told, partial(print_chain, found)


def _link(link: Link) -> dict[str, object]:
    pairs = zip(link.quotes, link.places, strict=True)
    quotes = [quote.json() | {"stands": place} for quote, place in pairs]
    return {"cell": _cell(link.cell), "quotes": quotes}


def _object(found: Trace) -> dict[str, object]:
    return {
        "of": found.of,
        "turn": found.turn.json() if found.turn else None,
        "quotes": [quote.json() for quote in found.quotes],
        "cells": [_cell(cell) for cell in found.cells],
        "summary_cells": [_cell(cell) for cell in found.summary_cells],
        "findings": [one.json() for one in found.findings],
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
