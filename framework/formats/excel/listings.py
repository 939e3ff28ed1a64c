"""The sheets beside the charts: how a listing looks, *Passages* and *Codebook*. For reading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from framework.charts.chart import Cells
from framework.formats.excel.reading_sheet import reading_sheet
from framework.formats.excel.stored import storable
from framework.formats.excel.styles import Styles, height
from framework.material.guide import Guide

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


def write_listing(styles: Styles, name: str, note: str, listing: Listing) -> None:
    """Add a sheet that holds a listing under a title and a note."""
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
    for line, row in enumerate(listing.rows, FIRST):
        look = "found" if line - FIRST >= len(listing.rows) - listing.found else "listed"
        for column, text, style in zip(places, row, looks[look], strict=True):
            if link := listing.links.get((line - FIRST, column)):
                formula = link.replace("{line}", str(line + 1))
                sheet.write_formula(line, column, formula, styles[f"{look} link"], text)
            else:
                sheet.write_string(line, column, storable(text)[:32_767], style)
        sheet.set_row(line, height(list(zip(row, widths, strict=True))))
    if listing.rows:
        sheet.autofilter(3, 0, 3 + len(listing.rows), len(listing.columns) - 1)
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
