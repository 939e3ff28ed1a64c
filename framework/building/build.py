"""Puts every file that is built in its place, and none over what was not read and kept whole.

All files are made before the first is put in place.
"""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from framework.building.edited_workbooks import AtHand
from framework.building.make import (
    COPIES,
    FIGURES,
    Files,
    Work,
    copies,
    figures,
    pages,
    tables,
    workbooks,
)
from framework.building.report import ChartReport, report_of
from framework.charts.edition import FOLDER
from framework.errors import RefusedError
from framework.figures.drawing.due import figure_files
from framework.plain.files import write_all
from framework.plain.text import digest

KEPT = f"{FOLDER}/kept"


def build(desk: AtHand, work: Work, held: Collection[str] = ()) -> ChartReport:
    """Build the workbooks, pages and tables of a study, and return what was done.

    What was clear in the workbooks on the desk has been saved, and each is kept whole before a new
    one takes its place; so is a Word copy in which somebody typed. Those that are `held`, and any
    with a cell that waits and has no place in a new one, stay as they are. Raises RefusedError if
    there is nothing to chart, or if a workbook was saved since it was read; all is then left as
    it was.
    """
    if not work.charts:
        hint = "put transcripts into transcripts/, and a row for each into cases.csv"
        raise RefusedError("there is nothing to chart yet", hint)
    folder = desk.folder
    (books_made, placed), pages_made, copied = workbooks(work), pages(work), copies(work)
    lacking = {name for name, waits in work.pending.items() if waits.keys() - placed.get(name, {})}
    stay = lacking.union(held)
    drawn, shown = figure_files(folder, FIGURES, figures(work))
    new = {name: data for name, data in books_made.items() if name not in stay}
    made = {**new, **pages_made, **tables(work), **copied, **drawn}
    books = {
        book.name: book.data
        for book in desk.books
        if book.name not in stay and made.get(book.name) != book.data
    }
    aside = {_kept(name, data): data for name, data in {**books, **_typed_in(copied, desk)}.items()}
    write_all(
        {folder / name: data for name, data in [*aside.items(), *made.items()]},
        desk.refuse_if_saved_since,
    )
    for book in desk.books:
        if book.copy and book.name not in stay:
            with suppress(OSError):  # read again next time, and nothing in it is taken twice
                (folder / book.name).unlink()
    return replace(
        report_of(work.file, work.cells, work.charts, work.editions),
        kept=tuple(aside),
        copies=tuple(copied),
        pages=tuple(pages_made),
        figures=shown,
        found=bool(work.beside.found.found),
        wide=work.beside.found.wide,
        stay=tuple(sorted(stay)),
        problems=tuple(
            problem
            for name, waits in work.pending.items()
            for key, one in waits.items()
            for problem in one.problems(name, "" if name in stay else placed[name][key])
        ),
    )


def _typed_in(copies: Files, desk: AtHand) -> Files:
    """Return the Word copies that lie there and are not as they were built, nor as they will be."""
    found: Files = {}
    for name, data in copies.items():
        path = desk.folder / name
        changed = path.is_file() and not desk.remembered.as_built(desk.folder, name)
        if path.suffix == ".docx" and changed and (here := path.read_bytes()) != data:
            found[name] = here
    return found


def _kept(name: str, data: bytes) -> str:
    """Return the path at which a file is kept whole; the same bytes have the same one."""
    path = Path(name)
    return f"{KEPT}/{path.stem}-{digest(data.hex(), length=8)}{path.suffix}"


def clear(desk: AtHand, report: ChartReport) -> None:
    """Take away what was built before and is no longer, unless somebody has changed it since."""
    for name in desk.remembered.outputs.keys() - set(report.paths):
        gone = name.startswith((f"{COPIES}/", f"{FIGURES}/")) or name.endswith(".html")
        if gone and desk.remembered.as_built(desk.folder, name):
            with suppress(OSError):
                (desk.folder / name).unlink()
