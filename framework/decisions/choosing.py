"""What is typed as an account or a placing, ``supports: SW1 [41]``: in a sheet as in a command."""

import re

from framework.codebook.codebook import NONE
from framework.comparison.position import PLACED, PLACING
from framework.errors import RefusedError, UnknownNameError
from framework.plain.text import fold, shorten
from framework.trail.choice import Kind, read_choice
from framework.trail.verbs import HOW

_STANDS = re.compile(rf"\b(?:{'|'.join(PLACED)})\s*:")


def words_of(kind: Kind, thing: str) -> tuple[str, ...]:
    """Return the words that what is typed may begin with."""
    if kind is PLACING:
        return HOW[-1:] if thing.endswith(NONE) else PLACED
    return kind.words


def read_chosen(kind: Kind, thing: str, text: str) -> tuple[str, str]:
    """Return the word that a text begins with, and a person's own words after it.

    Raises UnknownNameError for a text that begins with none of the words, RefusedError for one
    that places a case twice.
    """
    words, what = words_of(kind, thing), "place on" if kind is PLACING else "answer to"
    found = read_choice(text, words)
    if found is None:
        message = f"“{shorten(text, 40)}” is no {what} {thing}"
        raise UnknownNameError(message, f"begin with one of: {' · '.join(words)}")
    if kind is PLACING and len(_STANDS.findall(fold(text).text)) > 1:
        hint = "write mixed: and who holds it and who does not; or one position a cell"
        raise RefusedError(f"“{shorten(text, 40)}” names two places", hint)
    return found
