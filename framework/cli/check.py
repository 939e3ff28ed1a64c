"""`framework check`: is the study's folder in order?"""

from typing import Any

import click

from framework.cli.common import (
    json_option,
    opened,
    print_correction,
    print_json,
    refusing,
    researcher_option,
    say,
    somebody,
)
from framework.text import count


@click.command(epilog="Example: framework check")
@researcher_option
@click.option("--cells", is_flag=True, help="Remarks on the words of every cell, too.")
@click.option("--repair", is_flag=True, help="Put torn lines of your own trail aside, first.")
@json_option
@refusing
def check(researcher: str | None, *, cells: bool, repair: bool, as_json: bool) -> None:
    """List everything in the study's folder that is not in order; nothing is changed.

    A line of the trail is torn where the program was ended, or the power went, while it was
    written. It was never acknowledged. With --repair such lines of your own file are kept
    in trail/INITIALS.torn, and work goes on.

    Files that are missing, doubled or cannot be read; labels without a speaker; work under a
    subtheme that is gone or renamed; references that point at no turn; passages that are lost.
    With --cells, remarks on what is written: sentences without a reference, phrases that are not
    verbatim, references to turns that are not indexed there; subthemes that the topic guide asks
    for and nobody charted, and those charted that it never asks for. Remarks are no problems.
    Nor is a corrected transcript: the turns that are new, changed or gone are shown.
    """
    study, person = opened(researcher, as_json=as_json, whole=False)
    repaired = study.repair(somebody(person, study.file.researchers)) if repair else []
    study = study.reopened() if repaired else study
    problems = study.check()
    remarks = study.remarks() if cells else []
    corrected = study.corrections()
    if as_json:
        found: dict[str, Any] = {"problems": problems, "corrections": corrected}
        found |= {"remarks": remarks} if cells else {}
        told = {name: [one.json() for one in listed] for name, listed in found.items()}
        print_json(told | ({"repaired": repaired} if repair else {}))
    else:
        for line in repaired:
            say(line)
        for correction in corrected:
            print_correction(correction)
        for one in (*remarks, *problems):
            say(str(one), hang="  ")
        say(f"{count(len(problems), 'problem')}." if problems else "In order.")
    click.get_current_context().exit(1 if problems else 0)
