"""Tables of text (.csv, .tsv): a transcript with a row a turn, or a survey."""

import csv
import io
from itertools import islice

from framework.plain.encoding import decode
from framework.plain.faults import UnreadableError
from framework.plain.tables import parted
from framework.plain.text import clean
from framework.transcripts.paragraphs import Source
from framework.transcripts.reading import grid


def read(data: bytes) -> Source:
    """Return the turns or answers of a table. Raises UnreadableError if it is none."""
    text, encoding = decode(data)
    text, sign = parted(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    try:
        rows = [
            [clean(cell) for cell in row[: grid.MAX_COLUMNS + 1]]
            for row in islice(reader, grid.MAX_ROWS + 1)
        ]
    except csv.Error as fault:
        raise UnreadableError(f"not a table ({fault})", reader.line_num) from None
    return grid.source(rows, encoding)
