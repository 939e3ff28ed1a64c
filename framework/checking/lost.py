"""Which indexed passages stand no more, and what brings them back. Nothing is guessed."""

from collections.abc import Sequence

from framework.charts.chart import Cells
from framework.errors import Problem
from framework.index.entries import Entry
from framework.plain.text import count, pasted
from framework.transcripts.transcript import Transcript


def lost_passages(cells: Cells) -> list[Problem]:
    """Return a problem for each index entry whose words can no longer be found.

    Where nobody is called as its speaker was, that is one problem for all that they said.
    """
    alone: list[Problem] = []
    renamed: dict[tuple[str, str], list[Entry]] = {}
    for entry in cells.index.entries:
        if entry.stand.standing != "lost":
            continue
        if entry.passage.speaker in _called(cells.transcripts[entry.case]):
            alone.append(_lost(entry))
        else:
            renamed.setdefault((entry.case, entry.passage.speaker), []).append(entry)
    return [_renamed(cells, *who, entries) for who, entries in renamed.items()] + alone


def renamed_speakers(cells: Cells) -> list[str]:
    """Return a line for each speaker who has another name throughout than in the trail."""
    kept: dict[tuple[str, str, str], int] = {}
    for entry in cells.index.entries:
        if entry.formerly:
            key = (entry.case, entry.formerly, entry.passage.speaker)
            kept[key] = kept.get(key, 0) + 1
    return [
        f"{old} is called {new} in {case} now: {count(number, 'passage')} kept"
        for (case, old, new), number in kept.items()
    ]


def _lost(entry: Entry) -> Problem:
    return Problem(
        "trail",
        f"{entry.id} ({entry.case} {entry.passage.turn}, {entry.subtheme}) is lost: "
        "these words by this speaker are not there any more, or not only once",
        "put the transcript back; or index it again, and "
        + pasted("framework", "index", "unindex", entry.id),
        kind="lost",
    )


def _renamed(cells: Cells, case: str, speaker: str, entries: Sequence[Entry]) -> Problem:
    transcript = cells.transcripts[case]
    found = [entry.stand.candidates[0] for entry in entries if len(entry.stand.candidates) == 1]
    now = sorted({transcript.at(start).speaker.id for start, _ in found} - {""})
    whose = f", and their words are {' or '.join(now)}’s" if now else ""
    what = count(len(entries), "passage indexed as theirs is", "passages indexed as theirs are")
    return Problem(
        "transcripts/speakers.csv",
        f"nobody in {case} is {speaker} any more{whose}, so {what} lost",
        "put the speaker's id back; a label, a kind or a role may change, an id stays",
        kind="lost",
    )


def _called(transcript: Transcript) -> set[str]:
    """Return how the speakers of a transcript are known: by id or, where they have none, label."""
    return {turn.speaker.id or turn.speaker.label for turn in transcript.turns}
