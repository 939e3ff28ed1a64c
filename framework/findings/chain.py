"""The whole chain of a cell, link by link; and what a finding has against it or leaves out."""

from collections.abc import Iterable
from dataclasses import dataclass

from framework.cases.case import Row
from framework.charts.chart import Cells
from framework.findings.finding import COUNTER, Account, Finding
from framework.findings.trace import Tracer
from framework.findings.unknown import unknown_subtheme
from framework.index.entries import turns_of
from framework.trail.cell import Cell
from framework.transcripts.quotes import Quote


@dataclass(frozen=True)
class Link:
    """A cell and the words it rests on, each with the place of its turn in the file received."""

    cell: Cell
    quotes: tuple[Quote, ...]
    places: tuple[str, ...]


@dataclass(frozen=True)
class Chain:
    """A cell, the cells under it, each with its words, and the findings about it.

    Words that both rest on stand with the cell under it, once.
    """

    top: Link
    links: tuple[Link, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Against:
    """What to read before a finding is believed, in order.

    Cases whose account refers to no turn, cases that speak against it, and passages indexed
    under its subthemes that no cell there, and no account, refers to.
    """

    finding: Finding
    not_cited: tuple[Account, ...]
    against: tuple[Account, ...]
    unused: tuple[Quote, ...]


def chain(tracer: Tracer, row: Row, subtheme: str) -> Chain:
    """Return the chain from a cell or summary cell through the groups' cells to the files.

    Raises UnknownNameError for a subtheme that the codebook has not.
    """
    if subtheme not in tracer.store.codebook.subthemes:
        raise unknown_subtheme(tracer.store, subtheme)
    cell = tracer.store.cell(row, subtheme)
    under = [] if row.case_id else [Row.case(case.id) for case in tracer.store.under(row)]
    found = tracer.trace(row.case_id or _name(row), subtheme)
    links = [
        _link(tracer.store, below, tracer.quotes([below.row], subtheme))
        for below in (tracer.store.cell(one, subtheme) for one in under)
    ]
    shown = [quote for link in links for quote in link.quotes]
    own = [
        quote
        for quote in tracer.quotes([row], subtheme)
        if not any(_overlap(quote, other) for other in shown)
    ]
    return Chain(_link(tracer.store, cell, own), tuple(links), found.findings)


def against(tracer: Tracer, finding: Finding) -> Against:
    """Return what a finding has against it, and what it leaves out."""
    cells = tracer.store
    used = {(case, turn.number) for one in finding.accounts for case, turn in one.cited}
    used |= {at for number in finding.subthemes for at in _used(cells, number)}
    unused = [
        entry
        for one in finding.accounts
        for number in finding.subthemes
        for entry in cells.index.of(one.case, number)
        if not used
        & {(one.case, turn.number) for turn in turns_of(entry, cells.transcripts[one.case])}
    ]
    return Against(
        finding=finding,
        not_cited=tuple(one for one in finding.accounts if not one.cited),
        against=tuple(finding.answered(*COUNTER)),
        unused=tuple(tracer.indexed(entry, [entry]) for entry in unused),
    )


def _link(cells: Cells, cell: Cell, quotes: Iterable[Quote]) -> Link:
    found = tuple(quotes)
    return Link(cell, found, tuple(_place(cells, quote) for quote in found))


def _overlap(one: Quote, other: Quote) -> bool:
    return one.case == other.case and one.start < other.end and other.start < one.end


def _place(cells: Cells, quote: Quote) -> str:
    """Return where a quote's turn stands in the file: ``transcripts/ash.docx, paragraph 41``."""
    transcript = cells.transcripts[quote.case]
    if quote.standing == "lost":
        return ""
    turn = transcript.turn(quote.turn)
    told = [f"{name} {number}" for name, number in turn.place.items()]
    return ", ".join([turn.file, *told, *([turn.time] if turn.time else [])])


def _name(row: Row) -> str:
    return ",".join(f"{name}={value}" for name, value in row.items)


def _used(cells: Cells, subtheme: str) -> set[tuple[str, str]]:
    """Return the turns that any cell or summary cell of a subtheme refers to, by case."""
    return {
        (ref.case, turn.number)
        for row in cells.rows
        for ref in cells.references(row, cells.cell(row, subtheme).written)
        for turn in cells.turns(ref)
    }
