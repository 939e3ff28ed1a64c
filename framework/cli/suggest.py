"""What `framework propose --names` and `--lemmas` print: suggestions of a language model."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from framework.cli.common import fit_for_a_sheet, print_json, say
from framework.plain.files import write
from framework.plain.text import count, shorten
from framework.proposals.language import NO_MODEL
from framework.proposals.lemmas import Further
from framework.proposals.names import KINDS, Name
from framework.proposals.suggesting import Suggestions
from framework.transcripts.passage import Passage

if TYPE_CHECKING:
    from framework.study import Study

_OF_NAMES = (
    "Suggestions for pseudonyms, and no anonymisation: names are missed, and other words are "
    "taken for names. Nothing is changed and nothing is kept."
)
_OF_LEMMAS = (
    "Suggestions, often wrong: what fits, a person adds to the codebook's terms. Nothing is "
    "changed and nothing is kept."
)
_TITLES = dict(zip(KINDS, ("Persons", "Places", "Organisations", "Other names"), strict=True))


def names(study: "Study", subtheme: str, case: str, output: Path | None, *, as_json: bool) -> None:
    """Print the names in a case, or in all, by kind; or write them into a sheet."""
    if subtheme:
        raise click.UsageError("--names is of whole transcripts: --case, and no subtheme")
    if output:
        fit_for_a_sheet(output)
    found = study.names(case)
    if output and found.by:
        _sheet(found, output)
    if as_json:
        listed = [one.json() for one in found.found]
        file = {"file": str(output)} if output and found.by else {}
        print_json(_head(found) | file | {"names": listed})
        return
    if not _began(found, count(len(found.found), "name"), _OF_NAMES):
        return
    if output:
        say(f"{output}: every place where a name stands, a row each.")
        return
    for kind in KINDS:
        if mine := [one for one in found.found if one.kind == kind]:
            click.secho()
            say(f"{_TITLES[kind]}: {len(mine)}", style={"bold": True})
            for one in mine:
                _name(one)


def lemmas(study: "Study", subtheme: str, case: str, output: Path | None, *, as_json: bool) -> None:
    """Print further forms by subtheme and term."""
    if case or output:
        raise click.UsageError("--lemmas is of all transcripts, and writes no file")
    found = study.lemmas(subtheme)
    if as_json:
        print_json(_head(found) | {"lemmas": [one.json() for one in found.found]})
        return
    if not _began(found, count(len(found.found), "further form"), _OF_LEMMAS):
        return
    for number in dict.fromkeys(one.subtheme for one in found.found):
        click.secho()
        say(study.codebook[number].heading, style={"bold": True})
        for one in found.found:
            if one.subtheme == number:
                parts = " or ".join(one.parts)
                times = count(len(one.passages), "time")
                say(f"{one.term}: {one.words} ({parts}), {times}", indent="  ", hang="    ")
                _around(one.passages[0])


def _head(found: Suggestions[Name] | Suggestions[Further]) -> dict[str, object]:
    """Return what both JSON objects begin with; `hint` says how to come by a model."""
    return {"model": found.by} if found.by else {"model": None, "hint": "; ".join(NO_MODEL)}


def _began(found: Suggestions[Name] | Suggestions[Further], many: str, warning: str) -> bool:
    """Print how many there are, by which model and what they are not; False without a model."""
    click.secho()
    if not found.by:
        say("Nothing is suggested: " + "; ".join(NO_MODEL))
        return False
    say(f"{many} found by the language model {found.by}", style={"bold": True})
    say(warning)
    return True


def _name(one: Name) -> None:
    turns = {case: ", ".join(dict.fromkeys(numbers)) for case, numbers in one.places.items()}
    places = "; ".join(f"{case} {numbers}" for case, numbers in turns.items())
    say(f"{one.words} · {len(one.passages)} × · {places}", indent="  ", hang="      ")
    _around(one.passages[0])


def _around(one: Passage) -> None:
    before = one.before[one.before.find(" ") + 1 :]
    after = one.after[: one.after.rfind(" ") + 1]
    text = f"{one.case} {one.turn}: … {before}[{one.words}]{after} …"
    say(shorten(text, 300), indent="      ", hang="      ", style={"dim": True})


def _sheet(found: Suggestions[Name], path: Path) -> None:
    from framework.workbook.sheets.name_sheet import write_names  # noqa: PLC0415 - slow to import

    note = f"By {found.by}. {_OF_NAMES}"
    write(path, write_names(found.found, note, workbook=path.suffix.lower() == ".xlsx"))
