"""A cell that a workbook has and the study has not (any more)."""

from framework.charts.chart import Cells
from framework.trail.decisions import COLOUR, OWN_COLUMN, OWN_SHEET
from framework.workbook.matrix import Box, Matrix
from framework.workbook.saving.questions import chosen_in


def gone(cells: Cells, matrix: Matrix, box: Box) -> str:
    """Return why a box is none of the study's (any more), empty if it is one.

    So it is in a workbook that was built before a case or a subtheme was taken out, or before its
    number was given to another one.
    """
    number, subthemes = box.subtheme.removeprefix(COLOUR), cells.codebook.subthemes
    if not cells.under(box.row):
        return f"{box.row.name} is no longer a row of the study"
    if number not in subthemes:
        known = chosen_in(cells, box) or number.startswith((OWN_COLUMN, OWN_SHEET))
        return "" if known else f"{number} is no longer a subtheme of the codebook"
    built = matrix.headings
    _, _, name = built.get(number, "").partition(" · ")
    others = {one.name: at for at, one in subthemes.items() if one.heading != built.get(at)}
    if name not in others or subthemes[number].name == name:
        return ""
    return f"{number} was “{name}” when this was built, which is {others[name]} now"
