"""Writes what a group said as a file: Word as Word leaves it, or lines of text.

The Word files hold what simple readers drop: a table, a page header, tracked insertions with
the deletions beside them, and a turn's words in several runs.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from html import escape
from itertools import count

from benchmarks.invented import Group, Said

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {"styles": "styles", "header1": "header"}
_TRACKED = 25
"""Every so many paragraphs the last run is a tracked insertion."""


def as_text(group: Group, talk: Sequence[Said]) -> bytes:
    """Return a transcript as plain text: a heading, then the turns, blank lines between."""
    lines = [_heading(group), *(line for said in talk for line in _lines(said))]
    return ("\n\n".join(lines) + "\n").encode()


def as_word(group: Group, talk: Sequence[Said]) -> bytes:
    """Return a transcript as a Word file; same talk, same bytes."""
    tracked = count(1)
    body = [_paragraph(_run(_heading(group), bold=True)), _table(group)]
    body += [_turn(line, said.label, next(tracked)) for said in talk for line in _lines(said)]
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/></w:sectPr>'
    head = f'<w:hdr xmlns:w="{_W}">{_paragraph(_run(_heading(group)))}</w:hdr>'
    style = f'<w:styles xmlns:w="{_W}"><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>'  # noqa: E501 - one part of the file
    document = f'<w:document xmlns:w="{_W}" xmlns:r="{_OFFICE}"><w:body>{"".join(body)}{section}</w:body></w:document>'  # noqa: E501 - one part of the file
    return _zipped(
        {
            "[Content_Types].xml": _content_types(),
            "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
            "word/document.xml": document,
            "word/_rels/document.xml.rels": _relations(
                {kind: f"{part}.xml" for part, kind in _PARTS.items()}
            ),
            "word/styles.xml": style,
            "word/header1.xml": head,
        }
    )


def _heading(group: Group) -> str:
    return f"Invented focus group {group.case}, {group.authority}, {group.date}"


def _lines(said: Said) -> Iterator[str]:
    """Return the paragraphs of a turn; the first has the label."""
    first, *rest = said.text.split("\n")
    yield f"{said.label}: {first}" if said.label else first
    yield from rest


def _turn(line: str, label: str, number: int) -> str:
    """Return a paragraph: the label in bold, a run a sentence, sometimes the last one tracked."""
    marker = f"{label}: " if label and line.startswith(f"{label}: ") else ""
    runs = [_run(words) for words in _cut(line.removeprefix(marker))]
    if number % _TRACKED == 0:
        runs[-1] = _change("ins", number, runs[-1]) + _change("del", number, _run("so", "delText"))
    return _paragraph((_run(marker, bold=True) if marker else "") + "".join(runs))


def _cut(line: str) -> list[str]:
    return line.replace(". ", ".\0 ").replace("? ", "?\0 ").split("\0")


def _run(words: str, tag: str = "t", *, bold: bool = False) -> str:
    look = "<w:b/>" if bold else '<w:lang w:val="en-GB"/>'
    text = f'<w:{tag} xml:space="preserve">{escape(words, quote=False)}</w:{tag}>'
    return f'<w:r w:rsidR="00B52A1F"><w:rPr>{look}</w:rPr>{text}</w:r>'


def _paragraph(runs: str) -> str:
    return f'<w:p w:rsidR="00B52A1F"><w:pPr><w:spacing w:after="120"/></w:pPr>{runs}</w:p>'


def _change(tag: str, number: int, run: str) -> str:
    return f'<w:{tag} w:id="{number}" w:author="Transcriber">{run}</w:{tag}>'


def _table(group: Group) -> str:
    """Return the table of who was there that stands above the first turn."""
    lines = (
        "".join(
            f"<w:tc>{_paragraph(_run(text))}</w:tc>" for text in (one.label, one.role or one.kind)
        )
        for one in group.people
    )
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def _content_types() -> str:
    parts = {"document": "document.main"} | _PARTS
    listed = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for part, kind in parts.items()
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    known = f'<Default Extension="rels" ContentType="{relations}"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{known}{listed}</Types>'


def _relations(targets: dict[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _zipped(parts: dict[str, str]) -> bytes:
    """Return a zip archive whose bytes do not depend on the clock."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), _HEAD + text, zipfile.ZIP_DEFLATED)
    return whole.getvalue()
