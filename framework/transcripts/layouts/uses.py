"""A file uses a form of head: these lines begin so, and these labels count."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from framework.transcripts.layouts.chosen import Labelled
from framework.transcripts.layouts.forms import COLON, STOP, Form, Head


@dataclass(frozen=True)
class Use:
    """How a file uses one form: the head of each line that counts, and what was doubtful."""

    form: Form
    heads: Mapping[int, Head]
    doubtful: tuple[str, ...] = ()
    bold: bool = False
    both: bool = False
    """Labels with a colon and labels with a full stop are used side by side."""

    def layout(self, *, bare: bool) -> Labelled:
        """Return the layout; `bare` is set where answers have no label."""
        return Labelled((COLON, STOP) if self.both else (self.form,), self.bold, bare)

    @property
    def labels(self) -> dict[str, int]:
        """Return how many heads each label has, by first appearance."""
        return dict(Counter(head.label for head in self.heads.values()))
