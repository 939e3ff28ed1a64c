"""What the boxes of a sheet are about. A number or a finding belongs to its own sheets only.

A sheet is known by its name. One of another name may be a sheet of the program that somebody has
renamed or copied, which its title shows, or else its headings; any other is somebody's own.
"""

from collections.abc import Collection, Iterator, Sequence

from framework.plain.spreadsheet_parts import Parts
from framework.trail.decisions import OWN_SHEET
from framework.workbook.base import Base
from framework.workbook.reading.head import Names
from framework.workbook.reading.sheet_reader import texts_of

_HALF = 0.5


def sheet_keys(base: Base, names: Names, sheet: str, parts: Parts) -> Collection[str]:
    """Return what the boxes of a sheet are about; nothing for a sheet that has no boxes."""
    if sheet in base.charts:
        return base.charts[sheet]
    if OWN_SHEET + sheet in base.own or sheet in base.reading:
        return ()
    lines = [texts_of(values) for _, values in parts.lines(sheet)]
    head = max(lines, key=lambda texts: len(_named(texts, names)), default=())
    if _was_own(head, base):
        return ()
    above = lines[: lines.index(head)] if head else []
    if title := next((text for texts in above for text in texts if text in base.titles), None):
        return base.charts[base.titles[title]]
    gone = [keys for name, keys in base.charts.items() if name not in parts.sheets]
    if found := _most_alike(gone, _named(head, names)):
        return found
    return _most_alike(base.charts.values(), _named(head, names, as_built=True))


def _most_alike(sheets: Collection[Collection[str]], named: Collection[str]) -> Collection[str]:
    """Return what a sheet is about of which so large a part is named, the one most alike."""
    found = [keys for keys in sheets if len({*keys} & {*named}) > _HALF * len(keys)]
    return max(
        found, key=lambda keys: (len({*keys} & {*named}), -len({*keys} - {*named})), default=()
    )


def _named(texts: Sequence[str], names: Names, *, as_built: bool = False) -> set[str]:
    """Return what headings name, or only those that are as the program wrote them."""
    kept: Iterator[str] = (text for text in texts if not as_built or names.as_built(text))
    return set(filter(None, map(names.subtheme, kept)))


def _was_own(head: Sequence[str], base: Base) -> bool:
    """Return whether headings are those of a sheet that the program laid out from memos."""
    memos = {box.text for (_, place), box in base.memos.items() if place.startswith(OWN_SHEET)}
    return bool(memos) and {*filter(None, head)} <= memos
