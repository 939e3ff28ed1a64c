"""Files that hold the same talk: the same transcript twice makes every quote count twice."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, product

from framework.plain.text import plain
from framework.transcripts.transcript import Reading

_LONG = 40
"""Only turns longer than this are compared: everybody says yes."""
_ENOUGH = 1_000
"""Turns that are alike for so long are alike."""
_MOSTLY = 0.5


def alike(
    readings: Sequence[Reading], others: Iterable[Reading] = ()
) -> Iterator[tuple[str, str, float]]:
    """Return pairs of files of which one holds most of the other's turns, and what share of them.

    Pairs are of `readings`, or of one of them and one of `others`. Turns are compared without
    typography; a part inside the whole is found as well.
    """
    turns = {reading.file: _turns(reading) for reading in readings}
    beside = {reading.file: _turns(reading) for reading in (others if turns else ())}
    for one, other in chain(combinations(turns.items(), 2), product(turns.items(), beside.items())):
        (first, held), (second, also) = one, other
        fewest = min(len(held), len(also))
        share = len(held & also) / fewest if fewest else 0
        if share >= _MOSTLY:
            yield first, second, share


def _turns(reading: Reading) -> frozenset[int]:
    """Return the longer turns by their hashes: all of a study's words would take much room."""
    return frozenset(
        hash(plain(said.text[:_ENOUGH]))
        for said in reading.spoken
        if len(said.text) > _LONG and not said.echo
    )
