"""What was decided about the reading of a file, as the recipe by which it is read so again.

No more is written than is needed: the layout's name, and the lines that would be speech but for
what they say. Brackets, times and numbers are nobody's words whoever looks at them.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from framework.cases.recipes import STAR, Recipe
from framework.intake.arrival import Arrival
from framework.plain.yaml import Text
from framework.transcripts.layouts import labelled, layout_of
from framework.transcripts.layouts.furniture import speaks_for_itself
from framework.transcripts.layouts.rows import LEVEL, TABLE
from framework.transcripts.transcript import Reading

_LONGEST = 60
"""Of a longer line only the beginning is written down."""
_MOST = 40
"""Nobody reads a list of more lines than this."""
_ALIKE = 3
_DIGITS = re.compile(r"\d+")
_UNPRINTED = re.compile(r"[^\w\s!-~‘’“”–—…]+")


def decided(file: Arrival, labels: Collection[str]) -> Recipe:
    """Return what to write down of a file that was read with these labels registered.

    It is tried first: what would not give the same turns is left out.
    """
    if layout_of(file.reading.layout) is None:
        return file.recipe
    layout = replace(file.recipe, layout=Text(file.reading.layout))
    lines = tuple(map(Text, _not_speech(file.reading)))
    whole = replace(layout, not_speech=file.recipe.not_speech or lines)
    tried = (whole, layout) if len(lines) <= _MOST else (layout,)
    return next((one for one in tried if _same(file, labels, one)), file.recipe)


def _same(file: Arrival, labels: Collection[str], recipe: Recipe) -> bool:
    again = replace(file, recipe=recipe).read_with(labels).reading
    return not again.problems and again.spoken == file.reading.spoken


def _not_speech(reading: Reading) -> list[str]:
    """Return the lines of a file that are nobody's and could be taken for speech."""
    if reading.layout in (TABLE, LEVEL):
        return []  # the columns tell
    above = reading.metadata.get("front matter", "").split("\n")
    lines = [line for line in above if _begins(line, reading)]
    lines += [event.text for event in reading.events if not speaks_for_itself(event.text)]
    found = [line for line in map(_pattern, lines) if line.replace(STAR, "").strip()]
    return list(dict.fromkeys(_masked(found)))


def _begins(line: str, reading: Reading) -> bool:
    """Return whether a line above the talk has the head of one who speaks in it."""
    layout = labelled(reading.layout)
    heads = (form.head(line) for form in layout.forms) if layout else ()
    return any(head is not None and head.label in reading.labels for head in heads)


def _pattern(line: str) -> str:
    """Return a line as a recipe has it: not too long, and with stars for what nobody can type."""
    short = line if len(line) <= _LONGEST else line[:_LONGEST].rstrip() + STAR
    return _UNPRINTED.sub(STAR, " ".join(short.split()))


def _masked(lines: Sequence[str]) -> Iterator[str]:
    """Return lines with stars for numbers where several differ in nothing else, as pages do."""
    counts = Counter(_DIGITS.sub(STAR, line) for line in dict.fromkeys(lines))
    for line in lines:
        masked = _DIGITS.sub(STAR, line)
        yield masked if counts[masked] >= _ALIKE else line
