"""RTF: our own walk, because the library tried prints what tracked changes have deleted.

Deleted and hidden words are left out and told; insertions are read. Only groups whose text is
part of the page are followed: pictures, fonts, styles and the like hold no words.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from framework.plain.faults import UnreadableError
from framework.plain.text import clean, count, visible
from framework.transcripts.paragraphs import Paragraph, Source, spans
from framework.transcripts.reading.rtf_words import (
    AUTHOR,
    BESIDE,
    BOX,
    CHARSETS,
    COMMENT,
    SIGNS,
    TOKEN,
    UNREAD,
    shown,
)
from framework.transcripts.transcript import Comment

_BREAKS = {"line": "\n", "tab": "\t", "lbr": "\n", "softline": "\n"}
_DEPTH = 1_000
_MAC = 10_000
_MOST_WORDS = 800_000


@dataclass(frozen=True)
class _State:
    """What holds inside one group: how its text is read, and whether it is."""

    into: str = "body"
    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    codec: str = "cp1252"
    skip: int = 1


def read(data: bytes) -> Source:
    """Return the paragraphs of a file. Raises UnreadableError if it is no RTF."""
    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableError("no RTF file, whatever its ending says")
    walk = _Walk(data)
    metadata = {name: clean(text) for name, text in walk.beside.items() if clean(text)}
    comments = tuple(Comment(clean(author), clean(text)) for author, text in walk.comments)
    total = walk.seen + sum(map(visible, metadata.values()))
    total += sum(visible(comment.text) for comment in comments)
    remarks = tuple(walk.remarks())
    paragraphs = tuple(walk.paragraphs)
    return Source(paragraphs, max(total, shown(data)), "RTF", metadata, comments, remarks)


class _Walk:
    """One pass over the tokens of a file."""

    def __init__(self, data: bytes) -> None:
        self.paragraphs: list[Paragraph] = []
        self.beside: dict[str, str] = {}
        self.comments: list[tuple[str, str]] = []
        self.seen = self.hidden = self.deleted = 0
        self._words: list[tuple[str, bool]] = []
        self._boxed: list[tuple[str, bool]] = []
        self._bytes: list[bytes] = []
        self._state = _State()
        self._stack: list[_State] = []
        self._fonts: dict[int, str] = {}
        self._font = self._number = self._row = self._cell = self._table = 0
        self._in_table = self._open = self._fresh = False
        self._drop = 0
        self._high = ""
        if data.count(b"\\") > _MOST_WORDS:
            raise UnreadableError("far longer than a transcript; save it as .docx")
        for token in TOKEN.finditer(data):
            self._token(token)
        self._flush()
        self._end()

    def remarks(self) -> Iterator[str]:
        """Return what was left out, which the file still holds."""
        if self.deleted:
            yield (
                f"tracked changes: {count(self.deleted, 'deletion')} left out; "
                "the file still holds the deleted words, which may be real names"
            )
        if self.hidden:
            places = count(self.hidden, "place")
            yield f"hidden text left out in {places}; the file still holds it"

    def _token(self, token: re.Match[bytes]) -> None:
        word, number, code, sign, brace, text = token.groups()
        if code is not None:
            self._byte(bytes.fromhex(code.decode("ascii")))
        elif text is not None:
            self._byte(text)
        elif word is not None:
            self._flush()
            self._control(word.decode("ascii"), int(number) if number else None)
        elif brace is not None:
            self._flush()
            self._brace(brace)
        elif sign is not None:
            self._flush()
            self._sign(sign.decode("latin-1"))

    def _brace(self, brace: bytes) -> None:
        if brace == b"{":
            if len(self._stack) > _DEPTH:
                raise UnreadableError("groups nested too deeply for a transcript")
            self._stack.append(self._state)
            self._fresh = True
        elif self._stack:
            self._state = self._stack.pop()
            self._fresh = False

    def _sign(self, sign: str) -> None:
        if sign == "*" and self._fresh:
            self._state = replace(self._state, into="unread")
        elif sign in "\r\n":
            self._paragraph()
        else:
            self._say(SIGNS.get(sign, ""))

    def _control(self, word: str, number: int | None) -> None:
        if self._fresh and self._destination(word):
            return
        self._fresh = False
        if word == "u":
            self._unicode(number or 0)
        elif word in ("par", "sect", "page"):
            self._paragraph()
        elif word in ("cell", "nestcell"):
            self._in_table = True
            self._paragraph()
            self._cell += 1
        elif word in ("row", "nestrow"):
            self._row += 1
            self._cell = 0
        elif word in _BREAKS or word in SIGNS:
            self._say(_BREAKS.get(word) or SIGNS[word])
        else:
            self._look(word, on=number != 0)
            self._letters(word, number or 0)

    def _destination(self, word: str) -> bool:
        """Return whether a group's first word leads its text elsewhere, or nowhere."""
        if word == "fonttbl":
            self._state = replace(self._state, into="fonts")
        elif word in (AUTHOR, COMMENT):
            self._state = replace(self._state, into=word)
            self.comments += [("", "")] if word == AUTHOR or not self.comments else []
        elif word in UNREAD:
            self._state = replace(self._state, into="unread")
        elif word in BESIDE or word == BOX:
            self._state = replace(self._state, into=word)
        else:
            return False
        self._fresh = False
        return True

    def _look(self, word: str, *, on: bool) -> None:
        if word == "b":
            self._state = replace(self._state, bold=on)
        elif word == "v":
            self._state = replace(self._state, hidden=on)
        elif word == "deleted":
            self._state = replace(self._state, deleted=on)
        elif word == "plain":
            self._state = replace(self._state, bold=False, hidden=False, deleted=False)
        elif word == "trowd" and not self._open:
            self._table, self._row, self._cell, self._open = self._table + 1, 1, 0, True
        self._in_table = word == "intbl" or (self._in_table and word != "pard")

    def _letters(self, word: str, number: int) -> None:
        state = self._state
        if word == "uc":
            self._state = replace(state, skip=max(0, min(number, 8)))
        elif word == "ansicpg":
            self._state = replace(state, codec=_codec(number))
        elif word == "f":
            self._font = number
            self._state = replace(state, codec=self._fonts.get(number, state.codec))
        elif word == "fcharset" and state.into == "fonts" and number in CHARSETS and number:
            self._fonts[self._font] = CHARSETS[number]

    def _unicode(self, number: int) -> None:
        unit = chr(number % 0x10000)
        self._drop = self._state.skip
        if "\ud800" <= unit <= "\udbff":
            self._high = unit
        elif "\udc00" <= unit <= "\udfff":
            pair = (self._high + unit).encode("utf-16-le", "surrogatepass")
            self._say(pair.decode("utf-16-le", "replace"))
            self._high = ""
        else:
            self._say(unit)

    def _byte(self, some: bytes) -> None:
        """Take bytes of text, but for those that repeat a Unicode letter for older readers."""
        cut = min(self._drop, len(some))
        self._drop -= cut
        if some[cut:]:
            self._bytes.append(some[cut:])
            self._fresh = False

    def _flush(self) -> None:
        if self._bytes:
            text, self._bytes = b"".join(self._bytes), []
            self._say(text.decode(self._state.codec, "replace"))

    def _say(self, text: str) -> None:
        state = self._state
        if state.into in ("unread", "fonts") or not text:
            return
        if state.deleted or state.hidden:
            self.deleted += state.deleted and bool(text.strip())
            self.hidden += state.hidden and not state.deleted and bool(text.strip())
        elif state.into in ("body", BOX):
            self.seen += visible(text)
            (self._words if state.into == "body" else self._boxed).append((text, state.bold))
        elif state.into in (AUTHOR, COMMENT):
            author, words = self.comments[-1]
            named = state.into == AUTHOR
            self.comments[-1] = (author + text, words) if named else (author, words + text)
        else:
            self.beside[state.into] = self.beside.get(state.into, "") + text

    def _paragraph(self) -> None:
        if self._state.into == "body":
            self._end()
        elif self._state.into == BOX:
            self._boxed.append(("\n", False))
        elif self._state.into in self.beside:
            self.beside[self._state.into] += "\n"

    def _end(self) -> None:
        pieces, self._words = self._words, []
        self._number += 1
        text = "".join(words for words, _ in pieces)
        if text.strip():
            place = {"paragraph": self._number}
            if self._in_table:
                place |= {"table": self._table, "row": self._row, "column": self._cell + 1}
            self._open = self._in_table
            bold = spans((len(words), heavy) for words, heavy in pieces)
            self.paragraphs.append(Paragraph(text, place, bold))
        self._box()

    def _box(self) -> None:
        """Put the text boxes of a paragraph after it, each as one paragraph of several lines."""
        pieces, self._boxed = self._boxed, []
        text = "".join(words for words, _ in pieces)
        if text.strip():
            self._number += 1
            bold = spans((len(words), heavy) for words, heavy in pieces)
            self.paragraphs.append(Paragraph(text, {"paragraph": self._number}, bold))


def _codec(page: int) -> str:
    """Return the name of a code page, cp1252 for one that Python does not know."""
    try:
        return codecs.lookup("mac_roman" if page == _MAC else f"cp{page}").name
    except LookupError:
        return "cp1252"
