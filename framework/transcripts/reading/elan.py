"""ELAN (.eaf): tiers are speakers, and their order is that of the time slots, not of the file.

A tier under another one says again, or about, what that one says: it is kept beside the talk.
Where some tiers name a participant, another that names nobody speaks if it holds sentences, or is
of the type of theirs and takes turns with them. One that spans what they say holds an analyst's
marks.
"""

import re

from lxml import etree

from framework.plain.archives import parse_xml
from framework.plain.faults import UnreadableError
from framework.plain.text import visible
from framework.transcripts.layouts.columns import is_talk
from framework.transcripts.paragraphs import Source, Telling, Told
from framework.transcripts.reading.times import clock

_TYPE = "LINGUISTIC_TYPE_REF"
_BESIDE = re.compile(r"\b(?:markers?|comments?|notes?|noises?|events?|gestures?)\b", re.IGNORECASE)


def read(data: bytes) -> Source:
    """Return the annotations of a file, each a turn. Raises UnreadableError if it is no ELAN."""
    root = parse_xml(data)
    if root.tag != "ANNOTATION_DOCUMENT":
        raise UnreadableError("not an ELAN file, whatever its ending says")
    slots = _slots(root)
    tiers = [*root.iter("TIER")]
    tops = [tier for tier in tiers if not tier.get("PARENT_REF")]
    named = [tier for tier in tops if tier.get("PARTICIPANT")]
    spoken: list[tuple[int, Told]] = []
    beside: dict[str, str] = {}
    for tier in tiers:
        name = tier.get("TIER_ID", "")
        label = tier.get("PARTICIPANT") or (name if _speaks(tier, named, slots) else "")
        if tier in tops and label:
            spoken += _turns(tier, label, slots)
        elif text := "\n".join(words for _, words in _annotations(tier, slots) if words):
            beside[f"tier {name}"] = text
    told = [each for _, each in sorted(spoken, key=lambda one: one[0])]
    total = sum(visible(value.text or "") for value in root.iter("ANNOTATION_VALUE"))
    total += sum(visible(each.marker) for each in told)
    remarks = (f"not speech, kept beside it: {', '.join(beside)}",) if beside else ()
    telling = Telling("ELAN tiers", tuple(told), remarks, why="a tier with a participant speaks")
    return Source((), total, "ELAN", beside, telling=telling)


def _speaks(tier: etree._Element, named: list[etree._Element], slots: dict[str, int]) -> bool:
    """Return whether a tier that names nobody holds talk, and no marks of the analyst."""
    words = [text for _, text in _annotations(tier, slots) if text]
    if not named or (len(words) > 1 and is_talk(words)):
        return True
    types = {each.get(_TYPE) for each in named} - {None}
    if tier.get(_TYPE) not in types or _BESIDE.search(tier.get("TIER_ID", "")):
        return False
    talk = [span for each in named for span in _spans(each, slots)]
    own = _spans(tier, slots)
    about = sum(any(start <= a and b <= end for a, b in talk) for start, end in own)
    return about * 2 <= len(own)


def _spans(tier: etree._Element, slots: dict[str, int]) -> list[tuple[int, int]]:
    """Return where each annotation of a tier begins and ends."""
    return [
        (slots.get(one.get("TIME_SLOT_REF1", ""), 0), slots.get(one.get("TIME_SLOT_REF2", ""), 0))
        for one in tier.iter("ALIGNABLE_ANNOTATION")
    ]


def _slots(root: etree._Element) -> dict[str, int]:
    """Return the time of each slot in milliseconds; one without a time has that before it."""
    found: dict[str, int] = {}
    last = 0
    for slot in root.iter("TIME_SLOT"):
        value = slot.get("TIME_VALUE", "")
        last = int(value) if value.isdecimal() else last
        found[slot.get("TIME_SLOT_ID", "")] = last
    return found


def _annotations(tier: etree._Element, slots: dict[str, int]) -> list[tuple[int, str]]:
    """Return the start and the words of each annotation of a tier."""
    return [
        (
            slots.get(holder.get("TIME_SLOT_REF1", ""), 0),
            "".join(value.text or "" for value in holder.iter("ANNOTATION_VALUE")).strip(),
        )
        for annotation in tier.iter("ANNOTATION")
        for holder in annotation
    ]


def _turns(tier: etree._Element, label: str, slots: dict[str, int]) -> list[tuple[int, Told]]:
    return [
        (start, Told("turn", words, {"annotation": at}, label, time=clock(start)))
        for at, (start, words) in enumerate(_annotations(tier, slots), 1)
        if words
    ]
