"""Makes every file that is built, as bytes, and puts none in its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from framework.building.chart_data import (
    cases_table,
    cells_table,
    findings_table,
    index_table,
    proposals_table,
)
from framework.building.report import DATA, TABLES
from framework.cases.study_file import StudyFile
from framework.charts.chart import Cells, Chart, charts
from framework.charts.edition import FOLDER, Edition
from framework.charts.reading_copy import reading_copies
from framework.codebook.guide import Guide
from framework.figures.figure import Figure
from framework.figures.locus import loci_figures
from framework.figures.progress import progress
from framework.figures.strip import strips
from framework.proposals.asked import questions_by_turn
from framework.proposals.suggested import Beside
from framework.trail.cell import Key
from framework.workbook.saving.questions import Pending

COPIES = f"{FOLDER}/transcripts"
FIGURES = f"{FOLDER}/figures"
WORDS = f"{DATA}/words.js"

Files = dict[str, bytes]
"""Contents by path within the study."""


@dataclass(frozen=True)
class Work:
    """All that is built from: the store of cells, its charts and workbooks, what stands beside.

    `beside` is what is proposed, shown beside the charts and counted nowhere; `pending` are by
    workbook the cells that wait for an answer.
    """

    file: StudyFile
    cells: Cells
    guides: Mapping[str, Guide]
    editions: Sequence[Edition]
    beside: Beside
    pending: Mapping[str, Mapping[Key, Pending]] = field(default_factory=dict)

    @cached_property
    def charts(self) -> list[Chart]:
        """Return every chart and summary chart, kind by kind."""
        return charts(self.cells.cases, self.cells.codebook, self.file.plans)

    @property
    def names(self) -> dict[str, str]:
        """Return the name of each kind's page."""
        own = (one for one in self.editions if not one.owner)
        return {one.kind: f"{Path(one.name).stem}.html" for one in own}

    def of_kind(self, kind: str) -> tuple[list[Chart], Beside]:
        """Return the charts of one kind, and what is proposed beside them."""
        mine = [chart for chart in self.charts if chart.kind == kind]
        return mine, self.beside.of_kind(self.cells.cases, kind)


def workbooks(work: Work) -> tuple[Files, dict[str, Mapping[Key, str]]]:
    """Return each edition's workbook, and where in it each cell stands that waits."""
    from framework.workbook.sheets.workbook import build_workbook  # noqa: PLC0415 - slow to import

    found: Files = {}
    placed = {}
    for one in work.editions:
        mine, beside = work.of_kind(one.kind)
        guide = work.guides.get(one.kind)
        waits = work.pending.get(one.name, {})
        made = build_workbook(work.file, mine, work.cells, guide, one, beside, pending=waits)
        found[one.name], placed[one.name] = made
    return found, placed


def pages(work: Work) -> Files:
    """Return each kind's page."""
    from framework.pages.chart_page import as_page  # noqa: PLC0415 - slow to import

    found: Files = {}
    for kind, name in work.names.items():
        mine, beside = work.of_kind(kind)
        found[f"{FOLDER}/{name}"] = as_page(work.file, mine, work.cells, work.names, beside)
    return found


def copies(work: Work) -> Files:
    """Return the reading copies, as pages and as Word files, and what the pages search."""
    from framework.documents.word_copies import as_word  # noqa: PLC0415 - the same
    from framework.pages.reading_copies import as_pages  # noqa: PLC0415 - slow to import
    from framework.pages.spoken_words import words_script  # noqa: PLC0415 - the same

    found = reading_copies(work.cells, questions_by_turn(work.beside.asked.values()))
    made = as_pages(found, work.file.title, work.file.attributes)
    made |= as_word(found, work.file.title, work.file.attributes)
    copied = {f"{COPIES}/{name}": data for name, data in made.items()}
    return copied | {WORDS: words_script(work.cells.transcripts.values())}


def tables(work: Work) -> Files:
    """Return the tables as CSV."""
    found = (
        cells_table(work.charts, work.cells),
        index_table(work.cells),
        proposals_table(work.beside.found),
        cases_table(work.cells, work.file.attributes),
        findings_table(work.cells),
    )
    return {f"{DATA}/{name}.csv": table for name, table in zip(TABLES, found, strict=True)}


def figures(work: Work) -> list[Figure]:
    """Return every figure, kind by kind; a figure is drawn only where its data have changed."""
    return [figure for kind in work.names for figure in _figures(work, kind)]


def _figures(work: Work, kind: str) -> list[Figure]:
    plan = next(one for one in work.file.plans if one.kind == kind)
    title, attributes = work.file.title, work.file.attributes
    drawings = (progress, strips)
    found = [one for draw in drawings for one in draw(work.cells, kind, title, attributes)]
    return [*found, *loci_figures(work.cells, plan, title)]
