"""Files that hold the same talk: the same transcript twice makes every quote count twice."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from framework.material.transcript import Reading
from framework.text import fold

_LONG = 40
"""Only turns longer than this are compared: everybody says yes."""
_ENOUGH = 1_000
"""Turns that are alike for so long are alike."""
_MOSTLY = 0.5


def alike(readings: Sequence[Reading]) -> Iterator[tuple[str, str, float]]:
    """Return pairs of files of which one holds most of the other's turns, and what share of them.

    Turns are compared without typography; a part inside the whole is found as well.
    """
    turns = {reading.file: _turns(reading) for reading in readings}
    for one, other in combinations(turns, 2):
        fewest = min(len(turns[one]), len(turns[other]))
        share = len(turns[one] & turns[other]) / fewest if fewest else 0
        if share >= _MOSTLY:
            yield one, other, share


def _turns(reading: Reading) -> frozenset[str]:
    return frozenset(
        fold(said.text[:_ENOUGH]).text.strip()
        for said in reading.spoken
        if len(said.text) > _LONG and not said.echo
    )
