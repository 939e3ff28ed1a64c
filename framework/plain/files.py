"""Files are put in place whole, and several of them all or none, whenever the program is ended.

What is written lies beside its place first, in files that begin with ``.framework-``. While more
than one is put in place, ``.framework/unfinished.json`` names them: what a killed program left
half done is taken back by the next command.
"""

import errno
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from framework.errors import RefusedError
from framework.plain.place import CACHE, study_above

TEMPORARY = ".framework-"
UNFINISHED = f"{CACHE}/unfinished.json"
_LOCK = f"{CACHE}/writing.lock"
_WAIT_SECONDS = 30
_WRITTEN_IN = ("transcripts", "codebooks", "trail", "charts", "drafts", CACHE)


@dataclass(frozen=True)
class _Step:
    """A file on its way: its place, what is moved there and its hash, and whether one stood there.

    What stood there is kept as `old` until all files are in place.
    """

    place: Path
    new: Path
    hash: str
    stood: bool

    @property
    def old(self) -> Path:
        return self.new.with_name(f"{self.new.name}.old")


def write(path: Path, data: bytes) -> None:
    """Put a file in place whole. Raises RefusedError, changing nothing, if that cannot be done."""
    write_all({path: data})


def write_all(
    files: Mapping[Path, bytes],
    agreed: Callable[[], None] | None = None,
    root: Path | None = None,
) -> None:
    """Put several files in place, all or none; a kill is as if nothing had been begun.

    `agreed` is called when all are written and none is moved, and nothing is moved if it raises.
    `root` is the folder of the study, where there is no study.yaml yet. Raises RefusedError,
    with what to do, if a place cannot be written.
    """
    place = next(iter(files), Path())
    steps: list[_Step] = []
    root = root or study_above(place)
    journal = root / UNFINISHED if root and len(files) > 1 else None
    try:
        with _alone(root, _WAIT_SECONDS):
            try:
                for place, data in files.items():
                    steps.append(
                        _Step(place, _empty(place), sha256(data).hexdigest(), place.exists())
                    )
                    _fill(steps[-1].new, data)
                if agreed:
                    agreed()
                _move(steps, journal)
            finally:
                if not (journal and journal.exists()):
                    _remove(path for step in steps for path in (step.new, step.old))
    except OSError as fault:
        where = fault.filename2 or place
        raise RefusedError(f"{where} cannot be written ({fault.strerror})", hint(fault)) from None


def settle(folder: Path) -> None:
    """Take back what a killed command left half done in a study, and remove what it left behind.

    Nothing is touched while a living one is writing. Raises RefusedError where a file cannot be
    put back.
    """
    journal = folder / UNFINISHED
    if not journal.exists() and not any(_left_behind(folder)):
        return
    try:
        with _alone(folder, 0):
            if journal.exists():
                _put_back(_read(journal))
                journal.unlink()
            _remove(_left_behind(folder))
    except _BusyError:
        return
    except OSError as fault:
        if journal.exists():
            place = fault.filename2 or fault.filename
            raise RefusedError(
                f"a command was ended while it wrote, and {place} cannot be put back "
                f"({fault.strerror})",
                "close it if it is open, and try again",
            ) from None


class _BusyError(RefusedError):
    """Another program is writing to the study."""


@contextmanager
def _alone(root: Path | None, seconds: float) -> Iterator[None]:
    """Keep other programs from writing to a study. Raises _BusyError where one goes on doing so."""
    if root is None:
        yield
        return
    from filelock import FileLock, Timeout  # noqa: PLC0415 - slow to import, and only to write

    (root / CACHE).mkdir(parents=True, exist_ok=True)
    lock = FileLock(root / _LOCK, is_singleton=True)  # so a step of a writing one may write, too
    try:
        lock.acquire(timeout=seconds)
    except Timeout:
        told = f"another program has been writing to this study for {seconds} s"
        raise _BusyError(told, "close it") from None
    try:
        yield
    finally:
        lock.release()


