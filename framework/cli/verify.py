"""`framework verify`: are the quotations in a draft right?"""

from pathlib import Path
from typing import Any

import click

from framework.cli.common import (
    first_line,
    json_option,
    onlooker,
    print_json,
    refusing,
    researcher_option,
    say,
)
from framework.errors import ProblemsError
from framework.manuscript.draft import place_name
from framework.manuscript.telling import (
    HEADINGS,
    behind,
    heading,
    mark,
    seen,
    source,
    sources_name,
    told,
)
from framework.manuscript.verdicts import Level, Verified
from framework.manuscript.verification import Verification
from framework.storage.place import find
from framework.text import count, shorten

_STYLES: dict[str, dict[str, Any]] = {
    "mend": {"fg": "red"},
    "look": {"fg": "yellow"},
    "decide": {},
    "in order": {"fg": "green"},
}
_SHORT: dict[Level, str] = {
    "mend": "to mend",
    "look": "to look at",
    "decide": "to decide",
    "in order": "in order",
}


@click.command(epilog="Example: framework verify drafts/paper.docx")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Put the report into FOLDER; otherwise it stands beside the draft.",
)
@researcher_option
@json_option
@refusing
def verify(file: Path, output: Path | None, researcher: str | None, *, as_json: bool) -> None:
    """Are the quotations in a draft right? Each is held against the transcripts.

    FILE is a .docx, .md or .txt. Found are the words, who said them, and whom the attribution
    names. A report (.html) and, of a Word file, a copy with a comment on each quotation are put
    beside it; the draft itself is not changed. Exit code 1 while something must be mended.
    """
    from framework.study import Study  # noqa: PLC0415 - `framework verify --help` stays quick

    study = Study(find(), onlooker(as_json=as_json))
    first_line(study.file.title, study.file.id, study.file.researchers, researcher, as_json=as_json)
    if study.problems:
        raise ProblemsError(study.problems)
    verified = study.verify(file)
    files = [path.as_posix() for path in verified.save(output)]
    if as_json:
        print_json({**verified.found.json(), "files": files})
    else:
        _print(verified.found, files)
    click.get_current_context().exit(1 if verified.found.to_mend else 0)


def _print(found: Verification, files: list[str]) -> None:
    levels = ", ".join(f"{len(found.at(level))} {name}" for level, name in _SHORT.items())
    say(f"{found.draft.name}: {count(len(found.quotations), 'quotation')}: {levels}")
    for remark in found.draft.remarks:
        say(remark, indent="  ", style={"fg": "yellow"})
    for level, name in HEADINGS.items():
        chosen = found.at(level)
        if chosen:
            _heading(f"{name} ({len(chosen)})")
        for one in chosen:
            _quotation(one, short=level in ("in order", "decide"), style=_STYLES[level])
    lines = seen(found)
    if lines:
        _heading("Seen besides")
    for line in lines:
        say(line, indent="  ", hang="    ", style={"fg": "yellow"})
    _register(found)
    _quantities(found)
    click.secho()
    for path in files:
        say(f"Written: {path}")


def _heading(text: str) -> None:
    click.secho()
    say(text, style={"bold": True})


def _quotation(one: Verified, *, short: bool, style: dict[str, Any]) -> None:
    label = f"{one.quotation.label}: " if one.quotation.label else ""
    say(heading(one), indent="  ", hang="    ", style=style)
    words = shorten(one.quotation.words, 60 if short else 200)
    say(f"{label}“{words}”", indent="    ")
    if one.quotation.printed and not short:
        say(one.quotation.printed, indent="    ", hang="      ")
    for line in told(one):
        say(line, indent="    ", hang="      ")
    for each in one.sources[:1] if short else one.sources[:3]:
        words = each.name if short else source(each, short=160)
        say(f"{sources_name(one)}: {words}", indent="    ", hang="      ")


def _register(found: Verification) -> None:
    _heading("Register: quotations whose words stand in one place")
    for name, counted in found.register.by.items():
        listed = ", ".join(f"{value} {times}" for value, times in counted.items())
        say(f"by {name}: {listed or 'none'}", indent="  ", hang="    ")
    say(f"never quoted: {', '.join(found.register.never) or 'nobody'}", indent="  ", hang="    ")
    for name, numbers in found.register.twice:
        listed = ", ".join(map(str, numbers))
        say(f"quoted more than once: {name} (quotations {listed})", indent="  ")
    people = [str(one.quotation.number) for one in found.quotations if mark(one)]
    if people:
        say(f"attributions that point to one person: {', '.join(people)}", indent="  ", hang="    ")


def _quantities(found: Verification) -> None:
    """Print the words of quantity: first those with quotations in their sentence."""
    if found.register.quantities:
        _heading("Words of quantity, and what their sentences’ quotations rest on")
    loose = []
    for one in found.register.quantities:
        place = place_name(found.draft.place(one.span))
        if one.quoted:
            say(f"{place} · {one.words}", indent="  ", style={"bold": True})
            for line in behind(one):
                say(line, indent="    ", hang="      ")
        else:
            loose.append(f"{one.words} ({place})")
    if loose:
        say(f"tied to nothing: {'; '.join(loose)}", indent="  ", hang="    ")
