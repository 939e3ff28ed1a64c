"""Where sentences end, in prose whose quotations are blanked out or not."""

import re

BLANK = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in the prose for each code point of a quotation or its attribution."""

END = re.compile(rf"[.?!…]['\"”’)\]]*\s+(?=[^a-z\s])|{BLANK}\s+(?=[A-Z])")


def sentences(prose: str) -> list[tuple[int, int]]:
    """Return where the sentences of a paragraph's prose begin and end."""
    ends = [found.end() for found in END.finditer(prose)]
    return [(a, b) for a, b in zip([0, *ends], [*ends, len(prose)], strict=True) if a < b]
