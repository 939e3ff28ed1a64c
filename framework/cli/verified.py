"""How the verification of a draft looks in a terminal: what must be mended first."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from framework.cli.common import say
from framework.manuscript.draft import place_name
from framework.manuscript.telling import (
    HEADINGS,
    behind,
    heading,
    mark,
    quantity,
    seen,
    source,
    sources_name,
    told,
    twice,
)
from framework.manuscript.verdicts import Level, Verified
from framework.manuscript.verification import Verification
from framework.plain.text import count, pasted, shorten

_STYLES: dict[str, dict[str, Any]] = {
    "mend": {"fg": "red"},
    "look": {"fg": "yellow"},
    "decide": {},
    "ticked": {},
    "in order": {"fg": "green"},
}
_SHORT: dict[Level, str] = {
    "mend": "to mend",
    "look": "to look at",
    "decide": "to decide",
    "published": "from publications",
    "in order": "in order",
}
_BRIEF = ("decide", "ticked", "in order")


def print_verified(draft: Path, found: Verification, done: Sequence[str]) -> None:
    """Print a verification, and what was done with it."""
    _counts(found)
    for level, name in HEADINGS.items():
        chosen = found.at(level)
        if level == "published" and chosen:
            _published(chosen)
            continue
        if chosen:
            _heading(f"{name} ({len(chosen)})")
        for one in chosen:
            _quotation(one, short=level in _BRIEF, style=_STYLES[level])
    lines = seen(found)
    if lines:
        _heading("Seen besides")
    for line in lines:
        say(line, indent="  ", hang="    ", style={"fg": "yellow"})
    _register(found)
    _quantities(found)
    click.secho()
    for line in done:
        say(line)
    if asked := found.at("decide"):
        number = asked[0].quotation.number
        command = pasted("framework", "verify", str(draft), "--not-speech", str(number))
        say(f"Not a quotation? Run {command}")


def _published(chosen: Sequence[Verified]) -> None:
    """Print in one line which quotations are from publications."""
    click.secho()
    numbers = ", ".join(str(one.quotation.number) for one in chosen)
    name = "quotation" if len(chosen) == 1 else "quotations"
    heading = f"{HEADINGS['published']} ({len(chosen)}), not checked: {name} {numbers}"
    say(heading, hang="  ", style={"bold": True})


def _counts(found: Verification) -> None:
    numbers = {level: len(found.at(level)) for level in _SHORT}
    numbers = {level: number for level, number in numbers.items() if number or level != "published"}
    told = [f"{number} {_SHORT[level]}" for level, number in numbers.items()]
    say(f"{found.draft.name}: {count(len(found.quotations), 'quotation')}: {', '.join(told)}")
    if found.ticked:
        by = ", ".join(f"{number} by {person}" for person, number in found.ticked.items())
        say(f"ticked as not speech: {by}", indent="  ")
    for remark in found.draft.remarks:
        say(remark, indent="  ", style={"fg": "yellow"})


def _heading(text: str) -> None:
    click.secho()
    say(text, style={"bold": True})


def _quotation(one: Verified, *, short: bool, style: dict[str, Any]) -> None:
    label = f"{one.quotation.label}: " if one.quotation.label else ""
    say(heading(one), indent="  ", hang="    ", style=style)
    words = shorten(one.quotation.words, 60 if short else 200)
    say(f"{label}“{words}”", indent="    ")
    if one.quotation.printed and not short:
        say(one.quotation.printed, indent="    ", hang="      ")
    for line in told(one):
        say(line, indent="    ", hang="      ")
    for each in one.sources[:1] if short else one.sources[:3]:
        words = each.name if short else source(each, short=160)
        say(f"{sources_name(one)}: {words}", indent="    ", hang="      ")


def _register(found: Verification) -> None:
    _heading("Register: quotations whose words stand in one place")
    for name, counted in found.register.by.items():
        listed = ", ".join(f"{value} {times}" for value, times in counted.items())
        say(f"by {name}: {listed or 'none'}", indent="  ", hang="    ")
    say(f"never quoted: {', '.join(found.register.never) or 'nobody'}", indent="  ", hang="    ")
    for line in twice(found):
        say(f"quoted more than once: {line}", indent="  ", hang="    ")
    people = [str(one.quotation.number) for one in found.quotations if mark(one)]
    if people:
        say(f"attributions that point to one person: {', '.join(people)}", indent="  ", hang="    ")


def _quantities(found: Verification) -> None:
    """Print the words of quantity: first those that something stands behind."""
    if found.register.quantities:
        _heading("Words of quantity, and what their sentences rest on")
    loose = []
    for one in found.register.quantities:
        if one.tied or one.quoted:
            say(quantity(one), indent="  ", hang="    ", style={"bold": True})
            for line in behind(one):
                say(line, indent="    ", hang="      ")
        else:
            loose.append(f"{one.words} ({place_name(one.place)})")
    if loose:
        say(f"No finding is linked to: {'; '.join(loose)}", indent="  ", hang="    ")
