"""Dates as people write them; one that can be read in two ways is left as it was written."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = r"(?P<name>[A-Za-z]{3,9})\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NUMBER = r"(?P<month>\d{1,2})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FORMS = tuple(
    re.compile(rf"(?<!\d){form}(?!\d)")
    for form in (
        rf"{_YEAR}[-_./]?(?P<month>\d\d)[-_./]?(?P<day>\d\d)",
        rf"{_DAY}(?:\s+of)?[-\s_.,]*{_NAME}[-\s_.,]*{_YEAR}",
        rf"{_NAME}[-\s_.]*{_DAY}[-\s_,]+{_YEAR}",
        rf"{_DAY}[-_./]{_NUMBER}[-_./]{_YEAR}",
    )
)


def find_date(text: str) -> str:
    """Return the one date that stands in a text, as 2013-03-12; empty if none or several do.

    >>> find_date("Tuesday, 12th March 2013"), find_date("03/04/2013")
    ('2013-03-12', '')
    """
    found = {day.isoformat() for day in _dates(text)}
    return found.pop() if len(found) == 1 else ""


def without_dates(text: str) -> str:
    """Return a text with a blank for each date in it, also for one that can be read in two ways.

    >>> without_dates("Ann 12/03/2013, 2 Ashmarch 2013")
    'Ann  , 2 Ashmarch 2013'
    """
    for form in _FORMS:
        text = form.sub(lambda found: " " if any(_readings(found)) else found.group(), text)
    return text


def _dates(text: str) -> Iterator[date]:
    for form in _FORMS:
        for match in form.finditer(text):
            found = set(_readings(match))
            if len(found) == 1:
                yield found.pop()


def _readings(match: re.Match[str]) -> Iterator[date]:
    """Return the dates that one match may mean: two where day and month may be exchanged."""
    parts = match.groupdict()
    day, year, month = int(parts["day"]), int(parts["year"]), _month(parts)
    pairs = [(month, day), (day, month)] if match.re is _FORMS[-1] else [(month, day)]
    for one, other in pairs:
        with suppress(ValueError):
            yield date(year, one, other)


def _month(parts: dict[str, str]) -> int:
    name = parts.get("name")
    if name is None:
        return int(parts["month"])
    short = name[:3].casefold()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0
