"""Copies that a synced folder keeps beside a file when two people changed it at once.

They are told by the names that OneDrive, Dropbox, Google Drive, iCloud, Syncthing, Nextcloud and
the systems' own *copy* give. Which of the two is right is for a person to say.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path, PurePosixPath

from framework.cases.case_table import FOLDER
from framework.errors import Problem
from framework.plain.encoding import decode
from framework.plain.faults import UnreadableError
from framework.plain.tables import is_workbook, parse_table
from framework.plain.text import count, shorten

_SURE = re.compile(
    r" \(.+\)"  # Dropbox, Nextcloud, Google Drive
    r"|(?: -)? copy(?: ?\(?\d+\)?)?"  # Windows, macOS
    r"| \d{1,3}"  # iCloud
    r"|[._ -]*(?:sync-)?conflict.*"  # Syncthing, ownCloud
    r"|\[conflict.*\]"
    r"|-(?-i:[A-Z][A-Z0-9]{2,}(?:-[A-Z0-9]+)*)"  # OneDrive: the name of a computer
    r"|-.*\b(?:macbook|imac|mbp|laptop|desktop|pc)\b.*",
    re.IGNORECASE,
)
_WORDS = 60


def is_copy(name: str, original: str, *, sure: bool = True) -> bool:
    """Return whether a file's name is that of a copy of another; any ``-…`` is, unless `sure`.

    >>> is_copy("cases (Ann's conflicted copy 2026-11-20).csv", "cases.csv")
    True
    >>> is_copy("guide-focus-group.yaml", "guide.yaml")
    False
    """
    copy, of = PurePosixPath(name), PurePosixPath(original)
    if copy.suffix.casefold() != of.suffix.casefold() or not copy.stem.startswith(of.stem):
        return False
    rest = copy.stem[len(of.stem) :]
    return _SURE.fullmatch(rest) is not None or (not sure and rest.startswith("-"))


def copies_beside(
    folder: Path, originals: Collection[str], transcripts: Collection[str]
) -> list[Problem]:
    """Return a problem for each copy beside these files, all named by their paths in the study.

    Of a transcript it is one only if most of its turns are the same: names like these are common.
    """
    every = sorted({*originals, *transcripts})
    found = []
    for inside in sorted({str(PurePosixPath(name).parent) for name in every}):
        beside = [name for name in every if str(PurePosixPath(name).parent) == inside]
        for path in sorted((folder / inside).glob("[!.~]*")):
            name = path.relative_to(folder).as_posix()
            if name in every or not path.is_file():
                continue
            told = (_told(folder, name, one, transcript=one in transcripts) for one in beside)
            found += [Problem(name, *one, kind="copy") for one in told if one][:1]
    return found


def _told(folder: Path, name: str, original: str, *, transcript: bool) -> tuple[str, str] | None:
    """Return what a copy is of, what differs, and how to settle it; None of a file that is none."""
    if not is_copy(
        PurePosixPath(name).name, PurePosixPath(original).name, sure=not original.startswith(FOLDER)
    ):
        return None
    of = f"a copy of {original}, as a sync service makes one"
    if not (folder / original).is_file():
        return of, f"{original} itself is not there; name this one so, if it is the right one"
    if (folder / name).read_bytes() == (folder / original).read_bytes():
        return f"{of}; it is the same in every byte", "delete it"
    here, there = (_lines(folder, one, transcript=transcript) for one in (name, original))
    shared = (Counter(here) & Counter(there)).total()
    if transcript and shared * 2 < max(1, min(len(here), len(there))):
        return None
    told = _difference(here, there, "turn" if transcript else "line")
    return f"{of}; {told}", f"bring what is right into {original}, and delete this copy"


def _difference(here: Sequence[str], there: Sequence[str], noun: str) -> str:
    """Return what stands in one of two files only, and how that begins."""
    parts = (
        (list((Counter(here) - Counter(there)).elements()), "only in the copy"),
        (list((Counter(there) - Counter(here)).elements()), "only in the other"),
    )
    told = [
        f"{count(len(lines), noun)} {where}: “{shorten(lines[0], _WORDS)}”"
        for lines, where in parts
        if lines
    ]
    return ", ".join(told) or f"it has the same {noun}s"


def _lines(folder: Path, name: str, *, transcript: bool) -> list[str]:
    """Return what a file says: its turns, the rows of a workbook, or its lines."""
    if transcript:
        from framework.transcripts.reading import read_transcript  # noqa: PLC0415 - rarely needed

        return [f"{one.label}: {one.text}" for one in read_transcript(folder / name, name).spoken]
    data = (folder / name).read_bytes()
    if is_workbook(name):
        rows, _ = parse_table(data, name, needs=())
        return [", ".join(filter(None, row.cells.values())) for row in rows]
    try:
        return [line.strip() for line in decode(data)[0].split("\n") if line.strip()]
    except UnreadableError:
        return []
