"""The findings as the page of a kind of case shows them: each account beside the cells it is about.

A claim is a person's; the program adds what its wording rests on, and what is not in order.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from framework.cases.case import Attribute, Row
from framework.charts.chart import Cells
from framework.findings.evidence import facts, weaknesses
from framework.findings.finding import Account, Finding, of_kind
from framework.pages.panel import Piece, pieces


@dataclass(frozen=True)
class Line:
    """One case's account of a finding, its words in pieces."""

    row: Row
    account: Account
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class ToldFinding:
    """A finding with a line for each case in its scope, the facts, and what is not in order."""

    finding: Finding
    lines: tuple[Line, ...]
    facts: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def state(self) -> str:
        """Return what it is about, whose it is, and whether it is accounted for."""
        one = self.finding
        state = "accounted for" if one.accounted else f"still blank: {', '.join(one.blank)}"
        return " · ".join([one.scope_words, ", ".join(one.by), state])


def told_findings(
    cells: Cells, kind: str, attributes: Iterable[Attribute]
) -> tuple[ToldFinding, ...]:
    """Return the findings with cases of a kind in scope, in the register's order."""
    known = tuple(attributes)
    return tuple(
        ToldFinding(
            finding,
            tuple(_line(cells, account) for account in accounts),
            tuple(facts(cells, finding, known)),
            tuple(weaknesses(cells, finding)),
        )
        for finding, accounts in of_kind(cells, kind)
    )


def _line(cells: Cells, account: Account) -> Line:
    row = Row.case(account.case)
    return Line(row, account, tuple(pieces(cells, row, account.text)))
