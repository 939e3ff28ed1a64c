"""PDF: the text layer, put back into rows by where it stands; always to be checked by eye.

What lies outside the page is not seen, and not read. Rows that come back on every page are
furniture. A row printed at the foot of a page and again at the head of the next is one row.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2

from framework.plain.faults import UnreadableError
from framework.plain.text import count, visible
from framework.transcripts.layouts.forms import COLON
from framework.transcripts.layouts.names import like_a_name
from framework.transcripts.paragraphs import Paragraph, Source

MAX_PAGES = 2_000
_EDGE = 2
"""How many rows at the head and the foot of a page may be furniture."""
_FEWEST = 3
_FULL = 0.85
_APART = 1.3
_FEW_STEPS = 10
"""One step in so many is taken for the step from row to row within a paragraph."""
_LONG = 20
_HYPHENS = {0xFFFE: "-", 0x02: "-"}
"""What PDFium gives for a hyphen at the end of a row."""
_FIRST_WORDS = 5
_WIDE = 0.9
"""A gap of so many heights of a line parts two cells."""
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
    """A row of a page.

    It is `full` if it reaches the right edge, so that the next may go on with it, unless that
    stands `apart`: further below than rows of one paragraph do.
    """

    page: int
    text: str
    full: bool
    apart: bool


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
            goes_on = full and not aside and not row.apart
            paragraphs.append(Paragraph(row.text, at, heading=aside, wrapped=goes_on))
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
        if fault.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
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
        for start, end in pairwise(_starts(line)):
            words = line[start:end].translate(_HYPHENS).strip()
            blank = len(line[start:end]) - len(line[start:end].lstrip())
            for piece in _straight(text, words, at + _units(line[: start + blank])):
                beside = piece.right <= left or right <= piece.left
                if not beside and bottom < piece.top and piece.bottom < top:
                    yield piece
        at += _units(line) + 2


def _starts(line: str) -> list[int]:
    """Return where the parts of a line begin, and its end: it is cut before a label.

    PDFium runs on from a hyphen at the end of a row, which may be a dash, into the next row.
    """
    ends = [at + 1 for at, letter in enumerate(line) if ord(letter) in _HYPHENS]
    heads = ((at, COLON.head(line[at:])) for at in ends)
    named = [at for at, head in heads if head and like_a_name(head.label)]
    return [0, *(at for at in named if not line[at].islower()), len(line)]


def _straight(text: Any, words: str, begin: int) -> Iterator[_Piece]:
    """Return a line as pieces of one row each: PDFium may run two short rows together."""
    while words:
        first = _box(text, begin)
        last = _box(text, begin + _units(words) - 1)
        end = len(words) if last[3] > first[1] else _row_end(text, words, begin, first[1])
        if end < len(words):
            last = _box(text, begin + _units(words[:end]) - 1)
        row = _parted(text, words[:end], begin, first[3] - first[1])
        yield _Piece(row, first[0], last[2], first[1], first[3])
        begin += _units(words[: end + 1])
        words = words[end + 1 :]


def _row_end(text: Any, words: str, begin: int, bottom: float) -> int:
    """Return where the first row of a line ends: at the blank before a word that stands below."""
    blanks = (at for at, letter in enumerate(words[:-1]) if letter == " ")
    below = (at for at in blanks if _box(text, begin + _units(words[: at + 1]))[3] <= bottom)
    return next(below, len(words))


def _parted(text: Any, words: str, begin: int, height: float) -> str:
    """Return a row with tabs where wide gaps follow its first words.

    PDFium puts a blank between the cells of a table, as it does between words.
    """
    at = -1
    for _ in range(_FIRST_WORDS):
        at = words.find(" ", at + 1)
        if at < 0:
            break
        before = _box(text, begin + _units(words[:at]) - 1)
        after = _box(text, begin + _units(words[: at + 1]))
        if after[0] - before[2] > _WIDE * height:
            words = f"{words[:at]}\t{words[at + 1 :]}"
    return words


def _box(text: Any, at: int) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of a character."""
    left, bottom, right, top = text.get_charbox(at, loose=True)
    return left, bottom, right, top


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
    steps = [above[0].bottom - below[0].bottom for above, below in pairwise(rows)]
    usual = sorted(steps)[len(steps) // _FEW_STEPS] if steps else 0
    return [
        _Row(
            page,
            "\t".join(piece.text for piece in sorted(row, key=lambda one: one.left)),
            max(piece.right for piece in row) > _FULL * edge,
            step > _APART * usual,
        )
        for row, step in zip(rows, [0, *steps], strict=False)
    ]


def _furniture(pages: Sequence[Sequence[_Row]]) -> set[str]:
    """Return the rows that stand at the head or foot of most pages, but for their numbers.

    A row of words that stands within a page too, as a label does, is none.
    """
    within = {_masked(row.text) for rows in pages for row in rows[_EDGE:-_EDGE]}
    seen = Counter(
        text
        for rows in pages
        for text in {_masked(row.text) for row in (*rows[:_EDGE], *rows[-_EDGE:])}
    )
    often = max(_FEWEST, len(pages) // 2 + 1)
    return {
        text
        for text, times in seen.items()
        if times >= often and (text not in within or not any(map(str.isalpha, text)))
    }


def _masked(text: str) -> str:
    return _DIGITS.sub("0", text)
