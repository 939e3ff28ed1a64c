"""The walk of a Word part's XML: its paragraphs, with what is deleted, hidden or boxed apart."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from framework.transcripts.paragraphs import Paragraph, Spans, spans
from framework.transcripts.reading.word_letters import (
    BELOW,
    BREAKS,
    MATH,
    SAYING,
    SYMBOL,
    TAB,
    TEXT,
    M,
    W,
    said,
)

COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PARAGRAPH, _R, _TABLE, _TR, _TC = (W + name for name in ("p", "r", "tbl", "tr", "tc"))
ANCHOR, _BOX = (W + name for name in ("commentRangeStart", "txbxContent"))
RUNS = (_R, M + "r")
_WITH_READING, READING = W + "ruby", W + "rt"
_STYLE, _VALUE = W + "pStyle", W + "val"
_HEADING = re.compile(r"heading|title|berschrift|titre|ttulo|kop\d", re.IGNORECASE)
FALLBACK = f"{{{COMPATIBLE}}}Fallback"
DELETED = frozenset({W + "del", W + "moveFrom"})
PROPERTIES = W + "rPr"
LEFT_OUT = DELETED | {FALLBACK, PROPERTIES, W + "pPr", READING}
_BOLD, HIDDEN = W + "b", W + "vanish"
_ODD = (*DELETED, HIDDEN, _BOX, FALLBACK, ANCHOR, _WITH_READING)
"""What makes a paragraph more than its text."""
_OFF = frozenset({"0", "false", "off"})

Words = list[tuple[str, Any]]
"""The pieces of a paragraph's text, each with the element of a run that holds it."""


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
        self.readings: list[str] = []
        self.hidden = 0
        self._number = 0
        self._tables = 0
        self._above = 0
        self._bold = runs_with(root, _BOLD)
        self._unseen = runs_with(root, HIDDEN)
        odd = [*root.iter(*_ODD), *self._bold]
        styled = (each for each in root.iter(_STYLE) if _HEADING.match(each.get(_VALUE, "")))
        self._headings = _holders(styled, PARAGRAPH)
        self._odd = {above for each in odd for above in each.iterancestors(PARAGRAPH)}
        self._block(root, {})

    def _block(self, element: etree._Element, place: dict[str, int]) -> None:
        for child in element:
            tag = child.tag
            if tag == PARAGRAPH:
                self._paragraph(child, place)
            elif tag == _TABLE:
                self._table(child, place)
            elif tag not in LEFT_OUT:
                self._block(child, place)

    def _table(self, table: etree._Element, place: dict[str, int]) -> None:
        """Take the cells of a table; one inside a cell belongs to that, and a frame is no table."""
        if "table" in place or _is_frame(table):
            self._block(table, place)
            return
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
        if text := "".join(piece for piece, _ in words).strip("\n"):
            bold = spans((len(text), piece.getparent() in self._bold) for text, piece in words)
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
            elif tag == ANCHOR:
                self.anchors[child.get(W + "id", "")] = self._number
            elif tag == MATH:
                words.append((said(child), child))
            elif child in self._unseen:
                self.hidden += any(True for _ in child.iter(MATH))
            elif tag not in LEFT_OUT:
                words += [(said(child), child)] if tag == BELOW else []
                self._inline(child, words, boxes)

    def _run(self, run: etree._Element, words: Words, boxes: list[etree._Element]) -> None:
        if run in self._unseen:
            self.hidden += any(True for _ in run.iter(TEXT, SYMBOL))
            return
        for child in run:
            tag = child.tag
            if tag in (TEXT, SYMBOL) or tag in BREAKS:
                words.append((said(child), child))
            elif tag == _WITH_READING:
                self._ruby(child, words, boxes)
            elif tag not in LEFT_OUT:
                boxes.extend(box for box in child.iter(_BOX) if not is_under(box, FALLBACK))

    def _ruby(self, ruby: etree._Element, words: Words, boxes: list[etree._Element]) -> None:
        """Take the words, and keep apart how they are read, which stands above them."""
        before = len(words)
        self._inline(ruby, words, boxes)
        over: Words = []
        for reading in ruby.iterchildren(READING):
            self._inline(reading, over, boxes)
        base, read = ("".join(text for text, _ in each) for each in (words[before:], over))
        if read.strip():
            self.readings.append(f"{base}: {read}")


def _plain(paragraph: etree._Element) -> str:
    """Return the text of a paragraph that holds nothing deleted, hidden or boxed."""
    pieces = (each for each in paragraph.iter(*SAYING) if each.tag != TAB or _in_run(each))
    return "".join(map(said, pieces)).strip("\n")


def _is_frame(table: etree._Element) -> bool:
    """Return whether a table holds another, and no words but in the cell in which that is."""
    if next(table.iterdescendants(_TABLE), None) is None:
        return False
    cells = [cell for row in _parts(table, _TR) for cell in _parts(row, _TC)]
    return sum(any((one.text or "").strip() for one in cell.iter(TEXT)) for cell in cells) == 1


def runs_with(root: etree._Element, mark: str) -> set[etree._Element]:
    """Return the runs that are set in a way, and not explicitly not."""
    return _holders((each for each in root.iter(mark) if each.get(_VALUE) not in _OFF), *RUNS)


def _holders(properties: Iterable[etree._Element], *tags: str) -> set[etree._Element]:
    """Return the paragraphs or runs whose own properties these are."""
    lists = (each.getparent() for each in properties)
    holders = (each.getparent() for each in lists if each is not None)
    return {each for each in holders if each is not None and each.tag in tags}


def _in_run(tab: etree._Element) -> bool:
    """Return whether a tab is text; it may also be a tab stop of the paragraph's style."""
    above = tab.getparent()
    return above is not None and above.tag == _R


def _parts(holder: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Return the rows of a table or the boxes of a row, through content controls and insertions."""
    for child in holder:
        if child.tag == tag:
            yield child
        elif child.tag not in LEFT_OUT and child.tag not in (PARAGRAPH, _TABLE):
            yield from _parts(child, tag)


def is_under(element: etree._Element, *tags: str) -> bool:
    """Return whether an element stands, however deep, in one with such a tag."""
    return next(element.iterancestors(*tags), None) is not None
