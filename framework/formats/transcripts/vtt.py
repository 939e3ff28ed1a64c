"""Subtitles (.vtt, .srt): cues with times; a voice tag names the speaker, or a label does.

Neighbouring cues of one speaker are one turn. A cue that names nobody is kept as UNLABELLED,
unless the file names speakers only where they change. Where nobody at all is named, each cue
is a turn with its time; two colours of type are two voices. Faulty blocks are kept as unplaced,
never dropped.
"""

import html
import re
from dataclasses import replace
from itertools import pairwise

from framework.formats.encoding import decode
from framework.formats.transcripts.layouts.labels import tell
from framework.formats.transcripts.paragraphs import Paragraph, Source, Telling, Told, bounded
from framework.material.transcript import UNLABELLED
from framework.text import visible

_TIMES = re.compile(
    r"\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})"
)
_VOICE = re.compile(r"<v(?:\.[^\s>]{0,99})?\s{1,9}([^<>]{0,200})>")
_COLOUR = re.compile(r"<font color=[\"']?(#?\w+)[\"']?>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:v|c|i|b|u|ruby|rt|lang|font|\d[\d:.]*)\b[^<>]{0,200}>", re.IGNORECASE)
_BLANK = re.compile(r"\n\s*\n")
_SELDOM = 0.7
_BESIDE = ("WEBVTT", "NOTE", "STYLE", "REGION")


def read(data: bytes) -> Source:
    """Return the cues of a subtitle file. Raises UnreadableError for bytes that are no text."""
    text, encoding = decode(data)
    cues: list[Told] = []
    blocks = _blocks(text)
    bounded(len(blocks))
    for block, number in blocks:
        cues += _cue(block, number)
    return Source((), _visible(text), encoding, telling=_telling(cues))


def _visible(text: str) -> int:
    """Return the visible code points of a file, counted apart from its cues.

    The numbers and times of cues, and tags, are not seen; a voice in its tag is.
    """
    total = 0
    for block in _BLANK.split(text.strip()):
        first, *others = block.split("\n", 2)
        if _TIMES.match(first):
            total += _seen("\n".join(others))
        elif others and _TIMES.match(others[0]):
            total += _seen("\n".join(others[1:]))
        else:
            total += visible(block)
    return total


def _seen(payload: str) -> int:
    words = _VOICE.split(payload)
    said = [_TAG.sub("", each) for each in words[0::2]] + words[1::2]
    return sum(visible(html.unescape(each)) for each in said)


def _telling(cues: list[Told]) -> Telling:
    """Return who speaks in each cue: by its voice, by a label in it, or by its colour."""
    voices = {cue.label for cue in cues if cue.part == "turn"}
    if any(not voice.startswith(UNLABELLED) for voice in voices):
        cues = [replace(cue, label=_named(cue.label)) for cue in cues]
        return Telling("cues with voices", tuple(cues), tuple(_unnamed(cues)), joined=True)
    if (telling := _labelled(cues)) is not None:
        return telling
    if len(voices) > 1:
        remark = "nobody is named: colours of type are taken for voices; say who they are"
        return Telling("cues by colour", tuple(cues), (remark,), joined=True)
    told = tuple(replace(cue, label=_named(cue.label)) for cue in cues)
    return Telling("cues without speakers", told, ("nobody is named in any cue",))


def _named(label: str) -> str:
    return UNLABELLED if label.startswith(UNLABELLED) else label


def _blocks(text: str) -> list[tuple[list[str], int]]:
    """Return the blocks between blank lines, each with the number of its first line."""
    blocks: list[tuple[list[str], int]] = []
    fresh = True
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and fresh:
            blocks.append(([], number))
        if line.strip():
            blocks[-1][0].append(line)
        fresh = not line.strip()
    return blocks


def _cue(block: list[str], number: int) -> list[Told]:
    place = {"line": number}
    at = next((place for place, line in enumerate(block[:2]) if _TIMES.match(line)), None)
    if at is None:
        part = "event" if block[0].split(" ")[0] in _BESIDE else "unplaced"
        return [Told("event" if part == "event" else "unplaced", "\n".join(block), place)]
    times = _TIMES.match(block[at])
    time = times[1] if times else ""
    payload = "\n".join(block[at + 1 :])
    voices: list[re.Match[str] | None] = [None, *_VOICE.finditer(payload)]
    found = []
    for voice, after in zip(voices, [*voices[1:], None], strict=True):
        start = voice.end() if voice else 0
        words = payload[start : after.start() if after else len(payload)]
        name = html.unescape(voice[1]).strip() if voice else ""
        said = html.unescape(_TAG.sub("", words)).strip()
        if said or name:
            colour = _COLOUR.search(words)
            nobody = f"{UNLABELLED} {colour[1]}" if colour else UNLABELLED
            found.append(Told("turn", said, place, name or nobody, name, time))
    return found


def _labelled(cues: list[Told]) -> Telling | None:
    """Return cues whose payload says who speaks, as ``Name: text``, None if none does."""
    lines = [Paragraph(cue.text, cue.place, time=cue.time) for cue in cues if cue.part == "turn"]
    telling = tell(lines, ())
    if not any(each.part == "turn" for each in telling.told):
        return None
    goes_on = _only_changes(telling, len(lines))
    told: list[Told] = [cue for cue in cues if cue.part != "turn"]
    before: object = None
    begun = False
    for each in telling.told:
        begins = each.place is not before and each.part != "turn"
        before = each.place
        begun = begun or each.part == "turn"
        if begins and not (goes_on and begun):
            told.append(replace(each, part="turn", label=UNLABELLED))
        else:
            told.append(replace(each, wrapped=True))
    told.sort(key=lambda each: each.place["line"])
    remarks = (*telling.remarks, *_unnamed(told))
    return Telling("cues", tuple(told), remarks, joined=True, why=telling.why)


def _only_changes(telling: Telling, cues: int) -> bool:
    """Return whether a file names a speaker only where the speaker changes."""
    labels = [each.label for each in telling.told if each.part == "turn"]
    changes = all(sooner != later for sooner, later in pairwise(labels))
    return changes and len(set(labels)) > 1 and len(labels) <= _SELDOM * cues


def _unnamed(cues: list[Told]) -> list[str]:
    return [f"cue at {cue.time} has no speaker" for cue in cues if cue.label == UNLABELLED]
