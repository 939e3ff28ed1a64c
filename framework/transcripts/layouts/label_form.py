"""A form of label that a person states once: ``#{name}:``; ``{time}`` stands for a time in it."""

import re

from framework.transcripts.layouts.chosen import Labelled
from framework.transcripts.layouts.forms import TIME, Form

NAME, _TIME = "{name}", "{time}"
_BLANKS = r"[ \t\xa0]*"
_LONGEST = 63


def is_stated(layout: str) -> bool:
    """Return whether a layout is such a form: one name, and something beside it.

    >>> is_stated("#{name}:"), is_stated("{name}"), is_stated("label: text")
    (True, False, False)
    """
    return layout.count(NAME) == 1 and bool(layout.replace(NAME, "").replace(_TIME, "").strip())


def stated(layout: str) -> Labelled:
    """Return the layout of a stated form. What follows it on the line is what is said."""
    before, after = layout.strip().split(NAME)
    label = rf"(?P<label>[^\n]{{1,{_LONGEST}}}?)"
    end = rf"{_piece(after)}(?!\d)" if after.strip() else rf"{_BLANKS}$"
    pattern = re.compile(rf"{_BLANKS}{_piece(before)}{label}{end}{_BLANKS}")
    signs = tuple(after.replace(_TIME, " ").split() or before.replace(_TIME, " ").split())
    return Labelled((Form(layout, pattern, signs[:1]),), stated=True)


def _piece(text: str) -> str:
    """Return the pattern of what stands before or after the name: its signs, a time, blanks."""
    blank = re.escape(" ")
    pieces = [re.escape(piece).replace(blank, _BLANKS) for piece in text.split(_TIME)]
    named = [rf"(?P<{group}>{TIME})" for group in ("before", "beside")[: len(pieces) - 1]]
    return pieces[0] + "".join(time + piece for time, piece in zip(named, pieces[1:], strict=False))
