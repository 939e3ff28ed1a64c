"""The parts of a workbook that somebody has saved: values, merged ranges and notes, sheet by sheet.

Read straight from its XML: a value keeps whether it was text, and a sheet can be left after its
first lines. Programs differ in what they write; what is optional there is optional here.
"""

import posixpath
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from framework.plain.addresses import placed
from framework.plain.archives import Archive, parts_of
from framework.plain.colours import digits, theme_colours
from framework.plain.stored import normal, stamp

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_THREADED = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SINGLE = re.compile(
    rb'<c r="[A-Z]+\d+"(?: s="\d+")?'
    rb'(?:/>| t="s"><v>(\d+)</v></c>| t="str"><f[^>]*>HYPERLINK\([^<]*</f><v>[^<]*</v></c>)'
)
"""A cell that is blank, one that holds a shared text, or one that is the way to another sheet."""
_NO_CELL = re.compile(rb'<row r="\d+"[^>]*></row>')
Place = tuple[int, int]
"""Row and column of a cell, from 1."""


@dataclass(frozen=True)
class Value:
    """A cell's text as boxes are compared, and its kind: text, formula, error or value.

    A value is `plain` if its number is shown as it is, and not as a date or the like. `stored` is
    how the file calls a cell's kind, and `form` how a number is shown.
    """

    text: str
    kind: str = "text"
    plain: bool = False
    colour: str | None = None
    """Of its ground, as six hexadecimal digits; empty for none, None where none can be told."""
    shown: str = ""
    """The text that a formula shows, if it shows text."""
    stored: str = "n"
    form: str = "General"


Line = tuple[int, dict[int, Value]]
"""The number of a row, from 1, and its values by column, from 0; empty cells are left out."""


class Parts:
    """A workbook's sheets by name. Raises UnreadableError for what is no whole workbook."""

    def __init__(self, data: bytes) -> None:
        """Find the sheets."""
        self._archive = Archive(data)
        book = self._archive.xml("xl/workbook.xml")
        targets = {link: path for link, _, path in self._links("xl/workbook.xml")}
        sheets = () if book is None else book.iter(f"{_MAIN}sheet")
        self.sheets = {sheet.get("name", ""): targets.get(sheet.get(_LINK, "")) for sheet in sheets}

    def lines(self, sheet: str, without: Collection[bytes] = ()) -> Iterator[Line]:
        """Return the rows of a sheet one by one; a sheet need not be read to its end.

        Blank cells, ways to other sheets and cells that hold one of the shared texts `without`
        are cut out before anything is parsed: a listing has some hundred thousand.
        """
        data = self._archive.read(self.sheets[sheet] or "")
        if without:
            known = {None, *without}
            data = _SINGLE.sub(lambda cell: b"" if cell[1] in known else cell[0], data)
            data = _NO_CELL.sub(b"", data)
        number = 0
        for row in parts_of(data, f"{_MAIN}row"):
            number = int(row.get("r") or number + 1)
            found: dict[int, Value] = {}
            column = -1
            for cell in row.iter(f"{_MAIN}c"):
                column = _column(cell.get("r"), column + 1)
                value = self._value(cell)
                if value.text or value.colour is not None:
                    found[column] = value
            yield number, found

    def merged(self, sheet: str) -> list[tuple[Place, Place]]:
        """Return the merged ranges of a sheet, each by its first and last cell."""
        cells = parts_of(self._archive.read(self.sheets[sheet] or ""), f"{_MAIN}mergeCell")
        return [_corners(one.get("ref", "A1")) for one in cells]

    def notes(self, sheet: str) -> dict[Place, str]:
        """Return the notes of a sheet, without the name that Excel puts before a note's words.

        Of a thread of comments the note holds a notice, too; the words are those of its comments.
        """
        found: dict[Place, str] = {}
        threads: dict[Place, list[str]] = {}
        for _, kind, target in self._links(self.sheets[sheet] or ""):
            if kind.endswith("/comments"):
                found |= _notes(self._archive.xml(target))
            elif kind.endswith("/threadedComment"):
                for place, text in _thread(self._archive.xml(target)):
                    threads.setdefault(place, []).append(text)
        return found | {place: normal("\n".join(texts)) for place, texts in threads.items()}

    def drawn(self, sheet: str) -> bool:
        """Return whether anything is drawn on a sheet; LibreOffice links to empty drawings, too."""
        links = self._links(self.sheets[sheet] or "")
        drawings = (target for _, kind, target in links if kind.endswith("/drawing"))
        roots = (self._archive.xml(target) for target in drawings)
        return any(root is not None and len(root) for root in roots)

    def shared(self, stamps: Collection[str]) -> frozenset[bytes]:
        """Return the numbers, as written, of shared texts that have such a stamp."""
        texts = enumerate(self._strings)
        return frozenset(b"%d" % at for at, text in texts if stamp(text) in stamps)

    def _value(self, cell: Any) -> Value:
        kind = cell.get("t", "n")
        text = cell.findtext(f"{_MAIN}v") or ""
        colour = self._colour(cell)
        formula = cell.find(f"{_MAIN}f")
        if formula is not None and (formula.text or (text and kind != "str")):
            shown = normal(text) if kind == "str" else ""
            return Value(normal(f"={formula.text or ''}"), "formula", colour=colour, shown=shown)
        if kind == "s":
            return Value(self._strings[int(text)] if text else "", colour=colour)
        if kind in ("inlineStr", "str"):
            return Value(normal(_joined(cell) or text), colour=colour)
        if kind == "e":
            return Value(text, "error", colour=colour)
        form = self._form(cell) if text else "General"
        plain = kind == "n" and form == "General"
        return Value(text, "value", plain, colour, stored=kind, form=form)

    def _form(self, cell: Any) -> str:
        """Return how a number is shown: a format's code, or the number of one of Excel's own."""
        style = cell.get("s", "0")
        number = "0" if style in ("0", "") else self._styles[int(style)].get("numFmtId", "0")
        return "General" if number == "0" else self._forms.get(number, number)

    @cached_property
    def _forms(self) -> dict[str, str]:
        root = self._archive.xml("xl/styles.xml")
        forms = () if root is None else root.iter(f"{_MAIN}numFmt")
        return {form.get("numFmtId", ""): form.get("formatCode", "") for form in forms}

    @cached_property
    def since_1904(self) -> bool:
        """Whether days are counted from 1904, as Excel on a Mac once did."""
        book = self._archive.xml("xl/workbook.xml")
        found = None if book is None else book.find(f"{_MAIN}workbookPr")
        return found is not None and found.get("date1904") in ("1", "true")

    def _colour(self, cell: Any) -> str | None:
        style = cell.get("s", "0")
        return self._grounds[int(style)] if style not in ("0", "") else None

    @cached_property
    def _grounds(self) -> list[str | None]:
        """Return the colour of the ground of each style."""
        root = self._archive.xml("xl/styles.xml")
        if root is None:
            return []
        theme = theme_colours(self._archive.xml("xl/theme/theme1.xml"))
        fills = [_ground(fill, theme) for fill in root.iterfind(f"{_MAIN}fills/{_MAIN}fill")]
        return [fills[int(style.get("fillId", 0))] for style in self._styles]

    @cached_property
    def _styles(self) -> list[Any]:
        root = self._archive.xml("xl/styles.xml")
        return [] if root is None else root.findall(f"{_MAIN}cellXfs/{_MAIN}xf")

    @cached_property
    def _strings(self) -> list[str]:
        strings = parts_of(self._archive.read("xl/sharedStrings.xml"), f"{_MAIN}si")
        return [normal(_joined(one)) for one in strings]

    def _links(self, part: str) -> list[tuple[str, str, str]]:
        """Return the id, the kind and the target of each relationship of a part."""
        folder, name = posixpath.split(part)
        root = self._archive.xml(f"{folder}/_rels/{name}.rels")
        return [
            (one.get("Id", ""), one.get("Type", ""), _path(folder, one.get("Target", "")))
            for one in (root if root is not None else ())
        ]


