"""What every sheet of one workbook is made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from framework.cases.case import Row
from framework.cases.study_file import StudyFile
from framework.charts.chart import Cells
from framework.charts.edition import Edition
from framework.charts.found import Proposed
from framework.trail.cell import Key
from framework.workbook.saving.questions import TO_ANSWER, Pending
from framework.workbook.sheets.styles import Styles, sheet_name

Rows = Mapping[tuple[str, str], Sequence[int]]
"""The rows on *Passages*, counted as Excel does, of each case and subtheme."""

CONTENTS = "Contents"
CODEBOOK = "Codebook"
PASSAGES = "Passages"
RESERVED = (CONTENTS, TO_ANSWER, "By subtheme", PASSAGES, "Asked", CODEBOOK, "_framework")


@dataclass(frozen=True)
class Book:
    """One workbook being built: its styles, the store its cells come from, and whose it is.

    `proposed` is what terms found in its cases; `passages` and `proposals` tell the rows on which
    these and the indexed passages stand. `pending` are the cells that wait for an answer, `placed`
    where each of them was written first.
    """

    styles: Styles
    cells: Cells
    file: StudyFile
    edition: Edition
    passages: Rows
    proposed: Proposed
    proposals: Rows
    names: Mapping[Row, str]
    """What each row of the charts is called on the sheets."""
    pending: Mapping[Key, Pending] = field(default_factory=dict)
    placed: dict[Key, str] = field(default_factory=dict)
    keys: dict[str, Sequence[str]] = field(default_factory=dict)
    """What the boxes of each sheet are about: numbers of subthemes or positions, or a finding."""
    titles: dict[str, str] = field(default_factory=dict)
    """The title of each of these sheets."""
    own: dict[str, str] = field(default_factory=dict)
    """What own columns and own sheets are called in this workbook, by their places in the trail."""
    taken: set[str] = field(default_factory=lambda: {name.casefold() for name in RESERVED})

    @cached_property
    def lines_of(self) -> dict[str, list[int]]:
        """Return the rows on *Passages* of each case, in order."""
        found: dict[str, set[int]] = {}
        for (case, _), rows in self.passages.items():
            found.setdefault(case, set()).update(rows)
        return {case: sorted(rows) for case, rows in found.items()}

    @cached_property
    def wrote(self) -> list[str]:
        """Return the initials of everybody who charted or indexed."""
        charted = {act.by for act in self.cells.decisions.all("said")}
        return sorted(charted | {entry.by for entry in self.cells.index.entries})

    @property
    def as_of(self) -> str:
        """Return the day of the newest decision, and who charted; both stand on every page."""
        newest = self.cells.decisions.newest[:10]
        if not newest:
            return "Nothing charted yet"
        return f"As of {newest}" + (f" · charted by {', '.join(self.wrote)}" if self.wrote else "")

    def waits(self, key: Key, sheet: Worksheet, at: tuple[int, int]) -> Pending | None:
        """Return what waits in a cell that is being written, if anything, and remember where.

        That is on the sheet on which it was typed, or else on the first that shows it.
        """
        found = self.pending.get(key)
        if found and (key not in self.placed or found.at.startswith(f"{sheet.name}!")):
            self.placed[key] = f"{sheet.name}!{xl_rowcol_to_cell(*at)}"
        return found

    def name(self, wanted: str) -> str:
        """Return a name for a sheet that Excel takes and no other sheet has, and take it."""
        return sheet_name(wanted, self.taken)

    def white(self, row: Row) -> bool:
        """Return whether a row's boxes are to write in: summary rows are everybody's who writes."""
        white = self.edition.white
        return white is None or (row.case_id in white if row.case_id else bool(white))
