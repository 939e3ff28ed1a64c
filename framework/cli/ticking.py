"""How quotations are ticked as no speech: by their numbers, or in a sheet."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from framework.cli.common import print_json, say
from framework.errors import ProblemsError, RefusedError, UnknownNameError
from framework.manuscript.ticks import may_be_ticked, ticked_by, to_tick
from framework.manuscript.verdicts import Verified
from framework.manuscript.verification import Verification
from framework.plain.files import write
from framework.plain.text import count, pasted, shorten

if TYPE_CHECKING:
    from framework.study import Study

_SHORT = 60


def tick(
    study: "Study", found: Verification, terms: Sequence[int], speech: Sequence[int], by: str
) -> list[str]:
    """Tick the `terms` as no speech, and take that back of the `speech`, by their numbers.

    Returns what was done. Raises RefusedError, having done nothing, for one that cannot be.
    """
    ticked = [_numbered(found, number) for number in terms]
    taken_back = [_numbered(found, number) for number in speech]
    for one in ticked:
        if not may_be_ticked(one):
            told = "its words are somebody's, nearly somebody's, or attributed"
            raise RefusedError(f"quotation {_name(one)} cannot be ticked as not speech", told)
    for one in taken_back:
        if not one.ticked:
            raise RefusedError(f"quotation {_name(one)} is not ticked as not speech")
    done = []
    if ticked:
        study.tick(*(one.quotation.words for one in ticked), by=by)
        done.append(f"Ticked as not speech by {by}: {'; '.join(map(_name, ticked))}")
    if taken_back:
        study.tick(*(one.quotation.words for one in taken_back), speech=True, by=by)
        done.append(f"No longer ticked: {'; '.join(map(_name, taken_back))}")
    return done


def write_sheet(found: Verification, path: Path) -> str:
    """Write a sheet of what may be ticked, and return what to do with it."""
    from framework.manuscript.tick_sheet import write_ticks  # noqa: PLC0415 - slow to import

    listed = to_tick(found.quotations)
    write(path, write_ticks(listed, workbook=path.suffix.lower() == ".xlsx"))
    return (
        f"{path}: {count(len(listed), 'quotation')} to tick. Next: write x beside those that are "
        f"no speech, then {pasted('framework', 'verify', str(path))}"
    )


def take_sheet(study: "Study", path: Path, by: str, *, as_json: bool) -> None:
    """Take the ticks of a sheet, all or none, and print what was taken."""
    from framework.manuscript.tick_sheet import read_ticks  # noqa: PLC0415 - slow to import

    words, problems = read_ticks(path, path.name)
    if problems:
        raise ProblemsError(problems)
    new = [each for each in words if not ticked_by(study.decisions, each)]
    line = study.tick(*new, by=by) if new else None
    if as_json:
        print_json({"line": line.id if line else None, "ticked": new, "by": by})
        return
    before = f", {len(words) - len(new)} ticked before" if len(words) > len(new) else ""
    say(f"{count(len(new), 'quotation')} ticked as not speech by {by}{before}.")
    if line:
        say(f"It is line {line.id} of the trail.", indent="  ")


def _numbered(found: Verification, number: int) -> Verified:
    if not 1 <= number <= len(found.quotations):
        raise UnknownNameError(
            f"the draft has no quotation {number}", f"it has 1 to {len(found.quotations)}"
        )
    return found.quotations[number - 1]


def _name(one: Verified) -> str:
    return f"{one.quotation.number} (“{shorten(one.quotation.words, _SHORT)}”)"
