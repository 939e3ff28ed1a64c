"""`framework chart`: the main job."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import click

from framework.cli.common import (
    first_line,
    json_option,
    print_json,
    refusing,
    researcher_option,
    say,
)
from framework.storage.built import read_built
from framework.storage.place import find
from framework.text import count


@click.command(epilog="Example: framework chart --researcher ek")
@researcher_option
@json_option
@refusing
def chart(researcher: str | None, *, as_json: bool) -> None:
    """Build every chart and summary chart of the study: the main job.

    One workbook in charts/ for each kind of case, and the cells as CSV in charts/data/. A
    workbook that somebody wrote in is never built over.
    """
    folder = find()
    built = read_built(folder)
    if not as_json and built.stands(folder):
        first_line(
            built.report["title"], built.report["study"], built.report["researchers"], researcher
        )
        _print(built.report, changed=False)
        return
    from framework.study import Study  # noqa: PLC0415 - not needed when nothing changed

    study = Study(folder)
    first_line(study.file.title, study.file.id, study.file.researchers, researcher, as_json=as_json)
    report = study.chart()
    if as_json:
        from framework.charting import as_object  # noqa: PLC0415

        print_json(as_object(study.charts, study.cells, report))
    else:
        _print(asdict(report), changed=True)


def _print(report: Mapping[str, Any], *, changed: bool) -> None:
    number = report["counts"]
    moderators = report["moderators"]
    each = str(moderators[0]) if len(moderators) == 1 else f"{moderators[0]} to {moderators[-1]}"
    say(
        f"{count(number['transcripts'], 'transcript')} read, {number['not read']} not read · "
        f"{count(number['participants'], 'participant')} in all, {each} moderators in each "
        f"{report['kinds'][0] if len(report['kinds']) == 1 else 'case'} · {count(number['subthemes'], 'subtheme')}"
    )
    for copy in report["kept"]:
        say(
            f"Kept          {copy}     the workbook as it was, before a new one took its place",
            hang=" " * 14,
        )
    left = f"{count(number['to chart'], 'cell')} still to chart; nothing has been written for you"
    for name in report["files"]:
        say(
            f"To write in   {name}     {left}"
            if name == next(iter(report["files"]))
            else f"              {name}",
            hang=" " * 14,
        )
    lost = f", {number['lost']} of them lost: see framework check" if number["lost"] else ""
    say(f"Passages      {number['indexed']} indexed{lost}")
    for cell in report["contested"]:
        say(
            f"Contested     {cell}: two researchers wrote; both texts are in the box", hang=" " * 14
        )
    if not changed:
        say("Nothing has changed since these were built.")
    say(
        "Next: open the workbook. What you type there is kept safe, but this version cannot read it back yet."
    )
