"""What a build did, and what it says of itself on the screen and as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from framework.cases.case import Row, count_people
from framework.cases.study_file import StudyFile
from framework.charts.chart import Cells, Chart
from framework.charts.edition import FOLDER, Edition
from framework.checking.broken import broken_references
from framework.checking.correction import corrections
from framework.checking.left import Left, left
from framework.errors import Problem
from framework.plain.text import count, inert
from framework.trail.cell import Cell

DATA = f"{FOLDER}/data"
TABLES = ("cells", "index", "proposals", "cases", "findings")


@dataclass(frozen=True, repr=False)
class ChartReport:
    """What a build did, for the screen: numbers and paths, none of anybody's words.

    `files` are the workbooks built, by path within the study, with their kinds; `writers` the
    researchers who have a workbook of their own, `writer` the one it was built for; `kept` the
    copies put aside before;
    `taken_back` and `notes` count boxes and notes that were read from `books`, and `news` the
    cells that other researchers have written since this machine last built; `figures`
    holds a digest of what each of the figures' files shows; `found` says whether what terms found
    stands beside the passages, and `wide` which terms are too wide to find anything; `corrected`
    has by case the turns that a correction changed since they were numbered. `stay` are workbooks
    that were not built again, because of what stands in them; `problems` what is to be mended or
    answered; `built` is false where nothing could be built.
    """

    title: str
    study: str
    researchers: tuple[str, ...]
    files: Mapping[str, str] = field(default_factory=dict)
    kept: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    kinds: tuple[Mapping[str, Any], ...] = ()
    left: Left = field(default_factory=Left)
    copies: tuple[str, ...] = ()
    writers: tuple[str, ...] = ()
    writer: str = ""
    taken_back: int = 0
    notes: int = 0
    news: Mapping[str, Sequence[str]] = field(default_factory=dict)
    books: tuple[str, ...] = ()
    by: str = ""
    pages: tuple[str, ...] = ()
    figures: Mapping[str, str] = field(default_factory=dict)
    found: bool = False
    wide: tuple[str, ...] = ()
    corrected: Mapping[str, str] = field(default_factory=dict)
    put_back: int = 0
    stay: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    built: bool = True

    def __repr__(self) -> str:
        """Return what was built, a workbook a line, and what was taken back before."""
        books = (f"{one['file']}: {count(one['to chart'], 'cell')} to chart" for one in self.kinds)
        saved = f"{self.title}: {count(self.taken_back, 'cell')} saved"
        return inert("\n".join([saved, *books, *map(str, self.problems)]))

    @property
    def paths(self) -> list[str]:
        """Return every path that was built, workbooks first."""
        tables = (f"{DATA}/{name}.csv" for name in TABLES)
        return [*self.files, *tables, *self.copies, *self.pages, *self.figures]


def report_of(
    file: StudyFile,
    cells: Cells,
    charts: Sequence[Chart],
    editions: Sequence[Edition],
) -> ChartReport:
    """Return the report of a build, without what only the build itself knows."""
    boxes = [
        cells.cell(row, subtheme)
        for chart in charts
        if not chart.by
        for row, subtheme in chart.boxes()
    ]
    kinds = list(dict.fromkeys(one.kind for one in editions))
    return ChartReport(
        title=file.title,
        study=file.id,
        researchers=tuple(file.researchers),
        files={one.name: one.kind for one in editions},
        writers=tuple(file.charting),
        writer=next((one.owner for one in editions if one.owner), ""),
        counts={
            "transcripts": len(cells.transcripts),
            "not read": len(cells.cases) - len(cells.transcripts),
            "subthemes": len(cells.codebook.subthemes),
            "indexed": len(cells.index.passages()),
            "broken": len(broken_references(cells)),
            "lost": sum(entry.stand.standing == "lost" for entry in cells.index.entries),
        },
        kinds=tuple(_kind(kind, editions, cells, boxes) for kind in kinds),
        left=left(cells, charts, _white(editions)),
        corrected={one.case: one.summary for one in corrections(cells)},
    )


def _kind(
    kind: str, editions: Sequence[Edition], cells: Cells, boxes: Sequence[Cell]
) -> dict[str, Any]:
    """Return a kind's workbooks, its cases and people, and what is left to chart in it."""
    cases = [case for case in cells.cases.values() if case.kind == kind]
    ids = {case.id for case in cases}
    white = _white(editions)
    empty = [cell.row.case_id for cell in boxes if cell.open and cell.row.case_id in ids]
    return {
        "kind": kind,
        "file": next(one.name for one in editions if one.kind == kind),
        "own": next((one.name for one in editions if one.kind == kind and one.owner), ""),
        "to chart": len(empty),
        "yours": sum(case in white for case in empty),
        "cases": len(cases),
        "participants": count_people(cases, "participant"),
        "moderators": sorted({len(case.people("moderator")) for case in cases}),
    }


def _white(editions: Sequence[Edition]) -> frozenset[str]:
    """Return the cases that the researcher charts whose own workbooks are among these."""
    return frozenset(case for one in editions if one.owner for case in one.white or ())


def as_object(charts: Sequence[Chart], cells: Cells, report: ChartReport) -> dict[str, Any]:
    """Return the planned JSON object of `framework chart`."""
    of_kind = {kind["kind"]: kind["file"] for kind in report.kinds}
    charts = [chart for chart in charts if chart.kind in of_kind]
    return {
        "charts": [
            {
                "name": chart.name,
                "file": of_kind[chart.kind],
                "rows": [
                    {
                        "row": row.json(),
                        "boxes": [_box(cells, row, subtheme) for subtheme in chart.subthemes],
                    }
                    for row in chart.rows
                ],
            }
            for chart in charts
        ],
        "files": report.paths if report.built else [],
        "taken_back": report.taken_back,
        "kept": list(report.kept) or None,
        "conflicts": list(report.left.contested),
        "problems": [problem.json() for problem in report.problems],
    }


def _box(cells: Cells, row: Row, subtheme: str) -> dict[str, Any]:
    cell = cells.cell(row, subtheme)
    return {
        "subtheme": subtheme,
        "asked": cell.asked,
        "said": cell.said,
        "summary": cell.summary,
        "marks": list(cell.marks),
        "indexed": cell.indexed,
    }
