"""Bytes become text by a fixed ladder, never by guessing: the same bytes, the same text.

A byte order mark; the NUL pattern of UTF-16; strict UTF-8; then cp1252, or Mac Roman where a byte
occurs that cp1252 leaves undefined. No reading with control characters (U+0080 to U+009F) is
taken. A broken byte order mark is left out, and the encoding's name says so. Bytes that are UTF-8
in one place and not in another are refused with the line: two files were pasted together.
"""

import codecs
import re

from framework.plain.faults import UnreadableError
from framework.plain.text import unify_newlines

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BROKEN = re.compile(
    rb"\xef\xbb\xbf(?:\xef\xbb\xbf)+|\xef\xbb(?!\xbf)|\xbb\xbf|\xef\xbf[\xbb\xbe]"
    rb"|(?:\xc3\xaf\xc2\xbb\xc2\xbf)+|\xff\xfe|\xfe\xff"
)
"""Marks that lost or doubled a byte, were converted like letters, or stand before other text."""
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
BROKEN = "a broken byte order mark"
_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
CONTROL = re.compile("[\x80-\x84\x86-\x9f]")
"""Not U+0085, an end of line that some programs write."""
_SEQUENCE = re.compile(
    rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


def decode(data: bytes) -> tuple[str, str]:
    r"""Return the text, with ``\n`` line ends and no byte order mark, and the encoding's name.

    Raises UnreadableError for bytes that are no text or a mixture of two encodings.
    """
    data, broken = unbroken(data)
    name = _encoding(data)
    try:
        text = data.decode(name)
    except UnicodeDecodeError as fault:
        raise UnreadableError(
            f"not whole {name} text", data[: fault.start].count(b"\n") + 1
        ) from None
    _refuse(text, "\0", "not a text file (it holds NUL characters)")
    if control := CONTROL.search(text):
        told = "text that was converted twice; save it again in its first encoding"
        _refuse(text, control.group(), f"it holds U+{ord(control.group()):04X}, as does {told}")
    name = {"utf-8-sig": "utf-8 with a mark"}.get(name, name)
    return unify_newlines(text), f"{name} after {BROKEN}" if broken else name


def doubt(name: str) -> str:
    """Return what a person should know of an encoding by this name, empty if nothing."""
    if name.endswith(BROKEN):
        return f"the file begins with {BROKEN}, which was left out"
    if name == "mac_roman":
        return "read as Mac Roman, because cp1252 lacks a byte of it: check the accents"
    return ""


def _refuse(text: str, char: str, message: str) -> None:
    if char in text:
        raise UnreadableError(message, text[: text.index(char)].count("\n") + 1)


def unbroken(data: bytes) -> tuple[bytes, bool]:
    """Return bytes without a broken byte order mark, and whether there was one.

    What looks like a whole mark of UTF-16 is broken if text in UTF-8 follows.
    """
    found = _BROKEN.match(data)
    if found is None or (found.group() in _UTF16 and not _is_utf8(data[found.end() :])):
        return data, False
    return data[found.end() :], True


def _is_utf8(data: bytes) -> bool:
    try:
        return "\0" not in data.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _encoding(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    if (half := _utf16(data)) is not None:
        return half
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as fault:
        if _SEQUENCE.search(data):
            line = data[: fault.start].count(b"\n") + 1
            raise UnreadableError("two encodings in one file, UTF-8 and another", line) from None
        return "mac_roman" if _UNDEFINED.search(data) else "cp1252"
    return "utf-8"


def _utf16(data: bytes) -> str | None:
    """Return which UTF-16 the NUL pattern shows, if most even or most odd bytes are NUL."""
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) // 4 > 4 * even:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) // 4 > 4 * odd else None
