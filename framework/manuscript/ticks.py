"""Quotations that a person ticked as no speech: terms, scare quotes, titles.

A tick is remembered by the folded words, for every draft. It hides nothing that is somebody's
words, or nearly: such a quotation is listed, with the places where its words stand.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from framework.manuscript.draft import place_name
from framework.manuscript.verdicts import Verdict, Verified
from framework.manuscript.words import folded
from framework.trail.decisions import Decisions

NOT_SPEECH: Verdict = "not speech"


def may_be_ticked(one: Verified) -> bool:
    """Return whether a person may say that a quotation is no speech.

    Not where it has an attribution or a label, nor where its words are nearly somebody's.
    """
    nowhere = one.verdict == "not found" and not one.sources
    unsaid = nowhere and not one.quotation.printed and not one.quotation.label
    return bool(folded(one.quotation.words)) and (one.verdict == NOT_SPEECH or unsaid)


def ticked_by(decisions: Decisions, words: str) -> tuple[str, ...]:
    """Return who ticked these words; nobody while researchers contest it."""
    acts = decisions.on("quotation", folded(words))
    stands = all(act["verdict"] == NOT_SPEECH for act in acts)
    return tuple(sorted({act.by for act in acts})) if stands else ()


def with_tick(one: Verified, decisions: Decisions) -> Verified:
    """Return a quotation, as no speech if it may be ticked and was."""
    by = ticked_by(decisions, one.quotation.words) if may_be_ticked(one) else ()
    return replace(one, verdict=NOT_SPEECH, ticked=by) if by else one


@dataclass(frozen=True)
class ToTick:
    """Words that somebody may tick: as printed, where in the draft, where in the transcripts."""

    words: str
    printed: str
    places: tuple[str, ...]
    verdict: str
    stands: tuple[str, ...]


def to_tick(quotations: Iterable[Verified]) -> list[ToTick]:
    """Return what may be ticked and is not, each words once, in the draft's order."""
    found: dict[str, list[Verified]] = {}
    for one in quotations:
        if may_be_ticked(one) and one.level not in ("ticked", "published"):
            found.setdefault(folded(one.quotation.words), []).append(one)
    return [
        ToTick(
            words=words,
            printed=same[0].quotation.words,
            places=tuple(place_name(one.quotation.place) for one in same),
            verdict=same[0].verdict,
            stands=tuple(dict.fromkeys(source.name for one in same for source in one.sources)),
        )
        for words, same in found.items()
    ]
