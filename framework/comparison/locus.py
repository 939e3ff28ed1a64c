"""Where positions differ: between authorities, between teams, between groups, inside a group.

It states where, never whether it matters; that is a person's sentence. Nothing is counted. What
cannot be told is said, with the reason. The rules are this project's own: two groups *differ* if
one holds what the other opposes, or if each holds something and they hold nothing in common. So a
position that was heard in one of them only does not set them apart, and silence never does.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from framework.cases.case import Case, Row
from framework.charts.chart import Cells
from framework.codebook.codebook import Subtheme
from framework.comparison.position import Place, placings
from framework.comparison.stance import Group, apart, boxes, opposite, placed_by_now
from framework.plain.text import plural

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


@dataclass(frozen=True)
class Found:
    """One locus: what kind it is, and the groups, teams or authorities it names."""

    kind: Kind
    where: str = ""


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

    `cases` are the charted ones. Several loci may hold; none is told until every one is placed.
    """
    chosen = list(cases)
    waiting = [case.id for case in chosen if not placed_by_now(placed[case.id])]
    if not subtheme.positions or not chosen or waiting:
        return [Found("not finished", ", ".join(waiting) or "nothing charted")]
    groups = [Group.of(case, placed[case.id], attributes) for case in chosen]
    heard = [group for group in groups if group.heard]
    inside = list(_inside([group for group in heard if group.mixed]))
    if len(heard) < 2:
        return [*inside, Found("cannot tell", "heard in fewer than two groups")]
    if not apart(heard):
        return [*inside, Found("alike wherever heard", _names(heard))]
    between = [*_between_groups(heard), *_between_second(heard), *_between_first(heard)]
    return [*inside, *(between or [_untold(heard)])]


def words(found: Found, attributes: Sequence[str]) -> str:
    """Return what a kind of locus is called over two attributes, *within* where it lies inside one.

    >>> words(Found("between groups"), ("authority", "team"))
    'within authorities, between groups of one team'
    """
    first, second = attributes
    told = {
        "between first": f"between {plural(first)}",
        "between second": f"between {plural(second)}, in the same way in every {first}",
        "between second inside first": f"between {plural(second)} of one {first}",
        "between groups": f"between groups of one {second}",
    }.get(found.kind, found.kind)
    return f"within {plural(first)}, {told}" if found.kind in WITHIN else told


def _inside(mixed: list[Group]) -> Iterator[Found]:
    """Return the mixed groups, apart from those whose speakers are not told apart."""
    told = [group for group in mixed if group.speakers_known]
    if told:
        yield Found("inside a group", _names(told))
    if untold := [group for group in mixed if group not in told]:
        yield Found("cannot tell", f"inside {_names(untold)}: speakers are not told apart")


def _names(groups: Iterable[Group]) -> str:
    return ", ".join(group.id for group in groups)


def _between_groups(heard: list[Group]) -> list[Found]:
    """Return the teams of one authority in which groups differ, pair by pair."""
    return [
        Found("between groups", f"{first} {second}: {one.id} | {other.id}")
        for (first, second), inside in boxes(heard).items()
        for one, other in apart(inside)
    ]


def _between_second(heard: list[Group]) -> list[Found]:
    """Return whether teams differ: everywhere in the same way, or inside the named authorities.

    A team is set against another only if its own groups there do not differ. *In the same way
    everywhere* needs two authorities at least, and each team alike in all of them.
    """
    united = {box: inside for box, inside in boxes(heard).items() if not apart(inside)}
    firsts = list(dict.fromkeys(first for first, _ in united))
    found: list[Found] = []
    for one, other in combinations(sorted({group.second for group in heard}), 2):
        both = [first for first in firsts if {(first, one), (first, other)} <= united.keys()]
        differ = [first for first in both if opposite(united[first, one], united[first, other])]
        same_way = not any(
            apart([group for first in differ for group in united[first, team]])
            for team in (one, other)
        )
        where = f"{one} | {other}, in {', '.join(differ)}"
        if len(differ) > 1 and differ == both and same_way:
            found.append(Found("between second", where))
        elif differ:
            same = [first for first in both if first not in differ]
            told = f"{where}; not in {', '.join(same)}" if same else where
            found.append(Found("between second inside first", told))
    return found


def _between_first(heard: list[Group]) -> list[Found]:
    """Return the authorities that differ, each united in itself, with a team heard in both."""
    inside: dict[str, list[Group]] = {}
    for group in heard:
        inside.setdefault(group.first, []).append(group)
    united = {first: groups for first, groups in inside.items() if not apart(groups)}
    found = []
    for one, other in combinations(united, 2):
        if not opposite(united[one], united[other]):
            continue
        shared = {group.second for group in united[one]} & {group.second for group in united[other]}
        if shared:
            found.append(Found("between first", f"{one} | {other}"))
        else:
            found.append(
                Found("cannot tell", f"{one} | {other}: nothing to compare was heard in both")
            )
    return found


def _untold(heard: list[Group]) -> Found:
    """Return the groups that differ, where neither attribute sets them apart from all others."""
    pairs = ", ".join(f"{one.id} | {other.id}" for one, other in apart(heard))
    return Found("cannot tell", f"{pairs} differ, and others beside them stand between")
