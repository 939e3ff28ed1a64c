"""Builds every chart, and never over a workbook that was not read and kept whole.

All files are made before the first is put in place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from framework.at_hand import AtHand
from framework.charts.chart import Cells, Chart
from framework.charts.edition import FOLDER, Edition
from framework.charts.reading_copy import reading_copies
from framework.checking.correction import corrections
from framework.checking.left import Left, left
from framework.errors import RefusedError
from framework.figures.figure import Figure
from framework.figures.locus import loci_figures
from framework.figures.progress import progress
from framework.figures.strip import strips
from framework.formats.chart_data import cases_table, cells_table, findings_table, index_table
from framework.formats.figures.due import figure_files
from framework.formats.study_file import StudyFile
from framework.material.case import Row, count_people
from framework.material.guide import Guide
from framework.proposals.asked import Askings, askings, questions_by_turn
from framework.storage.built import Built
from framework.storage.files import write_all
from framework.text import digest
from framework.trail.cell import Cell

KEPT = f"{FOLDER}/kept"
DATA = f"{FOLDER}/data"
COPIES = f"{FOLDER}/transcripts"
FIGURES = f"{FOLDER}/figures"
TABLES = ("cells", "index", "cases", "findings")


@dataclass(frozen=True)
class ChartReport:
    """What a build did, for the screen: numbers and paths, none of anybody's words.

    `files` are the workbooks built, by path within the study, with their kinds; `writers` the
    researchers who have a workbook of their own, `writer` the one it was built for; `kept` the
    copies put aside before;
    `taken_back` and `notes` count boxes and notes that were read from `books`, and `news` the
    cells that other researchers have written since this machine last built; `figures`
    holds a digest of what each of the figures' files shows; `corrected` has by case the turns
    that a correction changed since they were numbered.
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
    news: Mapping[str, int] = field(default_factory=dict)
    books: tuple[str, ...] = ()
    by: str = ""
    pages: tuple[str, ...] = ()
    figures: Mapping[str, str] = field(default_factory=dict)
    corrected: Mapping[str, str] = field(default_factory=dict)

    @property
    def paths(self) -> list[str]:
        """Return every path that was built, workbooks first."""
        tables = (f"{DATA}/{name}.csv" for name in TABLES)
        return [*self.files, *tables, *self.copies, *self.pages, *self.figures]


def build(
    folder: Path,
    file: StudyFile,
    cells: Cells,
    charts: Sequence[Chart],
    guides: dict[str, Guide],
    *,
    editions: Sequence[Edition],
    desk: AtHand,
) -> ChartReport:
    """Build the workbooks and the CSV files of a study, and return what was done.

    What was written in the workbooks on the desk has been taken back, and each is kept whole
    before a new one takes its place; so is a Word copy in which somebody typed. Raises
    RefusedError if there is nothing to chart, or if a workbook was saved since it was read; all
    is then left as it was.
    """
    if not charts:
        hint = "put transcripts into transcripts/, and a row for each into cases.csv"
        raise RefusedError("there is nothing to chart yet", hint)
    asked = askings(cells, guides)
    books_made = _workbooks(file, cells, charts, guides, editions, asked)
    names = {one.kind: f"{Path(one.name).stem}.html" for one in editions if not one.owner}
    pages = _pages(file, cells, charts, names, asked)
    copies = _copies(file, cells, asked)
    figures = [figure for kind in names for figure in _figures(file, cells, kind)]
    drawn, shown = figure_files(folder, FIGURES, figures)
    made = {**books_made, **pages, **_tables(file, cells, charts), **copies, **drawn}
    books = {book.name: book.data for book in desk.books if made.get(book.name) != book.data}
    written_in = {**books, **_typed_in(copies, desk)}
    aside = {_kept(name, data): data for name, data in written_in.items()}
    write_all(
        {folder / name: data for name, data in [*aside.items(), *made.items()]},
        desk.refuse_if_saved_since,
    )
    for book in desk.books:
        if book.copy:
            (folder / book.name).unlink()
    report = _report(file, cells, charts, editions, list(aside))
    return replace(report, copies=tuple(copies), pages=tuple(pages), figures=shown)


Files = dict[str, bytes]
"""Contents by path within the study."""


def _workbooks(
    file: StudyFile,
    cells: Cells,
    charts: Sequence[Chart],
    guides: Mapping[str, Guide],
    editions: Sequence[Edition],
    asked: Askings,
) -> Files:
    from framework.formats.excel.workbook import build_workbook  # noqa: PLC0415 - slow to import

    found: Files = {}
    for one in editions:
        chosen = [chart for chart in charts if chart.kind == one.kind]
        found[one.name] = build_workbook(file, chosen, cells, guides.get(one.kind), one, asked)
    return found


