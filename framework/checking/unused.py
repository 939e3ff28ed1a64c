"""Participants' turns that no cell refers to and nobody has indexed: what may have been missed."""

from dataclasses import dataclass

from framework.charts.chart import Cells
from framework.index.entries import turns_of
from framework.transcripts.transcript import Transcript


@dataclass(frozen=True)
class Unused:
    """The unused turns of a case, of how many that participants speak.

    `spans` join neighbours, with nothing but moderators' turns between: ``3, 5–9``.
    """

    case: str
    turns: tuple[str, ...]
    of: int
    spans: tuple[str, ...]

    def json(self) -> dict[str, object]:
        """Return the JSON object of a case's unused turns."""
        return {"case": self.case, "turns": list(self.turns), "of": self.of}


def unused_turns(cells: Cells) -> list[Unused]:
    """Return the unused turns by case, in the case table's order; a case with none is left out."""
    used = {
        turn
        for row in cells.rows
        for sub in cells.codebook.subthemes
        for turn in cells.cited(row, sub)
    }
    used |= {
        (entry.case, turn.number)
        for entry in cells.index.entries
        for turn in turns_of(entry, cells.transcripts[entry.case])
    }
    found = [_of(transcript, used) for transcript in cells.transcripts.values()]
    return [one for one in found if one.turns]


def _of(transcript: Transcript, used: set[tuple[str, str]]) -> Unused:
    spoken = [turn.number for turn in transcript.turns if turn.kind != "moderator"]
    runs: list[list[str]] = [[]]
    for number in spoken:
        if (transcript.case, number) in used:
            runs.append([])
        else:
            runs[-1].append(number)
    turns = tuple(number for run in runs for number in run)
    spans = tuple("–".join(dict.fromkeys((run[0], run[-1]))) for run in runs if run)
    return Unused(transcript.case, turns, len(spoken), spans)
