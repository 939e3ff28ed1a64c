"""The register of quotations: who is quoted, who never is, and what is quoted twice.

A number here is a count of quotations, never a finding. Only quotations whose words stand in one
place are counted for a case.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from framework.charts.chart import Cells
from framework.findings.finding import findings
from framework.manuscript.draft import Draft, Tie
from framework.manuscript.links import on_claims
from framework.manuscript.names import Names
from framework.manuscript.quantities import Placed, Quantity, quantities
from framework.manuscript.verdicts import Verified

_UNCOUNTED = ("not found", "not speech", "moderator's words")


@dataclass(frozen=True)
class Register:
    """Counts of quotations by case, by each attribute and by role; who is never quoted.

    `twice` are the turns of which the same words are quoted more than once, with the numbers of
    the quotations; `unknown` are ties to what is no finding of the study.
    """

    by: dict[str, dict[str, int]]
    never: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    twice: tuple[tuple[str, tuple[int, ...]], ...]
    unknown: tuple[Tie, ...]

    def json(self) -> dict[str, object]:
        """Return the JSON object of the register."""
        return {
            "by": self.by,
            "never_quoted": list(self.never),
            "quoted_twice": [{"turn": turn, "quotations": list(at)} for turn, at in self.twice],
            "quantities": [one.json() for one in self.quantities],
        }


def register(
    verified: Sequence[Verified], draft: Draft, prose: Sequence[str], cells: Cells, names: Names
) -> Register:
    """Return the register of a draft's quotations; `prose` is its text without them."""
    placed = [(one, one.sources[0]) for one in verified if _one_place(one)]
    columns = [attribute.name for attribute in names.attributes]
    by = {name: _count(cells.cases[source.case][name] for _, source in placed) for name in columns}
    by = {"case": _count(source.case for _, source in placed)} | by
    by["role"] = _count(turn.speaker.role for _, source in placed for turn in source.turns[:1])
    first = [case for case in cells.cases.values() if case.kind == cells.first_kind]
    never = tuple(case.id for case in first or cells.cases.values() if case.id not in by["case"])
    ties = on_claims(draft.ties, [one.quotation for one in verified])
    counted = quantities(placed, ties, draft, prose, cells, names.attributes)
    known = findings(cells)
    unknown = tuple(tie for tie in draft.ties if tie.finding not in known)
    return Register(by, never, tuple(counted), _twice(placed), unknown)


def _one_place(one: Verified) -> bool:
    return one.verdict not in _UNCOUNTED and len(one.sources) == 1


def _count(values: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for value in values:
        if value:
            found[value] = found.get(value, 0) + 1
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def _twice(placed: Sequence[Placed]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return where words are quoted more than once, wholly or in part, with the quotations."""
    found: list[tuple[str, list[int]]] = []
    case, end = "", 0
    for one, source in sorted(placed, key=lambda pair: (pair[1].case, pair[1].start, pair[1].end)):
        if source.case == case and source.start < end:
            found[-1][1].append(one.quotation.number)
        else:
            found.append((source.name, [one.quotation.number]))
            end = 0
        case, end = source.case, max(end, source.end)
    repeated = [(name, tuple(sorted(at))) for name, at in found if len(at) > 1]
    return tuple(sorted(repeated, key=lambda pair: pair[1]))
