"""Who speaks in each cue of a subtitle file: a voice tag, a label, a `>>`, or a colour names it.

Neighbouring cues of one speaker are one turn. A cue that names nobody is kept as UNLABELLED,
unless the file names speakers, or says `>>`, only where they change.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from framework.transcripts.layouts.forms import COLON
from framework.transcripts.layouts.labels import tell
from framework.transcripts.layouts.names import full_name, like_a_name
from framework.transcripts.paragraphs import Paragraph, Part, Telling, Told
from framework.transcripts.transcript import UNLABELLED

_CHANGE = re.compile(r"(?:^|(?<=\s))>{2,3}(?:\s+|(?=\w))")
_SELDOM = 0.7
_TWICE = 2


def telling(cues: list[Told]) -> Telling:
    """Return who speaks in each cue."""
    voices = {cue.label for cue in cues if cue.part == "turn"}
    if any(not voice.startswith(UNLABELLED) for voice in voices):
        cues = [_nobody(cue) for cue in cues]
        return Telling("cues with voices", tuple(cues), tuple(_unnamed(cues)), joined=True)
    cues = _changed(cues)
    if (found := _labelled(cues)) is not None:
        return found
    if any(cue.fresh for cue in cues):
        remark = f"nobody is named: each >> begins a turn of {UNLABELLED}"
        told = (replace(_nobody(cue), wrapped=True) for cue in cues)
        return Telling("cues without speakers", tuple(told), (remark,), joined=True)
    if len(voices) > 1:
        remark = "nobody is named: colours of type are taken for voices; say who they are"
        return Telling("cues by colour", tuple(cues), (remark,), joined=True)
    told = (_nobody(cue) for cue in cues)
    return Telling("cues without speakers", tuple(told), ("nobody is named in any cue",))


def _nobody(cue: Told) -> Told:
    return replace(cue, label=UNLABELLED) if cue.label.startswith(UNLABELLED) else cue


def _changed(cues: list[Told]) -> list[Told]:
    """Return cues cut where `>>` says that the speaker changes, if it does so again and again."""
    if sum(bool(_CHANGE.search(cue.text)) for cue in cues if cue.part == "turn") < _TWICE:
        return cues
    return [piece for cue in cues for piece in (_pieces(cue) if cue.part == "turn" else [cue])]


def _pieces(cue: Told) -> Iterator[Told]:
    marks = [*_CHANGE.finditer(cue.text)]
    before = cue.text[: marks[0].start() if marks else None].strip()
    if before or not marks:
        yield replace(cue, text=before)
    for mark, after in zip_longest(marks, marks[1:]):
        words = cue.text[mark.end() : after.start() if after else None].strip()
        place = {**cue.place}
        yield replace(cue, text=words, place=place, marker=mark.group().strip(), fresh=True)


def _labelled(cues: Sequence[Told]) -> Telling | None:
    """Return cues whose payload says who speaks, as ``Name: text``, None if none does."""
    turns = [cue for cue in cues if cue.part == "turn"]
    heads = {head.label: cue.fresh for cue in turns if (head := COLON.head(cue.text))}
    lines = [Paragraph(_unwrapped(cue.text, heads), cue.place, time=cue.time) for cue in turns]
    sure = {label for label, fresh in heads.items() if fresh and like_a_name(label)}
    found = tell(lines, sure)
    labels = {each.label for each in found.told if each.part == "turn"}
    if not labels:
        return None
    if once := {*filter(full_name, heads)} - labels:
        found = tell(lines, labels | once)
    marks = {id(cue.place): cue for cue in turns}
    goes_on = any(cue.fresh for cue in turns) or _only_changes(found, len(lines))
    told = [cue for cue in cues if cue.part != "turn"]
    told += _spoken(found, marks, goes_on=goes_on)
    told.sort(key=lambda each: each.place["line"])
    remarks = (*found.remarks, *_unnamed(told))
    return Telling("cues", tuple(told), remarks, joined=True, why=found.why)


def _unwrapped(text: str, labels: Collection[str]) -> str:
    """Return a cue's lines as one, but where one begins with a label that begins other cues."""
    first, *others = text.split("\n")
    joined = [first]
    for line in others:
        head = COLON.head(line)
        joined.append("\n" if head and head.label in labels else " ")
        joined.append(line)
    return "".join(joined)


def _spoken(found: Telling, marks: dict[int, Told], *, goes_on: bool) -> Iterator[Told]:
    """Return the pieces of cues; where `goes_on`, one without a label belongs to the last turn."""
    before: object = None
    begun = False
    for each in found.told:
        cue = marks[id(each.place)]
        begins = each.place is not before
        before = each.place
        marker = (cue.marker if begins else "") + each.marker
        bare = begins and each.part != "turn"
        begun = begun or each.part == "turn"
        if bare and (cue.fresh or not (goes_on and begun)):
            yield replace(each, part="turn", label=UNLABELLED, marker=marker, fresh=cue.fresh)
            begun = begun or cue.fresh
        else:
            part: Part = "more" if each.part == "front" else each.part
            yield replace(each, part=part, marker=marker, wrapped=True)


def _only_changes(found: Telling, cues: int) -> bool:
    """Return whether a file names a speaker only where the speaker changes."""
    labels = [each.label for each in found.told if each.part == "turn"]
    if len(set(labels)) < _TWICE or any(sooner == later for sooner, later in pairwise(labels)):
        return False
    bare = (each for each in found.told if each.part != "turn")
    return len(labels) <= _SELDOM * cues or any(each.text[:1].islower() for each in bare)


def _unnamed(cues: Sequence[Told]) -> list[str]:
    bare = (cue for cue in cues if cue.label == UNLABELLED and not cue.fresh)
    return [f"cue at {cue.time} has no speaker" for cue in bare]
