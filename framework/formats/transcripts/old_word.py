"""Word before 2007 (.doc): read through antiword or LibreOffice, where one is installed."""

import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from framework.formats.faults import UnreadableError
from framework.formats.transcripts import docx, plain
from framework.formats.transcripts.bars import undrawn
from framework.formats.transcripts.paragraphs import Source

_OLE = b"\xd0\xcf\x11\xe0"
_SECONDS = 60
_HINT = "save it as .docx in Word, or install antiword or LibreOffice"


def read(data: bytes) -> Source:
    """Return the paragraphs of a file. Raises UnreadableError where nothing here can read it."""
    if not data.startswith(_OLE):
        return _in_disguise(data)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "old.doc"
        path.write_bytes(data)
        if antiword := shutil.which("antiword"):
            text = _run([antiword, "-w", "0", "-m", "UTF-8.txt", str(path)])
            if text.strip():
                source = undrawn(plain.read(text))
                return replace(source, encoding="Word before 2007, through antiword")
        if office := shutil.which("soffice") or shutil.which("libreoffice"):
            profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
            command = [office, profile, "--headless", "--convert-to", "docx", "--outdir", folder]
            _run([*command, str(path)])
            made = path.with_suffix(".docx")
            if made.is_file():
                source = docx.read(made.read_bytes())
                return replace(source, encoding="Word before 2007, through LibreOffice")
    raise UnreadableError(f"Word before 2007 cannot be read here; {_HINT}")


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
