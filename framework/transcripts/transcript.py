"""A transcript's text is its turns' words joined by a line end: no labels, times or events.

Moderators are context, not data: they are always shown and never counted or quoted as
participants. Unknown and several speakers are kept as what they are.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from framework.cases.case import Speaker
from framework.errors import Problem, UnknownNameError, as_text
from framework.plain.by_name import Named
from framework.plain.markup import Html, Shown, aside, joined, line, table, tag, unfold, words
from framework.plain.text import Folded, count, digest, fold, inert, occurrences, shorten
from framework.transcripts.passage import CONTEXT, Passage

UNLABELLED = "UNLABELLED"
QUESTION = "Question"
GIVEN = {
    UNLABELLED: Speaker(UNLABELLED),
    QUESTION: Speaker(QUESTION, kind="moderator"),
}
"""Labels that readers give where a file names nobody; the speaker table need not have them."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a reader found: a label as written, the words, and the place in the file.

    `marker` is the source's text that told the label (``CA1:``); it counts in the accounting.
    """

    label: str
    text: str
    marker: str = ""
    place: Mapping[str, int] = field(default_factory=dict)
    time: str = ""
    echo: bool = False
    """The words stand, and are counted, elsewhere in the file: a question above its answers."""

    @property
    def stamp(self) -> str:
        """Return the short hash by which the trail knows this turn again."""
        return digest(self.label, self.text, length=8)


@dataclass(frozen=True, slots=True)
class Aside:
    """Something in a file that nobody says: an event, a heading, a footnote, unplaced text."""

    text: str
    place: Mapping[str, int] = field(default_factory=dict)
    after: int = 0
    """How many turns stand before it."""


@dataclass(frozen=True)
class Comment:
    """A comment that somebody wrote in the margin of the file, beside the text.

    `words` are those it is about, where the file says so; a line a paragraph, labels and all.
    """

    author: str
    text: str
    place: Mapping[str, int] = field(default_factory=dict)
    words: str = ""


@dataclass(frozen=True)
class Reading:
    """All that a reader found in one file; nothing visible in the file is missing here."""

    file: str
    hash: str = ""
    layout: str = ""
    encoding: str = ""
    spoken: tuple[Spoken, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    events: tuple[Aside, ...] = ()
    comments: tuple[Comment, ...] = ()
    unplaced: tuple[Aside, ...] = ()
    unsure: tuple[Aside, ...] = ()
    """Lines that are words of a turn, and begin like a turn of their own."""
    remarks: tuple[str, ...] = ()
    why: str = ""
    """The evidence for the layout, in words."""
    facts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What a survey's sheet says of each respondent beside the answers, by label and column."""
    problems: tuple[Problem, ...] = ()

    @cached_property
    def labels(self) -> dict[str, int]:
        """Return how many turns each label has, by first appearance."""
        found: dict[str, int] = {}
        for spoken in self.spoken:
            found[spoken.label] = found.get(spoken.label, 0) + 1
        return found


@dataclass(frozen=True, repr=False)
class Turn(Shown):
    """One person's uninterrupted words, under a permanent number.

    `start` and `end` are code points within the transcript's text.
    """

    number: str
    speaker: Speaker
    text: str
    start: int
    end: int
    file: str = ""
    time: str = ""
    place: Mapping[str, int] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Return participant, moderator, other, or empty: not known."""
        return self.speaker.kind

    @property
    def who(self) -> str:
        """Return who speaks: the label, and that it is a moderator's unless it says so itself."""
        label = self.speaker.label
        told = self.kind != "moderator" or "moderator" in label.casefold()
        return label if told else f"{label} (moderator)"

    def __repr__(self) -> str:
        """Return the number, the speaker and the beginning of the words, on one line."""
        return inert(f"[{self.number}] {self.who}: {shorten(self.text, 60)}")

    def html(self) -> Html:
        """Return the turn, whole."""
        return line(self.told(self.text))

    def told(self, *said: str) -> Html:
        """Return these words under the turn's number and speaker; a moderator's stand back."""
        role = f" ({self.speaker.role})" if self.speaker.role else ""
        own = joined(tag("b", f"[{self.number}]"), f" {self.who}{role}: ", words(*said))
        return aside(own) if self.kind == "moderator" else own

    def json(self) -> dict[str, object]:
        """Return the planned JSON object of a turn."""
        return {
            "number": self.number,
            "speaker": self.speaker.label,
            "kind": self.kind,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "time": self.time,
            "place": dict(self.place),
        }


