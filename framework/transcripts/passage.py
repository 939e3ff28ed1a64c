"""A passage keeps place *and* words, so that it can be found again and is never guessed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

CONTEXT = 32
Standing = Literal["verbatim", "moved", "lost"]


@dataclass(frozen=True)
class Passage:
    """A stretch of a transcript: where it is, whose it is, what it says, what is around it.

    `start` counts code points from the beginning of turn `turn`; `end` from the beginning of
    turn `last` (the same turn, mostly). `before` and `after` hold up to 32 code points of the
    transcript's text on each side.
    """

    case: str
    turn: str
    start: int
    last: str
    end: int
    speaker: str
    words: str
    before: str
    after: str

    def fields(self) -> dict[str, Any]:
        """Return the passage as an act of the trail holds it; `last` only where it differs."""
        found: dict[str, Any] = {"case": self.case, "turn": self.turn, "start": self.start}
        if self.last != self.turn:
            found["last"] = self.last
        return found | {
            "end": self.end,
            "speaker": self.speaker,
            "words": self.words,
            "before": self.before,
            "after": self.after,
        }

    @classmethod
    def of(cls, fields: Mapping[str, Any]) -> "Passage":
        """Return the passage that an act holds. Raises KeyError or TypeError if it holds none."""
        texts = ("case", "turn", "speaker", "words", "before", "after")
        named = {name: fields[name] for name in texts} | {
            "last": fields.get("last", fields["turn"])
        }
        start, end = fields["start"], fields["end"]
        whole = type(start) is int and type(end) is int
        if not (whole and all(isinstance(value, str) for value in named.values())):
            raise TypeError("a passage's numbers are whole and its words are text")
        return cls(start=start, end=end, **named)
