"""One web page for the charts of one kind of case: it reads without script and fetches nothing.

Text from a study is data: escaped where it stands in the page's markup, and where it stands in
JSON unable to end it. Only the page's own script and style run, named by their hashes.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from framework.cases.case import Case, Row
from framework.cases.plan import Plan
from framework.cases.study_file import StudyFile
from framework.charts.chart import Cells, Chart
from framework.charts.found import MARKS, Found
from framework.charts.legend import LEGEND
from framework.charts.passage_table import Listed, listed, shortened
from framework.checking.broken import broken_in
from framework.comparison.locus import words
from framework.findings.trace import Tracer
from framework.pages.model import Page, View, study_page
from framework.pages.page_findings import ToldFinding, told_findings
from framework.pages.panel import AROUND, described, facts, kept, pieces, span
from framework.pages.spoken_words import as_json
from framework.plain.text import inert
from framework.proposals.asked import Askings
from framework.proposals.suggested import Beside
from framework.trail.cell import Cell
from framework.transcripts.quotes import Quote
from framework.transcripts.transcript import Turn

GUIDE = "Topic guide (proposed)"
ROOM = 1200
"""How many code points of passages a box of a passage table holds."""


@dataclass(frozen=True)
class Box:
    """A cell as every table shows it: its number, how its box looks, and what stands in it."""

    number: int
    look: str
    shown: Markup


def as_page(
    file: StudyFile,
    charts: Sequence[Chart],
    cells: Cells,
    kinds: Mapping[str, str],
    beside: Beside,
) -> bytes:
    """Return the page of these charts, all of one kind of case.

    `kinds` maps every kind to the name of its page, to go from one to another; `beside` is what is
    proposed for these cases.
    """
    kind = charts[0].kind
    plan = next((each for each in file.plans if each.kind == kind), Plan(kind))
    page = study_page(cells, charts, plan, beside.found)
    jinja = _templates()
    drawn: Any = jinja.get_template("chart_box.html").module
    findings = told_findings(cells, kind, file.attributes)
    script, style = _own("js"), _own("css") + _widths(page, findings)
    html = jinja.get_template("chart_page.html").render(
        page=page,
        file=file,
        kinds=kinds,
        summaries=_summaries(page, drawn.summary),
        passages=_passages(page, drawn.passages),
        heads={row: drawn.head(row, described(cells, row, file.attributes)) for row in page.rows},
        groups=_groups(page),
        findings=findings,
        legend=LEGEND,
        locus=words,
        script=Markup(script),  # noqa: S704 - the project's own file
        style=Markup(style),  # noqa: S704 - the project's own file
        hashes={"script": _hash(script), "style": _hash(style)},
        data=Markup(as_json(as_object(page, file, beside.asked))),  # noqa: S704 - `as_json` escapes it
    )
    return html.encode("utf-8", "backslashreplace")


def _own(end: str) -> str:
    """Return the page's own script or style."""
    return (files("framework.pages") / f"templates/chart_page.{end}").read_text("utf-8")


def _widths(page: Page, findings: Iterable[ToldFinding]) -> str:
    """Return the style that tells a table how many columns it has, so that none is squeezed."""
    counts = {len(theme.subthemes) for theme in page.themes}
    counts |= {len(each.across) + 1 for each in page.subthemes}
    counts |= {len(told.finding.subthemes) + 1 for told in findings}
    return "".join(f".of-{number} {{ --columns: {number}; }}\n" for number in sorted(counts))


@cache
def _templates() -> Environment:
    """Return the templates; compiling them costs more than filling them, so it is done once."""
    loader = PackageLoader("framework.pages")
    found = Environment(autoescape=True, loader=loader, undefined=StrictUndefined, trim_blocks=True)
    found.filters["inert"] = inert
    return found


def _groups(page: Page) -> list[tuple[str, list[View]]]:
    """Return the charts as they stand under headings, to choose from."""
    kinds = {
        "Charts": [view for view in page.views if not view.by and not view.passages],
        "Summary charts": [view for view in page.views if view.by],
        "Passages": [view for view in page.views if view.passages],
    }
    return [(name, views) for name, views in kinds.items() if views]


def _summaries(page: Page, draw: Any) -> dict[tuple[Row, str], Box]:
    """Return the box of every cell with its words, each drawn once for all tables."""
    found = {}
    for (row, subtheme), number in page.numbers.items():
        cell = page.cells.cell(row, subtheme)
        texts = [list(pieces(page.cells, row, text)) for text in cell.texts or (cell.box,)]
        shown = draw(cell, texts) if cell.box else Markup()
        found[row, subtheme] = Box(number, _look(cell), shown)
    return found


def _look(cell: Cell) -> str:
    if "contested" in cell.marks:
        return "contested"
    if cell.outside:
        return "outside"
    return "open" if cell.open else "words" if cell.texts else "state"


def _passages(page: Page, draw: Any) -> dict[tuple[Row, str], Box]:
    """Return the box of every cell of a passage table, with the passages that it has room for."""
    found = {}
    for row in dict.fromkeys(row for view in page.views if view.passages for row in view.rows):
        for subtheme in page.cells.codebook.subthemes:
            lists = dict(_lists(page, row, subtheme))
            shown = draw(lists, row) if lists else Markup()
            number = page.numbers[row, subtheme]
            found[row, subtheme] = Box(number, "passages" if lists else "none", shown)
    return found


