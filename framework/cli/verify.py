"""`framework verify`: are the quotations in a draft right?"""

from pathlib import Path

import click

from framework.cli.common import (
    first_line,
    fit_for_a_sheet,
    json_option,
    onlooker,
    print_json,
    refusing,
    researcher_option,
    somebody,
)
from framework.cli.ticking import take_sheet, tick, write_sheet
from framework.cli.verified import print_verified
from framework.errors import ProblemsError
from framework.plain.place import find

_EXAMPLES = (
    "Examples: framework verify drafts/paper.docx · "
    "framework verify drafts/paper.docx --not-speech 7 --not-speech 28 · "
    "framework verify drafts/paper.docx --sheet to-tick.xlsx · framework verify to-tick.xlsx"
)


@click.command(epilog=_EXAMPLES)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Put the report into FOLDER; otherwise it stands beside the draft.",
)
@click.option(
    "--not-speech",
    "terms",
    type=int,
    multiple=True,
    metavar="NUMBER",
    help="Tick a quotation as a term, scare quote or title, by its number; remembered.",
)
@click.option("--speech", type=int, multiple=True, metavar="NUMBER", help="Take such a tick back.")
@click.option(
    "--sheet",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the quotations to tick into a sheet (.xlsx or .csv).",
)
@researcher_option
@json_option
@refusing
def verify(
    file: Path,
    output: Path | None,
    terms: tuple[int, ...],
    speech: tuple[int, ...],
    sheet: Path | None,
    researcher: str | None,
    *,
    as_json: bool,
) -> None:
    """Are the quotations in a draft right? Each is held against the transcripts.

    FILE is a .docx, .md or .txt. Found are the words, who said them, and whom the attribution
    names. A report (.html) and, of a Word file, a copy with comments are put beside it; the
    draft itself is not changed. Exit code 1 while something must be mended.

    Or FILE is a sheet that --sheet wrote (.xlsx, .csv): its ticks are taken.
    """
    from framework.study import Study  # noqa: PLC0415 - `framework verify --help` stays quick

    filled = file.suffix.lower() in (".csv", ".xlsx")
    if filled and (output or terms or speech or sheet):
        raise click.UsageError("a sheet of ticks is taken alone, without other options")
    study = Study(find(), onlooker(as_json=as_json))
    people = study.file.researchers
    person = first_line(study.file.title, study.file.id, people, researcher, as_json=as_json)
    if study.problems:
        raise ProblemsError(study.problems)
    if filled:
        take_sheet(study, file, somebody(person, people), as_json=as_json)
        return
    verified = study.verify(file)
    verified.places(output)
    if sheet:
        fit_for_a_sheet(sheet, "what is ticked in a sheet is taken by framework verify FILE")
    done = []
    if terms or speech:
        done = tick(study, verified.found, terms, speech, somebody(person, people))
        verified = study.verify(file)
    if sheet:
        done.append(write_sheet(verified.found, sheet))
    files = [path.as_posix() for path in verified.save(output)]
    if as_json:
        print_json({**verified.found.json(), "files": files})
    else:
        print_verified(file, verified.found, [*(f"Written: {path}" for path in files), *done])
    click.get_current_context().exit(1 if verified.found.to_mend else 0)
