"""Which files arrive, and under which names: none is taken twice, and none over another."""

import os
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from framework.cases.case_table import FOLDER, is_transcript
from framework.cases.recipes import Recipe, recipe_for
from framework.errors import Problem
from framework.transcripts.reading import MAX_BYTES, read_transcript
from framework.transcripts.transcript import Reading

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

    @property
    def problems(self) -> list[Problem]:
        """Return what keeps the file from being taken."""
        if self.reading.problems or self.reading.hash == sha256(self.data).hexdigest():
            return list(self.reading.problems)
        told = "changed while it was read"
        return [Problem(str(self.path), told, "try again", kind="changed")]

    def read_with(self, labels: Collection[str]) -> "Arrival":
        """Return the arrival as it is read once these labels are registered."""
        reading = read_transcript(self.path, str(self.path), labels, self.recipe)
        return Arrival(self.path, self.name, self.data, reading, self.recipe)


@dataclass(frozen=True)
class Known:
    """A file that the study has: as which of its own, and of which case.

    Without a case it is one that was named twice, or in two copies.
    """

    file: str
    name: str
    case: str


def arrivals(
    folder: Path,
    paths: Sequence[Path],
    cases: Mapping[str, str],
    recipes: Mapping[str, Recipe],
    given: Recipe,
) -> tuple[list[Arrival], list[Known], list[Problem]]:
    """Return the files to take in, those that the study has, and what keeps a file out.

    `cases` has the case of each file in transcripts/ that the case table names. A file in
    transcripts/ that no case names is taken where it lies. What is `given` overrules `recipes`.
    """
    shelf = _Shelf(folder)
    found: dict[str, Arrival] = {}
    known: list[Known] = []
    problems: list[Problem] = []
    for path in paths:
        data, told = _bytes(path)
        if told:
            problems.append(Problem(str(path), told, kind="unreadable"))
            continue
        name = shelf.name_of(path, data)
        twin = next((one for one in found.values() if one.data == data), None)
        taken = shelf.files.get(_key(name)) or (
            found[_key(name)].path if _key(name) in found else None
        )
        if name in cases and _same(shelf.home / name, data):
            known.append(Known(str(path), f"{FOLDER}/{name}", cases[name]))
        elif twin:
            known.append(Known(str(path), f"{FOLDER}/{twin.name}", ""))
        elif taken and not _same(taken, data):
            problems.append(_clash(path, name, cases))
        elif odd := _odd(name):
            problems.append(Problem(str(path), odd, _RENAME, kind="name"))
        else:
            recipe = recipe_for(recipes, name)
            encoding, layout = given.encoding or recipe.encoding, given.layout or recipe.layout
            recipe = replace(recipe, encoding=encoding, layout=layout)
            arrival = Arrival(path, name, data, Reading(""), recipe).read_with(())
            problems += arrival.problems
            found[_key(name)] = arrival
    return list(found.values()), known, problems


class _Shelf:
    """The files in transcripts/, by name and by size."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / FOLDER
        there = [path for path in sorted(self.home.rglob("*")) if path.is_file()]
        present = [path for path in there if is_transcript(path.name)]
        self.files = {_key(self._name(path)): path for path in present}
        self._sizes: dict[int, list[Path]] = {}
        for path in present:
            self._sizes.setdefault(path.stat().st_size, []).append(path)

    def name_of(self, path: Path, data: bytes) -> str:
        """Return a file's name in transcripts/: where it lies, or the same bytes do, or its own."""
        home, place = self.home.resolve(), path.resolve()
        if place.is_relative_to(home):
            return place.relative_to(home).as_posix()
        twins = (one for one in self._sizes.get(len(data), ()) if _same(one, data))
        return next(map(self._name, twins), path.name)

    def _name(self, path: Path) -> str:
        return path.relative_to(self.home).as_posix()


def _bytes(path: Path) -> tuple[bytes, str]:
    """Return a file's bytes, none of one that is too large, and what keeps it from being read."""
    if path.is_dir():
        return b"", "a folder; name the files in it"
    try:
        size = path.stat().st_size
        if not path.is_file():
            return b"", "no plain file"
        return (path.read_bytes() if size <= MAX_BYTES else b""), ""
    except OSError as fault:
        return b"", f"cannot be read ({fault.strerror})"


def _key(name: str) -> str:
    """Return what two names share that are one file on some machine."""
    return unicodedata.normalize("NFC", name).casefold()


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
