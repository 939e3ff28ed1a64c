"""Which column of a table is which: by the headings of its first row, or by what stands in it.

Without headings there must be one column of labels that come again and one of talk; a table of
fields and their values, or of people and their roles, is none.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from framework.transcripts.layouts.forms import TIME
from framework.transcripts.layouts.names import is_field, like_a_name, like_a_role
from framework.transcripts.paragraphs import Paragraph

_HEADINGS = {
    "speaker": re.compile(
        r"speakers?(?: name| label| id)?|names?|who|participants?|persons?|interlocutor|role|voice"
        r"|sprecher(?:in|innen)?|person|nom|locut(?:eur|rice)s?|intervenante?s?|hablante|orador"
        r"|nombre|persona|siaradwr|enw"
    ),
    "text": re.compile(
        r"text|content|transcript(?:ion)?|speech|words|said|utterances?|dialogue|talk|turn|spoken"
        r"|inhalt|äußerung|wortlaut|transkript(?:ion)?|texte|contenu|paroles?|transcripción"
        r"|texto|contenido|testun"
    ),
    "time": re.compile(
        r"(?:time(?:span| span|stamp|code)?s?|start(?:s|ed)?(?: time)?|begin|in|from)(?: \(.*\))?"
        r"|zeit(?:stempel|marke|punkt)?|temps|heure|horodatage|tiempo|hora|amser"
    ),
}
_TIME = re.compile(rf"\s*[\[(]?{TIME}(?:\s*(?:-->|[-–,])\s*{TIME})?[\])]?\s*")
_ENDS = re.compile(r"[.?!…][\"”’)\]]*\s*$")
_MOST = 4
_FEWEST = 3
_MOSTLY = 0.8
_HALF = 0.5

Cells = Mapping[int, Sequence[Paragraph]]
Columns = dict[str, int]


def text_of(cell: Sequence[Paragraph]) -> str:
    """Return the words of a cell, its paragraphs on lines of their own."""
    return "\n".join(paragraph.text for paragraph in cell).strip()


def is_time(text: str) -> bool:
    """Return whether a cell holds a time or a span of time, and nothing else."""
    return _TIME.fullmatch(text) is not None


def headed(row: Cells) -> Columns | None:
    """Return which column is which if a row is one of headings; it has a speaker and a text."""
    found: Columns = {}
    for column, cell in row.items():
        heading = text_of(cell).casefold().strip(" :")
        for name, words in _HEADINGS.items():
            if words.fullmatch(heading):
                found.setdefault(name, column)
    return found if {"speaker", "text"} <= found.keys() else None


def by_content(rows: Sequence[Cells]) -> Columns | None:
    """Return which column is which from what stands in them, None if it is no table of turns."""
    width = max((max(row, default=0) for row in rows), default=0)
    if len(rows) < _FEWEST or not 1 < width <= _MOST:
        return None
    columns = {
        at: [text_of(row[at]) for row in rows if at in row and text_of(row[at])]
        for at in range(1, width + 1)
    }
    times = [at for at, cells in columns.items() if cells and all(map(is_time, cells))]
    labels = [at for at, cells in columns.items() if at not in times and _labels(cells)]
    talk = [at for at, cells in columns.items() if at not in (*times, *labels) and is_talk(cells)]
    if len(labels) != 1 or len(talk) != 1:
        return None
    return {"speaker": labels[0], "text": talk[0]} | ({"time": times[0]} if times else {})


def _labels(cells: Sequence[str]) -> bool:
    """Return whether a column holds labels: like names, and some of them again and again."""
    bare = [cell.rstrip(" :") for cell in cells]
    names = [cell for cell in bare if cell and _named(cell) and not is_field(cell)]
    again = [name for name, times in Counter(names).items() if times > 1]
    return len(names) >= max(2, _MOSTLY * len(cells)) and bool(again) and bare[0] in names


def _named(label: str) -> bool:
    return like_a_name(label) or like_a_role(label)


def is_talk(cells: Sequence[str]) -> bool:
    """Return whether a column holds talk: its cells mostly end as sentences do."""
    return sum(bool(_ENDS.search(cell)) for cell in cells) >= _HALF * len(cells) > 0
