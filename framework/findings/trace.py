"""From a theme, cell, summary cell or turn to the words it rests on, and back to its uses."""

from collections.abc import Iterable
from dataclasses import dataclass

from framework.cases.attribution import attribution
from framework.cases.case import Attribute, Case, Row
from framework.charts.chart import Cells
from framework.errors import UnknownNameError, as_text
from framework.findings.finding import Finding, findings
from framework.findings.traced import Trace
from framework.findings.unknown import unknown_column, unknown_row, unknown_subtheme
from framework.index.entries import Entry, covering, turns_of
from framework.trail.cell import Cell
from framework.transcripts.quotes import Quote
from framework.transcripts.transcript import Transcript, Turn


@dataclass(frozen=True)
class Tracer:
    """Traces through one store of cells; `template` and `attributes` word the attributions."""

    store: Cells
    template: str
    attributes: tuple[Attribute, ...]

    def trace(self, *what: str) -> Trace:
        """Return the trace of a theme, a subtheme, a cell, a summary cell, a turn or a finding.

        ``trace("2")``, ``trace("2.1")``, ``trace("ASH-OP-1", "2.1")``, ``trace("OP", "2.1")``,
        ``trace("ASH-OP-1", "41")``, ``trace("F1")``, and a passage by its index entry,
        ``trace("ek-0123456789/1")``. Raises UnknownNameError for what the study has not.
        """
        if not 1 <= len(what) <= 2:
            raise UnknownNameError(
                "trace takes a theme, a subtheme, or a row and a subtheme or turn"
            )
        first, *rest = map(as_text, what)
        if not rest:
            return self._one(first)
        row, of = self.row(first), rest[0]
        if of in self.store.codebook.subthemes:
            return self._cell(row, of)
        if row.case_id is None or "." in of:
            raise unknown_subtheme(self.store, of)
        return self._back(row.case_id, of)

    def row(self, name: str) -> Row:
        """Return the row that a case id, now or before, a value (``OP``) or ``team=OP`` names."""
        name = self.store.names.now.get(name, name)
        if name in self.store.cases:
            return Row.case(name)
        pairs = [pair.partition("=") for pair in name.split(",")]
        rows = (
            [Row.of({key.strip(): value.strip() for key, _, value in pairs})]
            if "=" in name
            else [Row.of({attribute.name: name}) for attribute in self.attributes]
        )
        found = [row for row in rows if self.store.under(row)]
        if len(found) == 1:
            return found[0]
        if found:
            hint = "write " + " or ".join(f"{row.items[0][0]}={name}" for row in found)
            raise UnknownNameError(f"{name} is more than one thing", hint)
        raise unknown_row(self.store, self.attributes, name)

    def _one(self, name: str) -> Trace:
        """Trace a finding, a passage by the name of its index entry, a theme or a subtheme."""
        if finding := findings(self.store).get(name):
            return self._finding(finding)
        entry = next((one for one in self.store.index.entries if one.id == name), None)
        return self._passage(entry) if entry else self._column(name)

    def _passage(self, entry: Entry) -> Trace:
        """Trace an indexed passage back to everything that uses one of its turns."""
        turns = turns_of(entry, self.store.transcripts[entry.case])
        backs = [self._back(entry.case, turn.number) for turn in turns]
        return Trace(
            of=entry.id,
            quotes=(self.indexed(entry, [entry]),),
            cells=tuple(dict.fromkeys(cell for back in backs for cell in back.cells)),
            summary_cells=tuple(
                dict.fromkeys(cell for back in backs for cell in back.summary_cells)
            ),
            findings=tuple(dict.fromkeys(one for back in backs for one in back.findings)),
        )

    def _finding(self, finding: Finding) -> Trace:
        """Trace a finding to the turns its accounts refer to, and the cells it is about."""
        cases = [Row.case(one.case) for one in finding.accounts]
        cells = [self.store.cell(row, number) for row in cases for number in finding.subthemes]
        quotes = {
            (one.by, case, turn.number): self._cited(one.by, finding.id, case, turn)
            for one in finding.accounts
            for case, turn in one.cited
        }
        return Trace(finding.id, tuple(quotes.values()), tuple(cells), findings=(finding,))

    def _about(self, rows: Iterable[Row], subthemes: Iterable[str]) -> tuple[Finding, ...]:
        """Return the findings about these subthemes with one of these rows' cases in scope."""
        cases, numbers = {row.case_id for row in rows}, set(subthemes)
        return tuple(
            finding
            for finding in findings(self.store).values()
            if numbers & set(finding.subthemes) and cases & {one.case for one in finding.accounts}
        )

    def _column(self, number: str) -> Trace:
        """Trace a theme or a subtheme: every cell and summary cell of it, and all they rest on."""
        theme = self.store.codebook.theme(number)
        subthemes = [sub.number for sub in theme.subthemes] if theme else [number]
        if not theme and number not in self.store.codebook.subthemes:
            raise unknown_column(self.store, self.attributes, number)
        quotes: list[Quote] = []
        cells: list[Cell] = []
        summaries: list[Cell] = []
        for subtheme in subthemes:
            cells += [self.store.cell(Row.case(case), subtheme) for case in self.store.cases]
            summaries += [
                cell
                for row in self.store.rows
                if row.case_id is None
                if (cell := self.store.cell(row, subtheme)).box
            ]
            quotes += self.quotes([Row.case(case) for case in self.store.cases], subtheme)
        about = self._about(map(Row.case, self.store.cases), subthemes)
        return Trace(number, tuple(quotes), tuple(cells), tuple(summaries), about)

    def _cell(self, row: Row, subtheme: str) -> Trace:
        """Trace a cell to its words and summary cells; a summary cell to its cells and words."""
        cell = self.store.cell(row, subtheme)
        under = self.store.under(row)
        rows = [Row.case(case.id) for case in under]
        about = self._about(rows, [subtheme])
        if row.case_id is None:
            quotes = self.quotes([row, *rows], subtheme)
            below = tuple(self.store.cell(one, subtheme) for one in rows)
            return Trace(f"{row.name} × {subtheme}", tuple(quotes), below, (cell,), about)
        above = tuple(
            summary
            for other in self.store.rows
            if other.case_id is None
            and under[0] in self.store.under(other)
            and (summary := self.store.cell(other, subtheme)).box
        )
        words = tuple(self.quotes(rows, subtheme))
        return Trace(f"{row.name} × {subtheme}", words, (cell,), above, about)

    def _back(self, case: str, number: str) -> Trace:
        """Trace a turn back to the passages, cells and summary cells that use it."""
        if case not in self.store.transcripts:
            raise UnknownNameError(f"the transcript of {case} could not be read")
        turn = self.store.transcripts[case].turn(number)
        entries = covering(
            (entry for entry in self.store.index.entries if entry.case == case), turn
        )
        citing = [
            self.store.cell(row, subtheme)
            for row in self.store.rows
            for subtheme in self.store.codebook.subthemes
            if self._cites(row, subtheme, case, turn)
        ]
        cells = [cell for cell in citing if cell.row.case_id is not None]
        used = {cell.subtheme for cell in cells}
        resting = [
            cell
            for row in self.store.rows
            if row.case_id is None and self.store.cases[case] in self.store.under(row)
            for subtheme in used
            if (cell := self.store.cell(row, subtheme)).box and cell not in citing
        ]
        summaries = [cell for cell in citing if cell.row.case_id is None] + resting
        quotes = tuple(self.indexed(entry, [entry]) for entry in entries)
        before, after = _around(self.store.transcripts[case], (turn,))
        return Trace(
            of=f"{case} {number}",
            quotes=quotes,
            cells=tuple(cells),
            summary_cells=tuple(summaries),
            findings=self._citing(case, turn),
            case=case,
            turn=turn,
            before=before,
            after=after,
        )

    def _citing(self, case: str, turn: Turn) -> tuple[Finding, ...]:
        """Return the findings with an account that refers to a turn."""
        return tuple(
            finding
            for finding in findings(self.store).values()
            if any((case, turn) in one.cited for one in finding.accounts)
        )

    def _cites(self, row: Row, subtheme: str, case: str, turn: Turn) -> bool:
        return (case, turn.number) in self.store.cited(row, subtheme)

    def quotes(self, rows: Iterable[Row], subtheme: str) -> list[Quote]:
        """Return the quotes of cells: passages indexed there, and turns cited besides."""
        chosen = list(rows)
        found = []
        covered: set[tuple[str, str]] = set()
        for case in [case for row in chosen if row.case_id for case in self.store.under(row)]:
            grouped: dict[tuple[int, int, str], list[Entry]] = {}
            for entry in self.store.index.of(case.id, subtheme):
                key = (entry.stand.start, entry.stand.end, entry.passage.words)
                grouped.setdefault(key, []).append(entry)
                covered |= {
                    (case.id, turn.number)
                    for turn in turns_of(entry, self.store.transcripts[case.id])
                }
            found += [self.indexed(entries[0], entries) for entries in grouped.values()]
        for row in chosen:
            cell = self.store.cell(row, subtheme)
            for ref in self.store.references(row, cell.written):
                for turn in self.store.turns(ref):
                    if (ref.case, turn.number) not in covered:
                        covered.add((ref.case, turn.number))
                        found.append(self._cited(cell.by, subtheme, ref.case, turn))
        order = {case: place for place, case in enumerate(self.store.cases)}
        return sorted(found, key=lambda quote: (order[quote.case], quote.start))

    def indexed(self, entry: Entry, entries: list[Entry]) -> Quote:
        """Return the quote of an entry; `entries` are all that index the same words there."""
        transcript, case = self.store.transcripts[entry.case], self.store.cases[entry.case]
        turns = turns_of(entry, transcript)
        before, after = _around(transcript, turns)
        return Quote(
            id=entry.id,
            words=transcript.text[entry.stand.start : entry.stand.end]
            if turns
            else entry.passage.words,
            case=case.id,
            turn=turns[0].number if turns else entry.passage.turn,
            start=entry.stand.start,
            end=entry.stand.end,
            speaker=turns[0].speaker.label if turns else entry.passage.speaker,
            attribution=self.attribution(case, turns),
            standing=entry.stand.standing,
            by=tuple(dict.fromkeys(one.by for one in entries)),
            subtheme=entry.subtheme,
            how="indexed",
            before=before,
            after=after,
            turns=turns,
        )

    def _cited(self, by: tuple[str, ...], subtheme: str, case: str, turn: Turn) -> Quote:
        """Return the quote of a turn that a cell's summary, or a finding's account, refers to."""
        before, after = _around(self.store.transcripts[case], (turn,))
        return Quote(
            id=f"{case} {turn.number}",
            words=turn.text,
            case=case,
            turn=turn.number,
            start=turn.start,
            end=turn.end,
            speaker=turn.speaker.label,
            attribution=self.attribution(self.store.cases[case], (turn,)),
            standing="verbatim",
            by=by,
            subtheme=subtheme,
            how="cited",
            before=before,
            after=after,
            turns=(turn,),
        )

    def attribution(self, case: Case, turns: Iterable[Turn]) -> str:
        """Return the attribution of these turns; moderators only where nobody else spoke."""
        speakers = [turn.speaker for turn in turns]
        others = [speaker for speaker in speakers if speaker.kind != "moderator"]
        return attribution(self.template, case, others or speakers, self.attributes)


def _around(
    transcript: Transcript, turns: tuple[Turn, ...]
) -> tuple[tuple[Turn, ...], tuple[Turn, ...]]:
    """Return the turn before and the turn after these; none around a lost passage."""
    if not turns:
        return (), ()
    before, _ = transcript.around(turns[0].number)
    _, after = transcript.around(turns[-1].number)
    return tuple(before), tuple(after)
