"""One chart on one sheet: a key column, descriptors, and a box for each subtheme.

A box holds a person's words, one state word, or nothing. The program writes nothing else
into a box, ever.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from framework.case import Attribute, Case, Row, count_people
from framework.cell import Cell
from framework.chart import Cells, Chart
from framework.codebook import Codebook
from framework.formats.excel.base import Box, storable
from framework.formats.excel.styles import BOX_WIDTH, Styles, height, print_scale
from framework.formats.study_file import StudyFile
from framework.text import count

KEY = "Case"
KEY_WIDTH = 17.0
HEADER_ROW = 3


@dataclass(frozen=True)
class Descriptor:
    """A column of facts between the key and the boxes: its heading, width, and text for a row."""

    heading: str
    width: float
    texts: dict[Row, str]


def write_chart(
    styles: Styles, name: str, chart: Chart, cells: Cells, file: StudyFile
) -> list[Box]:
    """Add a chart's sheet and return the boxes on it, row by row, for the base."""
    sheet = styles.book.add_worksheet(name)
    descriptors = _descriptors(chart, cells, file.attributes)
    first = 1 + len(descriptors)
    title = f"{chart.name} · {file.title}"
    sheet.write_string(0, 0, storable(title), styles["title"])
    sheet.write_string(1, 0, _note(chart), styles["note"])
    sheet.set_row(0, 24)
    _bands(sheet, styles, chart, cells.codebook, first)
    _header(sheet, styles, chart, cells.codebook, descriptors)
    boxes = []
    for line, row in enumerate(chart.rows, HEADER_ROW + 1):
        above = bool(chart.by) and row.case_id is None
        sheet.write_string(line, 0, row.key, styles["above" if above else "key"])
        for column, descriptor in enumerate(descriptors, 1):
            sheet.write_string(
                line, column, descriptor.texts[row], styles["above" if above else "fact"]
            )
        shown = [cells.cell(row, subtheme) for subtheme in chart.subthemes]
        for column, cell in enumerate(shown, first):
            _write_box(sheet, styles, line, column, cell)
            boxes.append(Box(name, row, cell.subtheme, storable(cell.box)))
        texts = [(cell.box, float(BOX_WIDTH)) for cell in shown]
        facts = [(each.texts[row], each.width) for each in descriptors]
        sheet.set_row(line, max(60.0, height([*texts, *facts])))
    _page(sheet, title, chart, cells, descriptors, styles)
    return boxes


def _note(chart: Chart) -> str:
    if chart.by:
        return (
            "A summary row holds what a person wrote after reading the rows under it, or nothing. "
            "Hatched: not charted yet."
        )
    return "One row a case. Hatched: not charted yet. Italic grey: a state somebody chose."


def _bands(sheet: Worksheet, styles: Styles, chart: Chart, codebook: Codebook, first: int) -> None:
    """Write each theme's name over its first subtheme, on a band that runs across its columns."""
    heads = {
        theme.subthemes[0].number: theme.heading for theme in codebook.themes if theme.subthemes
    }
    sheet.set_row(HEADER_ROW - 1, 18)
    for column in range(first):
        sheet.write_blank(HEADER_ROW - 1, column, None, styles["band"])
    for column, subtheme in enumerate(chart.subthemes, first):
        sheet.write_string(
            HEADER_ROW - 1, column, storable(heads.get(subtheme, "")), styles["band"]
        )


def _header(
    sheet: Worksheet,
    styles: Styles,
    chart: Chart,
    codebook: Codebook,
    descriptors: list[Descriptor],
) -> None:
    sheet.write_string(HEADER_ROW, 0, KEY, styles["head"])
    sheet.set_column(0, 0, KEY_WIDTH)
    for column, descriptor in enumerate(descriptors, 1):
        sheet.write_string(HEADER_ROW, column, descriptor.heading, styles["head"])
        sheet.set_column(column, column, descriptor.width)
    for column, subtheme in enumerate(chart.subthemes, 1 + len(descriptors)):
        sheet.write_string(HEADER_ROW, column, storable(codebook[subtheme].heading), styles["head"])
        sheet.set_column(column, column, BOX_WIDTH)
    sheet.set_row(HEADER_ROW, 32)


