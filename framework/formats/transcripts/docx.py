"""Word: our own walk of the XML, because every library tried drops or leaks something.

Tables, content controls, tracked insertions and moves are read. Tracked deletions and hidden
text are not, and the reader says that the file still holds them: they are often the very
names that somebody took out.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from framework.formats.faults import UnreadableError
from framework.formats.safe import Archive
from framework.formats.transcripts.paragraphs import Paragraph, Source, Spans, spans
from framework.material.transcript import Comment
from framework.text import count, visible

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMES = {"w": _W[1:-1], "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006"}
_P, _R, _T, _TABLE, _TR, _TC = (_W + name for name in ("p", "r", "t", "tbl", "tr", "tc"))
_TAB, _ANCHOR, _BOX = (_W + name for name in ("tab", "commentRangeStart", "txbxContent"))
_ANCHOR_END = _W + "commentRangeEnd"
_STYLE, _VALUE = _W + "pStyle", _W + "val"
_HEADING = re.compile(r"heading|title|berschrift|titre|ttulo|kop\d", re.IGNORECASE)
_FALLBACK = f"{{{_NAMES['mc']}}}Fallback"
_DELETED = frozenset({_W + "del", _W + "moveFrom"})
_PROPERTIES = _W + "rPr"
_LEFT_OUT = _DELETED | {_FALLBACK, _PROPERTIES, _W + "pPr"}
_BREAKS = {_TAB: "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "\u2011"}
_BESIDE = ("header", "footer", "footnotes", "endnotes", "comments")

_ODD = (*_DELETED, _W + "vanish", _BOX, _FALLBACK, _ANCHOR)
"""What makes a paragraph more than its text."""
_BOLD, _HIDDEN = _W + "b", _W + "vanish"
_OFF = frozenset({"0", "false", "off"})
_TEXTS: Any = etree.XPath(".//w:t/text()", namespaces=_NAMES, smart_strings=False)

Words = list[tuple[str, Any]]
"""The pieces of a paragraph's text, each with the element of a run that holds it."""


def read(data: bytes) -> Source:
    """Return the paragraphs of a Word file, in the accepted view of its tracked changes.

    Raises UnreadableError if it is damaged, protected, or no Word file.
    """
    archive = Archive(data)
    root = archive.xml("word/document.xml")
    body = root.find(_W + "body") if root is not None else None
    if body is None:
        raise UnreadableError("not a Word file, whatever its ending says")
    walk = Walk(body)
    metadata, comments = _beside(archive, walk.anchors, _commented(body))
    total = _visible(body) + sum(visible(text) for text in metadata.values())
    total += sum(visible(comment.text) for comment in comments)
    told = tuple(remarks(body, walk.hidden))
    return Source(tuple(walk.paragraphs), total, "Word", metadata, comments, told)


class Walk:
    """One pass over a part: its paragraphs, where comments are anchored, what is hidden.

    `elements` are those of the paragraphs, in the same order. Most paragraphs hold nothing but
    text; only the others are walked run by run.
    """

    def __init__(self, root: etree._Element) -> None:
        """Walk everything below an element."""
        self.paragraphs: list[Paragraph] = []
        self.elements: list[etree._Element] = []
        self.anchors: dict[str, int] = {}
        self.hidden = 0
        self._number = 0
        self._tables = 0
        self._above = 0
        self._bold = _set(root, _BOLD)
        self._unseen = _set(root, _HIDDEN)
        odd = [*root.iter(*_ODD), *self._bold]
        styled = (each for each in root.iter(_STYLE) if _HEADING.match(each.get(_VALUE, "")))
        self._headings = _holders(styled, _P)
        self._odd = {above for each in odd for above in each.iterancestors(_P)}
        self._block(root, {})

    def _block(self, element: etree._Element, place: dict[str, int]) -> None:
        for child in element:
            tag = child.tag
            if tag == _P:
                self._paragraph(child, place)
            elif tag == _TABLE:
                self._table(child)
            elif tag not in _LEFT_OUT:
                self._block(child, place)

    def _table(self, table: etree._Element) -> None:
        self._tables += 1
        number = self._tables
        for row, line in enumerate(_parts(table, _TR), 1):
            for column, box in enumerate(_parts(line, _TC), 1):
                above, self._above = self._above, self._number
                self._block(box, {"table": number, "row": row, "column": column})
                self._above = above

    def _paragraph(self, paragraph: etree._Element, place: dict[str, int]) -> None:
        self._number += 1
        at = {"paragraph": self._number, **place}
        if paragraph not in self._odd:
            if text := _plain(paragraph):
                self._add(paragraph, text, at, ())
            return
        words: Words = []
        boxes: list[etree._Element] = []
        self._inline(paragraph, words, boxes)
        if text := "".join(said for said, _ in words).strip("\n"):
            bold = spans((len(said), piece.getparent() in self._bold) for said, piece in words)
            self._add(paragraph, text, at, bold)
        for box in boxes:
            self._block(box, place)

    def _add(self, element: etree._Element, text: str, at: dict[str, int], bold: Spans) -> None:
        level = self._number - self._above
        found = Paragraph(text, at, bold, heading=element in self._headings, level=level)
        self.paragraphs.append(found)
        self.elements.append(element)

    def pieces(self, paragraph: etree._Element) -> Words:
        r"""Return the pieces of a paragraph's text, with the ``\n`` at its ends that it has not."""
        words: Words = []
        self._inline(paragraph, words, [])
        return words

    def _inline(self, element: etree._Element, words: Words, boxes: list[etree._Element]) -> None:
        for child in element:
            tag = child.tag
            if tag == _R:
                self._run(child, words, boxes)
            elif tag == _ANCHOR:
                self.anchors[child.get(_W + "id", "")] = self._number
            elif tag not in _LEFT_OUT:
                self._inline(child, words, boxes)

    def _run(self, run: etree._Element, words: Words, boxes: list[etree._Element]) -> None:
        if run in self._unseen:
            self.hidden += any(True for _ in run.iter(_T))
            return
        for child in run:
            tag = child.tag
            if tag == _T:
                words.append((child.text or "", child))
            elif tag in _BREAKS:
                words.append((_BREAKS[tag], child))
            elif tag not in _LEFT_OUT:
                boxes.extend(box for box in child.iter(_BOX) if not _under(box, _FALLBACK))


