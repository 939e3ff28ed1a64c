"""A quote is words of a transcript, exactly, with who spoke them and what was said around them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from framework.plain.markup import Html, Shown, joined, line, tag, unfold, words
from framework.plain.text import count, inert, shorten
from framework.transcripts.passage import Standing
from framework.transcripts.transcript import Turn

_NOT_JSON = ("turns",)


@dataclass(frozen=True, repr=False)
class Quote(Shown):
    """Words of a transcript that a trace leads to. Positions are in the transcript's text.

    `how` is ``indexed``, or ``cited``: by a summary, or by an account of the finding that then
    stands for `subtheme`. `turns` are those it stands in,
    none where it is lost; `before` and `after` are the turns around it, not parts of it.
    """

    id: str
    words: str
    case: str
    turn: str
    start: int
    end: int
    speaker: str
    attribution: str
    standing: Standing
    by: tuple[str, ...]
    subtheme: str
    how: str
    before: tuple[Turn, ...] = ()
    after: tuple[Turn, ...] = ()
    turns: tuple[Turn, ...] = ()

    def json(self) -> dict[str, object]:
        """Return the planned JSON object of a quote."""
        names = (name for name in self.__dataclass_fields__ if name not in _NOT_JSON)
        plain: dict[str, object] = {name: getattr(self, name) for name in names}
        plain["by"] = list(self.by)
        plain["before"] = [turn.json() for turn in self.before]
        plain["after"] = [turn.json() for turn in self.after]
        return plain

    @property
    def place(self) -> str:
        """Return ``[ASH-OP-1 41–43]``, with what became of it if it is not verbatim."""
        told = "" if self.standing == "verbatim" else f" ({self.standing})"
        ends = dict.fromkeys((self.turn, self.last_turn))
        return f"[{self.case} {'–'.join(ends)}]{told}"

    @property
    def last_turn(self) -> str:
        """Return the number of the last turn it stands in, mostly the first one's."""
        return self.turns[-1].number if self.turns else self.turn

    @property
    def parts(self) -> list[tuple[str, str, str]]:
        """Return the words of each turn it stands in: its number, who speaks, what is quoted."""
        if not self.turns:
            return [(self.turn, self.speaker, self.words)]
        return [(turn.number, turn.who, turn.text[slice(*self.span(turn))]) for turn in self.turns]

    @property
    def told(self) -> str:
        """Return the words; those of several turns a line each, with who speaks."""
        if len(self.turns) < 2:
            return self.words
        return "\n".join(f"{who}: {words}" for _, who, words in self.parts)

    def span(self, turn: Turn) -> tuple[int, int]:
        """Return where the quote stands in one of its turns, in code points of that turn."""
        return max(self.start - turn.start, 0), self.end - turn.start

    def __repr__(self) -> str:
        """Return the place, who speaks and the beginning of the words, on one line."""
        said = self.told if len(self.turns) > 1 else f"{self.speakers}: {self.words}"
        return inert(f"{self.place} {shorten(said, 80)}")

    @property
    def speakers(self) -> str:
        """Return the labels of all who speak in it, moderators too."""
        labels = (turn.who for turn in self.turns)
        return ", ".join(dict.fromkeys(labels)) or self.speaker

    def html(self) -> Html:
        """Return the words, opening onto the turns they stand in and those around them."""
        told = joined(words(self.told), " ", self.attribution, " ", tag("b", self.place))
        around = [turn.html() for turn in self.before]
        around += [line(turn.told(*self._marked(turn))) for turn in self.turns]
        around += [turn.html() for turn in self.after]
        return unfold(told, tag("blockquote", *around)) if around else line(told)

    def _marked(self, turn: Turn) -> Iterator[str]:
        start, end = self.span(turn)
        yield turn.text[:start]
        yield tag("mark", turn.text[start:end])
        yield turn.text[end:]


class Quotes(tuple[Quote, ...], Shown):
    """Quotes in transcript order, to go through or to read."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Return a line a quote, under their number."""
        return "\n".join([count(len(self), "quote"), *map(repr, self)])

    def html(self) -> Html:
        """Return every quote, each opening onto its context."""
        return joined(*(quote.html() for quote in self)) or line("No passages.")


def unfolding(told: str, quotes: Iterable[Quote]) -> Html:
    """Return what a box rests on, to be opened; nothing if it rests on nothing."""
    found = Quotes(quotes)
    return unfold(f"{told}: {len(found)}", found.html()) if found else Html()
