"""Ids proposed from names: letters of any script, digits, - _ and . as a case id may have."""

import re
import unicodedata
from collections.abc import Collection

_OTHER = re.compile(r"[^\w.]+")
_EDGES = "-_."


def slug(name: str) -> str:
    """Return a name as an id: what an id cannot hold becomes a hyphen.

    >>> slug("Focus group 4 – LA2"), slug("Mrs. Ó Brien")
    ('Focus-group-4-LA2', 'Mrs.-Ó-Brien')
    """
    return _OTHER.sub("-", unicodedata.normalize("NFC", name)).strip(_EDGES) or "x"


def unused(name: str, taken: Collection[str]) -> str:
    """Return an id, with a number after it if another has it, in whatever letters."""
    known = {one.casefold() for one in taken}
    found, number = name, 2
    while found.casefold() in known:
        found, number = f"{name}-{number}", number + 1
    return found
