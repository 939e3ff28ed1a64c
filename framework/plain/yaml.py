"""Hand-written files are YAML in which every scalar is text: 1.10 stays 1.10, no stays no.

Unknown and duplicate keys, anchors, aliases, tags and second documents are refused. Faults are
problems with file and line. Values are read from libyaml's events, so nothing in a file can
build an object or recurse.
"""

import re
from collections.abc import Collection
from pathlib import Path
from typing import Any
from unicodedata import normalize

import yaml

from framework.errors import Problem
from framework.plain.text import shorten

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
MAX_BYTES = 1_000_000
MAX_DEPTH = 12
FORMAT = "1"
"""The format of the study's hand-written files that this version reads."""

_QUOTED = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'|(?m:(?:^|(?<=\s))#.*)')
_SECOND_COLON = re.compile(r"""[^\s"'\[{][^"'\[{]*?:\s.*:(?:\s|$)""")
_FIRST_SIGN = re.compile(r"(?:^|[:-]\s+|[\[,]\s*)[@`%]")


class Text(str):  # noqa: SLOT000 - the line is an attribute on purpose
    """A scalar and the line it stands on."""

    line: int = 0

    @classmethod
    def at(cls, value: str, line: int) -> "Text":
        """Return the text with its line, counted from 1."""
        text = cls(value)
        text.line = line
        return text


class Entries(dict[Text, "Node"]):
    """A mapping, in the file's order, with the line it begins on."""

    line: int = 0

    def node(self, key: str) -> "Node | None":
        """Return what a key holds, None if it is not there."""
        return self.get(key)  # type: ignore[call-overload,no-any-return] # a Text equals its str

    def line_of(self, key: str) -> int | None:
        """Return the line that a key stands on."""
        return next((known.line for known in self if known == key), None)

    def problem(self, file: str, key: str, message: str, hint: str, kind: str) -> Problem:
        """Return a problem on a key's line."""
        return Problem(file, message, hint, self.line_of(key), kind=kind)

    def text(self, key: str) -> str:
        """Return a scalar without the blank space around it; empty if the key is not there."""
        found = self.node(key)
        return str(found).strip() if isinstance(found, Text) else ""

    def texts(self, key: str) -> tuple[Text, ...]:
        """Return the scalars of a list, none if the key is not there."""
        found = self.node(key)
        items = found if isinstance(found, Items) else ()
        return tuple(item for item in items if isinstance(item, Text))

    def entries(self, key: str) -> tuple["Entries", ...]:
        """Return the mappings of a list, none if the key is not there."""
        found = self.node(key)
        items = found if isinstance(found, Items) else ()
        return tuple(item for item in items if isinstance(item, Entries))

    def under(self, key: str) -> "Entries":
        """Return the mapping that a key holds, an empty one if there is none."""
        found = self.node(key)
        return found if isinstance(found, Entries) else Entries()


class Items(list["Node"]):
    """A list and the line it begins on."""

    line: int = 0


Node = Text | Entries | Items


class _FaultError(Exception):
    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def load(path: Path, name: str) -> tuple[Entries, list[Problem]]:
    """Return the mapping that a file holds, empty if it cannot be read, and its problems.

    `name` is what problems call the file.
    """
    text = ""
    try:
        text = _text(path.read_bytes())
        root = _build(text)
    except OSError as fault:
        found = Problem(name, f"cannot be read ({fault.strerror})", kind="unreadable")
    except yaml.YAMLError as fault:
        found = _syntax(name, fault, text)
    except _FaultError as fault:
        found = Problem(name, str(fault), line=fault.line, kind="yaml")
    else:
        if isinstance(root, Entries):
            return root, []
        found = Problem(name, "not a list of `key: value` lines", line=1, kind="yaml")
    return Entries(), [found]


def parse(data: bytes) -> Entries:
    """Return the mapping in a file's bytes. Raises ValueError where `load` would tell a problem."""
    try:
        root = _build(_text(data))
    except (yaml.YAMLError, _FaultError) as fault:
        raise ValueError(str(fault)) from None
    return root if isinstance(root, Entries) else Entries()