def _empty(place: Path) -> Path:
    """Return a new file beside a place."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=TEMPORARY, dir=place.parent)
    os.close(handle)
    return Path(name)


def _fill(path: Path, data: bytes) -> None:
    with path.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    path.chmod(0o666 & ~_umask())  # as any file this user makes


def _move(steps: Sequence[_Step], journal: Path | None) -> None:
    """Put every file in its place; where one cannot be, put back what stood there before."""
    if len(steps) > 1:
        _remember(steps, journal)
    try:
        for step in steps:
            os.replace(step.new, step.place)  # noqa: PTH105 - Path.replace is the same
        for folder in {step.place.parent for step in steps}:
            sync_folder(folder)
        if journal:
            journal.unlink()
            sync_folder(journal.parent)
    except BaseException:
        if len(steps) > 1:
            _put_back(steps)
        if journal:
            journal.unlink(missing_ok=True)
        raise


def _remember(steps: Sequence[_Step], journal: Path | None) -> None:
    """Keep what stands in each place, and note which these are."""
    for step in steps:
        if step.stood:
            _keep(step.place, step.old)
    if journal:
        _note(journal, steps)


def _keep(place: Path, old: Path) -> None:
    """Keep what stands in a place under a second name."""
    try:
        os.link(place, old)
    except OSError:  # some disks have no second names
        _fill(old, place.read_bytes())


def _note(journal: Path, steps: Iterable[_Step]) -> None:
    """Write down which files are being put in place, by their paths from the study's folder."""
    root = journal.parent.parent
    noted = [
        {
            "place": os.path.relpath(step.place, root),
            "new": os.path.relpath(step.new, root),
            "hash": step.hash,
            "stood": step.stood,
        }
        for step in steps
    ]
    new = _empty(journal)
    _fill(new, json.dumps(noted).encode())
    new.replace(journal)
    sync_folder(journal.parent)


def _read(journal: Path) -> list[_Step]:
    """Return what was being put in place; nothing of a note that is none."""
    root = journal.parent.parent
    with suppress(ValueError, TypeError, KeyError, RecursionError):
        return [
            _Step(root / one["place"], root / one["new"], str(one["hash"]), bool(one["stood"]))
            for one in json.loads(journal.read_bytes())
        ]
    return []


def _put_back(steps: Iterable[_Step]) -> None:
    """Undo each step that was taken, unless somebody has changed the file since."""
    for step in steps:
        if not step.place.is_file() or sha256(step.place.read_bytes()).hexdigest() != step.hash:
            continue
        if not step.stood:
            step.place.unlink()
        elif step.old.exists():
            os.replace(step.old, step.place)  # noqa: PTH105 - as above


def _left_behind(folder: Path) -> Iterator[Path]:
    """Return the temporary files in the folders of a study that the program writes in."""
    yield from folder.glob(f"{TEMPORARY}*")
    for name in _WRITTEN_IN:
        yield from (folder / name).rglob(f"{TEMPORARY}*")


def _remove(paths: Iterable[Path]) -> None:
    for path in list(paths):
        with suppress(OSError):
            path.unlink()


def hint(fault: OSError) -> str:
    """Return what to do about a file that cannot be written."""
    if fault.errno in _FULL:
        return "make room on the disk, and run this again"
    if fault.errno == errno.EROFS:
        return "it is on a disk that is read only: copy the study to another one"
    if isinstance(fault, PermissionError):
        return "close it if it is open in another program, or allow writing in its folder"
    return "mend that, and run this again"


_FULL = (errno.ENOSPC, errno.EDQUOT)


def _umask() -> int:
    """Return what this user's files may not be; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def sync_folder(folder: Path) -> None:
    """Make a new name in a folder survive a power cut, where the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def open_elsewhere(path: Path) -> Path | None:
    """Return the lock that Excel or LibreOffice leaves beside an open file, or None."""
    found = (path.with_name("~$" + path.name), path.with_name(f".~lock.{path.name}#"))
    return next((lock for lock in found if lock.exists()), None)
