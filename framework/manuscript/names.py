"""What an attribution can name: the study's roles, values, printed names, groups and cases."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from framework.material.case import Attribute, Case
from framework.material.quote import attribution, fields
from framework.text import fold

_YEAR = re.compile(
    r"\b(?:1[5-9]|20)\d\d[a-z]?\b|\bn\.d\.|\bforthcoming\b|\bin press\b", re.IGNORECASE
)
_GIVEN = ("case", "role")


@dataclass(frozen=True)
class Name:
    """A name as it may be printed, the field of the template it fills, and its value.

    `usual` says that the study prints this name, and not another, for the value.
    """

    folded: str
    field: str
    value: str
    usual: bool = True


@dataclass(frozen=True)
class Names:
    """Every name of a study that its attribution template can hold."""

    template: str
    cases: Mapping[str, Case]
    attributes: tuple[Attribute, ...]

    @cached_property
    def fields(self) -> list[str]:
        """Return the fields an attribution has, in the template's order."""
        return fields(self.template)

    @cached_property
    def roles(self) -> list[str]:
        """Return the registered roles, by first appearance."""
        found = [speaker.role for case in self.cases.values() for speaker in case.speakers]
        return list(dict.fromkeys(filter(None, found)))

    @cached_property
    def all(self) -> list[Name]:
        """Return every name, the longest first."""
        found: dict[tuple[str, str], Name] = {}
        for name in [*self._of_attributes(), *self._of_cases(), *self._of_roles()]:
            if name.folded:
                found.setdefault((name.folded, name.field), name)
        return sorted(found.values(), key=lambda name: (-len(name.folded), name.folded))

    def _of_attributes(self) -> Iterable[Name]:
        for one in self.attributes:
            values = dict.fromkeys([*one.values, *(case[one.name] for case in self.cases.values())])
            for value in filter(None, values):
                printed = one.printed(value)
                yield Name(plain(printed), one.name, value)
                yield Name(plain(value), one.name, value, usual=printed == value)

    def _of_cases(self) -> Iterable[Name]:
        known = {*_GIVEN, *(one.name for one in self.attributes)}
        for case in self.cases.values():
            yield Name(plain(case.id), "case", case.id)
            for column in self.fields:
                if column not in known:
                    yield Name(plain(case[column]), column, case[column])

    def _of_roles(self) -> Iterable[Name]:
        for role in self.roles:
            yield Name(plain(role), "role", role)
            yield Name(plain(role) + "s", "role", role)
        for kind in ("moderator", "interviewer", "facilitator"):
            yield Name(kind, "role", "moderator")

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        alternatives = "|".join(
            re.escape(name) for name in dict.fromkeys(n.folded for n in self.all)
        )
        return re.compile(rf"(?<![^\W_])(?:{alternatives or '(?!)'})(?![^\W_])")

    @cached_property
    def _by_text(self) -> dict[str, list[Name]]:
        found: dict[str, list[Name]] = {}
        for name in self.all:
            found.setdefault(name.folded, []).append(name)
        return found

    def within(self, text: str) -> list[tuple[int, int, list[Name]]]:
        """Return the names in a text: where each stands in it, and what it may stand for."""
        folded = fold(text)
        return [
            (*folded.original(found.start(), found.end()), self._by_text[found.group()])
            for found in self._pattern.finditer(folded.text)
        ]

    @cached_property
    def printed(self) -> dict[str, list[tuple[str, str]]]:
        """Return the cases and roles behind each attribution that the study would print."""
        found: dict[str, list[tuple[str, str]]] = {}
        for case in self.cases.values():
            for speaker in case.speakers:
                text = attribution(self.template, case, [speaker], self.attributes)
                role = speaker.role or speaker.kind
                pairs = found.setdefault(plain(text).strip("()"), [])
                if (case.id, role) not in pairs:
                    pairs.append((case.id, role))
        return found

    def attributes_speech(self, text: str) -> bool:
        """Return whether a text beside a quotation looks like an attribution."""
        named = {name.field for _, _, names in self.within(text) for name in names[:1]}
        if literature(text):
            return len(named) > 1
        return bool(named) or (text.count(",") >= len(self.fields) - 1 > 0)

    def names_speaker(self, text: str) -> bool:
        """Return whether a text names a role and where it belongs, as an attribution does."""
        named = {name.field for _, _, names in self.within(text) for name in names[:1]}
        return "role" in named and len(named) > 1

    def full(self, case: Case) -> str:
        """Return the attribution of a case with its roles left open, for messages."""
        return attribution(self.template.replace("{role}", "…"), case, [], self.attributes)


def literature(text: str) -> bool:
    """Return whether a text beside a quotation looks like a reference to a publication."""
    return bool(_YEAR.search(text))


@lru_cache(maxsize=4_096)
def plain(text: str) -> str:
    """Return a name folded, to compare it with another."""
    return fold(text).text.strip()
