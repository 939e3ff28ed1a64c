"""A sheet of proposals that a person went through: taken as a whole, or refused with addresses.

A row is known by its id and checked by its words, so that a sheet made before a transcript or
the codebook changed decides nothing about other words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from framework.errors import Problem
from framework.index.entries import Judged
from framework.plain.text import clean, fold
from framework.proposals.propose import Proposal

_VERBS: dict[str, Literal["accept", "reject"]] = {"accept": "accept", "reject": "reject"}
_DONE = {"accept": "indexed", "reject": "rejected"}


@dataclass(frozen=True)
class Ruling:
    """One row of such a sheet in which something is decided, and where it stands."""

    id: str
    words: str
    decision: str
    memo: str
    file: str
    line: int | None = None
    cell: str | None = None

    def problem(self, message: str, hint: str) -> Problem:
        """Return a problem with this row."""
        return Problem(self.file, message, hint, self.line, self.cell, kind="decision")


@dataclass(frozen=True)
class Review:
    """What a sheet decides: what is new, how many rows were taken before, what is wrong."""

    judged: tuple[Judged, ...]
    before: int
    problems: tuple[Problem, ...]


def review(proposals: Iterable[Proposal], rulings: Sequence[Ruling]) -> Review:
    """Return what the rows of a sheet decide about these proposals, decided on or not."""
    known = {one.id: one for one in proposals}
    judged: list[Judged] = []
    problems: list[Problem] = []
    before = 0
    seen: dict[str, Ruling] = {}
    for ruling in rulings:
        found = _fault(ruling, known.get(ruling.id), seen.get(ruling.id))
        problems += found
        if not found:
            one = known[ruling.id]
            if one.decided == _DONE[ruling.decision]:
                before += 1
            elif ruling.id not in seen:
                judged.append(one.judged(_VERBS[ruling.decision], ruling.memo))
        seen.setdefault(ruling.id, ruling)
    return Review(tuple(judged), before, tuple(problems))


def _fault(ruling: Ruling, one: Proposal | None, first: Ruling | None) -> list[Problem]:
    if ruling.decision not in _DONE:
        hint = "write accept or reject, or leave it empty"
        return [ruling.problem(f"the decision is `{ruling.decision}`", hint)]
    if one is None:
        hint = "write a new sheet: framework propose -o FILE"
        return [ruling.problem(f"there is no proposal {ruling.id}", hint)]
    if fold(clean(one.passage.words)).text.split() != fold(ruling.words).text.split():
        hint = "write a new sheet: framework propose -o FILE"
        return [ruling.problem(f"these are not the words of {ruling.id} now", hint)]
    if first and first.decision != ruling.decision:
        return [ruling.problem(f"{ruling.id} is decided twice, differently", "decide once")]
    if one.decided not in ("open", _DONE[ruling.decision]):
        hint = "leave the row empty, or take that back first: framework index unindex"
        return [ruling.problem(f"{ruling.id} was {one.decided} already", hint)]
    return []
