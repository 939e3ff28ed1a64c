"""A sentence needs no reference if it says what was asked, or that something was not said.

No turn can be named for a question that was not put, or for silence. A sentence that quotes
somebody always needs one.
"""

import re
from collections.abc import Collection

_QUOTE = re.compile(r"[“”\"]")
_ASKED = re.compile(
    r"(?:not |never )?(?:un)?(?:asked|heard|raised|mentioned|charted|told of)\b"
    r"(?! (?:by|him|her|them|me|us|if|whether|why|how|what|who|when|that|to)\b)"
    r"|(?:not |never )?put (?:in|to|at|nowhere|so far)\b"
    r"|the (?:question|subject|topic) (?:was|is)\b|it was (?:not |never )?(?:asked|put)\b"
)
"""How a sentence begins that says where a question was put, or something heard."""
_NOBODY = re.compile(r"(?:nobody|no one|no-one|none|neither|nothing)\b")
"""How a sentence begins that says what nobody said."""
_SPOKEN = r"asked|put|raised|mentioned|heard|charted|said|spoken|talked|told|answered|discussed"
_NOT_SAID = re.compile(
    rf"\b(?:was|were|is|are|been|be)(?: not|n't|n’t| never) (?:{_SPOKEN})\b"
    r"|\b(?:do|does|did)(?: not|n't|n’t) (?:say|speak|answer|mention|come up)\b"
    r"|\b(?:says?|said) nothing\b|\bnothing (?:is|was) (?:said|heard|asked)\b"
    r"|\b(?:give|gives|gave) no (?:view|answer)\b|\b(?:is|are|was|were|stays?|stayed) silent\b"
    r"|\bha(?:s|ve) nothing\b|\bchart (?:does not|cannot|doesn't|doesn’t) (?:show|tell)\b"
    r"|\bcannot be told\b|\bnobody (?:else )?(?:says?|speaks?|tells?|mentions?|is heard)\b"
)


def needs_none(sentence: str, cases: Collection[str]) -> bool:
    """Return whether a sentence of a summary says only what was asked or not said.

    >>> needs_none("Asked in all four.", ()), needs_none("Asked him twice, she says.", ())
    (True, False)
    >>> needs_none("SW1 and CA2 do not speak to it.", ()), needs_none("SW1 was tired.", ())
    (True, False)
    """
    if _QUOTE.search(sentence):
        return False
    plain = sentence.strip().casefold()
    named = plain.startswith("from ") and plain[5:].startswith(tuple(map(str.casefold, cases)))
    begins = _ASKED.match(plain) or _NOBODY.match(plain)
    return bool(named or begins or _NOT_SAID.search(plain))
