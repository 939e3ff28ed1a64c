"""What stands in which column of a chart's sheet, and how the sheet is frozen, folded and printed.

A sheet has its title and a note, a line of theme bands, a line of headings, then the rows. The
key column comes first, then facts about the case, then the subthemes; before each theme's
subthemes stands a narrow column, which stays when the theme is folded away.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from xlsxwriter.worksheet import Worksheet

from framework.charts.chart import Cells, Chart
from framework.charts.composition import composition
from framework.formats.excel.stored import storable
from framework.formats.excel.styles import NARROW, Styles, box_width, height, print_scale
from framework.material.case import Attribute, Case, Row, people_told
from framework.material.codebook import Codebook
from framework.trail.decisions import OWN_COLUMN
from framework.writing.memo import memo, own_columns

KEY = "Case"
KEY_WIDTH = 17.0
BAND_ROW, HEADER_ROW = 2, 3
FIRST_ROW = HEADER_ROW + 1
LEGEND = "Hatched: not charted yet · italic grey: a state somebody chose · teal: a reference"

Kind = Literal["key", "fact", "theme", "box", "own"]


@dataclass(frozen=True)
class Column:
    """One column: its heading, its width in characters, its texts, its subtheme if it has one."""

    kind: Kind
    heading: str
    width: float
    texts: Mapping[Row, str] = field(default_factory=dict)
    subtheme: str = ""


def columns(
    chart: Chart,
    cells: Cells,
    attributes: Sequence[Attribute],
    boxes: Mapping[tuple[Row, str], str],
) -> list[Column]:
    """Return the columns of a chart's sheet: the key, facts, subthemes, a researcher's own."""
    found = key_and_facts(chart, cells, attributes)
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
            found.append(Column("box", sub.heading, width, texts, sub.number))
    return found + _own(chart, cells)


def _own(chart: Chart, cells: Cells) -> list[Column]:
    """Return the columns that researchers have added beside the rows of this chart."""
    found = []
    for place in own_columns(cells.decisions, chart.rows):
        texts = {row: storable(memo(cells.decisions, row, place).text) for row in chart.rows}
        if any(texts.values()):
            heading = place.removeprefix(OWN_COLUMN)
            found.append(Column("own", heading, box_width(texts.values()), texts))
    return found


def key_and_facts(chart: Chart, cells: Cells, attributes: Sequence[Attribute]) -> list[Column]:
    """Return the key and the facts: attributes, unless all share one, group, date, people.

    A summary chart also says what coincides in its rows.
    """
    key = Column("key", KEY, KEY_WIDTH, {row: row.key for row in chart.rows})
    fixed = {name for name, _ in chart.only}

    def column(heading: str, width: float, name: str) -> Column:
        return Column(
            "fact",
            heading,
            width,
            {row: storable(_fact(cells.under(row), row, name)) for row in chart.rows},
        )

    found = [column(one.title, 13, one.name) for one in attributes if one.name not in fixed]
    found += [column("Group", 8, "group"), column("Date", 11, "date")]
    found.append(
        Column("fact", "People", 30 if chart.by else 26, _people(chart, cells, attributes))
    )
    found.append(Column("fact", "Coincides", 24, _coincides(chart, cells, attributes)))
    return [key, *(each for each in found if any(each.texts.values()))]


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
        fold = {"level": 1} if many and column.kind == "box" else {}
        sheet.set_column(place, place, column.width, None, fold)
    return above


def write_rows(
    sheet: Worksheet,
    styles: Styles,
    laid: Sequence[Column],
    rows: Sequence[Row],
    below: Sequence[str],
    apart: Collection[str] = (),
) -> None:
    """Write the texts of rows and, beneath, lines of which the first is a title; set the heights.

    The boxes of subthemes `apart` are left to whoever knows more of them.
    """
    for line, row in enumerate(rows, FIRST_ROW):
        for place, column in enumerate(laid):
            if column.subtheme not in apart:
                style = column.kind if column.kind in ("key", "box") else "fact"
                sheet.write_string(line, place, column.texts.get(row, ""), styles[style])
        sheet.set_row(line, row_height(laid, row, least=30))
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


def row_height(laid: Sequence[Column], row: Row, least: float = 60.0) -> float:
    """Return the height in points that shows all texts of a row."""
    return max(least, height([(column.texts.get(row, ""), column.width) for column in laid]))


def set_page(
    sheet: Worksheet,
    styles: Styles,
    title: str,
    laid: Sequence[Column],
    rows: int,
    *,
    hatch: bool = True,
    below: int = 0,
) -> None:
    """Freeze headings and key, hatch what is empty, and print on A3 with headings repeated."""
    last_row, last = HEADER_ROW + rows, len(laid) - 1
    for place, column in enumerate(laid):
        if column.kind == "box" and rows and hatch:
            area = (FIRST_ROW, place, last_row, place)
            sheet.conditional_format(*area, {"type": "blanks", "format": styles.uncharted})
    if rows:
        sheet.autofilter(HEADER_ROW, 0, last_row, last)
    sheet.freeze_panes(FIRST_ROW, 1)
    sheet.repeat_rows(BAND_ROW, HEADER_ROW)
    sheet.repeat_columns(0, 0)
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    starts = [place for place, column in enumerate(laid) if column.kind == "theme"]
    pages = _pages(laid, starts)
    sheet.set_print_scale(print_scale([sum(column.width for column in page) for page in pages]))
    if starts[1:]:
        sheet.set_v_pagebreaks(starts[1:])
    sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.6)
    # On paper the title stands in the page's header: a cell's would be cut at the repeated column.
    sheet.print_area(BAND_ROW, 0, last_row + below, last)
    sheet.set_header(f"&L&14&B{storable(title).replace('&', '&&')[:200]}")
    sheet.set_footer(f"&L&8&A&C&8{LEGEND}&R&8&P / &N")


def _pages(laid: Sequence[Column], starts: Sequence[int]) -> list[Sequence[Column]]:
    """Return the columns that stand on each page across: a theme a page, the key on every one."""
    if not starts:
        return [laid]
    ends = [*starts[1:], len(laid)]
    later = [[laid[0], *laid[start:end]] for start, end in zip(starts[1:], ends[1:], strict=True)]
    return [laid[: ends[0]], *later]
