"""Where the talk begins: after a header block, a legend, or the notes that a program wrote.

A header block is told by its fields (Date, Duration); a line such as ``Interviewer: W. Marlow``
belongs to it if it stands among them, and is a turn anywhere else.
"""

from collections.abc import Sequence
from itertools import pairwise

from framework.formats.transcripts.layouts import furniture
from framework.formats.transcripts.layouts.forms import Head
from framework.formats.transcripts.layouts.names import is_role
from framework.formats.transcripts.paragraphs import Paragraph

_BLOCK = 60
"""No header block has more lines than this."""


def front_lines(lines: Sequence[Paragraph], heads: Sequence[Head | None]) -> set[int]:
    """Return which lines are front matter, a header block or a legend wherever it stands.

    `heads` are the heads of the form ``label: text``, a line each.
    """
    start = notes_end(lines)
    heads = [None] * start + list(heads[start:])
    front = {*range(start)} | _block(lines, heads, start)
    front |= {at for at, head in enumerate(heads) if furniture.is_legend(lines[at].text, head)}
    fields = [at for at, head in enumerate(heads) if furniture.is_header(lines[at].text, head)]
    front |= {at for pair in pairwise(fields) if pair[1] == pair[0] + 1 for at in pair}
    return front | {at for at in fields if furniture.is_credit(lines[at].text)}


def notes_end(lines: Sequence[Paragraph]) -> int:
    """Return where a program's notes about the meeting end, 0 if there are none."""
    noted = False
    for at, line in enumerate(lines):
        noted = noted or furniture.opens_notes(line.text)
        if noted and furniture.opens_transcript(line.text):
            return at + 1
    return 0


def _block(lines: Sequence[Paragraph], heads: Sequence[Head | None], start: int) -> set[int]:
    """Return the lines of the header block with which a file begins, if it has one."""
    last = start - 1
    for at in range(start, min(len(lines), start + _BLOCK)):
        head = heads[at]
        if furniture.is_header(lines[at].text, head):
            last = at
        elif head is not None and not _describes(lines[at], head):
            break
    if last < start:
        return _people(lines, heads, start)
    while (
        last + 1 < len(lines)
        and _number(lines[last + 1]) == _number(lines[last]) + 1
        and _describes(lines[last + 1], heads[last + 1])
    ):
        last += 1
    return set(range(start, last + 1))


def _number(line: Paragraph) -> int:
    return line.place.get("line", line.place.get("paragraph", 0))


def _describes(line: Paragraph, head: Head | None) -> bool:
    """Return whether a line tells who somebody is: ``Interviewer: W. Marlow``."""
    if head is None or not is_role(head.label):
        return False
    value = line.text[head.end :].strip()
    return furniture.is_value(value) if value else "table" in line.place


def _people(lines: Sequence[Paragraph], heads: Sequence[Head | None], start: int) -> set[int]:
    """Return lines that name the people above the talk and whose labels nobody has in it."""
    found = set()
    for at in range(start, min(len(lines), start + _BLOCK)):
        head = heads[at]
        if head is None:
            continue
        again = any(other and other.label == head.label for other in heads[at + 1 :])
        if again or not _describes(lines[at], head):
            break
        found.add(at)
    return found
