"""A table with every word of it: pandas shows fifty characters of each."""

from typing import Any

from framework.plain.markup import Html, Shown, table
from framework.plain.text import count


class Whole(Shown):
    """A table of pandas with every word of it, safe to show."""

    def __init__(self, frame: Any) -> None:
        """Keep the frame; its index becomes columns, unless it merely counts the rows."""
        counted = frame.index.name is None and getattr(frame.index.dtype, "kind", "O") in "iu"
        self.frame = frame.reset_index(drop=counted)

    def __repr__(self) -> str:
        """Return the number of rows."""
        return count(len(self.frame), "row")

    def html(self) -> Html:
        """Return the table, a missing value as nothing."""
        head = (
            " ".join(column) if isinstance(column, tuple) else str(column) for column in self.frame
        )
        rows = self.frame.astype(object).where(self.frame.notna(), "").itertuples(index=False)
        return table(head, (tuple(map(str, row)) for row in rows))
