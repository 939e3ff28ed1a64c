"""Puts printed words beside the stretch of a turn that takes the fewest changes to reach them."""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

_LONG = 300
"""A quotation of more words is compared more coarsely, since each pair of words takes time."""

_MOST_PAIRS = 1_000_000
_SLACK = 3
_ALIKE = 0.6

_LEFT_OUT, _REPLACED, _PUT_IN = 2, 3, 4
"""What a change costs: a word that was said is sooner left out than a printed one made up."""

Block = tuple[int, int, int]
"""(first printed word, first source word, how many): words that are equal, in order."""


def align(printed: Sequence[str], source: Sequence[str]) -> tuple[int, int, list[Block]]:
    """Return where the likest stretch of the source begins and ends, and what is equal in it.

    Only the neighbourhood of the longest run in common is looked at. Nothing in common gives an
    empty stretch.

    >>> align(["a", "letter", "came"], ["oh", "a", "card", "came", "once"])
    (1, 4, [(0, 1, 1), (2, 3, 1)])
    """
    common = _matcher(printed, source).find_longest_match()
    if not common.size:
        return 0, 0, []
    slack = 6 + len(printed) // 2
    first = max(0, common.b - common.a - slack)
    window = source[first : common.b + len(printed) - common.a + slack]
    if len(printed) > _LONG:
        matcher = _matcher(printed, window)
        blocks = [(a, first + b, size) for a, b, size in matcher.get_matching_blocks() if size]
        return (blocks[0][1], blocks[-1][1] + blocks[-1][2], blocks) if blocks else (0, 0, [])
    begin, end, equal = _fewest_changes(printed, window)
    if equal:
        head, said = printed[: equal[0][0]][::-1], window[: equal[0][1]][::-1]
        begin = equal[0][1] - _as_many(head, said, equal[0][1] - begin)
        tail, said = printed[equal[-1][0] + 1 :], window[equal[-1][1] + 1 :]
        end = equal[-1][1] + 1 + _as_many(tail, said, end - equal[-1][1] - 1)
    return first + begin, first + end, _blocks([(a, first + b) for a, b in equal])


def _matcher(printed: Sequence[str], source: Sequence[str]) -> SequenceMatcher[str]:
    """Return what finds runs in common; where too many words recur, common ones begin none."""
    said = Counter(source)
    pairs = sum(said[word] for word in printed)
    return SequenceMatcher(None, printed, source, autojunk=pairs > _MOST_PAIRS)


def _fewest_changes(
    printed: Sequence[str], source: Sequence[str]
) -> tuple[int, int, list[tuple[int, int]]]:
    """Return the stretch of the source that is nearest to the printed words, and the equal pairs.

    A score is the cost of the changes times `unit`, less where the stretch begins: of two
    equally near the one that begins later, and so is shorter, wins.
    """
    unit = len(source) + 1
    scores = [[-at for at in range(len(source) + 1)]]
    for word in printed:
        above = scores[-1]
        row = [above[0] + _PUT_IN * unit]
        for at, said in enumerate(source):
            kept = above[at] + (0 if said == word else _REPLACED * unit)
            row.append(min(kept, above[at + 1] + _PUT_IN * unit, row[at] + _LEFT_OUT * unit))
        scores.append(row)
    end = at = min(range(len(source) + 1), key=lambda at: (scores[-1][at], at))
    equal = []
    number = len(printed)
    while number:
        here, same = scores[number][at], at and printed[number - 1] == source[at - 1]
        if at and here == scores[number - 1][at - 1] + (0 if same else _REPLACED * unit):
            number, at = number - 1, at - 1
            if same:
                equal.append((number, at))
        elif here == scores[number - 1][at] + _PUT_IN * unit:
            number -= 1
        else:
            at -= 1
    return at, end, equal[::-1]


def _as_many(changed: Sequence[str], said: Sequence[str], number: int) -> int:
    """Return how many of the words said stand for those that print changed at an end of it.

    That is the `number` of the fewest changes, unless others are spelled more like them: ``years``
    stands for ``a year``, and not for ``a``.
    """
    spelled = "".join(changed)
    likes = {
        many: SequenceMatcher(None, spelled, "".join(said[:many]), autojunk=False).ratio()
        for many in range(min(len(said), len(changed) + _SLACK) + 1)
    }
    best = max(likes, key=lambda many: (likes[many], -many))
    return best if likes[best] >= _ALIKE else number


def _blocks(equal: Sequence[tuple[int, int]]) -> list[Block]:
    found: list[Block] = []
    for a, b in equal:
        if found and (a, b) == (found[-1][0] + found[-1][2], found[-1][1] + found[-1][2]):
            found[-1] = (*found[-1][:2], found[-1][2] + 1)
        else:
            found.append((a, b, 1))
    return found
