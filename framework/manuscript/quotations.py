"""Finds every quotation of a draft, and the attribution that stands beside it.

Quotations are words between marks, and whole paragraphs set apart by style, indent or ``>``. An
attribution stands after the words, before them in the sentence, or on the next line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from framework.manuscript.blocks import Line, block_lines, only_attribution, unmarked
from framework.manuscript.draft import Draft, Paragraph, Quotation, Span
from framework.manuscript.marks import Marked, Unclosed, marked
from framework.manuscript.names import Names, literature

BLANK = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in the prose for each code point of a quotation or its attribution."""

_END = re.compile(rf"[.?!…]['\"”’)\]]*\s+(?=[^a-z\s])|{BLANK}\s+(?=[A-Z])")
_BRACKET = re.compile(r"[.,;:!?]*\s*(?=[(\[])")
_DASHED = re.compile(r"[.,;:!?]*\s*[–—-]\s*([^\n]{3,120})(?=\n|$)")
_NEXT_LINE = re.compile(r"[.,;:!?]*\s*\n+\s*")
_LONGEST = 200


@dataclass(frozen=True)
class Found:
    """What was found in a draft: its quotations in order, its prose without them.

    `prose` has a text for each paragraph, as long as the paragraph itself. `unclosed` are the
    places of marks that open and are not closed.
    """

    quotations: tuple[Quotation, ...]
    prose: tuple[str, ...]
    unclosed: tuple[Span, ...]


@dataclass
class _Beside:
    """An attribution beside a quotation, and where it stands in the flow of the text."""

    printed: str = ""
    literature: str = ""
    start: int = -1
    end: int = -1


def find(draft: Draft, names: Names) -> Found:
    """Return the quotations of a draft, numbered in the order in which one reads them."""
    draft = replace(draft, paragraphs=tuple(_set_apart(one, names) for one in draft.paragraphs))
    found: list[Quotation] = []
    unclosed: list[Span] = []
    blanks: list[Span] = []
    for first, last, block in _stretches(draft.paragraphs):
        if block:
            lines, used = block_lines(draft.paragraphs, first, last, names)
            found += [_of_line(draft, line) for line in lines]
            blanks += used
        else:
            _Flow(draft, first, last, names).find(found, blanks, unclosed)
    prose = [_blanked(draft, number, blanks) for number in range(len(draft.paragraphs))]
    ordered = sorted(found, key=lambda one: (one.spans[0].paragraph, one.spans[0].start))
    quotations = tuple(
        replace(one, number=number, claim=_claim(one, prose))
        for number, one in enumerate(ordered, 1)
    )
    return Found(quotations, tuple(prose), tuple(unclosed))


def _set_apart(paragraph: Paragraph, names: Names) -> Paragraph:
    """Return a paragraph, as a block if it is one that nothing but its attribution sets apart."""
    apart = not paragraph.block and unmarked(paragraph.text, names)
    return replace(paragraph, block="unmarked") if apart else paragraph


def _stretches(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, int, bool]]:
    """Yield the stretches of prose and of block quotations: first, last + 1, which of the two."""
    first = 0
    for at in range(1, len(paragraphs) + 1):
        done = at == len(paragraphs)
        if done or bool(paragraphs[at].block) != bool(paragraphs[first].block):
            yield first, at, bool(paragraphs[first].block)
            first = at


def _of_line(draft: Draft, line: Line) -> Quotation:
    place = draft.paragraphs[line.spans[0].paragraph].place
    block = draft.paragraphs[line.spans[0].paragraph].block
    return Quotation(
        0, line.words, line.spans, place, block, line.label, line.printed, line.literature
    )


