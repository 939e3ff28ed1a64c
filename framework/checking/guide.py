"""Guide and charts held against each other: asked for and never charted, charted and never asked.

Neither is a fault of the folder: a guide is meant to let people speak of something else.
"""

from collections.abc import Iterator, Mapping

from framework.cases.case import Row
from framework.charts.chart import Cells
from framework.codebook.guide import Guide
from framework.errors import Problem


def beside_the_guide(cells: Cells, guides: Mapping[str, Guide]) -> list[Problem]:
    """Return a remark on each subtheme in which a kind's guide and its charts do not meet.

    A kind of which nothing is charted yet is left out.
    """
    found: list[Problem] = []
    for guide in guides.values():
        charted = _charted(cells, guide.kind)
        if any(charted.values()):
            found += _never_charted(guide, charted)
            found += _never_asked(cells, guide, charted)
    return found


def _charted(cells: Cells, kind: str) -> dict[str, list[str]]:
    """Return, for each subtheme, the cases of a kind in whose cells something is decided."""
    members = [case.id for case in cells.cases.values() if case.kind == kind]
    return {
        number: [case for case in members if cells.cell(Row.case(case), number).said != "uncharted"]
        for number in cells.codebook.subthemes
    }


def _never_charted(guide: Guide, charted: Mapping[str, list[str]]) -> Iterator[Problem]:
    for question in guide.questions:
        missing = [
            number for number in question.subthemes if number in charted and not charted[number]
        ]
        if missing:
            message = f"question {question.number} asks for {', '.join(missing)}: charted nowhere"
            hint = "chart it, or say why not in a memo"
            yield Problem(guide.file, message, hint, question.line, kind="asked, never charted")


def _never_asked(cells: Cells, guide: Guide, charted: Mapping[str, list[str]]) -> Iterator[Problem]:
    for number, cases in charted.items():
        spoken = [case for case in cases if cells.cell(Row.case(case), number).texts]
        if spoken and not guide.opening(number):
            message = f"{number} is charted in {', '.join(spoken)}; the guide never asks for it"
            hint = "was it said unasked?"
            yield Problem(guide.file, message, hint, kind="charted, never asked")
