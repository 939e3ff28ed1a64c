"""What terms found, kept by transcript and term: hashes and offsets, and none of anybody's words.

A transcript is known by the hash of the words searched, a term by its own; a change of either,
or of the rules, finds anew. It is a cache: locked, stale, half-synced or gone, it is ignored.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from framework.codebook.terms import Term
from framework.plain.files import write
from framework.plain.place import CACHE
from framework.plain.progress import Waiting, unseen
from framework.plain.text import digest
from framework.plain.words import Said
from framework.proposals.finder import VERSION, Finder, Occurrence
from framework.proposals.propose import searched
from framework.transcripts.transcript import Transcript

FILE = "terms.json"

Places = list[int]
"""Turn, start and end of one occurrence after another."""


@dataclass(frozen=True)
class Kept:
    """What is known of a transcript: the hash of its words, and by each term's hash the places."""

    words: str
    places: Mapping[str, Places]

    @classmethod
    def of(cls, found: Any) -> "Kept":
        """Return what the cache holds of a transcript. Raises ValueError for anything odd."""
        places = {str(term): list(numbers) for term, numbers in found["places"].items()}
        for numbers in places.values():
            if len(numbers) % 3 or any(type(number) is not int for number in numbers):
                raise ValueError("a place is three whole numbers")
        return cls(str(found["words"]), places)


def find_terms(
    folder: Path,
    transcripts: Mapping[str, Transcript],
    terms: Collection[str],
    waiting: Waiting = unseen,
) -> dict[str, list[Occurrence]]:
    """Return every occurrence of the terms, by case, finding only what is not known yet."""
    hashes = {digest(term): term for term in dict.fromkeys(terms)}
    before = _read(folder)
    now: dict[str, Kept] = {}
    for case, transcript in waiting(transcripts.items(), "Finding terms"):
        texts = [turn.text for turn in searched(transcript)]
        words = digest(VERSION, *texts, length=20)
        known = before.get(case)
        places = dict(known.places) if known and known.words == words else {}
        missing = tuple(hashes[one] for one in hashes if one not in places)
        if missing:
            places |= _found(missing, texts)
        now[case] = Kept(words, {one: places[one] for one in hashes})
    if now != before:
        _write(folder, now)
    return {case: _occurrences(kept, hashes) for case, kept in now.items()}


def _found(terms: tuple[str, ...], texts: Sequence[str]) -> dict[str, Places]:
    found: dict[str, Places] = {digest(term): [] for term in terms}
    for one in _finder(terms).find(Said.of(texts)):
        found[digest(one.term)] += one[:3]
    return found


@cache
def _finder(terms: tuple[str, ...]) -> Finder:
    return Finder(map(Term.parse, terms))


def _occurrences(kept: Kept, hashes: Mapping[str, str]) -> list[Occurrence]:
    return sorted(
        Occurrence(numbers[at], numbers[at + 1], numbers[at + 2], hashes[term])
        for term, numbers in kept.places.items()
        for at in range(0, len(numbers), 3)
    )


def _read(folder: Path) -> dict[str, Kept]:
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        found = json.loads((folder / CACHE / FILE).read_bytes())
        return {str(case): Kept.of(kept) for case, kept in found.items()}
    return {}


def _write(folder: Path, found: Mapping[str, Kept]) -> None:
    held = {case: {"words": kept.words, "places": kept.places} for case, kept in found.items()}
    with suppress(Exception):  # a cache; what was found is returned all the same
        write(folder / CACHE / FILE, json.dumps(held, separators=(",", ":")).encode())
