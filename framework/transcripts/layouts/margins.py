"""Numbers in the margin, of lines or of paragraphs, are no words of anybody.

They are told by running on: a number alone means nothing. They stay known as ``printed``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from framework.transcripts.paragraphs import Paragraph

_NUMBER = re.compile(r"[ \t]*(\d{1,5})([.)]?(?:\t+[ \t]*|[ ]+))(?=\S)|[ \t]*(\d{1,5})[ \t]*$")
_FEWEST = 5
_MOSTLY = 0.8


def without_margin(lines: Sequence[Paragraph]) -> list[Paragraph]:
    """Return lines without the numbers in their margin, if they are numbered at all.

    A number with a gap after it may stand before some lines only, one without before all.
    """
    found = {at: match for at, line in enumerate(lines) if (match := _NUMBER.match(line.text))}
    apart = {at: match for at, match in found.items() if match[3] or match[2].strip(".)") != " "}
    begun = sum(not line.wrapped for line in lines)
    if _runs_on(apart):
        found = apart
    elif len(found) < _MOSTLY * begun or not _runs_on(found):
        return list(lines)
    return [_without(line, found[at]) if at in found else line for at, line in enumerate(lines)]


def _runs_on(found: Mapping[int, re.Match[str]]) -> bool:
    """Return whether numbers count on, line after line."""
    numbers = [int(match[1] or match[3]) for match in found.values()]
    steps = sum(0 < later - sooner <= _FEWEST for sooner, later in pairwise(numbers))
    return len(numbers) >= _FEWEST and steps >= _MOSTLY * (len(numbers) - 1)


def _without(line: Paragraph, number: re.Match[str]) -> Paragraph:
    end = number.end()
    place = {**line.place, "printed": int(number[1] or number[3])}
    bold = tuple((max(0, a - end), b - end) for a, b in line.bold if b > end)
    return replace(
        line, text=line.text[end:], place=place, bold=bold, margin=number.group().strip()
    )