class _Flow:
    """A stretch of prose as one text, its paragraphs parted by two line ends."""

    def __init__(self, draft: Draft, first: int, last: int, names: Names) -> None:
        self.draft, self.first, self.names = draft, first, names
        self.begins: list[int] = []
        at = 0
        for paragraph in draft.paragraphs[first:last]:
            self.begins.append(at)
            at += len(paragraph.text) + 2
        self.text = "\n\n".join(one.text for one in draft.paragraphs[first:last])

    def find(self, found: list[Quotation], blanks: list[Span], unclosed: list[Span]) -> None:
        """Add what stands between marks in this stretch, with its attributions."""
        pieces = list(marked(self.text))
        whole = [piece for piece in pieces if isinstance(piece, Marked)]
        for piece in pieces:
            if isinstance(piece, Unclosed):
                unclosed += self.spans(piece.at, piece.at + 1)
        sides: list[_Beside] = []
        taken = 0
        openings = [*(piece.outer[0] for piece in whole[1:]), len(self.text)]
        for piece, following in zip(whole, openings, strict=False):
            sides.append(self._beside(taken, piece, following))
            taken = max(piece.outer[1], sides[-1].end)
        for at in reversed(range(len(whole))):
            side, shared = sides[at], False
            blanks += self.spans(*whole[at].outer)
            if side.start >= 0:
                blanks += self.spans(side.start, side.end)
            elif at + 1 < len(whole) and self._one_sentence(whole[at], whole[at + 1]):
                side, shared = sides[at + 1], bool(sides[at + 1].printed)
                sides[at] = _Beside(side.printed, side.literature)
            found.append(self._quotation(whole[at], side, shared=shared))

    def _quotation(self, piece: Marked, side: _Beside, *, shared: bool) -> Quotation:
        spans = tuple(self.spans(piece.start, piece.end))
        return Quotation(
            number=0,
            words=self.text[piece.start : piece.end],
            spans=spans or tuple(self.spans(*piece.outer)),
            place=self.draft.paragraphs[self.spans(*piece.outer)[0].paragraph].place,
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
        for number, begin in enumerate(self.begins):
            length = len(self.draft.paragraphs[self.first + number].text)
            low, high = max(start, begin), min(end, begin + length)
            if low < high:
                found.append(Span(self.first + number, low - begin, high - begin))
        return found

    def _beside(self, taken: int, piece: Marked, following: int) -> _Beside:
        """Return the attribution of a quotation, between what is `taken` and the `following`."""
        start, end = piece.outer
        later = self._later(end, following)
        return self._after(end) or self._before(taken, start) or later or _Beside()

    def _after(self, at: int) -> _Beside | None:
        """Return an attribution in brackets after the words, behind a dash, or on the next line."""
        if bracket := _BRACKET.match(self.text, at):
            end = closing(self.text, bracket.end())
            if end and (side := self._told(bracket.end(), end)):
                return side
        line = _DASHED.match(self.text, at)
        if line and len(self.names.within(line[1])) > 1 and not _END.search(line[1]):
            return _Beside(line[1].strip(), start=line.start(1), end=line.end(1))
        if blank := _NEXT_LINE.match(self.text, at):
            begin = blank.end()
            end = self.text.find("\n", begin) if "\n" in self.text[begin:] else len(self.text)
            if only_attribution(self.text[begin:end], self.names):
                return _Beside(self.text[begin:end].strip(), start=begin, end=end)
        return None

    def _later(self, at: int, following: int) -> _Beside | None:
        """Return an attribution in brackets further on in the sentence, before other words."""
        stop = _END.search(self.text, at, following)
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

    def _before(self, previous: int, opening: int) -> _Beside | None:
        """Return an attribution that the sentence gives before the words."""
        begin = max(previous, self.text.rfind("\n\n", 0, opening) + 1, 0)
        for stop in _END.finditer(self.text, begin, opening):
            begin = stop.end()
        lead = self.text[begin:opening]
        for start in [found.start() for found in re.finditer(r"\(", lead)][::-1]:
            end = closing(lead, start)
            named = self.names.within(lead[start:end]) if end else []
            if end and named and not literature(lead[start:end]):
                return _Beside(lead[start:end], start=begin + start, end=begin + end)
        named = self.names.within(lead)
        kinds = {name.field for _, _, meanings in named for name in meanings[:1]}
        if len(kinds) > 1 and kinds - {"role"}:
            start, end = named[0][0], named[-1][1]
            return _Beside(lead[start:end], start=begin + start, end=begin + end)
        return None


def closing(text: str, at: int) -> int:
    """Return where the bracket that opens at `at` is closed and done with, 0 if it is not near."""
    depth = 0
    for place in range(at, min(len(text), at + _LONGEST)):
        depth += (text[place] in "([") - (text[place] in ")]")
        if depth == 0:
            return place + 1
    return 0


def _blanked(draft: Draft, number: int, blanks: Sequence[Span]) -> str:
    text = list(draft.paragraphs[number].text)
    for span in blanks:
        if span.paragraph == number:
            text[span.start : span.end] = BLANK * (span.end - span.start)
    return "".join(text)


def sentences(prose: str) -> list[tuple[int, int]]:
    """Return where the sentences of a paragraph's prose begin and end."""
    ends = [found.end() for found in _END.finditer(prose)]
    return [(a, b) for a, b in zip([0, *ends], [*ends, len(prose)], strict=True) if a < b]


def _claim(quotation: Quotation, prose: Sequence[str]) -> Span | None:
    """Return the sentence that a quotation stands in, or that leads to its block."""
    at, start = quotation.spans[0].paragraph, quotation.spans[0].start
    if not quotation.block:
        return next((Span(at, a, b) for a, b in sentences(prose[at]) if a <= start < b), None)
    for number in range(at - 1, max(-1, at - 8), -1):
        text = prose[number].replace(BLANK, "").strip()
        if text:
            return Span(number, *sentences(prose[number])[-1])
    return None
