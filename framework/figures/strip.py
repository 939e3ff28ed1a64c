"""Who spoke of a subtheme: the groups by name, and never how many or how much.

A mark is read from the two facts of a cell that a person chose, *asked* and *said*; passages
are not looked at. So a group that was not asked, or that nobody has charted, is not silent.
"""

from collections.abc import Mapping, Sequence

from framework.cases.case import Attribute, Case, Row
from framework.charts.chart import Cells
from framework.codebook.codebook import Theme
from framework.figures.figure import MOST, Band, Figure, file_name, in_bands, plain, work_shown
from framework.trail.cell import OUTSIDE, Cell, Said

SAID = "spoken of"
UNASKED = "spoken of, though not asked"
TOUCHED = "touched on, not pursued"
TOUCHED_UNASKED = "touched on unasked, not pursued"
SILENT = "asked, nothing said"
UNCLEAR = "nothing said, not known whether asked"
NOT_ASKED = "not asked, nothing said"
NOT_READ = "not asked, not charted yet"
UNCHARTED = "not charted yet"
OUTSIDE_HERE = f"{OUTSIDE}: nothing is charted"
CONTESTED = "contested: two texts stand"
OTHER = ("not applicable", "not recorded", "withdrawn")
NOTE = "A mark says whether a group spoke of it, not how much, how strongly or to what effect."

_MANY = 24
"""Cases beyond this stand down the page, not across it."""
_UNASKED: Mapping[Said, str] = {
    "charted": UNASKED,
    "touched on, not pursued": TOUCHED_UNASKED,
    "nothing said": NOT_ASKED,
    "uncharted": NOT_READ,
}
_SAID: Mapping[Said, str] = {
    "charted": SAID,
    "touched on, not pursued": TOUCHED,
    "nothing said": UNCLEAR,
    "uncharted": UNCHARTED,
}


def strips(cells: Cells, kind: str, title: str, attributes: Sequence[Attribute]) -> list[Figure]:
    """Return a figure for each theme in which something is charted of this kind of case.

    Groups stand under printed names, as in attributions.
    """
    members = [case for case in cells.cases.values() if case.kind == kind]
    if len(members) > MOST:
        return []
    bands = in_bands(members, attributes)
    groups = tuple(named(band, attributes) for band in bands)
    order = [case for band in bands for case in band]
    found = []
    for theme in cells.codebook.themes:
        rows = [
            [cells.cell(Row.case(case.id), sub.number) for case in order] for sub in theme.subthemes
        ]
        if any(cell.said != "uncharted" for row in rows for cell in row):
            found.append(_strip(theme, groups, rows, kind, title))
    return found


def heard(cell: Cell) -> str:
    """Return what a cell's two facts say of its group."""
    if "contested" in cell.marks:
        return CONTESTED
    if cell.said == "nothing said" and cell.asked == "asked":
        return SILENT
    if cell.outside:
        return OUTSIDE_HERE
    known = _UNASKED if cell.asked == "not asked" else _SAID
    return known.get(cell.said, cell.said)


def _strip(
    theme: Theme, groups: tuple[Band, ...], rows: list[list[Cell]], kind: str, title: str
) -> Figure:
    marks = tuple(tuple(map(heard, row)) for row in rows)
    subthemes = (Band("", tuple(plain(sub.heading) for sub in theme.subthemes)),)
    upright = len(marks[0]) > _MANY
    return Figure(
        name=file_name(kind, f"theme {theme.number}"),
        title=f"Who spoke of it, {plain(kind)}: theme {plain(theme.heading)}",
        alt=_alt(groups, subthemes[0].labels, marks),
        foot=(NOTE, work_shown(title, kind, [cell for row in rows for cell in row])),
        rows=groups if upright else subthemes,
        columns=subthemes if upright else groups,
        marks=tuple(zip(*marks, strict=True)) if upright else marks,
    )


def named(cases: list[Case], attributes: Sequence[Attribute]) -> Band:
    """Return the groups of a band under printed names; by their ids where names are not enough."""
    known = [each for each in attributes if any(case[each.name] for case in cases)][:2]
    printed = [[each.printed(case[each.name]) for each in known] for case in cases]
    names = [
        " ".join(filter(None, [*own[1:], case["group"]]))
        for own, case in zip(printed, cases, strict=True)
    ]
    heading = printed[0][0] if known else ""
    enough = len(set(names)) == len(names) and (all(names) or (heading and len(names) == 1))
    labels = names if enough else [case.id for case in cases]
    return Band(plain(heading, 40), tuple(plain(label, 40) for label in labels))


def _alt(
    groups: tuple[Band, ...], subthemes: tuple[str, ...], marks: tuple[tuple[str, ...], ...]
) -> str:
    """Return the figure in words: under each subtheme the groups of each mark, by name."""
    names = [f"{band.heading} {label}".strip() for band in groups for label in band.labels]
    told = [NOTE]
    for subtheme, row in zip(subthemes, marks, strict=True):
        found: dict[str, list[str]] = {}
        for name, mark in zip(names, row, strict=True):
            found.setdefault(mark, []).append(name)
        listed = "; ".join(f"{mark}: {', '.join(own)}" for mark, own in found.items())
        told.append(f"{subtheme}. {listed[:1].upper()}{listed[1:]}.")
    return " ".join(told)
