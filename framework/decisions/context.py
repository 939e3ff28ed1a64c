"""What every decision rests on, and what it replaces: the same for all that is written.

A decision is about a row and a subtheme that the study has, rests on the numbering of a transcript
and a version of the codebook, and names the acts it stands in the place of.
"""

from collections.abc import Iterable
from typing import Any

from framework.cases.case import Row
from framework.charts.chart import Cells
from framework.errors import RefusedError, UnknownNameError
from framework.findings.unknown import unknown_subtheme
from framework.plain.by_name import unknown
from framework.trail.cell import EXCEL_LIMIT
from framework.trail.decisions import cell_key
from framework.trail.names import names
from framework.transcripts.sketch import kept

Acts = list[dict[str, Any]]


def known(cells: Cells, row: Row, subtheme: str) -> None:
    """Raise UnknownNameError unless the study has this row and this subtheme."""
    if subtheme not in cells.codebook.subthemes:
        raise unknown_subtheme(cells, subtheme)
    if row.case_id is not None and row.case_id not in cells.cases:
        raise unknown("case", row.case_id, cells.cases)
    if not row.items or not cells.under(row):
        raise UnknownNameError(f"no case is in the row {row.name}", "look at transcripts/cases.csv")


def fits(words: str) -> None:
    """Raise RefusedError for words that a box cannot hold."""
    if len(words.encode("utf-16-le")) // 2 > EXCEL_LIMIT:
        raise RefusedError(
            f"{len(words):,} characters, and a cell of Excel holds {EXCEL_LIMIT:,}", "write less"
        )


def context(cells: Cells, row: Row, subtheme: str) -> Acts:
    """Return the acts that record what this decision rests on, where the trail lacks them yet.

    That is the numbering of the transcripts concerned and the version of the codebook.
    """
    return [*numbering(cells, row.case_id or ""), *version(cells, subtheme)]


def version(cells: Cells, subtheme: str) -> Acts:
    """Return the act that records the codebook, where the trail lacks a subtheme's version."""
    found: Acts = []
    versions = cells.decisions.on("version")
    if not any(
        (act["numbers"] or {}).get(subtheme) == cells.codebook.version[subtheme] for act in versions
    ):
        numbers = {**cells.codebook.version, **unsettled(cells)}
        found.append({"verb": "version", "numbers": numbers} | over(act.name for act in versions))
    return found


def changed(cells: Cells) -> set[str]:
    """Return the numbers whose name or definition is not what the trail has of them."""
    versions = [act["numbers"] for act in cells.decisions.on("version")]
    known = [numbers for numbers in versions if isinstance(numbers, dict)]
    return {
        number
        for number, entry in cells.codebook.version.items()
        if not any(numbers.get(number) == entry for numbers in known)
    }


def unsettled(cells: Cells) -> dict[str, object]:
    """Return the numbers with work under them that are gone or have a new name, as they were.

    Nobody has said what has become of them, and no other decision may say it.
    """
    versions = cells.decisions.on("version")
    known, book = names(versions), cells.codebook.entries
    before = {number: entry for act in versions for number, entry in (act["numbers"] or {}).items()}
    worked = {key[2] for key in cells.decisions.standing if key[0] in ("said", "asked", "position")}
    worked |= {str(act["subtheme"]) for act in cells.decisions.all("index")}
    return {
        number: before[number]
        for number in sorted(worked & known.keys() & before.keys())
        if number not in book or book[number].name not in known[number]
    }


def numbering(cells: Cells, case: str) -> Acts:
    """Return the act that records the numbering of a case, where the trail lacks it."""
    transcript = cells.transcripts.get(case)
    if transcript is None:
        return []
    acts = cells.decisions.on("number", case)
    files = [[reading.file, reading.hash] for reading in transcript.readings]
    if any(act["files"] == files for act in acts):
        return []
    numbered = zip(transcript.turns, transcript.stamps, strict=True)
    turns = [[turn.number, stamp] for turn, stamp in numbered]
    sketches = [kept(turn.text) for turn in transcript.turns]
    return [
        {"verb": "number", "case": case, "files": files, "turns": turns, "sketches": sketches}
        | over(act.name for act in acts)
    ]


def over(names: Iterable[str]) -> dict[str, list[str]]:
    """Return the field that names the acts an act replaces, or nothing where it replaces none."""
    found = list(names)
    return {"over": found} if found else {}


def replacing(cells: Cells, fact: str, row: Row, subtheme: str) -> dict[str, list[str]]:
    """Return the field that names the acts which stand on a fact of a cell."""
    return over(act.name for act in cells.decisions.on(fact, *cell_key(row, subtheme)))
