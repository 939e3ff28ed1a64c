"""What a figure shows as rows of a table: its marks, and what its brackets compare."""

from collections.abc import Iterator

from framework.figures.figure import Band, Figure

MARKS = ("row_heading", "row", "column_heading", "column", "mark")
COMPARED = (
    *("row_heading", "row", "comparison", "outcome"),
    *("side", "column_heading", "column"),
)


def marks_of(figure: Figure) -> Iterator[tuple[str, ...]]:
    """Return a row for each mark, with the row and the column it stands in."""
    columns = _labelled(figure.columns)
    for row, marks in zip(_labelled(figure.rows), figure.marks, strict=True):
        for column, mark in zip(columns, marks, strict=False):  # a row of brackets has no marks
            yield (*row, *column, mark)


def compared_in(figure: Figure) -> Iterator[tuple[str | int, ...]]:
    """Return a row for each column of each side of each bracket; comparisons are numbered."""
    columns, rows = _labelled(figure.columns), _labelled(figure.rows)
    brackets = (
        (rows[place], bracket)
        for place, level in sorted(figure.levels.items())
        for bracket in level.brackets
    )
    for number, (row, bracket) in enumerate(brackets, 1):
        for side, (first, last) in enumerate(bracket.sides, 1):
            for column in columns[first : last + 1]:
                yield (*row, number, bracket.outcome, side, *column)


def _labelled(bands: tuple[Band, ...]) -> list[tuple[str, str]]:
    """Return the heading and label of each row or column, through the bands in their order."""
    return [(band.heading, label) for band in bands for label in band.labels]
