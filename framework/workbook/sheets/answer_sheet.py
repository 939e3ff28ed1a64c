"""The sheet *To answer*: a row a question about a cell that could not be saved, yes or no.

It is there only while something is asked. A row is told by the cell's key, its words and the
question, never by its place: an answer to another question, or about other words, is none.
"""

from collections.abc import Iterable, Mapping

from framework.plain.spreadsheet_parts import Line, Value
from framework.plain.stored import storable
from framework.workbook.saving.questions import TO_ANSWER
from framework.workbook.sheets.book import Book
from framework.workbook.sheets.reading_sheet import ReadingSheet, reading_sheet
from framework.workbook.sheets.styles import height

_NOTE = (
    "These cells are not saved yet. Answer here, or change the cell itself, then run framework "
    "chart. yes: saved as it is. no: what was in the cell before is put back."
)
_COLUMNS = (
    ("Cell", 16),
    ("Row", 16),
    ("Subtheme", 10),
    ("What you typed", 34),
    ("Question", 48),
    ("Yes or no", 11),
    ("Or, in the cell", 44),
)
_HEADINGS = [heading for heading, _ in _COLUMNS]
_ANSWER = _HEADINGS.index("Yes or no")
_HEAD = 3
_WORDS = {"yes": "yes", "y": "yes", "no": "no", "n": "no"}


def add_answers(book: Book) -> ReadingSheet | None:
    """Add the sheet, to be written once the cells stand; None where nothing is asked."""
    return reading_sheet(book.styles.book, TO_ANSWER) if book.pending else None


def write_answers(book: Book, sheet: ReadingSheet) -> None:
    """Write a row a question."""
    styles = book.styles
    sheet.set_tab_color("#E0A100")
    sheet.activate()
    sheet.write_string(0, 0, TO_ANSWER, styles["title"])
    sheet.write_string(1, 0, _NOTE, styles["note"])
    sheet.set_row(0, 24)
    for column, (heading, width) in enumerate(_COLUMNS):
        sheet.write_string(_HEAD, column, heading, styles["head"])
        sheet.set_column(column, column, width)
    rows = [(wait, one) for wait in book.pending.values() for one in wait.questions]
    for line, (wait, one) in enumerate(rows, _HEAD + 1):
        at = book.placed.get((wait.box.row, wait.box.subtheme), "")
        texts = [wait.box.row.key, wait.box.subtheme, wait.text, one.asked, wait.reply, one.hint]
        sheet.write_formula(line, 0, _link(at), styles["listed link"], at)
        for column, text in enumerate(texts, 1):
            look = styles["asked" if column == _ANSWER else "listed"]
            sheet.write_string(line, column, storable(text), look)
        source = ["yes", "no"] if one.option else ["no"]
        choice = {"validate": "list", "source": source, "error_type": "warning"}
        sheet.data_validation(line, _ANSWER, line, _ANSWER, choice)
        widths = [width for _, width in _COLUMNS]
        sheet.set_row(line, height(list(zip([at, *texts], widths, strict=True))))
    sheet.freeze_panes(_HEAD + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _link(at: str) -> str:
    """Return the formula that leads to a cell: ``'By team'!F5``."""
    name, _, cell = at.rpartition("!")
    target = f"#'{name.replace(chr(39), chr(39) * 2)}'!{cell}"
    return '=HYPERLINK("{}","{}")'.format(*(one.replace('"', '""') for one in (target, at)))


def read_answers(lines: Iterable[Line]) -> tuple[dict[tuple[str, str, str, str], str], list[Line]]:
    """Return what is answered, by row, subtheme, words and question, and the lines without it."""
    found: dict[tuple[str, str, str, str], str] = {}
    rest: list[Line] = []
    head: Mapping[str, int] = {}
    for number, values in lines:
        told = _told(values, head) if head else []
        if not head and {one.text for one in values.values()} >= set(_HEADINGS):
            head = {one.text: column for column, one in values.items()}
        if told:
            row, subtheme, words, question, reply = told
            plain = _WORDS.get(reply.casefold().strip(" .!"), reply)
            found[row, subtheme, words, question] = plain
        answer = head["Yes or no"] if told else -1
        rest.append((number, {at: one for at, one in values.items() if at != answer}))
    return found, rest


def _told(values: Mapping[int, Value], head: Mapping[str, int]) -> list[str]:
    """Return a row's key, subtheme, words, question and answer; nothing where one is lacking."""
    names = ("Row", "Subtheme", "What you typed", "Question", "Yes or no")
    told = [values[head[name]].text if head[name] in values else "" for name in names]
    return told if told[0] and told[3] and told[4] else []
