"""Who a summary row consists of, and what coincides in it, so that no difference is read wrongly.

Each row of a summary chart mixes what the other attributes keep apart. Where all its cases share
a value, or a value was met in no other row, a difference between rows may be one of the other
attribute; that is said in the row. Whether it is one is a person's sentence.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from framework.cases.case import Attribute, Case, Row, count_people, count_roles
from framework.charts.chart import Cells
from framework.plain.text import count


@dataclass(frozen=True)
class Composition:
    """A summary row line by line: its people and its cases by name, and what coincides in it."""

    people: tuple[str, ...]
    coincides: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """Return all lines."""
        return self.people + self.coincides


def composition(cells: Cells, row: Row, attributes: Iterable[Attribute]) -> Composition:
    """Return who a summary row consists of, by each attribute that the row is not about."""
    members = cells.under(row)
    own = {name for name, _ in row.items}
    kinds = {case.kind for case in members}
    inside = {case.id for case in members}
    others = [one for one in cells.cases.values() if one.kind in kinds and one.id not in inside]
    beside = [
        each.name
        for each in attributes
        if each.name not in own and any(case[each.name] for case in members)
    ]
    named = [line for name in beside for line in _by(name, members)] or [_named(members)]
    found = (line for name in beside for line in _coinciding(name, members, others))
    return Composition((*_people(members), *named), tuple(found))


def _people(members: Sequence[Case]) -> Iterator[str]:
    people = count(count_people(members, "participant"), "participant")
    alone = ": none beside it to compare" if len(members) == 1 else ""
    yield f"{people} in {count(len(members), 'case')}{alone}"
    roles = {one.id: one.role for case in members for one in case.people("participant")}
    if any(roles.values()):
        yield count_roles(roles.values())


def _by(name: str, members: Sequence[Case]) -> Iterator[str]:
    """Return the cases by the values of an attribute: ``OP: ASH-OP-1 (4), ASH-OP-3 (3)``."""
    for value in _values(name, members):
        yield f"{value}: {_named([case for case in members if case[name] == value])}"
    if without := [case for case in members if not case[name]]:
        yield f"no {name}: {_named(without)}"


def _named(members: Iterable[Case]) -> str:
    return ", ".join(f"{case.id} ({len(case.people('participant'))})" for case in members)


def _coinciding(name: str, members: Sequence[Case], others: Sequence[Case]) -> Iterator[str]:
    """Return what of another attribute coincides with the row; nothing if there is no other row."""
    here, elsewhere = _values(name, members), _values(name, others)
    may = f"a difference here may be one of {name}."
    if len(here) == 1 and {*here} != {*elsewhere} and elsewhere:
        yield f"All of these are {here[0]}: {may}"
    elif elsewhere and (only := [value for value in here if value not in elsewhere]):
        yield f"{', '.join(only)} in no other row: {may}"


def _values(name: str, cases: Iterable[Case]) -> list[str]:
    return list(dict.fromkeys(case[name] for case in cases if case[name]))
