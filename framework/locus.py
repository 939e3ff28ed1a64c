"""Where positions differ: between authorities, between teams, between groups, inside a group.

It states where, never whether it matters; that is a person's sentence. Nothing is counted. What
cannot be told is said, with the reason.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from framework.case import Case, Row
from framework.chart import Cells
from framework.codebook import Subtheme
from framework.position import Place, placings

Kind = Literal[
    "not finished",
    "cannot tell",
    "alike wherever heard",
    "between first",
    "between second",
    "between second inside first",
    "between groups",
    "inside a group",
]
WITHIN: frozenset[Kind] = frozenset(
    {"between second inside first", "between groups", "inside a group"}
)
Stance = frozenset[tuple[str, str]]
"""What a group holds and opposes: pairs of position and ``holds`` or ``opposes``."""


@dataclass(frozen=True)
class Found:
    """One locus: what kind it is, and the groups, teams or authorities it names."""

    kind: Kind
    where: str = ""


@dataclass(frozen=True)
class Group:
    """A group as the locus sees it: its two attributes, and what was heard in it."""

    case: Case
    first: str
    second: str
    stance: Stance
    mixed: bool

    @property
    def id(self) -> str:
        """Return the case's id."""
        return self.case.id


def loci(
    cells: Cells, number: str, members: Iterable[Case], attributes: tuple[str, str]
) -> list[Found]:
    """Return the loci of a subtheme over the charted cases of these; none without positions."""
    subtheme, chosen = cells.codebook[number], list(members)
    if not subtheme.positions:
        return []
    charted = [case for case in chosen if cells.cell(Row.case(case.id), number).texts]
    return locus(subtheme, placings(cells, subtheme, chosen), charted, attributes)


def locus(
    subtheme: Subtheme,
    placed: Mapping[str, list[Place]],
    cases: Iterable[Case],
    attributes: tuple[str, str],
) -> list[Found]:
    """Return the loci of difference of a subtheme over two attributes, such as authority and team.

    `cases` are the charted ones. A group in which no position was heard is compared with none:
    silence is no difference. Several loci may hold. The rules are this project's own.
    """
    chosen = list(cases)
    waiting = [case.id for case in chosen if not _finished(placed[case.id])]
    if not subtheme.positions or not chosen or waiting:
        told = ", ".join(waiting) or "no positions, or nothing charted"
        return [Found("not finished", told)]
    first, second = attributes
    groups = [
        Group(case, case[first], case[second], _stance(placed[case.id]), _mixed(placed[case.id]))
        for case in chosen
    ]
    heard = [group for group in groups if group.stance or group.mixed]
    inside = [_inside(group) for group in heard if group.mixed]
    if len(heard) < 2:
        return [*inside, Found("cannot tell", "heard in fewer than two groups")]
    if len({group.stance for group in heard}) == 1:
        return [*inside, Found("alike wherever heard", _names(heard))]
    between = [
        *_between_groups(heard),
        *_between_second(heard),
        *_between_first(heard),
    ]
    return [*inside, *between] or [Found("cannot tell", "authority and team differ at once")]


def words(found: Found, attributes: Sequence[str]) -> str:
    """Return what a kind of locus is called over two attributes, *within* where it lies inside one.

    >>> words(Found("between groups"), ("authority", "team"))
    'within authorities, between groups of one team'
    """
    first, second = attributes
    told = {
        "between first": f"between {_plural(first)}",
        "between second": f"between {_plural(second)}, in the same way in every {first}",
        "between second inside first": f"between {_plural(second)} of one {first}",
        "between groups": f"between groups of one {second}",
    }.get(found.kind, found.kind)
    return f"within {_plural(first)}, {told}" if found.kind in WITHIN else told


def _plural(noun: str) -> str:
    return noun[:-1] + "ies" if noun.endswith("y") else noun + "s"


def _finished(places: list[Place]) -> bool:
    return any(place.how for place in places) and not any(place.contested for place in places)


def _stance(places: list[Place]) -> Stance:
    return frozenset(
        (place.position, "opposes" if place.how == "opposes" else "holds")
        for place in places
        if place.how in ("holds", "opposes", "mixed")
    )


def _mixed(places: list[Place]) -> bool:
    return any(place.how == "mixed" for place in places)


def _inside(group: Group) -> Found:
    if not group.case.people("participant"):
        return Found("cannot tell", f"inside {group.id}: its speakers are not told apart")
    return Found("inside a group", group.id)


def _names(groups: Iterable[Group]) -> str:
    return ", ".join(group.id for group in groups)


def _boxes(groups: Iterable[Group]) -> dict[tuple[str, str], list[Group]]:
    found: dict[tuple[str, str], list[Group]] = {}
    for group in groups:
        found.setdefault((group.first, group.second), []).append(group)
    return found


def _between_groups(heard: list[Group]) -> list[Found]:
    """Return the teams of one authority whose groups differ."""
    return [
        Found("between groups", f"{first} {second}: {' | '.join(_camps(inside))}")
        for (first, second), inside in _boxes(heard).items()
        if len({group.stance for group in inside}) > 1
    ]


def _camps(groups: Iterable[Group]) -> list[str]:
    """Return the groups that stand alike, together."""
    found: dict[Stance, list[Group]] = {}
    for group in groups:
        found.setdefault(group.stance, []).append(group)
    return [_names(inside) for inside in found.values()]


def _agreed(heard: list[Group]) -> dict[str, dict[str, Stance]]:
    """Return, by first attribute, the stance of each team whose groups there all stand alike."""
    found: dict[str, dict[str, Stance]] = {}
    for (first, second), inside in _boxes(heard).items():
        if len({group.stance for group in inside}) == 1:
            found.setdefault(first, {})[second] = inside[0].stance
    return found


def _between_second(heard: list[Group]) -> list[Found]:
    """Return whether teams differ: everywhere in the same way, or inside the named authorities.

    Teams are of different types if they differ in at least two authorities, in the same way, and
    in every authority where both were heard.
    """
    agreed = _agreed(heard)
    found: list[Found] = []
    for one, other in combinations(sorted({group.second for group in heard}), 2):
        both = {
            first: (teams[one], teams[other])
            for first, teams in agreed.items()
            if one in teams and other in teams
        }
        differ = [first for first, (left, right) in both.items() if left != right]
        if len(differ) > 1 and len(differ) == len(both) and len(set(both.values())) == 1:
            found.append(Found("between second", f"{one} | {other}, in {', '.join(differ)}"))
        elif differ:
            same = [first for first in both if first not in differ]
            told = f"{one} | {other}, in {', '.join(differ)}"
            told += f"; not in {', '.join(same)}" if same else ""
            found.append(Found("between second inside first", told))
    return found


def _between_first(heard: list[Group]) -> list[Found]:
    """Return the authorities that differ: each of one mind, and a team heard in both."""
    minds: dict[str, dict[Stance, set[str]]] = {}
    for group in heard:
        minds.setdefault(group.first, {}).setdefault(group.stance, set()).add(group.second)
    single = {first: next(iter(found.items())) for first, found in minds.items() if len(found) == 1}
    found = []
    for one, other in combinations(single, 2):
        (left, left_teams), (right, right_teams) = single[one], single[other]
        if left != right and left_teams & right_teams:
            found.append(Found("between first", f"{one} | {other}"))
        elif left != right:
            told = f"{one} | {other}: no team was heard in both"
            found.append(Found("cannot tell", told))
    return found