def _plain(paragraph: etree._Element) -> str:
    """Return the text of a paragraph that holds nothing deleted, hidden or boxed."""
    words = []
    for piece in paragraph.iter(_T, *_BREAKS):
        tag = piece.tag
        if tag == _T:
            words.append(piece.text or "")
        elif tag != _TAB or _in_run(piece):
            words.append(_BREAKS[tag])
    return "".join(words).strip("\n")


def _set(root: etree._Element, mark: str) -> set[etree._Element]:
    """Return the runs that are set in a way, and not explicitly not."""
    return _holders((each for each in root.iter(mark) if each.get(_VALUE) not in _OFF), _R)


def _holders(properties: Iterable[etree._Element], tag: str) -> set[etree._Element]:
    """Return the paragraphs or runs whose own properties these are."""
    lists = (each.getparent() for each in properties)
    holders = (each.getparent() for each in lists if each is not None)
    return {each for each in holders if each is not None and each.tag == tag}


def _in_run(tab: etree._Element) -> bool:
    """Return whether a tab is text; it may also be a tab stop of the paragraph's style."""
    above = tab.getparent()
    return above is not None and above.tag == _R


def _parts(holder: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Return the rows of a table or the boxes of a row, through content controls and insertions."""
    for child in holder:
        if child.tag == tag:
            yield child
        elif child.tag not in _LEFT_OUT and child.tag not in (_P, _TABLE):
            yield from _parts(child, tag)


def _under(element: etree._Element, *tags: str) -> bool:
    return next(element.iterancestors(*tags), None) is not None


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
                number = note.get(_W + "id", "")
                place = {"paragraph": at} if (at := anchors.get(number)) else {}
                author, words = note.get(_W + "author", ""), commented.get(number, "")
                comments.append(Comment(author, _text_of(note), place, words))
        elif text := _text_of(root):
            metadata[part] = text
    return metadata, tuple(comments)


def _commented(body: etree._Element) -> dict[str, str]:
    """Return the words that each comment is about, by its id; nothing deleted or hidden."""
    found: dict[str, list[str]] = {}
    begun: set[str] = set()
    if body.find(f".//{_ANCHOR}") is None:
        return {}
    hidden = _set(body, _HIDDEN)
    for element in body.iter(_ANCHOR, _ANCHOR_END, _P, _T, *_BREAKS):
        name = element.get(_W + "id", "")
        if element.tag == _ANCHOR:
            begun.add(name)
        elif element.tag == _ANCHOR_END:
            begun.discard(name)
        elif (
            begun and not _under(element, *_LEFT_OUT) and not hidden & {*element.iterancestors(_R)}
        ):
            said = "\n" if element.tag == _P else _BREAKS.get(element.tag, element.text or "")
            for each in begun:
                found.setdefault(each, []).append(said)
    return {name: "".join(said) for name, said in found.items()}


def _text_of(root: etree._Element) -> str:
    return "\n".join(paragraph.text for paragraph in Walk(root).paragraphs)


def _visible(body: etree._Element) -> int:
    """Return the visible code points of the accepted view, counted apart from the walk.

    That is every text of the body, less what is deleted, hidden, or a drawing's second copy.
    """
    hyphens = set(body.iter(_W + "noBreakHyphen"))
    dropped: set[etree._Element] = set()
    for holder in [*body.iter(*_DELETED, _FALLBACK), *_set(body, _HIDDEN)]:
        dropped.update(holder.iter(_T, _W + "noBreakHyphen"))
    unseen = sum(visible(each.text or "") for each in dropped if each.tag == _T)
    return visible("".join(_TEXTS(body))) - unseen + len(hyphens - dropped)


def remarks(body: etree._Element, hidden: int) -> Iterator[str]:
    """Yield what a reader must know of tracked changes and hidden text, of which none is shown."""
    taken_in = sum(1 for _ in body.iter(_W + "ins", _W + "moveTo"))
    left_out = sum(1 for each in body.iter(*_DELETED) if not _under(each, _PROPERTIES))
    if taken_in or left_out:
        yield (
            f"tracked changes: {count(taken_in, 'insertion')} read, "
            f"{count(left_out, 'deletion')} left out; "
            "the file still holds the deleted words, which may be real names"
        )
    if hidden:
        yield f"hidden text left out in {count(hidden, 'place')}; the file still holds it"
