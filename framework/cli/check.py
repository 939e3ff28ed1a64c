"""`framework check`: is the study's folder in order?"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import click

from framework.checking.lost import renamed_speakers
from framework.checking.unused import Unused, unused_turns
from framework.cli.common import (
    json_option,
    opened,
    paged,
    print_correction,
    print_json,
    refusing,
    researcher_option,
    say,
    somebody,
)
from framework.errors import Problem
from framework.plain.text import count


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
    subtheme that is gone or renamed; broken references; passages that are lost.
    With --cells, remarks on what is written: cells that say nothing said where something is found
    or indexed; sentences without a reference, phrases that are not
    verbatim, references to turns that are not indexed there; subthemes that the topic guide asks
    for and nobody charted, and those charted that it never asks for. Remarks are no problems.
    Nor are corrected transcripts; speakers who have another name throughout; or the participants'
    turns listed as not used: those that no cell refers to and nobody has indexed.
    """
    study, person = opened(researcher, as_json=as_json, whole=False)
    repaired = study.repair(somebody(person, study.file.researchers)) if repair else []
    study = study.reopened() if repaired else study
    problems = study.check()
    remarks = study.remarks() if cells else []
    corrected = study.corrections()
    unused = unused_turns(study.cells)
    if as_json:
        found: dict[str, Any] = {"problems": problems, "corrections": corrected, "unused": unused}
        found |= {"remarks": remarks} if cells else {}
        told = {name: [one.json() for one in listed] for name, listed in found.items()}
        print_json(told | ({"repaired": repaired} if repair else {}))
    else:
        with paged():
            for line in repaired:
                say(line)
            for correction in corrected:
                print_correction(correction)
            for renamed in renamed_speakers(study.cells):
                say(str(renamed), hang="  ")
            _print_remarks(remarks)
            _print_unused(unused)
            for one in problems:
                say(str(one), hang="  ")
            say(f"{count(len(problems), 'problem')}." if problems else "In order.")
    click.get_current_context().exit(1 if problems else 0)


def _print_remarks(remarks: Sequence[Problem]) -> None:
    """Print remarks of one kind under what to do about them, a line each."""
    kinds: dict[str, list[Problem]] = {}
    for one in remarks:
        kinds.setdefault(one.hint, []).append(one)
    for hint, found in kinds.items():
        say(hint[:1].upper() + hint[1:], style={"bold": True})
        for one in found:
            say(str(replace(one, hint="")), indent="  ", hang="    ")


def _print_unused(unused: Sequence[Unused]) -> None:
    """Print the turns that nothing uses, a line a case."""
    if unused:
        say("Participants' turns not used in any cell and not indexed:", style={"bold": True})
    whole = [one for one in unused if len(one.turns) == one.of]
    for one in unused:
        if one not in whole:
            spans = f"{len(one.turns)} of {one.of}: {', '.join(one.spans)}"
            say(f"{one.case}: {spans}", indent="  ", hang="    ")
    if whole:
        say(f"All turns of {', '.join(one.case for one in whole)}", indent="  ", hang="    ")
