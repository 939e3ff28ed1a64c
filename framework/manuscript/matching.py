"""Where the words of a quotation stand in the transcripts; a likeness never counts as a match.

First the words themselves, with the edits the quotation declares, inside one turn. If they stand
nowhere so, the same across turns; then two stretches of different turns; then the turn that has
most of the words in their order, with every difference.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from framework.manuscript.alignment import Block, align
from framework.manuscript.edits import Joint, Pattern
from framework.manuscript.speech import Speech
from framework.manuscript.words import Word

LIKE = 0.6
"""The least share of a quotation's words that a turn must hold in order to be its source."""

_FEWEST = 3
_MOST_PLACES = 50


@dataclass(frozen=True)
class Stretch:
    """A run of the quotation beside the positions in the speech that it stands for."""

    run: tuple[Word, ...]
    start: int
    end: int
    blocks: tuple[Block, ...]

    @property
    def equal(self) -> int:
        """Return how many words are equal."""
        return sum(size for _, _, size in self.blocks)


@dataclass(frozen=True)
class Hit:
    """A place where a quotation may stand: its stretches, in order, and the turns they lie in."""

    stretches: tuple[Stretch, ...]
    turns: tuple[int, ...]

    @property
    def start(self) -> int:
        """Return the first position."""
        return min(each.start for each in self.stretches if each.blocks)

    @property
    def end(self) -> int:
        """Return the position after the last."""
        return max(each.end for each in self.stretches if each.blocks)


def whole_in_a_turn(pattern: Pattern, speech: Speech) -> list[Hit]:
    """Return every place inside one turn that holds all the words, with the declared edits."""
    runs = [[word.folded for word in run] for run in pattern.runs]
    turns = {speech.turn_at(start) for start in speech.find(max(runs, key=len))}
    return [
        _hit(pattern, speech, starts)
        for turn in sorted(turns)
        for starts in _chains(pattern, runs, speech, turn)
    ]


def _chains(
    pattern: Pattern, runs: list[list[str]], speech: Speech, turn: int
) -> Iterator[list[int]]:
    """Yield where the runs begin in a turn, for many a place of the first, the next ones nearest.

    From the last run to the first, each place of it is kept from which all that follows fits. So
    a run's places are gone through once, however often its words are said.
    """
    begin, end = speech.span(turn)
    after: dict[int, int] = {}
    """The nearest place of the next run, by the places of this one."""
    chain: list[dict[int, int]] = []
    for number in reversed(range(len(runs))):
        length, joint = len(runs[number]), pattern.joints[number + 1]
        places = speech.find(runs[number], begin, end)
        if number == len(runs) - 1:
            fits = [at for at in places if _edge(joint, speech, at + length, end)]
            after = dict.fromkeys(fits, end)
        else:
            following = sorted(after)
            nearest = ((at, _nearest(joint, at + length, following, speech)) for at in places)
            after = {at: found for at, found in nearest if found is not None}
        chain.append(after)
    for start in islice(chain[-1], _MOST_PLACES):
        if _edge(pattern.joints[0], speech, max(begin, start - 1), start):
            starts = [start]
            for step in reversed(chain[1:]):
                starts.append(step[starts[-1]])
            yield starts


def _edge(joint: Joint, speech: Speech, start: int, end: int) -> bool:
    """Return whether a word with a bracket in it, at an end, fits the word said there."""
    return joint.part is None or joint.allows(speech.words[start : min(start + 1, end)])


def _nearest(joint: Joint, start: int, places: Sequence[int], speech: Speech) -> int | None:
    """Return the first of the places up to which a joint may stand for the words from `start`."""
    first = bisect_left(places, start + joint.fewest)
    for place in places[first : bisect_right(places, start + joint.most)]:
        if joint.allows(speech.words[start:place]):
            return place
    return None


def _hit(pattern: Pattern, speech: Speech, starts: list[int]) -> Hit:
    stretches = tuple(
        Stretch(run, start, start + len(run), ((0, start, len(run)),))
        for run, start in zip(pattern.runs, starts, strict=True)
    )
    return _placed(speech, stretches)


def _placed(speech: Speech, stretches: tuple[Stretch, ...]) -> Hit:
    turns = {
        turn
        for each in stretches
        if each.blocks
        for turn in range(speech.turn_at(each.start), speech.turn_at(each.end - 1) + 1)
    }
    return Hit(stretches, tuple(sorted(turns)))


def across_turns(pattern: Pattern, speech: Speech) -> list[Hit]:
    """Return places where all the words stand in one transcript, but not inside one turn.

    The runs lie in their order, or each where it stands nearest to the one before.
    """
    found = []
    runs = [[word.folded for word in run] for run in pattern.runs]
    places: dict[tuple[int, int, str], list[int]] = {}
    for first in speech.find(runs[0])[:_MOST_PLACES]:
        begin, end = speech.case_span(first)
        starts = [first]
        for run in runs[1:]:
            key = begin, end, " ".join(run)
            if key not in places:
                places[key] = speech.find(run, begin, end)
            if not places[key]:
                break
            starts.append(_beside(starts[-1], places[key]))
        else:
            found.append(_hit(pattern, speech, starts))
    return sorted(found, key=lambda hit: (max(hit.turns) - min(hit.turns), hit.start))[:1]


def _beside(place: int, places: Sequence[int]) -> int:
    """Return which of the places, in order, is nearest to one."""
    at = bisect_left(places, place)
    return min(places[max(0, at - 1) : at + 1], key=lambda one: (abs(one - place), one))


def spliced(pattern: Pattern, speech: Speech) -> list[Hit]:
    """Return where a run without a mark in it is two stretches of different turns of a case."""
    run = pattern.words
    folded = [word.folded for word in run]
    best: tuple[int, int, int, int] | None = None
    for cut in range(_FEWEST, len(run) - _FEWEST + 1):
        left = speech.find(folded[:cut])[:_MOST_PLACES]
        if not left:
            break
        for a, b in product(left, speech.find(folded[cut:])[:_MOST_PLACES]):
            one, two = speech.turn_at(a), speech.turn_at(b)
            if one != two and speech.turns[one][0] == speech.turns[two][0]:
                best = min(filter(None, (best, (abs(one - two), cut, a, b))))
    if best is None:
        return []
    _, cut, a, b = best
    pair = (tuple(run[:cut]), a), (tuple(run[cut:]), b)
    stretches = tuple(
        Stretch(words, at, at + len(words), ((0, at, len(words)),)) for words, at in pair
    )
    return [_placed(speech, stretches)]


def likest(pattern: Pattern, speech: Speech) -> list[Hit]:
    """Return the turns that hold most of the words in order, the likest first; at most three."""
    found = []
    for turn in speech.likely([word.folded for word in pattern.words]):
        hit = _placed(speech, tuple(_aligned(pattern, speech, turn)))
        if hit.turns:
            found.append(hit)
    return sorted(found, key=lambda hit: (-share(hit, pattern), hit.end - hit.start, hit.start))[:3]


def share(hit: Hit, pattern: Pattern) -> float:
    """Return which share of the quotation's words a place holds in order."""
    return sum(each.equal for each in hit.stretches) / max(1, len(pattern.words))


def _aligned(pattern: Pattern, speech: Speech, turn: int) -> Iterator[Stretch]:
    """Yield each run beside the words of a turn that are likest to it, one after the other."""
    after, end = speech.span(turn)
    for run in pattern.runs:
        first, last, equal = align([word.folded for word in run], speech.words[after:end])
        blocks = tuple((a, after + b, size) for a, b, size in equal)
        yield Stretch(run, after + first, after + last, blocks)
        after += last
