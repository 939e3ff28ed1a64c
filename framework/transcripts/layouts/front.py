"""Where the talk begins: after a header block, a legend, or the notes that a program wrote.

A header block is told by its fields (Date, Duration); a line such as ``Interviewer: W. Marlow``
belongs to it if it stands among them, and is a turn anywhere else. So does a short line above the
talk whose label comes nowhere else.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from framework.transcripts.layouts import furniture
from framework.transcripts.layouts.forms import Head
from framework.transcripts.layouts.names import is_role
from framework.transcripts.paragraphs import Paragraph

_BRIEF = 4
_TITLES = 5
_BLOCK = 60
"""No header block has more lines than this."""


def front_lines(lines: Sequence[Paragraph], heads: Sequence[Head | None]) -> set[int]:
    """Return which lines are front matter, a header block or a legend wherever it stands.

    `heads` are the heads of the form ``label: text``, a line each.
    """
    start = notes_end(lines)
    heads = [None] * start + list(heads[start:])
    front = {*range(start)} | _block(lines, heads, start)
    front |= _legend(lines, heads)
    fields = [at for at, head in enumerate(heads) if furniture.is_header(lines[at].text, head)]
    front |= {at for pair in pairwise(fields) if pair[1] == pair[0] + 1 for at in pair}
    front |= {at for at in fields if at and _titled(lines[at - 1].text)}
    return front | {at for at in fields if furniture.is_credit(lines[at].text)}


def _legend(lines: Sequence[Paragraph], heads: Sequence[Head | None]) -> set[int]:
    """Return the lines that explain labels, and those right below them that do the same."""
    found = {at for at, head in enumerate(heads) if furniture.is_legend(lines[at].text, head)}
    explained = {head.label for at, head in enumerate(heads) if head and at in found}
    for at in sorted(found):
        below = at + 1
        while below < len(lines) and _explains(lines[below - 1], lines[below], heads[below]):
            label = heads[below].label  # type: ignore[union-attr] # it explains a label
            if label in explained and below not in found:
                break
            explained.add(label)
            found.add(below)
            below += 1
    return found


def _explains(above: Paragraph, line: Paragraph, head: Head | None) -> bool:
    """Return whether a line right below one of a legend has a short label and a few words."""
    if head is None or _number(line) != _number(above) + 1:
        return False
    words = line.text[head.end :].strip()
    return len(head.label) <= _BRIEF and bool(words) and furniture.is_short(words)


def _titled(line: str) -> bool:
    """Return whether a line is a title such as *Interview 2*, under which a header may stand."""
    return line.strip()[:1].isalnum() and furniture.is_event(line)


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
    while (
        start <= last < len(lines) - 1
        and _number(lines[last + 1]) == _number(lines[last]) + 1
        and _describes(lines[last + 1], heads[last + 1])
    ):
        last += 1
    return set(range(start, last + 1)) | _people(lines, heads, last + 1, fields=last >= start)


def _number(line: Paragraph) -> int:
    return line.place.get("line", line.place.get("paragraph", 0))


def _describes(line: Paragraph, head: Head | None) -> bool:
    """Return whether a line tells who somebody is: ``Interviewer: W. Marlow``."""
    if head is None or not is_role(head.label):
        return False
    value = line.text[head.end :].strip()
    return furniture.is_value(value) if value else "table" in line.place


def _people(
    lines: Sequence[Paragraph], heads: Sequence[Head | None], start: int, *, fields: bool
) -> set[int]:
    """Return lines above the talk whose labels nobody has in it: ``Interviewer: W. Marlow``.

    ``W. Marlow: interviewer`` is one as well.
    Where labels come again later, they may be any: ``Datum: 12. Mai``, ``Interview 3: Ann``.
    """
    seen = Counter(head.label for head in heads if head)
    talked = any(times > 1 for times in seen.values())
    top = _top(lines, heads, start)
    last = _listed(lines, heads, range(start, top)) - 1
    for at in range(last + 1, top):
        head = heads[at]
        if head is None:
            continue
        value = lines[at].text[head.end :].strip()
        again = seen[head.label] > 1 and not (fields and _closed(lines, at + 1))
        if again:
            break
        named = _describes(lines[at], head) or is_role(value.rstrip("."))
        if named or (talked and furniture.is_datum(value)):
            last = at
    return set(range(start, last + 1))


def _top(lines: Sequence[Paragraph], heads: Sequence[Head | None], start: int) -> int:
    """Return where the lines end that may stand above a talk: short ones, and few titles."""
    titles = 0
    for at in range(start, min(len(lines), start + _BLOCK)):
        head = heads[at]
        titles += head is None
        short = furniture.is_short(lines[at].text[head.end if head else 0 :])
        if lines[at].wrapped or not short or titles > _TITLES:
            return at
    return min(len(lines), start + _BLOCK)


def _listed(lines: Sequence[Paragraph], heads: Sequence[Head | None], top: range) -> int:
    """Return where a list of the people ends who speak under the same roles below.

    There are several, or the next to speak is the one who was named. A blank line parts them
    from the talk, unless each has more than a word.
    """
    roles: dict[str, int] = {}
    words = True
    for at in top:
        head = heads[at]
        if head and head.label not in roles and _describes(lines[at], head):
            if not furniture.is_datum(lines[at].text[head.end :]):
                break
            roles[head.label] = at
            words = words and furniture.is_long(lines[at].text[head.end :])
        elif head:
            break
    if not roles:
        return top.start
    last = max(roles.values())
    after = next((at for at in range(last + 1, len(lines)) if heads[at]), last)
    head = heads[after]
    parted = words or _number(lines[after]) > _number(lines[last]) + 1
    named = after > last and head is not None and head.label in roles
    return last + 1 if named and parted else top.start


def _closed(lines: Sequence[Paragraph], at: int) -> bool:
    """Return whether a rule or a heading stands here, which closes a header block."""
    return at < len(lines) and (lines[at].heading or furniture.is_rule(lines[at].text))