def _write_box(sheet: Worksheet, styles: Styles, line: int, column: int, cell: Cell) -> None:
    text = storable(cell.box)
    if "contested" in cell.marks:
        style = styles["contested"]
    else:
        style = styles["box" if cell.texts or not text else "state"]
    if text:
        sheet.write_string(line, column, text, style)
    else:
        sheet.write_blank(line, column, None, style)


def _descriptors(chart: Chart, cells: Cells, attributes: Sequence[Attribute]) -> list[Descriptor]:
    """Return the columns of facts: attributes, unless all share one, group, date, people."""
    fixed = {name for name, _ in chart.only}

    def column(heading: str, width: float, name: str) -> Descriptor:
        texts = {row: storable(_fact(cells.under(row), row, name)) for row in chart.rows}
        return Descriptor(heading, width, texts)

    found = [column(one.title, 13, one.name) for one in attributes if one.name not in fixed]
    found += [column("Group", 8, "group"), column("Date", 11, "date")]
    people = {row: storable(_people(cells.under(row), row)) for row in chart.rows}
    return [each for each in found if any(each.texts.values())] + [Descriptor("People", 26, people)]


def _fact(cases: list[Case], row: Row, name: str) -> str:
    """Return a fact of a row: of a summary row only what all its cases share."""
    values = {case[name] for case in cases}
    return (
        values.pop() if len(values) == 1 and (row.case_id or name not in ("group", "date")) else ""
    )


def _people(cases: list[Case], row: Row) -> str:
    moderators = {len(case.people("moderator")) for case in cases}
    if row.case_id:
        told = f"\n{count(moderators.pop(), 'moderator')}" if moderators != {0} else ""
        return cases[0].composition + told
    people = count_people(cases, "participant")
    listed = "\n".join(f"{case.id}: {len(case.people('participant'))}" for case in cases)
    return f"{people} in {count(len(cases), 'case')}\n{listed}"


def _page(
    sheet: Worksheet,
    title: str,
    chart: Chart,
    cells: Cells,
    descriptors: list[Descriptor],
    styles: Styles,
) -> None:
    """Freeze headings and key, hatch what is empty, and print on A3 with headings repeated."""
    first = 1 + len(descriptors)
    last_row, last_column = HEADER_ROW + len(chart.rows), first + len(chart.subthemes) - 1
    if chart.rows and chart.subthemes:
        area = (HEADER_ROW + 1, first, last_row, last_column)
        sheet.conditional_format(*area, {"type": "blanks", "format": styles.uncharted})
        sheet.autofilter(HEADER_ROW, 0, last_row, last_column)
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    sheet.repeat_rows(HEADER_ROW - 1, HEADER_ROW)
    sheet.repeat_columns(0, 0)
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    boxes = [KEY_WIDTH + BOX_WIDTH * len(theme.subthemes) for theme in cells.codebook.themes]
    facts = sum(descriptor.width for descriptor in descriptors)
    sheet.set_print_scale(print_scale([facts + boxes[0], *boxes[1:]] if boxes else [facts]))
    sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.6)
    # On paper the title stands in the page's header: a cell's would be cut at the repeated column.
    sheet.print_area(HEADER_ROW - 1, 0, last_row, last_column)
    sheet.set_header(f"&L&14&B{storable(title).replace('&', '&&')[:200]}")
    sheet.set_footer("&L&8&A&R&8&P / &N")
    breaks = [
        first + chart.subthemes.index(theme.subthemes[0].number)
        for theme in cells.codebook.themes[1:]
        if theme.subthemes
    ]
    if breaks:
        sheet.set_v_pagebreaks(breaks)
