"""JSON: a list of who said what, as speech recognition and meeting collections write it.

The list is the one whose entries have words: ``text``, ``content``, ``words`` and the like. A
speaker who is missing on an entry may stand on its single words. Repeats of the same words,
whole or word by word, are left out; every other text is kept beside the talk, and is no speech.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from framework.plain.encoding import decode
from framework.plain.faults import UnreadableError
from framework.plain.text import visible
from framework.transcripts.paragraphs import Source, Telling, Told, bounded
from framework.transcripts.reading.times import clock
from framework.transcripts.transcript import UNLABELLED

_TEXT = ("text", "content", "utterance", "transcript", "speech", "sentence")
_SPEAKER = (
    *("speaker", "speaker_name", "speakername", "name", "speaker_label", "speakerlabel"),
    *("speaker_id", "speakerid", "role", "participant", "who"),
)
_START = ("start", "start_time", "begin", "from", "timestamp", "time")
_REPEATS = frozenset({"words", "word_segments", "tokens", "chars"})
_IDS = ("id", "speaker", "label", "speaker_id", "speakerId", "speakerLabel")
_FIELDS = 6
_SCALAR = (str, int, float)
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
    bounded(len(entries))
    people = _people(whole, {_speaker(entry)[1] for entry in entries})
    told = [_turn(entry, at, people) for at, entry in enumerate(entries, 1)]
    beside = _beside(whole, key, entries)
    named = any(each.label != UNLABELLED for each in told)
    remarks = (f"not speech, kept beside it: {', '.join(beside)}",) if beside else ()
    layout = "JSON list of turns" if named else "JSON list without speakers"
    telling = Telling(layout, tuple(told), remarks, why=f"the list `{key}`" if key else "")
    return Source((), _visible(whole, key), encoding, beside, telling=telling)


def _people(whole: Any, speakers: Collection[str]) -> Mapping[str, str]:
    """Return the names that a file gives to its speakers: a map, or a list of ids and names."""
    for value in whole.values() if isinstance(whole, dict) else ():
        pairs = value if isinstance(value, dict) else {}
        if isinstance(value, list):
            pairs = dict(filter(None, map(_named, value)))
        names = {key: name for key, name in pairs.items() if isinstance(name, str)}
        names |= {f"speaker {key}": name for key, name in names.items() if key.isdecimal()}
        if len(names) >= len(pairs) and any(speaker in names for speaker in speakers):
            return names
    return {}


def _named(value: Any) -> tuple[str, str] | None:
    """Return the id and the name of somebody, if a value is no more than these."""
    if not isinstance(value, dict) or not {"name"} < value.keys() or len(value) > _FIELDS:
        return None
    ids = (one for key, one in value.items() if key in _IDS and isinstance(one, str | int))
    return next(((str(one), value["name"]) for one in ids), None)


def _visible(whole: Any, talk: str) -> int:
    """Return the visible code points of every text of a file that repeats no other."""
    if isinstance(whole, dict) and talk == "segments":
        whole = {key: value for key, value in whole.items() if key != "text"}
    return sum(map(visible, _texts(whole)))


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
    key, speaker = _speaker(entry)
    named = people.get(speaker, speaker)
    label = named if isinstance(named, str) and named.strip() else speaker
    start = next((entry[name] for name in _START if isinstance(entry.get(name), _SCALAR)), "")
    time = start if isinstance(start, str) else clock(start * _SECONDS)
    marker = (entry[key] if key else "") + (start if isinstance(start, str) else "")
    return Told("turn", _words(entry).strip(), {"entry": at}, label or UNLABELLED, marker, time)


def _speaker(entry: Entry) -> tuple[str, str]:
    """Return who speaks in an entry, as it says or as most of its words say, and under what key."""
    keys = {key.casefold(): key for key in entry}
    for key in (keys[name] for name in _SPEAKER if name in keys):
        value = entry.get(key)
        if isinstance(value, str) and value.strip():
            return key, value.strip()
        if isinstance(value, int) and not isinstance(value, bool):
            return "", f"speaker {value}"
    words = entry.get("words")
    said = [
        word["speaker"]
        for word in (words if isinstance(words, list) else [])
        if isinstance(word, dict) and isinstance(word.get("speaker"), str)
    ]
    return "", (Counter(said).most_common(1)[0][0] if said else "")


def _beside(whole: Any, talk: str, entries: list[Entry]) -> dict[str, str]:
    """Return every other text of a file by its key, but for the same words once more."""
    found: dict[str, list[str]] = {}
    if isinstance(whole, dict):
        repeated = {talk, *_REPEATS} | ({"text"} if talk == "segments" else set())
        found = {key: [*_texts(each)] for key, each in whole.items() if key not in repeated}
    for entry in entries:
        text = next(key for key in _TEXT if isinstance(entry.get(key), str))
        start = next((key for key in _START if isinstance(entry.get(key), _SCALAR)), "")
        for key, value in entry.items():
            if key not in (text, start, _speaker(entry)[0], *_REPEATS):
                found.setdefault(f"{talk or 'list'}: {key}", []).extend(_texts(value))
    texts = {key: "\n".join(each) for key, each in found.items()}
    return {key: text for key, text in texts.items() if text.strip()}


def _texts(value: Any) -> Iterator[str]:
    """Return every string of a value, however deep, in order, but for repeats of others."""
    rest = [value]
    while rest:
        each = rest.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict):
            rest += [one for key, one in reversed(each.items()) if key not in _REPEATS]
        elif isinstance(each, list):
            rest += each[::-1]
