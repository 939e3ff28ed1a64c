"""Takes back what was written in workbooks, and builds every chart from what then stands."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from framework.charts.edition import Edition
from framework.errors import ProblemsError, RefusedError
from framework.material.guide import Guide
from framework.proposals.propose import Proposer
from framework.proposals.showing import proposed
from framework.storage.built import Built, inputs_now, read_built, record
from framework.trail.news import news
from framework.writer import Writer
from framework.writing.matrix import Matrix, with_ids
from framework.writing.questions import NOTHING_ANSWERED, Answers
from framework.writing.take_back import Taken, take_back

if TYPE_CHECKING:
    from framework.building.report import ChartReport
    from framework.proposals.asked import Askings


class Builder(Writer):
    """The part of a study that takes workbooks back and builds them."""

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
        """Take back what was written in the workbooks, then build every chart and summary chart.

        The study is then what its charts show: as its files stand now, with what was taken back.
        Raises ProblemsError, having changed nothing, if the files have problems or a workbook
        raises questions that `answers` does not answer.
        """
        from framework.building.at_hand import at_hand  # noqa: PLC0415 - not to read a study
        from framework.building.build import build, clear  # noqa: PLC0415 - the same
        from framework.building.make import Work  # noqa: PLC0415 - the same
        from framework.proposals.beside import Beside  # noqa: PLC0415 - the same

        before, built = inputs_now(self.folder), read_built(self.folder)
        now = self._ready(built, by)  # after the facts were taken, so that they are its own
        editions = now.editions(by)
        desk = at_hand(self.folder, [one.name for one in editions], now.file.id, built, by)
        taken = now.take_back([book.matrix for book in desk.books], answers, by)
        if taken.acts:
            before, now = inputs_now(self.folder), self.reopened()
        self._become(now)
        beside = Beside(now.askings, proposed(now.proposer, now.file.proposals))
        report = build(desk, Work(now.file, now.cells, now.guides, editions, beside))
        clear(desk, report)
        paths = [*report.paths, *built.workbooks(self.folder)]
        lines = {**built.lines, by or "": frozenset(now.decisions.commands)}
        record(self.folder, before, paths, asdict(replace(report, kept=())), lines)
        known = built.lines.get(by or "")
        return replace(
            report,
            taken_back=taken.boxes,
            notes=taken.notes,
            books=taken.books,
            by=by or "",
            news={} if known is None else news(now.decisions, known, by),
        )

    def _ready(self, built: Built, by: str | None) -> "Builder":
        """Return the study as its files stand now. Raises where nothing can be built of them."""
        now = self.reopened()
        if problems := now.problems:
            raise ProblemsError(problems)
        if by is not None:
            self._by(by)
        if gone := built.gone(now.decisions.commands):
            raise RefusedError(
                f"{', '.join(gone)} held more when the charts were last built",
                "put it back from a copy; if it is meant to be gone, delete the folder .framework, "
                "which remembers it and holds nobody's words",
            )
        return now

    def import_(
        self, path: Path | str, answers: Answers = NOTHING_ANSWERED, by: str | None = None
    ) -> Taken:
        """Take back a workbook that lies elsewhere, one sent by mail, say. It is not changed.

        Raises ProblemsError, having written nothing, as `chart` does.
        """
        from framework.building.at_hand import read_workbook  # noqa: PLC0415 - the same

        matrix = read_workbook(Path(path), Path(path).name, self.file.id)
        return self.take_back([matrix], answers, by)

    def take_back(
        self, matrices: Sequence[Matrix], answers: Answers, by: str | None = None
    ) -> Taken:
        """Take back what workbooks that were read hold. Raises ProblemsError as `chart` does."""
        now = self.cells.names.now
        matrices = [with_ids(one, now) for one in matrices] if now else matrices
        taken, problems = take_back(self.cells, matrices, answers, self._unread)
        if problems:
            raise ProblemsError(problems)
        if taken.acts:
            self._write(by, taken.acts)
        return taken
