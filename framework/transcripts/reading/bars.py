"""Tables as antiword draws them: cells between bars, and a long cell on several lines.

A line with nothing in its first cell goes on with the row above. A row may have fewer cells, where
some were made one. The bars are no text of the file.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, zip_longest

from framework.transcripts.paragraphs import Paragraph, Source

_FEWEST = 2


def undrawn(source: Source) -> Source:
    """Return a source whose drawn tables are tables again; one without any stays as it is."""
    paragraphs: list[Paragraph] = []
    bars = tables = 0
    for drawn, group in groupby(source.paragraphs, key=_is_drawn):
        lines = [*group]
        cells = [_cells(line) for line in lines] if drawn else []
        if drawn and len(lines) > 1:
            tables += 1
            bars += sum(line.text.count("|") for line in lines)
            paragraphs += _table(lines, cells, tables)
        else:
            paragraphs += lines
    return replace(source, paragraphs=tuple(paragraphs), visible=source.visible - bars)


def _is_drawn(line: Paragraph) -> bool:
    text = line.text.strip()
    return len(text) > 1 and text[0] == text[-1] == "|" and text.count("|") > _FEWEST


def _cells(line: Paragraph) -> list[str]:
    return [cell.strip() for cell in line.text.strip()[1:-1].split("|")]


def _table(
    lines: Sequence[Paragraph], cells: Sequence[Sequence[str]], table: int
) -> Iterator[Paragraph]:
    """Return the cells of a table, row by row."""
    begins = [at for at, row in enumerate(cells) if row[0] or at == 0]
    for row, (first, last) in enumerate(zip(begins, [*begins[1:], len(cells)], strict=True), 1):
        for column, words in enumerate(zip_longest(*cells[first:last], fillvalue=""), 1):
            place = {**lines[first].place, "table": table, "row": row, "column": column}
            if text := " ".join(filter(None, words)):
                yield Paragraph(text, place)
