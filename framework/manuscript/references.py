"""Entries of a reference list, with a heading over them or not, and what cites a publication.

An entry begins with an author or a number, and has what only references have: volume and pages,
an address on the web, a publisher. Under a heading such as *References* a year is enough.
"""

import re
from collections.abc import Sequence

_HEADING = re.compile(
    r"\W*(?:\d+(?:\.\d+)*\.?\s+)?(?:(?:list of |selected |further )?(?:references?|bibliography|"
    r"reading|literature)(?: list| cited)?|works cited|sources(?: cited)?|cited works|citations"
    r"|literatur(?:verzeichnis)?|quellen(?:verzeichnis)?|bibliographie|références"
    r"|referencias|bibliografía|referências|bibliografia|riferimenti|llyfryddiaeth|cyfeiriadau"
    r"|literatuur(?:lijst)?|litteratur|referenser|kirjallisuus)\W*",
    re.IGNORECASE,
)
_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?|n\.d\.|forthcoming|in press"
_NUMBER = r"[\[(]?\d{1,3}[\]).]?\s+(?=[^\W\d_])"
_INITIALS = r"(?:[^\W\d_a-z]\.?[-\s]?){1,4}"
_NAME = r"(?:(?:van|von|de|der|den|du|la|le|di|da|ter|ten|Mc|Mac|O['’])\s?)*[^\W\d_a-z][\w'’-]+"
_START = re.compile(
    rf"\s*(?:{_NUMBER}|{_NAME}(?:\s{_NAME})?,?\s{_INITIALS}(?=[\s,.;:&(])"
    rf"|(?:[A-Z]\.[-\s]?){{1,3}}\s?{_NAME}|[^\W\d_a-z][^.?!:“‘\"«]{{2,150}}[.,]?\s?[(\[]?(?:{_YEAR})[)\].,:;])"
)
_SIGN = re.compile(
    r"\b\d+\s*(?:\([^()]{1,20}\))?\s*[:,]\s*(?:pp?\.?\s*|e)?\d+(?:\s?[-–]\s?\d+)?"
    r"|\bvol(?:ume)?\.?\s?\d|\bpp?\.\s?\d|\bno\.\s?\d|\bdoi\b|https?://|www\.|\bISBN"
    r"|\b(?:press|publish\w+|publications|books|university|journal|review|quarterly|proceedings"
    r"|routledge|sage|wiley|springer|elsevier|palgrave|macmillan|blackwell|penguin|hmso|tso"
    r"|stationery office|thesis|dissertation|working paper|retrieved|accessed|available (?:at|from)"
    r"|eds?\.|edited by)(?!\w)|[A-Z][\w-]+(?:, [A-Z]{2})?: [A-Z][\w ]+\.?\s*$",
    re.IGNORECASE,
)
_DATED = re.compile(rf"(?<!\w)(?:{_YEAR})(?!\w)", re.IGNORECASE)
_BRACKET = re.compile(r"[(\[][^()\[\]]{1,120}[)\]]")
_LAW = re.compile(rf"\b[A-Z]\w+ (?:Act|Bill|Regulations|Directive|Order),? (?:{_YEAR})\b")
_TITLE = re.compile(
    r"\b((?:white |green )?(?:paper|report|article|book|chapter|act|bill|strategy|guidance|guide"
    r"|policy|review|leaflet|handbook|journal|thesis|essay|poster|film|editorial|document"
    r"|statement|programme|series|entitled|titled|subtitled|title))[\s,:(]*$",
    re.IGNORECASE,
)
_SHORT = 60
_LONGEST = 700

Stretch = tuple[int, int]


def is_heading(text: str) -> bool:
    """Return whether a line is the heading of a reference list."""
    return len(text) < _SHORT and bool(_HEADING.fullmatch(text))


def entries(texts: Sequence[str]) -> list[list[Stretch]]:
    """Return where entries of a reference list stand in each of the paragraphs.

    A paragraph may hold several, each on lines of its own. A list goes on up to what is no entry;
    one with a heading, up to a short line that is none.
    """
    found = []
    headed = listed = False
    for text in texts:
        stretches = []
        for start, end in _chunks(text):
            chunk = text[start:end].strip()
            if is_heading(chunk):
                headed = listed = True
            elif _is_entry(chunk, listed=listed):
                stretches.append((start, end))
                listed = True
            elif not headed or (len(chunk) < _SHORT and not chunk.endswith((".", ")"))):
                headed = listed = False
        found.append(stretches)
    return found


def cited(lead: str) -> str:
    """Return what shows, in a sentence before a quotation, that it is from a publication.

    >>> cited("In the White Paper "), cited("Twigg (1989) writes of "), cited("In 2012 she said ")
    ('White Paper', '(1989)', '')
    """
    title = _TITLE.search(lead)
    brackets = [found.group() for found in _BRACKET.finditer(lead) if _DATED.search(found.group())]
    law = _LAW.search(lead)
    return title[1] if title else brackets[-1] if brackets else law.group() if law else ""


def _chunks(text: str) -> list[Stretch]:
    """Return the stretches of a paragraph that begin as an entry or a heading does."""
    begins, at = [0], 0
    for line in text.split("\n"):
        if at and (_START.match(line) or is_heading(text[begins[-1] : at])):
            begins.append(at)
        at += len(line) + 1
    return list(zip(begins, [*begins[1:], len(text)], strict=True))


def _is_entry(text: str, *, listed: bool) -> bool:
    begins, dated = _START.match(text), _DATED.search(text)
    signs = _SIGN.search(text)
    if len(text) > _LONGEST:
        return False
    return bool(begins and ((signs and dated) or listed)) or bool(listed and signs and dated)
