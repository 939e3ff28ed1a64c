"""Names that a language model found: suggestions for pseudonyms, never all that there are.

Moderators' turns are read too, since a name stands there as well. What a model says of a name is
often wrong, and is shown all the same: for pseudonyms a name too many does no harm.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from framework.plain.text import fold
from framework.transcripts.passage import Passage
from framework.transcripts.transcript import Transcript

KINDS = ("person", "place", "organisation", "other")
_MEANT = {
    **dict.fromkeys(("PERSON", "PER", "PERSNAME"), "person"),
    **dict.fromkeys(("GPE", "LOC", "FAC", "PLACENAME", "GEOGNAME"), "place"),
    **dict.fromkeys(("ORG", "ORGNAME"), "organisation"),
}
_NO_NAME = ("CARDINAL", "DATE", "MONEY", "ORDINAL", "PERCENT", "QUANTITY", "TIME")
"""What models mark besides names. A label that is not known here is one of *other*."""


class Spotted(NamedTuple):
    """A stretch of a turn that a model marks, by code points, and the model's own label."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Name:
    """A name as it is mostly written, what the model mostly takes it for, and where it stands."""

    words: str
    kind: str
    passages: tuple[Passage, ...]

    @property
    def places(self) -> dict[str, list[str]]:
        """Return the turns by case, each as often as the name stands in it."""
        found: dict[str, list[str]] = {}
        for one in self.passages:
            found.setdefault(one.case, []).append(one.turn)
        return found

    def json(self) -> dict[str, object]:
        """Return the planned JSON object of a name."""
        return {
            "words": self.words,
            "kind": self.kind,
            "times": len(self.passages),
            "passages": [one.fields() for one in self.passages],
        }


def names(
    transcripts: Mapping[str, Transcript], spotted: Iterable[tuple[str, str, Iterable[Spotted]]]
) -> list[Name]:
    """Return the names by kind and alphabet; `spotted` says case, turn and what a model marks."""
    passages: dict[str, list[Passage]] = {}
    kinds: dict[str, Counter[str]] = {}
    for case, number, marked in spotted:
        begin = transcripts[case].turn(number).start
        for start, end, label in marked:
            if (kind := label.upper()) not in _NO_NAME:
                one = transcripts[case].passage(begin + start, begin + end)
                name = fold(_bare(one.words)).text
                passages.setdefault(name, []).append(one)
                kinds.setdefault(name, Counter())[_MEANT.get(kind, "other")] += 1
    found = [_name(kinds[name], stands) for name, stands in passages.items()]
    return sorted(found, key=lambda one: (KINDS.index(one.kind), fold(one.words).text))


def _name(kinds: Counter[str], passages: list[Passage]) -> Name:
    writings = Counter(_bare(one.words) for one in passages)
    kind = max(KINDS, key=kinds.__getitem__)
    return Name(writings.most_common(1)[0][0], kind, tuple(passages))


def _bare(words: str) -> str:
    """Return a name on one line, without the ending that says whose something is."""
    return " ".join(words.split()).removesuffix("'s").removesuffix("’s")
