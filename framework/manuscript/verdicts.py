"""What is said of a quotation: a verdict on its words, its attribution, and what must be done."""

from dataclasses import dataclass
from typing import Literal

from framework.manuscript.attributions import Attribution
from framework.manuscript.differences import Difference
from framework.manuscript.draft import Quotation
from framework.transcripts.transcript import Turn

Verdict = Literal[
    "exact",
    "same after typography",
    "matches with declared edits",
    "differs",
    "several matches",
    "right words, wrong source",
    "moderator's words",
    "crosses speakers",
    "not found",
    "not speech",
]
Level = Literal["mend", "look", "decide", "published", "ticked", "in order"]


@dataclass(frozen=True)
class Source:
    """Where words stand: turns of one case, and the words there. Positions are in its text."""

    case: str
    turns: tuple[Turn, ...]
    words: str
    start: int
    end: int
    attribution: str

    @property
    def name(self) -> str:
        """Return ``ASH-OP-1 41``, or ``ASH-OP-1 41, 44`` across turns."""
        return f"{self.case} {', '.join(turn.number for turn in self.turns)}"

    @property
    def speakers(self) -> str:
        """Return the labels of who speaks there."""
        return ", ".join(dict.fromkeys(turn.who for turn in self.turns))


@dataclass(frozen=True)
class Verified:
    """A quotation, what was found out about it, and where its words stand.

    `sources` are where the words were found; where they are only `near`, the places most like
    them. `ticked` are the researchers who said that it is no speech.
    """

    quotation: Quotation
    verdict: Verdict
    attribution: Attribution
    sources: tuple[Source, ...] = ()
    differences: tuple[Difference, ...] = ()
    notes: tuple[str, ...] = ()
    near: bool = False
    ticked: tuple[str, ...] = ()

    @property
    def level(self) -> Level:
        """Return whether it must be mended, looked at, decided on by a person, or is in order.

        Words of a publication that nobody said are *published*: nothing is left to do.

        One that was ticked is looked at all the same while its words are, or nearly, somebody's.
        """
        if self.ticked:
            return "look" if self.sources else "ticked"
        if self.verdict == "not speech":
            return "published" if self.quotation.literature and not self.sources else "decide"
        wrong = ("right words, wrong source", "moderator's words", "crosses speakers", "not found")
        reworded = any(one.kind == "words" for one in self.differences)
        if self.verdict in wrong or reworded or not self.attribution.resolved:
            return "mend"
        odd = self.verdict in ("differs", "several matches") or self.attribution.notes or self.notes
        lost = any(one.lost for one in self.differences)
        return "look" if odd or lost else "in order"

    def json(self) -> dict[str, object]:
        """Return the planned JSON object of a verified quotation."""
        found = self.attribution
        return {
            "number": self.quotation.number,
            "place": dict(self.quotation.place),
            "words": self.quotation.words,
            "label": self.quotation.label,
            "verdict": self.verdict,
            "level": self.level,
            "attribution": {
                "printed": found.printed or None,
                "resolved": {"cases": list(found.cases), "roles": list(found.roles)}
                if found.resolved
                else None,
                "verdict": found.verdict,
                "candidates": list(found.candidates),
                "one_person": found.one_person,
                "notes": list(found.notes),
            },
            "source": _source(self.sources[0])
            if len(self.sources) == 1 and not self.near
            else None,
            "sources": [_source(one) for one in self.sources],
            "differences": [one.json() for one in self.differences],
            "notes": list(self.notes),
            "ticked": list(self.ticked),
        }


def _source(source: Source) -> dict[str, object]:
    return {
        "case": source.case,
        "turn": source.turns[0].number,
        "turns": [turn.number for turn in source.turns],
        "speaker": source.speakers,
        "words": source.words,
        "start": source.start,
        "end": source.end,
        "attribution": source.attribution,
    }
