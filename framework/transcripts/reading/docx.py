"""Word: our own walk of the XML, because every library tried drops or leaks something.

Tables, content controls, tracked insertions and moves are read. Tracked deletions and hidden
text are not, and the reader says that the file still holds them: they are often the very
names that somebody took out.
"""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from framework.plain.archives import Archive
from framework.plain.faults import UnreadableError
from framework.plain.text import count, visible
from framework.transcripts.paragraphs import RUBY, Source, bounded
from framework.transcripts.reading.word_letters import (
    BELOW,
    BREAKS,
    SAYING,
    SYMBOL,
    M,
    W,
    said,
    unknown,
)
from framework.transcripts.reading.word_walk import (
    ANCHOR,
    DELETED,
    FALLBACK,
    HIDDEN,
    LEFT_OUT,
    PARAGRAPH,
    PROPERTIES,
    READING,
    RUNS,
    Walk,
    is_under,
    runs_with,
)
from framework.transcripts.transcript import Comment

_ANCHOR_END = W + "commentRangeEnd"
_BESIDE = ("header", "footer", "footnotes", "endnotes", "comments")
_TEXTS: Any = etree.XPath(
    ".//w:t/text()|.//m:t/text()",
    namespaces={"w": W[1:-1], "m": M[1:-1]},
    smart_strings=False,
)
_PARAGRAPH = re.compile(rb"<(?:\w+:)?p[ >/]")
"""Counted before anything is parsed, because a tree takes far more memory than its text."""


def read(data: bytes) -> Source:
    """Return the paragraphs of a Word file, in the accepted view of its tracked changes.

    Raises UnreadableError if it is damaged, protected, or no Word file.
    """
    archive = Archive(data)
    body = body_of(archive)
    walk = Walk(body)
    metadata, comments = _beside(archive, walk.anchors, _commented(body))
    if walk.readings:
        metadata[RUBY] = "\n".join(walk.readings)
    total = _visible(body) + sum(visible(text) for text in metadata.values())
    total += sum(visible(comment.text) for comment in comments)
    told = tuple(remarks(body, walk.hidden))
    return Source(tuple(walk.paragraphs), total, "Word", metadata, comments, told)


def main_part(archive: Archive) -> str:
    """Return the name of a Word file's main part, which the relationships of the whole tell."""
    root = archive.xml("_rels/.rels")
    for each in root if root is not None else ():
        if each.get("Type", "").endswith("/officeDocument"):
            return str(each.get("Target", "")).lstrip("/")
    return "word/document.xml"


def body_of(archive: Archive) -> "etree._Element":
    """Return the body of a Word file's main part."""
    name = main_part(archive)
    bounded(len(_PARAGRAPH.findall(archive.read(name))))
    root = archive.xml(name)
    body = root.find(W + "body") if root is not None else None
    if body is None:
        raise UnreadableError("not a Word file, whatever its ending says")
    return body


def _beside(
    archive: Archive, anchors: dict[str, int], commented: dict[str, str]
) -> tuple[dict[str, str], tuple[Comment, ...]]:
    """Return page headers, footers and notes by the name of their part, and the comments."""
    metadata = {}
    comments = []
    for name in sorted(archive.names()):
        part = name.removeprefix("word/").removesuffix(".xml")
        root = archive.xml(name) if part.rstrip("0123456789") in _BESIDE else None
        if root is None:
            continue
        if part == "comments":
            for note in root:
                number = note.get(W + "id", "")
                place = {"paragraph": at} if (at := anchors.get(number)) else {}
                author, words = note.get(W + "author", ""), commented.get(number, "")
                comments.append(Comment(author, _text_of(note), place, words))
        elif text := _text_of(root):
            metadata[part] = text
    return metadata, tuple(comments)


def _commented(body: etree._Element) -> dict[str, str]:
    """Return the words that each comment is about, by its id; nothing deleted or hidden."""
    found: dict[str, list[str]] = {}
    begun: set[str] = set()
    if body.find(f".//{ANCHOR}") is None:
        return {}
    hidden = runs_with(body, HIDDEN)
    for element in body.iter(ANCHOR, _ANCHOR_END, PARAGRAPH, *SAYING):
        name = element.get(W + "id", "")
        if element.tag == ANCHOR:
            begun.add(name)
        elif element.tag == _ANCHOR_END:
            begun.discard(name)
        elif (
            begun
            and not is_under(element, *LEFT_OUT)
            and not hidden & {*element.iterancestors(*RUNS)}
        ):
            words = "\n" if element.tag == PARAGRAPH else said(element)
            for each in begun:
                found.setdefault(each, []).append(words)
    return {name: "".join(words) for name, words in found.items()}


def _text_of(root: etree._Element) -> str:
    return "\n".join(paragraph.text for paragraph in Walk(root).paragraphs)


def _visible(body: etree._Element) -> int:
    """Return the visible code points of the accepted view, counted apart from the walk.

    That is every text of the body, less what is deleted, hidden, or a drawing's second copy.
    """
    signs = {*body.iter(W + "noBreakHyphen", SYMBOL, BELOW)}
    dropped: set[etree._Element] = set()
    for holder in [*body.iter(*DELETED, FALLBACK, READING), *runs_with(body, HIDDEN)]:
        dropped.update(holder.iter(*SAYING))
    unseen = sum(visible(said(each)) for each in dropped - signs if each.tag not in BREAKS)
    shown = sum(visible(said(each)) for each in signs - dropped)
    return visible("".join(_TEXTS(body))) - unseen + shown


def remarks(body: etree._Element, hidden: int) -> Iterator[str]:
    """Yield what a reader must know of tracked changes and hidden text, of which none is shown."""
    taken_in = sum(1 for _ in body.iter(W + "ins", W + "moveTo"))
    left_out = sum(1 for each in body.iter(*DELETED) if not is_under(each, PROPERTIES))
    if taken_in or left_out:
        yield (
            f"tracked changes: {count(taken_in, 'insertion')} read, "
            f"{count(left_out, 'deletion')} left out; "
            "the file still holds the deleted words, which may be real names"
        )
    if odd := sum(unknown(said(each)) for each in body.iter(SYMBOL)):
        yield f"{count(odd, 'symbol')} of a font without a letter: look at them in Word"
    if hidden:
        yield f"hidden text left out in {count(hidden, 'place')}; the file still holds it"
