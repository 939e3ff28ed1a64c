"""Times without labels: a recogniser's lines, or a player's. Each time begins a turn of nobody.

The times must run on through the file, so that hours that somebody mentions begin no turn.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from framework.plain.text import count
from framework.transcripts.layouts.forms import CLOCK, START
from framework.transcripts.layouts.furniture import is_event, lone_time
from framework.transcripts.layouts.lines import split
from framework.transcripts.paragraphs import Paragraph, Telling, Told
from framework.transcripts.transcript import UNLABELLED

LAYOUT = "time, text"
_BESIDE = ("label and time on a line", "time and label on a line")
_STAMP = re.compile(rf"\s*{CLOCK}(?:\s*[-–—|:]?\s+|\s*$)")
_PARTS = re.compile(r"[:hm] ?")
_FRACTION = re.compile(r"[.,;-]")
_LONGEST = 80
_FEWEST = 3
_SOME = 0.2
_MOSTLY = 0.9
_REMARK = f"nobody is named: each time begins a turn of {UNLABELLED}"


def tell(paragraphs: Collection[Paragraph]) -> Telling | None:
    """Return the turns that times begin, None if no times run through the file."""
    lines = split(paragraphs)
    found = ((at, _STAMP.match(line.text[:_LONGEST])) for at, line in enumerate(lines))
    ends = {at: match.end() for at, match in found if match}
    times = {at: _time(lines[at].text[:end]) for at, end in ends.items()}
    if len(times) < max(_FEWEST, _SOME * len(lines)) or not _run_on([*times.values()]):
        return None
    told = []
    for at, line in enumerate(lines):
        text = line.text[ends.get(at, 0) :].strip()
        if at in times:
            marker = line.text[: ends[at]].strip()
            told.append(Told("turn", text, line.place, UNLABELLED, marker, times[at]))
        elif at < min(times) or is_event(text):
            told.append(Told("front" if at < min(times) else "event", text, line.place))
        else:
            told.append(Told("more", text, line.place, wrapped=line.wrapped))
    why = f"{count(len(times), 'line')} of {len(lines):,} begin with a time"
    return Telling(LAYOUT, tuple(told), (_REMARK,), why=why)


def unnamed(telling: Telling) -> Telling:
    """Return a telling in which a time alone, where labels have a time beside them, is a head.

    What stands under it is nobody's known, and not more of the turn before.
    """
    if telling.layout not in _BESIDE:
        return telling
    told: list[Told] = []
    for each in telling.told:
        above = told[-1] if told else each
        if each.part == "more" and above.part == "event" and (time := lone_time(above.text)):
            marker = above.text + each.marker
            told[-1] = replace(each, part="turn", label=UNLABELLED, marker=marker, time=time)
        else:
            told.append(each)
    new = len(telling.told) - len(told)
    remark = f"{count(new, 'time')} without a label: the words below kept as {UNLABELLED}"
    return replace(telling, told=tuple(told), remarks=(*telling.remarks, *[remark] * bool(new)))


def _time(stamp: str) -> str:
    found = START.search(stamp)
    return found.group() if found else ""


def _run_on(times: Sequence[str]) -> bool:
    """Return whether times rise, but for a few, as those of a recording do."""
    seconds = [*map(_seconds, times)]
    rising = sum(sooner <= later for sooner, later in pairwise(seconds))
    return rising >= _MOSTLY * (len(times) - 1) and seconds[0] < seconds[-1]


def _seconds(time: str) -> int:
    whole = _FRACTION.split(time)[0].rstrip("s")
    return sum(int(part) * 60**at for at, part in enumerate(reversed(_PARTS.split(whole))))
