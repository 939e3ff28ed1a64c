"""Finds every quotation of a draft, and the attribution that stands beside it.

Quotations are words between marks, and whole paragraphs set apart by style, indent or ``>``. An
attribution stands after the words, before them in the sentence, or on the next line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from framework.manuscript.blocks import Line, block_lines, unmarked
from framework.manuscript.draft import Draft, Paragraph, Quotation, Span
from framework.manuscript.names import Names
from framework.manuscript.prose import Prose
from framework.manuscript.references import Stretch, entries
from framework.manuscript.said import said_within
from framework.manuscript.sentences import BLANK, sentences
from framework.manuscript.speech import Speech

_UNREAD = 8
"""So many words of the prose in a row that somebody said are told."""


@dataclass(frozen=True)
class Found:
    """What was found in a draft: its quotations in order, its prose without them.

    `prose` has a text for each paragraph, as long as the paragraph itself. `unclosed` are marks
    that open and are not closed; `loose` are attributions beside which no quotation was found;
    `unread` are words in the prose that somebody said.
    """

    quotations: tuple[Quotation, ...]
    prose: tuple[str, ...]
    unclosed: tuple[Span, ...]
    loose: tuple[Span, ...]
    unread: tuple[Span, ...]


def find(draft: Draft, names: Names, speech: Speech) -> Found:
    """Return the quotations of a draft, numbered in the order in which one reads them."""
    listed = entries([one.text for one in draft.paragraphs])
    told = tuple(
        replace(one, block="") if at else _set_apart(one, names, speech)
        for one, at in zip(draft.paragraphs, listed, strict=True)
    )
    draft = replace(draft, paragraphs=told)
    found: list[Quotation] = []
    unclosed: list[Span] = []
    loose: list[Span] = []
    blanks: list[Span] = []
    for first, last, block in _stretches(draft.paragraphs, listed):
        if listed[first]:
            seen = Prose(draft, first, last, names, speech).find()
            open_ended = [_to_the_end(draft, at) for at in seen.opened]
            found += [
                _of_entry(one, draft, listed[first]) for one in [*seen.quotations, *open_ended]
            ]
            blanks += [Span(first, *stretch) for stretch in listed[first]]
        elif block:
            lines, used = block_lines(draft.paragraphs, first, last, names, speech)
            found += [_of_line(draft, line) for line in lines]
            blanks += used
        else:
            seen = Prose(draft, first, last, names, speech).find()
            found += seen.quotations
            blanks += seen.taken
            unclosed += seen.opened
            loose += seen.loose
    prose = _prose(draft, blanks)
    ordered = sorted(found, key=lambda one: (one.spans[0].paragraph, one.spans[0].start))
    quotations = tuple(
        replace(one, number=number, claim=_claim(one, prose))
        for number, one in enumerate(ordered, 1)
    )
    unread = tuple(
        Span(number, start, end)
        for number, text in enumerate(prose)
        for start, end in said_within(text, speech, _UNREAD)
    )
    return Found(quotations, tuple(prose), tuple(unclosed), tuple(loose), unread)


def _set_apart(paragraph: Paragraph, names: Names, speech: Speech) -> Paragraph:
    """Return a paragraph, as a block if only its words or its end show that it is one."""
    apart = not paragraph.block and unmarked(paragraph.text, names, speech)
    return replace(paragraph, block="unmarked") if apart else paragraph


def _to_the_end(draft: Draft, mark: Span) -> Quotation:
    """Return what stands behind a mark that nothing closes in its paragraph."""
    words = draft.paragraphs[mark.paragraph].text[mark.start :]
    span = Span(mark.paragraph, mark.start, mark.start + len(words))
    return Quotation(0, words, (span,), draft.place(span))


def _of_entry(quotation: Quotation, draft: Draft, stretches: Sequence[Stretch]) -> Quotation:
    """Return a quotation; one inside an entry of a reference list is from that publication."""
    at = quotation.spans[0]
    for start, end in stretches:
        if start <= at.start < end:
            entry = " ".join(draft.paragraphs[at.paragraph].text[start:end].split())
            return replace(quotation, printed="", literature=entry, shared=False)
    return quotation


def _stretches(
    paragraphs: Sequence[Paragraph], listed: Sequence[Sequence[Stretch]]
) -> Iterator[tuple[int, int, bool]]:
    """Yield the stretches of prose and of block quotations: first, last + 1, which of the two.

    A paragraph with entries of a reference list is a stretch of its own.
    """
    first = 0
    for at in range(1, len(paragraphs) + 1):
        done = at == len(paragraphs) or listed[at] or listed[at - 1]
        if done or bool(paragraphs[at].block) != bool(paragraphs[first].block):
            yield first, at, bool(paragraphs[first].block)
            first = at


def _of_line(draft: Draft, line: Line) -> Quotation:
    place = draft.place(line.spans[0])
    block = draft.paragraphs[line.spans[0].paragraph].block
    return Quotation(
        0, line.words, line.spans, place, block, line.label, line.printed, line.literature
    )


def _prose(draft: Draft, blanks: Sequence[Span]) -> list[str]:
    """Return the text of each paragraph with the blanks blanked out."""
    texts = [list(paragraph.text) for paragraph in draft.paragraphs]
    for span in blanks:
        texts[span.paragraph][span.start : span.end] = BLANK * (span.end - span.start)
    return ["".join(text) for text in texts]


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
