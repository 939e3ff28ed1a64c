"""What every sheet of one workbook is made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from framework.charts.chart import Cells
from framework.charts.edition import Edition
from framework.charts.found import Proposed
from framework.formats.excel.styles import Styles, sheet_name
from framework.formats.study_file import StudyFile
from framework.material.case import Row

Rows = Mapping[tuple[str, str], Sequence[int]]
"""The rows on *Passages*, counted as Excel does, of each case and subtheme."""

CODEBOOK = "Codebook"
PASSAGES = "Passages"
RESERVED = ("By subtheme", PASSAGES, "Asked", CODEBOOK, "About", "_framework")


@dataclass(frozen=True)
class Book:
    """One workbook being built: its styles, the store its cells come from, and whose it is.

    `proposed` is what terms found in its cases; `passages` and `proposals` tell the rows on which
    these and the indexed passages stand.
    """

    styles: Styles
    cells: Cells
    file: StudyFile
    edition: Edition
    passages: Rows
    proposed: Proposed
    proposals: Rows
    keys: dict[str, Sequence[str]] = field(default_factory=dict)
    """What the boxes of each sheet are about: numbers of subthemes or positions, or a finding."""
    taken: set[str] = field(default_factory=lambda: {name.casefold() for name in RESERVED})

    @cached_property
    def lines_of(self) -> dict[str, list[int]]:
        """Return the rows on *Passages* of each case, in order."""
        found: dict[str, set[int]] = {}
        for (case, _), rows in self.passages.items():
            found.setdefault(case, set()).update(rows)
        return {case: sorted(rows) for case, rows in found.items()}

    def name(self, wanted: str) -> str:
        """Return a name for a sheet that Excel takes and no other sheet has, and take it."""
        return sheet_name(wanted, self.taken)

    def white(self, row: Row) -> bool:
        """Return whether a row's boxes are to write in: summary rows are everybody's who writes."""
        white = self.edition.white
        return white is None or (row.case_id in white if row.case_id else bool(white))
