"""A plan says how the cases of one kind are charted: which charts, and which summary charts."""

from dataclasses import dataclass

from framework.cases.case import Attribute


@dataclass(frozen=True)
class Plan:
    """How the cases of one kind are charted.

    One chart for each value of `each` (of all cases together without it), then a summary chart
    for each of `summaries`, by one or more attributes. `approached` counts everybody who was
    asked to take part, where that is known: who never answered is no case.
    """

    kind: str
    each: Attribute | None = None
    summaries: tuple[tuple[Attribute, ...], ...] = ()
    approached: int | None = None
    turned: bool = False
    """Whether a sheet with subthemes down and cases across is wanted too."""
