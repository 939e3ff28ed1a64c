"""`framework chart`: the main job."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import click

from framework.cli.chart_report import print_report
from framework.cli.common import (
    answer_options,
    first_line,
    json_option,
    memory,
    onlooker,
    print_json,
    print_problems,
    refusing,
    researcher_option,
)
from framework.plain.built import read_built
from framework.plain.files import settle
from framework.plain.place import find
from framework.trail.keyboard import who

_UNCHANGED = "Nothing has changed since the charts were built."


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
    settle(folder)
    built = read_built(folder)
    if not as_json and built.stands(folder) and _as_it_was(built.report, researcher):
        return
    from framework.study import Study  # noqa: PLC0415 - not needed when nothing changed
    from framework.workbook.saving.answers import Answers  # noqa: PLC0415 - the same

    study = Study(folder, onlooker(as_json=as_json))
    file = study.file
    person = first_line(file.title, file.id, file.researchers, researcher, as_json=as_json)
    report = study.chart(Answers(**answers), by=person)
    if as_json:
        from framework.building.report import as_object  # noqa: PLC0415 - only with --json

        print_json(as_object(study.charts, study.cells, report))
    else:
        print_report(asdict(report))
    if report.problems and not as_json:
        saved = "your cells are saved" if report.taken_back or report.notes else "nothing is lost"
        rest = "all else is built" if report.built else "the charts were not built"
        print_problems(report.problems, f"{saved}, {rest}")
    click.get_current_context().exit(1 if report.problems else 0)


def _as_it_was(last: Mapping[str, Any], researcher: str | None) -> bool:
    """Say that nothing has changed since the last build, if it was built for this researcher too.

    One who has a workbook of their own has it built when they are at the keyboard.
    """
    title, study, researchers = last["title"], last["study"], last["researchers"]
    person = who(researcher, study, researchers, memory(), once=True)
    if person in last["writers"] and person != last["writer"]:
        return False
    first_line(title, study, researchers, researcher, then=_UNCHANGED)
    return True
