"""Labels that count, written with a slip: ``R; text``, ``I→text``, and a second turn in a line.

Only a label that the file uses properly elsewhere can be meant; each slip is told.
"""

import re
from collections.abc import Collection, Iterator

from framework.formats.transcripts.layouts.forms import Head
from framework.formats.transcripts.layouts.names import is_code, is_role

_OPEN = {"[": "]", "(": ")", "“": "”", "«": "»"}


class Slips:
    """Finds slips of a file's labels; without labels it finds none."""

    def __init__(self, labels: Collection[str]) -> None:
        """Take the labels that count in a file."""
        known = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
        brief = [label for label in labels if is_code(label) or is_role(label) or len(label) <= 3]
        codes = "|".join(re.escape(label) for label in sorted(brief, key=len, reverse=True))
        never = r"(?!)"
        self._begins = re.compile(
            rf"[ \t]*(?P<label>{known or never})[ \t]*(?:;[ \t]+|:(?=[^\W\d_])|\t+(?=\S))"
            rf"|[ \t]*(?P<code>{codes or never})\.?[ ]{{2,}}(?=[A-Z“\"])"
        )
        self._inside = re.compile(
            rf"(?<=[.?!…”\"’)\]])[ \t]+(?P<label>{known or never}):[ \t]+(?=\S)"
        )
        roles = {label.casefold() for label in labels if is_role(label)}
        self._roles = roles | {f"{role}s" for role in roles}

    def head(self, line: str) -> Head | None:
        """Return the head of a line whose label has a slip after it, or lacks its colon."""
        if found := self._begins.match(line):
            return Head(found["label"] or found["code"], found.end())
        if line.strip().casefold() in self._roles:
            return Head(line.strip(), len(line))
        return None

    def inside(self, line: str) -> Iterator[tuple[int, int, str]]:
        """Return where another turn begins within a line: its marker's span, and its label.

        A label that somebody quotes, or that stands in a bracket, begins no turn.
        """
        for found in self._inside.finditer(line):
            if not _within(line[: found.start()]):
                yield found.start(), found.end(), found["label"]


def _within(before: str) -> bool:
    """Return whether a bracket or a quotation is open at the end of some words."""
    opened = any(before.count(one) > before.count(other) for one, other in _OPEN.items())
    return opened or before.count('"') % 2 == 1
