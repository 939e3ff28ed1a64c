"""The study as tables for pandas; this is the only module that imports it.

Text is of dtype ``string``, counts and places are ``Int64``, on pandas 2.2 and 3 alike. What is not
known, or does not apply, is missing and never empty text; in a column of few values, which is
there to filter by, it is a word of its own. The columns are in docs/reference/frames.md.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

import pandas as pd

from framework.cases.case import Attribute, Case, Row
from framework.charts.chart import Cells, Chart, all_cases
from framework.charts.passage_table import words_of
from framework.checking.left import cited, used
from framework.codebook.codebook import Subtheme
from framework.comparison.position import placings
from framework.errors import UnknownNameError
from framework.findings.trace import Tracer
from framework.index.entries import Entry, turns_of
from framework.notebook.whole import Whole
from framework.trail.cell import Mark
from framework.transcripts.quotes import Quote
from framework.transcripts.transcript import Turn

WHO = ("case", "case_kind")
SUBTHEME = ("theme", "subtheme", "subtheme_name")
TURNS = (
    *("turn", "speaker", "speaker_id", "speaker_kind", "speaker_role"),
    *("words", "start", "end", "time"),
)
INDEX = (
    *("entry", *SUBTHEME, "turn", "last_turn", "start", "end"),
    *("speaker", "speaker_id", "words", "standing", "by", "memo"),
)
MARKS = {mark: mark.replace(" ", "_") for mark in get_args(Mark)}
CELLS = (
    *("row", *SUBTHEME, "asked", "said", "reason", "summary"),
    *("references", *MARKS.values(), "indexed", "by"),
)
PASSAGES = (
    *(*SUBTHEME, "turn", "last_turn", "start", "end", "speaker", "speaker_role"),
    *("words", "attribution", "standing", "how", "used", "by"),
)
POSITIONS = ("subtheme", "position", "position_name", "how", "text", "by", "contested")
COUNTED = ("participants", "moderators", "turns")
_DTYPES = {
    **dict.fromkeys((*COUNTED, "start", "end", "indexed", "comparison", "side"), "Int64"),
    **dict.fromkeys((*MARKS.values(), "used"), "boolean"),
}
NOT_DECIDED, NOT_PLACED = "not decided", "not placed"
NOT_KNOWN, NO_ROLE, SEVERAL = "not known", "no role", "several"
"""Words for what nobody said, so that a filter never leaves out a row by itself."""
Values = Iterable[object]
Table = pd.DataFrame


@dataclass(frozen=True, repr=False)
class Frames:
    """Every table of a study. Each is made anew from the cells as they stand, and is yours."""

    tracer: Tracer
    charts: Sequence[Chart]

    def __repr__(self) -> str:
        """Return the names of the tables."""
        return (
            "Tables for pandas: cases, turns, index, passages, cells, positions, matrix(); "
            "by_turn(table) has a row a turn; "
            "whole(table) shows every word of one"
        )

    @property
    def cases(self) -> pd.DataFrame:
        """Return a row a case: all that the case table says, and the people and turns counted."""
        cases = self._store.cases.values()
        names = dict.fromkeys(
            name
            for case in cases
            for name in case.facts
            if name not in ("case", "file", "row", "kind")
        )
        facts = [_free(name, COUNTED) for name in names]
        rows = (
            (case.id, case.kind, *(case[name] for name in names), *self._counts(case))
            for case in cases
        )
        return _frame((*WHO, *facts, *COUNTED), rows)

    @property
    def turns(self) -> pd.DataFrame:
        """Return a row a turn of every transcript, moderators' too."""
        rows = (
            (
                *self._about(self._store.cases[transcript.case]),
                *(*_who(turn), turn.text, turn.start, turn.end, turn.time),
            )
            for transcript in self._store.transcripts.values()
            for turn in transcript.turns
        )
        return self._by_case(TURNS, rows)

    @property
    def index(self) -> pd.DataFrame:
        """Return a row an index entry: one passage under one subtheme by one researcher."""
        rows = (
            (
                *self._about(self._store.cases[entry.case]),
                *(entry.id, *self._subtheme(entry.subtheme)),
                *(entry.passage.turn, entry.passage.last),
                *_span(entry.stand.start, entry.stand.end),
                *(self._speakers(entry), entry.passage.speaker, self._words(entry)),
                *(entry.stand.standing, entry.by, entry.memo),
            )
            for entry in self._store.index.entries
        )
        return self._by_case(INDEX, rows)

    @property
    def passages(self) -> pd.DataFrame:
        """Return a row a quote under a subtheme, indexed or cited, once whoever indexed it."""
        rows = (
            (
                *self._about(self._store.cases[quote.case]),
                *(*self._subtheme(number), quote.turn, quote.last_turn),
                *(*_span(quote.start, quote.end), _labels(quote.turns) or quote.speaker),
                *(_role(quote.turns), quote.told, quote.attribution, quote.standing, quote.how),
                *(self._used(quote, number), ", ".join(quote.by)),
            )
            for number in self._store.codebook.subthemes
            for quote in self.tracer.quotes(map(Row.case, self._store.cases), number)
        )
        return self._by_case(PASSAGES, rows)

    @property
    def cells(self) -> pd.DataFrame:
        """Return a row a cell of any chart, summary cells too (those have no case)."""
        keys = {(chart.kind, *key): None for chart in self.charts for key in chart.boxes()}
        rows = ((*self._of_row(kind, row), *self._cell(row, number)) for kind, row, number in keys)
        return self._by_case(CELLS, rows)

    @property
    def positions(self) -> pd.DataFrame:
        """Return a row a case and position of its kind's subthemes, placed or not."""
        store = self._store
        rows = (
            (
                *self._about(store.cases[case]),
                *(subtheme.number, place.position, store.codebook.positions[place.position].name),
                *(place.how or NOT_PLACED, place.text, ", ".join(place.by), place.contested),
            )
            for subtheme in store.codebook.subthemes.values()
            for case, places in placings(store, subtheme, store.cases.values()).items()
            for place in places
        )
        return self._by_case(POSITIONS, rows)

    def matrix(self, kind: str = "", *, named: bool = False) -> pd.DataFrame:
        """Return the framework matrix of a kind of case, the study's first without one.

        Rows are (attributes…, case), columns (theme, subtheme) by number, or `named` by heading.
        A box holds what it shows: a person's words, a state, or empty text: not charted yet.
        Raises UnknownNameError for a kind that has no charts.
        """
        charts = [one for one in self.charts if one.kind == (kind or self._store.first_kind)]
        if not charts:
            known = ", ".join(dict.fromkeys(one.kind for one in self.charts))
            raise UnknownNameError(f"there is no chart of the kind `{kind}`", f"there is {known}")
        cases = [case for row in all_cases(charts).rows for case in self._store.under(row)]
        columns = [
            (theme.heading, sub.heading) if named else (theme.number, sub.number)
            for theme in self._store.codebook.themes
            for sub in theme.subthemes
        ]
        names = [one.name for one in self._attributes]
        return pd.DataFrame(
            [
                [self._store.cell(Row.case(case.id), sub).box for sub in self._subthemes]
                for case in cases
            ],
            index=pd.MultiIndex.from_tuples(
                [(*(case[name] for name in names), case.id) for case in cases],
                names=[*names, "case"],
            ),
            columns=pd.MultiIndex.from_tuples(columns, names=["theme", "subtheme"]),
            dtype="string",
        )

    def by_turn(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return a row a turn of passages: of `index` or `passages`, or of some of their rows.

        Turn, speaker, words, start and end are then those of the turn, or of the part of it that
        is in the passage; a lost passage keeps its one row.
        """
        rows = [each for _, row in frame.iterrows() for each in self._turns_in(row)]
        columns = [name for name in frame.columns if name != "last_turn"]
        columns += [name for name in TURNS[:5] if name not in columns]
        made = pd.DataFrame(rows, columns=columns, dtype=object)
        return made.astype(
            {name: frame.dtypes.get(name, _DTYPES.get(name, "string")) for name in columns}
        )

    def _turns_in(self, row: "pd.Series[Any]") -> Iterator[dict[Any, Any]]:
        """Return a passage's row again for each turn that it stands in."""
        given = row.to_dict()
        if pd.isna(row["start"]):
            yield given
            return
        transcript = self._store.transcripts[row["case"]]
        first, last = transcript.at(row["start"]), transcript.at(row["end"] - 1)
        for turn in transcript.between(first.number, last.number):
            start, end = max(row["start"], turn.start), min(row["end"], turn.end)
            words = transcript.text[start:end]
            values = (*_who(turn), words, start, end)
            case = self._store.cases[row["case"]]
            own = {"attribution": self.tracer.attribution(case, (turn,))}
            yield given | own | dict(zip(TURNS, values, strict=False))

    def whole(self, frame: "pd.DataFrame | pd.Series[Any]") -> Whole:
        """Return a table, or a column, to read: every word, where pandas cuts at 50 characters."""
        return Whole(frame.to_frame() if isinstance(frame, pd.Series) else frame)

    @property
    def _store(self) -> Cells:
        return self.tracer.store

    @property
    def _attributes(self) -> tuple[Attribute, ...]:
        return self.tracer.attributes

    @property
    def _subthemes(self) -> Mapping[str, Subtheme]:
        return self._store.codebook.subthemes

    def _by_case(self, columns: Sequence[str], rows: Iterable[Values]) -> pd.DataFrame:
        """Return a frame whose rows begin with the case, its kind and its attributes."""
        names = [_free(one.name, (*WHO, *columns)) for one in self._attributes]
        return _frame((*WHO, *names, *columns), rows)

    def _about(self, case: Case) -> tuple[str, ...]:
        return case.id, case.kind, *(case[one.name] for one in self._attributes)

    def _of_row(self, kind: str, row: Row) -> tuple[str, ...]:
        if row.case_id:
            return self._about(self._store.cases[row.case_id])
        values = dict(row.items)
        return "", kind, *(values.get(one.name, "") for one in self._attributes)

    def _counts(self, case: Case) -> tuple[int | None, ...]:
        people = (len(case.people(kind)) for kind in ("participant", "moderator"))
        read = self._store.transcripts.get(case.id)
        return *people, None if read is None else len(read)

    def _speakers(self, entry: Entry) -> str:
        """Return the labels of all who speak where an entry stands now; none where it is lost."""
        return _labels(turns_of(entry, self._store.transcripts[entry.case]))

    def _words(self, entry: Entry) -> str:
        """Return an entry's words; several turns' as they stand now, with who speaks."""
        transcript = self._store.transcripts[entry.case]
        turns = turns_of(entry, transcript)
        return words_of(entry, turns, transcript.text) if len(turns) > 1 else entry.passage.words

    def _used(self, quote: Quote, number: str) -> bool | None:
        """Return whether its cell refers to a quote; None if it is lost or nothing is written."""
        row = Row.case(quote.case)
        told = bool(quote.turns) and self._store.cell(row, number).said == "charted"
        return used(quote.turns, cited(self._store, row, number)) if told else None

    def _subtheme(self, number: str) -> tuple[str, ...]:
        """Return the theme, the number and the name; a subtheme that is gone has its number."""
        for theme in self._store.codebook.themes:
            for sub in theme.subthemes:
                if sub.number == number:
                    return theme.number, number, sub.name
        return "", number, ""

    def _cell(self, row: Row, number: str) -> Iterator[object]:
        cell = self._store.cell(row, number)
        asked = cell.asked or NOT_DECIDED
        yield from (row.key, *self._subtheme(number), asked, cell.said, cell.reason)
        yield cell.summary
        yield "; ".join(one.place for one in self._store.references(row, cell.written))
        yield from (mark in cell.marks for mark in MARKS)
        yield from (cell.indexed, ", ".join(cell.by))


def _free(name: str, taken: Iterable[str]) -> str:
    """Return an attribute's column: its name, or ``case_words`` where a column has that already."""
    return f"case_{name}" if name in taken else name


def _who(turn: Turn) -> tuple[str | None, ...]:
    """Return a turn's number, label, person, kind and role."""
    who = turn.speaker
    return turn.number, who.label, who.id or None, who.kind or NOT_KNOWN, who.role or NO_ROLE


def _labels(turns: Iterable[Turn]) -> str:
    """Return the labels of all who speak in these turns."""
    return ", ".join(dict.fromkeys(turn.speaker.label for turn in turns))


def _role(turns: Iterable[Turn]) -> str:
    """Return the one role of those who speak; that they have several, or none."""
    roles = {turn.speaker.role for turn in turns} - {""}
    return SEVERAL if len(roles) > 1 else next(iter(roles), NO_ROLE)


def _span(start: int, end: int) -> tuple[int | None, int | None]:
    """Return where words stand; what is lost stands nowhere."""
    return (start, end) if end > 0 else (None, None)


def frame_of(columns: Sequence[str], rows: Iterable[Values]) -> Table:
    """Return a table of what a figure shows."""
    return _frame(columns, rows)


def _frame(columns: Sequence[str], rows: Iterable[Values]) -> pd.DataFrame:
    filled = [[None if value == "" else value for value in row] for row in rows]
    frame = pd.DataFrame(filled, columns=list(columns), dtype=object)
    return frame.astype({name: _DTYPES.get(name, "string") for name in columns})
