"""A case is a chart's row, known by a short id; its attributes are facts about it, all text."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from framework.errors import UnknownNameError
from framework.plain.by_name import Named
from framework.plain.markup import Html, Shown, table
from framework.plain.text import count, inert, plural, unify_name

CASE_ID = re.compile(r"\w[\w.-]*", re.UNICODE)
_PLAIN_ROLE = re.compile(r"(?:(?!of\b|for\b|with\b|to\b|in\b|not\b)[A-Za-z-]+ ?)+")
KINDS = ("participant", "moderator", "other", "")


@dataclass(frozen=True)
class Attribute:
    """A fact that cases are charted by, such as authority or team.

    `values` maps each value to its printed name, in the order charts show them. An empty
    mapping takes the values as they come in the case table.
    """

    name: str
    title: str
    values: Mapping[str, str] = field(default_factory=dict)

    def printed(self, value: str) -> str:
        """Return a value's printed name (Ashmarch: Council A), or the value itself."""
        return self.values.get(value) or value


@dataclass(frozen=True)
class Speaker:
    """Somebody behind a label. `id` is empty where the label is nobody in particular.

    `kind` is participant, moderator, other (a support worker, say) or empty: not known.
    `role` is the job, as printed in an attribution.
    """

    label: str
    id: str = ""
    kind: str = ""
    role: str = ""


@dataclass(frozen=True, repr=False)
class Case(Shown):
    """A group, an interview or a person: a chart's row, with exactly one transcript."""

    id: str
    files: tuple[str, ...]
    kind: str
    facts: Mapping[str, str]
    speakers: tuple[Speaker, ...] = ()

    def __getitem__(self, column: str) -> str:
        """Return what the case table says in a column, empty where it says nothing."""
        return self.facts.get(column, "")

    def __repr__(self) -> str:
        """Return the id, the kind and who took part, on one line."""
        return inert(f"{self.id} ({self.kind}), participants {self.composition}")

    def html(self) -> Html:
        """Return every fact about the case."""
        facts = [(name, fact) for name, fact in self.facts.items() if name != "case" and fact]
        return table(("case", self.id), [*facts, ("participants", self.composition)])

    @cached_property
    def labels(self) -> dict[str, Speaker]:
        """Return the registered speakers by label."""
        return {speaker.label: speaker for speaker in self.speakers}

    def people(self, kind: str) -> list[Speaker]:
        """Return the different people of a kind, by first label; nobody in particular is none."""
        seen: dict[str, Speaker] = {}
        for speaker in self.speakers:
            if speaker.kind == kind and speaker.id:
                seen.setdefault(speaker.id, speaker)
        return list(seen.values())

    @property
    def composition(self) -> str:
        """Return who took part, as ``5: 3 Social Workers, 2 Care Assessors``."""
        people = self.people("participant")
        return f"{len(people)}: {count_roles(one.role for one in people)}" if people else "0"


class Cases(Named[Case], Shown):
    """Cases by id, in the case table's order."""

    noun = "case"

    def beginning(self, name: str) -> str:
        """Return the id that a name is, or is the beginning of; a name of no case as it is.

        Raises UnknownNameError for the beginning of several ids.
        """
        found = [case for case in self if name and case.startswith(name)]
        if name in self or not found:
            return name
        if len(found) > 1:
            listed = ", ".join(found)
            raise UnknownNameError(f"{name} is the beginning of {listed}", "write more of the id")
        return found[0]

    def __repr__(self) -> str:
        """Return a line a case."""
        return "\n".join(map(repr, self.values())) or "No cases"

    def html(self) -> Html:
        """Return the case table: a row a case, with who took part."""
        columns = dict.fromkeys(
            name
            for case in self.values()
            for name, fact in case.facts.items()
            if name != "case" and fact
        )
        rows = (
            (case.id, *(case[name] for name in columns), case.composition) for case in self.values()
        )
        return table(("case", *columns, "participants"), rows)


