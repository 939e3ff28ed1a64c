"""What was built from what: one small file of paths, sizes, times and hashes, and no words.

It is a cache. Locked, stale, half-synced or gone, it is ignored and never an error.
"""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from framework import __version__
from framework.plain.files import write
from framework.plain.place import CACHE

_VERSION = f"{__version__} 13"
"""Of the program and of this file's shape: a change of either builds everything anew."""
FILE = "built.json"
_INPUTS = ("study.yaml", "transcripts/**/*", "codebooks/**/*", "trail/*.jsonl", "charts/*")

Facts = tuple[int, int, str]
"""Size in bytes, time of change in nanoseconds, SHA-256."""


@dataclass(frozen=True)
class Built:
    """The inputs and outputs of the last build, by path within the study, and its report.

    A file that lies in charts/ and was not built is an input: it may be a copy of a workbook that
    holds what somebody wrote. `lines` are the trail's as each researcher last saw them,
    under their initials.
    """

    version: str = ""
    inputs: Mapping[str, Facts] = field(default_factory=dict)
    outputs: Mapping[str, Facts] = field(default_factory=dict)
    report: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def current(self) -> bool:
        """Return whether this version of the program built it."""
        return self.version == _VERSION

    def as_built(self, folder: Path, name: str) -> bool:
        """Return whether a built file still has the bytes it was built with."""
        return name in self.outputs and _same(folder / name, self.outputs[name])

    def workbooks(self, folder: Path) -> list[str]:
        """Return the workbooks that are still as built, another researcher's among them."""
        return [
            name for name in self.outputs if name.endswith(".xlsx") and self.as_built(folder, name)
        ]

    def stands(self, folder: Path) -> bool:
        """Return whether nothing has changed since: same version, same inputs, same outputs."""
        if not self.current or not self.outputs:
            return False
        here = {path.relative_to(folder).as_posix() for path in _inputs(folder)}
        if here - self.outputs.keys() != self.inputs.keys():
            return False
        return all(
            _same(folder / name, facts) for name, facts in {**self.inputs, **self.outputs}.items()
        )


def read_built(folder: Path) -> Built:
    """Return what was built last, or an empty record."""
    with suppress(OSError, ValueError, TypeError, AttributeError, KeyError, RecursionError):
        found = json.loads((folder / CACHE / FILE).read_bytes())
        inputs, outputs = (
            {
                name: (int(facts[0]), int(facts[1]), str(facts[2]))
                for name, facts in found[part].items()
            }
            for part in ("inputs", "outputs")
        )
        lines = {str(by): frozenset(map(str, ids)) for by, ids in found["lines"].items()}
        return Built(found["version"], inputs, outputs, dict(found["report"]), lines)
    return Built()


def inputs_now(folder: Path) -> dict[str, Facts]:
    """Return the facts of everything a build reads. Take them before reading, not after."""
    return _all_facts(folder, _inputs(folder))


def record(
    folder: Path,
    inputs: Mapping[str, Facts],
    outputs: Iterable[str],
    report: Mapping[str, Any],
    lines: Mapping[str, Iterable[str]],
) -> None:
    """Remember a build. A cache that cannot be written is no matter."""
    built = _all_facts(folder, (folder / name for name in dict.fromkeys(outputs)))

    def folded_in(name: str) -> bool:
        """A copy of a workbook that was read and put aside is no input any more."""
        return name.startswith("charts/") and not (folder / name).exists()

    found = {
        "version": _VERSION,
        "inputs": {
            name: facts
            for name, facts in inputs.items()
            if name not in built and not folded_in(name)
        },
        "outputs": built,
        "report": dict(report),
        "lines": {by: sorted(ids) for by, ids in lines.items()},
    }
    with suppress(Exception):  # a cache; the build itself is done and safe
        write(folder / CACHE / FILE, json.dumps(found, ensure_ascii=False).encode())


def _inputs(folder: Path) -> list[Path]:
    return sorted(
        path
        for pattern in _INPUTS
        for path in folder.glob(pattern)
        if path.is_file() and not path.name.startswith((".", "~$"))
    )


def _all_facts(folder: Path, paths: Iterable[Path]) -> dict[str, Facts]:
    found = {}
    for path in paths:
        with suppress(OSError):
            stat = path.stat()
            found[path.relative_to(folder).as_posix()] = (
                stat.st_size,
                stat.st_mtime_ns,
                file_hash(path),
            )
    return found


def _same(path: Path, facts: Facts) -> bool:
    """Return whether a file is as it was: by size and time, and by its bytes where these differ."""
    try:
        stat = path.stat()
        return stat.st_size == facts[0] and (
            stat.st_mtime_ns == facts[1] or file_hash(path) == facts[2]
        )
    except OSError:
        return False


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    return sha256(path.read_bytes()).hexdigest()
