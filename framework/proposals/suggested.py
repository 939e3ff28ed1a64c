"""What the program proposes beside the charts, by the topic guide and by terms: never in a box."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from framework.cases.case import Case
from framework.charts.found import NOTHING_PROPOSED, Proposed
from framework.proposals.asked import Askings


@dataclass(frozen=True)
class Beside:
    """Whether questions were put, cell by cell, and the passages that terms found."""

    asked: Askings = field(default_factory=dict)
    found: Proposed = NOTHING_PROPOSED

    def of_kind(self, cases: Mapping[str, Case], kind: str) -> "Beside":
        """Return the same for cases of one kind."""
        asked = {key: one for key, one in self.asked.items() if cases[one.case].kind == kind}
        return Beside(asked, self.found.of_kind(cases, kind))
