"""Two words are forms of one another when their base is equal, whatever the study.

The base comes from one table of English words that travels with the program; there is no
guessing by endings. Words of one or two letters are forms of nothing but themselves.
"""

from functools import cache
from pathlib import Path


@cache
def _groups() -> dict[str, list[str]]:
    """Return each base of the table with its other forms."""
    table = (Path(__file__).parent.parent / "data/english-forms.txt").read_text("utf-8")
    lines = (line.split() for line in table.splitlines() if not line.startswith("#"))
    return {line[0]: line[1:] for line in lines}


@cache
def _bases() -> dict[str, str]:
    return {form: of for of, others in _groups().items() for form in others}


def base(word: str) -> str:
    """Return the base of a folded word: the word itself where the table has no other.

    >>> base("assessing"), base("meetings"), base("meeting"), base("met")
    ('assess', 'meeting', 'meeting', 'meet')
    """
    return _bases().get(word, word)


def forms(word: str) -> tuple[str, ...]:
    """Return every form of a folded word, the base first.

    >>> forms("caring")
    ('care', 'cared', 'cares', 'caring')
    """
    of = base(word)
    return (of, *_groups().get(of, ()))
