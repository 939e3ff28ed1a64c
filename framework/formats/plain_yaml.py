"""Hand-written files are YAML in which every scalar is text: 1.10 stays 1.10, no stays no.

Unknown and duplicate keys, anchors, aliases, tags and second documents are refused. Faults are
problems with file and line. Values are read from libyaml's events, so nothing in a file can
build an object or recurse.
"""

from collections.abc import Collection
from pathlib import Path
from typing import Any
from unicodedata import normalize

import yaml

from framework.errors import Problem
from framework.text import shorten

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
MAX_BYTES = 1_000_000
MAX_DEPTH = 12
FORMAT = "1"
"""The format of the study's hand-written files that this version reads."""

_SAYINGS = {
    "cannot start any token": "a sign that cannot begin text; put the text in quotes",
    "found unexpected end of stream": "a quote or bracket is opened and not closed",
    "mapping values are not allowed in this context": "a colon in the text; put it in quotes",
    "could not find expected ':'": "a line that is neither `key: value` nor a list item",
    "did not find expected key": "a line indented unlike its neighbours",
    "did not find expected '-' indicator": "a list item indented unlike its neighbours",
}


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
    mark: Any = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    line = int(mark.line) + 1 if mark else None
    said = str(getattr(fault, "problem", "") or "characters that YAML does not allow")
    said = next((plain for words, plain in _SAYINGS.items() if words in said), said)
    if line and "\t" in "".join(text.split("\n")[line - 1 : line]):
        said = "a tab; indent with spaces"
    return Problem(name, said, line=line, kind="yaml")


def _build(text: str) -> Node | None:
    """Return the tree of one document, built with a stack of our own."""
    stack: list[tuple[Entries | Items, list[Text]]] = []
    root: Node | None = None
    documents = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = int(event.start_mark.line) + 1  # type: ignore[union-attr] # parsed events have marks
        documents += isinstance(event, yaml.DocumentStartEvent)
        _refuse(event, line, documents)
        node: Node
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            if len(stack) >= MAX_DEPTH:
                raise _FaultError(line, "nested too deep")
            node = Entries() if isinstance(event, yaml.MappingStartEvent) else Items()
            node.line = line
            _put(stack, node, line)
            stack.append((node, []))
        elif isinstance(event, yaml.ScalarEvent):
            node = Text.at(event.value, line)
            _put(stack, node, line)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            node = stack.pop()[0]
        else:
            continue
        if not stack:
            root = node
    return root


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
