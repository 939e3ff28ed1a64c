"""Told paragraphs become a reading: turns, events, front matter, and what nobody says."""

from collections.abc import Iterable

from framework.errors import Problem
from framework.transcripts.paragraphs import Source, Telling, Told
from framework.transcripts.transcript import Aside, Reading, Spoken


class _Open:
    """A turn while its pieces are still coming."""

    def __init__(self, told: Told) -> None:
        self.first = told
        self.text = [told.text] if told.text else []
        self.markers = [told.marker]

    def add(self, told: Told, between: str) -> None:
        if told.text and self.text:
            self.text.append(between)
        self.text.append(told.text)
        self.markers.append(told.marker)

    def closed(self) -> Spoken:
        first = self.first
        text, marker = "".join(self.text), "".join(self.markers)
        return Spoken(first.label, text, marker, first.place, first.time, first.echo)


def place_turns(source: Source, telling: Telling, name: str, file_hash: str) -> Reading:
    """Return the reading of a source. Where nobody speaks at all, a problem says so."""
    turns: list[_Open] = []
    events: list[Aside] = []
    for told in telling.told:
        if told.part == "event":
            events.append(Aside(told.text, told.place, len(turns)))
        elif told.part == "more" and turns:
            turns[-1].add(told, " " if told.wrapped else "\n")
        elif told.part == "turn":
            whole = not told.fresh and (not events or events[-1].after < len(turns))
            if telling.joined and whole and turns and turns[-1].first.label == told.label:
                turns[-1].add(told, " ")
            else:
                turns.append(_Open(told))
    spoken = tuple(turn.closed() for turn in turns)
    front = _text(told for told in telling.told if told.part == "front")
    return Reading(
        file=name,
        hash=file_hash,
        layout=telling.layout,
        encoding=source.encoding,
        spoken=spoken,
        metadata=({"front matter": front} if front else {}) | dict(source.metadata),
        events=tuple(events),
        comments=source.comments,
        unplaced=tuple(
            Aside(told.text, told.place) for told in telling.told if told.part == "unplaced"
        ),
        remarks=(*source.remarks, *telling.remarks),
        why=telling.why,
        facts=telling.facts,
        problems=() if spoken else (_nobody(name),),
    )


def _nobody(name: str) -> Problem:
    hint = "put the speaker's label and a colon before each turn"
    return Problem(name, "nobody is named as speaking", hint, kind="no labels")


def _text(told: Iterable[Told]) -> str:
    return "\n".join(each.text for each in told)
