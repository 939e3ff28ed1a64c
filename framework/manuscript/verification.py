"""Verifies a draft: every quotation with its verdict, and the register over all of them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from framework.cases.case import Attribute
from framework.charts.chart import Cells
from framework.manuscript.attributions import resolve
from framework.manuscript.draft import Draft, Span
from framework.manuscript.judging import Judge
from framework.manuscript.names import Names
from framework.manuscript.quotations import find
from framework.manuscript.register import Register, register
from framework.manuscript.speech import Speech
from framework.manuscript.ticks import with_tick
from framework.manuscript.verdicts import Verified

_SHOWN = 60


@dataclass(frozen=True)
class Verification:
    """What came out of verifying one draft.

    `unclosed` are marks that nothing
    closes; `loose` are attributions beside which no quotation was found; `unread` are words of
    the prose that somebody said.
    """

    draft: Draft
    quotations: tuple[Verified, ...]
    register: Register
    unclosed: tuple[Span, ...]
    loose: tuple[Span, ...]
    unread: tuple[Span, ...]

    def at(self, level: str) -> list[Verified]:
        """Return the quotations of a level: mend, look, decide, ticked or in order."""
        return [one for one in self.quotations if one.level == level]

    @property
    def ticked(self) -> dict[str, int]:
        """Return how many quotations each researcher ticked as no speech."""
        return dict(sorted(Counter(by for one in self.quotations for by in one.ticked).items()))

    @property
    def to_mend(self) -> bool:
        """Return whether anything must be mended.

        That is a quotation, a mark that nothing closes, or a tie to what is no finding.
        """
        return bool(self.at("mend") or self.unclosed or self.register.unknown)

    @property
    def counts(self) -> dict[str, int]:
        """Return how many quotations there are of each verdict and of each level."""
        verdicts = Counter[str](one.verdict for one in self.quotations)
        levels = Counter[str](one.level for one in self.quotations)
        return {"quotations": len(self.quotations), **verdicts, **levels}

    def span(self, one: Span) -> dict[str, object]:
        """Return a stretch of the draft: its place and its words, with some that follow."""
        text = self.draft.paragraphs[one.paragraph].text
        return {"place": dict(self.draft.place(one)), "words": text[one.start : one.start + _SHOWN]}

    def json(self) -> dict[str, object]:
        """Return the planned JSON object of a verification."""
        return {
            "file": self.draft.name,
            "quotes": [one.json() for one in self.quotations],
            "counts": self.counts,
            "ticked": self.ticked,
            "unclosed": [self.span(one) for one in self.unclosed],
            "loose_attributions": [self.span(one) for one in self.loose],
            "unread_words": [self.span(one) for one in self.unread],
            "unknown_findings": [
                {"finding": one.finding, **self.span(one.span)} for one in self.register.unknown
            ],
            "register": self.register.json(),
            "remarks": list(self.draft.remarks),
        }


def verify(
    draft: Draft, cells: Cells, template: str, attributes: Iterable[Attribute]
) -> Verification:
    """Return the verification of a draft against the transcripts of a study.

    What somebody ticked as no speech is not asked again.
    """
    names = Names(template, cells.cases, tuple(attributes))
    speech = Speech(cells.transcripts)
    judge = Judge(speech, names)
    found = find(draft, names, speech)
    judged = (judge.judge(one, resolve(names, one.printed)) for one in found.quotations)
    verified = tuple(with_tick(one, cells.decisions) for one in judged)
    counted = register(verified, draft, found.prose, cells, names)
    return Verification(draft, verified, counted, found.unclosed, found.loose, found.unread)
