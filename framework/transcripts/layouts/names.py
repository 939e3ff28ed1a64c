"""What could name a speaker, and what never does: the words *of* a label, wherever it stands.

A label is few words, each like a name, or a code such as SW2, or a role such as Interviewer.
Words that open a remark (Note, Two things) or name a field of a header (Date, Duration) are not.
"""

import re
from functools import lru_cache

_KEPT = 4_096
"""A file has few labels and many lines: what was found of a label is remembered."""
_LONGEST = 6
_PARTICLE = re.compile(r"and|&|of|the|de|da|di|van|von|der|den|la|le|pro|tem|tempore|bin|al|y")
_OPENER = re.compile(
    r"note|notes|nb|well|so|and|but|because|anyway|example|yes|no|okay|ok|right|sure|also|then"
    r"|now|here|there|this|that|these|those|it|he|she|they|we|you|what|when|where|who|why|how"
    r"|if|or|as|first|second|third|firstly|secondly|thirdly|finally|lastly|next|one|two|three"
    r"|four|five|break|pause|interruption|silence|laughter|laughs|inaudible|crosstalk|unclear"
    r"|applause|music|part|section|sec|chapter|title|article|schedule|annex|appendix|clause|step|tape|side|task|day|week|year|table|figure|box|option|number|point|item"
    r"|phase|question|page|monday|tuesday|wednesday|thursday|friday|saturday|sunday|warning|ps"
    r"|http|https|www|ie|eg|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|result|results|answer|conclusion|summary|quote|important"
    r"|remember|problem|reason|solution|more|mostly|sometimes|maybe|perhaps|actually|basically"
    r"|obviously|plus|minus|hello|hi|thanks|my|our|your|his|her|their|its|not|in|on|at|by|for"
    r"|from|to|with|an|a|background|aims|aim|themes|theme|overview|introduction"
)
_CAPITALS = frozenset({"nb", "ps", "ok", "no"})
"""Two capitals that open a remark; any others are initials, as IE for the interviewee."""
_FIELD_WORD = re.compile(
    r"date|time|place|present|topic|key|title|location|venue|duration|length|project|recording"
    r"|recorded|transcribed|transcript|transcriber|transcription|typed|checked|participants|id"
    r"|study|subject|file|filename|legend|attendees|apologies|gender|sex|age|occupation|role"
    r"|team|authority|site|setting|consent|status|language|keywords|pseudonym|version|session"
    r"|format|media|source|ref|reference|code|codes|case|type|abstract|email|phone"
)
_FIELD_PHRASE = re.compile(
    r"(?:date|time|place|length|type|number|name|start|end)s? (?:of|time|date)\b.*"
    r"|(?:interview|participant|recording|file|focus group|case|group|respondent|audio|session)"
    r"s? (?:id|no\.?|number|date|time|length|name|title|code|place|location|file|type|key)"
    r"|in attendance|speaker key|conducted by|recorded by",
    re.IGNORECASE,
)
_ROLE_WORDS = 4
_STOPS = re.compile(r"[a-z]{3}[.?!] |[,;] [a-z]")
_SAYS = re.compile(
    r"is|was|are|were|be|says?|said|saying|told|tell|tells|asks?|asked|reads?|thinks?|thought"
    r"|that|this|me|us|him|them|it|to|of|like|and|or|goes|went|means?|meant|as|follows"
)
"""Words that lead over to what is said or listed, and end no label."""
_CODE = re.compile(
    r"(?:[A-Z]{1,4}\d{0,2}[-_ .]?)?[A-Z]{1,4}[-_ ]?(?:\d{1,3}[A-Za-z]?\??|\?)|id ?\d{1,3}", re.ASCII
)
_DESCRIBED = re.compile(r"(?<=\S) ?\([^()]*\)$")
"""What stands in brackets after a name may be any words: ``Jean (carer)``."""
_BRIEF = re.compile(r"[A-Z]{1,3}\d{0,2}")
_TOGETHER = re.compile(r"\s*(?:/|&|,|\band\b|\+)\s*")
_ROLES = (
    "interview(?:er|ee)|moderator|co-moderator|facilitator|co-facilitator|respondent|participant"
    "|researcher|speaker|observer|note-?taker|unknown|unidentified|chair(?:man|woman|person)?"
    "|the chair|the witness|witness|counsel|host|guest|audience(?: member)?|male|female|man|woman"
    "|int|res|mod|fac|several|all|everyone|group|multiple(?: speakers)?"
)
_ROLE = re.compile(
    rf"(?:(?:un\w+|male|female|first|second|third) )?(?:{_ROLES})s?"
    r"(?: (?:speaker|voice|participant|respondent))?(?: ?(?:#?\d{1,3}|[A-Z]))?(?: \d)?\??"
    r"|questions?|answers?",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(
    r"\W+|_+|(?:un(?:known|identified|named)|inconnue?|unbekannte?r?|desconocid[oa]|sconosciut[oa]"
    r"|desconhecid[oa]|onbekend|ukjent|ukendt|okänd|tuntematon|nieznan[ya]|anhysbys"
    r"|неизвестн\w+|άγνωστος)(?: \w+){0,2}(?: ?\d{1,2})?",
    re.IGNORECASE,
)
_INTERVIEWERS = re.compile(
    r"(?:i|q|m|f|int|mod|interviewers?|moderators?|facilitators?|researchers?|question)[ \d.]*",
    re.IGNORECASE,
)


@lru_cache(_KEPT)
def is_code(label: str) -> bool:
    """Return whether a label is a code such as SW2, FG1-P3 or SW?, or several: F2/F3."""
    return all(
        _CODE.fullmatch(each) is not None and not opens_remark(each.split()[0])
        for each in _TOGETHER.split(label)
    )


@lru_cache(_KEPT)
def is_role(label: str) -> bool:
    """Return whether a label names what somebody does there: Interviewer, Speaker 2."""
    return _ROLE.fullmatch(label) is not None


def is_unknown(label: str) -> bool:
    """Return whether a label stands for a voice that nobody could name: ???, Unknown Speaker."""
    return _UNKNOWN.fullmatch(label.strip("[](){}<>")) is not None


def together(label: str) -> list[str]:
    """Return the labels in one that is of several people: F2/F3, Ann and Bo."""
    return _TOGETHER.split(label)


def asks(label: str) -> bool:
    """Return whether a label is one that interviewers commonly have."""
    return _INTERVIEWERS.fullmatch(label) is not None


def is_brief(label: str) -> bool:
    """Return whether a label is initials, with a number or without: I, R, WM, SW2."""
    return _BRIEF.fullmatch(label) is not None


@lru_cache(_KEPT)
def is_field(label: str) -> bool:
    """Return whether a label is a field of a header block: Date, Duration, Transcribed by."""
    first, *others = label.casefold().split()
    return len(others) < _LONGEST and (
        _FIELD_WORD.fullmatch(first.rstrip(".")) is not None
        or _FIELD_PHRASE.fullmatch(label) is not None
    )


def opens_remark(word: str) -> bool:
    """Return whether a word commonly opens a remark, and no name: Note, Well, Monday."""
    bare = word.casefold().strip(".,")
    return len(bare) > 1 and _OPENER.fullmatch(bare) is not None


@lru_cache(_KEPT)
def like_a_name(label: str) -> bool:
    """Return whether words could name a speaker: few of them, each like a name or a code."""
    words = _DESCRIBED.sub("", label).split()
    if not words or len(words) > _LONGEST:
        return False
    if is_code(label) or is_role(label):
        return True
    if (opens_remark(words[0]) and not _initials(label)) or is_field(label):
        return False
    return all(_word(word, alone=len(words) == 1) for word in words)


def may_be_one(label: str) -> bool:
    """Return whether a person should look at words that count as no label: Note, Ann Lee.

    Words that plainly lead over to others, as *She said*, are not worth the look.
    """
    words = label.split()
    if len(words) == 1:
        return True
    leads = _SAYS.fullmatch(words[-1].casefold()) is not None
    return len(words) <= _ROLE_WORDS + 1 and not leads and not _STOPS.search(label)


@lru_cache(_KEPT)
def like_a_role(label: str) -> bool:
    """Return whether words could be a role in small letters: Social worker, Young person 2."""
    words = label.split()
    return (
        1 < len(words) <= _ROLE_WORDS
        and words[0][:1].isupper()
        and not opens_remark(words[0])
        and not is_field(label)
        and _SAYS.fullmatch(words[-1]) is None
        and all(word.replace("-", "").isalnum() for word in words)
    )


def _initials(label: str) -> bool:
    return len(label) == len("IE") and label.isupper() and label.casefold() not in _CAPITALS


def _word(word: str, *, alone: bool) -> bool:
    bare = word.lstrip("(")
    return (
        alone
        or not bare[:1].isalpha()
        or not bare[0].islower()
        or _PARTICLE.fullmatch(bare.casefold()) is not None
    )


def full_name(label: str) -> bool:
    """Return whether a label is two words or more, each with a capital: Sarah Jones."""
    words = label.split()
    return len(words) > 1 and like_a_name(label) and all(word[0].isupper() for word in words[:2])
