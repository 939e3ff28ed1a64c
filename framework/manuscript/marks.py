"""Quotation marks as people type them: straight or curly, double or single, mixed in one pair.

A mark is told by what stands on each side of it, not by its shape, since word processors often
set the wrong one. An apostrophe is no quotation mark; a mark that nothing closes is told.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

DOUBLE = '"“”„‟«»″'
SINGLE = "'‘’‚‛"
_BEFORE_AN_OPENING = "([{–—-/" + DOUBLE + SINGLE
_ELISION = re.compile(
    r"(?:em|tis|twas|til|till|cause|cos|coz|bout|un|ere|course|fraid|n|\d0s)(?![^\W_])",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"(?:[sSxz]|in|wi|th|o|an)$")
_LONGEST = 5_000
MOST_PARAGRAPHS = 3
"""How many paragraphs one quotation may run over."""


@dataclass(frozen=True)
class Marked:
    """Words between marks: ``text[start:end]`` without the marks, `outer` with them."""

    start: int
    end: int
    outer: tuple[int, int]


@dataclass(frozen=True)
class Unclosed:
    """A mark that opens at `at`, and that nothing closes."""

    at: int


def marked(text: str) -> Iterator[Marked | Unclosed]:
    r"""Yield every stretch between quotation marks, outermost only, in order.

    Paragraphs are parted by ``\n\n``. A quotation that no mark closes in its paragraph goes on
    into the next ones if they close it before they open another.
    """
    at = 0
    while at < len(text):
        sign = text[at]
        if sign in DOUBLE and _opens(text, at):
            close = _double_close(text, at)
        elif sign in SINGLE and _opens(text, at) and not _ELISION.match(text, at + 1):
            close = _single_close(text, at)
        else:
            at += 1
            continue
        if close is None:
            if sign not in "'’‚‛":  # these are apostrophes, mostly
                yield Unclosed(at)
            at += 1
        else:
            yield Marked(at + 1, close, (at, close + 1))
            at = close + 1


def _opens(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    begins = not before or before.isspace() or before in _BEFORE_AN_OPENING
    return begins and bool(after) and (not after.isspace() or text[at] in "“„«")


def _closes(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    ends = not after.isalnum() or text[at] in "”»"
    return ends and (not before.isspace() or text[at] in "”»")


def _double_close(text: str, at: int) -> int | None:
    """Return where the quotation that opens at `at` closes, None if it does not."""
    paragraphs = 1
    place = at + 1
    while place < len(text):
        if text.startswith("\n\n", place):
            paragraphs += 1
            place += 2
            if paragraphs > MOST_PARAGRAPHS:
                return None
            if text[place : place + 1] in tuple(DOUBLE) and _opens(text, place):
                place += 1  # a quotation that goes on opens each of its paragraphs anew
            continue
        if text[place] in DOUBLE:
            if _closes(text, place):
                return place
            if _opens(text, place):
                return None
        place += 1
    return None


def _single_close(text: str, at: int) -> int | None:
    """Return where single marks close: not at a possessive, if a surer close comes after it."""
    paragraph = text.find("\n\n", at, at + _LONGEST)
    last = min(len(text), at + _LONGEST) if paragraph < 0 else paragraph
    unsure = None
    for place in range(at + 1, last):
        if text[place] not in SINGLE:
            continue
        if _closes(text, place) and not text[at:place].count('"') % 2:
            if not _possessive(text, place):
                return place
            unsure = place if unsure is None else unsure
        elif _opens(text, place) and not _ELISION.match(text, place + 1) and text[place] != "’":
            break
    return unsure


def _possessive(text: str, at: int) -> bool:
    """Return whether a mark after a word may be an apostrophe: ``carers’ money``, ``doin’ it``."""
    after = text[at + 1 : at + 3]
    return bool(
        after[:1] == " " and after[1:].islower() and _POSSESSIVE.search(text[max(0, at - 2) : at])
    )
