"""Which files arrive, and under which names: none is taken twice, and none over another."""

import os
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from framework.errors import Problem
from framework.formats.case_table import FOLDER, is_transcript
from framework.formats.recipes import Recipe
from framework.formats.transcripts import MAX_BYTES, read_transcript
from framework.material.transcript import Reading

_RENAME = "give yours another name"


@dataclass(frozen=True)
class Arrival:
    """A file on its way into a study: its name in transcripts/, its bytes, what was read in it."""

    path: Path
    name: str
    data: bytes
    reading: Reading
    recipe: Recipe

    @property
    def stem(self) -> str:
        """Return the file's name without its ending."""
        return Path(self.name).stem

    def read_with(self, labels: Sequence[str]) -> "Arrival":
        """Return the arrival as it is read once these labels are registered."""
        reading = read_transcript(self.path, str(self.path), labels, self.recipe)
        return Arrival(self.path, self.name, self.data, reading, self.recipe)


@dataclass(frozen=True)
class Known:
    """A file that the study has: as which of its own, and of which case."""

    file: str
    name: str
    case: str


def arrivals(
    folder: Path,
    paths: Sequence[Path],
    cases: Mapping[str, str],
    recipes: Mapping[str, Recipe],
    encoding: str,
) -> tuple[list[Arrival], list[Known], list[Problem]]:
    """Return the files to take in, those that the study has, and what keeps a file out.

    `cases` has the case of each file in transcripts/ that the case table names. A file in
    transcripts/ that no case names is taken where it lies.
    """
    there = _there(folder)
    found: dict[str, Arrival] = {}
    known: list[Known] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            data = _bytes(path)
        except OSError as fault:
            told = "a folder; name the files in it" if path.is_dir() else _unreadable(fault)
            problems.append(Problem(str(path), told, kind="unreadable"))
            continue
        name = _own_name(folder, path, data, there)
        taken = there.get(_key(name)) or (found[_key(name)].path if _key(name) in found else None)
        if name in cases and _same(folder / FOLDER / name, data):
            known.append(Known(str(path), f"{FOLDER}/{name}", cases[name]))
        elif taken is not None and not _same(taken, data):
            problems.append(_clash(path, name, cases))
        elif told := _odd(name):
            problems.append(Problem(str(path), told, _RENAME, kind="name"))
        elif _key(name) not in found:
            recipe = Recipe(encoding) if encoding else recipes.get(name, Recipe())
            reading = read_transcript(path, str(path), (), recipe)
            problems += reading.problems
            if not reading.problems and reading.hash != sha256(data).hexdigest():
                problems.append(Problem(str(path), "changed while it was read", "try again"))
            found[_key(name)] = Arrival(path, name, data, reading, recipe)
    return list(found.values()), known, problems


def _bytes(path: Path) -> bytes:
    """Return a file's bytes; of one too large to be read, none: reading it tells the problem."""
    return path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""


def _unreadable(fault: OSError) -> str:
    return f"cannot be read ({fault.strerror})"


def _there(folder: Path) -> dict[str, Path]:
    """Return the files in transcripts/ by the key of their name."""
    home = folder / FOLDER
    return {
        _key(path.relative_to(home).as_posix()): path
        for path in sorted(home.rglob("*"))
        if path.is_file() and is_transcript(path.name)
    }


def _key(name: str) -> str:
    """Return what two names share that are one file on some machine."""
    return unicodedata.normalize("NFC", name).casefold()


def _own_name(folder: Path, path: Path, data: bytes, there: Mapping[str, Path]) -> str:
    """Return a file's name in transcripts/: where it lies, or the same bytes do, or its own."""
    home = (folder / FOLDER).resolve()
    if path.resolve().is_relative_to(home):
        return path.resolve().relative_to(home).as_posix()
    twin = next((one for one in there.values() if _same(one, data)), None)
    return twin.relative_to(folder / FOLDER).as_posix() if twin else path.name


def _same(path: Path, data: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def _clash(path: Path, name: str, cases: Mapping[str, str]) -> Problem:
    message = f"{FOLDER}/{name} is another file"
    if name in cases:
        message += f", of {cases[name]}"
    hint = f"{_RENAME}, or, if it is a correction, put it there by hand"
    return Problem(str(path), message, hint, kind="name taken")


def _odd(name: str) -> str:
    """Return what keeps a name from standing in a table, empty if nothing."""
    if not is_transcript(os.path.basename(name)):  # noqa: PTH119 - a name, and no path
        return "this name is never a transcript's"
    if ";" in name or name != name.strip() or not name.isprintable():
        return "a name with a semicolon, a blank at its end or a sign that cannot be printed"
    return ""
