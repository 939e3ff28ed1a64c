"""Told paragraphs become a reading: turns, events, front matter, and what nobody says."""

from collections.abc import Iterable

from framework.errors import Problem
from framework.formats.transcripts.paragraphs import Source, Telling, Told
from framework.transcript import Aside, Reading, Spoken


def place_turns(source: Source, telling: Telling, name: str, file_hash: str) -> Reading:
    """Return the reading of a source. Where nobody speaks at all, a problem says so."""
    spoken: list[Spoken] = []
    events: list[Aside] = []
    for told in telling.told:
        if told.part == "event":
            events.append(Aside(told.text, told.place, len(spoken)))
        elif told.part == "more" and spoken:
            spoken[-1] = _joined(spoken[-1], told, " " if told.wrapped else "\n")
        elif told.part == "turn":
            fresh = not events or events[-1].after < len(spoken)
            if telling.joined and fresh and spoken and spoken[-1].label == told.label:
                spoken[-1] = _joined(spoken[-1], told, " ")
            else:
                spoken.append(
                    Spoken(told.label, told.text, told.marker, told.place, told.time, told.echo)
                )
    front = _text(told for told in telling.told if told.part == "front")
    return Reading(
        file=name,
        hash=file_hash,
        layout=telling.layout,
        encoding=source.encoding,
        spoken=tuple(spoken),
        metadata=({"front matter": front} if front else {}) | dict(source.metadata),
        events=tuple(events),
        comments=source.comments,
        unplaced=tuple(
            Aside(told.text, told.place) for told in telling.told if told.part == "unplaced"
        ),
        remarks=(*source.remarks, *telling.remarks),
        problems=() if spoken else (_nobody(name),),
    )


def _nobody(name: str) -> Problem:
    hint = "put the speaker's label and a colon before each turn"
    return Problem(name, "nobody is named as speaking", hint, kind="no labels")


def _text(told: Iterable[Told]) -> str:
    return "\n".join(each.text for each in told)


def _joined(said: Spoken, told: Told, between: str) -> Spoken:
    text = f"{said.text}{between}{told.text}" if said.text else told.text
    return Spoken(said.label, text, said.marker + told.marker, said.place, said.time, said.echo)
