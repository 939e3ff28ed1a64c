"""What stands beside the cells in a workbook's parts: merged ranges and notes, sheet by sheet."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from openpyxl.utils import range_boundaries

from framework.formats.excel.base import normal
from framework.formats.safe import Archive

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Place = tuple[int, int]
"""Row and column of a cell, from 1."""


@dataclass(frozen=True)
class Part:
    """Merged ranges, each by its first and last cell, and the text of each note by its cell."""

    merged: tuple[tuple[Place, Place], ...] = ()
    notes: Mapping[Place, str] = field(default_factory=dict)


def read_parts(data: bytes) -> dict[str, Part]:
    """Return what is beside the cells of each sheet. Raises UnreadableError for no whole zip."""
    archive = Archive(data)
    book = archive.xml("xl/workbook.xml")
    if book is None:
        return {}
    targets = {link: path for link, _, path in _links(archive, "xl/workbook.xml")}
    found = {}
    for sheet in book.iter(f"{_MAIN}sheet"):
        path = targets.get(sheet.get(_LINK, ""), "")
        root = archive.xml(path) if path else None
        if root is not None:
            found[sheet.get("name", "")] = Part(tuple(_merged(root)), _notes(archive, path))
    return found


def _links(archive: Archive, part: str) -> list[tuple[str, str, str]]:
    """Return the id, the kind and the target of each relationship of a part."""
    folder, name = posixpath.split(part)
    root = archive.xml(f"{folder}/_rels/{name}.rels")
    return [
        (one.get("Id", ""), one.get("Type", ""), _path(folder, one.get("Target", "")))
        for one in (root if root is not None else ())
    ]


def _path(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(folder, target))


def _merged(root: Any) -> list[tuple[Place, Place]]:
    return [_corners(one.get("ref", "A1")) for one in root.iter(f"{_MAIN}mergeCell")]


def _corners(reference: str) -> tuple[Place, Place]:
    left, top, right, bottom = range_boundaries(reference)
    return (top or 1, left or 1), (bottom or 1, right or 1)


def _notes(archive: Archive, path: str) -> dict[Place, str]:
    """Return the notes of a sheet, without the name that Excel puts before a note's words."""
    found: dict[Place, str] = {}
    for _, kind, target in _links(archive, path):
        root = archive.xml(target) if kind.endswith("/comments") else None
        if root is None:
            continue
        authors = [author.text or "" for author in root.iter(f"{_MAIN}author")]
        for note in root.iter(f"{_MAIN}comment"):
            place, _ = _corners(note.get("ref", "A1"))
            text = "".join(piece.text or "" for piece in note.iter(f"{_MAIN}t"))
            author = authors[int(note.get("authorId", 0))] if authors else ""
            found[place] = normal(text.removeprefix(f"{author}:\n") if author else text)
    return found