def _notes(root: Any) -> dict[Place, str]:
    if root is None:
        return {}
    found = {}
    authors = [author.text or "" for author in root.iter(f"{_MAIN}author")]
    for note in root.iter(f"{_MAIN}comment"):
        place, _ = _corners(note.get("ref", "A1"))
        author = authors[int(note.get("authorId", 0))] if authors else ""
        text = _joined(note)
        found[place] = normal(text.removeprefix(f"{author}:\n"))
    return found


def _thread(root: Any) -> Iterator[tuple[Place, str]]:
    for comment in () if root is None else root.iter(f"{_THREADED}threadedComment"):
        place, _ = _corners(comment.get("ref", "A1"))
        yield place, comment.findtext(f"{_THREADED}text") or ""


def _ground(fill: Any, theme: Sequence[str]) -> str | None:
    pattern = fill.find(f"{_MAIN}patternFill")
    if pattern is None or pattern.get("patternType", "none") in ("none", "gray125"):
        return ""
    colour = pattern.find(f"{_MAIN}fgColor")
    return None if colour is None else digits(colour, theme)


def _joined(element: Any) -> str:
    """Return the text of all runs; how words are to be pronounced is not among them."""
    if len(element) == 1 and element[0].tag == f"{_MAIN}t":
        return element[0].text or ""
    runs = element.iter(f"{_MAIN}t")
    return "".join(run.text or "" for run in runs if run.getparent().tag != f"{_MAIN}rPh")


def _column(reference: str | None, otherwise: int) -> int:
    letters = (reference or "").rstrip("0123456789")
    return _number(letters) if letters else otherwise


@cache
def _number(letters: str) -> int:
    return placed(f"{letters}1")[1]


def _path(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(folder, target))


def _corners(reference: str) -> tuple[Place, Place]:
    first, _, last = reference.partition(":")
    (top, left), (bottom, right) = (placed(one) for one in (first, last or first))
    return (top + 1, left + 1), (bottom + 1, right + 1)
