"""Word before 2007 (.doc): read through LibreOffice or antiword, where one is installed.

LibreOffice comes first, though it takes its time: it keeps comments, tables and bold type.
"""

import re
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from framework.plain.faults import UnreadableError
from framework.transcripts.paragraphs import Source
from framework.transcripts.reading import docx, plain
from framework.transcripts.reading.bars import undrawn

_OLE = b"\xd0\xcf\x11\xe0"
_OLD = "Word before 2007"
_DELETED, _HIDDEN = rb"\x00\x08[\x01\x80\x81]", rb"\x3c\x08[\x01\x80\x81]"
_WHO_WHEN = rb"(?:\x04\x48|\x05\x68|\x63\x48|\x64\x68)"
_LEFT_OUT = re.compile(
    rb"%b.{0,24}?%b|%b.{0,24}?%b|%b" % (_DELETED, _WHO_WHEN, _WHO_WHEN, _DELETED, _HIDDEN),
    re.DOTALL,
)
"""How the format marks words as deleted, beside who did it and when, or as hidden."""
_UNSEEN = "antiword sees no comments and no bold type; saved as .docx, the file is read with both"
_SECONDS = 60
_SAVE = "save it as .docx in Word"
_HINT = f"{_SAVE}, or install LibreOffice or antiword"


def read(data: bytes) -> Source:
    """Return the paragraphs of a file. Raises UnreadableError where nothing here can read it."""
    if not data.startswith(_OLE):
        return _in_disguise(data)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "old.doc"
        path.write_bytes(data)
        source = _through_libreoffice(path) or _through_antiword(path)
    if source is None:
        raise UnreadableError(f"Word before 2007 cannot be read here; {_HINT}")
    return source


def _through_libreoffice(path: Path) -> Source | None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        return None
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "docx", "--outdir", str(path.parent)]
    _run([*command, str(path)])
    made = path.with_suffix(".docx")
    if not made.is_file():
        return None
    return replace(docx.read(made.read_bytes()), encoding=f"{_OLD}, through LibreOffice")


def _through_antiword(path: Path) -> Source | None:
    """Return the lines of a file. Raises UnreadableError for what antiword would not read right."""
    antiword = shutil.which("antiword")
    if antiword and _LEFT_OUT.search(path.read_bytes()):
        raise UnreadableError(f"antiword shows words that were deleted or hidden in it; {_SAVE}")
    text = _run([antiword, "-w", "0", "-m", "UTF-8.txt", str(path)]) if antiword else b""
    if not text.strip():
        return None
    source = undrawn(plain.read(text))
    return replace(source, encoding=f"{_OLD}, through antiword", remarks=(_UNSEEN,))


def _in_disguise(data: bytes) -> Source:
    """Return what a file holds that is called .doc and is another format."""
    if data.startswith(b"PK"):
        return docx.read(data)
    raise UnreadableError(f"no Word file, whatever its ending says; {_HINT}")


def _run(command: list[str]) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - a program found on the path, no shell
            command, capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""
