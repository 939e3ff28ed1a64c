"""What a correction did to a transcript: which turns are new, changed or gone, by their numbers.

A correction is told from the moment the file differs from the one whose turns were numbered until
the next decision on that case, which writes the numbers down anew. Of what is gone only the number
is known: the trail holds nobody's words for their own sake.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framework.charts.chart import Cells
from framework.plain.text import shorten
from framework.trail.decisions import Decisions
from framework.transcripts.numbering import compare, numbered
from framework.transcripts.transcript import Transcript, Turn

_SHOWN = 12
_WORDS = 50
_NAMED = 6


@dataclass(frozen=True)
class Correction:
    """The turns of one case that are new or changed, and the numbers of those that are gone."""

    case: str
    file: str
    new: tuple[Turn, ...]
    changed: tuple[Turn, ...]
    gone: tuple[str, ...]

    @property
    def summary(self) -> str:
        """Return what was done on one line, by numbers alone: ``2 changed; 4a new; 6 gone``."""
        parts = (
            (_numbers([turn.number for turn in self.changed]), "changed"),
            (_numbers([turn.number for turn in self.new]), "new"),
            (_numbers(self.gone), "gone"),
        )
        return "; ".join(f"{numbers} {what}" for numbers, what in parts if numbers)

    def lines(self) -> list[str]:
        """Return a line a turn with its first words, in the talk's order; of many, the first."""
        found = [*self._lines()]
        more = [f"and {len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
        return found[:_SHOWN] + more

    def _lines(self) -> Iterator[str]:
        for turn in sorted((*self.new, *self.changed), key=lambda turn: turn.start):
            what = "new," if turn in self.new else "changed, now"
            yield f"{turn.number} {what} {turn.speaker.label}: “{shorten(turn.text, _WORDS)}”"
        for number in self.gone:
            yield f"{number} gone; the number is not given again"

    def json(self) -> dict[str, object]:
        """Return the correction as a JSON object."""
        return {
            "case": self.case,
            "file": self.file,
            "changed": [turn.number for turn in self.changed],
            "new": [turn.number for turn in self.new],
            "gone": list(self.gone),
        }


def corrections(cells: Cells) -> list[Correction]:
    """Return what was corrected since turns were numbered, in the case table's order."""
    found = (correction_of(cells.decisions, each) for each in cells.transcripts.values())
    return [one for one in found if one]


def correction_of(decisions: Decisions, transcript: Transcript) -> Correction | None:
    """Return what a correction did to a transcript, None if nothing since it was numbered."""
    acts = decisions.on("number", transcript.case)
    files = [[reading.file, reading.hash] for reading in transcript.readings]
    if not acts or any(act["files"] == files for act in acts):
        return None
    numbers = [turn.number for turn in transcript.turns]
    now = list(zip(numbers, transcript.stamps, strict=True))
    found = compare(numbered(acts[0]["turns"]), now)
    if not (found.new or found.changed or found.gone):
        return None
    new, changed = (
        tuple(map(transcript.turn, found.new)),
        tuple(map(transcript.turn, found.changed)),
    )
    return Correction(transcript.case, transcript.readings[0].file, new, changed, found.gone)


def _numbers(numbers: Sequence[str]) -> str:
    more = f" and {len(numbers) - _NAMED} more" if len(numbers) > _NAMED else ""
    return ", ".join(numbers[:_NAMED]) + more
