"""Quotations between marks in running prose, and the attribution that stands beside each."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from framework.manuscript.blocks import lines, only_attribution
from framework.manuscript.draft import Draft, Quotation, Span
from framework.manuscript.marks import Marked, Unclosed, marked
from framework.manuscript.names import SOMEBODY_IN, Names, literature
from framework.manuscript.references import cited
from framework.manuscript.said import is_said
from framework.manuscript.sentences import END
from framework.manuscript.speech import Speech

_BRACKET = re.compile(r"[.,;:!?*_~]*\s*(?=[(\[])")
_DASHED = re.compile(r"[.,;:!?]*\s*[–—-]\s*([^\n]{3,120})(?=\n|$)")
_NEXT_LINE = re.compile(r"[.,;:!?]*\s*\n+\s*")
_CLOSED = re.compile(r"[(\[](?:[^()\[\]]|[(\[][^()\[\]]{0,80}[)\]]){1,200}[)\]]")
_NEAR = 30


@dataclass(frozen=True)
class _Beside:
    """An attribution beside a quotation, and where it stands in the flow of the text."""

    printed: str = ""
    literature: str = ""
    start: int = -1
    end: int = -1


@dataclass(frozen=True)
class Told:
    """What a stretch of prose holds.

    `taken` is what quotations and their attributions take up; `opened` are marks that nothing
    closes, `loose` attributions beside which no quotation was found.
    """

    quotations: list[Quotation]
    taken: list[Span]
    opened: list[Span]
    loose: list[Span]


class Prose:
    """A stretch of prose as one text, its paragraphs parted by two line ends."""

    def __init__(self, draft: Draft, first: int, last: int, names: Names, speech: Speech) -> None:
        """Join the paragraphs from `first` up to `last`."""
        self.draft, self.first, self.names, self.speech = draft, first, names, speech
        self.begins: list[int] = []
        at = 0
        for paragraph in draft.paragraphs[first:last]:
            self.begins.append(at)
            at += len(paragraph.text) + 2
        self.text = "\n\n".join(one.text for one in draft.paragraphs[first:last])

    def find(self) -> Told:
        """Return the quotations of this stretch, and what was seen beside them."""
        pieces = list(marked(self.text, partial(is_said, speech=self.speech)))
        whole = [piece for piece in pieces if isinstance(piece, Marked)]
        sides = self._sides(whole)
        taken = [piece.outer for piece in whole]
        taken += [(side.start, side.end) for side in sides if side.start >= 0]
        found = []
        for at in reversed(range(len(whole))):
            side, shared = sides[at], False
            following = at + 1 < len(whole) and self._one_sentence(whole[at], whole[at + 1])
            after = sides[at + 1] if following else _Beside()
            if side.start < 0 and (after.printed or after.literature):
                side = replace(after, start=-1)
                sides[at], shared = side, bool(side.printed)
            found.append(self._quotation(whole[at], side, shared=shared))
        for start, end, more in self._unmarked(taken):
            taken.append((start, end))
            found += more
        opened = [(piece.at, piece.at + 1) for piece in pieces if isinstance(piece, Unclosed)]
        loose = [one for one in self._brackets() if not _overlaps(*one, taken)]
        return Told(found, self._all(taken), self._all(opened), self._all(loose))

    def _all(self, stretches: Sequence[tuple[int, int]]) -> list[Span]:
        return [span for start, end in stretches for span in self.spans(start, end)]

    def _brackets(self) -> Iterator[tuple[int, int]]:
        """Yield the brackets that name a speaker as an attribution does."""
        for bracket in re.finditer(r"\(", self.text):
            start, end = bracket.start(), closing(self.text, bracket.start())
            if end and self.names.names_speaker(self.text[start:end]):
                yield start, end

    def _sides(self, whole: Sequence[Marked]) -> list[_Beside]:
        """Return the attribution beside each quotation; none is given to two of them."""
        sides: list[_Beside] = []
        taken = 0
        openings = [*(piece.outer[0] for piece in whole[1:]), len(self.text)]
        for piece, following in zip(whole, openings, strict=False):
            sides.append(self._beside(taken, piece, following))
            taken = max(piece.outer[1], sides[-1].end)
        return sides

    def _unmarked(
        self, taken: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[int, int, list[Quotation]]]:
        """Yield quotations that nothing marks but a colon and a line end before, and who spoke.

        Text that was taken out of a PDF has block quotations so.
        """
        for start, end in self._brackets():
            begin = self.text.rfind(":\n", 0, start) + 2
            apart = begin > 1 and "\n\n" not in self.text[begin - 1 : start]
            if apart and not _overlaps(begin, end, taken):
                yield begin, end, self._lines(begin, start, self.text[start:end])

    def _lines(self, begin: int, end: int, printed: str) -> list[Quotation]:
        found = []
        for line in lines(self.text[begin:end], 0, self.names):
            spans = self.spans(begin + line.spans[0].start, begin + line.spans[0].end)
            place = self.draft.place(spans[0])
            found.append(
                Quotation(0, line.words, tuple(spans), place, "unmarked", line.label, printed)
            )
        return found

    def _quotation(self, piece: Marked, side: _Beside, *, shared: bool) -> Quotation:
        spans = tuple(self.spans(piece.start, piece.end))
        return Quotation(
            number=0,
            words=self.text[piece.start : piece.end],
            spans=spans or tuple(self.spans(*piece.outer)),
            place=self.draft.place(self.spans(*piece.outer)[0]),
            printed=side.printed,
            literature=side.literature,
            shared=shared,
        )

    def _one_sentence(self, one: Marked, two: Marked) -> bool:
        text = self.text[one.outer[1] : two.outer[0]]
        return "\n\n" not in text and not re.search(r"[.?!;:(]", text)

    def spans(self, start: int, end: int) -> list[Span]:
        """Return the spans of paragraphs that a stretch of the flow covers."""
        found = []
        for number in range(bisect_right(self.begins, start) - 1, bisect_left(self.begins, end)):
            begin = self.begins[number]
            length = len(self.draft.paragraphs[self.first + number].text)
            low, high = max(start, begin), min(end, begin + length)
            if low < high:
                found.append(Span(self.first + number, low - begin, high - begin))
        return found

    def _beside(self, taken: int, piece: Marked, following: int) -> _Beside:
        """Return the attribution of a quotation, between what is `taken` and the `following`."""
        start, end = piece.outer
        later = self._later(end, following)
        found = self._after(end) or self._before(taken, start) or later
        return found or _Beside(literature=cited(self._lead(taken, start)[1]))

    def _after(self, at: int) -> _Beside | None:
        """Return an attribution in brackets after the words, behind a dash, or on the next line."""
        if bracket := _BRACKET.match(self.text, at):
            end = closing(self.text, bracket.end())
            if end and (side := self._told(bracket.end(), end)):
                return side
        line = _DASHED.match(self.text, at)
        named = line and (len(self.names.within(line[1])) > 1 or self.names.is_bare(line[1]))
        if line and named and not END.search(line[1]):
            return _Beside(line[1].strip(), start=line.start(1), end=line.end(1))
        if blank := _NEXT_LINE.match(self.text, at):
            begin = blank.end()
            end = self.text.find("\n", begin) % (len(self.text) + 1)
            if only_attribution(self.text[begin:end], self.names):
                return _Beside(self.text[begin:end].strip(), start=begin, end=end)
        return None

    def _later(self, at: int, following: int) -> _Beside | None:
        """Return an attribution in brackets further on in the sentence, before other words."""
        stop = END.search(self.text, at, following)
        last = min(stop.start() + 1 if stop else following, *self._ends_after(at))
        for bracket in re.compile(r"\(").finditer(self.text, at, last):
            end = closing(self.text, bracket.start())
            side = self._told(bracket.start(), end) if end else None
            if side and side.printed and len(self.names.within(side.printed)) > 1:
                return side
        return None

    def _ends_after(self, at: int) -> list[int]:
        end = self.text.find("\n\n", at)
        return [len(self.text), end if end >= 0 else len(self.text)]

    def _told(self, start: int, end: int) -> _Beside | None:
        text = self.text[start:end]
        if self.names.attributes_speech(text):
            return _Beside(text, start=start, end=end)
        if literature(text):
            return _Beside(literature=text, start=start, end=end)
        return None

    def _lead(self, previous: int, opening: int) -> tuple[int, str]:
        """Return where the sentence before the words begins, and what it says up to them."""
        begin = max(previous, self.text.rfind("\n\n", 0, opening) + 1, 0)
        for stop in END.finditer(self.text, begin, opening):
            begin = stop.end()
        return begin, self.text[begin:opening]

    def _before(self, previous: int, opening: int) -> _Beside | None:
        """Return an attribution that the sentence gives before the words."""
        begin, lead = self._lead(previous, opening)
        for start in [found.start() for found in re.finditer(r"\(", lead)][::-1]:
            end = closing(lead, start)
            named = self.names.within(lead[start:end]) if end else []
            near = len(lead) - end <= _NEAR
            if end and named and near and not literature(lead[start:end]):
                return _Beside(lead[start:end], start=begin + start, end=begin + end)
        begin += lead.rfind(")") + 1
        lead = self.text[begin:opening]
        named = self.names.within(lead)
        kinds = {name.field for _, _, meanings in named for name in meanings[:1]}
        if len(kinds) > 1 and kinds - {"role"}:
            start, end = named[0][0], named[-1][1]
            return _Beside(lead[start:end], start=begin + start, end=begin + end)
        somebody = SOMEBODY_IN.search(lead, 0, named[0][0]) if named else None
        if somebody:
            start, end = somebody.start(), named[0][1]
            return _Beside(lead[start:end], start=begin + start, end=begin + end)
        return None


def _overlaps(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return any(a < end and start < b for a, b in taken)


def closing(text: str, at: int) -> int:
    """Return where the bracket that opens at `at` is closed and done with, 0 if it is not near."""
    found = _CLOSED.match(text, at)
    return found.end() if found else 0
