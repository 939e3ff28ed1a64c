"""A cell holds two facts and a person's words; its box shows the words, one state, or nothing.

*Asked* and *said* are chosen by a person. An empty box means one thing only: nobody has
charted it yet.
"""

import re
from dataclasses import dataclass
from typing import Literal, get_args

from framework.cases.case import Row
from framework.plain.markup import Html, Shown, aside, line, tag, words
from framework.plain.text import fold, inert, shorten

Asked = Literal["asked", "not asked", "cannot tell"]
Said = Literal[
    "uncharted",
    "charted",
    "nothing said",
    "touched on, not pursued",
    "not applicable",
    "not recorded",
    "withdrawn",
]
Mark = Literal["contested", "stale", "uncited", "one speaker"]

ASKED: tuple[Asked, ...] = get_args(Asked)
SAID: tuple[Said, ...] = get_args(Said)
CHOSEN: tuple[Said, ...] = tuple(word for word in SAID if word != "charted")
"""What a person may choose for *said*; a cell is charted by writing in it."""

Key = tuple[Row, str]
"""A cell's key: its row and its subtheme. A researcher's own column has ``column: …`` for one."""

OUTSIDE = "not in this guide"
"""What an empty cell is whose subtheme the topic guide of its kind does not have."""
EXCEL_LIMIT = 32_767
BETWEEN = "\n————\n"
"""Stands between two texts that contest one box, until somebody writes over both."""

_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth")

_STATE = re.compile(
    r"(?:(?P<asked>asked|not asked|cannot tell)(?:, |$))?"
    r"(?P<said>uncharted|nothing said|touched on, not pursued"
    r"|not applicable|not recorded|withdrawn)?"
    r"(?:: (?P<reason>.+))?",
    re.DOTALL,
)


@dataclass(frozen=True)
class State:
    """What one state word, or a printed pair, says of a cell; None: it does not say."""

    asked: Asked | None = None
    said: Said | None = None
    reason: str = ""


@dataclass(frozen=True, repr=False)
class Cell(Shown):
    """One cell of a chart: row × subtheme.

    `texts` holds the standing summary, more than one where it is contested; `reason` belongs
    to the state. `writers` tells who wrote each text of a contested cell, `changed` in words
    what has made a stale one out of date. `outside` is true of an empty cell whose subtheme the
    topic guide of its kind does not have, as long as nothing is indexed there.
    `indexed` counts passages, for the reader's way about and for nothing else.
    """

    row: Row
    subtheme: str
    asked: Asked | None = None
    said: Said = "uncharted"
    reason: str = ""
    texts: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    at: str = ""
    marks: tuple[Mark, ...] = ()
    writers: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    indexed: int = 0
    outside: bool = False

    def __repr__(self) -> str:
        """Return the cell's key and the beginning of its box, on one line."""
        return inert(f"{self.row.name} × {self.subtheme}: {shorten(self.box, 60) or self.empty}")

    def html(self) -> Html:
        """Return the key, the box whole, and the marks."""
        told = ", ".join((*self.marks, *self.by))
        key = tag("b", f"{self.row.name} × {self.subtheme}: ")
        return line(key, words(self.box or self.empty), aside(f" ({told})" if told else ""))

    @property
    def summary(self) -> str:
        """Return the person's words; contested ones one under another."""
        return BETWEEN.join(self.texts)

    @property
    def written(self) -> str:
        """Return all that a person wrote in it: the summary, or the reason of its state."""
        return self.summary or self.reason

    @property
    def box(self) -> str:
        """Return what the box shows: a person's words, one state, or nothing."""
        if self.texts:
            return self.summary
        if self.said == "uncharted":
            return "not asked" if self.asked == "not asked" else ""
        state = (
            f"{self.asked}, {self.said}"
            if self.asked and self.said == "nothing said"
            else self.said
        )
        return f"{state}: {self.reason}" if self.reason else state

    @property
    def blank(self) -> bool:
        """Return whether nothing is written, chosen or indexed in the cell."""
        return not self.box and self.asked is None and not self.indexed

    @property
    def empty(self) -> str:
        """Return what an empty box means."""
        return OUTSIDE if self.outside else "not charted yet"

    @property
    def told(self) -> str:
        """Return in words what its marks leave open: who wrote which text, and what has changed."""
        who = [f"{place} text by {by}" for place, by in zip(_PLACES, self.writers, strict=False)]
        return " · ".join(filter(None, [", ".join(who), ", ".join(self.changed)]))

    @property
    def open(self) -> bool:
        """Return whether the cell is still to chart: its box is empty, and its guide has it."""
        return not self.box and not self.outside


def read_state(text: str) -> State | None:
    """Return the state that a box's whole text is, or None if it is a summary.

    Case and a final full stop make no difference, and a reason may follow after a colon.

    >>> read_state("Asked, nothing said.")
    State(asked='asked', said='nothing said', reason='')
    >>> read_state("not recorded: the batteries ran out").reason
    'the batteries ran out'
    >>> read_state("Nothing said about respite") is None
    True
    """
    plain = fold(text).text.strip().removesuffix(".").rstrip()
    found = _STATE.fullmatch(plain)
    if found is None or not (found["asked"] or found["said"]):
        return None
    reason = re.split("[:：]", text, maxsplit=1)[1].strip() if found["reason"] else ""
    return State(found["asked"], found["said"], reason)  # type: ignore[arg-type] # the pattern lists the words
