"""The table of marks: rows and columns in their bands, every heading where it can be read.

Headings of columns stand on end where the columns are too narrow for them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from framework.figures.drawing.brackets import draw_brackets, draw_ground, lanes
from framework.figures.drawing.marks import LOOKS, Place, draw_marks
from framework.figures.drawing.words import (
    GREY,
    fits,
    line_height,
    measure,
    wrap,
    write,
    write_lines,
)
from framework.figures.figure import Band, Figure, Level

LABEL = 7.0
_LINE = line_height(LABEL)
_GAP = 2.5
_WIDEST_LABEL, _WIDEST_ABOVE = 52.0, 40.0
"""Of a row beside its heading, and of one that has its heading above it, and so more rows."""
_PITCH, _PITCH_ON_END = 16.0, (3.6, 6.5)


@dataclass(frozen=True)
class Table:
    """The bands of a figure and the places measured for them, in millimetres.

    `spans` are the left and right ends of the bands of columns, heading and all; `places` the
    middles of the columns.
    """

    rows: tuple[Band, ...]
    columns: tuple[Band, ...]
    left: float
    side: tuple[float, float]
    """The widths of the rows' headings and of their labels."""
    pitch: float
    on_end: bool
    levels: Mapping[int, Level]
    """The rows of brackets, by number."""

    @classmethod
    def measured(cls, figure: Figure, left: float, right: float) -> "Table":
        """Return the table of a figure, fitted between two places where that can be done."""
        above = bool(figure.levels)
        headings = [0 if above else measure(each.heading, LABEL, bold=True) for each in figure.rows]
        widest = _WIDEST_ABOVE if above else _WIDEST_LABEL
        labels = [measure(label, LABEL) for band in figure.rows for label in band.labels]
        side = tuple(
            min(max(found), widest) + (_GAP if max(found) else 0) for found in (headings, labels)
        )
        room = right - left - sum(side)
        bands = figure.columns
        number = sum(len(band.labels) for band in bands)
        pitch = min(_PITCH, (room - _GAP * (len(bands) - 1)) / number)
        if _fit(bands, pitch):
            return cls(
                figure.rows,
                bands,
                left,
                (side[0], side[1]),
                pitch,
                on_end=False,
                levels=figure.levels,
            )
        least, most = _PITCH_ON_END
        pitch = min(most, max(least, room / (number + len(bands))))
        return cls(
            figure.rows, bands, left, (side[0], side[1]), pitch, on_end=True, levels=figure.levels
        )

    @property
    def spans(self) -> Iterator[tuple[Band, float, float]]:
        """Return each band of columns, from where its first column to where its last one goes."""
        at = self.left + sum(self.side)
        for band in self.columns:
            at += self.pitch if self.on_end and band.heading else 0
            end = at + self.pitch * len(band.labels)
            yield band, at, end
            at = end + (0 if self.on_end else _GAP)

    @property
    def right(self) -> float:
        """Return where the last column ends."""
        return [end for _, _, end in self.spans][-1]

    def draw(self, axes: Axes, y: float, marks: Sequence[Sequence[str]]) -> float:
        """Draw the table with its upper end at y; return where it ends."""
        y = self._on_end(axes, y) if self.on_end else self._flat(axes, y)
        number, places = 0, list[Place]()
        for band in self.rows:
            y = self._heading(axes, y, band.heading)
            for label in band.labels:
                level = self.levels.get(number)
                middle, end = self._label(axes, y, label, level)
                if level is None:
                    places += self._places(middle, (end - middle) * 2, marks[number])
                else:
                    draw_brackets(axes, level.brackets, self._middles, self.pitch, middle)
                number, y = number + 1, end
            y += 0.8 if len(band.labels) > 1 else 0
        draw_marks(axes, places)
        return y

    def _heading(self, axes: Axes, y: float, heading: str) -> float:
        """Write a band's heading: beside its rows, or above them where rows of brackets are."""
        room = self.right - self.left if self.levels else self.side[0]
        lines = wrap(heading, room, LABEL, bold=True)
        start = y + (_GAP if self.levels else 0.8)
        end = write_lines(axes, self.left, start, lines, size=LABEL, bold=True)
        return end + 0.4 if self.levels else y

    def _label(self, axes: Axes, y: float, label: str, level: Level | None) -> tuple[float, float]:
        """Write the label of a row that begins at y; return the row's middle and its end."""
        lines = wrap(label, self.side[1] - _GAP, LABEL)
        least = self.pitch if self.on_end else 7.0
        if level is not None:
            least = lanes(level.brackets)
            draw_ground(axes, level.ground, (self.left, self.right), (y, y + least))
        height = max(least, len(lines) * _LINE + 1.4)
        middle = y + height / 2
        start = middle - len(lines) * _LINE / 2
        write_lines(axes, self.left + self.side[0], start, lines, size=LABEL)
        return middle, y + height

    @property
    def _middles(self) -> list[float]:
        """Return the middle of each column."""
        return [
            first + self.pitch * (place + 0.5)
            for band, first, _ in self.spans
            for place in range(len(band.labels))
        ]

    def _places(self, y: float, height: float, marks: Sequence[str]) -> Iterator[Place]:
        for x, mark in zip(self._middles, marks, strict=True):
            size = min(self.pitch, height) * 0.88 if LOOKS[mark].box else min(self.pitch * 0.8, 4.8)
            yield x, y, size, mark

    def _flat(self, axes: Axes, y: float) -> float:
        """Write headings above their bands and labels above their columns, from left to right."""
        headings = {
            band.heading: wrap(band.heading, end - start, LABEL, bold=True)
            for band, start, end in self.spans
        }
        under = y + max(map(len, headings.values())) * _LINE
        labels = [wrap(label, self.pitch, LABEL) for band in self.columns for label in band.labels]
        end_of_labels = under + 0.8 + max(map(len, labels)) * _LINE
        texts = iter(labels)
        for band, start, end in self.spans:
            lines = headings[band.heading]
            write_lines(axes, start, under - len(lines) * _LINE, lines, size=LABEL, bold=True)
            axes.plot((start, end), (under + 0.4,) * 2, color=GREY, linewidth=0.6)
            for place in range(len(band.labels)):
                middle = start + self.pitch * (place + 0.5)
                write_lines(axes, middle, under + 0.8, next(texts), size=LABEL, middle=True)
        return end_of_labels + 1

    def _on_end(self, axes: Axes, y: float) -> float:
        """Write the label of each column on end, and before each band its heading."""
        texts = [(label, False) for band in self.columns for label in band.labels]
        texts += [(band.heading, True) for band in self.columns]
        y += max(measure(text, LABEL, bold=bold) for text, bold in texts) + 1
        for band, start, _ in self.spans:
            middle = start + self.pitch / 2
            write(axes, middle - self.pitch, y, band.heading, size=LABEL, bold=True, on_end=True)
            for place, label in enumerate(band.labels):
                write(axes, middle + self.pitch * place, y, label, size=LABEL, on_end=True)
        return y + 1


def _fit(bands: Sequence[Band], pitch: float) -> bool:
    """Return whether every heading and label can be read from left to right."""
    return all(
        fits(band.heading, pitch * len(band.labels), LABEL, lines=2, bold=True)
        and all(fits(label, pitch - 1, LABEL, lines=3) for label in band.labels)
        for band in bands
    )
