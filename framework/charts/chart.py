"""A chart is a view of one store of cells: cases down, subthemes across.

Every cell is kept once, under (row, subtheme), however many charts show it. The program puts
no word of its own into a summary.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from framework.cases.case import Attribute, Case, Row, count_people, grouped
from framework.cases.plan import Plan
from framework.charts.before import Before
from framework.codebook.codebook import Codebook
from framework.codebook.guide import Guide
from framework.index.entries import Index
from framework.plain.text import count, inert
from framework.trail.cell import Cell, Mark, State
from framework.trail.decisions import Decision, Decisions, cell_key
from framework.trail.reference import Reference, references
from framework.trail.renames import CaseNames
from framework.transcripts.transcript import Transcript, Turn


@dataclass(frozen=True, repr=False)
class Chart:
    """Rows and subthemes in order, as one sheet shows them; ``name`` is the sheet's.

    `by` holds the attributes of a summary chart and is empty for a first-level chart. Rows of
    cases in a summary chart stand under the summary row they belong to.
    """

    name: str
    kind: str
    rows: tuple[Row, ...]
    subthemes: tuple[str, ...]
    by: tuple[str, ...] = ()
    only: tuple[tuple[str, str], ...] = ()
    """The attribute values that all cases of the chart share, such as authority = Ashmarch."""

    def __repr__(self) -> str:
        """Return the name, the kind and how large it is."""
        size = f"{count(len(self.rows), 'row')}, {count(len(self.subthemes), 'subtheme')}"
        return inert(f"{self.name} ({self.kind}): {size}")

    def boxes(self) -> Iterator[tuple[Row, str]]:
        """Return the key of every box, row by row."""
        return ((row, subtheme) for row in self.rows for subtheme in self.subthemes)


@dataclass(frozen=True, repr=False)
class Cells(Before):
    """The one store: what stands in the trail, with what is needed to mark it."""

    decisions: Decisions
    index: Index
    codebook: Codebook
    cases: Mapping[str, Case]
    transcripts: Mapping[str, Transcript]
    first_kind: str
    guides: Mapping[str, Guide] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Return what they are made from, in numbers."""
        return f"Cells: {self.decisions!r}, {self.index!r}"

    def cell(self, row: Row, subtheme: str) -> Cell:
        """Return one cell as it stands now."""
        key = (row, subtheme)
        if key not in self._known:
            self._known[key] = self._cell(row, subtheme)
        return self._known[key]

    def _cell(self, row: Row, subtheme: str) -> Cell:
        said = self.decisions.on("said", *cell_key(row, subtheme))
        asked = self.decisions.on("asked", *cell_key(row, subtheme))
        texts = tuple(dict.fromkeys(str(act["text"]) for act in said if act["verb"] == "summarise"))
        states = tuple(dict.fromkeys(_state(act) for act in said if act["verb"] == "state"))
        facts = list(dict.fromkeys(act["asked"] for act in asked))
        contested = len(texts) + len(states) > 1 or len(facts) > 1
        state = states[0] if states else State()
        written = [act for act in said if act["verb"] == "summarise"]
        changed = [told for act in written for told in self.changed(row, subtheme, act)]
        cell = Cell(
            row=row,
            subtheme=subtheme,
            asked=facts[0] or None if len(facts) == 1 else None,
            said="charted" if texts else state.said or "uncharted",
            reason="" if texts else state.reason,
            texts=_shown(texts, states, facts) if contested else texts,
            writers=_writers(said if len(texts) + len(states) > 1 else asked) if contested else (),
            changed=tuple(dict.fromkeys(changed)),
            by=tuple(sorted({act.by for act in (*said, *asked)})),
            at=max((act.at for act in (*said, *asked)), default=""),
            marks=self._marks(row, written, contested=contested, stale=bool(changed)),
            indexed=sum(len(self.index.of(case.id, subtheme)) for case in self.under(row)),
        )
        return replace(cell, outside=True) if self._is_outside(cell) else cell

    def _is_outside(self, cell: Cell) -> bool:
        """Return whether a cell is empty because the guide of its kind does not have its subtheme.

        A summary cell is, where every cell under it is.
        """
        under = self.under(cell.row)
        guide = self.guides.get(under[0].kind) if under else None
        if cell.box or cell.indexed or guide is None or not guide.leaves_out(cell.subtheme):
            return False
        below = [] if cell.row.case_id else [Row.case(case.id) for case in under]
        return all(self.cell(one, cell.subtheme).outside for one in below)

    def under(self, row: Row) -> list[Case]:
        """Return the cases of a row, in the case table's order."""
        if row.case_id is not None:
            return [self.cases[row.case_id]] if row.case_id in self.cases else []
        if row not in self._under:
            self._under[row] = [
                case for case in self.cases.values() if row.holds(case, self.first_kind)
            ]
        return self._under[row]

    @cached_property
    def _known(self) -> dict[tuple[Row, str], Cell]:
        return {}

    @cached_property
    def remembered(self) -> dict[str, Any]:
        """Return what was worked out from this store as a whole, by name: see `findings`."""
        return {}

    @cached_property
    def _under(self) -> dict[Row, list[Case]]:
        return {}

    def references(self, row: Row, text: str) -> list[Reference]:
        """Return the references of a text written in a row."""
        return references(text, self.cases, row.case_id or "")

    def turns(self, reference: Reference) -> tuple[Turn, ...]:
        """Return the turns a reference points at; none if one of its ends does not exist."""
        transcript = self.transcripts.get(reference.case)
        if (
            transcript is None
            or not {reference.first, reference.last} <= transcript.positions.keys()
        ):
            return ()
        return transcript.between(reference.first, reference.last)

    def cited(self, row: Row, subtheme: str) -> list[tuple[str, str]]:
        """Return case and number of the turns that a cell refers to, each once."""
        references = self.references(row, self.cell(row, subtheme).written)
        turns = ((one.case, turn.number) for one in references for turn in self.turns(one))
        return list(dict.fromkeys(turns))

    @cached_property
    def names(self) -> CaseNames:
        """Return the ids of cases that were renamed."""
        return CaseNames.of(self.decisions, self.cases)

    def _marks(
        self, row: Row, written: Sequence[Decision], *, contested: bool, stale: bool
    ) -> tuple[Mark, ...]:
        found: list[Mark] = ["contested"] if contested else []
        found += ["stale"] if stale else []
        cited = [ref for act in written for ref in self.references(row, str(act["text"]))]
        if written and not cited:
            found.append("uncited")
        speakers = {
            turn.speaker.id or turn.speaker.label
            for ref in cited
            for turn in self.turns(ref)
            if turn.kind != "moderator"
        }
        people = count_people(self.under(row), "participant")
        if len(speakers) == 1 and people > 1:
            found.append("one speaker")
        return tuple(found)

    @cached_property
    def rows(self) -> list[Row]:
        """Return every row on which something stands in the trail, cases and summary rows."""
        keys = {key[1] for key in self.decisions.standing if key[0] in ("said", "asked")}
        return sorted((Row.of(json.loads(key)) for key in keys), key=lambda row: row.items)


