"""Says what was found out about a quotation, in the same sentences wherever it is shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from framework.manuscript.differences import Difference
from framework.manuscript.draft import Span, place_name
from framework.manuscript.quantities import Behind, Quantity, Tied
from framework.manuscript.verdicts import Level, Source, Verified
from framework.manuscript.verification import Verification
from framework.plain.text import count, shorten

HEADINGS: dict[Level, str] = {
    "mend": "To mend",
    "look": "To look at",
    "decide": "Not speech? A person decides",
    "published": "From publications",
    "ticked": "Ticked as not speech",
    "in order": "In order",
}
"""The levels in the order in which they are shown, and what they are called."""

_MANY = 5
_LONGEST = 400
_SHOWN = 120
_SHORT = 60
_MOST = 40


def heading(one: Verified) -> str:
    """Return a quotation's number, place and verdict: ``3 · page 2, paragraph 14 · differs``."""
    place = place_name(one.quotation.place)
    told = [str(one.quotation.number), place, one.verdict]
    if one.attribution.verdict != "exact" and one.verdict != "not speech":
        told.append(f"attribution {one.attribution.verdict}")
    return " · ".join(filter(None, told))


def told(one: Verified) -> list[str]:
    """Return what there is to say of a quotation, a sentence each; nothing if it is in order."""
    lines = [difference(each) for each in one.differences if each.kind != "typography"]
    by = [f"ticked as not speech by {', '.join(one.ticked)}"] if one.ticked else []
    return [*lines, *by, *one.notes, *_attribution(one)]


def difference(one: Difference) -> str:
    """Return a difference as a sentence."""
    printed, source = shorten(one.printed, _SHOWN), shorten(one.source, _SHOWN)
    if one.kind == "edit":
        said = f"stands for “{source}”" if source else "stands for no words"
        if source and not any(letter.isalpha() for letter in printed):
            said = f"leaves out {count(len(one.source.split()), 'word')}: “{source}”"
        text = f"{printed} {said}"
    elif not printed:
        text = f"said and not printed: “{source}”"
    elif not source:
        text = f"printed and not said: “{printed}”"
    else:
        text = f"printed “{printed}”, said “{source}”"
    if one.kind in ("capitals", "punctuation"):
        text = f"{one.kind}: {text}"
    lost = [f"{kind} “{word}”" for kind, _, word in (each.partition(": ") for each in one.lost)]
    return f"{text} (lost: {', '.join(lost)})" if lost else text


def _attribution(one: Verified) -> list[str]:
    found = one.attribution
    lines = list(found.notes)
    if one.verdict == "not speech":
        return lines
    if found.verdict == "missing":
        lines.append("there is no attribution beside it")
    if found.candidates:
        listed = ", ".join(found.candidates[:_MANY])
        more = f" and {len(found.candidates) - _MANY} more" if len(found.candidates) > _MANY else ""
        lines.append(f"candidates: {listed}{more}")
    if one.quotation.shared:
        lines.append("the attribution stands after a later quotation")
    return lines


def mark(one: Verified) -> str:
    """Return whom an attribution points to, if that is one person, or nothing."""
    found = one.attribution
    if not found.one_person:
        return ""
    return f"points to one person, the only {found.roles[0]} of {found.cases[0]}"


def source(one: Source, *, short: int = 0) -> str:
    """Return where words stand, who says them, and the words, cut at `short` code points."""
    words = shorten(one.words, short) if short else one.words
    return f"{one.name}, {one.speakers} {one.attribution}: “{words}”"


