"""A new study's folders: starter files that say what belongs in them, or the invented study."""

import re
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path
from secrets import token_hex

from framework.errors import RefusedError
from framework.plain.files import settle, write_all
from framework.plain.place import CACHE
from framework.starter_files import Start

_PARTS = ("study.yaml", "transcripts", "codebooks", "trail", "drafts")
_FOLDERS = ("charts", "private", "notebooks")
_NOT_COPIED = re.compile(r"\.|~\$|.*-verified\.")


def new_study(
    folder: Path, *, example: bool, workbooks: bool = False, start: Start | None = None
) -> list[str]:
    """Make a study's folder and return the paths of what is in it.

    `start` is what its researcher says of it. With `workbooks` its tables and its codebook are
    .xlsx, to be filled in with a spreadsheet. All files are put in place, or none. Raises
    RefusedError if something is there already.
    """
    settle(folder)
    refuse_full(folder)
    title = folder.resolve().name
    made = _example() if example else _starter(title, start or Start(title), workbooks=workbooks)
    try:
        for name in (*_PARTS[1:], *_FOLDERS):
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise RefusedError(f"{folder} cannot be made ({fault.strerror})") from None
    write_all({folder / name: data for name, data in made.items()}, root=folder)
    return sorted(made)


def refuse_full(folder: Path) -> None:
    """Raise RefusedError if something is there already."""
    if folder.is_file() or any(path.is_file() for path in _there(folder)):
        raise RefusedError(f"{folder} is not empty", "name a new folder")


def _there(folder: Path) -> Iterator[Path]:
    """Return what is in a folder, beside the cache of a command that was ended before."""
    return (path for path in folder.rglob("*") if path.relative_to(folder).parts[0] != CACHE)


def _starter(title: str, start: Start, *, workbooks: bool) -> dict[str, bytes]:
    name = "".join(char if char.isalnum() else "-" for char in title.lower()).strip("-") or "study"
    identity = f"{name}-{token_hex(3)}"  # tells two studies' workbooks apart
    return dict(start.files(identity, name, workbooks=workbooks))


def _example() -> dict[str, bytes]:
    """Return the invented study: from the package, or from the repository it is run from."""
    found: dict[str, bytes] = {}
    with as_file(files("framework")) as package:
        packed = package / "example"
        source = packed if packed.is_dir() else package.parent
        for part in _PARTS:
            path = source / part
            for one in [path] if path.is_file() else sorted(path.rglob("*")):
                if one.is_file() and not _NOT_COPIED.match(one.name):
                    found[one.relative_to(source).as_posix()] = one.read_bytes()
    return found