def _lists(page: Page, row: Row, subtheme: str) -> Iterator[tuple[str, tuple[list[Listed], int]]]:
    """Return what a box of a passage table lists, and how many passages it has no room for.

    Under no mark what is indexed, then under each mark what terms found.
    """
    found = page.proposed.marked(page.cells.under(row), subtheme)
    room = ROOM
    for mark, every in {"": listed(page.cells, row, subtheme), **found}.items():
        lines, left = shortened(every, row, room)
        room -= sum(map(len, lines))
        if lines:
            yield mark, (every[: len(lines)], left)


def as_object(page: Page, file: StudyFile, asked: Askings) -> dict[str, Any]:
    """Return what the panel and the search go by: cells by number, and the turns, each once."""
    tracer = Tracer(page.cells, file.attribution, file.attributes)
    quotes = {key: tracer.quotes([key[0]], key[1]) for key in page.numbers}
    spans: dict[str, list[Sequence[Turn]]] = {}
    for quote in (quote for found in quotes.values() for quote in found):
        spans.setdefault(quote.case, []).append(span(quote, page.cells.transcripts[quote.case]))
    for one in page.proposed.found:
        spans.setdefault(one.case, []).append((one.turn,))
    return {
        "around": AROUND,
        "marks": MARKS,
        "subthemes": [sub.heading for sub in page.cells.codebook.subthemes.values()],
        "rows": _rows(page),
        "cells": _cells(page, quotes, file.researchers, asked),
        "cases": {
            case: _turns(page.cells.cases[case], page.cells, spans[case], tracer)
            for case in page.cells.cases
            if case in spans
        },
    }


def _rows(page: Page) -> list[dict[str, Any]]:
    """Return the rows by their keys, a summary row with the places of those under it."""
    places = {row.case_id: place for place, row in enumerate(page.rows)}
    return [
        {"key": row.name}
        if row.case_id
        else {"key": row.name, "under": [places[case.id] for case in page.cells.under(row)]}
        for row in page.rows
    ]


def _cells(
    page: Page,
    quotes: Mapping[tuple[Row, str], list[Quote]],
    researchers: Mapping[str, str],
    asked: Askings,
) -> dict[str, Any]:
    """Return what is known of each cell, by its number; nothing of one that nobody touched."""
    found = {}
    for (row, subtheme), number in page.numbers.items():
        cell = page.cells.cell(row, subtheme)
        told = facts(page.cells, cell, researchers)
        told += [("Broken reference", one.told) for one in broken_in(page.cells, cell)]
        if proposed := asked.get((row.case_id or "", subtheme)):
            told.append((GUIDE, proposed.told))
        own = [_quote(page.cells, row, quote) for quote in quotes[row, subtheme]]
        proposals = _proposals(page, row, subtheme)
        if told or own or proposals:
            found[str(number)] = {"facts": told, "quotes": own} | proposals
    return found


def _proposals(page: Page, row: Row, subtheme: str) -> dict[str, Any]:
    """Return what terms found in a case's cell, apart from its quotes; nothing if they did not."""
    if row.case_id is None:
        return {}
    found = page.proposed.of(page.cells.under(row), subtheme)
    return {"found": [_proposal(one) for one in found]} if found else {}


def _proposal(one: Found) -> dict[str, Any]:
    return {
        "first": one.turn.number,
        "start": one.start,
        "end": one.end,
        "mark": MARKS.index(one.mark),
        "told": f"{one.id} · {one.found_by}",
    }


def _quote(cells: Cells, row: Row, quote: Quote) -> dict[str, Any]:
    """Return a quote by the numbers of its turns; `start` and `end` are within them.

    What the script can tell is left out: a row's own case, a last turn that is the first.
    """
    turns = span(quote, cells.transcripts[quote.case])
    found: dict[str, Any] = {} if row.case_id else {"case": quote.case}
    if quote.how == "indexed":
        found["by"] = ", ".join(quote.by)
    if not turns:
        return found | {"turn": quote.turn, "lost": quote.words, "speaker": quote.speaker}
    found["first"] = turns[0].number
    if len(turns) > 1:
        found |= {"last": turns[-1].number, "attribution": quote.attribution}
    if quote.how == "indexed":
        found |= {"start": quote.start - turns[0].start, "end": quote.end - turns[-1].start}
    if quote.standing != "verbatim":
        found["standing"] = quote.standing
    return found


def _turns(
    case: Case, cells: Cells, spans: Iterable[Sequence[Turn]], tracer: Tracer
) -> dict[str, Any]:
    """Return a case's turns, as number, speaker and words, and its speakers as they print."""
    turns = kept(cells.transcripts[case.id], spans)
    speakers = {turn.speaker: turn for turn in turns if turn}
    places = {speaker: place for place, speaker in enumerate(speakers)}
    return {
        "speakers": [
            [one.label, one.role, one.kind, tracer.attribution(case, (turn,))]
            for one, turn in speakers.items()
        ],
        "turns": [turn and [turn.number, places[turn.speaker], turn.text] for turn in turns],
    }


def _hash(text: str) -> str:
    """Return the hash by which a content security policy allows exactly this text."""
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
