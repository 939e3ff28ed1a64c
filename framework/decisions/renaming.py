"""A number's new name: whether it names what it named before is for a researcher to say."""

from collections.abc import Sequence

from framework.charts.chart import Cells
from framework.decisions.context import Acts
from framework.errors import RefusedError
from framework.plain.by_name import unknown
from framework.trail.names import names_of


def renamed(cells: Cells, numbers: Sequence[str]) -> Acts:
    """Return the act that says of numbers that they have new names and are what they were.

    Raises UnknownNameError for a number that the codebook lacks, and RefusedError for one whose
    name is not new, or was another one's: numbers are never exchanged.
    """
    entries = cells.codebook.entries
    for number in numbers:
        if number not in entries:
            raise unknown("subtheme or position", number, entries)
        name, before = entries[number].name, names_of(cells.decisions, number)
        if not before or name in before:
            raise RefusedError(f"{number} has no new name: it is “{name}”")
        for other in entries.keys() - {number}:
            if name in names_of(cells.decisions, other):
                message = f"“{name}” was the name of {other}, and {number} was “{before[-1]}”"
                raise RefusedError(message, "give each its number back, or a new one a new number")
    version = cells.codebook.version
    return [{"verb": "version", "numbers": {number: version[number] for number in numbers}}]
