"""OpenDocument (.odt): our own walk of content.xml, because the libraries leak.

What tracked changes deleted and what is hidden is left out and told; annotations are comments,
beside the text and never in it.
"""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from framework.plain.archives import Archive
from framework.plain.faults import UnreadableError
from framework.plain.text import count, visible
from framework.transcripts.paragraphs import RUBY, Paragraph, Source, spans
from framework.transcripts.transcript import Comment

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PARAGRAPHS = (_TEXT + "p", _TEXT + "h")
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_UNREAD = frozenset(
    {_TEXT + "tracked-changes", _OFFICE + "annotation", _TEXT + "note", _TEXT + "script"}
    | {_OFFICE + "binary-data", _OFFICE + "forms", _SVG + "title", _SVG + "desc"}
)
_READING = _TEXT + "ruby-text"
_HIDDEN = frozenset({_TEXT + "hidden-text", _TEXT + "hidden-paragraph"})
_SIGNS = {_TEXT + "tab": "\t", _TEXT + "line-break": "\n"}
_DEPTH = 400
_STRING: Any = etree.XPath("string()")


def read(data: bytes) -> Source:
    """Return the paragraphs of a file. Raises UnreadableError if it is damaged or no such file."""
    archive = Archive(data)
    root = archive.xml("content.xml")
    body = root.find(f"{_OFFICE}body/{_OFFICE}text") if root is not None else None
    if root is None or body is None:
        raise UnreadableError("not an OpenDocument text, whatever its ending says")
    styles = archive.xml("styles.xml")
    walk = _Walk(body, _Styles([one for one in (styles, root) if one is not None]))
    metadata = dict(_beside(body, styles))
    if walk.readings:
        metadata[RUBY] = "\n".join(walk.readings)
    comments = tuple(_comments(body))
    total = _visible(body, walk.hidden) + sum(map(visible, metadata.values()))
    total += sum(visible(comment.text) for comment in comments)
    remarks = tuple(_remarks(body, len(walk.hidden)))
    return Source(tuple(walk.paragraphs), total, "OpenDocument", metadata, comments, remarks)


class _Styles:
    """Which styles are bold, and which are hidden."""

    def __init__(self, roots: list[etree._Element]) -> None:
        self.bold: dict[str, bool] = {}
        self.hidden: set[str] = set()
        for style in (each for root in roots for each in root.iter(_STYLE + "style")):
            name = style.get(_STYLE + "name", "")
            for look in style.iter(_STYLE + "text-properties"):
                if weight := look.get(_FO + "font-weight"):
                    self.bold[name] = weight not in ("normal", "400")
                if look.get(_TEXT + "display") == "none":
                    self.hidden.add(name)


class _Walk:
    """One pass over the body: its paragraphs, and what is hidden."""

    def __init__(self, body: etree._Element, styles: _Styles) -> None:
        self.paragraphs: list[Paragraph] = []
        self.hidden: list[etree._Element] = []
        self.readings: list[str] = []
        self._styles = styles
        self._number = self._tables = 0
        self._words: list[tuple[str, bool]] = []
        self._block(body, {}, 0)

    def _block(self, element: etree._Element, place: dict[str, int], depth: int) -> None:
        if depth > _DEPTH:
            raise UnreadableError("nested too deeply for a transcript")
        for child in element:
            if child.tag in _PARAGRAPHS:
                self._paragraph(child, place, depth)
            elif child.tag == _TABLE + "table":
                self._table(child, place, depth)
            elif child.tag not in _UNREAD and not self._unseen(child):
                self._block(child, place, depth + 1)

    def _table(self, table: etree._Element, place: dict[str, int], depth: int) -> None:
        """Take the cells of a table; one inside a cell belongs to that, and a frame is no table."""
        if "table" in place or _is_frame(table):
            self._block(table, place, depth + 1)
            return
        self._tables += 1
        number = self._tables
        rows = [row for row in table.iter(_TABLE + "table-row") if _owner(row) is table]
        for row, line in enumerate(rows, 1):
            cells = [cell for cell in line if cell.tag == _TABLE + "table-cell"]
            for column, cell in enumerate(cells, 1):
                self._block(cell, {"table": number, "row": row, "column": column}, depth + 1)

    def _paragraph(self, paragraph: etree._Element, place: dict[str, int], depth: int) -> None:
        self._number += 1
        if self._unseen(paragraph):
            return
        at = {"paragraph": self._number, **place}
        before, self._words = self._words, []
        bold = self._styles.bold.get(paragraph.get(_TEXT + "style-name", ""), False)
        boxes = self._inline(paragraph, bold=bold, depth=depth)
        pieces, self._words = self._words, before
        text = "".join(words for words, _ in pieces)
        if text.strip():
            heavy = spans((len(words), one) for words, one in pieces)
            heading = paragraph.tag == _TEXT + "h"
            self.paragraphs.append(Paragraph(text, at, heavy, heading=heading))
        for box in boxes:
            self._block(box, place, depth + 1)

    def _inline(self, element: etree._Element, *, bold: bool, depth: int) -> list[etree._Element]:
        """Take the words of a paragraph; return the text boxes in it."""
        if depth > _DEPTH:
            raise UnreadableError("nested too deeply for a transcript")
        boxes: list[etree._Element] = []
        self._say(element.text, bold=bold)
        for child in element:
            tag = str(child.tag)
            if tag in _SIGNS:
                self._words.append((_SIGNS[tag], bold))
            elif tag == _TEXT + "s":
                self._words.append((" " * _times(child), bold))
            elif tag.endswith("}text-box"):
                boxes.append(child)
            elif tag == _READING:
                base = (_STRING(one) for one in element if one.tag != _READING)
                self.readings.append(f"{''.join(base)}: {_STRING(child)}")
            elif tag not in _UNREAD and not self._unseen(child):
                style = child.get(_TEXT + "style-name", "")
                heavy = self._styles.bold.get(style, bold)
                boxes += self._inline(child, bold=heavy, depth=depth + 1)
            self._say(child.tail, bold=bold)
        return boxes

    def _say(self, text: str | None, *, bold: bool) -> None:
        """Take words; runs of white space in the file are one space, as OpenDocument has it."""
        if text:
            words = " ".join(f"|{text}|".split())[1:-1]
            self._words.append((words, bold))

    def _unseen(self, element: etree._Element) -> bool:
        style = element.get(_TEXT + "style-name", "")
        section = element.tag == _TEXT + "section" and element.get(_TEXT + "display") == "none"
        hidden = element.tag in _HIDDEN or style in self._styles.hidden or section
        if hidden:
            self.hidden.append(element)
        return hidden


