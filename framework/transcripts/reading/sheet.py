"""A spreadsheet (.xlsx): its first sheet, a transcript with a row a turn or a survey."""

from framework.plain import spreadsheet as workbook
from framework.plain.archives import Archive
from framework.plain.text import clean
from framework.transcripts.paragraphs import Source
from framework.transcripts.reading import grid

MAX_ROWS = 20_000
_MOST = 9


def read(data: bytes) -> Source:
    """Return the turns or answers of the first sheet. Raises UnreadableError if it has none."""
    Archive(data).check()
    sheet = workbook.read_sheet(data, most=MAX_ROWS)
    rows = [[clean(text) for text in row] for row in sheet.texts]
    remarks = []
    if sheet.others:
        remarks.append(f"not read: the other sheets, {', '.join(sheet.others)}")
    if formulas := [f"{at} (`{formula}`)" for at, formula in sheet.unread()]:
        shown = ", ".join(formulas[:_MOST]) + (" …" if len(formulas) > _MOST else "")
        remarks.append(f"not read: formulas that show no text, in {shown}")
    return grid.source(rows, "Excel", tuple(remarks))
