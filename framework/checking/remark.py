"""Remarks on the words of a cell: does each point lead somewhere, and is what is quoted verbatim?

A remark is no fault of the folder: a person decides. The text is never rewritten.
"""

import re
from collections.abc import Iterator

from framework.cases.case import Row
from framework.charts.chart import Cells
from framework.checking.left import not_indexed
from framework.checking.silence import needs_none
from framework.checking.unread import Unread, silence
from framework.errors import Problem
from framework.plain.text import fold, shorten

_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"")
_BRACKETS = re.compile(r"\[[^\[\]]*\]|\{[^{}]*\}")
_COMMENT = re.compile(r"\{[^{}]*\}")
_SENTENCE_END = re.compile(r"(?<=[.!?])[”\"’)]*\s+(?![\[a-z])|\n+")
_ALONE = re.compile(r"\((\d{1,4}[a-z]?)\)|\bturns? (\d{1,4}[a-z]?)\b|\s(\d{1,4}[a-z]?)\s*\.?$")
_CROSS = re.compile(r"\bsee \d+\.\d+", re.IGNORECASE)
_LEFT_OUT = re.compile(r"\[?(?:…|\.{3})\]?")
_SHORT = 3
"""A sentence of fewer words makes no point of its own."""


def remarks(cells: Cells) -> list[Problem]:
    """Return the remarks on every summary that stands, row by row.

    They tell of a sentence without a reference, a reference to another case's turn or to one that
    is not indexed in a cell that has an index, a quoted phrase that is not verbatim, and a number
    that looks like a reference without its brackets.
    """
    found = []
    for row in cells.rows:
        for subtheme in cells.codebook.subthemes:
            for text in cells.cell(row, subtheme).texts:
                found += _on(cells, row, subtheme, text)
    return found


def unread_silences(cells: Cells, unread: Unread) -> list[Problem]:
    """Return a remark on each cell that says “nothing said” where something is found or indexed."""
    found = []
    for row in cells.rows:
        for subtheme in cells.codebook.subthemes:
            if cells.cell(row, subtheme).said == "nothing said":
                told = silence(cells, (row, subtheme), unread)
                place = f"{row.name} × {subtheme}"
                found += [Problem(place, *told, kind="unread silence")] if told else []
    return found


def _on(cells: Cells, row: Row, subtheme: str, text: str) -> list[Problem]:
    place = f"{row.name} × {subtheme}"
    if cells.cell(row, subtheme).said != "charted":
        return []
    return [
        Problem(place, message, hint, kind=kind)
        for kind, message, hint in (
            *_uncited(cells, text),
            *_elsewhere(cells, row, text),
            *_not_indexed(cells, row, subtheme),
            *_misquoted(cells, row, text),
            *_bare(cells, row, text),
        )
    ]


Told = Iterator[tuple[str, str, str]]
"""Kind, message and hint of each remark."""


def _uncited(cells: Cells, text: str) -> Told:
    found = [
        sentence
        for sentence in _SENTENCE_END.split(_COMMENT.sub("", text))
        if len(_BRACKETS.sub("", sentence).split()) >= _SHORT
        if "[" not in sentence and not _CROSS.search(sentence)
        if not needs_none(sentence, cells.cases)
    ]
    if found:
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        said = f"a sentence without a reference: “{shorten(found[0], 60)}”{more}"
        yield "no reference", said, "write [41] after what turn 41 says"


def _elsewhere(cells: Cells, row: Row, text: str) -> Told:
    inside = {case.id for case in cells.under(row)}
    for case in dict.fromkeys(ref.case for ref in cells.references(row, text)):
        if case not in inside:
            yield "another case", f"it refers to {case}, which is not in this row", "is it meant?"


def _not_indexed(cells: Cells, row: Row, subtheme: str) -> Told:
    if row.case_id is not None and (missing := not_indexed(cells, row, subtheme)):
        yield "not indexed", f"used and not indexed here: {', '.join(missing)}", "index it, or not"


def _misquoted(cells: Cells, row: Row, text: str) -> Told:
    spoken = [
        fold(cells.transcripts[case.id].text).text
        for case in cells.under(row)
        if case.id in cells.transcripts
    ]
    for found in _QUOTED.finditer(text):
        phrase = found.group(1) or found.group(2)
        parts = [fold(part).text.strip(" .,;:!?") for part in _LEFT_OUT.split(phrase)]
        if not any(all(part in words for part in parts) for words in spoken):
            yield (
                "not verbatim",
                f"“{shorten(phrase, 60)}” is not verbatim",
                "quote it as it was said",
            )


def _bare(cells: Cells, row: Row, text: str) -> Told:
    transcript = cells.transcripts.get(row.case_id or "")
    if transcript is None:
        return
    for found in _ALONE.finditer(_BRACKETS.sub("", text)):
        number = next(filter(None, found.groups()))
        if number in transcript.positions:
            yield "no brackets", f"{number} alone", f"did you mean [{number}]?"
