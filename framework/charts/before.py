"""What the writer of a summary had before them, and what of it has changed since."""

from abc import abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product
from typing import Any

from framework.cases.case import Case, Row
from framework.codebook.codebook import Codebook
from framework.index.entries import Entry, Index, turns_of
from framework.plain.text import digest
from framework.trail.decisions import Decision, Decisions, cell_key
from framework.trail.names import names
from framework.trail.reference import Reference
from framework.trail.renames import CaseNames
from framework.trail.seen import DEFINITION, UNKNOWN, changes, indexed
from framework.transcripts.transcript import Transcript, Turn

_Turns = Collection[tuple[str, str]]


class Before:
    """The part of the store that tells whether a summary is out of date, and why."""

    decisions: Decisions
    index: Index
    codebook: Codebook
    transcripts: Mapping[str, Transcript]

    @cached_property
    @abstractmethod
    def names(self) -> CaseNames:
        """Return the ids of cases that were renamed."""

    @abstractmethod
    def under(self, row: Row) -> list[Case]:
        """Return the cases of a row."""

    @abstractmethod
    def references(self, row: Row, text: str) -> list[Reference]:
        """Return the references of a text written in a row."""

    @abstractmethod
    def turns(self, reference: Reference) -> tuple[Turn, ...]:
        """Return the turns a reference points at."""

    @abstractmethod
    def cited(self, row: Row, subtheme: str) -> list[tuple[str, str]]:
        """Return case and number of the turns that a cell's summary refers to."""

    def seen(self, row: Row, subtheme: str, text: str) -> dict[str, Any]:
        """Return what a writer of `text` has before them: see `framework.trail.seen`.

        A passage whose turns the text refers to is left out: its words count as turns. So is, for
        a summary cell, one to whose turns a cell under it refers.
        """
        entry = self.codebook.subthemes.get(subtheme)
        references = self.references(row, text)
        turns = {(ref.case, turn.number): turn for ref in references for turn in self.turns(ref)}
        under = [case.id for case in self.under(row)]
        involved = {*under, *(ref.case for ref in references)}
        uncited = self._uncited(row, subtheme, turns)
        passages = {
            case: sorted({digest(one.passage.words) for one in entries})
            for case, entries in uncited.items()
        }
        words = {} if row.case_id else {case: self._words_of(case, subtheme) for case in under}
        found: dict[str, Any] = {
            "definition": entry.stamp if entry else "",
            "passages": {case: listed for case, listed in passages.items() if listed},
            "turns": {
                f"{case} {number}": digest(one.text) for (case, number), one in turns.items()
            },
            "cells": {case: digest(told) for case, told in words.items() if told},
            "unread": sorted(involved - self.transcripts.keys()),
        }
        return {part: held for part, held in found.items() if held}

    def changed(self, row: Row, subtheme: str, act: Decision) -> tuple[str, ...]:
        """Return in words what the writer of a summary had that has changed since.

        A new name alone is no change: that a subtheme is the same, somebody has said.
        """
        had, text = act["seen"], str(act["text"])
        if isinstance(had, dict):
            return changes(had, self.seen(row, subtheme, text))
        return self._changed_since_hashed(row, subtheme, act)

    def _uncited(self, row: Row, subtheme: str, cited: _Turns) -> dict[str, list[Entry]]:
        """Return, by case, the entries with a turn that neither this nor a cell below cites."""
        below = [] if row.case_id else [Row.case(case.id) for case in self.under(row)]
        known = {*cited, *(turn for one in below for turn in self.cited(one, subtheme))}
        return {
            case.id: [
                one for one in self.index.of(case.id, subtheme) if not self._is_cited(one, known)
            ]
            for case in self.under(row)
        }

    def _is_cited(self, entry: Entry, cited: _Turns) -> bool:
        turns = turns_of(entry, self.transcripts[entry.case])
        said = [turn for turn in turns if turn.kind != "moderator"]
        return bool(said) and all((entry.case, turn.number) in cited for turn in said)

    def _words_of(self, case: str, subtheme: str) -> str:
        """Return the words of a cell, with the ids that the trail keeps: a new id changes none."""
        acts = self.decisions.on("said", *cell_key(Row.case(case), subtheme))
        return self.names.text_kept("\0".join(str(act["text"] or _state_of(act)) for act in acts))

    # Summaries written before the parts were kept have one hash of them all.

    def hashed(self, row: Row, subtheme: str, text: str) -> str:
        """Return the one hash that stood for what a writer had, before its parts were kept."""
        entry = self.codebook.subthemes.get(subtheme)
        named = (entry.name, entry.stamp) if entry else ()
        entries = [one for case in self.under(row) for one in self.index.of(case.id, subtheme)]
        return self._hash(row, subtheme, text, named, entries)

    def _hash(
        self,
        row: Row,
        subtheme: str,
        text: str,
        named: Sequence[str],
        entries: Sequence[Entry],
    ) -> str:
        parts = [*named]
        for case in self.under(row):
            parts += [one.passage.words for one in entries if one.case == case.id]
            if row.case_id is None:
                parts.append(self._words_of(case.id, subtheme))
        parts += [turn.text for ref in self.references(row, text) for turn in self.turns(ref)]
        return digest(*parts)

    def _changed_since_hashed(self, row: Row, subtheme: str, act: Decision) -> tuple[str, ...]:
        """Return what has changed, found by which earlier parts give the hash that was kept."""
        text, at = str(act["text"]), act.at
        references = self.references(row, text)
        cited = {(ref.case, turn.number) for ref in references for turn in self.turns(ref)}
        cases = [case.id for case in self.under(row)]
        if {*cases, *(ref.case for ref in references)} - self.transcripts.keys():
            return ()  # nobody can compare what could not be read
        now = [one for case in cases for one in self.index.of(case, subtheme)]
        new = [one for one in now if one.at > at]
        uncited = [one for each in self._uncited(row, subtheme, cited).values() for one in each]
        fresh = [one for one in new if one in uncited]
        indexes = (
            ((), now),
            ((), [one for one in now if one not in new or one in fresh]),
            (indexed(len(fresh)), [one for one in now if one not in new]),
        )
        for told, entries in indexes:
            for changed, named in self._definitions(subtheme):
                if act["seen"] == self._hash(row, subtheme, text, named, entries):
                    return (*changed, *told)
        return UNKNOWN

    def _definitions(self, subtheme: str) -> Iterator[tuple[tuple[str, ...], Sequence[str]]]:
        """Return the names and definitions that a subtheme has had, those of now first."""
        entry = self.codebook.subthemes.get(subtheme)
        if entry is None:
            yield (), ()
            return
        known, stamps = self._had.get(subtheme, ([], []))
        for stamp, name in product([entry.stamp, *stamps], [entry.name, *known]):
            yield ((DEFINITION,) if stamp != entry.stamp else ()), (name, stamp)

    @cached_property
    def _had(self) -> dict[str, tuple[list[str], list[str]]]:
        """Return the names and the definitions' hashes that each number has had."""
        versions = self.decisions.every("version")
        stamps: dict[str, list[str]] = {}
        for act in versions:
            numbers = act["numbers"] if isinstance(act["numbers"], dict) else {}
            for number, entry in numbers.items():
                if isinstance(entry, list) and len(entry) > 1:
                    stamps.setdefault(number, []).append(str(entry[1]))
        known = names(versions)
        return {
            number: (known.get(number, []), list(dict.fromkeys(stamps.get(number, []))))
            for number in known
        }


def _state_of(act: Decision) -> str:
    reason = str(act["reason"] or "")
    return f"{act['said']}: {reason}" if reason else str(act["said"] or "")
