"""CHAT (.cha): ``*CODE:`` and a tab begin an utterance; ``%`` and ``@`` lines are beside it.

A line that begins with a tab goes on with the one before. The two numbers between U+0015 are
milliseconds: the time of the utterance, and no speech.
"""

import re
from collections.abc import Iterable

from framework.plain.encoding import decode
from framework.plain.faults import UnreadableError
from framework.plain.text import visible
from framework.transcripts.paragraphs import Source, Telling, Told, bounded
from framework.transcripts.reading.times import clock

_LINE = re.compile(r"(?P<kind>[*%@])(?P<name>[^:\t\n]*):?\t?")
_BULLET = re.compile("\x15(\\d+)_(\\d+)\x15")


def read(data: bytes) -> Source:
    """Return the utterances of a file, each a turn. Raises UnreadableError if it is no CHAT."""
    text, encoding = decode(data)
    lines = _lines(text.split("\n"))
    bounded(len(lines))
    told = [_told(line, number) for line, number in lines]
    if not any(each.part == "turn" for each in told):
        raise UnreadableError("no CHAT transcript: no line begins with * and a code")
    telling = Telling("CHAT", tuple(told), why="* and a code begin each utterance")
    return Source((), visible(text), encoding, telling=telling)


def _lines(lines: Iterable[str]) -> list[tuple[str, int]]:
    """Return each line with what goes on with it, and the number of its first line."""
    found: list[tuple[list[str], int]] = []
    for number, line in enumerate(lines, 1):
        if line.startswith("\t") and found:
            found[-1][0].append(line.strip())
        elif line.strip():
            found.append(([line], number))
    return [("\n".join(pieces), number) for pieces, number in found]


def _told(line: str, number: int) -> Told:
    place = {"line": number}
    begins = _LINE.match(line)
    if not begins:
        return Told("unplaced", line.strip(), place)
    if begins["kind"] != "*":
        return Told("front" if begins["kind"] == "@" else "event", line.strip(), place)
    bullets = [*_BULLET.finditer(line)]
    words = _BULLET.sub("", line[begins.end() :]).strip()
    marker = begins.group().strip() + "".join(bullet.group() for bullet in bullets)
    time = clock(int(bullets[0][1])) if bullets else ""
    return Told("turn", words, place, begins["name"].strip(), marker, time)
