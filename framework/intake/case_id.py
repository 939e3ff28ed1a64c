"""Ids proposed from names: letters of any script, digits, - _ and . as a case id may have."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import chain, count

from framework.intake.dates import find_date, without_dates

_OTHER = re.compile(r"[^\w.]+")
_EDGES = "-_."
_WORD = re.compile(r"[^\W_]+(?:(?<=\d)\.(?=\d)[^\W_]+)*")
_SHORT = 16
_LONG = 32
"""So many characters an id from a file's name has; more only to tell it from another."""
_CODES = 3
_GROUP = re.compile(
    r"\b(?:focus[\s-]*groups?[\s.-]*(\d{1,3}(?!\d))?|FG[\s.-]*(?P<fg>\d{1,3})(?!\d))", re.IGNORECASE
)
_INTERVIEW = re.compile(r"\b(?:interview|IV)[\s.-]*(\d{1,3})(?!\d)", re.IGNORECASE)
_VERSION = re.compile(r"\b(?:v|ver|version|rev|draft)[\s.]*\d+(?:\.\d+)*\b", re.IGNORECASE)
_NOISE = re.compile(
    "final|finished|draft|copy|version|corrected|checked|clean|cleaned|edit|edited|revised|"
    "transcript|transcripts|transcribed|transcription|verbatim|anon|anonymi[sz]ed|"
    "pseudonymi[sz]ed|redacted|audio|recording|recorded|interview|interviews|docx?|txt|"
    "with|of|the|and|an|in|at|for|from|by|on|to|(?-i:a)",
    re.IGNORECASE,
)
"""Words that say what was done to a file, or join others: no part of what a case is called."""


def slug(name: str) -> str:
    """Return a name as an id: what an id cannot hold becomes a hyphen.

    >>> slug("Focus group 4 – LA2"), slug("Mrs. Ó Brien")
    ('Focus-group-4-LA2', 'Mrs.-Ó-Brien')
    """
    return _OTHER.sub("-", unicodedata.normalize("NFC", name)).strip(_EDGES) or "x"


def short_ids(stem: str) -> list[str]:
    """Return ids for a case from its file's name, the shortest first.

    >>> short_ids("FG_1 Ashmarch older people FINAL v3 (transcribed)")
    ['FG1-Ashmarch', 'FG1-Ashmarch-older-people']
    >>> short_ids("Interview 07 - Mrs Ó Brien, 12 March 2013")
    ['IV07-Mrs-Ó-Brien', 'IV07-Mrs-Ó-Brien-2013-03-12']
    """
    name = unicodedata.normalize("NFC", stem).replace("_", " ")
    plain = _VERSION.sub(" ", without_dates(name))
    plain = _INTERVIEW.sub(r" IV\1 ", _GROUP.sub(_group, plain))
    words = _WORD.findall(plain)
    kept = [word for word in words if not _NOISE.fullmatch(word)] or words
    longer = ["-".join(kept), "-".join(filter(None, (*kept, find_date(name))))]
    fitting = [_fitting(kept), *(one for one in longer if len(one) <= _LONG)]
    return list(dict.fromkeys(filter(None, fitting))) or [slug(stem)]


def _group(found: re.Match[str]) -> str:
    return f" FG{found[1] or found['fg'] or ''} "


def _fitting(words: Sequence[str]) -> str:
    """Return the words with numbers, and the first of the others as far as they are short."""
    chosen = [at for at, word in enumerate(words) if any(map(str.isdigit, word))][:_CODES]
    for at in range(len(words)):
        if at not in chosen:
            if len("-".join(words[one] for one in (*chosen, at))) > _SHORT:
                break
            chosen.append(at)
    return "-".join(words[at] for at in sorted(chosen))[:_LONG] or "".join(words[:1])[:_SHORT]


class Ids:
    """Ids in use. None is given twice, in whatever letters: ids name files, too."""

    def __init__(self, taken: Iterable[str]) -> None:
        """Take the ids that are in use."""
        self._taken = {one.casefold() for one in taken}

    def new(self, *names: str) -> str:
        """Return an id for the first name that is free, or with a number for the first of all.

        It is in use from now on.
        """
        ids = [slug(name) for name in names]
        numbered = (f"{ids[0]}-{number}" for number in count(2))
        found = next(one for one in chain(ids, numbered) if one.casefold() not in self._taken)
        self._taken.add(found.casefold())
        return found
