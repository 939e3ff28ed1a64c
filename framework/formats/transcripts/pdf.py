"""PDF: the text layer, put back into rows by where it stands; always to be checked by eye.

What lies outside the page is not seen, and not read. Rows that come back on every page are
furniture. A row printed at the foot of a page and again at the head of the next is one row.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2

from framework.formats.faults import UnreadableError
from framework.formats.transcripts.paragraphs import Paragraph, Source
from framework.text import count, visible

MAX_PAGES = 2_000
_EDGE = 2
"""How many rows at the head and the foot of a page may be furniture."""
_FEWEST = 3
_FULL = 0.85
_LONG = 20
_DIGITS = re.compile(r"\d+")
_NUMBERED = re.compile(r"\d+\t")
_CHECK = "text from a PDF: check it against the pages"


@dataclass(frozen=True)
class _Piece:
    """Some text on a page, with where it stands; y counts upwards from the foot."""

    text: str
    left: float
    right: float
    bottom: float
    top: float


@dataclass(frozen=True)
class _Page:
    """The pieces of text on a page, and how much is visible inside it, counted apart from them.

    What the pieces have less than that was lost; a piece at the edge may have more.
    """

    pieces: list[_Piece]
    visible: int


@dataclass(frozen=True)
class _Row:
    """A row of a page; `full` if it reaches the right edge, so that the next may go on with it."""

    page: int
    text: str
    full: bool


def read(data: bytes) -> Source:
    """Return the rows of a PDF. Raises UnreadableError if it is damaged, locked or a scan."""
    layer = [*_pages(data)]
    pages = [_rows(page.pieces, number) for number, page in enumerate(layer, 1)]
    furniture = _furniture(pages)
    paragraphs: list[Paragraph] = []
    twice, before = 0, ""
    total = sum(page.visible for page in layer)
    full = False
    for rows in pages:
        body = [row for row in rows if _masked(row.text) not in furniture]
        again = bool(body) and _again(before, body[0].text)
        twice += again
        total -= visible(body[0].text) if again else 0
        for row in rows:
            if again and row is body[0]:
                continue
            at = {"paragraph": len(paragraphs) + 1, "page": row.page}
            aside = _masked(row.text) in furniture
            paragraphs.append(Paragraph(row.text, at, heading=aside, wrapped=full and not aside))
            full = full if aside else row.full
        before = body[-1].text if body else before
    found = sum(visible(paragraph.text) for paragraph in paragraphs)
    if not max(found, total):
        raise UnreadableError("no text in it, only pictures of pages; it needs text recognition")
    remarks = (_CHECK, *_twice(twice))
    return Source(tuple(paragraphs), max(found, total), "PDF", remarks=remarks)


def _twice(rows: int) -> Iterator[str]:
    if rows:
        yield f"{count(rows, 'row')} printed twice over a page break, read once"


def _again(foot: str, head: str) -> bool:
    """Return whether the first row of a page is the last of the page before, once more."""
    return foot == head and (len(foot) > _LONG or _NUMBERED.match(foot) is not None)


def _pages(data: bytes) -> Iterator[_Page]:
    """Return what is seen of each page."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        if "password" in str(fault).casefold():
            raise UnreadableError("protected by a password; save it without one") from None
        raise UnreadableError("damaged, or no PDF, whatever its ending says") from None
    try:
        if len(document) > MAX_PAGES:
            raise UnreadableError(f"more than {MAX_PAGES:,} pages")
        for page in document:
            text = page.get_textpage()
            inside = text.get_text_bounded(*page.get_bbox(), errors="replace")
            yield _Page([*_pieces(page, text)], visible(inside))
            text.close()
            page.close()
    except pypdfium2.PdfiumError:
        raise UnreadableError("damaged; get it again from where it came") from None
    finally:
        document.close()


def _pieces(page: Any, text: Any) -> Iterator[_Piece]:
    left, bottom, right, top = page.get_bbox()
    at = 0
    for line in text.get_text_range(errors="replace").split("\r\n"):
        if words := line.strip():
            begin = at + _units(line[: len(line) - len(line.lstrip())])
            first = text.get_charbox(begin, loose=True)
            last = text.get_charbox(at + _units(line.rstrip()) - 1, loose=True)
            piece = _Piece(words, first[0], last[2], first[1], first[3])
            beside = piece.right <= left or right <= piece.left
            if not beside and bottom < piece.top and piece.bottom < top:
                yield piece
        at += _units(line) + 2


def _units(text: str) -> int:
    """Return how many UTF-16 units a text has, by which PDFium counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _rows(pieces: Sequence[_Piece], page: int) -> list[_Row]:
    """Return the rows of a page from its head to its foot, pieces of one row joined by tabs."""
    rows: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda one: -(one.bottom + one.top)):
        middle = (piece.bottom + piece.top) / 2
        if rows and rows[-1][0].bottom < middle < rows[-1][0].top:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    edge = max((piece.right for piece in pieces), default=0)
    return [
        _Row(
            page,
            "\t".join(piece.text for piece in sorted(row, key=lambda one: one.left)),
            max(piece.right for piece in row) > _FULL * edge,
        )
        for row in rows
    ]


def _furniture(pages: Sequence[Sequence[_Row]]) -> set[str]:
    """Return the rows that stand at the head or foot of most pages, but for their numbers."""
    seen = Counter(
        text
        for rows in pages
        for text in {_masked(row.text) for row in (*rows[:_EDGE], *rows[-_EDGE:])}
    )
    often = max(_FEWEST, len(pages) // 2 + 1)
    return {text for text, times in seen.items() if times >= often}


def _masked(text: str) -> str:
    return _DIGITS.sub("0", text)
