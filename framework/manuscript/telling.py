"""Says what was found out about a quotation, in the same sentences wherever it is shown."""

from framework.manuscript.differences import Difference
from framework.manuscript.draft import place_name
from framework.manuscript.register import Quantity
from framework.manuscript.verdicts import Level, Source, Verified
from framework.manuscript.verification import Verification
from framework.text import count, shorten

HEADINGS: dict[Level, str] = {
    "mend": "To mend",
    "look": "To look at",
    "decide": "Not speech? A person decides",
    "in order": "In order",
}
"""The levels in the order in which they are shown, and what they are called."""

_MANY = 5
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
    return [*lines, *one.notes, *_attribution(one)]


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
    ]
    lines = []
    for said, one in told[:_MOST]:
        text = found.draft.paragraphs[one.paragraph].text
        words = shorten(text[one.start : one.start + 2 * _SHORT], _SHORT)
        lines.append(f"{place_name(found.draft.place(one))}: {said}: {words}")
    if len(told) > _MOST:
        lines.append(f"and {count(len(told) - _MOST, 'more such place')}")
    return lines


def sources_name(one: Verified) -> str:
    """Return what the places of a quotation are: where its words stand, or what is likest."""
    return "Likest" if one.verdict == "not found" else "Said"


def behind(one: Quantity) -> list[str]:
    """Return what stands behind a word of quantity, a sentence each."""
    if not one.quoted:
        return ["tied to nothing: no quotation in its sentence leads to a transcript"]
    if not one.behind:
        return [f"quoted: {', '.join(one.quoted)}; those words are indexed and cited nowhere"]
    lines = [f"quoted: {', '.join(one.quoted)}"]
    for each in one.behind:
        parts = {
            "charted": each.charted,
            "nothing said": each.nothing_said,
            "not asked": each.not_asked,
            "still to chart": each.uncharted,
        }
        listed = "; ".join(
            f"{name} in {len(cases)}: {', '.join(cases)}" for name, cases in parts.items() if cases
        )
        lines.append(f"{each.subtheme} {each.name}: {listed}")
    return lines
