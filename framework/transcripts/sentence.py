"""Where sentences end, by rules of our own: the same on every machine, with no model.

A sentence ends at an empty line, and at ``.``, ``?``, ``!`` or ``…`` (closing quotes and brackets
with it) where blank space and no small letter follows. A title, an initial or ``e.g.`` ends none,
nor does a line end, since lines are often wrapped. A sentence longer than 400 code points, as
talk without punctuation is, is cut at blank space.
"""

import re

LONG = 400

_END = re.compile(r"[.?!…]+[\"'”’»)\]]*(?=\s)")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_NOT_AN_END = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|rev|no|vs|etc|e\.g|i\.e|approx)|\b[^\W\d_])\.\Z", re.IGNORECASE
)
_NOT_I = re.compile(r"\bI\.\Z")


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the span of every sentence, in order, without the blank space around it.

    >>> text = "Dr. Hay came. Well… not quite! “Who?” she said."
    >>> [text[start:end] for start, end in sentences(text)]
    ['Dr. Hay came.', 'Well… not quite!', '“Who?” she said.']
    """
    found = []
    start = 0
    for end in [*_ends(text), len(text)]:
        found += _pieces(text, start, end)
        start = end
    return found


def _ends(text: str) -> list[int]:
    """Return where sentences end: at an empty line, or after the sign and what closes with it."""
    ends = [found.end() for found in _EMPTY_LINE.finditer(text)]
    for sign in _END.finditer(text):
        after = text[sign.end() :].lstrip()[:1]
        head = text[max(0, sign.start() - 12) : sign.start() + 1]
        title = sign.group() == "." and _NOT_AN_END.search(head) and not _NOT_I.search(head)
        if not after.islower() and not title:
            ends.append(sign.end())
    return sorted(ends)


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return a sentence without the blank space around it, in pieces where it is long."""
    words = text[start:end]
    start, end = end - len(words.lstrip()), start + len(words.rstrip())
    found = []
    while end - start > LONG:
        cut = max(text.rfind(blank, start + 1, start + LONG + 1) for blank in " \t\n\u00a0")
        cut = cut if cut > start else start + LONG
        found.append((start, cut))
        start = end - len(text[cut:end].lstrip())
    return [*found, (start, end)] if start < end else found
