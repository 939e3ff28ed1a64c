"""What stands in which column of a chart's sheet.

A sheet has its title and a note, a line of theme bands, a line of headings, then the rows. The
key column comes first, then facts about the case, then the subthemes; before each theme's
subthemes stands a narrow column, which stays when the theme is folded away.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from xlsxwriter.worksheet import Worksheet

from framework.cases.case import Attribute, Case, Row, people_told
from framework.charts.chart import Cells, Chart
from framework.charts.composition import composition
from framework.codebook.codebook import Codebook
from framework.plain.stored import normal, storable
from framework.trail.decisions import OWN_COLUMN
from framework.workbook.memo import memo, own_columns
from framework.workbook.sheets.book import Book
from framework.workbook.sheets.box import write_waiting
from framework.workbook.sheets.styles import NARROW, Styles, box_width, height

KEY = "Case"
LINK = "Passages"
_FACTS = ("Group", "Date", "People", "Coincides")
_LONGEST = 250
"""Characters of an own column's heading."""
BAND_ROW, HEADER_ROW = 2, 3
FIRST_ROW = HEADER_ROW + 1

Kind = Literal["key", "near", "folded", "fact", "theme", "box", "own"]
"""What a column is: *near* facts stay in sight when one scrolls, *folded* ones open by a click."""


@dataclass(frozen=True)
class Column:
    """One column: its heading, its width in characters, its texts, its subtheme if it has one.

    `gaps` says who is not heard in a summary row, for the line beneath it.
    """

    kind: Kind
    heading: str
    width: float
    texts: Mapping[Row, str] = field(default_factory=dict)
    subtheme: str = ""
    gaps: Mapping[Row, str] = field(default_factory=dict)

    def text(self, row: Row) -> str:
        """Return what stands in a row, or in the line beneath it."""
        return self.texts.get(row, self.gaps.get(row, ""))

    outside: frozenset[Row] = frozenset()
    """The rows whose topic guide does not have the subtheme."""


def columns(book: Book, chart: Chart, boxes: Mapping[tuple[Row, str], str]) -> list[Column]:
    """Return the columns of a chart's sheet: the key, facts, subthemes, a researcher's own."""
    cells = book.cells
    found = key_and_facts(book, chart)
    shown = set(chart.subthemes)
    themes = [
        (theme, [sub for sub in theme.subthemes if sub.number in shown])
        for theme in cells.codebook.themes
    ]
    themes = [(theme, inside) for theme, inside in themes if inside]
    for theme, inside in themes:
        if len(themes) > 1:
            found.append(Column("theme", theme.number, NARROW))
        for sub in inside:
            texts = {row: boxes[row, sub.number] for row in chart.rows}
            width = box_width(texts.values())
            outside = outside_in(cells, chart.rows, sub.number)
            found.append(Column("box", sub.heading, width, texts, sub.number, outside=outside))
    return found + _own(book, chart)


def outside_in(cells: Cells, rows: Sequence[Row], subtheme: str) -> frozenset[Row]:
    """Return the rows whose cell of a subtheme is empty because their guide does not have it."""
    return frozenset(row for row in rows if cells.cell(row, subtheme).outside)


def hatch(sheet: Worksheet, styles: Styles, column: int, still: Sequence[bool]) -> None:
    """Hatch what is empty in a column, line by line, where it is still to chart."""
    line = FIRST_ROW
    for wanted, run in groupby(still):
        last = line + len(list(run)) - 1
        if wanted:
            rule = {"type": "blanks", "format": styles.uncharted}
            sheet.conditional_format(line, column, last, column, rule)
        line = last + 1


def _own(book: Book, chart: Chart) -> list[Column]:
    """Return the columns that researchers have added beside the rows of this chart."""
    found, cells = [], book.cells
    for place in own_columns(cells.decisions, chart.rows):
        texts = {row: storable(memo(cells.decisions, row, place).text) for row in chart.rows}
        if any(texts.values()):
            heading = book.own[place]
            found.append(Column("own", heading, box_width(texts.values()), texts))
    return found


def name_own_columns(book: Book) -> None:
    """Give every own column a heading under which the program writes nothing."""
    titles = [one.title for one in book.file.attributes]
    numbers = [theme.number for theme in book.cells.codebook.themes]
    subthemes = book.cells.codebook.subthemes.values()
    headings = [text for sub in subthemes for text in (sub.heading, asked_heading(sub.number))]
    taken = {*map(normal, (KEY, LINK, *_FACTS, *titles, *numbers, *headings))}
    for place in own_columns(book.cells.decisions, book.names):
        plain = normal(place.removeprefix(OWN_COLUMN))[:_LONGEST] or "Column"
        found, number = plain, 1
        while found in taken:
            number += 1
            found = f"{plain} ({number})"
        taken.add(found)
        book.own[place] = found


def asked_heading(subtheme: str) -> str:
    """Return the heading of the column that says whether a subtheme was asked."""
    return f"Asked ({subtheme})"


def key_and_facts(book: Book, chart: Chart) -> list[Column]:
    """Return the key column, and what is known of each row beside it."""
    names = {row: book.names[row] for row in chart.rows}
    width = min(24.0, max(map(len, names.values()), default=0) + 4.0)
    return [Column("key", KEY, width, names), *facts(chart, book.cells, book.file.attributes)]


