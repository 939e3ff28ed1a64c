"""What a person decides goes into the trail: one call, one line, by a named researcher."""

import warnings
from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from framework.cases.case import Row
from framework.cases.case_ids import with_new_id
from framework.cases.study_file import StudyFile
from framework.charts.chart import Cells
from framework.checking.broken import Broken, broken
from framework.checking.check import RENAMED
from framework.decisions import acts, case_names, claims, renaming
from framework.decisions.context import known
from framework.errors import (
    BrokenReferenceWarning,
    NobodyError,
    Problem,
    ProblemsError,
    RefusedError,
    UnknownNameError,
    as_text,
)
from framework.findings.finding import new_id, registered
from framework.findings.trace import Tracer
from framework.index.entries import Judged
from framework.manuscript.words import folded
from framework.plain.files import write_all
from framework.plain.place import CACHE
from framework.proposals.propose import Proposal
from framework.trail.command import Act, Command
from framework.trail.decisions import Decisions, fold
from framework.trail.files import append, repair
from framework.trail.history import history, undoes
from framework.transcripts.passage import Passage

RowLike = str | Mapping[str, str]
"""A case id, or of a summary chart's row a value, ``"OP"``, or all values: ``{"team": "OP"}``."""


class Writer:
    """The part of a study that writes. Nothing is ever changed in the trail, only added."""

    folder: Path
    file: StudyFile
    decisions: Decisions

    @property
    @abstractmethod
    def cells(self) -> Cells:
        """Return the one store of cells and entries as it stands now."""

    @property
    @abstractmethod
    def tracer(self) -> Tracer:
        """Return the tracer over the cells as they stand now."""

    @property
    @abstractmethod
    def problems(self) -> list[Problem]:
        """Return what is wrong with the study's files; nothing is written while there is any."""

    @abstractmethod
    def reopened(self) -> "Writer":
        """Return the study as its files stand now."""

    def summarise(self, row: RowLike, subtheme: str, text: str, by: str | None = None) -> Command:
        """Write a person's words into a cell. Returns the line of the trail that keeps them.

        They are kept as they are; of a broken reference in them a BrokenReferenceWarning is given.
        """
        where, words = self._row(row), as_text(text)
        line = self._write(by, acts.summarise(self.cells, where, subtheme, words))
        self._warn(broken(self.cells, where, words))
        return line

    def reread(self, row: RowLike, *subthemes: str, by: str | None = None) -> Command:
        """Say of one's own stale summaries that they were read again and hold. Returns the line."""
        where, reader = self._row(row), self._by(by)
        found = [act for sub in subthemes for act in acts.reread(self.cells, where, sub, reader)]
        return self._write(by, list({str(act): act for act in found}.values()))

    def state(
        self,
        row: RowLike,
        subtheme: str,
        *,
        asked: str | None = None,
        said: str | None = None,
        reason: str = "",
        by: str | None = None,
    ) -> Command:
        """Choose what was asked, or said, of a cell. Returns the line that keeps it."""
        where, why = self._row(row), as_text(reason)
        line = self._write(by, acts.state(self.cells, where, subtheme, asked, said, why))
        self._warn(broken(self.cells, where, why, of_state=True))
        return line

    def put(
        self, case: str, *subthemes: str, asked: str = "asked", by: str | None = None
    ) -> Command:
        """Say of cells of a case whether the question was put, or what is chosen of `asked`.

        Returns the line that keeps it.
        """
        return self.put_all([(case, one) for one in subthemes], asked, by)

    def put_all(
        self, cells: Iterable[tuple[str, str]], asked: str, by: str | None = None
    ) -> Command:
        """Say the same of several cells, each a case and a subtheme, in one line.

        `blank_cells` returns a whole row or column of them. Returns the line that keeps it.
        """
        found = (acts.state(self.cells, Row.case(case), one, asked) for case, one in cells)
        told = {str(act): act for each in found for act in each}
        return self._write(by, list(told.values()))

    def blank_cells(self, cases: Sequence[str], subthemes: Sequence[str]) -> list[tuple[str, str]]:
        """Return those of these cells in which nothing is written, chosen or indexed.

        Raises UnknownNameError for a case or a subtheme that the study has not.
        """
        every = [(case, one) for case in cases for one in subthemes]
        for case, one in every:
            known(self.cells, Row.case(case), one)
        cells = (self.cells.cell(Row.case(case), one) for case, one in every)
        return [key for key, cell in zip(every, cells, strict=True) if cell.blank]

    def index(
        self, passage: Passage, subtheme: str, memo: str = "", by: str | None = None
    ) -> Command:
        """Put a passage under a subtheme. Returns the line of the trail that keeps it.

        Where the same researcher has put the same words there before, and there is no new memo,
        that is the line from then, and nothing is written.
        """
        as_text(memo)
        before = self.cells.index.same(_passage(passage), subtheme, self._by(by))
        if before and memo in ("", before.memo):
            return self.decisions.commands[before.id.split("/")[0]]
        return self._write(by, acts.index(self.cells, [Judged(passage, subtheme, memo=memo)]))

    def place(
        self, case: str, position: str, how: str, text: str = "", by: str | None = None
    ) -> Command:
        """Say where a case stands on a position: holds, opposes, mixed, reports others.

        `how` may be all that a sheet would have, ``"holds: SW1 [41]"``. Returns the line.
        """
        where, words = Row.case(case), as_text(text)
        line = self._write(by, acts.place(self.cells, where, position, how, words))
        self._warn(broken(self.cells, where, words))
        return line

    def finding(
        self,
        claim: str,
        subthemes: str | Sequence[str],
        scope: Mapping[str, str] | None = None,
        *,
        name: str = "",
        by: str | None = None,
    ) -> Command:
        """Put a claim into the register of findings, or with `name` reword the one that has it.

        `scope` are the values its cases share, such as ``{"team": "OP"}``; without it all cases
        of the first kind. Returns the line that keeps it.
        """
        numbers = [subthemes] if isinstance(subthemes, str) else subthemes
        if name:
            registered(self.cells, name)
        chosen = name or new_id(self.decisions)
        return self._write(
            by, claims.finding(self.cells, chosen, as_text(claim), numbers, scope or {})
        )

    def account(
        self, finding: str, case: str, answer: str, text: str = "", by: str | None = None
    ) -> Command:
        """Say what a case has to say to a finding: see `framework.findings.finding.ANSWERS`.

        `answer` may be all that a sheet would have, ``"supports: SW1 [41]"``. Returns the line.
        """
        return self._write(by, claims.account(self.cells, finding, case, answer, as_text(text)))

    def drop(self, finding: str, by: str | None = None) -> Command:
        """Take a claim off the register. Returns the line that keeps it; it can be undone."""
        return self._write(by, claims.drop(self.cells, finding))

    def tick(self, *words: str, speech: bool = False, by: str | None = None) -> Command:
        """Say of quotations of a draft that they are no speech; or, with `speech`, take that back.

        It is remembered by the folded words, for every draft. Returns the line that keeps it.
        """
        return self._write(by, acts.tick(self.cells, map(folded, words), speech=speech))

    def accept(self, *proposals: Proposal, memo: str = "", by: str | None = None) -> Command:
        """Index what terms found, in one command. Returns the line of the trail that keeps it."""
        return self.judge([one.judged("accept", memo) for one in proposals], by)

    def reject(self, *proposals: Proposal, memo: str = "", by: str | None = None) -> Command:
        """Put aside what terms found, so that it is not proposed again. Returns the line."""
        return self.judge([one.judged("reject", memo) for one in proposals], by)

    def judge(self, judged: Sequence[Judged], by: str | None = None) -> Command:
        """Keep what a person says of passages, in one command. Returns the line that keeps it."""
        return self._write(by, acts.index(self.cells, judged))

    def unindex(self, *entries: str, by: str | None = None) -> Command:
        """Take index entries or rejections back. Returns the line of the trail that keeps it."""
        return self._write(by, acts.unindex(self.cells, *entries))

    def undo(self, line: str | None = None, by: str | None = None) -> Command:
        """Undo a line of the trail, without one the newest living line of this researcher's own.

        Called again it goes further back; to undo an undoing, name its line. Returns the line that
        keeps it. Raises RefusedError while other decisions build on it.
        """
        author = self._by(by)
        own = (one for one in history(self.decisions, author) if not undoes(one))
        newest = next((one.id for one in own if one.id in self.decisions.living), None)
        if line is None and newest is None:
            raise UnknownNameError(f"{author} has no decision to undo")
        return self._write(by, acts.undo(self.cells, line or newest or ""))

    def rename_case(self, old: str, new: str, by: str | None = None) -> Command:
        """Give a case another id, everywhere. Returns the line that keeps it; it can be undone.

        The trail's lines stay as they are. The case table, the speaker table and study.yaml are
        changed; files keep their names, and speakers their ids.
        """
        return self._write(by, case_names.rename_case(self.cells, as_text(old), as_text(new)))

    def renamed(self, *numbers: str, by: str | None = None) -> Command:
        """Say of subthemes or positions that they have new names and are the same as before.

        Returns the line that keeps it.
        """
        return self._write(by, renaming.renamed(self.cells, numbers), answering=RENAMED)

    def _warn(self, found: Iterable[Broken]) -> None:
        """Warn whoever called of each broken reference in what was written."""
        for one in found:
            warnings.warn(f"broken reference {one.told}", BrokenReferenceWarning, stacklevel=3)

    def repair(self, by: str | None = None) -> list[str]:
        """Put aside the lines of one's own trail that are not whole, and say what was done."""
        return repair(self.folder, self.folder / CACHE, self._by(by))

    def _row(self, row: RowLike) -> Row:
        return Row.of(row) if isinstance(row, Mapping) else self.tracer.row(as_text(row))

    def _by(self, by: str | None) -> str:
        researchers = self.file.researchers
        author = by or (next(iter(researchers)) if len(researchers) == 1 else None)
        if author is None:
            raise NobodyError(
                "it is not known who decides this",
                f"say by=…, or --researcher, one of {', '.join(researchers)}",
            )
        if author not in researchers:
            hint = f"it lists {', '.join(researchers)}"
            raise UnknownNameError(f"study.yaml has no researcher `{author}`", hint)
        return author

    def _write(
        self, by: str | None, do: Sequence[Mapping[str, Any]], answering: str = ""
    ) -> Command:
        """Keep one command in the trail and fold it in; problems of the kind it answers may be."""
        if problems := [one for one in self.problems if one.kind != answering]:
            raise ProblemsError(problems)
        return self._append(by, do)

    def _append(self, by: str | None, do: Sequence[Mapping[str, Any]]) -> Command:
        """Keep one command in the trail and fold it in."""
        author, names = self._by(by), self.cells.names
        kept = names.kept(do)
        if moved := case_names.moved(self.cells, kept):
            return self._rename(moved, author, kept)
        command = append(self.folder, self.folder / CACHE, author, kept)
        self.decisions = fold([*self.decisions.commands.values(), names.shown(command)])
        self.__dict__.pop("cells", None)
        return command

    def _rename(self, moved: Mapping[str, str], author: str, acts: Sequence[Act]) -> Command:
        """Keep a command that changes ids in the tables: the trail first, so that none is lost."""
        files: dict[Path, bytes] = {}
        for old, new in moved.items():
            files |= with_new_id(self.folder, self.file, old, new)
        written: list[Command] = []

        def keep() -> None:
            written.append(append(self.folder, self.folder / CACHE, author, acts))

        write_all(files, keep)
        self._become(self.reopened())
        return written[0]

    def _become(self, now: "Writer") -> None:
        """Be the study as it stands now: whoever holds this one is not left with what was."""
        vars(self).clear()
        vars(self).update(vars(now))


def _passage(given: object) -> Passage:
    if isinstance(given, Passage):
        return given
    hint = 'quote it: study.transcripts["ASH-OP-1"].quote("41", "its words")'
    raise RefusedError(f"“{given}” is no passage", hint)
