"""Readers of drafts: a manuscript in Word, Markdown or plain text becomes a `Draft`.

The file is never changed. Tracked deletions and hidden text are left out, and told.
"""

from pathlib import Path

from framework.errors import Problem, ProblemsError
from framework.manuscript.draft import Draft
from framework.manuscript.drafts import text, word
from framework.plain.archives import read_file
from framework.plain.faults import UnreadableError

MAX_BYTES = 50_000_000
_TEXTS = {".md": True, ".markdown": True, ".txt": False}


def read_draft(path: Path) -> tuple[Draft, bytes]:
    """Return a draft and its file's bytes. Raises ProblemsError, with one line, if it cannot."""
    name = path.as_posix()
    try:
        data = read_file(path, MAX_BYTES)
    except UnreadableError as fault:
        raise _unread(name, str(fault)) from None
    if not data.strip():
        raise _unread(name, "empty")
    ending = path.suffix.lower()
    try:
        if ending == ".docx":
            return word.read(data, name), data
        if ending in _TEXTS:
            return text.read(data, name, markdown=_TEXTS[ending]), data
    except UnreadableError as fault:
        raise _unread(name, str(fault), line=fault.line) from None
    raise _unread(name, f"no reader for `{path.suffix}` drafts", "save it as .docx, .md or .txt")


def _unread(name: str, message: str, hint: str = "", line: int | None = None) -> ProblemsError:
    return ProblemsError([Problem(name, message, hint, line, kind="unreadable")])
