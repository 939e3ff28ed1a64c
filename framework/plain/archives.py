"""Opens zip archives and XML from outside: bounded, never unpacked to disk, no entities."""

import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any

from lxml import etree

from framework.plain.faults import UnreadableError

MAX_ENTRIES = 5_000
MAX_PART = 100_000_000
MAX_RATIO = 200
MAX_TAGS = 4_000_000
_CHUNK = 1 << 16
_OLE = b"\xd0\xcf\x11\xe0"


class Archive:
    """The parts of a zip archive, read one at a time into memory within fixed limits."""

    def __init__(self, data: bytes) -> None:
        """Open an archive. Raises UnreadableError for anything that is no whole, plain zip file."""
        if data.startswith(_OLE):
            raise UnreadableError(
                "protected by a password, or an old .doc; save it as .docx without a password"
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
            self._infos = {info.filename: info for info in infos}
        except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError):
            raise UnreadableError(
                "not whole, or not what its ending says; get it again from where it came"
            ) from None
        names = Counter(info.filename.casefold() for info in infos)
        if twice := [name for name, times in names.items() if times > 1]:
            raise UnreadableError(
                f"holds two parts called {twice[0]}; save it again in its program"
            )
        if len(self._infos) > MAX_ENTRIES:
            raise UnreadableError(f"holds more than {MAX_ENTRIES:,} parts")

    def check(self) -> None:
        """Raise UnreadableError if any part unpacks to more than it may."""
        for name in self._infos:
            self.read(name)

    def names(self) -> list[str]:
        """Return the names of the parts."""
        return list(self._infos)

    def read(self, name: str) -> bytes:
        """Return a part's bytes, empty if there is none. Bytes are counted, headers not trusted."""
        info = self._infos.get(name)
        if info is None:
            return b""
        if info.flag_bits & 1:
            raise UnreadableError("protected by a password; save it without one")
        whole = bytearray()
        try:
            with self._zip.open(info) as part:
                while chunk := part.read(_CHUNK):
                    whole += chunk
                    if len(whole) > MAX_PART or len(whole) > max(
                        1 << 20, MAX_RATIO * info.compress_size
                    ):
                        raise UnreadableError("unpacks to far more than a transcript holds")
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
        ):
            raise UnreadableError("damaged; get it again from where it came") from None
        return bytes(whole)

    def xml(self, name: str) -> "etree._Element | None":
        """Return the root of an XML part, None if there is no such part."""
        data = self.read(name)
        return parse_xml(data) if data else None


def read_file(path: Path, most: int) -> bytes:
    """Return the bytes of a plain file. A device or a pipe is never opened: it may have no end.

    Raises UnreadableError for anything else, and for more bytes than `most`.
    """
    try:
        found = path.stat()
        if not S_ISREG(found.st_mode):
            kind = "a folder" if S_ISDIR(found.st_mode) else "a device or a pipe"
            raise UnreadableError(f"{kind}, and no file")
        if found.st_size > most:
            raise UnreadableError(f"larger than {most // 1_000_000} MB")
        return path.read_bytes()
    except OSError as fault:
        raise UnreadableError(f"cannot be read ({fault.strerror})") from None


def parse_xml(data: bytes) -> "etree._Element":
    """Return the root of an XML text. A document type, and so any entity, is refused.

    So is a text of more tags than may be: as a tree it takes thirty times its size.
    """
    if data.count(b"<") > MAX_TAGS:
        raise UnreadableError("holds far more than a transcript does; part it into several files")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise UnreadableError("damaged XML; get it again from where it came") from None
    info: Any = root.getroottree().docinfo  # the stubs leave `doctype` out
    if info.doctype:
        raise UnreadableError("declares a document type, which no transcript needs")
    return root


def parts_of(data: bytes, tag: str) -> Iterator["etree._Element"]:
    """Return the elements of one name in an XML text as they come; each is emptied after its turn.

    Raises UnreadableError where the text is damaged or declares a document type.
    """
    if not data:
        return
    options: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False}
    try:
        for _, element in etree.iterparse(io.BytesIO(data), tag=tag, huge_tree=False, **options):
            yield element
            element.clear()
    except etree.XMLSyntaxError:
        raise UnreadableError("damaged XML; get it again from where it came") from None