def _text(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise _FaultError(1, "larger than 1 MB, which no hand-written file is")
    try:
        return normalize("NFC", data.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        raise _FaultError(line, "not UTF-8 text; save it as UTF-8") from None


def expect(
    node: Entries,
    name: str,
    *,
    needs: Collection[str] = (),
    may: Collection[str] = (),
    lists: Collection[str] = (),
) -> list[Problem]:
    """Return a problem for each missing, unknown or misshapen key of a mapping.

    `lists` names the keys, among `needs` and `may`, whose value is a list or a mapping.
    """
    known = {*needs, *may}
    found = [
        Problem(
            name,
            f"unknown key `{key}`",
            f"known here: {', '.join(sorted(known))}",
            key.line,
            kind="unknown key",
        )
        for key in node
        if key not in known
    ]
    here = {str(key): key.line for key, value in node.items() if not value}
    found += [
        Problem(name, f"`{key}` is empty", line=here[key], kind="missing key")
        if key in here
        else Problem(name, f"`{key}` is missing", line=node.line, kind="missing key")
        for key in needs
        if key in here or key not in node
    ]
    for key, value in node.items():
        if key in known and value and isinstance(value, Text) == (key in lists):
            wanted = "a list" if key in lists else "plain text"
            found.append(Problem(name, f"`{key}` should be {wanted}", line=key.line, kind="shape"))
    return found


def _syntax(name: str, fault: yaml.YAMLError, text: str) -> Problem:
    """Return a problem that our own look at the line explains: the library's words change."""
    mark: Any = getattr(fault, "problem_mark", None)
    if mark is None:
        return Problem(name, "characters that YAML does not allow", kind="yaml")
    ended = not text[_place(mark, text) :].strip()
    if ended:  # the place where the quote or bracket is opened
        mark = getattr(fault, "context_mark", None) or mark
    lines = text.split("\n")
    at = min(int(mark.line), len(lines) - 1)
    return Problem(name, _explained(lines[at], ended=ended), line=at + 1, kind="yaml")


def _explained(line: str, *, ended: bool) -> str:
    """Return what is probably wrong with a line; `ended` if reading reached the end of the file."""
    bare = _QUOTED.sub("''", line).strip()
    if "\t" in line:
        return "a tab; indent with spaces"
    if _SECOND_COLON.match(bare.removeprefix("- ")):
        return "a colon in the text; put it in quotes"
    if _FIRST_SIGN.search(bare):
        return "a sign that cannot begin text; put the text in quotes"
    if ended:
        return "this entry does not end; close its quote or bracket, or add a colon"
    return "here or a line before: not `key: value` or `- item`; check indents, quotes"


def _build(text: str) -> Node | None:
    """Return the tree of one document, built with a stack of our own."""
    stack: list[tuple[Entries | Items, list[Text]]] = []
    root: Node | None = None
    documents = read = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            line = int(event.start_mark.line) + 1  # type: ignore[union-attr] # parsed events have marks
            read = _place(event.end_mark, text)
            documents += isinstance(event, yaml.DocumentStartEvent)
            _refuse(event, line, documents)
            node = _grown(stack, event, line)
            if node is not None and not stack:
                root = node
    except yaml.YAMLError as fault:
        ahead = text[read : _place(getattr(fault, "problem_mark", None), text)]
        if _too_deep(len(stack), ahead):
            raise _FaultError(text.count("\n", 0, read) + 1, "nested too deep") from None
        raise
    return root


def _grown(
    stack: list[tuple[Entries | Items, list[Text]]], event: yaml.Event, line: int
) -> Node | None:
    """Return the node that an event begins or ends, put where it belongs."""
    node: Node
    if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
        if _too_deep(len(stack), "["):
            raise _FaultError(line, "nested too deep")
        node = Entries() if isinstance(event, yaml.MappingStartEvent) else Items()
        node.line = line
        _put(stack, node, line)
        stack.append((node, []))
        return node
    if isinstance(event, yaml.ScalarEvent):
        node = Text.at(event.value, line)
        _put(stack, node, line)
        return node
    if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
        return stack.pop()[0]
    return None


def _place(mark: Any, text: str) -> int:
    """Return where in the text a mark stands, its end if there is no mark."""
    return len(text) if mark is None else int(mark.index)


def _too_deep(depth: int, ahead: str) -> bool:
    """Return whether the brackets opened in text not yet taken in nest deeper than allowed.

    The library reads ahead of what it hands over, and may give up there for reasons of its own.
    """
    for sign in _QUOTED.sub("", ahead):
        depth += (sign in "[{") - (sign in "]}")
        if depth > MAX_DEPTH:
            return True
    return False


def _refuse(event: yaml.Event, line: int, documents: int) -> None:
    """Raise for what YAML allows and a hand-written file has no use for."""
    if documents > 1:
        raise _FaultError(line, "a second document (`---`) in one file")
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise _FaultError(line, "an anchor or alias (`&` or `*`); write it out, or in quotes")
    if getattr(event, "tag", None):
        raise _FaultError(line, "a tag (`!`); write plain text, or put it in quotes")


def _put(stack: list[tuple[Entries | Items, list[Text]]], node: Node, line: int) -> None:
    if not stack:
        return
    holder, key = stack[-1]
    if isinstance(holder, Items):
        holder.append(node)
    elif not key:
        if not isinstance(node, Text):
            raise _FaultError(line, "a key that is not plain text")
        if node in holder:
            raise _FaultError(line, f"`{node}` stands here a second time")
        key.append(node)
    else:
        holder[key.pop()] = node


def unknown_format(name: str, root: Entries) -> list[Problem]:
    """Return a problem if a hand-written file is in a format that this version does not know."""
    written = root.text("format")
    if written in ("", FORMAT):
        return []
    message = f"format {shorten(written, 20)}, and this version knows format {FORMAT}"
    return [Problem(name, message, "update framework", 1, kind="format")]
