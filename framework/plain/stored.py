"""How a workbook holds a text, so that two programs' ways of storing it compare alike."""

import re
from itertools import pairwise

from framework.plain.text import digest, unify_newlines

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CUT = range(16_000, 16_368)
"""How long the first piece is of a line that LibreOffice could not lay out as one."""
STAMP = 10
"""Characters of a stamp: among 60,000 texts one in 18 million others has the stamp of one."""


def storable(text: str) -> str:
    """Return text as a workbook can hold it: without the control characters that XML forbids."""
    if "\r" in text or _FORBIDDEN.search(text):
        return _FORBIDDEN.sub("", unify_newlines(text))
    return text


def normal(text: str) -> str:
    r"""Return a text so that two programs' ways of storing it compare alike.

    >>> normal("one_x000D_\ntwo ")
    'one\ntwo'
    """
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)
    text = storable(text).strip()
    return _uncut(text) if len(text) > _CUT.start else text


def _uncut(text: str) -> str:
    """Return a text without the line ends that LibreOffice puts into very long lines."""
    lines = text.split("\n")
    whole = lines[:1]
    for line, after in pairwise(lines):
        cut = len(line) in _CUT and len(line) + len(after) >= _CUT.stop
        whole += [after] if cut else ["\n", after]
    return "".join(whole)


def box_hash(text: str) -> str:
    """Return the hash by which a box's text is compared."""
    return digest(normal(text), length=16)


def stamp(text: str) -> str:
    """Return the short hash by which a text, as `normal` has it, is known again."""
    return digest(text, length=STAMP)
