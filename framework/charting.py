"""Builds every chart, and never over a workbook that was not read and kept whole.

All files are made before the first is put in place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from framework.at_hand import FOLDER, AtHand
from framework.case import Row, count_people
from framework.cell import Cell
from framework.chart import Cells, Chart
from framework.errors import RefusedError
from framework.formats.chart_data import cases_table, cells_table, index_table
from framework.formats.study_file import StudyFile
from framework.guide import Guide
from framework.left import Left, left
from framework.reading_copy import reading_copies
from framework.storage.built import Built
from framework.storage.files import write_all
from framework.text import digest

KEPT = f"{FOLDER}/kept"
DATA = f"{FOLDER}/data"
COPIES = f"{FOLDER}/transcripts"
TABLES = ("cells", "index", "cases")


@dataclass(frozen=True)
class ChartReport:
    """What a build did, for the screen: numbers and paths, none of anybody's words.

    `files` are the paths built, within the study; `kept` the copies put aside before;
    `taken_back` and `notes` count boxes and notes that were read from workbooks, and `news` the
    cells that other researchers have written since this machine last built.
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
    taken_back: int = 0
    notes: int = 0
    news: Mapping[str, int] = field(default_factory=dict)

    @property
    def paths(self) -> list[str]:
        """Return every path that was built, workbooks first."""
        return [*self.files, *(f"{DATA}/{name}.csv" for name in TABLES), *self.copies]


def build(
    folder: Path,
    file: StudyFile,
    cells: Cells,
    charts: Sequence[Chart],
    guides: dict[str, Guide],
    *,
    remembered: Built,
    books: Sequence[AtHand],
) -> ChartReport:
    """Build the workbooks and the CSV files of a study, and return what was done.

    `books` are the workbooks at hand: what was written in them has been taken back, and each is
    kept whole before a new one takes its place. Raises RefusedError if there is nothing to chart.
    """
    if not charts:
        hint = "put transcripts into transcripts/, and a row for each into cases.csv"
        raise RefusedError("there is nothing to chart yet", hint)
    from framework.formats.excel.workbook import build_workbook  # noqa: PLC0415 - slow to import
    from framework.formats.reading_copies import as_pages  # noqa: PLC0415 - slow to import

    kinds = list(dict.fromkeys(chart.kind for chart in charts))
    made: dict[str, bytes] = {}
    for kind in kinds:
        chosen = [chart for chart in charts if chart.kind == kind]
        name = workbook_name(file.name, kind, kinds)
        made[name] = build_workbook(file, chosen, cells, guides.get(kind))
    built = list(made)
    tables = cells_table(charts, cells), index_table(cells), cases_table(cells, file.attributes)
    made |= {f"{DATA}/{name}.csv": table for name, table in zip(TABLES, tables, strict=True)}
    pages = as_pages(reading_copies(cells, guides), file.title, file.attributes)
    made |= {f"{COPIES}/{name}": page for name, page in pages.items()}
    aside = {_kept(book): book.data for book in books if made.get(book.name) != book.data}
    write_all({folder / name: data for name, data in [*aside.items(), *made.items()]})
    for book in books:
        if book.copy:
            (folder / book.name).unlink()
    _clear(folder, remembered, made)
    report = _report(file, cells, charts, dict(zip(built, kinds, strict=True)), list(aside))
    return replace(report, copies=tuple(f"{COPIES}/{name}" for name in pages))


def _clear(folder: Path, remembered: Built, made: Mapping[str, bytes]) -> None:
    """Take away reading copies that were built before, and whose cases are gone."""
    for name in remembered.outputs:
        gone = name.startswith(COPIES) and name not in made
        if gone and remembered.as_built(folder, name):
            (folder / name).unlink()


def workbook_names(file: StudyFile, charts: Sequence[Chart]) -> list[str]:
    """Return the path of every workbook that is built, kind by kind."""
    kinds = list(dict.fromkeys(chart.kind for chart in charts))
    return [workbook_name(file.name, kind, kinds) for kind in kinds]


def workbook_name(name: str, kind: str, kinds: list[str]) -> str:
    """Return the path of a kind's workbook; that of the first kind has the study's name alone."""
    suffix = "" if kind == kinds[0] else "-" + "-".join(kind.split())
    return f"{FOLDER}/{name}{suffix}.xlsx"


def _kept(book: AtHand) -> str:
    """Return the path at which a workbook is kept whole; the same bytes have the same one."""
    return f"{KEPT}/{Path(book.name).stem}-{digest(book.data.hex(), length=8)}.xlsx"


def _report(
    file: StudyFile,
    cells: Cells,
    charts: Sequence[Chart],
    books: Mapping[str, str],
    kept: list[str],
) -> ChartReport:
    boxes = [
        cells.cell(row, subtheme)
        for chart in charts
        if not chart.by
        for row, subtheme in chart.boxes()
    ]
    return ChartReport(
        title=file.title,
        study=file.id,
        researchers=tuple(file.researchers),
        files=dict(books),
        kept=tuple(kept),
        counts={
            "transcripts": len(cells.transcripts),
            "not read": len(cells.cases) - len(cells.transcripts),
            "subthemes": len(cells.codebook.subthemes),
            "indexed": len(cells.index.passages()),
            "lost": sum(entry.stand.standing == "lost" for entry in cells.index.entries),
        },
        kinds=tuple(_kind(kind, name, cells, boxes) for name, kind in books.items()),
        left=left(cells, charts),
    )


def as_object(charts: Sequence[Chart], cells: Cells, report: ChartReport) -> dict[str, Any]:
    """Return the planned JSON object of `framework chart`."""
    of_kind = {kind: name for name, kind in report.files.items()}
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
        "files": report.paths,
        "taken_back": report.taken_back,
        "kept": list(report.kept) or None,
        "conflicts": list(report.left.contested),
        "problems": [],
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


def _kind(kind: str, file: str, cells: Cells, boxes: Sequence[Cell]) -> dict[str, Any]:
    """Return a kind's workbook, its cases and people, and what is left to chart in it."""
    cases = [case for case in cells.cases.values() if case.kind == kind]
    ids = {case.id for case in cases}
    return {
        "kind": kind,
        "file": file,
        "to chart": sum(cell.open for cell in boxes if cell.row.case_id in ids),
        "cases": len(cases),
        "participants": count_people(cases, "participant"),
        "moderators": sorted({len(case.people("moderator")) for case in cases}),
    }
