"""`framework chart`: the main job."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import click

from framework.cli.common import (
    answer_options,
    first_line,
    json_option,
    onlooker,
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
@answer_options
@json_option
@refusing
def chart(researcher: str | None, *, as_json: bool, **answers: bool) -> None:
    """Take back what was written, and build every chart and summary chart: the main job.

    One workbook in charts/ for each kind of case, and the cells as CSV in charts/data/. What
    somebody typed in a workbook's boxes is taken into the trail under their initials; what could
    mean two things is asked, with its address and the option that answers it.
    """
    folder = find()
    built = read_built(folder)
    person, told = None, not as_json and built.stands(folder)
    if told:
        last = built.report
        person = first_line(last["title"], last["study"], last["researchers"], researcher)
        if person not in last["writers"] or person == last["writer"]:
            _print(last, changed=False)
            return
    from framework.study import Study  # noqa: PLC0415 - not needed when nothing changed
    from framework.writing.take_back import Answers  # noqa: PLC0415 - the same

    study = Study(folder, onlooker(as_json=as_json))
    if not told:
        file = study.file
        person = first_line(file.title, file.id, file.researchers, researcher, as_json=as_json)
    report = study.chart(Answers(**answers), by=person)
    if as_json:
        from framework.charting import as_object  # noqa: PLC0415 - only with --json

        now = Study(folder, onlooker(as_json=as_json))
        print_json(as_object(now.charts, now.cells, report))
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
    for place, (case, told) in enumerate(report["corrected"].items()):
        _item("" if place else "Corrected", f"{case}: {told}")
    if report["corrected"]:
        _item("", "framework check shows the words; all other turns keep their numbers")
    taken = [count(report["taken_back"], "box", "boxes")] if report["taken_back"] else []
    taken += [count(report["notes"], "note")] if report["notes"] else []
    if taken:
        books = ", ".join(report["books"])
        _item("Taken back", f"{' and '.join(taken)} from {books}, into the trail as {report['by']}")
    for by, cells in report["news"].items():
        _item("", f"from {by}: {count(cells, 'cell')} since you last looked")
    for copy in report["kept"]:
        _item("Kept", f"{copy}     as it was, before a new one took its place")
    _workbooks(report)
    copies = count(sum(name.endswith(".html") for name in report["copies"]), "transcript")
    _item("To read from", f"charts/transcripts/     {copies} with turn numbers")
    _item("", f"{', '.join(report['pages'])}     the charts to click through, in a browser")
    if drawn := sum(name.endswith(".svg") for name in report["figures"]):
        _item("Figures", f"charts/figures/     {drawn} as SVG and PNG; figures.txt tells them")
    _item("As tables", "charts/data/")
    lost = f", {number['lost']} of them lost: see framework check" if number["lost"] else ""
    _item("Passages", f"{number['indexed']} indexed{lost}")
    _left(report["left"])
    if not changed:
        say("Nothing has changed since these were built.")
    say("Next: open the workbook, write in its boxes, save, and run framework chart again.")


def _workbooks(report: Mapping[str, Any]) -> None:
    """Print the workbooks to write in, with what is left in each, then those to read."""
    kinds = report["kinds"]
    own = [kind for kind in kinds if kind["own"]]
    name = "own" if report["writers"] else "file"
    width = max((len(kind[name]) for kind in own or kinds), default=0)
    for place, kind in enumerate(own if report["writers"] else kinds):
        left = f"{count(kind['to chart'], 'cell')} still to chart"
        _item("" if place else "To write in", f"{kind[name]:{width}}     {left}")
    for place, kind in enumerate(kinds if report["writers"] else ()):
        _item("" if place else "To read", kind["file"])


def _left(left: Mapping[str, Any]) -> None:
    """Print what is left, each line with the first cells it is about."""
    if left["to_chart"]:
        cells = count(len(left["to_chart"]), "cell")
        _item("Left", f"{cells} to chart, next in order {left['to_chart'][0]}")
    for name, what in (
        ("contested", "two texts stand; leave one of them in the box"),
        ("stale", "something it rests on has changed"),
        ("unused", "indexed there and not used"),
        ("not_indexed", "used there and not indexed"),
    ):
        if found := left[name]:
            more = f" and {len(found) - 3} more" if len(found) > 3 else ""
            _item(LEFT.get(name, ""), f"{', '.join(found[:3])}{more}: {what}")


LEFT = {
    "contested": "Contested",
    "stale": "Stale",
    "unused": "Not used",
    "not_indexed": "Not indexed",
}


def _item(name: str, text: str) -> None:
    say(f"{name:14}{text}", hang=" " * 14)


def _people(kind: Mapping[str, Any]) -> str:
    fewest, most = kind["moderators"][0], kind["moderators"][-1]
    told = ("" if fewest == most else f"{fewest} to ") + count(most, "moderator")
    people = f"{count(kind['participants'], 'participant')} in all"
    return f"{people}, {told} in each" if most else people
