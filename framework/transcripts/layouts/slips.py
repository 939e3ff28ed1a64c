"""Labels that count, written with a slip: ``R; text``, ``I→text``, and a second turn in a line.

Only a label that the file uses properly elsewhere can be meant; each slip is told.
"""

import re
from collections.abc import Collection, Iterator

from framework.plain.text import unify_name
from framework.transcripts.layouts.forms import Head
from framework.transcripts.layouts.names import is_code, is_role, is_unknown

_BEGINS = re.compile(
    r"[ \t]*(?P<label>[^:;\t\n]{1,63}?)[ \t]*(?:;[ \t]+|:(?=[^\W\d_])|\t+(?=\S))"
    r"|[ \t]*(?P<code>[^\s.]{1,20})\.?[ ]{2,}(?=[A-Z“\"])"
)
_SIGNS = (";", ":", "\t", "  ")
"""Most lines hold none of these, and are passed over so."""
_ALONE = re.compile(
    r"\s*(?:interviewe[er]|respondent|participant|moderator|facilitator)s?(?: ?\d{1,2})?\s*",
    re.IGNORECASE,
)
_COLON = re.compile(r":[ \t]+(?=\S)")
_ENDS = re.compile(r"[.?!…”\"’)\]][ \t]+$")
_OPEN = {"[": "]", "(": ")", "“": "”", "«": "»"}
_WORDS = 6
"""A label has at most so many words."""
_BRIEF = 3
_LAST = 2
_LONGEST, _PARAGRAPH, _TAIL = 400, 20_000, 8
"""Bounds that keep hostile lines from costing time."""


class Slips:
    """Finds slips of a file's labels; without labels it finds none."""

    def __init__(self, labels: Collection[str]) -> None:
        """Take the labels that count in a file."""
        self._labels = frozenset(labels)
        self._lasts = frozenset(f" {label}"[-_LAST:] for label in labels)
        self._roles = any(map(is_role, labels))

    def head(self, line: str) -> Head | None:
        """Return the head of a line whose label has a slip after it, or lacks its colon."""
        begin = line[:_LONGEST]
        found = _BEGINS.match(begin) if any(map(begin.__contains__, _SIGNS)) else None
        label = (found["label"] or found["code"]) if found else ""
        brief = is_code(label) or is_role(label) or len(label) <= _BRIEF
        if found and label in self._labels and (found["label"] or brief):
            return Head(label, found.end())
        return None

    def alone(self, line: str) -> Head | None:
        """Return the head of a line that is nothing but a role, or somebody whom nobody knew."""
        bare = unify_name(line.strip()) if len(line) < _LONGEST else ""
        role = self._roles and _ALONE.fullmatch(bare)
        return Head(bare, len(line)) if role or (" " in bare and is_unknown(bare)) else None

    def inside(self, line: str) -> Iterator[tuple[int, int, str]]:
        """Return where another turn begins within a line: its marker's span, and its label.

        A label that somebody quotes, or that stands in a bracket, begins no turn.
        """
        last = 0
        for colon in _COLON.finditer(line) if len(line) < _PARAGRAPH else ():
            # Most colons stand after words that end like no label: they are passed over first.
            if line[max(0, colon.start() - _LAST) : colon.start()] not in self._lasts:
                continue
            start = self._label_before(line, colon.start())
            if start is not None and not _within(line[last:start]):
                yield start, colon.end(), line[start : colon.start()]
                last = start

    def _label_before(self, line: str, colon: int) -> int | None:
        """Return where a label begins that a colon ends, right after the end of a sentence."""
        start = colon
        for _ in range(_WORDS):
            start = max(line.rfind(" ", 0, start), line.rfind("\t", 0, start))
            if start < 0:
                return None
            if line[start + 1 : colon] in self._labels and _ENDS.search(
                line[max(0, start - _TAIL) : start + 1]
            ):
                return start + 1
        return None


def _within(before: str) -> bool:
    """Return whether a bracket or a quotation is open at the end of some words."""
    opened = any(before.count(one) > before.count(other) for one, other in _OPEN.items())
    return opened or before.count('"') % 2 == 1
