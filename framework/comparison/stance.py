"""What a group stands for on a subtheme, and when two groups differ: silence sets nothing apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from framework.cases.case import Case
from framework.comparison.position import Place


@dataclass(frozen=True)
class Group:
    """A group as it is compared: its two attributes, and the positions heard in it."""

    case: Case
    first: str
    second: str
    holds: frozenset[str]
    opposes: frozenset[str]
    mixed: frozenset[str]

    @classmethod
    def of(cls, case: Case, places: Iterable[Place], attributes: tuple[str, str]) -> "Group":
        """Return the group that a case is, from where it stands on each position."""
        found = list(places)
        first, second = attributes

        def on(how: str) -> frozenset[str]:
            return frozenset(place.position for place in found if place.how == how)

        return cls(case, case[first], case[second], on("holds"), on("opposes"), on("mixed"))

    @property
    def id(self) -> str:
        """Return the case's id."""
        return self.case.id

    @property
    def heard(self) -> bool:
        """Return whether any position was heard from the group itself."""
        return bool(self.holds or self.opposes or self.mixed)

    @property
    def speakers_known(self) -> bool:
        """Return whether its speakers are told apart, without which nothing inside it can be."""
        return bool(self.case.people("participant"))

    def differs(self, other: "Group") -> bool:
        """Return whether two groups differ; a mixed one differs from nobody over that position."""
        if self.holds & other.opposes or self.opposes & other.holds:
            return True
        mine, theirs = self.holds | self.mixed, other.holds | other.mixed
        return bool(mine and theirs) and not mine & theirs


def placed_by_now(places: Iterable[Place]) -> bool:
    """Return whether a person has placed a group, and nothing of that is contested."""
    found = list(places)
    return any(place.how for place in found) and not any(place.contested for place in found)


def apart(groups: Iterable[Group]) -> list[tuple[Group, Group]]:
    """Return the pairs of groups that differ."""
    return [(one, other) for one, other in combinations(groups, 2) if one.differs(other)]


def opposite(some: Iterable[Group], others: Iterable[Group]) -> bool:
    """Return whether every group here differs from every group there."""
    there = list(others)
    return all(one.differs(other) for one in some for other in there)


def boxes(groups: Iterable[Group]) -> dict[tuple[str, str], list[Group]]:
    """Return the groups that share both attributes, by these."""
    found: dict[tuple[str, str], list[Group]] = {}
    for group in groups:
        found.setdefault((group.first, group.second), []).append(group)
    return found
