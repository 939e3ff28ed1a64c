"""The index: which passages researchers put under which subthemes, and how they stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from framework.plain.text import count
from framework.trail.decisions import Decision, Decisions
from framework.transcripts.passage import Passage
from framework.transcripts.standing import Stand, renamed, stand
from framework.transcripts.transcript import Transcript, Turn


@dataclass(frozen=True)
class Entry:
    """One passage under one subtheme, by one researcher. `id` is the name of the act."""

    id: str
    passage: Passage
    subtheme: str
    by: str
    at: str
    memo: str
    stand: Stand
    formerly: str = ""
    """How the trail calls the speaker, where the transcript has another name for them now."""

    @property
    def case(self) -> str:
        """Return the case whose transcript the passage is from."""
        return self.passage.case


@dataclass(frozen=True)
class Judged:
    """A passage and what a person says of it: indexed, or a proposal accepted or rejected.

    An accepted proposal is an index entry; a rejected one is not proposed again. `terms` found it.
    """

    passage: Passage
    subtheme: str
    verb: Literal["index", "accept", "reject"] = "index"
    memo: str = ""
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class Index:
    """All entries, in transcript order: by case, place, subtheme, then id.

    `rejected` are passages that a term found under a subtheme and a person put aside; they are
    no entries, and only keep the passage from being proposed again.
    """

    entries: tuple[Entry, ...]
    rejected: tuple[Entry, ...] = ()

    @classmethod
    def build(cls, decisions: Decisions, transcripts: Mapping[str, Transcript]) -> "Index":
        """Return the standing entries of the trail. Cases without a transcript are left out.

        A case that the study does not have (any more) is for `check` to report.
        """
        entries, rejected = (
            _entries(decisions.all(what), transcripts) for what in ("index", "reject")
        )
        return cls(entries, rejected)

    def __repr__(self) -> str:
        """Return how many entries there are."""
        return count(len(self.entries), "index entry", "index entries")

    @cached_property
    def _by_cell(self) -> dict[tuple[str, str], list[Entry]]:
        cells: dict[tuple[str, str], list[Entry]] = {}
        for entry in self.entries:
            cells.setdefault((entry.case, entry.subtheme), []).append(entry)
        return cells

    def of(self, case: str, subtheme: str) -> list[Entry]:
        """Return the entries of one cell, in transcript order."""
        return self._by_cell.get((case, subtheme), [])

    def same(self, passage: Passage, subtheme: str, by: str) -> Entry | None:
        """Return a researcher's entry of just this passage under a subtheme, if there is one."""
        return next(
            (
                entry
                for entry in self.of(passage.case, subtheme)
                if entry.by == by and entry.passage == passage
            ),
            None,
        )

    def passages(self) -> list[tuple[Passage, list[Entry]]]:
        """Return each different passage once, with its entries, in transcript order."""
        return list(self._by_passage)

    @cached_property
    def _by_passage(self) -> list[tuple[Passage, list[Entry]]]:
        found: dict[tuple[str, str, int, str, int, str], list[Entry]] = {}
        for entry in self.entries:
            at = entry.passage
            found.setdefault((at.case, at.turn, at.start, at.last, at.end, at.words), []).append(
                entry
            )
        return [(entries[0].passage, entries) for entries in found.values()]


def _entries(acts: Iterable[Decision], transcripts: Mapping[str, Transcript]) -> tuple[Entry, ...]:
    found = []
    by_case: dict[str, list[tuple[Decision, Passage]]] = {}
    for act in acts:
        passage = passage_in(act.act)
        if passage and passage.case in transcripts:
            by_case.setdefault(passage.case, []).append((act, passage))
    for case, placed in by_case.items():
        names = renamed((passage for _, passage in placed), transcripts[case])
        for act, was in placed:
            now = names.get(was.speaker, was.speaker)
            passage = replace(was, speaker=now) if now != was.speaker else was
            standing = stand(passage, transcripts[case])
            told = (str(act["subtheme"]), act.by, act.at, str(act["memo"] or ""), standing)
            found.append(Entry(act.name, passage, *told, was.speaker if passage != was else ""))
    order = {case: place for place, case in enumerate(transcripts)}

    def place(entry: Entry) -> tuple[object, ...]:
        turns = transcripts[entry.case].positions
        lost = entry.stand.standing == "lost"
        start = turns.get(entry.passage.turn, len(turns)) if lost else -1
        at = entry.stand.start if not lost else _start(transcripts[entry.case], start)
        return order[entry.case], at, entry.stand.end, entry.subtheme, entry.id

    return tuple(sorted(found, key=place))


def passage_in(act: Mapping[str, object]) -> Passage | None:
    """Return the passage an act of the trail holds, or None if it holds none."""
    try:
        return Passage.of(act)
    except (KeyError, TypeError):
        return None


def turns_of(entry: Entry, transcript: Transcript) -> tuple[Turn, ...]:
    """Return the turns in which an entry's passage stands now; none for a lost one."""
    if entry.stand.standing == "lost":
        return ()
    first, last = transcript.at(entry.stand.start), transcript.at(entry.stand.end - 1)
    return transcript.between(first.number, last.number)


def covering(entries: Iterable[Entry], turn: Turn) -> list[Entry]:
    """Return the entries whose passages have words in one turn."""
    return [
        entry for entry in entries if entry.stand.start < turn.end and entry.stand.end > turn.start
    ]


def _start(transcript: Transcript, position: int) -> int:
    return transcript.turns[position].start if position < len(transcript) else len(transcript.text)
