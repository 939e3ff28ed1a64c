"""A new study's folders: starter files that say what belongs in them, or the invented study."""

import json
import shutil
import tempfile
from importlib.resources import as_file, files
from pathlib import Path

from framework.errors import RefusedError
from framework.text import digest

_PARTS = ("study.yaml", "transcripts", "codebooks", "trail", "drafts")
_FOLDERS = ("charts", "private", "notebooks")

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
    It is made beside its place and moved there whole. Raises RefusedError if something is
    there already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RefusedError(f"{folder} is not empty", "name a new folder")
    made = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".framework-", dir=folder.resolve().parent))
        if example:
            _example(made)
        else:
            _starter(made, folder.resolve().name, workbooks=workbooks)
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


def _starter(made: Path, title: str, *, workbooks: bool) -> None:
    name = "".join(char if char.isalnum() else "-" for char in title.lower()).strip("-") or "study"
    for part in _PARTS[1:]:
        (made / part).mkdir()
    # The id tells two studies' workbooks apart; the folder's whole path makes it this one's own.
    identity = f"{name}-{digest(str(made), length=6)}"
    study = (
        _STUDY.replace("{id}", identity)
        .replace("{name}", name)
        .replace("{title}", json.dumps(title, ensure_ascii=False))
        .replace("{ending}", "xlsx" if workbooks else "yaml")
    )
    files = {"study.yaml": study.encode(), **(_workbooks(name) if workbooks else _texts(name))}
    for path, data in files.items():
        (made / path).write_bytes(data)


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
