"""Subtitle files as blocks of lines: a cue is its times and what is shown with them.

An empty line inside a cue does not end it. Captions that roll up show each line again in the next
cue: such a line is taken once.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from framework.plain.text import count, visible

TIMES = re.compile(
    r"\s*((?:\d+:)?\d{1,2}:\d{1,2}[.,]\d{1,3})\s*-->\s*((?:\d+:)?\d{1,2}:\d{1,2}[.,]\d{1,3})"
)
VOICE = re.compile(r"<v(?:\.[^\s>]{0,99})?\s{1,9}([^<>]{0,200})>")
BESIDE = ("WEBVTT", "NOTE", "STYLE", "REGION")
_TAG = re.compile(r"</?(?:v|c|i|b|u|ruby|rt|lang|font|\d[\d:.]*)\b[^<>]{0,200}>", re.IGNORECASE)
_TIMED = re.compile(r"\s*\d+:\d|.*-->")
_ENDED = re.compile(r"[.?!…。！？][\"”’)\]]*\s*$")
_FEWEST = 2


@dataclass
class Block:
    """Lines between empty ones, from line `number` of the file; a cue has `times`."""

    number: int
    lines: list[str]
    times: re.Match[str] | None = None
    """Taken from the lines, with the cue's name before it; the lines are what is shown."""

    @property
    def visible(self) -> int:
        """Return how many visible code points a viewer sees, the name of a voice included."""
        if self.times is None:
            return visible("\n".join(self.lines))
        words = VOICE.split("\n".join(self.lines))
        return sum(visible(shown(each)) for each in words[0::2] + words[1::2])


def shown(words: str) -> str:
    """Return words without tags, and with the letters that their entities stand for."""
    return html.unescape(_TAG.sub("", words)).strip()


def blocks(text: str) -> list[Block]:
    """Return the blocks of a file, each cue whole."""
    found: list[Block] = []
    fresh = True
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and fresh:
            found.append(Block(number, []))
        if line.strip():
            found[-1].lines.append(line)
        fresh = not line.strip()
    return [_cue(block) for block in found]


def _cue(block: Block) -> Block:
    for at, line in enumerate(block.lines[:2]):
        if times := TIMES.match(line):
            return Block(block.number, block.lines[at + 1 :], times)
    return block


def whole(found: Sequence[Block]) -> tuple[list[Block], list[str]]:
    """Return blocks in which a cue goes on after an empty line, and a remark where one does.

    After the last cue only words go on that stand where it broke off: a closing line is nobody's.
    """
    kept: list[Block] = []
    places: list[str] = []
    for at, block in enumerate(found):
        before = kept[-1] if kept else block
        last = at == len(found) - 1
        if _goes_on(block, before, None if last else found[at + 1]):
            before.lines += block.lines
            places.append(str(block.number))
        else:
            kept.append(block)
    told = f"a cue goes on after an empty line, at line {', '.join(places[:9])}"
    return kept, [told] if places else []


def _goes_on(block: Block, before: Block, after: Block | None) -> bool:
    if block.times or not before.times or any(map(_TIMED.match, block.lines)):
        return False
    if block.lines[0].split(" ")[0] in BESIDE:
        return False
    if block.lines[0].strip().isdecimal() and len(block.lines) == 1:
        return False  # the number of the next cue, or of one that is lost
    ended = not before.lines or _ENDED.search(before.lines[-1])
    return after is not None or not ended


def once(found: Sequence[Block]) -> tuple[list[Block], list[str]]:
    """Return blocks without the lines that the cue before has shown, where captions roll up."""
    cues = [block for block in found if block.times]
    screens = [[shown(line) for line in cue.lines] for cue in cues]
    again = [0, *(_again(sooner, later) for sooner, later in pairwise(screens))][: len(cues)]
    rolling = sum(map(bool, again))
    if rolling < max(_FEWEST, len(cues) // 2):
        return [*found], []
    for cue, lines in zip(cues, again, strict=True):
        cue.lines = cue.lines[lines:]
    told = count(sum(again), "line")
    return [*found], [f"the captions roll up: {told} shown again in the next cue, each read once"]


def _again(sooner: Sequence[str], later: Sequence[str]) -> int:
    """Return how many lines at the beginning of a screen are the last ones of the screen before."""
    sizes = range(min(len(sooner), len(later)), 0, -1)
    return next((size for size in sizes if sooner[-size:] == later[:size]), 0)
