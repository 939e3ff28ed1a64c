"""A text's words and what stands between them: what is compared, and what is typography."""

import re
import unicodedata
from dataclasses import dataclass

_LETTERS = r"(?:[^\W_]++[\u0300-\u036f]*+)+"
WORD = re.compile(rf"{_LETTERS}(?:['’‘ʼ]{_LETTERS})*")
"""Only single characters are taken possessively: of a group, Python to 3.11.4 keeps too much."""
_MARKS = re.compile("[\"'“”„‟«»″‹›❝❞＂〟⹂‘’‚‛❛❜＇`´′「」『』《》〈〉｢｣﹁﹂﹃﹄〝〞]+")
_WIDE = str.maketrans("（）［］：", "()[]:")
_EMPHASIS = re.compile(r"[*_]+")
_DASHES = re.compile(r" ?[-‐‑‒–—―−]+ ?")
_DOTS = re.compile(r" ?(?:…|\.(?: ?\.){2,}) ?")


@dataclass(frozen=True)
class Word:
    """One word of a text: `folded` for comparing, and where it stands."""

    folded: str
    start: int
    end: int


_APOSTROPHES = str.maketrans("’‘ʼ", "'''")


def letters(word: str) -> str:
    """Return a word without typography, its capitals kept: accents on or beside their letter."""
    return unicodedata.normalize("NFKD", word).translate(_APOSTROPHES)


class _Folded(dict[str, str]):
    """Words folded once each, capitals too."""

    def __missing__(self, word: str) -> str:
        self[word] = folded = letters(word).casefold()
        return folded


FOLDED = _Folded()


def words(text: str) -> list[Word]:
    """Return the words of a text, in order."""
    return [Word(FOLDED[found.group()], *found.span()) for found in WORD.finditer(text)]


def folded(text: str) -> str:
    """Return a text's words in one row, without typography.

    >>> folded("‘Who cares — for whom?’")
    'who cares for whom'
    """
    return " ".join(word.folded for word in words(text))


def between(text: str) -> str:
    """Return what stands between two words without typography.

    Marks become one mark, dashes one dash, dots an ellipsis, and blank space one space; none of
    it is kept beside a dash or an ellipsis, where house styles differ. Stars and lines of emphasis
    are left out.

    >>> between(" – ") == between("—"), between("’ "), between(" . . . ")
    (True, '"', '...')
    """
    text = text.translate(_WIDE)
    plain = _MARKS.sub('"', " ".join(_EMPHASIS.sub("", text).split()))
    plain = _DOTS.sub("...", _DASHES.sub("-", plain))
    return plain or " " * bool(text)


_LOST = {
    "negation": "no not never none nobody nothing nowhere neither nor without hardly barely "
    "scarcely cannot nowt",
    "hedge": "maybe perhaps probably possibly might may could seem seems seemed sometimes usually "
    "mostly rather quite somewhat roughly about almost nearly suppose think guess believe reckon "
    "sort kind bit fairly generally likely happen",
    "quantifier": "all every everybody everyone everything some somebody most many much few fewer "
    "several half both each any always often rarely seldom only just more less least",
}
_KINDS = {word: kind for kind, listed in _LOST.items() for word in listed.split()}


def kind_of(word: str) -> str:
    """Return whether a folded word is a negation, a hedge or a quantifier, else nothing.

    >>> kind_of("didn't"), kind_of("perhaps"), kind_of("tray")
    ('negation', 'hedge', '')
    """
    return "negation" if word.endswith("n't") else _KINDS.get(word, "")
