"""The workbooks that lie in charts/ and are not as they were built: read, never changed.

A copy that a sync service has put beside one counts as a workbook of the study, and so does a
file that has its name and cannot be read as one; any other file is somebody's own and is let be.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from framework.charts.edition import FOLDER
from framework.errors import Problem, RefusedError
from framework.plain.built import Built
from framework.plain.files import open_elsewhere
from framework.workbook.matrix import Matrix

OTHER = "it was built for another study"
_READ = (".xlsx", ".xlsm")
_UNREAD = (".ods", ".fods", ".xls", ".xlsb", ".numbers")
"""What programs save a workbook as, and what is not read."""


@dataclass(frozen=True)
class Book:
    """A workbook as it lies there: its path within the study, its bytes, and what it holds.

    `copy` is true for one beside those that are built.
    """

    name: str
    data: bytes
    matrix: Matrix
    copy: bool = False


@dataclass(frozen=True)
class AtHand:
    """The workbooks that were read, and the names of those that are built again."""

    folder: Path
    names: tuple[str, ...]
    remembered: Built
    books: tuple[Book, ...]

    def refuse_if_saved_since(self) -> None:
        """Raise RefusedError if a workbook is not the one that was read: somebody has saved it."""
        read = {book.name: book.data for book in self.books}
        for name in dict.fromkeys([*self.names, *read]):
            path = self.folder / name
            if name in read:
                same = path.is_file() and path.read_bytes() == read[name]
            else:
                same = not path.exists() or self.remembered.as_built(self.folder, name)
            if not same:
                raise RefusedError(
                    f"{name} was saved while the charts were being built",
                    "run framework chart again: what was written in it is taken back then",
                )


def at_hand(
    folder: Path, names: Iterable[str], study: str, remembered: Built, by: str | None
) -> AtHand:
    """Return the workbooks that are not as they were built, those to be built again first.

    A workbook that belongs to another researcher than `by` is theirs to take back.

    Raises RefusedError if one is open elsewhere, so that nobody's typing is cut in two.
    """
    built = tuple(names)
    found = []
    for name in built:
        path = folder / name
        _refuse_open(path, name)
        if path.exists() and not path.is_file():
            raise RefusedError(f"{name} is not a file", "give it another name; nothing was changed")
        if path.exists() and not remembered.as_built(folder, name):
            found.append(_read(path, name, study))
    for path in sorted((folder / FOLDER).glob("*")):
        name = f"{FOLDER}/{path.name}"
        if name not in built and path.is_file() and path.name[:2] not in ("~$", ".~"):
            one = _beside(path, name, study, built)
            if one and one.matrix.owner in ("", by):
                _refuse_open(path, name)
                found.append(one)
    return AtHand(folder, built, remembered, tuple(found))


def _beside(path: Path, name: str, study: str, built: Iterable[str]) -> Book | None:
    """Return a copy of a workbook of this study, or a file that has its name; else nothing."""
    kind = path.suffix.casefold()
    named = any(Path(one).stem.casefold() in path.name.casefold() for one in built)
    if kind in _UNREAD and named:
        hint = "save it as an Excel workbook (.xlsx), or move it to another folder"
        problem = Problem(name, "a workbook of this form is not read", hint, kind="unreadable")
        return Book(name, b"", Matrix(name, problems=(problem,)))
    if kind not in _READ:
        return None
    one = _read(path, name, study, copy=True)
    ours = one.matrix.study == study or (named and not one.matrix.study)
    return one if ours else None


def read_workbook(path: Path, name: str, study: str) -> Matrix:
    """Return what a workbook holds. One of another study is a problem of the matrix."""
    return _read(path, name, study).matrix


def _read(path: Path, name: str, study: str, *, copy: bool = False) -> Book:
    from framework.workbook.reading.read_back import read_back  # noqa: PLC0415 - slow to import

    data = path.read_bytes()
    matrix = read_back(data, name)
    if matrix.study and matrix.study != study:
        hint = "move it to another folder or give it another name"
        problem = Problem(name, OTHER, hint, kind="another study")
        matrix = Matrix(name, matrix.study, problems=(problem,))
    return Book(name, data, matrix, copy)


def _refuse_open(path: Path, name: str) -> None:
    if lock := open_elsewhere(path):
        raise RefusedError(
            f"{name} is open elsewhere ({lock.name} lies beside it)",
            f"save and close it, or delete {lock.name} if nobody has it open; nothing was changed",
        )
