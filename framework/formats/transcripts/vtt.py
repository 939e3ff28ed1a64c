"""Subtitles (.vtt, .srt): cues with times; a voice tag names the speaker, or a label does.

Neighbouring cues of one speaker are one turn. A cue that names nobody is kept as UNLABELLED.
Faulty blocks are kept as unplaced, never dropped.
"""

import html
import re
from dataclasses import replace

from framework.formats.encoding import decode
from framework.formats.transcripts.layouts.labels import tell
from framework.formats.transcripts.paragraphs import Paragraph, Source, Telling, Told
from framework.text import visible
from framework.transcript import UNLABELLED

_TIMES = re.compile(
    r"\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})"
)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]*)>")
_TAG = re.compile(r"</?(?:v|c|i|b|u|ruby|rt|lang|\d[\d:.]*)\b[^>]*>")
_BESIDE = ("WEBVTT", "NOTE", "STYLE", "REGION")


def read(data: bytes) -> Source:
    """Return the cues of a subtitle file. Raises UnreadableError for bytes that are no text."""
    text, encoding = decode(data)
    cues: list[Told] = []
    for block, number in _blocks(text):
        cues += _cue(block, number)
    named = any(cue.label != UNLABELLED for cue in cues if cue.part == "turn")
    total = sum(visible(cue.marker) + visible(cue.text) for cue in cues)
    if named:
        telling = Telling("cues with voices", tuple(cues), tuple(_unnamed(cues)), joined=True)
        return Source((), total, encoding, telling=telling)
    return Source((), total, encoding, telling=_labelled(cues))


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
    voices: list[re.Match[str] | None] = [*_VOICE.finditer(payload)] or [None]
    found = []
    for voice, after in zip(voices, [*voices[1:], None], strict=True):
        start = voice.end() if voice else 0
        words = payload[start : after.start() if after else len(payload)]
        name = html.unescape(voice[1]).strip() if voice else ""
        said = html.unescape(_TAG.sub("", words)).strip()
        if said or name:
            found.append(Told("turn", said, place, name or UNLABELLED, name, time))
    return found


def _labelled(cues: list[Told]) -> Telling:
    """Return cues whose payload says who speaks, as ``Name: text``; some may name nobody."""
    lines = [Paragraph(cue.text, cue.place, time=cue.time) for cue in cues if cue.part == "turn"]
    telling = tell(lines, ())
    told: list[Told] = [cue for cue in cues if cue.part != "turn"]
    before: object = None
    for each in telling.told:
        begins = each.place is not before and each.part != "turn"
        before = each.place
        told.append(replace(each, part="turn", label=UNLABELLED) if begins else each)
    told.sort(key=lambda each: each.place["line"])
    return Telling("cues", tuple(told), (*telling.remarks, *_unnamed(told)), joined=True)


def _unnamed(cues: list[Told]) -> list[str]:
    return [f"cue at {cue.time} has no speaker" for cue in cues if cue.label == UNLABELLED]
