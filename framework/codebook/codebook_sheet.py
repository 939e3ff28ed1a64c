"""A codebook kept in a workbook: a row a theme, subtheme or position, in the order of the codebook.

What a row is, its number tells: 2 is a theme, 2.1 a subtheme, 2.1a a position of it. It is read
into the same tree as a codebook in YAML, so that the same rules hold for both.
"""

import re
from collections.abc import Sequence

from framework.errors import Problem
from framework.plain.tables import TableRow, parse_table
from framework.plain.yaml import Entries, Items, Text

COLUMNS = ("number", "name", "definition", "include", "exclude", "origin", "example", "terms")
_NEEDS = ("number", "name")
_LISTS = ("terms", "wide")
_MAY = (*COLUMNS, "wide", "retired")
_THEME = re.compile(r"\d+")
_POSITION = re.compile(r".*\d[a-z]")


def load_sheet(data: bytes, name: str) -> tuple[Entries, list[Problem]]:
    """Return the tree of a codebook's first sheet, empty if it cannot be read, and its problems."""
    rows, problems = parse_table(data, name, needs=_NEEDS, verbatim=_MAY)
    hint = f"known: {', '.join(_MAY)}"
    for column in rows[0].table.columns if rows else ():
        if column and column not in _MAY:
            message = f"unknown column `{column}`"
            place = {"column": column, "kind": "unknown column"}
            problems.append(rows[0].table.problem(1, message, hint, **place))
    root = Entries()
    themes = root[Text.at("themes", 1)] = Items()
    root[Text.at("format", 1)] = Text.at("1", 1)
    for row in rows if not problems else ():
        problems += _place(row, themes)
    return (root, []) if not problems else (Entries(), problems)


def _place(row: TableRow, themes: Items) -> list[Problem]:
    """Put a row under the last one that it can belong to, or return why there is none."""
    number = row["number"]
    if _THEME.fullmatch(number):
        themes.append(_entry(row, "subthemes"))
        return []
    under = _last(themes).node("subthemes")
    if _POSITION.fullmatch(number) and isinstance(under, Items):
        subtheme = _last(under)
        under = subtheme.setdefault(Text("positions"), Items()) if subtheme else None
    if not isinstance(under, Items):
        hint = "a theme is 2; a subtheme 2.1, below it; a position 2.1a, below that"
        return [row.problem(f"`{number}` stands under nothing", hint, kind="number")]
    under.append(_entry(row))
    return []


def _last(items: Items) -> Entries:
    """Return the last mapping of a list, empty if there is none."""
    return items[-1] if items and isinstance(items[-1], Entries) else Entries()


def _entry(row: TableRow, *lists: str) -> Entries:
    entry = Entries()
    entry.line = row.line
    for column, cell in row.cells.items():
        if cell:
            entry[Text.at(column, row.line)] = _value(column, cell, row.line)
    for name in lists:
        entry[Text.at(name, row.line)] = Items()
    return entry


def _value(column: str, cell: str, line: int) -> Text | Items:
    if column not in _LISTS:
        return Text.at(cell, line)
    return Items(Text.at(each.strip(), line) for each in _parts(cell) if each.strip())


def _parts(cell: str) -> Sequence[str]:
    """Return the terms of a cell, parted by semicolons or line ends."""
    return re.split(r"[;\n]", cell)
