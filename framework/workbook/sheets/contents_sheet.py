"""The sheet *Contents*, on which the workbook opens: what is where, and what is left to chart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from framework import __version__
from framework.cases.case import count_people
from framework.charts.chart import Chart
from framework.charts.composition import composition
from framework.charts.legend import LEGEND
from framework.plain.stored import storable
from framework.plain.text import count
from framework.workbook.sheets.book import CONTENTS, Book
from framework.workbook.sheets.reading_sheet import ReadingSheet, reading_sheet
from framework.workbook.sheets.styles import height

_WIDTHS = (34.0, 84.0, 20.0)
_LOOKS = {
    "words": "box",
    "open": "hatched",
    "state": "box state",
    "contested": "contested",
    "found": "found",
}


@dataclass(frozen=True)
class Listed:
    """A sheet as *Contents* lists it: its name, what it shows, and what is left to chart on it."""

    sheet: str
    shows: str
    left: str = ""


Groups = Mapping[str, Sequence[Listed]]
"""The sheets under the headings of *Contents*, in the workbook's order."""


def open_contents(book: Book) -> ReadingSheet:
    """Add the sheet, before all others. What it lists is written when they are there."""
    return reading_sheet(book.styles.book, CONTENTS)


def listed_chart(book: Book, name: str, chart: Chart) -> Listed:
    """Return a chart as *Contents* lists it: its rows, and how many of its cells are open."""
    rows = [row for row in chart.rows if row.case_id is None] if chart.by else chart.rows
    left = sum(book.cells.cell(row, sub).open for row in rows for sub in chart.subthemes)
    told = f"{count(left, 'cell')} to chart" if left else "all charted"
    return Listed(name, ", ".join(book.names[row] for row in rows), told)


def write_contents(
    book: Book, sheet: ReadingSheet, groups: Groups, summaries: Iterable[Chart]
) -> None:
    """Write the title, the sheets in groups, how to read a cell, and what the workbook is."""
    styles = book.styles
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, CONTENTS, styles["title"])
    sheet.write_string(0, 1, storable(book.file.title), styles["title"])
    sheet.write_string(1, 1, storable(f"{_who(book)}. {book.as_of}."), styles["note"])
    page = _Page(book, sheet)
    for heading, sheets in groups.items():
        if sheets:
            page.heading(heading)
            for one in sheets:
                page.link(one)
    page.heading("How to read a cell")
    for look, example, meaning in LEGEND:
        page.row(example, meaning, look=_LOOKS.get(look, look))
    if rows := [row for chart in summaries for row in chart.rows if row.case_id is None]:
        page.heading("Who each summary row consists of")
        for row in dict.fromkeys(rows):
            told = composition(book.cells, row, book.file.attributes)
            page.row(book.names[row], "\n".join(told.lines))
    page.heading("About this workbook")
    for fact, text in _facts(book):
        page.row(fact, text)
    sheet.let_nobody_type()
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&8&A&R&8&P / &N")


class _Page:
    """The lines of *Contents*, written one beneath the other."""

    def __init__(self, book: Book, sheet: ReadingSheet) -> None:
        self._styles, self._sheet, self._line = book.styles, sheet, 2

    def heading(self, text: str) -> None:
        """Write a heading, after an empty line."""
        self._line += 1
        for column, each in enumerate((text, "", "")):
            self._sheet.write_string(self._line, column, each, self._styles["band"])
        self._sheet.set_row(self._line, 18)
        self._line += 1

    def row(self, first: str, text: str, *, look: str = "key") -> None:
        """Write a line of a word and its explanation."""
        self._sheet.write_string(self._line, 0, storable(first), self._styles[look])
        self._sheet.write_string(self._line, 1, storable(text), self._styles["listed"])
        widths = _WIDTHS[:2]
        self._sheet.set_row(self._line, height(list(zip((first, text), widths, strict=True))))
        self._line += 1

    def link(self, one: Listed) -> None:
        """Write a line that leads to a sheet."""
        place = one.sheet.replace("'", "''").replace('"', '""')
        shown = one.sheet.replace('"', '""')
        formula = f'=HYPERLINK("#\'{place}\'!A1","{shown}")'
        self._sheet.texts.add(one.sheet)  # what is left of the link in other programs
        self._sheet.write_formula(self._line, 0, formula, self._styles["listed link"], one.sheet)
        self._sheet.write_string(self._line, 1, storable(one.shows), self._styles["listed"])
        self._sheet.write_string(self._line, 2, one.left, self._styles["listed grey"])
        texts = (one.sheet, one.shows, one.left)
        self._sheet.set_row(self._line, height(list(zip(texts, _WIDTHS, strict=True))))
        self._line += 1


def _who(book: Book) -> str:
    """Return how many cases of which kind there are, and how many people."""
    kind = book.edition.kind
    cases = [case for case in book.cells.cases.values() if case.kind == kind]
    people = count(count_people(cases, "participant"), "participant")
    return f"{count(len(cases), kind)}, {people}"


def _facts(book: Book) -> list[tuple[str, str]]:
    cells, file, kind = book.cells, book.file, book.edition.kind
    charted = (f"{one}: {file.researchers.get(one, 'not in study.yaml')}" for one in book.wrote)
    indexed = sum(cells.cases[one.case].kind == kind for one, _ in cells.index.passages())
    return [
        ("Charted and indexed by", "\n".join(charted) or "nobody yet"),
        ("Passages indexed", str(indexed)),
        *_silent(book),
        *_proposed(book),
        ("Built by", f"framework {__version__}. People read, index and summarise; it does not."),
    ]


def _silent(book: Book) -> list[tuple[str, str]]:
    """Return how many were asked to take part and are no case, where study.yaml tells."""
    kind = book.edition.kind
    cases = sum(case.kind == kind for case in book.cells.cases.values())
    approached = next((plan.approached for plan in book.file.plans if plan.kind == kind), None)
    if approached is None:
        return []
    told = f"{approached} asked, {cases} took part, {approached - cases} did not answer"
    return [("Asked to take part", f"{told}. No answer is not “nothing said”.")]


def _proposed(book: Book) -> list[tuple[str, str]]:
    """Return where what terms found is shown, and which terms are too wide to find anything."""
    told = []
    if book.proposed.found:
        told.append(
            "Shaded, on Passages and in the passage tables. They are there to be read, are no "
            "evidence and are never counted. To accept or reject them, run: framework index"
        )
    if book.proposed.wide:
        wide = ", ".join(f"“{term}”" for term in book.proposed.wide)
        told.append(f"Too common to be useful, so they find nothing: {wide}.")
    return [("Found by terms, not read", "\n".join(told))] if told else []
