"""Words are sought in everything that was said, moderators' turns too, without typography.

As in a word processor a part of a word is enough; with `forms` whole words are sought, in any
of the forms that the table of English words has for them, as a codebook's terms are.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from framework.codebook.terms import Term
from framework.errors import RefusedError
from framework.plain.markup import Html, Shown, joined, line, tag, unfold
from framework.plain.text import count, inert, searchable, shorten
from framework.plain.words import Said
from framework.proposals.finder import Finder, longest
from framework.transcripts.transcript import Transcript, Turn

Spans = tuple[tuple[int, int], ...]
"""Where the words stand, in code points of a turn."""


@dataclass(frozen=True, repr=False)
class Hit(Shown):
    """A turn in which the words stand, where in it, and the turns before and after it."""

    case: str
    turn: Turn
    spans: Spans
    before: tuple[Turn, ...] = ()
    after: tuple[Turn, ...] = ()

    def __repr__(self) -> str:
        """Return the place, the speaker and the words with what stands around them."""
        start, end = self.spans[0]
        said = self.turn.text[max(0, start - 30) : end + 30]
        return inert(f"[{self.case} {self.turn.number}] {self.turn.who}: {shorten(said, 80)}")

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """Return the turn's words in pieces, each with whether it was sought."""
        at = 0
        for start, end in self.spans:
            yield self.turn.text[at:start], False
            yield self.turn.text[start:end], True
            at = end
        yield self.turn.text[at:], False

    def html(self) -> Html:
        """Return the turn with the words marked, opening onto the turns around it."""
        marked = (tag("mark", text) if found else text for text, found in self.pieces())
        told = joined(tag("b", f"{self.case} "), self.turn.told(*marked))
        around = [turn.html() for turn in (*self.before, self.turn, *self.after)]
        return unfold(told, tag("blockquote", *around))

    def json(self) -> dict[str, object]:
        """Return the JSON object of a turn that was found; matches are spans of its text."""
        speaker = self.turn.speaker
        return {
            "case": self.case,
            "turn": self.turn.number,
            "speaker": speaker.label,
            "kind": speaker.kind,
            "role": speaker.role,
            "words": self.turn.text,
            "matches": [
                {"start": start, "end": end, "words": self.turn.text[start:end]}
                for start, end in self.spans
            ],
            "before": [turn.json() for turn in self.before],
            "after": [turn.json() for turn in self.after],
        }


class Hits(tuple[Hit, ...], Shown):
    """The turns in which words stand, in transcript order."""

    __slots__ = ()

    @property
    def told(self) -> str:
        """Return how many there are: ``12 turns in 5 transcripts``."""
        cases = len({hit.case for hit in self})
        return f"{count(len(self), 'turn')} in {count(cases, 'transcript')}"

    def __repr__(self) -> str:
        """Return a line a turn, under their number."""
        return "\n".join([self.told, *map(repr, self)])

    def html(self) -> Html:
        """Return every turn, each opening onto those around it."""
        return joined(line(self.told), *(hit.html() for hit in self))


def search(transcripts: Mapping[str, Transcript], words: str, *, forms: bool = False) -> Hits:
    """Return the turns of these transcripts in which some words stand, one after another.

    Raises RefusedError if there is no word to look for.
    """
    find = _in_forms if forms else _as_written
    return Hits(
        _hit(transcript, place, spans)
        for transcript in transcripts.values()
        for place, spans in find(transcript, words)
    )


def _as_written(transcript: Transcript, words: str) -> Iterator[tuple[int, Spans]]:
    sought = searchable(words).text.strip()
    if not sought:
        raise RefusedError("there are no words to look for", "such as framework find “going under”")
    for place, turn in enumerate(transcript.turns):
        if spans := searchable(turn.text).find_all(sought):
            yield place, _apart(spans)


def _in_forms(transcript: Transcript, words: str) -> Iterator[tuple[int, Spans]]:
    try:
        finder = Finder([Term.parse(words)])
    except ValueError as error:
        raise RefusedError(f"“{words}” has no other forms: {error}", "leave out --forms") from error
    spans: dict[int, list[tuple[int, int]]] = {}
    for one in longest(finder.find(Said.of(turn.text for turn in transcript.turns))):
        spans.setdefault(one.turn, []).append((one.start, one.end))
    return ((place, _apart(found)) for place, found in spans.items())


def _apart(spans: list[tuple[int, int]]) -> Spans:
    """Return these spans, those that overlap joined into one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def _hit(transcript: Transcript, place: int, spans: Spans) -> Hit:
    before, after = transcript.turns[max(0, place - 1) : place], transcript.turns[place + 1 :][:1]
    return Hit(transcript.case, transcript.turns[place], spans, before, after)
