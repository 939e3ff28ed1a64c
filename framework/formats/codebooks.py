"""Reads a codebook: themes, subthemes, their numbers and definitions, and nothing else."""

import re
from dataclasses import replace
from pathlib import Path

from framework.errors import Problem
from framework.formats.plain_yaml import Entries, Items, Text, expect, load
from framework.formats.tables import is_workbook
from framework.material.codebook import NONE, Codebook, Position, Subtheme, Theme
from framework.proposals.terms import Term

FORMAT = "1"
MAX_ENTRIES = 1000
_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,4}){0,2}")
_FIELDS = ("definition", "include", "exclude", "origin", "example")
_LISTS = ("terms", "wide", "positions")


def read_codebook(path: Path, name: str) -> tuple[Codebook, list[Problem]]:
    """Return the codebook in a file, as far as it can be read, and its problems."""
    if not is_workbook(name):
        return _codebook(*load(path, name), name)
    from framework.formats.codebook_sheet import load_sheet  # noqa: PLC0415 - openpyxl is slow

    try:
        root, problems = load_sheet(path.read_bytes(), name)
    except OSError as fault:
        problems = [Problem(name, f"cannot be read ({fault.strerror})", kind="unreadable")]
        return Codebook((), name), problems
    book, found = _codebook(root, problems, name)
    return book, [_in_row(problem) for problem in found]


def _in_row(problem: Problem) -> Problem:
    """Return a problem of a workbook, which has rows and no lines."""
    cell = f"A{problem.line}" if problem.line else problem.cell
    return replace(problem, line=None, cell=cell)


def _codebook(root: Entries, problems: list[Problem], name: str) -> tuple[Codebook, list[Problem]]:
    if problems:
        return Codebook((), name), problems
    problems = expect(root, name, needs=("format", "themes"), lists=("themes",))
    if root.text("format") not in ("", FORMAT):
        problems.append(newer(name, root))
    themes = tuple(_theme(node, name, problems) for node in root.entries("themes"))
    book = Codebook(themes, name)
    if len(themes) + sum(len(theme.subthemes) for theme in themes) > MAX_ENTRIES:
        problems.append(
            Problem(name, f"more than {MAX_ENTRIES:,} themes and subthemes", kind="too many")
        )
    return book, problems + _numbers(book)


def newer(name: str, root: Entries) -> Problem:
    """Return the problem of a file in a format that this version does not know."""
    said = root.text("format")
    return Problem(
        name,
        f"format {said}, and this version knows format {FORMAT}",
        "update framework",
        1,
        kind="format",
    )


def _theme(node: Entries, name: str, problems: list[Problem]) -> Theme:
    problems += expect(node, name, needs=("number", "name", "subthemes"), lists=("subthemes",))
    subthemes = tuple(_subtheme(sub, name, problems) for sub in node.entries("subthemes"))
    return Theme(node.text("number"), node.text("name"), subthemes, node.line)


def _subtheme(node: Entries, name: str, problems: list[Problem]) -> Subtheme:
    problems += expect(node, name, needs=("number", "name"), may=(*_FIELDS, *_LISTS), lists=_LISTS)
    number = node.text("number")
    terms, wide = (_texts(node, key) for key in ("terms", "wide"))
    for term in terms:
        try:
            Term.parse(term)
        except ValueError as fault:
            problems.append(Problem(name, f"`{term}`: {fault}", "", term.line, kind="term"))
    for term in wide:
        if term not in terms:
            hint = "`wide` lists those of its terms that may propose although found very often"
            message = f"`{term}` is none of the terms of {number}"
            problems.append(Problem(name, message, hint, term.line, kind="term"))
    fields = {field: " ".join(node.text(field).split()) for field in _FIELDS}
    return Subtheme(
        number,
        node.text("name"),
        terms=tuple(map(str, terms)),
        wide=tuple(map(str, wide)),
        line=node.line,
        listed=tuple(_position(one, number, name, problems) for one in node.entries("positions")),
        **fields,
    )


def _position(node: Entries, subtheme: str, name: str, problems: list[Problem]) -> Position:
    problems += expect(node, name, needs=("number", "name"), may=("definition", "retired"))
    number = node.text("number")
    letter = number.removeprefix(subtheme)
    if number and not (len(letter) == 1 and "a" <= letter <= "z" and letter != NONE):
        hint = f"{subtheme}a, {subtheme}b and so on; {subtheme}{NONE} is *no position heard*"
        message = f"`{number}` is not a number of a position of {subtheme}"
        problems.append(Problem(name, message, hint, node.line, kind="number"))
    definition, retired = (
        " ".join(node.text(field).split()) for field in ("definition", "retired")
    )
    return Position(number, node.text("name"), definition, retired, node.line)


def _texts(node: Entries, key: str) -> list[Text]:
    found = node.get(key)  # type: ignore[call-overload] # a Text equals its str
    return [item for item in found if isinstance(item, Text)] if isinstance(found, Items) else []


def _numbers(book: Codebook) -> list[Problem]:
    """Return a problem for each number that is odd, stands twice, or is not under its theme."""
    found: list[Problem] = []
    seen: dict[str, int] = {}
    entries = [(theme, theme.number) for theme in book.themes]
    numbered = [
        (sub.number, sub.line, above) for theme, above in entries for sub in theme.subthemes
    ]
    found += _twice(book)
    for number, line, above in [(theme.number, theme.line, "") for theme in book.themes] + numbered:
        if not number:
            continue  # already told as a missing key
        if not _NUMBER.fullmatch(number):
            hint = "a theme is 2, a subtheme 2.1"
            found.append(
                Problem(
                    book.file,
                    f"`{number}` is not a number of a theme or subtheme",
                    hint,
                    line,
                    kind="number",
                )
            )
        elif above and not number.startswith(above + "."):
            hint = f"call it {above}.{number.split('.')[-1]} or move it"
            found.append(
                Problem(
                    book.file,
                    f"subtheme {number} stands under theme {above}",
                    hint,
                    line,
                    kind="number",
                )
            )
        elif number in seen:
            found.append(
                Problem(
                    book.file,
                    f"number {number} stands on line {seen[number]} too",
                    "a number belongs to one subtheme for good",
                    line,
                    kind="doubled number",
                )
            )
        seen.setdefault(number, line)
    return found


def _twice(book: Codebook) -> list[Problem]:
    """Return a problem for each position whose number stands twice."""
    seen: dict[str, int] = {}
    found = []
    for one in (each for sub in book.subthemes.values() for each in sub.listed):
        if one.number in seen:
            hint = "a letter belongs to one position for good"
            message = f"position {one.number} stands on line {seen[one.number]} too"
            found.append(Problem(book.file, message, hint, one.line, kind="doubled number"))
        seen.setdefault(one.number, one.line)
    return found
