"""Lets the n-th operation on a file fail, or the program end there, wherever that is."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

_EVENTS = {"open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.chmod"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


class Killed(BaseException):
    """The program was ended; nothing that it would still do is done."""


class Faults:
    """Counts the operations that change files under a folder, and lets one of them fail."""

    def __init__(self) -> None:
        """Watch nothing yet."""
        self.folder = ""
        self.left = 0
        self.kills = False
        self.fired = False
        self._fsync = os.fsync
        sys.addaudithook(self._heard)

    @contextmanager
    def at(self, number: int, folder: Path, *, kill: bool) -> Iterator[None]:
        """Let the operation of this number fail, counted from 0, in files under a folder."""
        self.folder, self.left, self.kills, self.fired = str(folder), number, kill, False
        try:
            with patch.object(os, "fsync", self._synced):
                yield
        finally:
            self.folder = ""

    def _synced(self, handle: Any) -> None:
        if self.folder:
            self._count()
        self._fsync(handle)

    def _heard(self, event: str, args: tuple[Any, ...]) -> None:
        if not self.folder or event not in _EVENTS or not isinstance(args[0], str | bytes | Path):
            return
        path = os.fsdecode(args[0])
        changes = event != "open" or (isinstance(args[2], int) and args[2] & _WRITING)
        if changes and path.startswith(self.folder) and not path.endswith(".lock"):
            self._count()

    def _count(self) -> None:
        if self.fired and self.kills:
            raise Killed
        self.left -= 1
        if self.left == -1:
            self.fired = True
            raise Killed if self.kills else OSError(errno.ENOSPC, "No space left on device")


FAULTS = Faults()
