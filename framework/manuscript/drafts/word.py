"""A draft in Word: the walk that reads transcripts, with pages, styles and indents.

A paragraph is set apart as a quotation by a style named for it, or by an indent beyond that of
most of the text. Lists, and the hanging indents of a bibliography, are none.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from framework.manuscript.draft import Block, Draft, Paragraph, Span, Tie
from framework.manuscript.drafts.markup import without_markup
from framework.manuscript.links import named
from framework.plain.archives import Archive
from framework.plain.faults import UnreadableError
from framework.transcripts.reading.docx import body_of, remarks
from framework.transcripts.reading.word_letters import SAYING
from framework.transcripts.reading.word_walk import Walk

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_QUOTING = re.compile(r"quot|extract|block ?text|verbatim", re.IGNORECASE)
_NEVER = re.compile(r"heading|title|toc|list|bibliograph|reference|caption", re.IGNORECASE)
_ANCHORS = [W + f"comment{name}" for name in ("RangeStart", "RangeEnd", "Reference")]
_INDENTED = 280
"""Twips (twentieths of a point), about half a centimetre."""


@dataclass(frozen=True)
class _Style:
    name: str = ""
    left: int = 0
    hanging: int = 0


def read(data: bytes, name: str) -> Draft:
    """Return a draft. Raises UnreadableError if it is damaged, protected, or no Word file."""
    archive = Archive(data)
    body = body_of(archive)
    walk = Walk(body)
    styles = _styles(archive)
    looks = [_style(element, styles) for element in walk.elements]
    usual = Counter[int]()
    for style, paragraph in zip(looks, walk.paragraphs, strict=True):
        usual[style.left] += len(paragraph.text)
    margin = max(usual, key=lambda left: usual[left], default=0)
    pages = _pages(body, walk.elements)
    paragraphs = [
        _paragraph(
            paragraph.text,
            {**({"page": page} if page else {}), "paragraph": number},
            _block(element, style, margin),
        )
        for number, (paragraph, element, style, page) in enumerate(
            zip(walk.paragraphs, walk.elements, looks, pages, strict=True), 1
        )
    ]
    paragraphs += _notes(archive)
    if not paragraphs:
        raise UnreadableError("holds no words")
    ties, loose = _ties(archive, body, walk, paragraphs)
    told = [*remarks(body, walk.hidden), *loose]
    return Draft(name, tuple(paragraphs), tuple(told), tuple(ties))


def _paragraph(text: str, place: dict[str, int], block: Block = "") -> Paragraph:
    """Return a paragraph without the markup that was pasted into it as text."""
    plain, places = without_markup(text)
    apart: Block = "style" if text.startswith(">") else block
    return Paragraph(plain, place, apart, places * (plain != text))


def _notes(archive: Archive) -> list[Paragraph]:
    found = []
    for part in _NOTES:
        root = archive.xml(part)
        texts = [one.text for one in Walk(root).paragraphs] if root is not None else []
        found += [_paragraph(text, {"note": number}) for number, text in enumerate(texts, 1)]
    return found


def pieces(walk: Walk, paragraph: "etree._Element") -> "Iterator[tuple[int, int, etree._Element]]":
    """Yield where each piece of a paragraph begins and ends in its text, and its element."""
    found = walk.pieces(paragraph)
    whole = "".join(said for said, _ in found)
    at = len(whole.lstrip("\n")) - len(whole)
    for text, element in found:
        yield at, at + len(text), element
        at += len(text)


def _ties(
    archive: Archive, body: "etree._Element", walk: Walk, paragraphs: Sequence[Paragraph]
) -> tuple[list[Tie], list[str]]:
    """Return the findings that comments name, on their words, and what is told of the others."""
    root = archive.xml("word/comments.xml")
    naming = {}
    for note in root if root is not None else ():
        if names := named("".join(one.text or "" for one in note.iter(W + "t"))):
            naming[note.get(W + "id", "")] = names
    about = _about(body, walk, naming.keys())
    ties = [
        Tie(name, _without_markup(span, paragraphs[span.paragraph].places))
        for number, names in naming.items()
        for span in about[number].values()
        for name in names
    ]
    loose = [
        f"a comment names {', '.join(names)} and is on no words of the text: it ties nothing"
        for number, names in naming.items()
        if not about[number]
    ]
    return ties, loose


def _without_markup(span: Span, places: Sequence[int]) -> Span:
    """Return where a stretch of a paragraph stands once its markup is left out."""
    if not places:
        return span
    start, end = bisect_left(places, span.start), bisect_left(places, span.end)
    return Span(span.paragraph, start, end)


def _about(
    body: "etree._Element", walk: Walk, wanted: Collection[str]
) -> dict[str, dict[int, Span]]:
    """Return where the words are that comments are about: a span in each paragraph, by number."""
    found: dict[str, dict[int, Span]] = {number: {} for number in wanted}
    places = {
        element: Span(number, max(start, 0), end)
        for number, paragraph in enumerate(walk.elements if wanted else ())
        for start, end, element in pieces(walk, paragraph)
    }
    begun: list[str] = []
    last = Span(0, 0, 0)
    for element in body.iter(*SAYING, *_ANCHORS):
        number = element.get(W + "id", "")
        if element in places:
            last = places[element]
            for each in begun:
                begin = found[each].get(last.paragraph, last).start
                found[each][last.paragraph] = Span(last.paragraph, begin, last.end)
        elif element.tag == W + "commentRangeStart" and number in found:
            begun.append(number)
        elif element.tag == W + "commentRangeEnd" and number in begun:
            begun.remove(number)
        elif element.tag == W + "commentReference" and found.get(number) == {}:
            found[number][last.paragraph] = Span(last.paragraph, last.end, last.end)
    return found


def _styles(archive: Archive) -> dict[str, _Style]:
    """Return the paragraph styles with their names and indents, inherited ones too."""
    root = archive.xml("word/styles.xml")
    elements = {
        style.get(W + "styleId", ""): style
        for style in (root.findall(W + "style") if root is not None else ())
    }
    found: dict[str, _Style] = {}

    def style(identity: str, depth: int = 0) -> _Style:
        element = elements.get(identity)
        if element is None or depth > 20:
            return _Style()
        based = element.find(W + "basedOn")
        under = style(based.get(W + "val", ""), depth + 1) if based is not None else _Style()
        name = element.find(W + "name")
        own = name.get(W + "val", "") if name is not None else ""
        return _indented(element.find(W + "pPr"), _Style(own, under.left, under.hanging))

    for identity in elements:
        found[identity] = style(identity)
    return found


def _style(paragraph: "etree._Element", styles: dict[str, _Style]) -> _Style:
    properties = paragraph.find(W + "pPr")
    named = properties.find(W + "pStyle") if properties is not None else None
    return _indented(
        properties, styles.get(named.get(W + "val", "") if named is not None else "", _Style())
    )


def _indented(properties: "etree._Element | None", under: _Style) -> _Style:
    """Return a style with the indents that its properties set."""
    indent = properties.find(W + "ind") if properties is not None else None
    if indent is None:
        return under
    left = indent.get(W + "left") or indent.get(W + "start")
    hanging = indent.get(W + "hanging")
    return _Style(under.name, _twips(left, under.left), _twips(hanging, under.hanging))


def _twips(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else otherwise


def _block(paragraph: "etree._Element", style: _Style, margin: int) -> Block:
    if _QUOTING.search(style.name):
        return "style"
    listed = paragraph.find(f"{W}pPr/{W}numPr") is not None or _NEVER.search(style.name)
    inside = next(paragraph.iterancestors(W + "tc"), None) is not None
    set_in = style.left - style.hanging >= margin + _INDENTED
    return "indent" if set_in and not listed and not inside else ""


def _pages(body: "etree._Element", elements: list["etree._Element"]) -> list[int]:
    """Return the page on which each paragraph begins, 0 where the file does not tell.

    Word notes where pages broke when it last laid the text out; without that, breaks set by hand.
    """
    breaks = list(body.iter(W + "lastRenderedPageBreak"))
    breaks = breaks or [one for one in body.iter(W + "br") if one.get(W + "type") == "page"]
    if not breaks:
        return [0] * len(elements)
    wanted, found, page = set(elements), {}, 1
    current: etree._Element | None = None
    for one in body.iter(W + "p", W + "t", breaks[0].tag):
        if one.tag == W + "p":
            current = one if one in wanted else current
            found[one] = page
        elif one.tag == W + "t":
            current = None
        elif one.tag == breaks[0].tag and (one.tag != W + "br" or one.get(W + "type") == "page"):
            page += 1
            if current is not None:
                found[current] = page
    return [found[element] for element in elements]
