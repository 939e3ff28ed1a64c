"""The sheets beside the charts: how a listing looks, *Codebook* and *About*. For reading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from framework import __version__
from framework.charts.chart import Cells
from framework.charts.legend import LEGEND
from framework.formats.excel.book import PASSAGES, Book
from framework.formats.excel.reading_sheet import reading_sheet
from framework.formats.excel.sheet import Sheet
from framework.formats.excel.stored import storable
from framework.formats.excel.styles import Styles, height
from framework.formats.study_file import StudyFile
from framework.material.case import count_people
from framework.material.guide import Guide
from framework.trail.index import Entry

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


_LOOKS = {
    "words": "box",
    "open": "hatched",
    "state": "box state",
    "contested": "contested",
    "found": "found",
}


def write_about(book: Book) -> None:
    """Add *About*: what this is, as of when, who charted, and the legend."""
    styles, file = book.styles, book.file
    sheet = reading_sheet(styles.book, "About")
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, "About", styles["title"])
    sheet.write_string(0, 1, storable(file.title), styles["title"])
    line = 2
    for heading, text in _facts(book):
        sheet.write_string(line, 0, heading, styles["key"])
        sheet.write_string(line, 1, storable(text), styles["listed"])
        sheet.set_row(line, height([(text, 90)]))
        line += 1
    sheet.write_string(line + 1, 0, "How to read a box", styles["title"])
    sheet.set_row(line + 1, 24)
    for place, (look, example, meaning) in enumerate(LEGEND, line + 2):
        sheet.write_string(place, 0, example, styles[_LOOKS.get(look, look)])
        sheet.write_string(place, 1, meaning, styles["listed"])
        sheet.set_row(place, height([(meaning, 90), (example, 26)]))
    sheet.let_nobody_type()
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _facts(book: Book) -> list[tuple[str, str]]:
    cells, file, kind = book.cells, book.file, book.edition.kind
    cases = [case for case in cells.cases.values() if case.kind == kind]
    decisions = cells.decisions
    by: dict[str, list[Entry]] = {}
    for entry in cells.index.entries:
        by.setdefault(entry.by, []).append(entry)
    wrote = {act.by for act in decisions.all("said")} | by.keys()
    charted = "\n".join(
        f"{initials}: {file.researchers.get(initials, 'not in study.yaml')}"
        for initials in sorted(wrote)
    )
    return [
        (
            "As of",
            f"{decisions.newest[:10]}, the newest decision"
            if decisions.newest
            else "no decision yet",
        ),
        ("Cases", f"{len(cases)} of kind {kind}: {', '.join(case.id for case in cases)}"),
        ("Participants", str(count_people(cases, "participant"))),
        *_silent(file, kind, len(cases)),
        ("Subthemes", ", ".join(sub.heading for sub in cells.codebook.subthemes.values())),
        ("Charted and indexed by", charted or "nobody yet"),
        (
            "Passages indexed",
            str(sum(cells.cases[one.case].kind == kind for one, _ in cells.index.passages())),
        ),
        *_proposed(book),
        (
            "Built by",
            f"framework {__version__}. People read, index and summarise; it writes no summary.",
        ),
    ]


def _proposed(book: Book) -> list[tuple[str, str]]:
    """Return where what terms found is shown, and which terms are too wide to find anything."""
    told = []
    if book.proposed.found:
        told.append(
            "In Passages and the passage tables, shaded and under a mark of its own. It is there "
            "to be read: no evidence, in no box, counted nowhere. To accept or reject it: "
            "framework index."
        )
    if book.proposed.wide:
        wide = ", ".join(f"“{term}”" for term in book.proposed.wide)
        told.append(f"Too wide, so that they find nothing: {wide}.")
    return [("Found by terms, not read", "\n".join(told))] if told else []


def _silent(file: StudyFile, kind: str, cases: int) -> list[tuple[str, str]]:
    """Return how many were asked to take part and are no case, where study.yaml tells."""
    approached = next((plan.approached for plan in file.plans if plan.kind == kind), None)
    if approached is None:
        return []
    told = f"{approached} asked, {cases} took part, {approached - cases} did not answer"
    return [("Asked to take part", f"{told}. No answer is not “nothing said”.")]