def facts(chart: Chart, cells: Cells, attributes: Sequence[Attribute]) -> list[Column]:
    """Return what is known of the rows: attributes, unless all share one, group, date, people.

    Attributes and group stay in sight; a case's date and people are folded away. A summary chart
    also says what coincides in its rows.
    """
    fixed = {name for name, _ in chart.only}

    def texts(name: str) -> dict[Row, str]:
        return {row: storable(_fact(cells.under(row), row, name)) for row in chart.rows}

    found = [_near(one.title, texts(one.name)) for one in attributes if one.name not in fixed]
    found += [_near("Group", texts("group")), Column("folded", "Date", 11, texts("date"))]
    people = _people(chart, cells, attributes)
    found.append(Column("fact" if chart.by else "folded", "People", 30, people))
    found.append(Column("fact", "Coincides", 24, _coincides(chart, cells, attributes)))
    return [each for each in found if any(each.texts.values())]


def _near(heading: str, texts: Mapping[Row, str]) -> Column:
    """Return a column that stays in sight, as narrow as its words allow."""
    longest = max(map(len, (heading, *texts.values())))
    return Column("near", heading, min(14.0, longest + 3.0), texts)


def _people(chart: Chart, cells: Cells, attributes: Sequence[Attribute]) -> dict[Row, str]:
    told = {
        row: people_told(cells.cases[row.case_id])
        if row.case_id
        else composition(cells, row, attributes).people
        for row in chart.rows
    }
    return {row: storable("\n".join(lines)) for row, lines in told.items()}


def _coincides(chart: Chart, cells: Cells, attributes: Sequence[Attribute]) -> dict[Row, str]:
    """Return what of other attributes coincides with each summary row."""
    above = [row for row in chart.rows if row.case_id is None]
    told = {row: composition(cells, row, attributes).coincides for row in above}
    return {row: storable("\n".join(lines)) for row, lines in told.items()}


def _fact(cases: list[Case], row: Row, name: str) -> str:
    """Return a fact of a row: of a summary row only what all its cases share."""
    values = {case[name] for case in cases}
    return (
        values.pop() if len(values) == 1 and (row.case_id or name not in ("group", "date")) else ""
    )


def ours(laid: Sequence[Column]) -> list[str]:
    """Return the headings of a sheet that are the program's own."""
    return [column.heading for column in laid if column.kind != "own"]


def keys_of(laid: Sequence[Column]) -> list[str]:
    """Return what the boxes of a sheet are about."""
    return [column.subtheme for column in laid if column.kind == "box"]


def write_head(
    sheet: Worksheet, styles: Styles, title: str, note: str, laid: Sequence[Column], book: Codebook
) -> list[str]:
    """Write the title, the note, the bands of the themes and the headings; set the widths.

    Return what stands above the headings.
    """
    above = [storable(title), note]
    sheet.write_string(0, 0, above[0], styles["title"])
    sheet.write_string(1, 0, note, styles["note"])
    sheet.set_row(0, 24)
    sheet.set_row(BAND_ROW, 18)
    sheet.set_row(HEADER_ROW, 32)
    sheet.outline_settings(symbols_right=False)
    many = any(column.kind == "theme" for column in laid)
    banded = ""
    for place, column in enumerate(laid):
        theme = _theme_of(column, book)
        heading = storable(theme) if theme != banded else ""
        banded = theme or banded
        above.append(heading)
        sheet.write_string(BAND_ROW, place, heading, styles["band"])
        sheet.write_string(HEADER_ROW, place, storable(column.heading), styles["head"])
        folds = column.kind == "folded" or (many and column.kind == "box")
        closed = place + 1 < len(laid) and laid[place + 1].kind == "folded" != column.kind
        options = {"level": int(folds), "hidden": column.kind == "folded", "collapsed": closed}
        sheet.set_column(place, place, column.width, None, options)
    return above


def write_rows(
    sheet: Worksheet,
    book: Book,
    laid: Sequence[Column],
    rows: Sequence[Row],
    below: Sequence[str],
    apart: Collection[str] = (),
) -> None:
    """Write the texts of rows and, beneath, lines of which the first is a title; set the heights.

    The boxes of subthemes `apart` are left to whoever knows more of them.
    """
    styles = book.styles
    for line, row in enumerate(rows, FIRST_ROW):
        for place, column in enumerate(laid):
            at = (line, place)
            if column.subtheme in apart:
                continue
            if wait := book.waits((row, column.subtheme), sheet, at):
                write_waiting(book, sheet, at, wait)
            else:
                style = column.kind if column.kind in ("key", "box") else "fact"
                sheet.write_string(line, place, column.texts.get(row, ""), styles[style])
        sheet.set_row(line, row_height(laid, row))
    first = HEADER_ROW + len(rows) + 2
    for line, text in enumerate(below, first):
        sheet.write_string(line, 0, text, styles["plain" if line > first else "title"])


def _theme_of(column: Column, book: Codebook) -> str:
    for theme in book.themes:
        if column.kind == "theme" and theme.number == column.heading:
            return theme.heading
        if any(sub.number == column.subtheme for sub in theme.subthemes):
            return theme.heading
    return ""


def row_height(laid: Sequence[Column], row: Row) -> float:
    """Return the height in points that shows all texts of a row; folded columns do not count."""
    shown = [column for column in laid if column.kind != "folded"]
    return height([(column.text(row), column.width) for column in shown])
