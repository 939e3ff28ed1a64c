"""Bytes become text by a fixed ladder, never by guessing: the same bytes, the same text.

A byte order mark; the NUL pattern of UTF-16; strict UTF-8; then cp1252, or latin-1 where a byte
occurs that cp1252 leaves undefined. Bytes that are UTF-8 in one place and not in another are
refused with the line: two files were pasted together.
"""

import codecs
import re

from framework.formats.faults import UnreadableError
from framework.text import unify_newlines

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_SEQUENCE = re.compile(
    rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


def decode(data: bytes) -> tuple[str, str]:
    r"""Return the text, with ``\n`` line ends and no byte order mark, and the encoding's name.

    Raises UnreadableError for bytes that are no text or a mixture of two encodings.
    """
    name = _encoding(data)
    try:
        text = data.decode(name)
    except UnicodeDecodeError as fault:
        raise UnreadableError(
            f"not whole {name} text", data[: fault.start].count(b"\n") + 1
        ) from None
    if "\0" in text:
        raise UnreadableError(
            "not a text file (it holds NUL characters)", text[: text.index("\0")].count("\n") + 1
        )
    return unify_newlines(text), {"utf-8-sig": "utf-8 with a mark"}.get(name, name)


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
        return "latin-1" if _UNDEFINED.search(data) else "cp1252"
    return "utf-8"


def _utf16(data: bytes) -> str | None:
    """Return which UTF-16 the NUL pattern shows, if most even or most odd bytes are NUL."""
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) // 4 > 4 * even:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) // 4 > 4 * odd else None