def _visible(body: etree._Element, hidden: list[etree._Element]) -> int:
    """Return the visible code points of the body's paragraphs, counted apart from the walk."""
    tops = [*hidden, *(one for one in body.iter() if one.tag in _UNREAD or one.tag == _READING)]
    dropped = {each for top in tops for each in top.iter()}
    held = {each for tag in _PARAGRAPHS for top in body.iter(tag) for each in top.iter()}
    seen = held - dropped
    inside = sum(visible(each.text or "") for each in seen)
    return inside + sum(visible(each.tail or "") for each in held if each.getparent() in seen)


def _times(space: etree._Element) -> int:
    """Return how many spaces an element stands for."""
    number = space.get(_TEXT + "c", "1")
    return min(int(number), 1_000) if number.isdecimal() else 1


def _owner(part: etree._Element) -> etree._Element | None:
    return next(part.iterancestors(_TABLE + "table"), None)


def _is_frame(table: etree._Element) -> bool:
    """Return whether a table holds another, and no words but in the cell in which that is."""
    if next(table.iterdescendants(_TABLE + "table"), None) is None:
        return False
    cells = table.iter(_TABLE + "table-cell")
    return sum(bool(_STRING(cell).strip()) for cell in cells if _owner(cell) is table) == 1


def _plain(element: etree._Element) -> str:
    lines: list[str] = [_STRING(paragraph) for paragraph in element.iter(*_PARAGRAPHS)]
    return "\n".join(lines).strip()


def _beside(body: etree._Element, styles: etree._Element | None) -> Iterator[tuple[str, str]]:
    """Return notes, and page headers and footers, by name."""
    notes = [_plain(note) for note in body.iter(_TEXT + "note-body")]
    if any(notes):
        yield "footnotes", "\n".join(notes)
    for part in ("header", "footer"):
        found = styles.iter(_STYLE + part) if styles is not None else iter(())
        if text := "\n".join(filter(None, map(_plain, found))):
            yield part, text


def _comments(body: etree._Element) -> Iterator[Comment]:
    for note in body.iter(_OFFICE + "annotation"):
        yield Comment(note.findtext(_DC + "creator") or "", _plain(note))


def _remarks(body: etree._Element, hidden: int) -> Iterator[str]:
    deleted = sum(1 for _ in body.iter(_TEXT + "deletion"))
    taken_in = sum(1 for _ in body.iter(_TEXT + "insertion"))
    if deleted or taken_in:
        yield (
            f"tracked changes: {count(taken_in, 'insertion')} read, "
            f"{count(deleted, 'deletion')} left out; "
            "the file still holds the deleted words, which may be real names"
        )
    if hidden:
        yield f"hidden text left out in {count(hidden, 'place')}; the file still holds it"
