"""``charts/data/``: cells, index, proposals, cases and findings as CSV, for other programs."""

from collections.abc import Sequence

from framework.cases.case import Attribute, Row
from framework.charts.chart import Cells, Chart
from framework.charts.found import Proposed
from framework.charts.passage_table import words_of
from framework.findings.finding import Account, Finding, findings
from framework.index.entries import Entry, turns_of
from framework.plain.tables import write_table
from framework.trail.cell import Cell
from framework.transcripts.transcript import Transcript


def cells_table(charts: Sequence[Chart], cells: Cells) -> bytes:
    """Return every cell once: first-level cells, then the summary rows of each summary chart."""
    rows = [
        [
            "kind",
            "row",
            "subtheme",
            "asked",
            "said",
            "summary",
            "by",
            "references",
            "marks",
            "indexed",
        ]
    ]
    seen = set()
    for chart in charts:
        for row, subtheme in chart.boxes():
            if (chart.kind, row, subtheme) not in seen:
                seen.add((chart.kind, row, subtheme))
                rows.append([chart.kind, *_cell(cells.cell(row, subtheme), cells)])
    return write_table(rows)


def _cell(cell: Cell, cells: Cells) -> list[str]:
    references = cells.references(cell.row, cell.written)
    return [
        cell.row.key,
        cell.subtheme,
        cell.asked or "",
        cell.said,
        cell.summary or cell.reason,
        ", ".join(cell.by),
        "; ".join(one.place for one in references),
        ", ".join(cell.marks),
        str(cell.indexed),
    ]


def index_table(cells: Cells) -> bytes:
    """Return every index entry, in transcript order."""
    rows = [
        [
            "entry",
            "case",
            "turn",
            "last turn",
            "subtheme",
            "words",
            "speaker",
            "standing",
            "by",
            "memo",
        ]
    ]
    for entry in cells.index.entries:
        passage = entry.passage
        rows.append(
            [
                entry.id,
                entry.case,
                passage.turn,
                passage.last,
                entry.subtheme,
                _whose(entry, cells.transcripts[entry.case]),
                passage.speaker,
                entry.stand.standing,
                entry.by,
                entry.memo,
            ]
        )
    return write_table(rows)


def _whose(entry: Entry, transcript: Transcript) -> str:
    """Return an entry's words; several turns' as they stand now, a line each, with who speaks."""
    turns = turns_of(entry, transcript)
    return words_of(entry, turns, transcript.text) if len(turns) > 1 else entry.passage.words


def proposals_table(proposed: Proposed) -> bytes:
    """Return what is shown of what terms found, in transcript order; none of it is an entry."""
    head = ["proposal", "case", "turn", "subtheme", "words", "speaker", "terms", "mark"]
    rows = [
        [
            one.id,
            one.case,
            one.turn.number,
            one.subtheme,
            one.words,
            one.turn.speaker.label,
            "; ".join(one.terms),
            one.mark,
        ]
        for one in proposed.found
    ]
    return write_table([head, *rows])


def cases_table(cells: Cells, attributes: tuple[Attribute, ...]) -> bytes:
    """Return the cases with their attributes, the people counted from the speaker table."""
    rows = [
        [
            "case",
            "kind",
            *(one.name for one in attributes),
            "group",
            "date",
            "participants",
            "moderators",
            "turns",
        ]
    ]
    for case in cells.cases.values():
        people = [str(len(case.people(kind))) for kind in ("participant", "moderator")]
        facts = [case[one.name] for one in attributes]
        turns = str(len(cells.transcripts[case.id])) if case.id in cells.transcripts else ""
        rows.append([case.id, case.kind, *facts, case["group"], case["date"], *people, turns])
    return write_table(rows)


def findings_table(cells: Cells) -> bytes:
    """Return every account of every finding: a row a case in its scope, blank ones too."""
    rows = [
        [
            "finding",
            "claim",
            "subthemes",
            "scope",
            "case",
            "answer",
            "words",
            "references",
            "by",
        ]
    ]
    for finding in findings(cells).values():
        rows += [_account(cells, finding, account) for account in finding.accounts]
    return write_table(rows)


def _account(cells: Cells, finding: Finding, account: Account) -> list[str]:
    references = cells.references(Row.case(account.case), account.text)
    return [
        finding.id,
        finding.claim,
        ", ".join(finding.subthemes),
        finding.scope_words,
        account.case,
        "contested" if account.contested else account.answer or "",
        account.text,
        "; ".join(one.place for one in references),
        ", ".join(account.by),
    ]
