"""Changes a case's id in the files that people write: both tables, and `charting` in study.yaml.

No other byte is changed. What is written is read back first, and refused if it says anything else.
"""

import re
from pathlib import Path

from framework.cases.case_table import CASES, SPEAKERS, table_of
from framework.cases.study_file import StudyFile
from framework.errors import ProblemsError, RefusedError
from framework.plain.faults import UnreadableError
from framework.plain.files import open_elsewhere
from framework.plain.place import STUDY_FILE
from framework.plain.tables import change_cells, columns_of, is_workbook, parse_table
from framework.plain.yaml import parse

_COLUMN = "case"
_BY_HAND = "change it by hand"


def with_new_id(folder: Path, study: StudyFile, old: str, new: str) -> dict[Path, bytes]:
    """Return the files of a study that name a case, by path, as they are with its new id.

    Raises RefusedError where that cannot be done without changing anything else.
    """
    tables = [table_of(folder, CASES), table_of(folder, SPEAKERS)]
    found = {folder / name: _table(folder, name, old, new) for name in tables}
    if any(old in names for names in study.charting.values()):
        found[folder / STUDY_FILE] = _charting(folder / STUDY_FILE, old, new)
    return found


def _table(folder: Path, name: str, old: str, new: str) -> bytes:
    path = folder / name
    if lock := open_elsewhere(path):
        raise RefusedError(f"{name} is open elsewhere ({lock.name})", "close it, and try again")
    data = path.read_bytes()
    try:
        if is_workbook(name):
            from framework.plain.table_sheet import change_sheet  # noqa: PLC0415 - openpyxl

            changed = change_sheet(data, _COLUMN, old, new)
        else:
            changed = change_cells(data, columns_of(data, name).index(_COLUMN), old, new)
    except UnreadableError as fault:
        raise RefusedError(f"{name}: {fault}", _BY_HAND) from None
    wanted = [
        {**cells, _COLUMN: new} if cells.get(_COLUMN) == old else cells
        for cells in _rows(data, name)
    ]
    if _rows(changed, name) != wanted:
        raise RefusedError(f"{name} cannot be changed safely", _BY_HAND)
    return changed


def _rows(data: bytes, name: str) -> list[dict[str, str]]:
    rows, problems = parse_table(data, name, needs=(_COLUMN,), verbatim=columns_of(data, name))
    if problems:
        raise ProblemsError(problems)
    return [{column: cell for column, cell in row.cells.items() if cell} for row in rows]


def _charting(path: Path, old: str, new: str) -> bytes:
    """Return study.yaml with a case's new id where it says who charts what."""
    data = path.read_bytes()
    before = parse(data)
    charting = before.under("charting")
    lines = data.decode("utf-8").split("\n")
    word = re.compile(rf"(?<![\w.-]){re.escape(old)}(?![\w.-])")
    for initials in charting:
        for item in charting.texts(initials):
            if item == old:
                lines[item.line - 1] = word.sub(new, lines[item.line - 1])
    changed = "\n".join(lines).encode()
    listed = {
        str(initials): [new if item == old else str(item) for item in charting.texts(initials)]
        for initials in charting
    }
    wanted: dict[str, object] = {str(key): value for key, value in before.items()}
    if parse(changed) != wanted | {"charting": listed}:
        hint = f"write {new} for {old} there, and run this again"
        raise RefusedError(f"`charting` in {STUDY_FILE} cannot be changed safely", hint)
    return changed
