"""Recipes in study.yaml: what a person decided about the reading of a single file.

    recipes:
      - file: interview-7.txt
        encoding: mac_roman
        no speakers: [Note, Aims]

The file is the researcher's: a recipe is put in as lines of its own, and every other byte stays. It
is put in only where what is then read is what was read before, and the recipe.
"""

import codecs
from dataclasses import dataclass, field
from typing import Any

from framework.errors import Problem
from framework.formats.plain_yaml import Entries, Items, expect, parse

KEY = "recipes"
_NOBODY = "no speakers"


@dataclass(frozen=True)
class Recipe:
    """How one file in transcripts/ is read; what is empty is decided by the file itself.

    `no_speakers` are what looks like labels and is not: words of the turn in which they stand.
    """

    encoding: str = ""
    no_speakers: frozenset[str] = frozenset()
    line: int = field(default=0, compare=False)


PLAIN = Recipe()
"""Nothing was decided: the file itself tells."""


def is_encoding(name: str) -> bool:
    """Return whether text can be in an encoding of this name."""
    try:
        return codecs.lookup(name).encode("a")[1] == 1 and bool("a".encode(name))
    except (LookupError, ValueError, TypeError):
        return False


def read_recipes(root: Entries, file: str) -> tuple[dict[str, Recipe], list[Problem]]:
    """Return the recipes of study.yaml by file in transcripts/, and their problems."""
    found: dict[str, Recipe] = {}
    problems: list[Problem] = []
    for node in root.entries(KEY):
        problems += expect(node, file, needs=("file",), may=("encoding", _NOBODY), lists=(_NOBODY,))
        name, encoding = node.text("file"), node.text("encoding")
        if name in found:
            message = f"a second recipe for `{name}`"
            problems.append(Problem(file, message, "one a file", node.line, kind="recipe"))
        if encoding and not is_encoding(encoding):
            hint = "such as cp1252, mac_roman, cp850 or utf-16"
            message = f"no encoding `{encoding}` is known"
            problems.append(Problem(file, message, hint, node.line, kind="encoding"))
        listed: Any = node.get(_NOBODY)  # type: ignore[call-overload] # a Text equals its str
        labels = listed if isinstance(listed, Items) else ()
        found[name] = Recipe(encoding, frozenset(str(one) for one in labels), node.line)
    return found, problems


def add_recipe(data: bytes, name: str, recipe: Recipe) -> bytes | None:
    """Return study.yaml with one more recipe, None if that cannot be done without risk."""
    text = data.decode("utf-8-sig")
    end = "\r\n" if "\r\n" in text else "\n"
    before = parse(data)
    lines = (text if text.endswith("\n") else text + end).split("\n")
    last, dash = _place(before, lines)
    fresh = [*([] if KEY in before else ["", f"{KEY}:"])]
    fresh += [dash + line for line in recipe_lines(name, recipe)]
    put_in = [line + end.removesuffix("\n") for line in fresh]
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    written = mark + "\n".join([*lines[:last], *put_in, *lines[last:]]).encode()
    return written if _only_added(before, written, name, recipe) else None


def recipe_lines(name: str, recipe: Recipe) -> list[str]:
    """Return the lines of one recipe, as they stand under ``recipes:``."""
    quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return [f"- file: {quoted}", f"  encoding: {recipe.encoding}"]


def _place(root: Entries, lines: list[str]) -> tuple[int, str]:
    """Return after how many lines a recipe is put, and what it is indented by."""
    known: Any = root.get(KEY)  # type: ignore[call-overload] # a Text equals its str
    if not isinstance(known, Items) or not known:
        return len(lines) - 1, "  "
    first = lines[known.line - 1]
    last = min((key.line for key in root if key.line > known.line), default=len(lines)) - 1
    while not lines[last - 1].strip() or lines[last - 1].lstrip().startswith("#"):
        last -= 1
    return last, first[: len(first) - len(first.lstrip())]


def _only_added(before: Entries, written: bytes, name: str, recipe: Recipe) -> bool:
    """Return whether a changed study.yaml says what it said before, and the recipe."""
    try:
        after = parse(written)
    except ValueError:
        return False
    known: Any = before.get(KEY, Items())  # type: ignore[call-overload] # a Text equals its str
    whole: dict[str, Any] = {str(key): value for key, value in before.items()}
    return after == whole | {KEY: [*known, {"file": name, "encoding": recipe.encoding}]}
