"""Takes back what was written in workbooks, and builds every chart from what then stands."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from framework.charts.edition import Edition
from framework.checking.check import (
    misread,
    of_another_kind,
    rests_on_nothing,
    stops_building,
    stops_saving,
)
from framework.codebook.codebook import Codebook
from framework.codebook.guide import Guide
from framework.errors import Problem, ProblemsError, RefusedError
from framework.plain.built import inputs_now, read_built, record
from framework.proposals.propose import Proposer
from framework.proposals.showing import proposed
from framework.trail.news import news
from framework.workbook.matrix import Matrix, with_ids
from framework.workbook.saving.answers import NOTHING_ANSWERED, Answers
from framework.workbook.saving.take_back import Taken, take_back
from framework.writer import Writer

if TYPE_CHECKING:
    from framework.building.edited_workbooks import AtHand
    from framework.building.report import ChartReport
    from framework.proposals.asked import Askings


class Builder(Writer):
    """The part of a study that takes workbooks back and builds them."""

    codebook: Codebook
    guides: dict[str, Guide]

    @property
    @abstractmethod
    def proposer(self) -> Proposer:
        """Return what makes proposals, over the cells as they stand now."""

    @property
    @abstractmethod
    def askings(self) -> "Askings":
        """Return what the topic guides propose, cell by cell."""

    @abstractmethod
    def editions(self, by: str | None) -> list[Edition]:
        """Return the workbooks that are built when this researcher is at the keyboard."""

    @abstractmethod
    def _unread(self, case: str, subtheme: str) -> list[str]:
        """Return what terms found in a cell and nobody has decided on."""

    @abstractmethod
    def reopened(self) -> "Builder":
        """Return the study as its files stand now."""

    def chart(self, answers: Answers = NOTHING_ANSWERED, by: str | None = None) -> "ChartReport":
        """Save what was written in the workbooks, then build every chart and summary chart.

        The study is then what its charts show: as its files stand now, with what was saved. What
        is wrong or unclear is left out and told in the report's `problems`: clear cells are saved
        and the rest is built all the same. Raises ProblemsError, having changed nothing, where
        the trail or study.yaml cannot be read.
        """
        from framework.building.edited_workbooks import at_hand  # noqa: PLC0415 - not to read a study

        before, built = inputs_now(self.folder), read_built(self.folder)
        now = self._ready(by)  # after the facts were taken, so that they are its own
        editions = now.editions(by)
        desk = at_hand(self.folder, [one.name for one in editions], now.file.id, built, by)
        taken = now.take_back([book.matrix for book in desk.books], answers, by)
        if taken.acts:
            before, now = inputs_now(self.folder), now.reopened()
        self._become(now)
        report = now._built(desk, taken, by)  # noqa: SLF001 - it is this study
        if report.built:
            waiting = {*report.stay, *taken.pending}
            paths = [one for one in report.paths if one not in waiting]
            paths += built.workbooks(self.folder)
            lines = {**built.lines, by or "": frozenset(now.decisions.commands)}
            told = asdict(replace(report, kept=(), problems=()))
            record(self.folder, {} if report.problems else before, paths, told, lines)
        known = built.lines.get(by or "")
        return replace(
            report,
            taken_back=taken.boxes,
            notes=taken.notes,
            books=taken.books,
            put_back=taken.put_back,
            by=by or "",
            news={} if known is None else news(now.decisions, known, by),
        )

    def _built(self, desk: "AtHand", taken: Taken, by: str | None) -> "ChartReport":
        """Build what can be built, and return the report with all that is wrong or unclear.

        Raises RefusedError if nothing can be built and nothing was saved or is wrong.
        """
        from framework.building.build import build, clear  # noqa: PLC0415 - the same
        from framework.building.make import Work  # noqa: PLC0415 - the same
        from framework.building.report import ChartReport  # noqa: PLC0415 - the same
        from framework.proposals.suggested import Beside  # noqa: PLC0415 - the same

        problems = self.problems
        numbers = [*rests_on_nothing(self.cells), *of_another_kind(self.cells)]
        if not any(stops_building(one, self.codebook.file) for one in (*problems, *numbers)):
            beside = Beside(self.askings, proposed(self.proposer, self.file.proposals))
            cells, guides, editions = self.cells, self.guides, self.editions(by)
            work = Work(self.file, cells, guides, editions, beside, taken.pending)
            copies = {book.name for book in desk.books if book.copy} if problems else set()
            try:
                report = build(desk, work, taken.held | copies)
                clear(desk, report)
            except RefusedError as fault:
                if not (problems or taken.acts or taken.waiting):
                    raise
                problems = [*problems, Problem("charts", fault.message, fault.hint, kind="refused")]
            else:
                return replace(report, problems=(*problems, *taken.problems, *report.problems))
        file = self.file
        told = (*problems, *taken.waiting)
        return ChartReport(file.title, file.id, tuple(file.researchers), problems=told, built=False)

    def _ready(self, by: str | None) -> "Builder":
        """Return the study as its files stand now. Raises where nothing can be saved in it."""
        now = self.reopened()
        if problems := [one for one in now.problems if stops_saving(one)]:
            raise ProblemsError(problems)
        if not now.file.id:
            raise ProblemsError(now.problems)
        if by is not None:
            self._by(by)
        return now

    def import_(
        self, path: Path | str, answers: Answers = NOTHING_ANSWERED, by: str | None = None
    ) -> Taken:
        """Save what is clear in a workbook that lies elsewhere, which is not changed.

        What waits for an answer is told in `waiting`.
        """
        from framework.building.edited_workbooks import read_workbook  # noqa: PLC0415 - the same

        now = self._ready(by)
        self._become(now)
        matrix = read_workbook(Path(path), Path(path).name, self.file.id)
        return self.take_back([matrix], answers, by)

    def take_back(
        self, matrices: Sequence[Matrix], answers: Answers, by: str | None = None
    ) -> Taken:
        """Save what is clear in workbooks that were read, whatever else is wrong in the study."""
        unsure = any(misread(one, self.codebook.file) for one in self.problems)
        now = self.cells.names.now
        matrices = [with_ids(one, now) for one in matrices] if now else matrices
        taken = take_back(self.cells, matrices, answers, self._unread, unsure=unsure)
        if taken.acts:
            self._append(by, taken.acts)
        return taken
