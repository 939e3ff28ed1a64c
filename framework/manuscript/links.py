"""A sentence of a draft is tied to a finding by its name beside it: a comment ``F3``.

Nothing is tied that the author did not tie; a name that the register has not is told.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from framework.manuscript.draft import Quotation, Span, Tie

_NAME = re.compile(r"F\d{1,6}", re.IGNORECASE)
_BETWEEN = r"(?:\s*[,;+&]\s*|\s+and\s+|\s+)"
_NAMES = re.compile(rf"{_NAME.pattern}(?:{_BETWEEN}{_NAME.pattern})*\.?", re.IGNORECASE)


def named(comment: str) -> list[str]:
    """Return the findings that a comment names, none if it says anything else.

    >>> named("F3"), named("f1, F2"), named("F3: is it so?")
    (['F3'], ['F1', 'F2'], [])
    """
    found = _NAME.findall(comment) if _NAMES.fullmatch(comment.strip()) else []
    return list(dict.fromkeys(name.upper() for name in found))


def on_claims(ties: Iterable[Tie], quotations: Sequence[Quotation]) -> list[Tie]:
    """Return the ties; one on a block quotation is put on the sentence that leads to it."""
    blocks = [one for one in quotations if one.block and one.claim]
    return [
        next(
            (
                replace(tie, span=one.claim)
                for one in blocks
                for span in one.spans
                if one.claim and _overlap(tie.span, span)
            ),
            tie,
        )
        for tie in ties
    ]


def touches(tie: Tie, paragraph: str, sentence: Span) -> bool:
    """Return whether a tie is on a sentence of a paragraph: on some of its words, or behind it."""
    at = tie.span
    if at.paragraph != sentence.paragraph:
        return False
    start, end = (at.start, at.end) if at.start < at.end else (max(0, at.start - 1), at.start or 1)
    inside = paragraph[max(start, sentence.start) : min(end, sentence.end)]
    return bool(inside.strip())


def _overlap(one: Span, other: Span) -> bool:
    within = one.start < other.end and other.start < max(one.end, one.start + 1)
    return one.paragraph == other.paragraph and within