def _pages(
    file: StudyFile,
    cells: Cells,
    charts: Sequence[Chart],
    names: Mapping[str, str],
    asked: Askings,
) -> Files:
    from framework.formats.chart_page import as_page  # noqa: PLC0415 - slow to import

    found: Files = {}
    for kind, name in names.items():
        chosen = [chart for chart in charts if chart.kind == kind]
        found[f"{FOLDER}/{name}"] = as_page(file, chosen, cells, names, asked)
    return found


def _copies(file: StudyFile, cells: Cells, asked: Askings) -> Files:
    from framework.formats.reading_copies import as_pages  # noqa: PLC0415 - slow to import
    from framework.formats.word_copies import as_word  # noqa: PLC0415 - the same

    copies = reading_copies(cells, questions_by_turn(asked.values()))
    made = as_pages(copies, file.title, file.attributes)
    made |= as_word(copies, file.title, file.attributes)
    return {f"{COPIES}/{name}": data for name, data in made.items()}


def _tables(file: StudyFile, cells: Cells, charts: Sequence[Chart]) -> Files:
    tables = (
        cells_table(charts, cells),
        index_table(cells),
        cases_table(cells, file.attributes),
        findings_table(cells),
    )
    return {f"{DATA}/{name}.csv": table for name, table in zip(TABLES, tables, strict=True)}


def _figures(file: StudyFile, cells: Cells, kind: str) -> list[Figure]:
    plan = next(one for one in file.plans if one.kind == kind)
    drawings = (progress, strips)
    found = [one for draw in drawings for one in draw(cells, kind, file.title, file.attributes)]
    return [*found, *loci_figures(cells, plan, file.title)]


def clear(folder: Path, remembered: Built, report: ChartReport) -> None:
    """Take away what was built before and is no longer, unless somebody has changed it since."""
    for name in remembered.outputs.keys() - set(report.paths):
        gone = name.startswith((f"{COPIES}/", f"{FIGURES}/")) or name.endswith(".html")
        if gone and remembered.as_built(folder, name):
            (folder / name).unlink()


def _kept(name: str, data: bytes) -> str:
    """Return the path at which a file is kept whole; the same bytes have the same one."""
    path = Path(name)
    return f"{KEPT}/{path.stem}-{digest(data.hex(), length=8)}{path.suffix}"


def _typed_in(copies: Files, desk: AtHand) -> Files:
    """Return the Word copies that lie there and are not as they were built, nor as they will be."""
    found: Files = {}
    for name, data in copies.items():
        path = desk.folder / name
        changed = path.is_file() and not desk.remembered.as_built(desk.folder, name)
        if path.suffix == ".docx" and changed and (here := path.read_bytes()) != data:
            found[name] = here
    return found


def _report(
    file: StudyFile,
    cells: Cells,
    charts: Sequence[Chart],
    editions: Sequence[Edition],
    kept: list[str],
) -> ChartReport:
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
        kept=tuple(kept),
        counts={
            "transcripts": len(cells.transcripts),
            "not read": len(cells.cases) - len(cells.transcripts),
            "subthemes": len(cells.codebook.subthemes),
            "indexed": len(cells.index.passages()),
            "lost": sum(entry.stand.standing == "lost" for entry in cells.index.entries),
        },
        kinds=tuple(_kind(kind, editions, cells, boxes) for kind in kinds),
        left=left(cells, charts),
        corrected={one.case: one.summary for one in corrections(cells)},
    )


def as_object(charts: Sequence[Chart], cells: Cells, report: ChartReport) -> dict[str, Any]:
    """Return the planned JSON object of `framework chart`."""
    of_kind = {kind["kind"]: kind["file"] for kind in report.kinds}
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


def _kind(
    kind: str, editions: Sequence[Edition], cells: Cells, boxes: Sequence[Cell]
) -> dict[str, Any]:
    """Return a kind's workbooks, its cases and people, and what is left to chart in it."""
    cases = [case for case in cells.cases.values() if case.kind == kind]
    ids = {case.id for case in cases}
    return {
        "kind": kind,
        "file": next(one.name for one in editions if one.kind == kind),
        "own": next((one.name for one in editions if one.kind == kind and one.owner), ""),
        "to chart": sum(cell.open for cell in boxes if cell.row.case_id in ids),
        "cases": len(cases),
        "participants": count_people(cases, "participant"),
        "moderators": sorted({len(case.people("moderator")) for case in cases}),
    }