def count_roles(roles: Iterable[str]) -> str:
    """Return how many people have each role, the commonest first.

    Only plain names of roles have their plural: ``2 Care Assessors``, ``2 Carer of a son``.

    >>> count_roles(["Care Assessor", "Social Worker", "Social Worker", ""])
    '2 Social Workers, 1 Care Assessor, 1 role not known'
    """
    found = Counter(role or "role not known" for role in roles)
    return ", ".join(
        f"{number} {plural(role) if number > 1 and _PLAIN_ROLE.fullmatch(role) else role}"
        for role, number in found.most_common()
    )


def count_people(cases: Iterable[Case], kind: str) -> int:
    """Return how many different people of a kind took part in any of these cases."""
    return len({speaker.id for case in cases for speaker in case.people(kind)})


@dataclass(frozen=True)
class Row:
    """The key of a chart's row: one case, or one value of one or more attributes.

    A row of attributes stands for cases of the study's first kind, unless it names a ``kind``.
    ``Row.case("ASH-OP-1")`` and ``Row.of({"team": "OP"})`` are the two ways to one.
    """

    items: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, fields: Mapping[str, str]) -> "Row":
        """Return the row of a mapping, whatever its order."""
        named = {unify_name(str(key)): unify_name(str(value)) for key, value in fields.items()}
        return cls(tuple(sorted(named.items())))

    @classmethod
    def case(cls, case: str) -> "Row":
        """Return the row of one case."""
        return cls((("case", unify_name(case)),))

    @property
    def case_id(self) -> str | None:
        """Return the case, or None for a row of a summary chart."""
        return self.items[0][1] if self.items and self.items[0][0] == "case" else None

    @property
    def key(self) -> str:
        """Return the text that tells this row from every other: the case id, or ``team: OP``."""
        return self.case_id or "; ".join(f"{name}: {value}" for name, value in self.items)

    @property
    def name(self) -> str:
        """Return the row as people read it: the case id, or its values, ``Corrowby, LD``."""
        return ", ".join(value for _, value in self.items)

    def json(self) -> dict[str, str]:
        """Return the row as JSON shows it: ``{"case": …}`` or ``{"team": "OP"}``."""
        return dict(self.items)

    def holds(self, case: Case, first_kind: str) -> bool:
        """Return whether a case belongs to this row; kinds never mix in one."""
        if self.case_id is not None:
            return case.id == self.case_id
        fields = {"kind": first_kind, **dict(self.items)}
        return all(case[name] == value for name, value in fields.items())


def row_names(rows: Iterable[Row]) -> dict[Row, str]:
    """Return what each row is called: its name, or its key where another has the same name."""
    known = list(dict.fromkeys(rows))
    shared = Counter(row.name for row in known)
    return {row: row.name if shared[row.name] == 1 else row.key for row in known}


def people_told(case: Case) -> tuple[str, ...]:
    """Return who is in a case, line by line."""
    moderators = len(case.people("moderator"))
    told = (case.composition, count(moderators, "moderator") if moderators else "")
    return tuple(filter(None, told))


def grouped(
    attributes: Iterable[Attribute], cases: Iterable[Case]
) -> dict[tuple[str, ...], list[Case]]:
    """Return the cases that have these attributes, by their values.

    The order is that of the attributes' values; values without an order come as the cases do.
    """
    chosen = list(attributes)
    found: dict[tuple[str, ...], list[Case]] = {}
    for case in cases:
        values = tuple(case[attribute.name] for attribute in chosen)
        if all(values):
            found.setdefault(values, []).append(case)
    order = [list(attribute.values) for attribute in chosen]

    def place(values: tuple[str, ...]) -> tuple[int, ...]:
        pairs = zip(values, order, strict=True)
        return tuple(known.index(one) if one in known else len(known) for one, known in pairs)

    return {values: found[values] for values in sorted(found, key=place)}
