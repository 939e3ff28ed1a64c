"""The sheet *Passages*: one row a passage as indexed, and shaded beneath them what terms found.

A proposal has no number: it is not counted. Its mark stands where a researcher's initials would.
"""

from collections.abc import Iterable, Mapping, Sequence

from framework.cases.case import Attribute, Case
from framework.charts.chart import Cells
from framework.charts.found import Found
from framework.charts.passage_table import Listed, as_listed
from framework.index.entries import Entry
from framework.workbook.sheets.book import Rows
from framework.workbook.sheets.grid import HEADER_ROW
from framework.workbook.sheets.listings import FIRST, Listing

HEADINGS = ("Turn", "Passage", "Subthemes")
"""By these the sheet is told, whatever words of a transcript stand below."""


def passage_rows(cells: Cells, kind: str) -> Rows:
    """Return the rows on which the indexed passages of each case and subtheme stand."""
    rows: dict[tuple[str, str], list[int]] = {}
    for line, entries in enumerate(_indexed(cells, kind), FIRST + 1):
        for key in dict.fromkeys((entry.case, entry.subtheme) for entry in entries):
            rows.setdefault(key, []).append(line)
    return rows


def found_rows(cells: Cells, kind: str, found: Iterable[Found]) -> Rows:
    """Return the rows on which the proposals of each case and subtheme stand, after those."""
    rows: dict[tuple[str, str], list[int]] = {}
    for line, one in enumerate(found, FIRST + 1 + len(_indexed(cells, kind))):
        rows.setdefault((one.case, one.subtheme), []).append(line)
    return rows


def passages(
    cells: Cells,
    kind: str,
    found: Sequence[Found],
    attributes: Sequence[Attribute],
    sheets: Mapping[str, str],
) -> Listing:
    """Return one row a passage, in transcript order, with the turn before it.

    `found` are the proposals of this kind of case; `sheets` names the sheet on which each case is
    charted, for the way to the first cell.
    """
    columns = [("No.", 6), ("Case", 14), *((one.title, 12) for one in attributes)]
    columns += [("Turn", 8), ("Speaker", 14), ("Role", 18), ("The turn before", 44)]
    columns += [("Passage", 60), ("Subthemes", 12), ("Indexed by", 14), ("Standing", 10)]
    columns += [("Memo", 28), *([("Proposal", 24)] if found else []), ("Go to", 8)]

    def place(case: Case, listed: Listed) -> list[str]:
        values = (case[one.name] for one in attributes)
        before = "".join(f"{turn.who}: {turn.text}" for turn in listed.before)
        where = (listed.turns, listed.speaker, listed.role, before)
        return [case.id, *values, *where, listed.words]

    rows: list[list[str]] = []
    numbers: list[str] = []
    for entries in _indexed(cells, kind):
        listed = as_listed(cells, entries)
        told = _told(listed, entries)
        first = [str(len(rows) + 1), *place(cells.cases[listed.case], listed)]
        numbers.append(entries[0].subtheme)
        rows.append([*first, *told, *([""] if found else []), f"{numbers[-1]} →"])
    for one in found:
        listed = one.listed
        told = [one.subtheme, one.mark, "", "", f"{one.id}\n{one.found_by}"]
        rows.append(["", *place(cells.cases[one.case], listed), *told, f"{one.subtheme} →"])
        numbers.append(one.subtheme)
    links = {
        (line, len(columns) - 1): _to_cell(sheets[row[1]], number, number)
        for line, (row, number) in enumerate(zip(rows, numbers, strict=True))
        if row[1] in sheets and number in cells.codebook.subthemes
    }
    grey = (4 + len(attributes) + 1,)
    return Listing(columns, rows, grey, links, found=len(found))


def _indexed(cells: Cells, kind: str) -> list[list[Entry]]:
    """Return the entries of each passage of this kind of case, in transcript order."""
    every = (entries for _, entries in cells.index.passages())
    return [entries for entries in every if cells.cases[entries[0].case].kind == kind]


def _told(listed: Listed, entries: Iterable[Entry]) -> list[str]:
    """Return under which subthemes a passage is, by whom, how it stands, and the memos."""
    every = list(entries)
    return [
        ", ".join(dict.fromkeys(entry.subtheme for entry in every)),
        ", ".join(dict.fromkeys(entry.by for entry in every)),
        listed.standing,
        "\n".join(entry.memo for entry in every if entry.memo),
    ]


def _to_cell(sheet: str, subtheme: str, text: str) -> str:
    """Return the formula that leads to a box, sought by key and number: sorting does no harm."""
    place = "'" + sheet.replace("'", "''") + "'"
    row = f"MATCH($B{{line}},{place}!$A:$A,0)"
    column = f'MATCH("{subtheme} ·*",{place}!${HEADER_ROW + 1}:${HEADER_ROW + 1},0)'
    return (
        f'=HYPERLINK("#{place.replace(chr(34), chr(34) * 2)}!"&ADDRESS({row},{column}),"{text} →")'
    )
