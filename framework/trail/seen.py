"""What the writer of a summary had before them, and in words what of it has changed since.

It is kept with the summary, part by part, each as a short hash:
``{"definition": …, "passages": {case: […]}, "turns": {"ASH-OP-1 41": …}, "cells": {case: …}}``.
`unread` lists cases whose transcript could not be read at the time: of these nothing is compared.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from framework.plain.text import count

Seen = Mapping[str, Any]
DEFINITION = "the definition has changed"
UNKNOWN = ("something it rests on has changed",)


def changes(had: Seen, now: Seen) -> tuple[str, ...]:
    """Return in words what is no longer as a writer had it; nothing where all of it is."""
    return tuple(_changes(had, now, {*_list(had, "unread"), *_list(now, "unread")}))


def _changes(had: Seen, now: Seen, unread: Collection[str]) -> Iterator[str]:
    if had.get("definition") != now.get("definition"):
        yield DEFINITION
    new, gone = _passages(had, now, unread)
    yield from indexed(new)
    if gone:
        yield f"{count(gone, 'passage')} taken out of the index"
    for turn, told in _compared(had, now, "turns", lambda one: one.rpartition(" ")[0] in unread):
        yield f"turn {turn} {told}"
    for case, told in _compared(had, now, "cells", lambda _: False):
        yield f"the cell of {case} {told}"


def indexed(passages: int) -> tuple[str, ...]:
    """Return in words that some passages have come; nothing for none."""
    return (f"{count(passages, 'passage')} indexed since",) if passages else ()


def _passages(had: Seen, now: Seen, unread: Collection[str]) -> tuple[int, int]:
    """Return how many passages have come, and how many have gone."""
    before, after = (_by_name(seen, "passages") for seen in (had, now))
    cases = (before.keys() | after.keys()) - set(unread)
    pairs = [(set(before.get(case, ())), set(after.get(case, ()))) for case in cases]
    return sum(len(b - a) for a, b in pairs), sum(len(a - b) for a, b in pairs)


def _compared(
    had: Seen, now: Seen, part: str, skipped: Callable[[str], bool]
) -> Iterator[tuple[str, str]]:
    """Return each name of a part that has changed, with what has become of it."""
    before, after = _by_name(had, part), _by_name(now, part)
    for name in (*before, *(after.keys() - before.keys())):
        if before.get(name) != after.get(name) and not skipped(name):
            told = "is new" if name not in before else "has changed"
            yield name, told if name in after else "is gone"


def _by_name(seen: Seen, part: str) -> Mapping[str, Any]:
    found = seen.get(part)
    return found if isinstance(found, dict) else {}


def _list(seen: Seen, part: str) -> list[str]:
    found = seen.get(part)
    return [*map(str, found)] if isinstance(found, list) else []
