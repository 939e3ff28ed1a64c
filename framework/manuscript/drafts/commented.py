"""A copy of a draft in Word with the notes on it as comments; every run keeps its style.

Only the main part and the comments are written anew. The copy bears no date, and the author of
its comments is the program.
"""

import io
import posixpath
import zipfile
from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from framework.manuscript.draft import Span
from framework.manuscript.drafts.word import W, pieces
from framework.manuscript.telling import Note
from framework.plain.archives import Archive
from framework.plain.faults import UnreadableError
from framework.plain.seal import BLANK, sealed
from framework.plain.text import clean, inert
from framework.transcripts.reading.docx import body_of, main_part
from framework.transcripts.reading.word_letters import M
from framework.transcripts.reading.word_walk import Walk

_COMMENTS = "word/comments.xml"
_TYPES = "[Content_Types].xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_AUTHOR = "framework verify"


def commented(data: bytes, notes: Sequence[Note]) -> bytes:
    """Return a Word file with a comment for each note on its body; footnotes can have none."""
    archive = Archive(data)
    body = body_of(archive)
    walk = Walk(body)
    comments = archive.xml(_COMMENTS)
    comments = etree.Element(W + "comments", nsmap={"w": W[1:-1]}) if comments is None else comments
    used = [int(one.get(W + "id", "0")) for one in comments if one.get(W + "id", "").isdigit()]
    chosen = [note for note in notes if _can_bear(walk, note.spans)]
    numbered = list(enumerate(chosen, max(used, default=-1) + 1))
    for number, note in numbered:
        comments.append(_comment(number, note))
    for number, note in reversed(numbered):
        _anchor(walk, note.spans[0], note.spans[-1], str(number))
    parts = {name: archive.read(name) for name in archive.names()}
    main = main_part(archive)
    parts[main] = _bytes(body.getroottree().getroot())
    parts[_COMMENTS] = _bytes(comments)
    links = posixpath.join(posixpath.dirname(main), "_rels", f"{posixpath.basename(main)}.rels")
    parts[links] = _related(archive, links)
    parts[_TYPES] = _typed(archive)
    return _zipped(parts)


def _can_bear(walk: Walk, spans: Sequence[Span]) -> bool:
    """Return whether Word allows a comment there: not in notes, nor in text boxes."""
    if spans[-1].paragraph >= len(walk.elements):
        return False
    ends = (walk.elements[spans[0].paragraph], walk.elements[spans[-1].paragraph])
    return not any(next(end.iterancestors(W + "txbxContent"), None) is not None for end in ends)


def _anchor(walk: Walk, first: Span, last: Span, number: str) -> None:
    """Put a comment's anchor around the words from one span to another, splitting runs there."""
    end = _run_before(walk, walk.elements[last.paragraph], last.end)
    after = etree.Element(W + "commentRangeEnd", {W + "id": number})
    mark = etree.Element(W + "r")
    etree.SubElement(mark, W + "commentReference", {W + "id": number})
    end.addnext(after)
    after.addnext(mark)
    begin = _run_from(walk, walk.elements[first.paragraph], first.start)
    begin.addprevious(etree.Element(W + "commentRangeStart", {W + "id": number}))


def _run_from(walk: Walk, paragraph: etree._Element, offset: int) -> etree._Element:
    """Return the run that begins with the code point at an offset, split off if need be."""
    for start, end, element in pieces(walk, paragraph):
        if start <= offset < end:
            whole = _undivided(element)
            return _split(element, offset - start) if whole is None else whole
    raise ValueError(offset)  # a span lies in its paragraph


def _run_before(walk: Walk, paragraph: etree._Element, offset: int) -> etree._Element:
    """Return the run that ends with the code point before an offset, split there if need be."""
    for start, end, element in pieces(walk, paragraph):
        if start < offset <= end:
            if (whole := _undivided(element)) is not None:
                return whole
            run = _run_of(element)
            later = element.getnext()
            if offset < end:
                previous = _split(element, offset - start).getprevious()
            elif later is not None:
                previous = _split(later, 0).getprevious()
            else:
                previous = run
            return run if previous is None else previous
    raise ValueError(offset)  # a span lies in its paragraph


def _undivided(element: etree._Element) -> etree._Element | None:
    """Return the equation or the words with a reading that hold a piece: no comment parts them."""
    above = [*element.iterancestors(M + "oMath", M + "oMathPara", W + "ruby")]
    if not above:
        return None
    return _run_of(above[-1]) if above[-1].tag == W + "ruby" else above[-1]


def _run_of(element: etree._Element) -> etree._Element:
    run = element.getparent()
    if run is None:
        raise ValueError(element.tag)  # the walk takes pieces from runs only
    return run


def _split(element: etree._Element, offset: int) -> etree._Element:
    """Return the run that begins `offset` code points into a piece; both halves keep the style."""
    run = _run_of(element)
    properties = run.find(W + "rPr")
    earlier = [one for one in element.itersiblings(preceding=True) if one is not properties]
    if offset == 0 and not earlier:
        return run
    later = etree.Element(W + "r")
    if properties is not None:
        later.append(deepcopy(properties))
    rest = list(element.itersiblings())
    if offset == 0:
        later.append(element)
    else:
        tail = etree.SubElement(later, element.tag, {_SPACE: "preserve"})
        text = element.text or ""
        element.text, tail.text = text[:offset], text[offset:]
        element.set(_SPACE, "preserve")
    later.extend(rest)
    run.addnext(later)
    return later


def _comment(number: int, note: Note) -> etree._Element:
    """Return the comment that holds a note, its title in bold."""
    attributes = {W + "id": str(number), W + "author": _AUTHOR, W + "initials": "fw"}
    comment = etree.Element(W + "comment", attributes, nsmap={"w": W[1:-1]})
    for place, line in enumerate(note.lines):
        paragraph = etree.SubElement(comment, W + "p")
        run = etree.SubElement(paragraph, W + "r")
        if place == 0:
            etree.SubElement(etree.SubElement(run, W + "rPr"), W + "b")
        text = etree.SubElement(run, W + "t", {_SPACE: "preserve"})
        text.text = clean(inert(line))
    return comment


def _related(archive: Archive, links: str) -> bytes:
    """Return the main part's relations, with one to the comments."""
    root = archive.xml(links)
    if root is None:
        root = etree.fromstring(f'<Relationships xmlns="{_PACKAGE[1:-1]}"/>')
    if not any(one.get("Type") == _RELATION for one in root):
        taken = {one.get("Id") for one in root}
        free = next(
            name for number in range(len(taken) + 1) if (name := f"fw{number}") not in taken
        )
        made = {"Id": free, "Type": _RELATION, "Target": "comments.xml"}
        etree.SubElement(root, _PACKAGE + "Relationship", made)
    return _bytes(root)


def _typed(archive: Archive) -> bytes:
    """Return the package's types, with that of the comments."""
    root = archive.xml(_TYPES)
    if root is None:
        raise UnreadableError("has no list of its parts")
    if not any(one.get("PartName") == f"/{_COMMENTS}" for one in root):
        made = {"PartName": f"/{_COMMENTS}", "ContentType": _TYPE}
        etree.SubElement(root, _CONTENT + "Override", made)
    return _bytes(root)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _zipped(parts: dict[str, bytes]) -> bytes:
    """Return a zip file of the parts, sealed, the same bytes for the same parts."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in parts.items():
            out.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
        out.comment = BLANK
    return sealed(whole.getvalue())
