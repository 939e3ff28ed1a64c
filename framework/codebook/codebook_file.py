"""Reads a codebook: themes, subthemes, their numbers and definitions, and nothing else."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from framework.codebook.codebook import NONE, Codebook, Position, Subtheme, Theme
from framework.codebook.terms import Term
from framework.errors import Problem
from framework.plain.tables import is_workbook
from framework.plain.yaml import Entries, expect, load, unknown_format

MAX_ENTRIES = 1000
_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,4}){0,2}")
_FIELDS = ("definition", "include", "exclude", "origin", "example")
_LISTS = ("terms", "wide", "positions")


def read_codebook(path: Path, name: str) -> tuple[Codebook, list[Problem]]:
    """Return the codebook in a file, as far as it can be read, and its problems."""
    if not is_workbook(name):
        return _codebook(*load(path, name), name)
    from framework.codebook.codebook_sheet import load_sheet  # noqa: PLC0415 - openpyxl is slow

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
    problems += unknown_format(name, root)
    themes = tuple(_theme(node, name, problems) for node in root.entries("themes"))
    book = Codebook(themes, name)
    if len(themes) + sum(len(theme.subthemes) for theme in themes) > MAX_ENTRIES:
        problems.append(
            Problem(name, f"more than {MAX_ENTRIES:,} themes and subthemes", kind="too many")
        )
    return book, problems + _numbers(book)


def _theme(node: Entries, name: str, problems: list[Problem]) -> Theme:
    problems += expect(node, name, needs=("number", "name", "subthemes"), lists=("subthemes",))
    subthemes = tuple(_subtheme(sub, name, problems) for sub in node.entries("subthemes"))
    return Theme(node.text("number"), node.text("name"), subthemes, node.line)


def _subtheme(node: Entries, name: str, problems: list[Problem]) -> Subtheme:
    problems += expect(node, name, needs=("number", "name"), may=(*_FIELDS, *_LISTS), lists=_LISTS)
    number = node.text("number")
    terms, wide = (node.texts(key) for key in ("terms", "wide"))
    odd = {}
    for term in terms:
        try:
            Term.parse(term)
        except ValueError as fault:
            odd[term] = Problem(name, f"`{term}`: {fault}", "", term.line, kind="term")
    problems += odd.values()
    for term in wide:
        if term not in terms:
            hint = "`wide` lists those of its terms that may propose although found very often"
            message = f"`{term}` is none of the terms of {number}"
            problems.append(Problem(name, message, hint, term.line, kind="term"))
    fields = {field: " ".join(node.text(field).split()) for field in _FIELDS}
    return Subtheme(
        number,
        node.text("name"),
        terms=tuple(str(term) for term in terms if term not in odd),
        wide=tuple(str(term) for term in wide if term in terms and term not in odd),
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


def _numbers(book: Codebook) -> list[Problem]:
    """Return a problem for each number that is odd, stands twice, or is not under its theme."""
    found = _twice(book)
    seen: dict[str, int] = {}
    entries: list[tuple[Theme | Subtheme, str]] = [(theme, "") for theme in book.themes]
    entries += [(sub, theme.number) for theme in book.themes for sub in theme.subthemes]
    for one, above in entries:
        told = _odd(one.number, above, seen) if one.number else None
        if told:
            message, hint, kind = told
            found.append(Problem(book.file, message, hint, one.line, kind=kind))
        seen.setdefault(one.number, one.line)
    return found


def _odd(number: str, above: str, seen: Mapping[str, int]) -> tuple[str, str, str] | None:
    """Return what is wrong with a number, what to do and the kind of problem; None if nothing is.

    `above` is the theme that a subtheme stands under; `seen` are the numbers before, by line.
    """
    if not _NUMBER.fullmatch(number):
        message = f"`{number}` is not a number of a theme or subtheme"
        return message, "a theme is 2, a subtheme 2.1", "number"
    if above and not number.startswith(above + "."):
        message = f"subtheme {number} stands under theme {above}"
        return message, f"call it {above}.{number.rsplit('.', maxsplit=1)[-1]} or move it", "number"
    if number in seen:
        message = f"number {number} stands on line {seen[number]} too"
        return message, "a number belongs to one subtheme for good", "doubled number"
    return None


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
