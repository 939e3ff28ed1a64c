"""Tables to fill in, as workbooks: every column is text, with lists to choose from, and an example.

The first sheet is the table; the second shows rows filled in, and is not read.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from framework.cases.case import KINDS
from framework.workbook.sheets.sheet import Workbook
from framework.workbook.sheets.styles import Styles

_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_ROWS = 1_000
"""Lists to choose from are offered in so many rows."""
_NOTE = "How a filled row looks. This sheet is not read; write on the sheet {}."


@dataclass(frozen=True)
class Template:
    """A table's title, its columns with their widths, rows as an example, choices by column."""

    title: str
    columns: Mapping[str, int]
    example: Sequence[Sequence[str]]
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    rows: Sequence[Sequence[str]] = ()
    """What stands in the table from the beginning."""


SPEAKERS = Template(
    "Speakers",
    {"case": 16, "label": 20, "speaker": 22, "kind": 14, "role": 30},
    [
        ("ASH-OP-1", "SW1", "ASH-OP-1-SW1", "participant", "Social Worker"),
        ("ASH-OP-1", "Moderator", "ASH-OP-1-M1", "moderator", ""),
        ("ASH-OP-1", "Several", "", "participant", ""),
    ],
    {"kind": tuple(filter(None, KINDS))},
)
CODEBOOK = Template(
    "Codebook",
    {"number": 9, "name": 26, "definition": 40, "include": 34, "exclude": 34}
    | {"origin": 14, "example": 34, "terms": 34},
    [
        ("2", "Assessment", "", "", "", "", "", ""),
        (
            "2.1",
            "Whose needs lead",
            "Whose needs an assessment begins with.",
            "Being asked first, or last.",
            "What the form asks: 2.2.",
            "topic guide",
            "His needs, and hers under them.",
            "needs; whose assessment",
        ),
        ("2.1a", "The person's come first", "", "", "", "", "", ""),
    ],
    rows=[
        ("1", "First theme"),
        ("1.1", "First subtheme", "What belongs here.", "", "", "topic guide", "", "first words"),
    ],
)


def cases(kinds: Sequence[str], attributes: Mapping[str, Sequence[str]]) -> Template:
    """Return the case table of a study: its kinds, and the values of what it compares cases by."""
    columns = {"case": 16, "file": 34, "row": 10, "kind": 16}
    columns |= dict.fromkeys(attributes, 16) | {"group": 10, "date": 12}
    facts = [values[0] if values else "" for values in attributes.values()]
    return Template(
        "Cases",
        columns,
        [
            ("ASH-OP-1", "ASH-OP-1.docx", "", kinds[0], *facts, "FG1", "2012-10-09"),
            ("COR-LD-2", "part 1.docx; part 2.docx", "", kinds[0], *facts, "FG2", ""),
        ],
        {"kind": kinds} | {name: values for name, values in attributes.items() if values},
    )


def table_workbook(template: Template) -> bytes:
    """Return a workbook of a table to fill in; the same template, the same bytes."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": _CREATED})
        styles = Styles(book)
        for title, rows in ((template.title, template.rows), ("Example", template.example)):
            sheet = book.add_worksheet(title)
            above = int(rows is template.example)
            if above:
                sheet.write_string(0, 0, _NOTE.format(template.title), styles["note"])
            for place, (column, width) in enumerate(template.columns.items()):
                sheet.set_column(place, place, width, styles["wrapped"])
                sheet.write_string(above, place, column, styles["head"])
                if column in template.choices and not above:
                    sheet.data_validation(1, place, _ROWS, place, _rule(template.choices[column]))
            for line, row in enumerate(rows, above + 1):
                for place, cell in enumerate(row):
                    sheet.write_string(line, place, cell, styles["wrapped"])
            sheet.freeze_panes(above + 1, 1)
            sheet.repeat_rows(above)
            sheet.set_landscape()
            sheet.set_paper(8)
            sheet.fit_to_pages(1, 0)
    return out.getvalue()


def _rule(choices: Sequence[str]) -> dict[str, object]:
    """Return a list to choose from; anything else may be typed as well, such as a guess."""
    return {"validate": "list", "source": list(choices), "error_type": "information"}
