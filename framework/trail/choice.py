"""Some boxes hold one of a few words, and after it a person's own: ``holds: SW1 [41]``.

A word that is not in the list is refused, so that spelling does not become a finding. Where two
researchers chose differently both stand, and neither counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from framework.cases.case import Row
from framework.plain.text import fold
from framework.trail.cell import BETWEEN
from framework.trail.decisions import Decision, Decisions, cell_key


@dataclass(frozen=True)
class Kind:
    """What is chosen: its verb in the trail, the fields for the thing and the word, the words."""

    verb: str
    thing: str
    word: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """What was chosen; `word` is None where nobody has, or where two choices contest it."""

    word: str | None = None
    text: str = ""
    acts: tuple[Decision, ...] = ()
    contested: bool = False

    @property
    def box(self) -> str:
        """Return what its box shows: ``holds: SW1 and TM [41]``, or nothing."""
        return self.text if self.contested else shown(self.word, self.text)

    @property
    def by(self) -> tuple[str, ...]:
        """Return whose choice it is."""
        return tuple(sorted({act.by for act in self.acts}))

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the acts behind it."""
        return tuple(act.name for act in self.acts)


def choose(decisions: Decisions, kind: Kind, row: Row, thing: str) -> Choice:
    """Return what a row's choice on a thing is, as the trail has it now."""
    acts = decisions.on(kind.verb, *cell_key(row, thing))
    told = list(
        dict.fromkeys(
            (str(act[kind.word]), str(act["text"] or "")) for act in acts if act[kind.word]
        )
    )
    if len(told) > 1:
        return Choice(None, BETWEEN.join(shown(*one) for one in told), acts, contested=True)
    word, text = told[0] if told else (None, "")
    return Choice(word, text, acts)


def shown(word: str | None, text: str) -> str:
    """Return how a choice is written in a box."""
    return f"{word}: {text}" if word and text else word or ""


def read_choice(text: str, words: Iterable[str]) -> tuple[str, str] | None:
    """Return the word that a box's text begins with and what follows, None if with none of them.

    >>> read_choice("Nothing said – they laughed [9]", ["supports", "nothing said"])
    ('nothing said', 'they laughed [9]')
    """
    plain = fold(text).text.lstrip()
    for word in words:
        rest = text.strip()[len(word) :]
        if plain.startswith(word) and (not rest or not rest[0].isalnum()):
            return word, rest.lstrip(" :,;.–—-").strip()
    return None
