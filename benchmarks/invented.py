"""Groups that never met: who sat there and what they said, the same for the same seed.

The words are common English ones with a long tail of made-up words, so that a text has about
as many different words as real talk; the terms of the codebook are strewn among them.
"""

# ruff: noqa: SIM905 - lists of words are read and changed more easily as text

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, product
from random import Random

TEAMS = {
    "OP": "older people",
    "LD": "learning disability",
    "MH": "mental health",
    "PD": "physical disability",
}
MODERATORS = ("Moderator", "Moderator 2")
ROLES = ("Social Worker", "Senior Social Worker", "Care Assessor", "Team Manager", "Review Officer")
MOST_AUTHORITIES = 40

_NAMES = (
    "Abena Ailsa Bronagh Carys Dennis Edith Femi Gail Hamza Ines Jürgen Kirsty Lorcan Maud Nerys "
    "Olwen Priya Renée Siân Tomasz Una Vikram Wendy Xanthe Yusuf Zoë"
).split()
_HEADS = (
    "Ash Bram Cor Dun Elk Fen Gar Har Ing Jar Kel Lang Mor Nor Oak Pend Quar Rav Selk Tarn".split()
)
_TAILS = ("marchby", "rowden")
_ADJECTIVES = (
    "shared separate joint unpaid written carer’s younger older weekly emergency paid local "
    "informal outside hidden honest early final second whole"
).split()
_NOUNS = (
    "assessment budget visit respite duty support plan needs review care panel signature form "
    "break sitter payment tablets money evening decision"
).split()
TERMS = tuple(f"{first} {second}" for first, second in product(_ADJECTIVES, _NOUNS))
"""Four hundred terms of two words."""

_COMMON = (
    "the and I to a it you of that in they we was is on for with so have but she he not what it’s "
    "there them her him be do just at as if then this because about know would think had one all "
    "don’t are get like go been from well when their my can who me up or say out going no more "
    "some how really by your want said people could time very see that’s an were need things "
    "carer family mother person always home somebody never day week social worker service"
).split()
_SYLLABLES = (
    "ba ren lo mi ster ve tan qui der fol ga hin ju kel mar no pri sa thu wen ex ro del ti".split()
)
_MADE_UP = 3_000
_EVENTS = ("[laughter]", "[pause]", "[several speak at once]", "(door opens)")


@dataclass(frozen=True)
class Person:
    """Somebody in a group: label, kind and role, as the speaker table has them."""

    label: str
    kind: str
    role: str = ""


@dataclass(frozen=True)
class Group:
    """One invented focus group: its case id, its attributes, the file, and who sat there."""

    case: str
    authority: str
    team: str
    number: int
    date: str
    suffix: str
    people: tuple[Person, ...]

    @property
    def file(self) -> str:
        """Return the name of its transcript's file."""
        return self.case + self.suffix


@dataclass(frozen=True)
class Said:
    """A label and words, a further paragraph after a line end; without a label an event."""

    label: str
    text: str


def authorities(groups: int) -> list[str]:
    """Return the names of the authorities: three at least, then one for every ten groups."""
    names = [head + tail for tail in _TAILS for head in _HEADS]
    return names[: max(3, min(MOST_AUTHORITIES, groups // 10))]


def invent_groups(groups: int, seed: int, suffixes: tuple[str, ...]) -> Iterator[Group]:
    """Return the groups in order, spread over authorities, then teams; endings take turns."""
    places = authorities(groups)
    teams = list(TEAMS)
    for at in range(groups):
        ring, place = divmod(at, len(places))
        number, team = divmod(ring, len(teams))
        rng = Random(f"{seed} group {at}")
        yield Group(
            case=f"A{place + 1:02}-{teams[team]}-{number + 1}",
            authority=places[place],
            team=teams[team],
            number=number + 1,
            date=f"2012-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
            suffix=suffixes[at % len(suffixes)],
            people=tuple(_people(rng, codes=at % 2 == 0)),
        )


def _people(rng: Random, *, codes: bool) -> Iterator[Person]:
    """Return five to eight participants under codes or first names, then two moderators."""
    names = rng.sample(_NAMES, 8)
    for at in range(rng.randint(5, 8)):
        yield Person(f"P{at + 1}" if codes else names[at], "participant", rng.choice(ROLES))
    for label in MODERATORS:
        yield Person(label, "moderator")


def converse(group: Group, words: int, seed: int) -> list[Said]:
    """Return what a group said, about `words` words of it, with an event now and then.

    The first turn is a moderator's and the second is not.
    """
    rng = Random(f"{seed} talk {group.case}")
    sentences = _sentences(rng, words)
    members = [person.label for person in group.people if person.kind == "participant"]
    talk = [Said(MODERATORS[0], next(sentences))]
    while first := next(sentences, ""):
        asking = len(talk) > 1 and rng.random() < 0.12
        label = rng.choice(MODERATORS if asking else members)
        text = first
        for _ in range(int(rng.expovariate(0.5))):
            more = next(sentences, "")
            text += ("\n" if rng.random() < 0.04 else " ") + more if more else ""
        talk.append(Said(label, text))
        if rng.random() < 0.03:
            talk.append(Said("", rng.choice(_EVENTS)))
    return talk


def _sentences(rng: Random, words: int) -> Iterator[str]:
    known, weights = _vocabulary()
    spoken = 0
    while spoken < words:
        chosen = rng.choices(known, cum_weights=weights, k=min(rng.randint(4, 22), words - spoken))
        if rng.random() < 0.08:
            chosen.insert(rng.randrange(len(chosen)), rng.choice(TERMS))
            spoken += 1
        if rng.random() < 0.05:
            chosen.insert(len(chosen) // 2, "–")
        spoken += len(chosen)
        line = " ".join(chosen)
        yield line[0].upper() + line[1:] + rng.choice("...?!")


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    """Return all words, common ones first, and their cumulated weights (Zipf: 1 / rank)."""
    rng = Random("vocabulary")
    made = {"".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))): None for _ in range(_MADE_UP)}
    known = [*_COMMON, *made]
    return known, list(accumulate(1 / rank for rank in range(1, len(known) + 1)))
