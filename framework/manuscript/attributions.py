"""A printed attribution resolves to registered cases and roles, or its candidates are listed.

It is never guessed: a spelling near one registered role is told as a variant, and anything that
fits no case, or more than one, stays unknown with what it may have meant.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from framework.cases.case import Case, Speaker
from framework.manuscript.names import Name, Names, plain
from framework.plain.text import count

Resolved = Literal["exact", "variant", "unknown", "missing", "mixed"]

_NEAR = 0.85
_FILLER = re.compile(
    r"\b(?:a|an|one|and|at|by|for|from|in|of|on|the|with|focus|group|team|interview|pair|survey"
    r"|(?:participant|practitioner|professional|respondent|interviewee|informant|speaker)s?)\b"
)
_PART = re.compile(r"[,;·|/]")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Attribution:
    """What a printed attribution resolves to.

    `cases` and `roles` are those it names, empty where it is unknown; `candidates` are cases it
    may have meant. `notes` say in sentences what is odd about it. `one_person` is set where only
    one person of the case has that role.
    """

    printed: str
    verdict: Resolved
    cases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    one_person: bool = False
    people: frozenset[tuple[str, str]] = frozenset()
    """Everybody whom it can mean, by case and label, as far as it is understood.

    Nobody where nothing in it is known, or where its names fit nobody.
    """

    @property
    def resolved(self) -> bool:
        """Return whether it is known whom it names."""
        return self.verdict in ("exact", "variant")


@dataclass(frozen=True)
class _Parsed:
    """Names by field, the words that are no name, and what is odd about the spelling."""

    named: dict[str, list[str]]
    odd: list[str]
    notes: list[str]


def resolve(names: Names, printed: str) -> Attribution:
    """Return what an attribution resolves to. An empty one is missing."""
    if not printed.strip():
        return Attribution("", "missing")
    parsed = _parse(names, printed)
    return replace(_resolved(names, printed, parsed), people=_people(names, printed, parsed))


def _resolved(names: Names, printed: str, parsed: _Parsed) -> Attribution:
    found = names.printed.get(plain(printed).strip("()"))
    if found:
        cases = tuple(dict.fromkeys(case for case, _ in found))
        roles = tuple(dict.fromkeys(role for _, role in found))
        alike = (f"it fits {' and '.join(cases)} alike",) if len(cases) > 1 else ()
        return _marked(names, Attribution(printed, "exact", cases, roles, notes=alike))
    several = [field for field, values in parsed.named.items() if len(values) > 1]
    if any(field != "role" for field in several):
        told = "; ".join(" and ".join(parsed.named[field]) for field in several if field != "role")
        return Attribution(printed, "mixed", notes=(f"it names {told}",))
    return _placed(names, printed, parsed)


def _placed(names: Names, printed: str, parsed: _Parsed) -> Attribution:
    """Return the attribution with the cases that fit everything it names."""
    facts = {field: values[0] for field, values in parsed.named.items() if field != "role"}
    roles = parsed.named.get("role", [])
    fitting = _fitting(names, facts) if facts else []
    with_role = [case for case in fitting if not roles or _has(case, roles)]
    notes = list(parsed.notes)
    labels = {plain(label): label for case in with_role for label in case.labels}
    if len(with_role) == 1 and parsed.odd and labels.keys() >= set(map(plain, parsed.odd)):
        spoke = [labels[plain(odd)] for odd in parsed.odd]
        found = _complete(names, printed, with_role[0], facts, roles or spoke, notes)
        return replace(found, roles=tuple(roles))
    if parsed.odd:
        notes += [
            f"`{odd}` is a label in {count(at, 'case')}"
            if (at := names.labels.get(plain(odd), 0))
            else f"`{odd}` is no name in this study"
            for odd in parsed.odd
        ]
    elif len(with_role) == 1:
        return _complete(names, printed, with_role[0], facts, roles, notes)
    elif not facts:
        notes.append("it names no group")
    elif len(with_role) > 1:
        notes.append(f"it fits {len(with_role)} cases")
    elif fitting:
        notes.append(f"nobody there is registered as {' or '.join(roles)}")
    else:
        notes.append(f"no case is {', '.join(facts.values())} at once")
    candidates = with_role or fitting or _nearest(names, facts, roles)
    known = tuple(case.id for case in candidates) if facts else ()
    return Attribution(printed, "unknown", candidates=known, notes=tuple(notes))


def _complete(
    names: Names,
    printed: str,
    case: Case,
    facts: dict[str, str],
    roles: list[str],
    notes: list[str],
) -> Attribution:
    left_out = [
        field
        for field in names.fields
        if field != "role" and "case" not in facts and case[field] and field not in facts
    ]
    notes += [f"it leaves out the {field}" for field in left_out]
    if "role" in names.fields and not roles:
        notes.append("it names no role")
    verdict: Resolved = "variant" if notes else "exact"
    return _marked(
        names, Attribution(printed, verdict, (case.id,), tuple(roles), notes=tuple(notes))
    )


def _marked(names: Names, found: Attribution) -> Attribution:
    """Mark an attribution that points to a single person."""
    people = {
        speaker.id
        for case in found.cases
        for speaker in names.cases[case].people("participant")
        if speaker.role in found.roles
    }
    if len(found.cases) != 1 or len(people) != 1 or len(found.roles) != 1:
        return found
    if len(names.cases[found.cases[0]].people("participant")) == 1:
        return found  # an interview has one participant, and everybody knows it
    return replace(found, one_person=True)


def _parse(names: Names, printed: str) -> _Parsed:
    """Take an attribution apart at its commas; each part is names, or a role spelled otherwise."""
    parsed = _Parsed({}, [], [])
    for part in filter(None, map(str.strip, _PART.split(printed.strip(" \t\n()[]–—-.")))):
        found = names.within(part)
        rest = part
        for start, end, _ in reversed(found):
            rest = rest[:start] + " " + rest[end:]
        rest = " ".join(_WORD.findall(_FILLER.sub(" ", plain(rest))))
        near = _near(part, names.roles) if rest else ""
        if near:
            _add(parsed, Name("", "role", near))
            parsed.notes.append(f"the role is registered as {near}")
            continue
        if rest:
            parsed.odd.append(part if not found else rest)
        for _, _, meanings in found:
            for name in _meant(meanings):
                _add(parsed, name)
                if not name.usual:
                    usual = next(n for n in names.attributes if n.name == name.field)
                    parsed.notes.append(
                        f"it prints {name.value} where the study prints {usual.printed(name.value)}"
                    )
    return parsed


def _meant(meanings: list[Name]) -> Iterable[Name]:
    """Return what a name stands for; one text may be a value of several fields."""
    return meanings[:1]


def _add(parsed: _Parsed, name: Name) -> None:
    values = parsed.named.setdefault(name.field, [])
    if name.value not in values:
        values.append(name.value)


def _near(text: str, roles: list[str]) -> str:
    """Return the one registered role that a text nearly spells, empty if none or two are near."""
    folded = plain(text)
    scored = sorted(
        ((SequenceMatcher(None, plain(role), folded).ratio(), role) for role in roles),
        reverse=True,
    )
    if not scored or scored[0][0] < _NEAR:
        return ""
    clear = len(scored) == 1 or scored[0][0] - scored[1][0] > 0.02
    return scored[0][1] if clear else ""


def _fitting(names: Names, facts: dict[str, str]) -> list[Case]:
    return [
        case
        for case in names.cases.values()
        if all((case.id if field == "case" else case[field]) == facts[field] for field in facts)
    ]


def _nearest(names: Names, facts: dict[str, str], roles: list[str]) -> list[Case]:
    """Return the cases that fit all but one of the facts, the last field given up first."""
    order = sorted(
        facts, key=lambda field: -names.fields.index(field) if field in names.fields else 1
    )
    for dropped in order:
        found = _fitting(names, {field: facts[field] for field in facts if field != dropped})
        found = [case for case in found if dropped not in case.facts or case[dropped]]
        if found and len(facts) > 1:
            return [case for case in found if _has(case, roles)] or found
    return []


def _has(case: Case, roles: Iterable[str]) -> bool:
    return all(any(_is(speaker, role) for speaker in case.speakers) for role in roles)


def _is(speaker: Speaker, role: str) -> bool:
    return speaker.role == role or (role == "moderator" == speaker.kind)


def _people(names: Names, printed: str, parsed: _Parsed) -> frozenset[tuple[str, str]]:
    """Return everybody who is all that an attribution says, by case and label."""
    kinds = {case.kind for case in names.cases.values()}
    kinds = {kind for kind in kinds if re.search(rf"\b{re.escape(plain(kind))}\b", plain(printed))}
    labels = {plain(odd) for odd in parsed.odd if plain(odd) in names.labels}
    facts = {field: values for field, values in parsed.named.items() if field != "role"}
    roles = parsed.named.get("role", [])
    if not (kinds or labels or facts or roles):
        return frozenset()
    return frozenset(
        (case.id, speaker.label)
        for case in names.cases.values()
        if not kinds or case.kind in kinds
        if all((case.id if field == "case" else case[field]) in facts[field] for field in facts)
        for speaker in case.speakers
        if not labels or plain(speaker.label) in labels
        if _is_any(speaker, roles) or (labels and not roles)
    )


def _is_any(speaker: Speaker, roles: Iterable[str]) -> bool:
    """Return whether somebody has one of the roles; any participant if none is named."""
    if not roles:
        return speaker.kind != "moderator"
    return any(_is(speaker, role) for role in roles)
