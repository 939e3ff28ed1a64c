"""`framework chart`: the main job."""

from dataclasses import asdict

import click

from framework.cli.chart_report import print_report
from framework.cli.common import (
    answer_options,
    first_line,
    json_option,
    onlooker,
    print_json,
    print_problems,
    refusing,
    researcher_option,
)
from framework.storage.built import read_built
from framework.storage.place import find


@click.command(epilog="Example: framework chart --researcher ek")
@researcher_option
@answer_options
@json_option
@refusing
def chart(researcher: str | None, *, as_json: bool, **answers: tuple[str, ...]) -> None:
    """Save what was written in the workbooks, and build every chart: the main job.

    One workbook in charts/ for each kind of case, and the cells as CSV in charts/data/. What you
    typed in the cells is saved under your initials. A cell that could mean two things stays as you
    typed it and is asked about. Answer on the sheet To answer, or with an option and the cell's
    address: --emptied 'Ashmarch!F7'. Exit code 1 if something is to be answered or mended.
    """
    folder = find()
    built = read_built(folder)
    person, told = None, not as_json and built.stands(folder)
    if told:
        last = built.report
        person = first_line(last["title"], last["study"], last["researchers"], researcher)
        if person not in last["writers"] or person == last["writer"]:
            print_report(last, changed=False)
            return
    from framework.study import Study  # noqa: PLC0415 - not needed when nothing changed
    from framework.writing.answers import Answers  # noqa: PLC0415 - the same

    study = Study(folder, onlooker(as_json=as_json))
    if not told:
        file = study.file
        person = first_line(file.title, file.id, file.researchers, researcher, as_json=as_json)
    report = study.chart(Answers(**answers), by=person)
    if as_json:
        from framework.building.report import as_object  # noqa: PLC0415 - only with --json

        print_json(as_object(study.charts, study.cells, report))
    else:
        print_report(asdict(report), changed=True)
    if report.problems and not as_json:
        saved = "your cells are saved" if report.taken_back or report.notes else "nothing is lost"
        rest = "all else is built" if report.built else "the charts were not built"
        print_problems(report.problems, f"{saved}, {rest}")
    click.get_current_context().exit(1 if report.problems else 0)
