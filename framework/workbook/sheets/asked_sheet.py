"""The sheet *Asked*: what the topic guide and the moderators' turns propose. For reading.

It stands apart from the boxes: whether a question was put is for a person to say. A subtheme's
number and name stand apart, too, so that no row is taken for the headings of a chart.
"""

from framework.proposals.asked import SHOWN, Asking, Askings
from framework.workbook.sheets.book import Book
from framework.workbook.sheets.listings import Listing, write_listing

NAME = "Asked"
_COLUMNS = (
    ("Case", 14),
    ("Subtheme", 9),
    ("Name", 28),
    ("Question of the guide", 44),
    ("Proposed", 14),
    ("Turn", 8),
    ("The moderator's turn", 60),
    ("Found by", 30),
    ("Decided so far", 14),
)


def write_asked(book: Book, asked: Askings) -> None:
    """Add a row a cell whose subtheme the guide opens; the others are named above."""
    beyond = dict.fromkeys(one.subtheme for one in asked.values() if not one.questions)
    note = (
        "Read only. Found by words, not read: a suggestion only. “No turn found” does not mean "
        "“not asked”. To record it, type “asked, nothing said” in the cell, or run framework index."
    )
    told = f" Not in the guide: {', '.join(beyond)}." if beyond else ""
    rows = [_row(book, one) for one in asked.values() if one.questions]
    write_listing(book.styles, NAME, note + told, Listing(_COLUMNS, rows, grey=(2, 3, 7)))


def _row(book: Book, one: Asking) -> list[str]:
    turns = one.turns[:SHOWN]
    transcript = book.cells.transcripts[one.case]
    return [
        one.case,
        one.subtheme,
        book.cells.codebook[one.subtheme].name,
        "\n".join(f"{question.number} {question.text}" for question in one.questions),
        f"{one.proposed}?" if turns else one.proposed,
        "\n".join(put.turn for put in turns),
        "\n".join(transcript.turn(put.turn).text for put in turns),
        "\n".join(put.why for put in turns),
        one.chosen or "",
    ]
