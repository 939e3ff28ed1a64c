"""Which workbooks a study has: one a kind of case; where two chart, one for each to write in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from framework.cases.case import Attribute, Case
from framework.charts.chart import Chart

FOLDER = "charts"


@dataclass(frozen=True)
class Edition:
    """One workbook: its path within the study, its kind of case, and whose it is, if anybody's.

    `white` are the cases whose boxes are for writing in; None: all of them.
    """

    name: str
    kind: str
    owner: str = ""
    white: frozenset[str] | None = None


def editions(
    name: str,
    charts: Sequence[Chart],
    cases: Mapping[str, Case],
    attributes: Iterable[Attribute],
    charting: Mapping[str, Sequence[str]],
    by: str | None,
) -> list[Edition]:
    """Return the workbooks that are built when `by` is at the keyboard, those of the study first.

    `charting` says who charts what: initials → case ids, or values of attributes. Where it is
    given, the study's own workbooks are for reading, and a researcher has one of her own.
    """
    kinds = list(dict.fromkeys(chart.kind for chart in charts))
    stems = {kind: name + _suffix(kind, kinds) for kind in kinds}
    shared = frozenset[str]() if charting else None
    found = [Edition(f"{FOLDER}/{stem}.xlsx", kind, "", shared) for kind, stem in stems.items()]
    if by and by in charting:
        hers = theirs(charting[by], cases, attributes)
        for kind, stem in stems.items():
            white = frozenset(case for case in hers if cases[case].kind == kind)
            if white:
                found.append(Edition(f"{FOLDER}/{stem}-{by}.xlsx", kind, by, white))
    return found


def theirs(
    names: Iterable[str], cases: Mapping[str, Case], attributes: Iterable[Attribute]
) -> frozenset[str]:
    """Return the cases that names stand for: case ids, or values of an attribute."""
    wanted, fields = set(names), [attribute.name for attribute in attributes]
    return frozenset(
        case.id
        for case in cases.values()
        if case.id in wanted or any(case[field] in wanted for field in fields)
    )


def unknown(
    charting: Mapping[str, Sequence[str]],
    cases: Mapping[str, Case],
    attributes: Iterable[Attribute],
) -> list[str]:
    """Return the names in `charting` that stand for no case."""
    listed = list(attributes)
    names = (name for found in charting.values() for name in found)
    return [name for name in dict.fromkeys(names) if not theirs([name], cases, listed)]


def _suffix(kind: str, kinds: list[str]) -> str:
    return "" if kind == kinds[0] else "-" + "-".join(kind.split())
