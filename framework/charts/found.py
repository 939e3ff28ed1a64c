"""What terms found, as it stands beside the passages that were read: apart, marked, never counted.

Which proposals are shown, and under which mark, is worked out elsewhere and handed in. None of it
stands in a box of a chart.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from framework.cases.case import Case
from framework.charts.passage_table import Listed
from framework.transcripts.transcript import Turn

NOT_READ = "found by terms, not read"
NOT_USED = "found, not used here"
MARKS = (NOT_READ, NOT_USED)
"""What a proposal is marked as: in a cell that nobody has written, and in a written one."""


@dataclass(frozen=True)
class Found:
    """A passage that terms found under a subtheme; `id` is what it is accepted or rejected by.

    `start` and `end` are code points within the turn.
    """

    id: str
    case: str
    subtheme: str
    turn: Turn
    start: int
    end: int
    terms: tuple[str, ...]
    mark: str = NOT_READ
    before: tuple[Turn, ...] = ()

    @property
    def words(self) -> str:
        """Return the words that are proposed."""
        return self.turn.text[self.start : self.end]

    @property
    def found_by(self) -> str:
        """Return ``found by “form”, “=met”``."""
        return f"found by {', '.join(f'“{term}”' for term in self.terms)}"

    @property
    def listed(self) -> Listed:
        """Return it as tables list an indexed passage, with no entry behind it."""
        speaker = self.turn.speaker
        return Listed(
            case=self.case,
            turns=self.turn.number,
            speaker=speaker.label,
            role=speaker.role,
            words=self.words,
            standing="verbatim",
            entries=(),
            before=self.before,
        )


@dataclass(frozen=True)
class Proposed:
    """All that is shown of what terms found, in transcript order; `wide` are terms that find none.

    A cell's are those of its case; a summary cell's those of the cases under it.
    """

    found: tuple[Found, ...] = ()
    wide: tuple[str, ...] = ()

    def of_kind(self, cases: Mapping[str, Case], kind: str) -> "Proposed":
        """Return the same for cases of one kind."""
        return replace(self, found=tuple(one for one in self.found if cases[one.case].kind == kind))

    def of(self, cases: Iterable[Case], subtheme: str) -> list[Found]:
        """Return what was found in these cases under a subtheme."""
        return [one for case in cases for one in self._by_cell.get((case.id, subtheme), ())]

    def marked(self, cases: Iterable[Case], subtheme: str) -> dict[str, list[Listed]]:
        """Return the same as tables list it, under each mark that there is."""
        every = self.of(cases, subtheme)
        listed = {mark: [one.listed for one in every if one.mark == mark] for mark in MARKS}
        return {mark: passages for mark, passages in listed.items() if passages}

    @cached_property
    def _by_cell(self) -> dict[tuple[str, str], list[Found]]:
        cells: dict[tuple[str, str], list[Found]] = {}
        for one in self.found:
            cells.setdefault((one.case, one.subtheme), []).append(one)
        return cells


NOTHING_PROPOSED = Proposed()
