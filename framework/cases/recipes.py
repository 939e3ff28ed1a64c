"""Recipes in study.yaml: how a single file is read, or several, as it was found or decided.

    recipes:
      - file: interview-7.txt
        encoding: mac_roman
        layout: "label: text"
        no speakers: [Note, Aims]
        not speech: ["Interviewer: W. Marlow", "PART *"]

What a file's own recipe leaves open is filled from those with a star in `file` that fit it, in
their order. Which layouts there are is known to those who read transcripts, and not here.
"""

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from unicodedata import normalize

from framework.errors import Problem
from framework.plain.text import unify_name
from framework.plain.yaml import Entries, Text, expect

KEY = "recipes"
STAR = "*"
"""Stands for anything, or nothing, in a file's name or in a line."""
_NOBODY, _ASIDE, _SAID = "no speakers", "not speech", "speech"
LISTS = (_NOBODY, _ASIDE, _SAID)
Lines = tuple[Text, ...]


@dataclass(frozen=True)
class Recipe:
    """How a file in transcripts/ is read; what is empty is decided by the file itself.

    `no_speakers` are what looks like labels and is not: words of the turn in which they stand.
    `not_speech` are lines that nobody says, though they look so, and `speech` are the contrary;
    one that has a line of its own in study.yaml must stand in the file.
    """

    encoding: str = ""
    layout: Text = field(default_factory=Text)
    no_speakers: frozenset[str] = frozenset()
    not_speech: Lines = ()
    speech: Lines = ()
    line: int = field(default=0, compare=False)

    def beyond(self, known: "Recipe") -> "Recipe":
        """Return what of this recipe another does not say."""
        return Recipe(
            "" if self.encoding == known.encoding else self.encoding,
            Text() if self.layout == known.layout else self.layout,
            self.no_speakers - known.no_speakers,
            () if self.not_speech == known.not_speech else self.not_speech,
            () if self.speech == known.speech else self.speech,
        )

    def json(self) -> dict[str, Any]:
        """Return what stands in study.yaml of it, by its keys there."""
        told = {
            "encoding": self.encoding,
            "layout": str(self.layout),
            _NOBODY: sorted(self.no_speakers),
            _ASIDE: [*self.not_speech],
            _SAID: [*self.speech],
        }
        return {key: value for key, value in told.items() if value}


PLAIN = Recipe()
"""Nothing was decided: the file itself tells."""


def is_encoding(name: str) -> bool:
    """Return whether text can be in an encoding of this name."""
    try:
        return codecs.lookup(name).encode("a")[1] == 1 and bool("a".encode(name))
    except (LookupError, ValueError, TypeError):
        return False


def fits(pattern: str, text: str) -> bool:
    """Return whether a text is as a pattern says, in which a star stands for anything.

    >>> fits("PART *", "PART 2"), fits("PART *", "Part 2"), fits("*", "")
    (True, False, True)
    """
    first, *others = pattern.split(STAR)
    if not others:
        return text == pattern
    *middle, last = others
    if not text.startswith(first) or len(text) < len(first) + len(last):
        return False
    at, end = len(first), len(text) - len(last)
    for piece in middle:
        found = text.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return text.endswith(last)


def recipe_for(recipes: Mapping[str, Recipe], name: str) -> Recipe:
    """Return the recipe of a file in transcripts/, from its own and from those that fit it."""
    name = normalize("NFC", name)
    whole = recipes.get(name, PLAIN)
    for pattern, one in recipes.items():
        if STAR in pattern and fits(pattern, name):
            whole = Recipe(
                whole.encoding or one.encoding,
                whole.layout or one.layout,
                whole.no_speakers or one.no_speakers,
                whole.not_speech or one.not_speech,
                whole.speech or one.speech,
                whole.line or one.line,
            )
    return whole


def read_recipes(root: Entries, file: str) -> tuple[dict[str, Recipe], list[Problem]]:
    """Return the recipes of study.yaml by file in transcripts/, and their problems."""
    found: dict[str, Recipe] = {}
    problems: list[Problem] = []
    for node in root.entries(KEY):
        may = ("encoding", "layout", *LISTS)
        problems += expect(node, file, needs=("file",), may=may, lists=LISTS)
        name, encoding = node.text("file"), node.text("encoding")
        if name in found:
            message = f"a second recipe for `{name}`"
            problems.append(Problem(file, message, "one a file", node.line, kind="recipe"))
        if encoding and not is_encoding(encoding):
            hint = "such as cp1252, mac_roman, cp850 or utf-16"
            message = f"no encoding `{encoding}` is known"
            problems.append(Problem(file, message, hint, node.line, kind="encoding"))
        nobody, aside, said = (node.texts(key) for key in LISTS)
        problems += _contrary(aside, said, file)
        if STAR in name:  # what is said of many files need not stand in each
            aside, said = tuple(map(Text, aside)), tuple(map(Text, said))
        labels = frozenset(map(unify_name, nobody))
        found[name] = Recipe(encoding, _layout(node), labels, aside, said, node.line)
    return found, problems


def _layout(node: Entries) -> Text:
    value = node.node("layout")
    return Text.at(node.text("layout"), value.line if value else 0)


def _contrary(aside: Lines, said: Lines, file: str) -> Iterator[Problem]:
    """Return a problem for each line that is said to be speech and not, or to be every line."""
    for one in said:
        if one in aside:
            message = f"`{one}` is said to be both `{_ASIDE}` and `{_SAID}`"
            yield Problem(file, message, "keep one of them", one.line, kind="recipe")
    for one in (*aside, *said):
        if not one.replace(STAR, "").strip():
            hint = "write the line, with * for what differs"
            message = f"`{one}` would be every line" if one.strip() else "an empty line"
            yield Problem(file, message, hint, one.line, kind="recipe")
