"""The sheets beside the charts: *Passages*, *Codebook* and *About*. For reading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from framework import __version__
from framework.charts.chart import Cells
from framework.charts.legend import LEGEND
from framework.charts.passage_table import as_listed
from framework.formats.excel.base import storable
from framework.formats.excel.grid import HEADER_ROW, for_reading
from framework.formats.excel.styles import Styles, height
from framework.formats.study_file import StudyFile
from framework.material.case import Attribute, count_people
from framework.material.guide import Guide
from framework.trail.index import Entry

Columns = Sequence[tuple[str, float]]


@dataclass(frozen=True)
class Listing:
    """A table to write: headings with widths, the rows, and which columns are grey context.

    `links` holds formulas by row and column, for cells whose text is the way somewhere; in them
    ``{line}`` stands for the row's own number.
    """

    columns: Columns
    rows: list[list[str]]
    grey: tuple[int, ...] = ()
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)


FIRST = 4
"""The line of a listing's first row, counted from 0."""


def write_listing(styles: Styles, name: str, note: str, listing: Listing) -> None:
    """Add a sheet that holds a listing under a title and a note."""
    sheet = styles.book.add_worksheet(name)
    sheet.write_string(0, 0, name, styles["title"])
    sheet.write_string(1, 0, storable(note), styles["note"])
    sheet.set_row(0, 24)
    for column, (heading, width) in enumerate(listing.columns):
        sheet.write_string(3, column, heading, styles["head"])
        sheet.set_column(column, column, width)
    for line, row in enumerate(listing.rows, FIRST):
        for column, text in enumerate(row):
            style = styles["listed grey" if column in listing.grey else "listed"]
            if link := listing.links.get((line - FIRST, column)):
                formula = link.replace("{line}", str(line + 1))
                sheet.write_formula(line, column, formula, styles["listed link"], text)
            else:
                sheet.write_string(line, column, storable(text)[:32_767], style)
        widths = [width for _, width in listing.columns]
        sheet.set_row(line, height(list(zip(row, widths, strict=True))))
    if listing.rows:
        sheet.autofilter(3, 0, 3 + len(listing.rows), len(listing.columns) - 1)
    for_reading(sheet)
    sheet.freeze_panes(4, 0)
    sheet.repeat_rows(3)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&8&A&R&8&P / &N")


def passage_rows(cells: Cells, kind: str) -> dict[tuple[str, str], list[int]]:
    """Return the rows on *Passages*, counted as Excel does, of each case and subtheme."""
    found: dict[tuple[str, str], list[int]] = {}
    every = (entries for _, entries in cells.index.passages())
    shown = (entries for entries in every if cells.cases[entries[0].case].kind == kind)
    for line, entries in enumerate(shown, FIRST + 1):
        for key in dict.fromkeys((entry.case, entry.subtheme) for entry in entries):
            found.setdefault(key, []).append(line)
    return found


def passages(
    cells: Cells, kind: str, attributes: Sequence[Attribute], sheets: Mapping[str, str]
) -> Listing:
    """Return one row a passage, in transcript order, with the turn before it.

    `sheets` names the sheet on which each case is charted, for the way to the first cell.
    """
    columns = [("No.", 6), ("Case", 14), *((one.title, 12) for one in attributes)]
    columns += [("Turn", 8), ("Speaker", 14), ("Role", 18), ("The turn before", 44)]
    columns += [
        ("Passage", 60),
        ("Subthemes", 12),
        ("Indexed by", 11),
        ("Standing", 10),
        ("Memo", 28),
    ]
    columns.append(("Go to", 8))
    rows: list[list[str]] = []
    links: dict[tuple[int, int], str] = {}
    for _, entries in cells.index.passages():
        case = cells.cases[entries[0].case]
        if case.kind != kind:
            continue
        found = as_listed(cells, entries)
        subtheme = entries[0].subtheme
        if case.id in sheets and subtheme in cells.codebook.subthemes:
            links[len(rows), len(columns) - 1] = _to_cell(sheets[case.id], subtheme, subtheme)
        rows.append(
            [
                str(len(rows) + 1),
                case.id,
                *(case[one.name] for one in attributes),
                found.turns,
                found.speaker,
                found.role,
                "".join(f"{turn.speaker.label}: {turn.text}" for turn in found.before),
                found.words,
                ", ".join(dict.fromkeys(entry.subtheme for entry in entries)),
                ", ".join(dict.fromkeys(entry.by for entry in entries)),
                found.standing,
                "\n".join(entry.memo for entry in entries if entry.memo),
                f"{subtheme} →",
            ]
        )
    return Listing(columns, rows, grey=(4 + len(attributes) + 1,), links=links)


