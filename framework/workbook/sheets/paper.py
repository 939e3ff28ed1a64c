"""How a chart's sheet is frozen and printed: only themes that hold something, on full A3 pages.

Headings, the case and the facts beside it are repeated on every page. Every page says study, chart,
date and who charted.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from framework.cases.case import Row
from framework.plain.stored import storable
from framework.workbook.sheets.book import Book
from framework.workbook.sheets.grid import (
    BAND_ROW,
    FIRST_ROW,
    HEADER_ROW,
    Column,
    hatch,
    row_height,
)
from framework.workbook.sheets.styles import box_width

LEGEND = (
    "Hatched: not charted yet · grey: not in this guide · italic grey: a state somebody chose · "
    "teal: a reference"
)
SCALE = 80
"""Per cent: the ten points of a cell are eight on paper."""
_A3 = 8
_ACROSS, _DOWN = 215.0, 920.0
"""Characters that stand side by side on A3 at this scale, as LibreOffice draws them, and points
that stand beneath the headings."""
_EDGE = 0.75
"""Characters that the edges of a column take."""
_LINES = range(10, 26)
"""So many lines the longest text of a column may take."""


def fitted(laid: Sequence[Column], rows: Sequence[Row]) -> list[Column]:
    """Return a chart's columns in the widths at which it takes the fewest pages.

    The longest text of each column takes the same number of lines, so that the cells of a row are
    about as high as one another; tried is which number.
    """
    tries = [[_at(column, lines) for column in laid] for lines in _LINES]
    return min(tries, key=lambda each: _pages(each, rows))


def _at(column: Column, lines: int) -> Column:
    if column.kind not in ("box", "own"):
        return column
    return replace(column, width=box_width(column.texts.values(), lines))


def _pages(laid: Sequence[Column], rows: Sequence[Row]) -> int:
    """Return how many pages a chart takes: so many side by side, times so many below each other."""
    stretches = list(_charted(laid))
    across = sum(_across(laid, *stretch) for stretch in stretches)
    down, filled = 1, 0.0
    for row in rows:
        height = row_height(laid, row)
        if filled + height > _DOWN:
            down, filled = down + 1, 0.0
        filled += height
    return max(1, across) * down


def set_page(
    sheet: Worksheet,
    book: Book,
    title: str,
    laid: Sequence[Column],
    lines: Sequence[Row],
    *,
    hatched: bool = True,
    below: int = 0,
) -> None:
    """Freeze the headings and what stays in sight, hatch what is empty, and set the paper.

    `lines` are the rows that can be sorted; `below` are further lines to print beneath them.
    """
    last_row = HEADER_ROW + len(lines)
    for place, column in enumerate(laid):
        if column.kind == "box" and hatched:
            still = [row in column.texts and row not in column.outside for row in lines]
            hatch(sheet, book.styles, place, still)
    if lines:
        sheet.autofilter(HEADER_ROW, 0, last_row, len(laid) - 1)
    near = sum(column.kind in ("key", "near") for column in laid)
    stretches = list(_charted(laid))
    opens = stretches[0][0] if stretches and stretches[0][0] > near else near
    sheet.freeze_panes(FIRST_ROW, near, FIRST_ROW, opens)
    sheet.repeat_rows(BAND_ROW, HEADER_ROW)
    sheet.repeat_columns(0, 0)
    areas = _areas(laid, stretches, near)
    print_only(sheet, book, [(BAND_ROW, first, last_row + below, end - 1) for first, end in areas])
    set_paper(sheet, book, title)


def set_paper(sheet: Worksheet, book: Book, title: str, scale: int = SCALE) -> None:
    """Let a sheet be printed on A3 across, with its title above and what it is below."""
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.set_print_scale(scale)
    sheet.set_margins(left=0.25, right=0.25, top=0.5, bottom=0.35)
    # On paper the title stands in the page's header: a cell's would be cut at the repeated column.
    sheet.set_header(f"&L&14&B{storable(title).replace('&', '&&')[:200]}", {"margin": 0.15})
    sheet.set_footer(
        f"&L&8{book.as_of.replace('&', '&&')[:90]}&C&8{LEGEND}&R&8&P / &N", {"margin": 0.15}
    )


def _charted(laid: Sequence[Column]) -> Iterator[tuple[int, int]]:
    """Return the stretches of columns whose themes hold something; all columns if none does."""
    themes = [place for place, column in enumerate(laid) if column.kind == "theme"]
    if not themes:
        return
    ends = [*themes[1:], len(laid)]
    held = [pair for pair in zip(themes, ends, strict=True) if _holds(laid[slice(*pair)])]
    joined: list[tuple[int, int]] = []
    for first, end in held or [(themes[0], len(laid))]:
        if joined and joined[-1][1] == first:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((first, end))
    yield from joined


def _holds(columns: Sequence[Column]) -> bool:
    return any(text for column in columns for text in column.texts.values())


def _areas(
    laid: Sequence[Column], stretches: Sequence[tuple[int, int]], near: int
) -> Iterator[tuple[int, int]]:
    """Return the columns to print, from and to: the first stretch with the facts before it."""
    if not stretches:
        yield 0, len(laid)
    for first, end in stretches:
        beside = not any(column.kind == "theme" for column in laid[near:first])
        yield (0 if beside else first), end


def print_only(sheet: Worksheet, book: Book, ranges: Iterable[tuple[int, int, int, int]]) -> None:
    """Print only these ranges, each on pages of its own.

    Several of them are a defined name, for which XlsxWriter has no call.
    """
    name = sheet.name.replace("'", "''")
    told = ",".join(f"'{name}'!{xl_range_abs(*one)}" for one in ranges)
    book.styles.book.define_name(f"'{name}'!_xlnm.Print_Area", f"={told}")


def _across(laid: Sequence[Column], first: int, end: int) -> int:
    """Return how many pages side by side a stretch of columns takes, the key on each."""
    room = _ACROSS - laid[0].width - _EDGE
    pages, filled = 1, 0.0
    for column in laid[first:end]:
        width = column.width + _EDGE
        if filled and filled + width > room:
            pages, filled = pages + 1, 0.0
        filled += width
    return pages
