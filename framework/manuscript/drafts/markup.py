"""Takes markup out of a draft's text: emphasis, HTML, links, quotation marks typed in ASCII.

A manuscript is often Markdown or HTML that was pasted into a text or Word file. The way back from
each code point to the file is kept, as in `framework.plain.text.fold`.
"""

import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

_TAGS = "a|abbr|b|big|cite|code|del|em|font|i|ins|mark|s|small|span|strike|strong|sub|sup|tt|u"
_BLOCKS = "article|blockquote|body|div|dd|dl|dt|h[1-6]|hr|li|ol|p|section|table|tbody|td|th|tr|ul"
_REST = r"(?:\s[^<>]{0,300})?/?>"
BLOCK_TAG = re.compile(rf"(</?(?:{_BLOCKS}){_REST})", re.IGNORECASE)
"""A tag that parts paragraphs."""

_SIGN = re.compile(
    rf"(?P<tag></?(?:{_TAGS}|{_BLOCKS}){_REST})"
    rf"|(?P<open><q{_REST})|(?P<close></q>)|(?P<break><br{_REST})"
    r"|(?P<entity>&(?:[a-z]{2,8}\d?|#\d{1,7}|#x[0-9a-f]{1,6});)"
    r"|\\(?P<escaped>[\n\\`*_{}\[\]()#+\-.!>'\"<~|]|$)"
    r"|(?P<note>\[\^[\w-]{1,20}\])"
    r"|\[(?P<linked>[^\[\]]{1,300})\]\((?:https?:|mailto:|#)[^()\s]{0,300}\)"
    r"|(?P<wide>[（）［］])|(?P<latex>``)|(?P<twice>'')|(?P<low>(?<![^\s(\[]),,(?=\w))"
    r"|(?P<left><<(?=\s?\w))|(?P<right>(?<=[\w.?!…,])>>|(?<=[\w.?!…,]\s)>>)",
    re.IGNORECASE,
)
_AS = {
    "open": "“",
    "close": "”",
    "break": "\n",
    "tag": "",
    "note": "",
    "latex": "“",
    "twice": '"',
    "low": "„",
    "left": "«",
    "right": "»",
}
_EMPHASIS = re.compile(r"(?<!\\)(?:\*{1,3}|_{1,3}|~~|(?<!`)`(?!`))")
_LONGEST_WORD = 40
_QUOTED = re.compile(r"^[ ]{0,3}(?:>[ ]?)+", re.MULTILINE)
_BESIDE_A_MARK = re.compile(r"[\"'`“”„‟«»‘’‚‛‹›「」『』《》❝❞]")

Change = tuple[int, int, str]
"""``text[start:end]`` is to be replaced by a string."""


def without_markup(text: str) -> tuple[str, tuple[int, ...]]:
    """Return a text without its markup, and where each code point, and its end, stood.

    >>> without_markup('*"It <b>is</b>"*')[0]
    '"It is"'
    >>> without_markup("f***ing * and 2*3")[0]
    'f***ing * and 2*3'
    """
    parts: list[str] = []
    places: list[int] = []
    at = 0
    changes = sorted([*_quoted(text), *_signs(text), *_emphasis(text)])
    for start, end, new in [*changes, (len(text), len(text), "")]:
        if start >= at:
            parts += [text[at:start], new]
            places += [*range(at, start), *[start] * len(new)]
            at = end
    return "".join(parts), (*places, len(text))


def _quoted(text: str) -> Iterator[Change]:
    """Yield the ``>`` before the lines of a quotation."""
    if text.lstrip(" ").startswith(">"):
        yield from ((*found.span(), "") for found in _QUOTED.finditer(text))


def _signs(text: str) -> Iterator[Change]:
    for found in _SIGN.finditer(text):
        kind = found.lastgroup or ""
        if kind == "linked":
            yield found.start(), found.start("linked"), ""
            yield found.end("linked"), found.end(), ""
        elif kind == "escaped":
            yield found.start(), found.start() + 1, ""
        elif kind == "entity":
            yield *found.span(), html.unescape(found.group())
        elif kind == "wide":
            yield *found.span(), unicodedata.normalize("NFKC", found.group())
        else:
            yield *found.span(), _AS[kind]


def _emphasis(text: str) -> list[Change]:
    """Return the signs of emphasis: pairs, and single ones beside a quotation mark.

    Stars inside a word at both ends (``f***ing``) are the word's own.
    """
    opened: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    found: set[tuple[int, int]] = set()
    for sign in _EMPHASIS.finditer(text):
        start, end = sign.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        waiting = opened[sign.group()]
        if (
            waiting
            and before
            and not before.isspace()
            and _is_pair(text, waiting[-1], (start, end))
        ):
            found |= {waiting.pop(), (start, end)}
        elif after and not after.isspace():
            waiting.append((start, end))
        if _lone(text, start, end):
            found.add((start, end))
    return [(start, end, "") for start, end in found]


def _is_pair(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Return whether two signs go together: inside a word, only stars that begin or end it do."""
    inside = [_inside(text, *one), _inside(text, *other)]
    if not any(inside):
        return True
    word = text[one[1] : min(other[0], one[1] + _LONGEST_WORD)]
    near = one[1] + len(word) == other[0] and word.isalnum()
    return near and text[one[0]] == "*" and not all(inside)


def _inside(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start].isalnum() and text[end : end + 1].isalnum()


def _lone(text: str, start: int, end: int) -> bool:
    """Return whether a sign stands between a quotation mark and no letter."""
    if text[start] == "`":
        return False
    sides = text[start - 1 : start], text[end : end + 1]
    return any(
        _BESIDE_A_MARK.match(one) and not other.isalnum() for one, other in (sides, sides[::-1])
    )
