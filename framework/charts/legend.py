"""How to read a cell: the same on the sheet *Contents* and on the page."""

from framework.charts.found import NOT_READ, NOT_USED

LEGEND = (
    (
        "words",
        "words",
        "A person's summary. [41] is turn 41 of that row's own transcript.",
    ),
    ("open", "", "Not charted yet: nobody has read for this."),
    ("outside", "", "Not in this guide: the topic guide of this kind of case does not ask for it."),
    ("state", "asked, nothing said", "Read: the question was put, and nothing was said to it."),
    ("state", "not asked", "The question was not put. What was said unasked is not charted yet."),
    ("state", "nothing said", "Read, and nothing is there. A reason may follow after a colon."),
    ("state", "touched on, not pursued", "Also: not applicable · not recorded · withdrawn."),
    ("contested", "one text\n————\nanother", "Two texts stand; both stay until somebody chooses."),
    (
        "found",
        NOT_READ,
        "Found by search terms and listed beside the passages. Not evidence, and never counted.",
    ),
    ("found", NOT_USED, "Term matches in a charted cell that are neither indexed nor cited."),
)
"""How such a box looks, what may stand in it, and what that means."""
