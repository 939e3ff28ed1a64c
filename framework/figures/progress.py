"""What is charted and what is left: the progress of the work, and no finding.

It agrees with the boxes: still to chart means an empty box that the kind's topic guide has.
"""

from collections.abc import Sequence

from framework.cases.case import Attribute, Row
from framework.charts.chart import Cells
from framework.codebook.codebook import Codebook
from framework.figures.figure import MOST, Band, Figure, file_name, in_bands, plain, work_shown
from framework.trail.cell import OUTSIDE, Cell

CHARTED = "charted"
CHOSEN = "read, and a state chosen"
NOT_ASKED = "not asked, nothing else noted"
CONTESTED = "contested: two texts in the cell"
OPEN = "still to chart"
NOTE = "Shading shows the progress of the work and is no finding."


def progress(cells: Cells, kind: str, title: str, attributes: Sequence[Attribute]) -> list[Figure]:
    """Return the figure of a kind, cases down and subthemes across.

    There is none while nothing is charted, nor for more cases than can be read.
    """
    members = [case for case in cells.cases.values() if case.kind == kind]
    subthemes = list(cells.codebook.subthemes)
    if not subthemes or not 0 < len(members) <= MOST:
        return []
    bands = in_bands(members, attributes)
    ids = [case.id for band in bands for case in band]
    boxes = {case: [cells.cell(Row.case(case), number) for number in subthemes] for case in ids}
    marks = {case: tuple(map(work, row)) for case, row in boxes.items()}
    every = [cell for row in boxes.values() for cell in row]
    if all(cell.open or cell.outside for cell in every):
        return []
    known = (each.name for each in attributes if any(case[each.name] for case in members))
    first = next(known, "")
    return [
        Figure(
            name=file_name(kind, "progress"),
            title=f"Progress of the work, {plain(kind)}: what is charted and what is left",
            alt=_alt(cells.codebook, marks),
            foot=(NOTE, work_shown(title, kind, every)),
            rows=tuple(
                Band(plain(band[0][first], 30), tuple(plain(case.id, 30) for case in band))
                for band in bands
            ),
            columns=tuple(
                Band(plain(theme.heading), tuple(plain(sub.heading) for sub in theme.subthemes))
                for theme in cells.codebook.themes
            ),
            marks=tuple(marks.values()),
        )
    ]


def work(cell: Cell) -> str:
    """Return how far the work on a cell is."""
    if "contested" in cell.marks:
        return CONTESTED
    if cell.texts:
        return CHARTED
    if cell.outside:
        return OUTSIDE
    if cell.open:
        return OPEN
    return NOT_ASKED if cell.said == "uncharted" else CHOSEN


def _alt(codebook: Codebook, marks: dict[str, tuple[str, ...]]) -> str:
    """Return the figure in words: cases with the same mark on the same subthemes together."""
    told = [f"A table of {len(marks)} cases by {len(codebook.subthemes)} subthemes. {NOTE}"]
    for mark in (OPEN, CONTESTED, NOT_ASKED, CHOSEN, CHARTED, OUTSIDE):
        found: dict[tuple[str, ...], list[str]] = {}
        for case, row in marks.items():
            pairs = zip(codebook.subthemes, row, strict=True)
            if numbers := tuple(number for number, each in pairs if each == mark):
                found.setdefault(numbers, []).append(plain(case, 30))
        listed = "; ".join(
            f"{', '.join(cases)} in {_numbers(codebook, numbers)}"
            for numbers, cases in found.items()
        )
        told += [f"{mark.capitalize()}: {listed}."] if listed else []
    return " ".join(told)


def _numbers(codebook: Codebook, numbers: Sequence[str]) -> str:
    """Return subthemes by number, a whole theme as one: ``2.1, theme 3``."""
    if len(numbers) == len(codebook.subthemes):
        return "all subthemes"
    told = []
    for theme in codebook.themes:
        own = [sub.number for sub in theme.subthemes if sub.number in numbers]
        told += [f"theme {theme.number}"] if own and len(own) == len(theme.subthemes) else own
    return ", ".join(told)
