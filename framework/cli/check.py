"""`framework check`: is the study's folder in order?"""

from typing import Any

import click

from framework.checking.lost import renamed_speakers
from framework.cli.common import (
    json_option,
    opened,
    print_correction,
    print_json,
    refusing,
    researcher_option,
    say,
)
from framework.text import count


@click.command(epilog="Example: framework check")
@researcher_option
@click.option("--cells", is_flag=True, help="Remarks on the words of every cell, too.")
@json_option
@refusing
def check(researcher: str | None, *, cells: bool, as_json: bool) -> None:
    """List everything in the study's folder that is not in order; nothing is changed.

    Files that are missing, doubled or cannot be read; labels without a speaker; work under a
    subtheme that is gone or renamed; references that point at no turn; passages that are lost.
    With --cells, remarks on what is written: sentences without a reference, phrases that are not
    verbatim, references to turns that are not indexed there; subthemes that the topic guide asks
    for and nobody charted, and those charted that it never asks for. Remarks are no problems.
    Nor is a corrected transcript: the turns that are new, changed or gone are shown. Nor is a
    speaker who has another name throughout: their passages are kept, and that is told.
    """
    study, _ = opened(researcher, as_json=as_json)
    problems = study.check()
    remarks = study.remarks() if cells else []
    corrected = study.corrections()
    if as_json:
        found: dict[str, Any] = {"problems": problems, "corrections": corrected}
        found |= {"remarks": remarks} if cells else {}
        print_json({name: [one.json() for one in listed] for name, listed in found.items()})
    else:
        for correction in corrected:
            print_correction(correction)
        for one in (*renamed_speakers(study.cells), *remarks, *problems):
            say(str(one), hang="  ")
        say(f"{count(len(problems), 'problem')}." if problems else "In order.")
    click.get_current_context().exit(1 if problems else 0)
