"""Names in bold without a colon, with the words after them: ``**Ann** And then?``.

A bold word may also open a remark. So a name counts if it comes again, or is a code or a role,
and no file has this form in which fewer than two do.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from framework.plain.text import unify_name
from framework.transcripts.layouts import names
from framework.transcripts.layouts.forms import BOLD, Head
from framework.transcripts.layouts.uses import Use
from framework.transcripts.paragraphs import Paragraph

_AFTER = re.compile(r"[\s*_]*(?:[-–—:;.,>|](?=\s))?\s*")
_AROUND = " \t\xa0*_"


def use(lines: Sequence[Paragraph], talk: Sequence[int], registered: Collection[str]) -> Use | None:
    """Return how a file sets names in bold before words that are not, None if it does not."""
    bold = {at: head for at in talk if (head := head_of(lines[at]))}
    found = {at: head for at, head in bold.items() if not lines[at].text[head.end].islower()}
    seen = Counter(head.label for head in found.values())
    labels = {
        label
        for label, times in seen.items()
        if label in registered or times > 1 or names.is_code(label) or names.is_role(label)
    }
    if len(labels) < BOLD.least:
        return None
    heads = {at: head for at, head in found.items() if head.label in labels}
    return Use(
        BOLD, heads, tuple({head.label: 0 for head in bold.values() if head.label not in labels})
    )


def head_of(line: Paragraph) -> Head | None:
    """Return the head of a line that begins with a name in bold, without a colon."""
    bold = line.begins_bold
    label = unify_name(line.text[:bold].strip(_AROUND))
    end = bold + len(_AFTER.match(line.text[bold:]).group())  # type: ignore[union-attr]
    named = names.like_a_name(label) or names.like_a_role(label)
    return Head(label, end) if end < len(line.text) and named and label[-1:].isalnum() else None
