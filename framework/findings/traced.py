"""What a trace leads to: words with the turns around them, and everything that uses them."""

from dataclasses import dataclass

from framework.findings.finding import Finding
from framework.plain.markup import Html, Shown, joined, tag
from framework.plain.text import count, inert
from framework.trail.cell import Cell
from framework.transcripts.quotes import Quote, Quotes
from framework.transcripts.transcript import Turn


@dataclass(frozen=True, repr=False)
class Trace(Shown):
    """What was asked for, and everything it rests on or is used in.

    When a turn is traced back, `turn` is set, `before` and `after` are its neighbours, and
    `quotes` are the passages that cover it.
    """

    of: str
    quotes: tuple[Quote, ...] = ()
    cells: tuple[Cell, ...] = ()
    summary_cells: tuple[Cell, ...] = ()
    findings: tuple[Finding, ...] = ()
    case: str = ""
    turn: Turn | None = None
    before: tuple[Turn, ...] = ()
    after: tuple[Turn, ...] = ()

    def __repr__(self) -> str:
        """Return what was traced and how much it leads to, on one line."""
        found = [count(len(self.quotes), "quote"), count(len(self._written), "cell")]
        return inert(", ".join([f"Trace of {self.of}: {found[0]}", found[1]]))

    @property
    def _written(self) -> list[Cell]:
        return [cell for cell in (*self.summary_cells, *self.cells) if cell.box]

    def html(self) -> Html:
        """Return the turn that was asked for, what is written, and the words it rests on."""
        turns = [*self.before, self.turn, *self.after] if self.turn else []
        return joined(
            tag("h4", self.of),
            *(turn.html() for turn in turns),
            *(cell.html() for cell in self._written),
            Quotes(self.quotes).html(),
        )
