"""Ids proposed from names: letters of any script, digits, - _ and . as a case id may have."""

import re
import unicodedata
from collections.abc import Iterable

_OTHER = re.compile(r"[^\w.]+")
_EDGES = "-_."


def slug(name: str) -> str:
    """Return a name as an id: what an id cannot hold becomes a hyphen.

    >>> slug("Focus group 4 – LA2"), slug("Mrs. Ó Brien")
    ('Focus-group-4-LA2', 'Mrs.-Ó-Brien')
    """
    return _OTHER.sub("-", unicodedata.normalize("NFC", name)).strip(_EDGES) or "x"


class Ids:
    """Ids in use. None is given twice, in whatever letters: ids name files, too."""

    def __init__(self, taken: Iterable[str]) -> None:
        """Take the ids that are in use."""
        self._taken = {one.casefold() for one in taken}

    def new(self, name: str) -> str:
        """Return an id for a name that is in use from now on, with a number if another has it."""
        stem = slug(name)
        found, number = stem, 2
        while found.casefold() in self._taken:
            found, number = f"{stem}-{number}", number + 1
        self._taken.add(found.casefold())
        return found
