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
        from framework.charting import as_object  # noqa: PLC0415 - only with --json

        print_json(as_object(study.charts, study.cells, report))
    else:
        _print(asdict(report), changed=True)


def _print(report: Mapping[str, Any], *, changed: bool) -> None:
    number, kinds = report["counts"], report["kinds"]
    read = f"{count(number['transcripts'], 'transcript')} read, {number['not read']} not read"
    subthemes = count(number["subthemes"], "subtheme")
    if len(kinds) == 1:
        say(f"{read} · {_people(kinds[0])} {kinds[0]['kind']} · {subthemes}")
    else:
        say(f"{read} · {subthemes}")
        for kind in kinds:
            _item("", f"{kind['kind']}: {count(kind['cases'], 'case')}, {_people(kind)}")
    for copy in report["kept"]:
        _item("Kept", f"{copy}     the workbook as it was, before a new one took its place")
    width = max(len(kind["file"]) for kind in kinds)
    for place, kind in enumerate(kinds):
        left = f"{count(kind['to chart'], 'cell')} still to chart"
        left += "" if place else "; nothing has been written for you"
        _item("" if place else "To write in", f"{kind['file']:{width}}     {left}")
    copies = count(len(report["copies"]), "transcript")
    _item("To read from", f"charts/transcripts/     {copies} with turn numbers")
    _item("As tables", "charts/data/")
    lost = f", {number['lost']} of them lost: see framework check" if number["lost"] else ""
    _item("Passages", f"{number['indexed']} indexed{lost}")
    for cell in report["contested"]:
        _item("Contested", f"{cell}: two researchers wrote; both texts are in the box")
    if not changed:
        say("Nothing has changed since these were built.")
    say(
        "Next: open the workbook. What you type there is kept safe, but this version cannot "
        "read it back yet."
    )


def _item(name: str, text: str) -> None:
    say(f"{name:14}{text}", hang=" " * 14)


def _people(kind: Mapping[str, Any]) -> str:
    fewest, most = kind["moderators"][0], kind["moderators"][-1]
    told = ("" if fewest == most else f"{fewest} to ") + count(most, "moderator")
    people = f"{count(kind['participants'], 'participant')} in all"
    return f"{people}, {told} in each" if most else people
