"""Edits that a quotation declares: ``[x]`` stands for 0..n source words, an ellipsis for a gap.

A quotation is its runs of words and the joints before, between and after them.
"""

import re
from dataclasses import dataclass

from framework.manuscript.words import FOLDED, WORD, Word

_DOTS = r"(?:…|\.(?:\s?\.){2,3})"
_L = r"[^\W\d_]"
_EDIT = re.compile(
    rf"(?P<gap>\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_DOTS})"
    rf"|(?P<part>(?<![^\W_])(?:{_L}+\[{_L}{{0,12}}\](?:['’]?{_L})*|\[{_L}{{1,12}}\](?:['’]?{_L})+))"
    rf"|(?P<insert>\[[^\[\]]{{0,300}}\])"
)
GAP_WORDS = 100
INSERT_WORDS = 12
"""The most source words that an ellipsis and a bracket may stand for."""


@dataclass(frozen=True)
class Joint:
    """What stands between two runs: the printed edits, and how many source words they allow.

    `dots` is the printed ellipsis. `part` is what a word with a bracket inside it (``want[ed]``)
    has of the speaker's own.
    """

    printed: str = ""
    fewest: int = 0
    most: int = 0
    dots: str = ""
    part: tuple[str, str] | None = None

    def allows(self, left_out: list[str]) -> bool:
        """Return whether these source words may stand where the edit stands."""
        if not self.fewest <= len(left_out) <= self.most:
            return False
        if self.part is None:
            return True
        begin, end = self.part
        return any(word.startswith(begin) and word.endswith(end) for word in left_out)

    def joined(self, other: "Joint") -> "Joint":
        """Return this edit and the next one, with nothing between them, as one."""
        return Joint(
            f"{self.printed} {other.printed}".strip(),
            self.fewest + other.fewest,
            self.most + other.most,
            f"{self.dots} {other.dots}".strip(),
            self.part or other.part,
        )


@dataclass(frozen=True)
class Pattern:
    """A quotation's runs of words; ``joints`` holds one more than there are runs."""

    text: str
    runs: tuple[tuple[Word, ...], ...]
    joints: tuple[Joint, ...]

    @property
    def words(self) -> list[Word]:
        """Return all words outside the edits."""
        return [word for run in self.runs for word in run]

    @property
    def declared(self) -> bool:
        """Return whether the quotation declares any edit."""
        return any(joint.printed for joint in self.joints)


def pattern(text: str) -> Pattern:
    """Return a quotation's runs and joints.

    >>> found = pattern("It […] depends on [the carer]")
    >>> [[word.folded for word in run] for run in found.runs]
    [['it'], ['depends', 'on']]
    >>> [joint.printed for joint in found.joints]
    ['', '[…]', '[the carer]']
    """
    runs: list[list[Word]] = [[]]
    joints = [Joint()]
    at = 0
    for edit in [*_EDIT.finditer(text), None]:
        end = edit.start() if edit else len(text)
        for found in WORD.finditer(text, at, end):
            runs[-1].append(Word(FOLDED[found.group()], *found.span()))
        if edit is None:
            break
        at = edit.end()
        if runs[-1]:
            runs.append([])
            joints.append(_joint(edit))
        else:
            joints[-1] = joints[-1].joined(_joint(edit))
    if runs[-1]:
        joints.append(Joint())
    else:
        runs.pop()
    return Pattern(text, tuple(map(tuple, runs)), tuple(joints))


def _joint(edit: re.Match[str]) -> Joint:
    printed = edit.group()
    if edit["gap"]:
        return Joint(printed, 0, GAP_WORDS, printed)
    if edit["part"]:
        begin, _, rest = printed.partition("[")
        return Joint(printed, 1, 1, part=(FOLDED[begin], FOLDED[rest.partition("]")[2]]))
    return Joint(printed, 0, INSERT_WORDS)
