"""What an attribution can name: the study's roles, values, printed names, groups and cases."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from framework.cases.attribution import attribution, fields
from framework.cases.case import Attribute, Case
from framework.plain.text import fold

_CITATION = re.compile(
    r"\b(?:1[5-9]|20)\d\d[a-z]?\b|\bn\.d\.|\bforthcoming\b|\bin press\b|\bet al\b|\bibid\b"
    r"|\bop\.? cit\b|\b(?:(?:pp?|ss?|ch|art)\.|(?:sect|paras?)\b\.?)\s?\d"
    r"|\b(?:page|section|paragraph|chapter|article) \d|^\W*\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\W*$",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
    r"\s\d{4}\b|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b",
    re.IGNORECASE,
)
"""A day is when somebody spoke; a year alone is when something was published."""
_PERSON = re.compile(
    r"\b(?:participant|respondent|interviewee|informant|practitioner|professional|worker|officer"
    r"|manager|lead|director|assistant|assessor|planner|nurse|doctor|gp|consultant|clinician"
    r"|therapist|teacher|lecturer|student|pupil|carer|caregiver|parent|mother|father|mum|dad"
    r"|daughter|son|sister|brother|wife|husband|spouse|partner|patient|client|(?:service )?user"
    r"|resident|volunteer|member of staff|staff|woman|man|female|male|girl|boy|moderator"
    r"|interviewer|facilitator|interview|focus group|(?:p|r|id|int|fg)\.? ?\d{1,3})"
    r"(?:s\b(?! (?-i:[A-Z]))|\b)",
    re.IGNORECASE,
)
SOMEBODY_IN = re.compile(
    rf"\b(?:an?|one|another|the)\s(?:[\w-]+\s){{0,3}}?{_PERSON.pattern}"
    r"\s(?:in|from|at|of|for)\s(?:the\s)?$",
    re.IGNORECASE,
)
"""``a practitioner in``, before the name of a place."""

_CLAUSE = re.compile(
    r"(?:which|that|who|whose|as|see|cf|or|and|but|not|for|if|when|where|because|sometimes|often"
    r"|then|by|of|to|the)\b|(?:i\.e|e\.g)\b",
    re.IGNORECASE,
)
_FEW = 6
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
        many = text.count(",") >= len(self.fields) - 1 > 0
        return bool(named) or many or self.is_bare(text)

    def is_bare(self, text: str) -> bool:
        """Return whether a text is a role, a label or a few words that say what somebody is."""
        told = plain(text).strip("()[] .")
        return told in self.labels or told in map(plain, self.roles) or _somebody(text)

    @cached_property
    def labels(self) -> Mapping[str, int]:
        """Return the registered labels, and in how many cases each is one."""
        return Counter(
            label for case in self.cases.values() for label in {*map(plain, case.labels)}
        )

    def names_speaker(self, text: str) -> bool:
        """Return whether a text names a role and where it belongs, as an attribution does."""
        named = {name.field for _, _, names in self.within(text) for name in names[:1]}
        return "role" in named and len(named) > 1

    def full(self, case: Case) -> str:
        """Return the attribution of a case with its roles left open, for messages."""
        return attribution(self.template.replace("{role}", "…"), case, [], self.attributes)


def _somebody(text: str) -> bool:
    """Return whether a few words in brackets say what somebody is: ``(practitioner)``, ``(P3)``."""
    told = text.strip("()[] .")
    return len(told.split()) <= _FEW and bool(_PERSON.search(told)) and not _CLAUSE.match(told)


def literature(text: str) -> bool:
    """Return whether a text beside a quotation looks like a reference to a publication."""
    return bool(_CITATION.search(_DATE.sub(" ", text)))


@lru_cache(maxsize=4_096)
def plain(text: str) -> str:
    """Return a name folded, to compare it with another."""
    return fold(text).text.strip()
