"""Turns are told by the label that a paragraph begins with, as in ``CA1: It depends``.

Two passes. The first collects what looks like a label over the whole file; the second decides,
with the evidence. A registered label is one always. Another is one if it reads like a name and
is seen again, if it is a code (SW2), or if every paragraph has one. Times, ratios, addresses
and "Note:" are never labels. What is left as text and might have been a label is told.
"""

import re
from collections import Counter
from collections.abc import Collection

from framework.errors import Problem
from framework.formats.transcripts.paragraphs import Paragraph, Source
from framework.transcript import Aside, Reading, Spoken

_LABEL = re.compile(
    r"[ \t]*(?P<label>[^\W\d_][^:：\n\"“”«»()\[\]{}<>/]{0,62}?)[ \t]*[:：](?=\s|$)[ \t]*"
)
_EVENT = re.compile(r"\s*(?:\[[^\[\]]+\]|\([^()]+\))[.\s]*")
_NOT_LABELS = frozenset(
    {"note", "notes", "nb", "well", "so", "and", "but", "because", "anyway", "example", "title"}
    | {"date", "time", "place", "present", "topic", "key", "answer", "question", "yes", "no"}
)
_CODE = re.compile(r"[A-Z]{1,4} ?(?:\d{1,2}\??|\?)")
_OFTEN = 2
_LONGEST = 5


def place_turns(source: Source, name: str, file_hash: str, registered: Collection[str]) -> Reading:
    """Return the reading of a source whose turns are told by labels.

    Without any label all text is unplaced, and a problem says so. Text before the first label
    is kept as front matter.
    """
    lines = _lines(source)
    labels, doubtful = _decide(lines, registered)
    spoken: list[Spoken] = []
    front: list[str] = []
    events: list[Aside] = []
    for line in lines:
        label, marker, text = _split(line.text, labels)
        if label:
            spoken.append(Spoken(label, text, marker, line.place))
        elif _EVENT.fullmatch(line.text):
            events.append(Aside(line.text.strip(), line.place, len(spoken)))
        elif spoken:
            spoken[-1] = _continued(spoken[-1], line.text.strip())
        else:
            front.append(line.text.strip())
    remarks = list(source.remarks)
    if doubtful:
        remarks.append(
            "looks like a label and was left as text: "
            + ", ".join(f"“{word}”" for word in doubtful)
        )
    if not spoken:
        hint = "put the speaker's label and a colon before each turn"
        fault = Problem(name, "nobody is named as speaking", hint, kind="no labels")
        unplaced = tuple(Aside(line.text, line.place) for line in lines)
        return Reading(
            name,
            file_hash,
            "none",
            source.encoding,
            metadata=source.metadata,
            comments=source.comments,
            unplaced=unplaced,
            remarks=tuple(remarks),
            problems=(fault,),
        )
    metadata = {"front matter": "\n".join(front)} if front else {}
    return Reading(
        file=name,
        hash=file_hash,
        layout="label: text",
        encoding=source.encoding,
        spoken=tuple(spoken),
        metadata=metadata | dict(source.metadata),
        events=tuple(events),
        comments=source.comments,
        remarks=tuple(remarks),
    )


def _lines(source: Source) -> list[Paragraph]:
    """Return each line of each paragraph by itself; a label may follow a soft break."""
    return [
        Paragraph(line, paragraph.place)
        for paragraph in source.paragraphs
        for line in paragraph.text.split("\n")
        if line.strip()
    ]


def _decide(lines: list[Paragraph], registered: Collection[str]) -> tuple[set[str], list[str]]:
    """Return the labels of a file, and what looks like one and is left as text."""
    found = [_LABEL.match(line.text) for line in lines]
    seen = Counter(match["label"] for match in found if match)
    possible = {label for label in seen if _like_a_name(label)}
    labels = {label for label in possible if seen[label] >= _OFTEN or _CODE.fullmatch(label)}
    labels |= {label for label in seen if label in registered}
    speech = [
        match for line, match in zip(lines, found, strict=True) if not _EVENT.fullmatch(line.text)
    ]
    if all(match and match["label"] in possible for match in speech):
        labels |= possible
    return labels, [
        label for label in seen if label not in labels and len(label.split()) <= _LONGEST
    ]


def _like_a_name(label: str) -> bool:
    """Return whether words could name a speaker: few of them, and each like a name or a code."""
    words = label.split()
    if len(words) > _LONGEST or words[0].casefold() in _NOT_LABELS:
        return False
    return all(word[0].isupper() or not word[0].isalpha() or len(words) == 1 for word in words)


def _split(text: str, labels: set[str]) -> tuple[str, str, str]:
    """Return a line's label, the source's text that told it, and the words; or the words alone."""
    found = _LABEL.match(text)
    if found is None or found["label"] not in labels:
        return "", "", text.strip()
    return found["label"], found.group().strip(), text[found.end() :].strip()


def _continued(said: Spoken, text: str) -> Spoken:
    joined = f"{said.text}\n{text}" if said.text else text
    return Spoken(said.label, joined, said.marker, said.place, said.time)
