"""HTML: the text of its blocks, with tables and bold type; what no browser shows is left out."""

import codecs
import re

from lxml import etree

from framework.plain.encoding import CONTROL, decode
from framework.plain.faults import UnreadableError
from framework.plain.text import count, unify_newlines, visible
from framework.transcripts.paragraphs import RUBY, Paragraph, Source, bounded, spans

_BLOCKS = frozenset(
    {"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "pre"}
    | {"blockquote", "section", "article", "table", "tr", "td", "th", "body", "hr", "header"}
)
_UNSEEN = frozenset({"rp", "script", "style", "noscript", "template", "head", "title"})
_BOLD = frozenset({"b", "strong", "th"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_CHARSET = re.compile(rb"<meta[^>]*?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD = 4_096
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")


def read(data: bytes) -> Source:
    """Return the blocks of a page. Raises UnreadableError for what is no page or no one text."""
    text, encoding = _declared(data) or decode(data)
    return page(text, encoding)


def _declared(data: bytes) -> tuple[str, str] | None:
    """Return the text in the encoding that a page says it has, unless it is UTF-8 all the same.

    A page may name anything; what is no encoding of text, or not this page's, counts for nothing.
    """
    found = _CHARSET.search(data[:_HEAD])
    if found is None or _is_utf_8(data):
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
        name = "cp1252" if name == "iso8859-1" else name  # as every browser takes it
        text = data.decode(name)
        text.encode("utf-8")  # no half of a surrogate pair
    except (LookupError, UnicodeError):
        return None
    return None if CONTROL.search(text) else (unify_newlines(text), f"{name}, as the page says")


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def page(text: str, encoding: str) -> Source:
    """Return the blocks of a page's text."""
    root = _root(text)
    title = " ".join(each.text or "" for each in root.iter("title")).strip()
    walk = _Walk(root)
    remarks = (f"hidden text left out in {count(walk.hidden, 'place')}",) if walk.hidden else ()
    metadata = {"title": title} if title else {}
    if walk.readings:
        metadata[RUBY] = "\n".join(walk.readings)
    total = sum(map(visible, metadata.values())) + _visible(root)
    return Source(tuple(walk.paragraphs), total, encoding, metadata, remarks=remarks)


def _root(text: str) -> etree._Element:
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(_DECLARED.sub("", text).encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise UnreadableError("no web page, whatever its ending says")
    return root


def _blank(found: re.Match[str]) -> str:
    """Return what stands for white space: a tab that somebody set within a line stays one."""
    return "\t" if "\t" in found.group() and "\n" not in found.group() else " "


def _seen(element: etree._Element) -> bool:
    style = element.get("style", "")
    return (
        element.tag not in _UNSEEN and "hidden" not in element.attrib and not _HIDDEN.search(style)
    )


def _visible(root: etree._Element) -> int:
    """Return the visible code points of a page, counted apart from the walk over its blocks."""
    tops = (each for each in root.iter() if not _seen(each) or each.tag == "rt")
    unseen = {each for top in tops for each in top.iter()}
    inside = sum(visible(each.text or "") for each in root.iter() if each not in unseen)
    after = (each for each in root.iter() if each.getparent() not in unseen)
    return inside + sum(visible(each.tail or "") for each in after)


def _table_of(element: etree._Element) -> etree._Element | None:
    """Return the table that an element is, or is a part of."""
    return element if element.tag == "table" else next(element.iterancestors("table"), None)


def _no_tables(root: etree._Element) -> set[etree._Element | None]:
    """Return the tables that are none: frames of others, and what stands inside a cell's words."""
    frames = {table for table in root.iter("table") if _is_frame(table)}
    inner = (
        table
        for table in root.iter("table")
        if any(above not in frames for above in table.iterancestors("table"))
    )
    return {*frames, *inner}


def _is_frame(table: etree._Element) -> bool:
    """Return whether a table holds another, and no words but in the cell in which that is."""
    if next(table.iterdescendants("table"), None) is None:
        return False
    cells = (cell for cell in table.iter("td", "th") if _table_of(cell) is table)
    return sum(bool("".join(map(str, cell.itertext())).strip()) for cell in cells) == 1


class _Walk:
    """One pass over a page: its paragraphs, in the order a browser shows them."""

    def __init__(self, root: etree._Element) -> None:
        self.paragraphs: list[Paragraph] = []
        self.readings: list[str] = []
        self.hidden = 0
        self._words: list[tuple[str, bool]] = []
        self._base = self._over = 0
        self._none = _no_tables(root)
        self._cells: list[list[int]] = []
        self._tables = self._bold = self._pre = self._number = 0
        self._heading = False
        steps = etree.iterwalk(root, events=("start", "end"))
        for event, element in steps:
            if event == "end":
                self._leave(element)
            elif _seen(element):
                self._enter(element)
            else:
                self.hidden += element.tag not in _UNSEEN and bool(
                    "".join(element.itertext()).strip()
                )
                steps.skip_subtree()
        self._close()

    def _enter(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._close()
            self._heading = tag in _HEADINGS
            if _table_of(element) not in self._none:
                self._table(str(tag))
        if tag == "ruby":
            self._base = len(self._words)
        self._over = len(self._words) if tag == "rt" else self._over
        if tag == "br":
            self._words.append(("\n", False))
        self._bold += tag in _BOLD
        self._pre += tag == "pre"
        self._text(element.text)

    def _leave(self, element: etree._Element) -> None:
        tag = element.tag
        if _seen(element):
            if tag in _BLOCKS:
                self._close()
                self._heading = False
            self._bold -= tag in _BOLD
            self._pre -= tag == "pre"
            if tag == "table" and self._cells and element not in self._none:
                self._cells.pop()
            if tag == "rt":
                self._reading()
        self._text(element.tail)

    def _reading(self) -> None:
        """Keep apart what stands above words and tells how they are read."""
        said = ["".join(text for text, _ in self._words[at:]) for at in (self._base, self._over)]
        del self._words[self._over :]
        base = said[0].removesuffix(said[1])
        self.readings += [f"{base}: {said[1]}"] if said[1].strip() else []
        self._base = len(self._words)

    def _table(self, tag: str) -> None:
        if tag == "table":
            self._tables += 1
            self._cells.append([self._tables, 0, 0])
        elif tag == "tr" and self._cells:
            self._cells[-1][1:] = [self._cells[-1][1] + 1, 0]
        elif tag in ("td", "th") and self._cells:
            self._cells[-1][2] += 1

    def _text(self, text: str | None) -> None:
        if text:
            self._words.append((text if self._pre else _SPACE.sub(_blank, text), self._bold > 0))

    def _close(self) -> None:
        """End a paragraph; each line of preformatted text is one."""
        pieces, self._words = self._words, []
        text = "".join(words for words, _ in pieces)
        if not text.strip():
            return
        place = (
            dict(zip(("table", "row", "column"), self._cells[-1], strict=True))
            if self._cells
            else {}
        )
        if self._pre:
            for line in text.split("\n"):
                self._number += 1
                bounded(self._number)
                if line.strip():
                    self.paragraphs.append(Paragraph(line, {"paragraph": self._number, **place}))
            return
        self._number += 1
        bounded(self._number)
        bold = spans((len(words), heavy) for words, heavy in pieces)
        at = {"paragraph": self._number, **place}
        self.paragraphs.append(Paragraph(text, at, bold, heading=self._heading))