@dataclass(frozen=True, repr=False)
class Transcript(Shown):
    """One meeting or interview, word for word. ``len`` counts turns."""

    case: str
    turns: tuple[Turn, ...]
    readings: tuple[Reading, ...] = ()

    @classmethod
    def build(
        cls,
        case: str,
        readings: tuple[Reading, ...],
        numbers: list[str],
        people: Mapping[str, Speaker],
    ) -> "Transcript":
        """Return the transcript of a case from what was read in its files, numbered through.

        `numbers` holds one number a turn; labels that `people` does not know are kept, as
        speakers of whom nothing is known.
        """
        turns, at = [], 0
        spoken = [(reading.file, said) for reading in readings for said in reading.spoken]
        for number, (file, said) in zip(numbers, spoken, strict=True):
            speaker = people.get(said.label) or GIVEN.get(said.label) or Speaker(said.label)
            end = at + len(said.text)
            turns.append(Turn(number, speaker, said.text, at, end, file, said.time, said.place))
            at = end + 1
        return cls(case, tuple(turns), readings)

    def __len__(self) -> int:
        """Return the number of turns."""
        return len(self.turns)

    def __iter__(self) -> Iterator[Turn]:
        """Go through the turns."""
        return iter(self.turns)

    def __repr__(self) -> str:
        """Return the case and how many turns there are."""
        return inert(f"Transcript of {self.case}: {count(len(self), 'turn')}")

    def html(self) -> Html:
        """Return every turn."""
        return joined(tag("h4", self.case), *(turn.html() for turn in self.turns))

    @cached_property
    def text(self) -> str:
        r"""Return all words, turns joined by ``\n``."""
        return "\n".join(turn.text for turn in self.turns)

    @cached_property
    def folded(self) -> Folded:
        """Return the text folded for searching, with the way back."""
        return fold(self.text)

    @cached_property
    def positions(self) -> dict[str, int]:
        """Return where each turn number stands, counted from 0."""
        return {turn.number: place for place, turn in enumerate(self.turns)}

    @property
    def stamps(self) -> list[str]:
        """Return the short hash of each turn, by which the trail knows it again."""
        return [said.stamp for reading in self.readings for said in reading.spoken]

    @cached_property
    def _starts(self) -> list[int]:
        return [turn.start for turn in self.turns]

    def turn(self, number: str) -> Turn:
        """Return a turn. Raises UnknownNameError if there is none of that number."""
        if as_text(number) not in self.positions:
            hint = f"they go from {self.turns[0].number} to {self.turns[-1].number}"
            raise UnknownNameError(f"{self.case} has no turn {number}", hint if self.turns else "")
        return self.turns[self.positions[number]]

    def between(self, first: str, last: str) -> tuple[Turn, ...]:
        """Return the turns from one number to another, both included."""
        return self.turns[self.positions[first] : self.positions[last] + 1]

    def around(self, number: str, before: int = 1, after: int = 1) -> tuple[list[Turn], list[Turn]]:
        """Return the turns just before and just after one."""
        at = self.positions[self.turn(number).number]
        return list(self.turns[max(0, at - before) : at]), list(self.turns[at + 1 : at + 1 + after])

    def at(self, offset: int) -> Turn:
        """Return the turn in which a code point of the text lies."""
        return self.turns[bisect_right(self._starts, offset) - 1]

    def passage(self, start: int, end: int) -> Passage:
        """Return the passage ``text[start:end]`` (code points of the transcript's text).

        Raises UnknownNameError if that span is empty or outside the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise UnknownNameError(f"{self.case} has no passage from {start} to {end}")
        first, last = self.at(start), self.at(end - 1)
        return Passage(
            case=self.case,
            turn=first.number,
            start=start - first.start,
            last=last.number,
            end=end - last.start,
            speaker=first.speaker.id or first.speaker.label,
            words=self.text[start:end],
            before=self.text[max(0, start - CONTEXT) : start],
            after=self.text[end : end + CONTEXT],
        )

    def quote(self, number: str, words: str = "") -> Passage:
        """Return the passage of some words within a turn, or the whole turn without words.

        Words that do not stand there as they are written are sought without typography: nobody
        can type every dash and quote. Raises UnknownNameError unless they stand there once.
        """
        turn = self.turn(number)
        if not words:
            return self.passage(turn.start, turn.end)
        found = [(at, at + len(words)) for at in occurrences(turn.text, words)]
        found = found or fold(turn.text).find_all(fold(words).text.strip())
        if len(found) != 1:
            raise UnknownNameError(
                f"{self.case} {number}: those words stand there {len(found)} times, not once"
            )
        return self.passage(turn.start + found[0][0], turn.start + found[0][1])


class Transcripts(Named[Transcript], Shown):
    """Transcripts by case, in the case table's order."""

    noun = "transcript of"

    def __repr__(self) -> str:
        """Return a line a transcript."""
        return "\n".join(map(repr, self.values())) or "No transcripts"

    def html(self) -> Html:
        """Return a table of the transcripts, each opening onto its turns."""
        rows = (
            (case, count(len(one), "turn"), unfold("read", *(turn.html() for turn in one.turns)))
            for case, one in self.items()
        )
        return table(("case", "length", "words"), rows)
