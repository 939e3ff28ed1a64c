"""Which groups were set against which, level by level, and what came of it.

It is the locus of difference drawn out: the same rules, with the comparisons that found no
difference and those that could not be made. Groups in which no position was heard are in none.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, get_args

from framework.comparison.stance import Group, apart, boxes, opposite

Level = Literal["inside", "groups", "seconds", "firsts"]
"""Inside a group; between groups of one team, teams of one authority, authorities."""
LEVELS: tuple[Level, ...] = get_args(Level)
Outcome = Literal["differ", "alike", "cannot tell"]

Side = Sequence[Group]


@dataclass(frozen=True)
class Comparison:
    """Sides, each of one or more groups, and whether they differ; `why` it cannot be told.

    A single side is a group looked into, or one with nothing beside it.
    """

    level: Level
    sides: tuple[tuple[str, ...], ...]
    outcome: Outcome
    why: str = ""


def comparisons(groups: Sequence[Group]) -> list[Comparison]:
    """Return every comparison of these groups, from inside a group outwards.

    Sides that differ come pair by pair. Where no two of a level's sides differ, they come together.
    """
    heard = [group for group in groups if group.heard]
    firsts = list(dict.fromkeys(group.first for group in heard))
    of_first = [[group for group in heard if group.first == first] for first in firsts]
    found = list(_inside(heard))
    for box in boxes(heard).values():
        found += _level("groups", [[group] for group in box], _group_by_group)
    for inside in of_first:
        found += _level("seconds", list(boxes(inside).values()), _side_by_side)
    return [*found, *_level("firsts", of_first, _with_a_team_in_both)]


def _inside(heard: Sequence[Group]) -> Iterator[Comparison]:
    for group in heard:
        if group.mixed and group.speakers_known:
            yield Comparison("inside", ((group.id,),), "differ")
        elif group.mixed:
            yield Comparison("inside", ((group.id,),), "cannot tell", "speakers are not told apart")


Told = tuple[Outcome, str]


def _level(
    level: Level, sides: Sequence[Side], compare: Callable[[Side, Side], Told]
) -> Iterator[Comparison]:
    """Return the pairs of sides that differ; else all sides together, with what was found."""
    pairs = [(one, other, compare(one, other)) for one, other in combinations(sides, 2)]
    differing = [(one, other) for one, other, (outcome, _) in pairs if outcome == "differ"]
    for pair in differing:
        yield Comparison(level, _ids(pair), "differ")
    if not sides or differing:
        return
    whys = dict.fromkeys(why for _, _, (outcome, why) in pairs if outcome == "cannot tell")
    if not pairs:
        yield Comparison(level, _ids(sides), "cannot tell", "only one was heard there")
    elif whys:
        yield Comparison(level, _ids(sides), "cannot tell", "; ".join(whys))
    else:
        yield Comparison(level, _ids(sides), "alike")


def _ids(sides: Sequence[Side]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group.id for group in side) for side in sides)


def _group_by_group(one: Side, other: Side) -> Told:
    return ("differ" if opposite(one, other) else "alike"), ""


def _side_by_side(one: Side, other: Side) -> Told:
    """Return how two sides compare; one whose own groups differ is set against none."""
    if apart(one) or apart(other):
        return "cannot tell", "the groups of one side differ"
    if opposite(one, other):
        return "differ", ""
    if apart([*one, *other]):
        return "cannot tell", "some of their groups differ, others do not"
    return "alike", ""


def _with_a_team_in_both(one: Side, other: Side) -> Told:
    """Return how two sides compare; they differ only if something can be compared in both."""
    outcome, why = _side_by_side(one, other)
    shared = {group.second for group in one} & {group.second for group in other}
    if outcome == "differ" and not shared:
        return "cannot tell", "nothing to compare was heard in both"
    return outcome, why
