"""One write used by everything: a file is there whole, in its old state or its new one."""

import errno
import os
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from framework.errors import RefusedError


def write(path: Path, data: bytes) -> None:
    """Put a file in place whole. Raises RefusedError, changing nothing, if that cannot be done."""
    write_all({path: data})


def write_all(files: Mapping[Path, bytes], agreed: Callable[[], None] | None = None) -> None:
    """Put several files in place: all are written beside their places before the first is moved.

    `agreed` is called between the two, and nothing is moved if it raises. Raises RefusedError,
    with what to do, if a place cannot be written.
    """
    ready: list[tuple[str, Path]] = []
    place = None
    try:
        for place, data in files.items():
            place.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".framework-", dir=place.parent)
            ready.append((name, place))
            with os.fdopen(handle, "wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            os.chmod(name, 0o666 & ~_umask())  # noqa: PTH101 - as any file this user makes
        if agreed:
            agreed()
        for name, place in ready:
            os.replace(name, place)  # noqa: PTH105 - Path.replace is the same; the pair reads better
        for folder in {path.parent for path in files}:
            sync_folder(folder)
    except OSError as fault:
        raise RefusedError(f"{place} cannot be written ({fault.strerror})", hint(fault)) from None
    finally:
        for name, _ in ready:
            with suppress(OSError):
                os.unlink(name)  # noqa: PTH108 - already moved, mostly


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
