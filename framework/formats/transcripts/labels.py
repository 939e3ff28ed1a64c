"""Turns are told by the label that a paragraph begins with, as in ``CA1: It depends``.

Two passes. The first collects what looks like a label over the whole file; the second decides,
with the evidence. A registered label is one always. Another is one if it reads like a name and
is seen again, if it is a code (SW2), or if every paragraph has one. Where labels are set in
bold, only bold ones count, so a header block is none. Times, ratios, addresses and "Note:" are
never labels. What is left as text and might have been a label is told.
"""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from framework.formats.transcripts.paragraphs import Paragraph, Part, Telling, Told

_BEGIN = r"[ \t]*(?P<label>"
_COLON = r")[ \t]*(?::(?=\s|$)|：)[ \t]*"
_LABEL = re.compile(_BEGIN + r"[^\W\d_][^:：\n\"“”«»()\[\]{}<>/]{0,62}?" + _COLON)
_EVENT = re.compile(
    r"\s*(?:\[[^\[\]]+\]|\([^()]+\))[.\s]*"
    r"|\s*(?:start|end) of (?:the )?(?:transcript|recording)\.?\s*",
    re.IGNORECASE,
)
_CODE = re.compile(r"[A-Z]{1,4} ?(?:\d{1,2}\??|\?)")
_HEADER = re.compile(r"(?:transcribed|checked|typed) by\s*:", re.IGNORECASE)
_NOT_LABELS = frozenset(
    {"note", "notes", "nb", "well", "so", "and", "but", "because", "anyway", "example", "title"}
    | {"date", "time", "place", "present", "topic", "key", "answer", "question", "yes", "no"}
    | {"location", "venue", "duration", "participants", "project", "recording", "transcribed"}
)
_OFTEN = 2
_LONGEST = 5
_MOSTLY = 0.8


def tell(paragraphs: Collection[Paragraph], registered: Collection[str]) -> Telling:
    """Return who speaks in each line. Without any label everything is unplaced."""
    lines = _lines(paragraphs)
    found = _matches(lines, registered)
    labels, doubtful = _decide(lines, found, registered)
    bold = _in_bold(lines, found, labels)
    told: list[Told] = []
    begun = False
    for line, match in zip(lines, found, strict=True):
        if match and match["label"] in labels and (not bold or line.bold):
            marker, text = match.group().strip(), line.text[match.end() :].strip()
            told.append(Told("turn", text, line.place, match["label"], marker, line.time))
            begun = True
        else:
            part = _part(line.text, begun=begun)
            told.append(Told(part, line.text.strip(), line.place, time=line.time))
    if not begun:
        told = [replace(each, part="unplaced") for each in told]
    remark = "looks like a label and was left as text: "
    remarks = (remark + ", ".join(f"“{word}”" for word in doubtful),) if doubtful else ()
    layout = ("label in bold: text" if bold else "label: text") if begun else "none"
    return Telling(layout, tuple(told), remarks)


def _part(text: str, *, begun: bool) -> Part:
    """Return what a line without a label is."""
    if _EVENT.fullmatch(text):
        return "event"
    return "more" if begun and not _HEADER.match(text) else "front"


def _lines(paragraphs: Collection[Paragraph]) -> list[Paragraph]:
    """Return each line of each paragraph by itself; a label may follow a soft break."""
    return [
        replace(paragraph, text=line, bold=paragraph.bold if number == 0 else 0)
        for paragraph in paragraphs
        for number, line in enumerate(paragraph.text.split("\n"))
        if line.strip()
    ]


def _matches(lines: list[Paragraph], registered: Collection[str]) -> list[re.Match[str] | None]:
    """Return what each line begins with: a registered label, or what looks like a label."""
    known = "|".join(re.escape(label) for label in sorted(registered, key=len, reverse=True))
    sure = re.compile(_BEGIN + known + _COLON) if known else _LABEL
    return [sure.match(line.text) or _LABEL.match(line.text) for line in lines]


def _decide(
    lines: list[Paragraph], found: list[re.Match[str] | None], registered: Collection[str]
) -> tuple[set[str], list[str]]:
    """Return the labels of a file, and what looks like one and is left as text."""
    seen = Counter(match["label"] for match in found if match)
    possible = {label for label in seen if _like_a_name(label)}
    labels = {label for label in possible if seen[label] >= _OFTEN or _CODE.fullmatch(label)}
    labels |= {label for label in seen if label in registered}
    speech = [
        match for line, match in zip(lines, found, strict=True) if not _EVENT.fullmatch(line.text)
    ]
    if all(match and match["label"] in possible for match in speech):
        labels |= possible
    doubtful = [label for label in seen if label not in labels and len(label.split()) <= _LONGEST]
    return labels, doubtful


def _in_bold(lines: list[Paragraph], found: list[re.Match[str] | None], labels: set[str]) -> bool:
    """Return whether labels are mostly set in bold and the words after them are not."""
    marked = [
        len(match["label"]) <= line.bold < len(line.text.rstrip()) or not line.text[match.end() :]
        for line, match in zip(lines, found, strict=True)
        if match and match["label"] in labels
    ]
    return (
        bool(marked) and any(line.bold for line in lines) and sum(marked) >= _MOSTLY * len(marked)
    )


def _like_a_name(label: str) -> bool:
    """Return whether words could name a speaker: few of them, and each like a name or a code."""
    words = label.split()
    if len(words) > _LONGEST or words[0].casefold() in _NOT_LABELS:
        return False
    return all(word[0].isupper() or not word[0].isalpha() or len(words) == 1 for word in words)
