"""A verdict on each quotation: are these the words, and are they this speaker's?

The words are compared one by one. A quotation whose words differ anywhere is never exact, the
same after typography, nor matched with declared edits. Where several places fit, all are told.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from framework.cases.attribution import attribution as attribution_of
from framework.cases.case import Case, Speaker
from framework.manuscript.attributions import Attribution
from framework.manuscript.differences import Difference, differences
from framework.manuscript.draft import Quotation
from framework.manuscript.edits import Pattern, pattern
from framework.manuscript.matching import (
    LIKE,
    Hit,
    across_turns,
    likest,
    share,
    spliced,
    whole_in_a_turn,
)
from framework.manuscript.names import Names, plain
from framework.manuscript.said import said_within
from framework.manuscript.speech import Speech
from framework.manuscript.verdicts import Source, Verdict, Verified
from framework.manuscript.words import kind_of
from framework.plain.text import count, shorten
from framework.transcripts.transcript import Turn

SHORT = 4
"""So many words between marks, with no attribution, may be a term and not speech."""

_ALMOST = 0.85
_MENTIONED = 0.45
_MOST_SOURCES = 6
_NEAR = 3
_SHOWN = 80
_CLAUSE = re.compile(r"[.?!;:,…]|\s[-–—]")
_BEST: tuple[Verdict, ...] = (
    "exact",
    "same after typography",
    "matches with declared edits",
    "differs",
)


@dataclass(frozen=True)
class Judge:
    """Judges quotations by the speech of a study and the names it knows."""

    speech: Speech
    names: Names

    def judge(self, quotation: Quotation, attribution: Attribution) -> Verified:
        """Return the verdict on one quotation."""
        if quotation.literature:
            told = f"it refers to a publication: {shorten(quotation.literature, _SHOWN)}"
            found = self._no_speech(quotation, attribution, told)
            if found.near or not found.sources or len(pattern(quotation.words).words) <= SHORT:
                return found
            found = self._found(quotation, attribution)
            return replace(found, notes=(told, *found.notes))
        short = len(pattern(quotation.words).words) <= SHORT
        if short and not quotation.block and not quotation.printed:
            return self._no_speech(quotation, attribution, "a term, or somebody's words?")
        found = self._found(quotation, attribution)
        bare = quotation.block == "indent" and not quotation.printed and not quotation.label
        loose = bare or quotation.block == "unmarked"
        if loose and found.verdict == "not found" and not said_within(quotation.words, self.speech):
            told = "a paragraph without marks; its words stand in no transcript"
            return replace(found, verdict="not speech", notes=(told, *found.notes))
        return found

    def _no_speech(self, quotation: Quotation, attribution: Attribution, told: str) -> Verified:
        sought = _readings(quotation.words)[0]
        hits = whole_in_a_turn(sought, self.speech) if sought.runs else []
        if not hits and len(sought.words) > SHORT:
            found = self._unfound(quotation, attribution, sought, least=LIKE)
            return replace(found, verdict="not speech", notes=(told, *found.notes))
        sources = self._sources(hits)
        more = f"these words stand in {count(len(hits), 'place')}" if hits else ""
        notes = tuple(filter(None, (told, more)))
        return Verified(quotation, "not speech", attribution, sources, notes=notes)

    def _found(self, quotation: Quotation, attribution: Attribution) -> Verified:
        readings = _readings(quotation.words)
        for sought in readings:
            if not sought.runs:
                told = "no words outside the brackets"
                return Verified(quotation, "not found", attribution, notes=(told,))
            if hits := whole_in_a_turn(sought, self.speech):
                found = self._whole(quotation, attribution, sought, hits)
                parted = sought is not readings[0] and found.verdict == "exact"
                return replace(found, verdict="same after typography") if parted else found
        return self._altered(quotation, attribution, readings[-1])

    def _whole(
        self, quotation: Quotation, attribution: Attribution, sought: Pattern, hits: list[Hit]
    ) -> Verified:
        """Return the verdict on words that stand somewhere: whose are they?"""
        right = [hit for hit in hits if self._is_by(hit, quotation, attribution)]
        said = [hit for hit in hits if self._turn(hit).kind != "moderator"]
        compared = [(hit, differences(hit, sought, self.speech)) for hit in right or said or hits]
        best = min((_verdict(found) for _, found in compared), key=_BEST.index)
        kept = [(hit, found) for hit, found in compared if _verdict(found) == best]
        places = len({hit.turns for hit, _ in kept})
        verdict = best
        if not right and not said:
            verdict = "moderator's words"
        elif not right and (attribution.people or quotation.label):
            verdict = "right words, wrong source"
        elif places > 1:
            verdict = "several matches"
        sources = self._sources([hit for hit, _ in kept])
        notes = [f"these words stand in {places} turns"] if places > 1 else []
        if denied := self._denied(kept[0][0]):
            notes.append(f"just before these words “{denied}” was said")
        if verdict == "right words, wrong source":
            notes.append(f"the draft attributes this to {self._given(quotation, attribution)}")
        return Verified(quotation, verdict, attribution, sources, tuple(kept[0][1]), tuple(notes))

    def _denied(self, hit: Hit) -> str:
        """Return a negation that print cut off: one of the few words before, in one clause."""
        first, _ = self.speech.span(hit.turns[0])
        for at in range(hit.start - 1, max(first, hit.start - _NEAR) - 1, -1):
            if _CLAUSE.search(self.speech.beside(at + 1, at + 1)):
                break
            if kind_of(self.speech.words[at]) == "negation":
                return self.speech.text(at, at + 1)
        return ""

    def _given(self, quotation: Quotation, attribution: Attribution) -> str:
        """Return to whom the draft attributes the words."""
        roles, cases = " or ".join(attribution.roles), " or ".join(attribution.cases)
        named = " in ".join(filter(None, (roles, cases))) or attribution.printed.strip("()[]")
        return (
            f"{quotation.label} ({named})"
            if quotation.label and named
            else quotation.label or named
        )

    def _altered(self, quotation: Quotation, attribution: Attribution, sought: Pattern) -> Verified:
        """Return the verdict on words that stand inside no turn as they are printed."""
        if hits := across_turns(sought, self.speech):
            return self._crossing(quotation, attribution, hits[0])
        likely = likest(sought, self.speech)
        best = share(likely[0], sought) if likely else 0
        if best < _ALMOST and (hits := spliced(sought, self.speech)):
            return self._crossing(quotation, attribution, hits[0])
        if best < LIKE or len(sought.words) < 3:
            return self._unfound(quotation, attribution, sought)
        level = [hit for hit in likely if share(hit, sought) == best]
        right = [hit for hit in level if self._is_by(hit, quotation, attribution)]
        hit = (right or level)[0]
        notes: list[str] = []
        if self._turn(hit).kind == "moderator":
            notes.append("the likest words are the moderator's")
        elif attribution.people and not right:
            notes.append("the likest words are not by whom the attribution names")
        found = tuple(differences(hit, sought, self.speech))
        return Verified(
            quotation, "differs", attribution, self._sources([hit]), found, tuple(notes)
        )

    def _unfound(
        self,
        quotation: Quotation,
        attribution: Attribution,
        sought: Pattern,
        least: float = _MENTIONED,
    ) -> Verified:
        """Return *not found*, with the likest place if it has at least that share of the words."""
        likely = [hit for hit in likest(sought, self.speech)[:1] if share(hit, sought) >= least]
        notes = tuple(
            f"the likest place has {share(hit, sought):.0%} of the words in order" for hit in likely
        )
        sources = self._sources(likely)
        return Verified(quotation, "not found", attribution, sources, notes=notes, near=True)

    def _crossing(self, quotation: Quotation, attribution: Attribution, hit: Hit) -> Verified:
        """Return the verdict on words of several turns that are printed as one utterance."""
        turns = [self.speech.turns[turn][1] for turn in hit.turns]
        sources = self._sources([hit])
        if len({turn.speaker.id or turn.speaker.label for turn in turns}) > 1:
            people = " and ".join(dict.fromkeys(turn.speaker.label for turn in turns))
            told = f"words of {people} are printed as one person's"
            return Verified(quotation, "crosses speakers", attribution, sources, notes=(told,))
        numbers = " and ".join(turn.number for turn in turns)
        told = f"turns {numbers} of {turns[0].speaker.label} are printed as one"
        gone = Difference("", "what others say between them", "words")
        return Verified(quotation, "differs", attribution, sources, (gone,), (told,))

    def _is_by(self, hit: Hit, quotation: Quotation, attribution: Attribution) -> bool:
        """Return whether a place is by whom the label, and the attribution, name."""
        case, speaker = self._case(hit), self._turn(hit).speaker
        if quotation.label:
            known = attribution.cases or {case for case, _ in attribution.people}
            named = not known or case.id in known
            return named and _labelled(plain(quotation.label), case, speaker)
        if attribution.people:
            return (case.id, speaker.label) in attribution.people
        return speaker.kind != "moderator"

    def _case(self, hit: Hit) -> Case:
        return self.names.cases[self.speech.turns[hit.turns[0]][0]]

    def _turn(self, hit: Hit) -> Turn:
        return self.speech.turns[hit.turns[0]][1]

    def _sources(self, hits: Sequence[Hit]) -> tuple[Source, ...]:
        """Return the places of hits, one for each set of turns."""
        found: dict[tuple[int, ...], Source] = {}
        for hit in hits:
            case = self._case(hit)
            turns = tuple(self.speech.turns[turn][1] for turn in hit.turns)
            _, first = self.speech.word(hit.start)
            _, last = self.speech.word(hit.end - 1)
            start = self.speech.turns[self.speech.turn_at(hit.start)][1].start + first.start
            end = self.speech.turns[self.speech.turn_at(hit.end - 1)][1].start + last.end
            speakers = [turn.speaker for turn in turns]
            said_by = attribution_of(self.names.template, case, speakers, self.names.attributes)
            words = self.speech.transcripts[case.id].text[start:end]
            found.setdefault(hit.turns, Source(case.id, turns, words, start, end, said_by))
        return tuple(found.values())[:_MOST_SOURCES]


def _readings(words: str) -> list[Pattern]:
    """Return the patterns of printed words: as they are, and with words parted at a line end."""
    found = [pattern(words)]
    if "-\n" in words:
        found.append(pattern(words.replace("-\n", "")))
    return found


def _verdict(found: Sequence[Difference]) -> Verdict:
    """Return the verdict that the differences of a place give."""
    kinds = {one.kind for one in found}
    if kinds & {"words", "punctuation", "capitals"}:
        return "differs"
    if "edit" in kinds:
        return "matches with declared edits"
    return "same after typography" if kinds else "exact"


def _labelled(label: str, case: Case, speaker: Speaker) -> bool:
    """Return whether an exchange's label may stand for a speaker: by label, role or kind.

    A label that the case does not have, such as ``P1``, may stand for any participant.
    """
    if label in {plain(one.label) for one in case.speakers}:
        return label == plain(speaker.label)
    if label in {plain(one.role) for one in case.speakers if one.role}:
        return label == plain(speaker.role)
    asks = re.match(r"(?:mod|int(?!erviewee)|fac|researcher)|[iq]\b", label) is not None
    return asks == (speaker.kind == "moderator")
