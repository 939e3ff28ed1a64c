"""Paragraphs without a label, in a file in which only some turns have one: nobody's words.

Usually a bare paragraph goes on with the turn before. But nobody writes a label again to go on
speaking: where what follows a label and the bare paragraphs after it is mostly that same label,
somebody else spoke in between.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from framework.transcripts.layouts import names
from framework.transcripts.layouts.forms import Head
from framework.transcripts.layouts.furniture import is_event
from framework.transcripts.paragraphs import Paragraph

_HALF = 0.4
_TAIL = 9
_QUESTION = re.compile(r"[?？؟][\"”’»)\]*_]*\s*$")


class Bare:
    """Tells which bare paragraphs of a file are nobody's."""

    def __init__(
        self, lines: Sequence[Paragraph], front: Collection[int], heads: Mapping[int, Head]
    ) -> None:
        """Take the lines of a file, those above the talk, and the heads of turns by line."""
        self._lines, self._front, self._heads = lines, front, heads
        self.labels = self._after()

    def every(self) -> None:
        """Take bare paragraphs for nobody's after whatever label, as a person decided."""
        self.labels = self.labels or {head.label for head in self._heads.values()}

    def questions(self) -> set[int]:
        """Return the bare questions right above turns, if all turns are answers.

        That is so if no label is one that asks, and a bare question stands above the first turn.
        """
        labels = {head.label for head in self._heads.values()}
        above = {at - 1 for at in self._heads if at - 1 not in self._heads}
        found = {at for at in above if self._is_bare(at) and self._asks(at)}
        first = min(self._heads) - 1
        return found if first in found and not any(map(names.asks, labels)) else set()

    def _asks(self, at: int) -> bool:
        return _QUESTION.search(self._lines[at].text[-_TAIL:]) is not None

    def _after(self) -> set[str]:
        """Return the labels after which bare paragraphs are nobody's."""
        again: Counter[str] = Counter()
        bare = 0
        for at, then in pairwise([*sorted(self._heads), len(self._lines)]):
            head = self._heads[at]
            if not any(map(self._is_bare, range(at + 1, then))):
                continue
            bare += 1
            if then < len(self._lines) and self._lines[at].text[head.end :].strip():
                timed = head.time or self._lines[at].time
                same = self._heads[then].label == head.label
                again[head.label] += (not timed) if same else -1
        labels = {head.label for head in self._heads.values()}
        if len(labels) <= 2 and all(map(names.asks, labels)) and bare >= _HALF * len(self._heads):
            return labels
        return {label for label, times in again.items() if times > 0}

    def _is_bare(self, at: int) -> bool:
        line = self._lines[at] if 0 <= at < len(self._lines) else None
        return (
            line is not None
            and at not in self._heads
            and at not in self._front
            and not (line.heading or line.wrapped or line.text[:1] in "\t ")
            and not is_event(line.text)
        )
