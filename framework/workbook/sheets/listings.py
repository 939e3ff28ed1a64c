"""The sheets beside the charts: how a listing looks, *Passages* and *Codebook*. For reading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from framework.charts.chart import Cells
from framework.codebook.guide import Guide
from framework.plain.stored import storable
from framework.workbook.sheets.book import PASSAGES
from framework.workbook.sheets.reading_sheet import reading_sheet
from framework.workbook.sheets.sheet import Sheet
from framework.workbook.sheets.styles import Styles, height

Columns = Sequence[tuple[str, float]]


@dataclass(frozen=True)
class Listing:
    """A table to write: headings with widths, the rows, and which columns are grey context.

    `links` holds formulas by row and column, for cells whose text is the way somewhere; in them
    ``{line}`` stands for the row's own number. The last `found` rows are what terms found.
    """

    columns: Columns
    rows: list[list[str]]
    grey: tuple[int, ...] = ()
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)
    found: int = 0


FIRST = 4
"""The line of a listing's first row, counted from 0."""


_SPARE = 200
"""Rows that are left empty at the end of a sheet: see `ReadingSheet.let_nobody_type`."""


def row_told(line: int) -> str:
    """Return how a row of *Passages* is told: ``8``, on a later sheet ``8 of Passages, part 2``."""
    before, place = divmod(line - FIRST - 1, _most())
    row = str(place + FIRST + 1)
    return f"{row} of {_part(PASSAGES, before + 1)}" if before else row


def _most() -> int:
    """Return how many rows of a listing stand on one sheet."""
    return Sheet.ROWS - FIRST - _SPARE


def _part(name: str, number: int) -> str:
    return name if number == 1 else f"{name}, part {number}"


def write_listing(styles: Styles, name: str, note: str, listing: Listing) -> None:
    """Add a sheet that holds a listing under a title and a note, and further ones if need be."""
    for number, begin in enumerate(range(0, max(1, len(listing.rows)), _most()), 1):
        end = begin + _most()
        more = f" It goes on in {_part(name, number + 1)}." if end < len(listing.rows) else ""
        _write_part(styles, _part(name, number), f"{note}{more}", listing, begin)


def _write_part(styles: Styles, name: str, note: str, listing: Listing, begin: int) -> None:
    sheet = reading_sheet(styles.book, name)
    sheet.write_string(0, 0, name, styles["title"])
    sheet.write_string(1, 0, storable(note), styles["note"])
    sheet.set_row(0, 24)
    for column, (heading, width) in enumerate(listing.columns):
        sheet.write_string(3, column, heading, styles["head"])
        sheet.set_column(column, column, width)
    widths = [width for _, width in listing.columns]
    places = range(len(widths))
    looks = {
        look: [styles[f"{look} grey" if column in listing.grey else look] for column in places]
        for look in ("listed", "found")
    }
    rows = listing.rows[begin : begin + _most()]
    found = len(listing.rows) - listing.found
    for number, row in enumerate(rows, begin):
        line = FIRST + number - begin
        look = "found" if number >= found else "listed"
        for column, text, style in zip(places, row, looks[look], strict=True):
            if link := listing.links.get((number, column)):
                formula = link.replace("{line}", str(line + 1))
                sheet.write_formula(line, column, formula, styles[f"{look} link"], text)
            else:
                sheet.write_string(line, column, storable(text), style)
        sheet.set_row(line, height(list(zip(row, widths, strict=True))))
    if rows:
        sheet.autofilter(3, 0, 3 + len(rows), len(listing.columns) - 1)
    sheet.let_nobody_type()
    sheet.freeze_panes(4, 0)
    sheet.repeat_rows(3)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&8&A&R&8&P / &N")


def codebook(cells: Cells, guide: Guide | None) -> Listing:
    """Return one row a theme and a subtheme: its entry, and the questions meant to open it."""
    columns = [
        ("Number", 9),
        ("Theme, subtheme", 32),
        ("Definition", 46),
        ("Include", 40),
        ("Exclude", 40),
    ]
    columns += [("Origin", 14), ("Example", 40), ("Terms", 34)]
    columns += [("Guide questions", 40)]
    rows = []
    for theme in cells.codebook.themes:
        rows.append([theme.number, theme.name.upper(), *[""] * (len(columns) - 2)])
        for sub in theme.subthemes:
            texts = [sub.definition, sub.include, sub.exclude, sub.origin, sub.example]
            asked = guide.opening(sub.number) if guide else []
            questions = "\n".join(f"{each.number} {each.text}" for each in asked)
            rows.append([sub.number, sub.name, *texts, ", ".join(sub.terms), questions])
    return Listing(columns, rows)
