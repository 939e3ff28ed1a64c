"""Does a passage still stand? Verbatim, moved or lost; a lost passage is never guessed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from framework.plain.text import fold
from framework.transcripts.passage import Passage, Standing
from framework.transcripts.transcript import Transcript


@dataclass(frozen=True)
class Stand:
    """A passage's standing and, unless it is lost, its span in the transcript's text.

    `candidates` are spans where a lost passage's words occur; none of them is chosen.
    """

    standing: Standing
    start: int = -1
    end: int = -1
    candidates: tuple[tuple[int, int], ...] = ()


def stand(passage: Passage, transcript: Transcript) -> Stand:
    """Return how a passage stands in a transcript.

    *Verbatim*: same place, words and speaker, and the same neighbours on at least one side.
    *Moved*: before + words + after found exactly once (folded), else the words alone exactly
    once, by the same speaker. *Lost* otherwise.
    """
    return _in_place(passage, transcript) or _sought(passage, transcript)


def _in_place(passage: Passage, transcript: Transcript) -> Stand | None:
    places = transcript.positions
    if passage.turn not in places or passage.last not in places:
        return None
    start = transcript.turns[places[passage.turn]].start + passage.start
    end = transcript.turns[places[passage.last]].start + passage.end
    text = transcript.text
    before = text[max(0, start - len(passage.before)) : max(0, start)]
    after = text[end : end + len(passage.after)]
    same = text[start:end] == passage.words and _speaker(transcript, start) == passage.speaker
    if same and (before == passage.before or after == passage.after):
        return Stand("verbatim", start, end)
    return None


def renamed(passages: Iterable[Passage], transcript: Transcript) -> dict[str, str]:
    """Return who is called otherwise now, by how passages of one transcript call them.

    Somebody is renamed if nobody has the old name, every passage of theirs stands where it stood,
    and all of these are words of one person, whom no other passage knows.
    """
    called = {turn.speaker.id or turn.speaker.label for turn in transcript}
    known: dict[str, set[str]] = {}
    for passage in passages:
        now = known.setdefault(passage.speaker, set())
        if passage.speaker not in called:
            now.add(_speaker_in_place(passage, transcript))
    names = {old: next(iter(now)) for old, now in known.items() if len(now) == 1}
    alone = [*names.values()]
    return {
        old: new for old, new in names.items() if new and new not in known and alone.count(new) == 1
    }


def _speaker_in_place(passage: Passage, transcript: Transcript) -> str:
    """Return who says a passage's words where they stood, empty if they do not stand there."""
    places = transcript.positions
    if passage.turn not in places:
        return ""
    start = transcript.turns[places[passage.turn]].start + passage.start
    if not 0 <= start < len(transcript.text):
        return ""
    speaker = _speaker(transcript, start)
    return speaker if _in_place(replace(passage, speaker=speaker), transcript) else ""


def _sought(passage: Passage, transcript: Transcript) -> Stand:
    text = transcript.folded
    written = fold(passage.before + passage.words + passage.after)
    first = written.index(len(passage.before))
    last = written.index(len(passage.before) + len(passage.words))
    whole = text.find_all(written.text)
    if len(whole) == 1 and first < last:
        at = text.index(whole[0][0])
        span = text.original(at + first, at + last)
        if _speaker(transcript, span[0]) == passage.speaker:
            return Stand("moved", *span)
    alone = text.find_all(fold(passage.words).text)
    if len(alone) == 1 and _speaker(transcript, alone[0][0]) == passage.speaker:
        return Stand("moved", *alone[0])
    return Stand("lost", candidates=tuple(alone))


def _speaker(transcript: Transcript, start: int) -> str:
    speaker = transcript.at(start).speaker
    return speaker.id or speaker.label
