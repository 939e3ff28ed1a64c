"""What `framework chart` prints: what was read, saved, kept, built, found, and is left."""

from collections.abc import Mapping, Sequence
from typing import Any

from framework.cli.common import say
from framework.plain.text import count

Report = Mapping[str, Any]
"""The fields of a `ChartReport`."""


def print_report(report: Report) -> None:
    """Print the report of a build."""
    if not report["built"]:
        _taken(report)
        return
    for part in (_read, _corrected, _taken, _workbooks, _beside, _passages, _left):
        part(report)
    say("Next: open the workbook, write in its cells, save, and run framework chart again.")


def _read(report: Report) -> None:
    number, kinds = report["counts"], report["kinds"]
    read = f"{count(number['transcripts'], 'transcript')} read, {number['not read']} not read"
    subthemes = count(number["subthemes"], "subtheme")
    if len(kinds) == 1:
        say(f"{read} · {_people(kinds[0])} {kinds[0]['kind']} · {subthemes}")
    else:
        say(f"{read} · {subthemes}")
        for kind in kinds:
            _item("", f"{kind['kind']}: {count(kind['cases'], 'case')}, {_people(kind)}")


def _corrected(report: Report) -> None:
    for place, (case, told) in enumerate(report["corrected"].items()):
        _item("" if place else "Corrected", f"{case}: {told}")
    if report["corrected"]:
        _item("", "framework check shows the words; all other turns keep their numbers")


def _taken(report: Report) -> None:
    taken = [count(report["taken_back"], "cell")] if report["taken_back"] else []
    taken += [count(report["notes"], "note")] if report["notes"] else []
    if taken:
        _item(
            "Saved", f"{' and '.join(taken)} from {', '.join(report['books'])} (as {report['by']})"
        )
    if report["put_back"]:
        _item("Put back", f"{count(report['put_back'], 'cell')} as it was, as you answered")
    for by, cells in report["news"].items():
        told = f"{count(len(cells), 'cell')} since you last looked: {_first(cells)}"
        _item("", f"from {by}: {told}")
    for copy in report["kept"]:
        _item("Kept", f"{copy}     as it was, before a new one took its place")
    for name in report["stay"]:
        _item("Not rebuilt", f"{name}     it stays as it is until what stands in it is mended")


def _workbooks(report: Report) -> None:
    """Print the workbooks to write in, with what is left in each, then those to read."""
    kinds = report["kinds"]
    own = [kind for kind in kinds if kind["own"]]
    name = "own" if report["writers"] else "file"
    width = max((len(kind[name]) for kind in own or kinds), default=0)
    for place, kind in enumerate(own if report["writers"] else kinds):
        left = f"{count(kind['yours' if report['writers'] else 'to chart'], 'cell')} still to chart"
        _item("" if place else "To write in", f"{kind[name]:{width}}     {left}")
    for place, kind in enumerate(kinds if report["writers"] else ()):
        _item("" if place else "To read", kind["file"])


def _beside(report: Report) -> None:
    """Print what was built beside the workbooks."""
    copies = count(sum(name.endswith(".html") for name in report["copies"]), "transcript")
    _item("To read from", f"charts/transcripts/     {copies} with turn numbers")
    _item("", f"{', '.join(report['pages'])}     the charts to click through, in a browser")
    if drawn := sum(name.endswith(".svg") for name in report["figures"]):
        _item("Figures", f"charts/figures/     {drawn} as SVG and PNG; figures.txt tells them")
    _item("As tables", "charts/data/")


def _passages(report: Report) -> None:
    number = report["counts"]
    lost = f", {number['lost']} of them lost: see framework check" if number["lost"] else ""
    _item("Passages", f"{number['indexed']} indexed{lost}")
    if report["found"]:
        _item("", "Passages found by search terms are listed separately and never counted.")
    if report["wide"]:
        wide = ", ".join(f"“{term}”" for term in report["wide"])
        _item("", f"Search terms too common to be useful: {wide}. See framework propose.")


def _left(report: Report) -> None:
    """Print what is left, each line with the first cells it is about."""
    left = report["left"]
    if left["to_chart"]:
        cells, yours = count(len(left["to_chart"]), "cell"), left["yours"]
        shared = f", {len(yours) or 'none'} of them yours" if report["writer"] else ""
        next_one = (yours or left["to_chart"])[0]
        _item("Left", f"{cells} to chart{shared}, next in order {next_one}")
    if broken := report["counts"]["broken"]:
        say(f"Broken references: {broken}. Run framework check to list them.")
    for name, what in (
        ("contested", "Leave one text in the cell."),
        ("stale", "Mend it, or say that it is still right: framework reread."),
        ("unused", "indexed there and not used"),
        ("not_indexed", "used there and not indexed"),
    ):
        if found := left[name]:
            explained = [f"{cell} ({left['why'][cell]})" for cell in found if cell in left["why"]]
            told = f"{_first(explained)}. {what}" if explained else f"{_first(found)}: {what}"
            _item(_LEFT[name], told)


_LEFT = {
    "contested": "Contested",
    "stale": "Out of date",
    "unused": "Not used",
    "not_indexed": "Not indexed",
}


def _first(cells: Sequence[str]) -> str:
    """Return the first of some cells, and how many more there are."""
    more = f" and {len(cells) - 3} more" if len(cells) > 3 else ""
    return f"{', '.join(cells[:3])}{more}"


def _item(name: str, text: str) -> None:
    say(f"{name:14}{text}", hang=" " * 14)


def _people(kind: Mapping[str, Any]) -> str:
    fewest, most = kind["moderators"][0], kind["moderators"][-1]
    told = ("" if fewest == most else f"{fewest} to ") + count(most, "moderator")
    people = f"{count(kind['participants'], 'participant')} in all"
    return f"{people}, {told} in each" if most else people
