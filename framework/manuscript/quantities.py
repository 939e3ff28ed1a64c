"""What stands behind "most": the words of quantity of a draft, and the groups, named.

A sentence is tied to a finding by a comment beside it, else to the subthemes that its own
quotations lead to. Tied to nothing, it is listed so.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from framework.cases.case import Attribute, Row
from framework.charts.chart import Cells
from framework.findings.evidence import facts
from framework.findings.finding import Finding, findings
from framework.index.entries import covering
from framework.manuscript.draft import Draft, Quotation, Span, Tie
from framework.manuscript.links import touches
from framework.manuscript.sentences import sentences
from framework.manuscript.verdicts import Source, Verified
from framework.plain.text import plural

_HOW_MANY = (
    r"(?:all|every|most|many|several|some|few|a few|both|half|more than half|a majority|"
    r"the majority|a minority|no|none|neither|almost all|nearly all|"
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)"
)
_GROUPS = (
    r"groups?|councils?|practitioners?|participants?|people|carers?|workers?|assessors?|"
    r"officers?|managers?|respondents?|interviewees?|interviews?|pairs?|staff"
)
_SPOKE = r"(?:said|felt|thought|agreed|spoke|described|saw|held|wanted)"


@dataclass(frozen=True)
class Behind:
    """A subtheme that a sentence's quotations lead to, and the cases of its kind, named."""

    subtheme: str
    name: str
    charted: tuple[str, ...]
    nothing_said: tuple[str, ...]
    not_asked: tuple[str, ...]
    uncharted: tuple[str, ...]

    def json(self) -> dict[str, object]:
        """Return the JSON object of what stands behind a sentence."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(frozen=True)
class Tied:
    """A finding that a sentence is tied to, and the facts its wording rests on, cases named."""

    finding: Finding
    facts: tuple[str, ...]

    def json(self) -> dict[str, object]:
        """Return the JSON object of a finding, with its facts."""
        return self.finding.json() | {"facts": list(self.facts)}


@dataclass(frozen=True)
class Quantity:
    """A word of quantity in the draft's own prose, its sentence, and what is behind it.

    `tied` are the findings that a comment ties the sentence to; such a sentence is listed with
    or without words of quantity. `quoted` are the cases that its own quotations are from, and
    `behind` is what these lead to. Without any of them it is tied to nothing.
    """

    words: str
    text: str
    place: Mapping[str, int]
    at: Span
    quoted: tuple[str, ...]
    behind: tuple[Behind, ...]
    tied: tuple[Tied, ...]

    def json(self) -> dict[str, object]:
        """Return the JSON object of a sentence with words of quantity."""
        return {
            "words": self.words,
            "place": dict(self.place),
            "sentence": self.text,
            "quoted": list(self.quoted),
            "behind": [each.json() for each in self.behind],
            "findings": [each.json() for each in self.tied],
        }


Placed = tuple[Verified, Source]
"""A quotation whose words stand in one place, and that place."""


def quantities(
    placed: Sequence[Placed],
    ties: Sequence[Tie],
    draft: Draft,
    prose: Sequence[str],
    cells: Cells,
    attributes: Sequence[Attribute],
) -> Iterator[Quantity]:
    """Yield the sentences with words of quantity, or tied to a finding, and what is behind each.

    `prose` is the draft's text with its quotations blanked out.
    """
    register = findings(cells)
    titles = dict.fromkeys(name for one in attributes for name in (one.name, one.title) if name)
    pattern = _pattern(tuple(titles))
    for number, text in enumerate(prose):
        whole = draft.paragraphs[number].text
        for start, end in sentences(text):
            span = Span(number, start, end)
            found = list(pattern.finditer(text, start, end))
            named = dict.fromkeys(tie.finding for tie in ties if touches(tie, whole, span))
            tied = [register[name] for name in named if name in register]
            if found or tied:
                own = [source for one, source in placed if _claims(one.quotation, span)]
                yield Quantity(
                    words=" · ".join(dict.fromkeys(each.group() for each in found)),
                    text=whole[start:end].strip(),
                    place=draft.place(span),
                    at=Span(number, *found[0].span()) if found else span,
                    quoted=tuple(dict.fromkeys(source.case for source in own)),
                    behind=() if tied else tuple(_behind(own, cells)),
                    tied=tuple(Tied(one, tuple(facts(cells, one, attributes))) for one in tied),
                )


@cache
def _pattern(attributes: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds words of quantity about people, groups, and these attributes."""
    named = [form for name in attributes for form in (name, plural(name))]
    of_whom = rf"(?:{'|'.join([_GROUPS, *map(re.escape, named)])})"
    return re.compile(
        rf"\b(?:{_HOW_MANY}(?:\s+of)?(?:\s+(?:the|these|those|them|our))?(?:\s+{_HOW_MANY})?"
        rf"(?:\s+[\w’'-]+){{0,2}}?\s+{of_whom}|everyone|everybody|nobody|no one"
        rf"|across (?:all |the )?{of_whom}"
        rf"|(?:most|many|some|few|none|all)(?: of them)? {_SPOKE})\b",
        re.IGNORECASE,
    )


def _claims(quotation: Quotation, span: Span) -> bool:
    claim = quotation.claim
    return claim is not None and (claim.paragraph, claim.start) == (span.paragraph, span.start)


def _behind(sources: Iterable[Source], cells: Cells) -> Iterable[Behind]:
    """Yield each subtheme that the quoted words are indexed under or cited in, and its cases."""
    kinds: dict[str, list[str]] = {}
    for source in sources:
        kind = cells.cases[source.case].kind
        for subtheme in _subthemes(source, cells):
            if kind not in kinds.setdefault(subtheme, []):
                kinds[subtheme].append(kind)
    for subtheme in cells.codebook.subthemes:
        rows = [
            cells.cell(Row.case(case.id), subtheme)
            for case in cells.cases.values()
            if case.kind in kinds.get(subtheme, ())
        ]
        if rows:
            yield Behind(
                subtheme,
                cells.codebook.subthemes[subtheme].name,
                charted=tuple(cell.row.name for cell in rows if cell.said == "charted"),
                nothing_said=tuple(cell.row.name for cell in rows if cell.said == "nothing said"),
                not_asked=tuple(cell.row.name for cell in rows if cell.asked == "not asked"),
                uncharted=tuple(cell.row.name for cell in rows if cell.said == "uncharted"),
            )


def _subthemes(source: Source, cells: Cells) -> list[str]:
    """Return the subthemes under which words are indexed, or in whose cell they are cited."""
    entries = [entry for entry in cells.index.entries if entry.case == source.case]
    found = {
        entry.subtheme
        for turn in source.turns
        for entry in covering(entries, turn)
        if entry.stand.start < source.end and entry.stand.end > source.start
    }
    row = Row.case(source.case)
    for subtheme in cells.codebook.subthemes:
        for ref in cells.references(row, cells.cell(row, subtheme).written):
            if ref.case == source.case and any(turn in cells.turns(ref) for turn in source.turns):
                found.add(subtheme)
    return [subtheme for subtheme in cells.codebook.subthemes if subtheme in found]
