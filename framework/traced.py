"""What a trace leads to: words with the turns around them, and everything that uses them."""

from dataclasses import dataclass

from framework.cell import Cell
from framework.finding import Finding
from framework.passage import Standing
from framework.transcript import Turn


@dataclass(frozen=True)
class Quote:
    """Words of a transcript that a trace leads to. Positions are in the transcript's text.

    `how` is ``indexed``, or ``cited``: by a summary, or by an account of the finding that then
    stands for `subtheme`. `before` and `after` are the
    turns around it, not parts of it.
    """

    id: str
    words: str
    case: str
    turn: str
    start: int
    end: int
    speaker: str
    attribution: str
    standing: Standing
    by: tuple[str, ...]
    subtheme: str
    how: str
    before: tuple[Turn, ...] = ()
    after: tuple[Turn, ...] = ()

    def json(self) -> dict[str, object]:
        """Return the planned JSON object of a quote."""
        plain: dict[str, object] = {name: getattr(self, name) for name in self.__dataclass_fields__}
        plain["by"] = list(self.by)
        plain["before"] = [turn.json() for turn in self.before]
        plain["after"] = [turn.json() for turn in self.after]
        return plain


@dataclass(frozen=True)
class Trace:
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
