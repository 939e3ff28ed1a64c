"""Who is at the keyboard: said, or remembered by this machine, or the only one there is.

Never taken from a file's author. What the machine remembers lies outside the study.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from framework.errors import UnknownNameError
from framework.plain.files import write

VARIABLE = "FRAMEWORK_RESEARCHER"


def who(
    named: str | None,
    study: str,
    researchers: Mapping[str, str],
    memory: Path,
    *,
    once: bool = False,
) -> str | None:
    """Return the initials of the researcher at the keyboard, or None for nobody.

    `named` (the option) comes first and is remembered for this study; then the environment,
    then memory, if study.yaml still lists them; then the only researcher there is. With `once`
    nobody takes the place of one who is remembered. Raises UnknownNameError for initials that
    study.yaml does not list.
    """
    known = remembered(study, researchers, memory)
    said = named or os.environ.get(VARIABLE) or known
    if not said:
        return next(iter(researchers)) if len(researchers) == 1 else None
    if said not in researchers:
        listed = ", ".join(researchers) or "nobody yet"
        raise UnknownNameError(f"study.yaml has no researcher `{said}`", f"it lists {listed}")
    if named and not (once and known):
        _remember(memory, study, named)
    return said


def remembered(study: str, researchers: Mapping[str, str], memory: Path) -> str | None:
    """Return whom this machine remembers for a study, None for nobody whom study.yaml lists."""
    known = _remembered(memory).get(study)
    return known if known in researchers else None


def _remembered(memory: Path) -> dict[str, str]:
    with suppress(OSError, ValueError, RecursionError):
        found = json.loads(memory.read_text("utf-8"))
        if isinstance(found, dict):
            return {str(study): str(initials) for study, initials in found.items()}
    return {}


def _remember(memory: Path, study: str, initials: str) -> None:
    known = _remembered(memory)
    if known.get(study) != initials:
        with suppress(Exception):  # a convenience; the command itself goes on
            write(memory, json.dumps(known | {study: initials}, indent=1).encode())
