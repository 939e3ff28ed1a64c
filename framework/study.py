"""A study is a folder; opening it reads what is written down, and transcripts when asked for.

A step is a function elsewhere; here it is a method of two lines. The nouns hold no reference
to the study.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import Any

from framework import acts
from framework.case import Case, Row
from framework.chart import Cells, Chart, charts
from framework.charting import ChartReport, build
from framework.check import broken_references, lost_passages, of_another_kind, rests_on_nothing
from framework.codebook import Codebook
from framework.decisions import Command, Decisions, fold
from framework.errors import NobodyError, Problem, ProblemsError, RefusedError, UnknownNameError
from framework.formats.case_table import read_cases
from framework.formats.case_transcript import read_case
from framework.formats.codebooks import read_codebook
from framework.formats.guides import read_guides
from framework.formats.study_file import StudyFile, read_study_file
from framework.guide import Guide
from framework.index import Index
from framework.passage import Passage
from framework.storage.built import CACHE, inputs_now, read_built, record
from framework.storage.place import find
from framework.storage.trail import append, read_trail
from framework.trace import Trace, Tracer
from framework.transcript import Transcript

RowLike = str | Mapping[str, str]
"""A case id, or the values of a summary chart's row: ``{"team": "OP"}``."""


class Study:
    """An open study. Reading never changes a file; decisions go to the trail, one line each."""

    def __init__(self, folder: Path) -> None:
        """Read study.yaml, the tables, the codebook and the trail of a folder."""
        self.folder = folder
        self.file: StudyFile
        self.file, problems = read_study_file(folder)
        self.cases: dict[str, Case]
        self.cases, found = read_cases(folder, self.file)
        problems += found
        self.codebook = Codebook(())
        if self.file.codebook:
            self.codebook, found = read_codebook(folder / self.file.codebook, self.file.codebook)
            problems += found
        kinds = [plan.kind for plan in self.file.plans]
        self.guides: dict[str, Guide]
        self.guides, found = read_guides(folder, kinds, self.codebook)
        problems += found
        commands, found = read_trail(folder)
        self.decisions: Decisions = fold(commands)
        self._problems = problems + found

    @classmethod
    def open(cls, path: Path | str | None = None) -> "Study":
        """Return the study at `path` or above it. Raises NoStudyError if there is none."""
        return cls(find(path))

    @cached_property
    def _read(self) -> tuple[dict[str, Transcript], list[Problem]]:
        found = {
            case.id: read_case(self.folder, case, self.decisions) for case in self.cases.values()
        }
        transcripts = {case: transcript for case, (transcript, _) in found.items() if transcript}
        return transcripts, [problem for _, problems in found.values() for problem in problems]

    @property
    def transcripts(self) -> dict[str, Transcript]:
        """Return the transcripts that could be read, by case, in the case table's order."""
        return self._read[0]

    @property
    def problems(self) -> list[Problem]:
        """Return what is wrong with the study's files; nothing is built while there is anything."""
        own = self._problems + self._read[1]
        return own or [*rests_on_nothing(self.cells), *of_another_kind(self.cells)]

    @cached_property
    def cells(self) -> Cells:
        """Return the one store of cells and entries as it stands now."""
        index = Index.build(self.decisions, self.transcripts)
        first = next((plan.kind for plan in self.file.plans), "")
        return Cells(self.decisions, index, self.codebook, self.cases, self.transcripts, first)

    @property
    def entries(self) -> Index:
        """Return the index: which passages stand under which subthemes."""
        return self.cells.index

    @property
    def charts(self) -> list[Chart]:
        """Return every chart and summary chart, kind by kind."""
        return charts(self.cases, self.codebook, self.file.plans)

    @property
    def tracer(self) -> Tracer:
        """Return the tracer over the cells as they stand now."""
        return Tracer(self.cells, self.file.attribution, self.file.attributes)

    def trace(self, *what: str) -> Trace:
        """Return the trace of a theme, cell, summary cell or turn: see `Tracer.trace`."""
        return self.tracer.trace(*what)

    def check(self) -> list[Problem]:
        """Return everything in the folder that is not in order."""
        cells = self.cells
        return list(dict.fromkeys(self.problems + broken_references(cells) + lost_passages(cells)))

    def chart(self) -> ChartReport:
        """Build every chart and summary chart. Raises ProblemsError if files have problems."""
        before, built = inputs_now(self.folder), read_built(self.folder)
        now = Study(self.folder)  # read after the facts were taken, so that they are its own
        if problems := now.problems:
            raise ProblemsError(problems)
        if gone := built.gone(before):
            raise RefusedError(
                f"{', '.join(gone)} held more when the charts were last built",
                "put it back from a copy; if it is meant to be gone, delete .framework",
            )
        report = build(self.folder, now.file, now.cells, now.charts, now.guides, remembered=built)
        record(self.folder, before, report.paths, asdict(report))
        return report

    def summarise(self, row: RowLike, subtheme: str, text: str, by: str | None = None) -> Command:
        """Write a person's words into a cell. Returns the line of the trail that keeps them."""
        return self._write(by, acts.summarise(self.cells, _row(row), subtheme, text))

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
        return self._write(by, acts.state(self.cells, _row(row), subtheme, asked, said, reason))

    def index(
        self, passage: Passage, subtheme: str, memo: str = "", by: str | None = None
    ) -> Command:
        """Put a passage under a subtheme. Returns the line of the trail that keeps it."""
        return self._write(by, acts.index(self.cells, passage, subtheme, memo))

    def unindex(self, entry: str, by: str | None = None) -> Command:
        """Take an index entry back. Returns the line of the trail that keeps it."""
        return self._write(by, acts.unindex(self.cells, entry))

    def undo(self, line: str | None = None, by: str | None = None) -> Command:
        """Undo a line of the trail, without one the newest living line of this researcher's own.

        Returns the line that keeps it. Raises RefusedError while other decisions build on it.
        """
        author = self._by(by)
        own = [
            one
            for one in self.decisions.commands.values()
            if one.by == author and one.id in self.decisions.living
        ]
        newest = max(
            own,
            key=lambda one: (one.at, -len(self.decisions.built_on(one.id)), one.id),
            default=None,
        )
        if line is None and newest is None:
            raise UnknownNameError(f"{author} has no decision to undo")
        return self._write(by, acts.undo(self.cells, line or (newest.id if newest else "")))

    def _by(self, by: str | None) -> str:
        researchers = self.file.researchers
        author = by or (next(iter(researchers)) if len(researchers) == 1 else None)
        if author is None:
            raise NobodyError(
                "it is not known who decides this", f"say by=…, one of {', '.join(researchers)}"
            )
        if author not in researchers:
            raise UnknownNameError(f"study.yaml has no researcher `{author}`")
        return author

    def _write(self, by: str | None, do: Sequence[Mapping[str, Any]]) -> Command:
        """Keep one command in the trail and fold it in."""
        if problems := self.problems:
            raise ProblemsError(problems)
        command = append(self.folder, self.folder / CACHE, self._by(by), do)
        self.decisions = fold([*self.decisions.commands.values(), command])
        self.__dict__.pop("cells", None)
        return command


def _row(row: RowLike) -> Row:
    return Row.case(row) if isinstance(row, str) else Row.of(row)