def _to_cell(sheet: str, subtheme: str, text: str) -> str:
    """Return the formula that leads to a box, sought by key and number: sorting does no harm."""
    place = "'" + sheet.replace("'", "''") + "'"
    row = f"MATCH($B{{line}},{place}!$A:$A,0)"
    column = f'MATCH("{subtheme} ·*",{place}!${HEADER_ROW + 1}:${HEADER_ROW + 1},0)'
    return (
        f'=HYPERLINK("#{place.replace(chr(34), chr(34) * 2)}!"&ADDRESS({row},{column}),"{text} →")'
    )


def codebook(cells: Cells, guide: Guide | None) -> Listing:
    """Return one row a theme and a subtheme: its entry, and the questions meant to open it."""
    columns = [
        ("Number", 9),
        ("Theme, subtheme", 32),
        ("Definition", 46),
        ("Include", 40),
        ("Exclude", 40),
    ]
    columns += [("Origin", 14), ("Example", 40), ("Terms", 34)]
    columns += [("Guide questions", 40)]
    rows = []
    for theme in cells.codebook.themes:
        rows.append([theme.number, theme.name.upper(), *[""] * (len(columns) - 2)])
        for sub in theme.subthemes:
            texts = [sub.definition, sub.include, sub.exclude, sub.origin, sub.example]
            asked = guide.opening(sub.number) if guide else []
            questions = "\n".join(f"{each.number} {each.text}" for each in asked)
            rows.append([sub.number, sub.name, *texts, ", ".join(sub.terms), questions])
    return Listing(columns, rows)


_LOOKS = {"words": "box", "open": "hatched", "state": "box state", "contested": "contested"}


def write_about(styles: Styles, kind: str, cells: Cells, file: StudyFile) -> None:
    """Add *About*: what this is, as of when, who charted, and the legend."""
    sheet = styles.book.add_worksheet("About")
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, storable(file.title), styles["title"])
    line = 2
    for heading, text in _facts(kind, cells, file):
        sheet.write_string(line, 0, heading, styles["key"])
        sheet.write_string(line, 1, storable(text), styles["listed"])
        sheet.set_row(line, height([(text, 90)]))
        line += 1
    sheet.write_string(line + 1, 0, "How to read a box", styles["title"])
    sheet.set_row(line + 1, 24)
    for place, (look, example, meaning) in enumerate(LEGEND, line + 2):
        sheet.write_string(place, 0, example, styles[_LOOKS[look]])
        sheet.write_string(place, 1, meaning, styles["listed"])
        sheet.set_row(place, height([(meaning, 90), (example, 26)]))
    for_reading(sheet)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _facts(kind: str, cells: Cells, file: StudyFile) -> list[tuple[str, str]]:
    cases = [case for case in cells.cases.values() if case.kind == kind]
    decisions = cells.decisions
    by: dict[str, list[Entry]] = {}
    for entry in cells.index.entries:
        by.setdefault(entry.by, []).append(entry)
    wrote = {act.by for act in decisions.all("said")} | by.keys()
    charted = "\n".join(
        f"{initials}: {file.researchers.get(initials, 'not in study.yaml')}"
        for initials in sorted(wrote)
    )
    return [
        (
            "As of",
            f"{decisions.newest[:10]}, the newest decision"
            if decisions.newest
            else "no decision yet",
        ),
        ("Cases", f"{len(cases)} of kind {kind}: {', '.join(case.id for case in cases)}"),
        ("Participants", str(count_people(cases, "participant"))),
        *_silent(file, kind, len(cases)),
        ("Subthemes", ", ".join(sub.heading for sub in cells.codebook.subthemes.values())),
        ("Charted and indexed by", charted or "nobody yet"),
        (
            "Passages indexed",
            str(sum(cells.cases[one.case].kind == kind for one, _ in cells.index.passages())),
        ),
        (
            "Built by",
            f"framework {__version__}. People read, index and summarise; it writes no summary.",
        ),
    ]


def _silent(file: StudyFile, kind: str, cases: int) -> list[tuple[str, str]]:
    """Return how many were asked to take part and are no case, where study.yaml tells."""
    approached = next((plan.approached for plan in file.plans if plan.kind == kind), None)
    if approached is None:
        return []
    told = f"{approached} asked, {cases} took part, {approached - cases} did not answer"
    return [("Asked to take part", f"{told}. No answer is not “nothing said”.")]
