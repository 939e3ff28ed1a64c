"""Quotation marks as people type them: straight or curly, double or single, mixed in one pair.

A mark is told by what stands on each side of it, not by its shape, since word processors often
set the wrong one. An apostrophe is no quotation mark; a mark that nothing closes is told.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

DOUBLE = '"“”„‟«»″❝❞‹›＂〟⹂'
SINGLE = "'‘’‚‛`´❛❜＇"
PAIRS = dict(zip("「『《〈｢﹁﹃〝", "」』》〉｣﹂﹄〞", strict=True))
"""Marks of East Asian print, which no blank space parts from the words around them."""

_BEFORE_AN_OPENING = "([{–—-/*_~>" + DOUBLE + SINGLE
_ELISION = re.compile(
    r"(?:em|tis|twas|til|till|cause|cos|coz|bout|un|ere|course|fraid|n|\d0s)(?![^\W_])",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"(?:[sSxz]|in|wi|th|o|an)$")
_LONGEST = 5_000
_MANY = 8
_MOST_MARKS = 200
_DEEPEST = 3
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


def _never(_words: str) -> bool:
    return False


def marked(text: str, said: Callable[[str], bool] = _never) -> Iterator[Marked | Unclosed]:
    r"""Yield every stretch between quotation marks, outermost only, in order.

    Paragraphs are parted by ``\n\n``. A quotation that no mark closes in its paragraph goes on
    into the next ones if they close it before they open another. Where several marks may close
    it, the words tell: the last one up to which they were `said` does.
    """
    at = 0
    while at < len(text):
        sign = text[at]
        if sign in PAIRS:
            close = _pair_close(text, at)
        elif sign in DOUBLE and _opens(text, at):
            close = _as_said(text, at, _double_close(text, at), said)
        elif sign in SINGLE and _opens(text, at) and not _ELISION.match(text, at + 1):
            close = _as_said(text, at, _single_close(text, at), said)
        else:
            at += 1
            continue
        if close is None:
            if sign not in "'’‚‛`´＇":  # these are apostrophes, mostly
                yield Unclosed(at)
            at += 1
        else:
            yield Marked(at + 1, close, (at, close + 1))
            at = close + 1


def surrounded(text: str) -> bool:
    """Return whether marks stand around the whole of a text, and not around parts of it."""
    pieces = list(marked(text))
    if len(pieces) == 1 and isinstance(pieces[0], Marked) and pieces[0].outer == (0, len(text)):
        return True
    ends = text[:1] in tuple(SINGLE) and text[-1:] in tuple(SINGLE) and len(text) > 1
    return ends and not any(
        text[at] in SINGLE and text[at] != "’" and _opens(text, at) for at in range(1, len(text))
    )


def _as_said(text: str, at: int, close: int | None, said: Callable[[str], bool]) -> int | None:
    """Return where a quotation closes, or a later mark up to which its words were said."""
    if close is not None and not said(text[at + 1 : close]):
        return close
    family = DOUBLE if text[at] in DOUBLE else SINGLE
    scope = "\n\n".join(text[at : at + _LONGEST].split("\n\n")[:MOST_PARAGRAPHS])
    marks = [place for place in range(at + 1, at + len(scope)) if text[place] in family]
    found, others = close, False
    for place in marks[:_MOST_MARKS]:
        others = others or (close is not None and _opens(text, place))
        if text[place + 1 : place + 2].isalpha() or place <= (close or at):
            continue
        words = text[at + 1 : place]
        if not said(words):
            break
        if not others or len(words.split()) >= _MANY:
            found = place
    return found


def _opens(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    begins = not before or before.isspace() or before in _BEFORE_AN_OPENING
    return begins and bool(after) and (not after.isspace() or text[at] in "“„«❝‹")


def _closes(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    noted = after.isdigit() and not before.isdigit()  # a note's number, set high
    ends = noted or not after.isalnum() or text[at] in "”»❞›"
    return ends and (not before.isspace() or text[at] in "”»❞›")


def _double_close(text: str, at: int, depth: int = 0) -> int | None:
    """Return where the quotation that opens at `at` closes, None if it does not.

    Marks of another shape may stand inside it.
    """
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
                other = text[place] != text[at] and depth < _DEEPEST
                inner = _double_close(text, place, depth + 1) if other else None
                if inner is None:
                    return None
                place = inner
        place += 1
    return None


def _pair_close(text: str, at: int) -> int | None:
    """Return where a mark of East Asian print closes, those of its kind inside it passed over."""
    depth = 0
    for place in range(at, min(len(text), at + _LONGEST)):
        depth += (text[place] == text[at]) - (text[place] == PAIRS[text[at]])
        if not depth:
            return place
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
