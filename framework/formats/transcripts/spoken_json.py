"""JSON: a list of who said what, as speech recognition and meeting collections write it.

The list is the one whose entries have words: ``text``, ``content``, ``words`` and the like. A
speaker who is missing on an entry may stand on its single words. Repeats of the same words,
whole or word by word, are left out; every other text is kept beside the talk, and is no speech.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from framework.formats.encoding import decode
from framework.formats.faults import UnreadableError
from framework.formats.transcripts.paragraphs import Source, Telling, Told
from framework.formats.transcripts.times import clock
from framework.text import visible
from framework.transcript import UNLABELLED

_TEXT = ("text", "content", "utterance", "transcript", "speech", "sentence")
_SPEAKER = ("speaker", "speaker_name", "name", "speaker_label", "role", "participant", "who")
_START = ("start", "start_time", "begin", "from", "timestamp", "time")
_REPEATS = frozenset({"words", "word_segments", "tokens", "chars"})
_SECONDS = 1000

Entry = Mapping[str, Any]


def read(data: bytes) -> Source:
    """Return the entries of a file, each a turn. Raises UnreadableError if it holds no talk."""
    text, encoding = decode(data)
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableError("damaged JSON; get it again from where it came") from None
    found = _talk(whole)
    if found is None:
        raise UnreadableError("no list of who said what; save the transcript as text or Word")
    key, entries = found
    names = whole.get("speakers") if isinstance(whole, dict) else None
    people = names if isinstance(names, dict) else {}
    told = [_turn(entry, at, people) for at, entry in enumerate(entries, 1)]
    beside = _beside(whole, key)
    total = sum(visible(each.text) + visible(each.marker) for each in told)
    total += sum(map(visible, beside.values()))
    named = any(each.label != UNLABELLED for each in told)
    remarks = (f"not speech, kept beside it: {', '.join(beside)}",) if beside else ()
    layout = "JSON list of turns" if named else "JSON list without speakers"
    telling = Telling(layout, tuple(told), remarks, why=f"the list `{key}`" if key else "")
    return Source((), total, encoding, beside, telling=telling)


def _talk(whole: Any) -> tuple[str, list[Entry]] | None:
    """Return the list that holds most words, and its key."""
    lists = {"": whole} if isinstance(whole, list) else whole if isinstance(whole, dict) else {}
    found = {
        key: entries
        for key, value in lists.items()
        if (entries := _entries(value)) and key not in _REPEATS
    }
    if not found:
        return None
    key = max(found, key=lambda one: sum(len(_words(entry)) for entry in found[one]))
    return key, found[key]


def _entries(value: Any) -> list[Entry]:
    """Return the entries of a list that is talk: all are objects, and each has its words."""
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        return []
    return value if all(any(isinstance(e.get(k), str) for k in _TEXT) for e in value) else []


def _words(entry: Entry) -> str:
    return next((entry[key] for key in _TEXT if isinstance(entry.get(key), str)), "")


def _turn(entry: Entry, at: int, people: Mapping[str, Any]) -> Told:
    speaker = _speaker(entry)
    named = people.get(speaker, speaker)
    label = named if isinstance(named, str) else speaker
    start = next(
        (entry[key] for key in _START if isinstance(entry.get(key), str | int | float)), ""
    )
    time = clock(float(start) * _SECONDS) if isinstance(start, int | float) else str(start)
    return Told("turn", _words(entry).strip(), {"entry": at}, label or UNLABELLED, label, time)


def _speaker(entry: Entry) -> str:
    """Return who speaks in an entry: as it says, or as most of its words say."""
    for key in _SPEAKER:
        value = entry.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if isinstance(value, int) and not isinstance(value, bool):
            return f"speaker {value}"
    words = entry.get("words")
    said = [
        word["speaker"]
        for word in (words if isinstance(words, list) else [])
        if isinstance(word, dict) and isinstance(word.get("speaker"), str)
    ]
    return str(Counter(said).most_common(1)[0][0]) if said else ""


def _beside(whole: Any, talk: str) -> dict[str, str]:
    """Return every other text of a file by its key, but for the same words once more."""
    if not isinstance(whole, dict):
        return {}
    repeated = {talk, "speakers", *_REPEATS} | ({"text"} if talk == "segments" else set())
    texts = {key: "\n".join(_texts(value)) for key, value in whole.items() if key not in repeated}
    return {key: text for key, text in texts.items() if text.strip()}


def _texts(value: Any) -> Iterator[str]:
    """Return every string of a value, however deep, in order."""
    rest = [value]
    while rest:
        each = rest.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict):
            rest += [*reversed(each.values())]
        elif isinstance(each, list):
            rest += each[::-1]
