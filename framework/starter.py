"""A new study's folders: starter files that say what belongs in them, or the invented study."""

import json
import re
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path
from secrets import token_hex

from framework.errors import RefusedError
from framework.storage.files import settle, write_all
from framework.storage.place import CACHE

_PARTS = ("study.yaml", "transcripts", "codebooks", "trail", "drafts")
_FOLDERS = ("charts", "private", "notebooks")
_NOT_COPIED = re.compile(r"\.|~\$|.*-verified\.")

_STUDY = """\
# What this study is. Every value is text; lines beginning with # are notes to yourself.
format: 1
id: {id}
name: {name}
title: {title}
codebook: codebooks/{name}.{ending}

# What cases are charted by: columns of transcripts/cases.csv. A value may have a printed name.
attributes:
  - name: authority
  - name: team
    values:
      OP: older people
      LD: learning disability

charts:
  - kind: focus group
    each: authority
    summaries:
      - authority
      - team

# Who works on it: initials and name.
researchers:
  ab: A. Body

attribution: "({role}, {authority}, {team} {group})"
"""
_CODEBOOK = """\
# Themes and subthemes. A number belongs to one subtheme for good.
format: 1
themes:
  - number: 1
    name: First theme
    subthemes:
      - number: 1.1
        name: First subtheme
        definition: What belongs here.
        include: What else belongs here.
        exclude: What does not, and where it goes instead.
        origin: topic guide
        terms: [first words, other words]
"""
_CASES = "case,file,row,kind,authority,team,group,date\n"
_SPEAKERS = "case,label,speaker,kind,role\n"


def new_study(folder: Path, *, example: bool, workbooks: bool = False) -> list[str]:
    """Make a study's folder and return the paths of what is in it.

    With `workbooks` its tables and its codebook are .xlsx, to be filled in with a spreadsheet.
    All files are put in place, or none. Raises RefusedError if something is there already.
    """
    settle(folder)
    if folder.is_file() or any(path.is_file() for path in _there(folder)):
        raise RefusedError(f"{folder} is not empty", "name a new folder")
    made = _example() if example else _starter(folder.resolve().name, workbooks=workbooks)
    try:
        for name in (*_PARTS[1:], *_FOLDERS):
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise RefusedError(f"{folder} cannot be made ({fault.strerror})") from None
    write_all({folder / name: data for name, data in made.items()}, root=folder)
    return sorted(made)


def _there(folder: Path) -> Iterator[Path]:
    """Return what is in a folder, beside the cache of a command that was ended before."""
    return (path for path in folder.rglob("*") if path.relative_to(folder).parts[0] != CACHE)


def _starter(title: str, *, workbooks: bool) -> dict[str, bytes]:
    name = "".join(char if char.isalnum() else "-" for char in title.lower()).strip("-") or "study"
    study = (
        _STUDY.replace("{id}", f"{name}-{token_hex(3)}")  # tells two studies' workbooks apart
        .replace("{name}", name)
        .replace("{title}", json.dumps(title, ensure_ascii=False))
        .replace("{ending}", "xlsx" if workbooks else "yaml")
    )
    return {"study.yaml": study.encode(), **(_workbooks(name) if workbooks else _texts(name))}


def _texts(name: str) -> dict[str, bytes]:
    return {
        f"codebooks/{name}.yaml": _CODEBOOK.encode(),
        "transcripts/cases.csv": _CASES.encode(),
        "transcripts/speakers.csv": _SPEAKERS.encode(),
    }


def _workbooks(name: str) -> dict[str, bytes]:
    from framework.formats import table_template as made  # noqa: PLC0415 - few studies need them

    return {
        f"codebooks/{name}.xlsx": made.table_workbook(made.CODEBOOK),
        "transcripts/cases.xlsx": made.table_workbook(made.CASES),
        "transcripts/speakers.xlsx": made.table_workbook(made.SPEAKERS),
    }


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
