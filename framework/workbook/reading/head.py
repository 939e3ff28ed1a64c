"""The heading row of a chart's sheet, found by its words wherever it stands now."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from framework.cases.case import Row
from framework.trail.cell import Key
from framework.trail.decisions import OWN_COLUMN
from framework.workbook.base import Base
from framework.workbook.sheets.grid import KEY
from framework.workbook.sheets.passage_list import HEADINGS
from framework.workbook.sheets.passage_sheet import KEY as LISTED
from framework.workbook.sheets.turned_sheet import KEY as TURNED


@dataclass(frozen=True)
class Names:
    """The names a workbook was built with: rows by their names, subthemes, and every heading.

    `here` are the subthemes, positions and findings that the boxes of the sheet at hand are about:
    anything else that a heading begins with makes a column of somebody's own.
    """

    rows: Mapping[str, Row]
    subthemes: Collection[str]
    headings: Collection[str]
    own: Mapping[str, str] = field(default_factory=dict)
    """The places of own columns and sheets, as the workbook calls them."""
    here: Collection[str] = ()

    @classmethod
    def of(cls, base: Base) -> "Names":
        """Return the names that a base holds."""
        return cls(base.rows, {subtheme for _, subtheme in base.boxes}, base.headings, base.own)

    def on(self, here: Collection[str]) -> "Names":
        """Return the names for a sheet whose boxes are about these."""
        return replace(self, here=here)

    def key(self, text: str) -> str:
        """Return what the boxes under a heading are about, empty for a column of another kind."""
        found = self.subtheme(text)
        return found if found in self.here else ""

    def as_built(self, text: str) -> bool:
        """Return whether a heading is as the program wrote it, or a number alone."""
        return text in self.headings or text in self.subthemes

    def lookalike(self, text: str) -> str:
        """Return the heading that a text has lost its number of, or ``2.1 · …`` for a number alone.

        Empty for a heading that has nothing to do with any subtheme, or that names one.
        """
        if self.subtheme(text):
            return ""
        if re.match(r"\d+\.\d+", text):
            return min((one for one in self.headings if self.subtheme(one)), default="")
        return min((one for one in self.headings if one.endswith(f"· {text}")), default="")

    def subtheme(self, text: str) -> str:
        """Return the subtheme a heading begins with, whatever words follow; empty if none."""
        found = re.match(r"[\w.]*\w", text)
        return found.group() if found and found.group() in self.subthemes else ""


@dataclass(frozen=True)
class Head:
    """A heading row: its line, the key column, what stands across, facts, places of own columns.

    On a turned sheet cases stand across and subthemes down. Columns count from 0, lines from 1.
    """

    line: int
    key: int
    across: Mapping[int, Row | str]
    facts: Mapping[int, str]
    own: Mapping[int, str]
    turned: bool

    def down(self, text: str, names: Names) -> Row | str | None:
        """Return what a text in the key column names, None for nothing that the study has."""
        return (names.key(text) or None) if self.turned else names.rows.get(text)

    def box(self, down: Row | str, column: int) -> Key:
        """Return the key of the box where a row and a column meet."""
        across = self.across[column]
        row, subtheme = (across, down) if self.turned else (down, across)
        if not isinstance(row, Row) or not isinstance(subtheme, str):
            raise TypeError("a box lies between a row and a subtheme")
        return row, subtheme

    def twice(self) -> list[int]:
        """Return the columns that head what another one heads too."""
        found = list(self.across.values())
        return [column for column, what in self.across.items() if found.count(what) > 1]


def find_head(texts: Sequence[str], line: int, names: Names) -> Head | None:
    """Return the heading row if these texts are one."""
    turned = TURNED in texts and KEY not in texts
    if not names.here or (not turned and KEY not in texts):
        return None
    across: dict[int, Row | str] = {}
    for column, text in enumerate(texts):
        what = names.rows.get(text) if turned else names.key(text)
        if what and (turned or text in names.headings or OWN_COLUMN + text not in names.own):
            across[column] = what
    across = across if turned else _without_own(across, texts, names)
    own = {
        column: names.own.get(OWN_COLUMN + text, OWN_COLUMN + text)
        for column, text in enumerate(texts)
        if text and column not in across and not turned
        if text not in names.headings or OWN_COLUMN + text in names.own
    }
    key = texts.index(TURNED if turned else KEY)
    apart = {key, *across, *own}
    facts = {column: text for column, text in enumerate(texts) if column not in apart}
    return Head(line, key, across, facts, own, turned) if across else None


def _without_own(
    across: Mapping[int, Row | str], texts: Sequence[str], names: Names
) -> dict[int, Row | str]:
    """Return the columns of boxes: not one that begins as another does which is as it was built."""
    built = {what for column, what in across.items() if names.as_built(texts[column])}
    return {
        column: what
        for column, what in across.items()
        if what not in built or names.as_built(texts[column])
    }


def lists_passages(texts: Sequence[str], names: Names) -> bool:
    """Return whether these head *Passages* or a passage table, below which nobody's words stand."""
    across = any(map(names.subtheme, texts))
    return texts[:1] == [LISTED] if across else set(HEADINGS) <= set(texts)


def lacks_its_key(texts: Sequence[str], names: Names) -> bool:
    """Return whether these are a chart's headings without the key column's own."""
    ours = [text for text in texts if text in names.headings]
    return len(ours) > 1 and any(map(names.key, ours)) and LISTED not in texts
