"""Puts a recipe into study.yaml, which is the researcher's: as lines of its own, and no byte else.

It is put in only where what is then read is what was read before, and the recipe.
"""

import codecs
from typing import Any
from unicodedata import normalize

from framework.cases.recipes import KEY, Recipe
from framework.plain.yaml import Entries, Items, parse


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
    lines = [f"- file: {_quoted(name)}"]
    for key, value in recipe.json().items():
        if isinstance(value, list):
            lines += [f"  {key}:", *(f"    - {_quoted(one)}" for one in value)]
        else:
            lines.append(f"  {key}: {_quoted(value) if key == 'layout' else value}")
    return lines


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _place(root: Entries, lines: list[str]) -> tuple[int, str]:
    """Return after how many lines a recipe is put, and what it is indented by."""
    known = root.node(KEY)
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
    known = before.node(KEY) or ()
    whole: dict[str, Any] = {str(key): value for key, value in before.items()}
    fresh = {key: _composed(value) for key, value in recipe.json().items()}
    return after == whole | {KEY: [*known, {"file": name} | fresh]}


def _composed(value: Any) -> Any:
    """Return a value as it is read again, with accents on their letters."""
    return [*map(_composed, value)] if isinstance(value, list) else normalize("NFC", value)
