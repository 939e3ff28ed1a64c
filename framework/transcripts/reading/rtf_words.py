"""The words of RTF, and how much of a file they show: counted apart from the walk that reads it.

The count knows no fonts, paragraphs, tables or comments. It leaves out what it cannot be sure to
see, so that it never has more than a page shows; what the walk has less than it, the walk lost.
"""

import re
from dataclasses import dataclass, replace

from framework.plain.text import clean, visible

TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|([^\\{}\r\n]+)|[\r\n]+",
    re.DOTALL,
)
SIGNS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002",
    "_": "\u2011", "~": "\u00a0", "-": "", "{": "{", "}": "}", "\\": "\\",
}  # fmt: skip
BESIDE = frozenset({"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr"}) | {
    "footerf",
    "footnote",
}
AUTHOR, COMMENT, BOX = "atnauthor", "annotation", "shptxt"
UNREAD = frozenset(
    {"colortbl", "stylesheet", "info", "pict", "object", "fldinst", "themedata"}
    | {"xmlnstbl", "listtext", "pntext", "bkmkstart", "bkmkend", "atnid", "atnref"}
    | {"atrfstart", "atrfend", "atndate", "revtbl", "nonshppict", "datastore", "shprslt"}
)
CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_TURNS = frozenset({"v", "deleted", "plain", "uc"})
_BLANK = bytes([*range(0x21), 0x85, 0xA0, 0xCA, 0xFF])
"""Bytes that are white space in some code page."""
_PAGE = re.compile(rb"\\ansicpg(\d+)")
_SINGLE = re.compile(rb"125\d|437|8[56]\d|874|10000")
_WIDE = re.compile(rb"\\fcharset(?:128|129|134|136)\b")


@dataclass(frozen=True)
class _Group:
    """What holds inside one group of a file."""

    read: bool = True
    hidden: bool = False
    deleted: bool = False
    skip: int = 1

    @property
    def shown(self) -> bool:
        """Return whether the text of the group is seen."""
        return self.read and not self.hidden and not self.deleted

    def after(self, word: str, number: int | None) -> "_Group":
        """Return what holds after a control word."""
        on = number != 0
        if word == "v":
            return replace(self, hidden=on)
        if word == "deleted":
            return replace(self, deleted=on)
        if word == "plain":
            return replace(self, hidden=False, deleted=False)
        return replace(self, skip=max(0, min(number or 0, 8)))

    def led(self, word: str) -> "_Group | None":
        """Return what holds where the first word of a group leads its text elsewhere."""
        if word in UNREAD or word in ("fonttbl", AUTHOR):
            return replace(self, read=False)
        return replace(self, read=True) if word in BESIDE or word in (COMMENT, BOX) else None


def shown(data: bytes) -> int:
    """Return how many visible code points a file shows, 0 where a letter may have several bytes."""
    wide = _WIDE.search(data) or not all(map(_SINGLE.fullmatch, _PAGE.findall(data)))
    group, outer = _Group(), []
    total = drop = 0
    fresh = False
    for token in TOKEN.finditer(data):
        word, number, code, sign, brace, text = token.groups()
        seen = 0
        if brace == b"{":
            outer.append(group)
            fresh = True
        elif brace:
            group, fresh = (outer.pop(), False) if outer else (group, fresh)
        elif word is not None:
            name, value = word.decode("ascii"), int(number) if number else None
            led = group.led(name) if fresh else None
            group = led or (group.after(name, value) if name in _TURNS else group)
            fresh = False
            if name == "u":
                drop, seen = group.skip, _unicode(value or 0)
            elif name in SIGNS:
                seen = visible(SIGNS[name])
        elif sign is not None:
            group = replace(group, read=False) if fresh and sign == b"*" else group
            seen = visible(SIGNS.get(sign.decode("latin-1"), ""))
        else:
            some = _bytes(code, text)
            drop, some = max(0, drop - len(some)), some[drop:]
            fresh = fresh and not some
            if wide and group.read and not some.isascii():
                return 0
            seen = len(some.translate(None, _BLANK))
        if group.shown:
            total += seen
    return total


def _bytes(code: bytes | None, text: bytes | None) -> bytes:
    return bytes.fromhex(code.decode("ascii")) if code else text or b""


def _unicode(number: int) -> int:
    """Return whether the letter of a number is seen; of a pair of numbers the second is."""
    unit = chr(number % 0x10000)
    if "\ud800" <= unit <= "\udfff":
        return int(unit >= "\udc00")
    return visible(clean(unit))
