"""Subtitles (.vtt, .srt): cues with times, and who speaks in them.

Where nobody at all is named, each cue is a turn with its time; two colours of type are two voices.
Faulty blocks are kept as unplaced, never dropped.
"""

import html
import re

from framework.plain.encoding import decode
from framework.transcripts.paragraphs import Source, Told, bounded
from framework.transcripts.reading.cue_blocks import (
    BESIDE,
    VOICE,
    Block,
    blocks,
    once,
    shown,
    whole,
)
from framework.transcripts.reading.cue_voices import telling
from framework.transcripts.transcript import UNLABELLED

_COLOUR = re.compile(r"<font color=[\"']?(#?\w+)[\"']?>", re.IGNORECASE)


def read(data: bytes) -> Source:
    """Return the cues of a subtitle file. Raises UnreadableError for bytes that are no text."""
    text, encoding = decode(data)
    found = blocks(text)
    bounded(len(found))
    found, broken = whole(found)
    found, rolling = once(found)
    total = sum(block.visible for block in found)
    cues = [each for block in found for each in _cue(block)]
    return Source((), total, encoding, remarks=(*broken, *rolling), telling=telling(cues))


def _cue(block: Block) -> list[Told]:
    place = {"line": block.number}
    payload = "\n".join(block.lines)
    if block.times is None:
        beside = block.lines[0].split(" ")[0] in BESIDE
        return [Told("event" if beside else "unplaced", payload, place)]
    voices: list[re.Match[str] | None] = [None, *VOICE.finditer(payload)]
    found = []
    for voice, after in zip(voices, [*voices[1:], None], strict=True):
        start = voice.end() if voice else 0
        words = payload[start : after.start() if after else len(payload)]
        name = html.unescape(voice[1]).strip() if voice else ""
        said = shown(words)
        if said or name:
            colour = _COLOUR.search(words)
            nobody = f"{UNLABELLED} {colour[1]}" if colour else UNLABELLED
            found.append(Told("turn", said, place, name or nobody, name, block.times[1]))
    return found