def seen(found: Verification) -> list[str]:
    """Return what was seen in a draft besides its quotations, a sentence each."""
    told = [
        *(("a mark opens and nothing closes it", one) for one in found.unclosed),
        *(("no quotation was found beside this attribution", one) for one in found.loose),
        *(("said in a transcript, and not read as a quotation", one) for one in found.unread),
        *(
            (f"a comment names {one.finding}, and the study has no such finding", one.span)
            for one in found.register.unknown
        ),
    ]
    lines = []
    for said, one in told[:_MOST]:
        text = found.draft.paragraphs[one.paragraph].text
        behind_it = one.start == one.end
        words = text[max(0, one.start - _SHORT) : one.start] if behind_it else text[one.start :]
        words = shorten(words[: 2 * _SHORT], _SHORT)
        lines.append(f"{place_name(found.draft.place(one))}: {said}: {words}")
    if len(told) > _MOST:
        lines.append(f"and {count(len(told) - _MOST, 'more such place')}")
    return lines


def sources_name(one: Verified) -> str:
    """Return what the places of a quotation are: where its words stand, or what is likest."""
    return "Likest" if one.near else "Said"


def twice(found: Verification) -> list[str]:
    """Return what is quoted more than once, a sentence each, with the places in the draft."""
    places = {one.quotation.number: place_name(one.quotation.place) for one in found.quotations}
    return [
        f"{name}: quotations {' and '.join(f'{at} ({places[at]})' for at in numbers)}"
        for name, numbers in found.register.twice
    ]


def _again(found: Verification, number: int) -> list[str]:
    others = [
        str(other)
        for _, numbers in found.register.twice
        if number in numbers
        for other in numbers
        if other != number
    ]
    return [f"quoted more than once: see quotation {', '.join(others)}"] if others else []


def quantity(one: Quantity) -> str:
    """Return where a sentence stands and its words of quantity: ``page 2 · most groups · F3``."""
    return " · ".join(filter(None, [place_name(one.place), one.words, *_names(one)]))


def _names(one: Quantity) -> list[str]:
    return [each.finding.id for each in one.tied]


def behind(one: Quantity) -> list[str]:
    """Return what stands behind a word of quantity, a sentence each."""
    quoted = [f"quoted: {', '.join(one.quoted)}"] if one.quoted else []
    if one.tied:
        return [*(line for each in one.tied for line in _tied(each)), *quoted]
    if not quoted:
        return ["No finding is linked to it, and its sentence holds no quotation."]
    if not one.behind:
        return [f"{quoted[0]}; those words are indexed and cited nowhere"]
    return [*quoted, *map(_of_subtheme, one.behind)]


def _tied(one: Tied) -> list[str]:
    finding = one.finding
    state = "accounted for" if finding.accounted else "not accounted for yet"
    return [f"{finding.id} · {finding.claim} ({state})", *one.facts]


def _of_subtheme(one: Behind) -> str:
    parts = {
        "charted": one.charted,
        "nothing said": one.nothing_said,
        "not asked": one.not_asked,
        "still to chart": one.uncharted,
    }
    listed = "; ".join(
        f"{name} in {len(cases)}: {', '.join(cases)}" for name, cases in parts.items() if cases
    )
    return f"{one.subtheme} {one.name}: {listed}"


@dataclass(frozen=True)
class Note:
    """What is said about a stretch of the draft, in a comment on it: the first line is a title."""

    spans: tuple[Span, ...]
    lines: tuple[str, ...]


def notes(found: Verification) -> list[Note]:
    """Return the notes on a draft, in the order in which one reads it."""
    return sorted(
        [*_on_quotations(found), *_on_quantities(found)],
        key=lambda one: (one.spans[0].paragraph, one.spans[0].start),
    )


def _on_quotations(found: Verification) -> Iterator[Note]:
    for one in found.quotations:
        if one.level in ("ticked", "published"):
            continue
        lines = [f"{HEADINGS[one.level]}: {heading(one)}", *told(one)]
        lines += [f"The attribution {mark(one)}"] if mark(one) else []
        lines += _again(found, one.quotation.number)
        lines += [f"{sources_name(one)}: {source(each, short=_LONGEST)}" for each in one.sources]
        yield Note(one.quotation.spans, tuple(lines))


def _on_quantities(found: Verification) -> Iterator[Note]:
    for one in found.register.quantities:
        named = f"Word of quantity: {one.words}" if one.words else "Tied to a finding"
        yield Note((one.at,), (named, *behind(one)))
