"""What a file's name and its title say about a case: its kind, its attributes, its date.

Certain is what the file states in a field of that name, and what can only be one thing. All else
is a guess, marked so; where two sources disagree, both are shown.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from framework.cases.case import Attribute
from framework.cases.plan import Plan
from framework.intake.dates import find_date
from framework.plain.tables import guessed, unmarked

_WORD = re.compile(r"[^\W_]+")
_GROUP = re.compile(r"\b(?:FG|focus[\s_-]*group)[\s_-]*(\d{1,2})(?!\d)", re.IGNORECASE)
_SURVEY = re.compile("survey|questionnaire", re.IGNORECASE)
_INTERVIEW = re.compile("interview", re.IGNORECASE)
_GROUPS = re.compile("group", re.IGNORECASE)
_LOOKS = re.compile("survey|questionnaire|interview|group", re.IGNORECASE)
_PREFIX = 3
_SEVERAL = 3


def kind_of(
    plans: Sequence[Plan], told: Iterable[str], *, survey: bool = False, people: int = 0
) -> str:
    """Return what kind of case it is, as far as the names of the kinds and the number tell."""
    kinds = [plan.kind for plan in plans]
    likely = _likely(survey=survey, people=people)
    if len(kinds) == 1:
        unlikely = likely is not None and not likely.search(kinds[0])
        return guessed(kinds[0]) if unlikely and _LOOKS.search(kinds[0]) else kinds[0]
    for text in told if not survey else ():
        if named := _one(kind for kind in kinds if _names(kind, text)):
            return guessed(named)
    return guessed(_one(kind for kind in kinds if likely and likely.search(kind)))


def _likely(*, survey: bool, people: int) -> re.Pattern[str] | None:
    """Return what the name of a kind holds whose cases look like this one, None if unknown."""
    if survey:
        return _SURVEY
    return _INTERVIEW if people == 1 else _GROUPS if people >= _SEVERAL else None


def is_interview(kind: str) -> bool:
    """Return whether a kind of case, known for certain, is called an interview."""
    return kind == unmarked(kind) and bool(_INTERVIEW.search(kind))


def attribute_of(
    attribute: Attribute,
    known: Collection[str],
    fields: Mapping[str, str],
    name: str,
    above: str,
) -> str:
    """Return a case's value of an attribute, marked where it is a guess, empty where unknown.

    `known` are the values in use where study.yaml lists none; `name` is the file's, and `above`
    stands above the talk.
    """
    printed = attribute.values or dict.fromkeys(known, "")
    names = (attribute.name.casefold(), attribute.title.casefold())
    stated = next((fields[name] for name in names if name in fields), "")
    sure = _stated(stated, printed) or ("" if attribute.values else stated)
    found = [sure or stated, _named(name, printed) or _begun(name, printed), _named(above, printed)]
    values = dict.fromkeys(filter(None, found))
    if sure and list(values) == [sure]:
        return sure
    return guessed(" / ".join(values)) if values else ""


def date_of(fields: Mapping[str, str], told: Iterable[str]) -> str:
    """Return the date of a case: as a field states it, else guessed from the name and the title."""
    stated = next((fields[name] for name in fields if name.split()[0] == "date"), "")
    if stated:
        return find_date(stated) or stated
    found = next(filter(None, map(find_date, told)), "")
    return guessed(found) if found else ""


def group_of(told: Iterable[str]) -> str:
    """Return the number of a focus group, a guess; empty where none is named."""
    found = next(filter(None, map(_GROUP.search, told)), None)
    return guessed(f"FG{int(found[1])}") if found else ""


def _one(names: Iterable[str]) -> str:
    """Return the only one, empty if there are none or several."""
    found = list(names)
    return found[0] if len(found) == 1 else ""


def _names(kind: str, text: str) -> bool:
    """Return whether a text names a kind of case, in full or by its initials and a number."""
    words = [word.casefold() for word in _WORD.findall(text)]
    wanted = kind.casefold().split()
    if any(words[at : at + len(wanted)] == wanted for at in range(len(words))):
        return True
    initials = "".join(word[0] for word in wanted)
    return len(wanted) > 1 and any(re.fullmatch(rf"{initials}\d{{1,2}}", word) for word in words)


def _stated(text: str, printed: Mapping[str, str]) -> str:
    """Return the value that a text is, by itself or by its printed name."""
    plain = text.strip().casefold()
    return next(
        (value for value, name in printed.items() if plain and plain in _both(value, name)), ""
    )


def _both(value: str, name: str) -> tuple[str, str]:
    return value.casefold(), name.casefold()


def _named(text: str, printed: Mapping[str, str]) -> str:
    """Return the one value that a text names, as written or as printed."""
    words = _WORD.findall(text)
    plain = f" {' '.join(words).casefold()} "
    return _one(
        value
        for value, name in printed.items()
        if value in words
        or any(len(one) > _PREFIX and f" {one} " in plain for one in _both(value, name))
    )


def _begun(text: str, printed: Mapping[str, str]) -> str:
    """Return the one value that begins with a word of a text: Ashmarch, of ASH-OP-1."""
    words = [word.casefold() for word in _WORD.findall(text) if len(word) >= _PREFIX]
    return _one(value for value in printed if value.casefold().startswith(tuple(words)))
