"""The register of quotations: who is quoted, who never is, and what stands behind "most".

A number here is a count of quotations, never a finding. Only quotations whose words stand in one
place are counted for a case.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from framework.charts.chart import Cells
from framework.manuscript.draft import Quotation, Span
from framework.manuscript.names import Names
from framework.manuscript.sentences import sentences
from framework.manuscript.verdicts import Source, Verified
from framework.material.case import Row
from framework.trail.index import covering

_HOW_MANY = (
    r"(?:all|every|most|many|several|some|few|a few|both|half|more than half|a majority|"
    r"the majority|a minority|no|none|neither|almost all|nearly all|"
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)"
)
_OF_WHOM = (
    r"(?:groups?|authorit(?:y|ies)|councils?|teams?|practitioners?|participants?|people|carers?|"
    r"workers?|assessors?|officers?|managers?|respondents?|interviewees?|interviews?|pairs?|staff)"
)
_SPOKE = r"(?:said|felt|thought|agreed|spoke|described|saw|held|wanted)"
_QUANTITY = re.compile(
    rf"\b(?:{_HOW_MANY}(?:\s+of)?(?:\s+(?:the|these|those|them|our))?(?:\s+{_HOW_MANY})?"
    rf"(?:\s+[\w’'-]+){{0,2}}?\s+{_OF_WHOM}|everyone|everybody|nobody|no one"
    rf"|across (?:all |the )?{_OF_WHOM}|(?:most|many|some|few|none|all)(?: of them)? {_SPOKE})\b",
    re.IGNORECASE,
)
_UNCOUNTED = ("not found", "not speech", "moderator's words")


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
class Quantity:
    """A word of quantity in the draft's own prose, its sentence, and what is behind it.

    `quoted` are the cases that the sentence's own quotations are from; without any it is tied
    to nothing.
    """

    words: str
    text: str
    span: Span
    quoted: tuple[str, ...]
    behind: tuple[Behind, ...]


@dataclass(frozen=True)
class Register:
    """Counts of quotations by case, by each attribute and by role; who is never quoted."""

    by: dict[str, dict[str, int]]
    never: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    twice: tuple[tuple[str, tuple[int, ...]], ...]

    def json(self) -> dict[str, object]:
        """Return the JSON object of the register."""
        return {
            "by": self.by,
            "never_quoted": list(self.never),
            "quoted_twice": [{"turn": turn, "quotations": list(at)} for turn, at in self.twice],
            "quantities": [
                {
                    "words": one.words,
                    "sentence": one.text,
                    "quoted": list(one.quoted),
                    "behind": [each.json() for each in one.behind],
                }
                for one in self.quantities
            ],
        }


def register(
    verified: Sequence[Verified], prose: Sequence[str], cells: Cells, names: Names
) -> Register:
    """Return the register of a draft's quotations."""
    placed = [(one, one.sources[0]) for one in verified if _one_place(one)]
    columns = [attribute.name for attribute in names.attributes]
    by = {name: _count(cells.cases[source.case][name] for _, source in placed) for name in columns}
    by = {"case": _count(source.case for _, source in placed)} | by
    by["role"] = _count(turn.speaker.role for _, source in placed for turn in source.turns[:1])
    first = [case for case in cells.cases.values() if case.kind == cells.first_kind]
    never = tuple(case.id for case in first or cells.cases.values() if case.id not in by["case"])
    return Register(by, never, tuple(_quantities(placed, prose, cells)), _twice(placed))


def _one_place(one: Verified) -> bool:
    return one.verdict not in _UNCOUNTED and len(one.sources) == 1


def _count(values: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for value in values:
        if value:
            found[value] = found.get(value, 0) + 1
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def _twice(placed: Sequence[tuple[Verified, Source]]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return the turns whose same words are quoted more than once, with the quotations."""
    seen: list[tuple[Source, list[int]]] = []
    for one, source in placed:
        for other, numbers in seen:
            if other.case == source.case and other.start < source.end and source.start < other.end:
                numbers.append(one.quotation.number)
                break
        else:
            seen.append((source, [one.quotation.number]))
    return tuple((source.name, tuple(at)) for source, at in seen if len(at) > 1)


def _quantities(
    placed: Sequence[tuple[Verified, Source]], prose: Sequence[str], cells: Cells
) -> Iterable[Quantity]:
    """Yield the words of quantity of each sentence, with the groups behind its quotations."""
    for number, text in enumerate(prose):
        for start, end in sentences(text):
            found = [each.group() for each in _QUANTITY.finditer(text, start, end)]
            if found:
                span = Span(number, start, end)
                own = [source for one, source in placed if _claims(one.quotation, span)]
                cases = tuple(dict.fromkeys(source.case for source in own))
                behind = tuple(_behind(own, cells))
                yield Quantity(
                    " · ".join(dict.fromkeys(found)), text[start:end].strip(), span, cases, behind
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
                charted=tuple(cell.row.key for cell in rows if cell.said == "charted"),
                nothing_said=tuple(cell.row.key for cell in rows if cell.said == "nothing said"),
                not_asked=tuple(cell.row.key for cell in rows if cell.asked == "not asked"),
                uncharted=tuple(cell.row.key for cell in rows if cell.said == "uncharted"),
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
        for ref in cells.references(row, cells.cell(row, subtheme).summary):
            if ref.case == source.case and any(turn in cells.turns(ref) for turn in source.turns):
                found.add(subtheme)
    return [subtheme for subtheme in cells.codebook.subthemes if subtheme in found]
