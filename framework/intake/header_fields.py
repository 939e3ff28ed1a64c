"""What a file says about itself above the talk: the fields of a header block, and its title."""

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from framework.transcripts.transcript import Reading

_FIELD = re.compile(r"\s*[@#*|]*\s*(?P<name>[^\W\d_][^:：\n]{0,40}?)[\s*]*[:：]\s*(?P<value>.*)")
_QUOTES = "'\"*_| "
_BLOCK = 60
_LONGEST = 400
"""Nothing more of a file, nor of a line, is searched for what it says about itself."""


def lines_of(reading: Reading) -> list[str]:
    """Return the first lines above the talk and beside it, none of them anybody's words."""
    whole = (line for text in reading.metadata.values() for line in text.split("\n"))
    filled = (line.strip()[:_LONGEST] for line in whole if line.strip())
    return list(islice(filled, _BLOCK))


def fields_of(reading: Reading) -> dict[str, str]:
    """Return the fields of a header block, names in small letters; the first of a name counts.

    A value may stand on the line after its name, as the cells of a table do.
    """
    found: dict[str, str] = {}
    for name, value in _fields(lines_of(reading)):
        found.setdefault(name, value)
    return found


def _fields(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line, after in pairwise([*lines, ""]):
        match = _FIELD.fullmatch(line)
        if not match:
            continue
        value = match["value"].strip(_QUOTES)
        if not value and not _FIELD.fullmatch(after):
            value = after.strip(_QUOTES)
        if value:
            yield match["name"].strip(_QUOTES).casefold(), value
