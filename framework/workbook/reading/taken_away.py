"""What a workbook was built with beside its boxes and lacks now: somebody has taken it away.

A program that drops notes drops all of them, or all of a sheet, and one that leaves out sheets
leaves out more than a researcher's own; so nothing is taken away where that may be why.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from framework.trail.cell import Key
from framework.trail.decisions import COLOUR, OWN_COLUMN, OWN_SHEET
from framework.workbook.matrix import Box, Shown
from framework.workbook.memo import column_or_sheet

_BESIDE = (COLOUR, OWN_COLUMN, OWN_SHEET)


def taken_away(
    memos: Mapping[Key, Box], shown: Sequence[Shown], beside: Sequence[Shown], *, whole: bool
) -> Iterator[Shown]:
    """Return the notes, own columns and own sheets that are gone, each text as an empty one.

    `memos` are those with which the workbook was built, `shown` its boxes and `beside` the notes
    on them, colours and own texts that it has now; it is `whole` if all of the program's sheets
    are there.
    """
    kept = {key: box for key, box in memos.items() if box.text}
    yield from _notes([one for one in shown if one.key in kept], beside)
    held = {column_or_sheet(one.subtheme) for one in beside}
    for row, place in kept if whole else ():
        if place.startswith((OWN_COLUMN, OWN_SHEET)) and column_or_sheet(place) not in held:
            yield Shown(column_or_sheet(place), row, place, "")


def _notes(noted: Sequence[Shown], beside: Sequence[Shown]) -> Iterator[Shown]:
    """Return the boxes that had a note and have none now, where no program may have dropped it.

    Of the only note of a sheet that is told by another sheet's, which is still there.
    """
    now = {one.at: one.sheet for one in beside if not one.subtheme.startswith(_BESIDE)}
    had = Counter(one.sheet for one in noted)
    for one in noted:
        dropped = one.sheet not in now.values() if had[one.sheet] > 1 else not now
        if one.at not in now and not dropped:
            yield Shown(one.at, one.row, one.subtheme, "")