def charts(cases: Mapping[str, Case], codebook: Codebook, plans: Iterable[Plan]) -> list[Chart]:
    """Return the charts of each plan, in the order of the plans. Kinds never mix."""
    found: list[Chart] = []
    for number, plan in enumerate(plans):
        members = [case for case in cases.values() if case.kind == plan.kind]
        if members:
            kind = {"kind": plan.kind} if number else {}
            found += _first_level(plan, members, codebook)
            found += [_second_level(by, members, codebook, kind) for by in plan.summaries]
    return found


def all_cases(charts: Iterable[Chart]) -> Chart:
    """Return the chart of all cases in one order, from the first-level charts of one kind."""
    first_level = [chart for chart in charts if not chart.by]
    rows = tuple(row for chart in first_level for row in chart.rows)
    return Chart("All cases", first_level[0].kind, rows, first_level[0].subthemes)


def theme_charts(charts: Iterable[Chart], codebook: Codebook) -> list[Chart]:
    """Return a chart for each theme, with all cases of one kind in one order."""
    whole = all_cases(charts)
    return [
        replace(whole, name=theme.heading, subthemes=tuple(sub.number for sub in theme.subthemes))
        for theme in codebook.themes
        if theme.subthemes
    ]


def _first_level(plan: Plan, members: list[Case], codebook: Codebook) -> list[Chart]:
    subthemes = tuple(codebook.subthemes)
    if plan.each is None:
        return [Chart("All cases", plan.kind, _rows(members), subthemes)]
    name = plan.each.name
    return [
        chart_of(value, inside, codebook, ((name, value),))
        for (value,), inside in grouped([plan.each], members).items()
    ]


def chart_of(
    name: str, cases: Sequence[Case], codebook: Codebook, only: tuple[tuple[str, str], ...]
) -> Chart:
    """Return the first-level chart of these cases (at least one), who share `only`."""
    return Chart(name, cases[0].kind, _rows(cases), tuple(codebook.subthemes), only=only)


def _second_level(
    by: tuple[Attribute, ...], members: list[Case], codebook: Codebook, kind: Mapping[str, str]
) -> Chart:
    names = tuple(attribute.name for attribute in by)
    rows = [
        row
        for values, inside in grouped(by, members).items()
        for row in (Row.of({**kind, **dict(zip(names, values, strict=True))}), *_rows(inside))
    ]
    title = "By " + " and ".join(names)
    return Chart(title, members[0].kind, tuple(rows), tuple(codebook.subthemes), by=names)


def _rows(cases: Iterable[Case]) -> tuple[Row, ...]:
    return tuple(Row.case(case.id) for case in cases)


def _shown(texts: tuple[str, ...], states: tuple[State, ...], facts: list[str]) -> tuple[str, ...]:
    """Return what a contested box shows: every text and state, or the two answers to *asked*."""
    return (*texts, *map(_words, states)) or tuple(
        fact or "not known whether asked" for fact in facts
    )


def _writers(acts: Sequence[Decision]) -> tuple[str, ...]:
    """Return who decided each of several things that contest a box, in the order of the box."""
    by: dict[tuple[bool, object, object], dict[str, None]] = {}
    for act in sorted(acts, key=lambda act: act["verb"] != "summarise"):
        told = act["text"] if act["verb"] == "summarise" else act["said"] or act["asked"]
        by.setdefault((act["verb"] == "summarise", told, act["reason"]), {})[act.by] = None
    return tuple(" and ".join(sorted(who)) for who in by.values())


def _state(act: Decision) -> State:
    return State(said=act["said"], reason=str(act["reason"] or ""))


def _words(state: State) -> str:
    return f"{state.said}: {state.reason}" if state.reason else state.said or ""
