"""How a trace looks in a terminal: readable at 80 columns, words with the turns around them."""

from collections.abc import Iterable
from typing import Any

import click

from framework.cli.common import say
from framework.codebook.codebook import Theme
from framework.findings.chain import Against, Chain, Link
from framework.findings.finding import Account, Finding
from framework.findings.traced import Trace
from framework.plain.text import count, shorten
from framework.trail.cell import Cell
from framework.transcripts.quotes import Quote
from framework.transcripts.transcript import Turn


def print_trace(found: Trace, theme: Theme | None = None) -> None:
    """Print a trace: the turn asked for, summary cells, cells, findings, then the words.

    A `theme` that has the turn's number is told of, in case it was meant.
    """
    if found.turn:
        _asked(found, found.turn, theme)
    of_finding = [one for one in found.findings if one.id == found.of]
    for one in of_finding:
        _heading(f"{one.id} · {one.claim}")
        _accounts(one.accounts)
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
    if not of_finding:
        _findings(found)
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


def _asked(found: Trace, asked: Turn, theme: Theme | None) -> None:
    """Print the turn that was asked for, and the cells of a theme that has its number."""
    if theme:
        cells = ", ".join(f"{found.case} {sub.number}" for sub in theme.subthemes)
        say(f"{theme.number} is taken for a turn here. Cells of theme {theme.number}: {cells}")
    _heading(f"{found.case} {asked.number}")
    for turn in found.before:
        _turn(turn, short=True)
    _turn(asked, style={"bold": True})
    for turn in found.after:
        _turn(turn, short=True)


def _findings(found: Trace) -> None:
    if found.findings:
        _heading("Findings that refer to it" if found.turn else "Findings")
    for one in found.findings:
        _finding(one)


def print_chain(found: Chain) -> None:
    """Print every link of a cell's chain: its words, the cells under it, turns, places."""
    _link(found.top, "")
    for link in found.links:
        _link(link, "  ")
    if found.findings:
        _heading("Findings about it")
        for one in found.findings:
            _finding(one)


def _link(link: Link, indent: str) -> None:
    click.secho()
    cell = link.cell
    say(f"{cell.row.name} × {cell.subtheme}", indent=indent, style={"bold": True})
    say(cell.box or f"({cell.empty})", indent=f"{indent}  ")
    for quote, place in zip(link.quotes, link.places, strict=True):
        standing = "" if quote.standing == "verbatim" else f" · {quote.standing.upper()}"
        inside = f"{indent}    "
        for number, who, words in quote.parts:
            say(f"{number} {who}: “{words}”", indent=inside, hang=f"{inside}  ")
        told = f"{_where(quote)} · {quote.how} · {place}{standing}"
        say(told, indent=f"{inside}  ", style={"dim": True})


def print_against(found: Against) -> None:
    """Print what to read before a finding is believed, in order."""
    _heading(f"{found.finding.id} · {found.finding.claim}")
    for title, accounts in (
        ("Cases no turn of which is referred to", found.not_cited),
        ("Cases that speak against it", found.against),
    ):
        _heading(title if accounts else f"{title}: none")
        _accounts(accounts)
    unused = found.unused
    title = "Indexed there, and used in no cell"
    _heading(f"{title}: {count(len(unused), 'passage')}" if unused else f"{title}: none")
    for quote in unused:
        _quote(quote)


def _finding(one: Finding) -> None:
    state = "accounted for" if one.accounted else f"still blank: {', '.join(one.blank)}"
    say(f"{one.id} · {one.claim} ({state})", indent="  ", hang="    ")


def _accounts(accounts: Iterable[Account]) -> None:
    for one in accounts:
        say(f"{one.case} · {one.box or '(blank)'}", indent="  ", hang="    ")


def _heading(text: str) -> None:
    click.secho()
    say(text, style={"bold": True})


def _cells(cells: Iterable[Cell]) -> None:
    for cell in cells:
        marks = f" · {', '.join(cell.marks)}" if cell.marks else ""
        by = f" · {', '.join(cell.by)}" if cell.by else ""
        say(f"{cell.row.name} × {cell.subtheme}{by}{marks}", indent="  ", style={"fg": "cyan"})
        say(cell.box or f"({cell.empty})", indent="    ")


def _quote(quote: Quote) -> None:
    click.secho()
    how = (
        f"indexed under {quote.subtheme} by {', '.join(quote.by)}"
        if quote.how == "indexed"
        else (f"cited in {quote.subtheme}")
    )
    standing = "" if quote.standing == "verbatim" else f" · {quote.standing.upper()}"
    say(f"{_where(quote)} · {how}{standing}", indent="  ", style={"fg": "cyan"})
    for turn in quote.before:
        _turn(turn, short=True)
    for number, who, words in quote.parts:
        say(f"{number} {who}: “{words}”", indent="    ", hang="      ", style={"bold": True})
    say(quote.attribution, indent="    ")
    for turn in quote.after:
        _turn(turn, short=True)


def _where(quote: Quote) -> str:
    ends = dict.fromkeys((quote.turn, quote.last_turn))
    return f"{quote.case} {'–'.join(ends)}"


def _turn(turn: Turn, *, short: bool = False, style: dict[str, Any] | None = None) -> None:
    text = shorten(turn.text, 160) if short else turn.text
    shown = style or ({"dim": True} if short else {})
    say(f"{turn.number} {turn.who}: {text}", indent="    ", hang="      ", style=shown)
