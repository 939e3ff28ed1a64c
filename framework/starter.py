"""A new study's folders: starter files that say what belongs in them, or the invented study."""

import shutil
import tempfile
from importlib.resources import as_file, files
from pathlib import Path

from framework.errors import RefusedError
from framework.starter_files import Start
from framework.text import digest

_PARTS = ("study.yaml", "transcripts", "codebooks", "trail", "drafts")
_FOLDERS = ("charts", "private", "notebooks")


def new_study(
    folder: Path, *, example: bool, workbooks: bool = False, start: Start | None = None
) -> list[str]:
    """Make a study's folder and return the paths of what is in it.

    `start` is what its researcher says of it. With `workbooks` its tables and its codebook are
    .xlsx, to be filled in with a spreadsheet.
    It is made beside its place and moved there whole. Raises RefusedError if something is
    there already.
    """
    refuse_full(folder)
    made = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".framework-", dir=folder.resolve().parent))
        if example:
            _example(made)
        else:
            _starter(made, folder.resolve().name, start, workbooks=workbooks)
        for name in _FOLDERS:
            (made / name).mkdir(exist_ok=True)
        made.chmod(0o755)
        if folder.exists():
            folder.rmdir()
        made.rename(folder)
    except OSError as fault:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)
        raise RefusedError(f"{folder} cannot be made ({fault.strerror})") from None
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def refuse_full(folder: Path) -> None:
    """Raise RefusedError if something is there already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RefusedError(f"{folder} is not empty", "name a new folder")


def _starter(made: Path, title: str, start: Start | None, *, workbooks: bool) -> None:
    name = "".join(char if char.isalnum() else "-" for char in title.lower()).strip("-") or "study"
    for part in _PARTS[1:]:
        (made / part).mkdir()
    # The id tells two studies' workbooks apart; the folder's whole path makes it this one's own.
    identity = f"{name}-{digest(str(made), length=6)}"
    begun = start or Start(title)
    for path, data in begun.files(identity, name, workbooks=workbooks).items():
        (made / path).write_bytes(data)


def _example(made: Path) -> None:
    """Copy the invented study: from the package, or from the repository it is run from."""
    with as_file(files("framework")) as package:
        packed = package / "example"
        source = packed if packed.is_dir() else package.parent
        for part in _PARTS:
            path = source / part
            if path.is_dir():
                shutil.copytree(
                    path, made / part, ignore=shutil.ignore_patterns(".*", "~$*", "*-verified.*")
                )
            else:
                shutil.copyfile(path, made / part)
