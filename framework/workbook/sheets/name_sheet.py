"""A sheet of the names that a language model found, a row a place: .csv or .xlsx, for reading."""

import io
from collections.abc import Iterable
from datetime import UTC, datetime

from framework.plain.tables import write_table
from framework.proposals.names import Name
from framework.workbook.sheets.listings import Listing, write_listing
from framework.workbook.sheets.sheet import Workbook
from framework.workbook.sheets.styles import Styles

COLUMNS = (
    ("name", 24),
    ("kind", 14),
    ("times", 8),
    ("case", 18),
    ("turn", 8),
    ("before", 34),
    ("words", 24),
    ("after", 34),
)
"""The columns, and how wide they are in a workbook."""
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def write_names(names: Iterable[Name], note: str, *, workbook: bool) -> bytes:
    """Return the bytes of a sheet of these names, headed by a note."""
    rows = [
        [
            name.words,
            name.kind,
            str(len(name.passages)),
            one.case,
            one.turn,
            *(" ".join(text.split()) for text in (one.before, one.words, one.after)),
        ]
        for name in names
        for one in name.passages
    ]
    if not workbook:
        return write_table([[title for title, _ in COLUMNS], *rows])
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": _CREATED})
        listing = Listing(COLUMNS, rows, grey=(5, 7))
        write_listing(Styles(book), "Names found", note, listing)
    return out.getvalue()
