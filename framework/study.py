"""A study is a folder; opening it reads what is written down, and transcripts when asked for.

A step is a function elsewhere; here it is a method of two lines. The nouns hold no reference
to the study.
"""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from framework.builder import Builder
from framework.cases.case import Cases
from framework.cases.case_table import CASES, SPEAKERS, read_cases, table_of
from framework.cases.study_file import StudyFile, read_study_file
from framework.charts.chart import Cells, Chart, charts
from framework.charts.edition import Edition, editions, unknown
from framework.checking.broken import broken_references
from framework.checking.check import (
    of_another_kind,
    rests_on_nothing,
    retired_positions,
    unsure_turns,
)
from framework.checking.correction import Correction, corrections
from framework.checking.guide import beside_the_guide
from framework.checking.lost import lost_passages
from framework.checking.remark import remarks, unread_silences
from framework.codebook.codebook import Codebook
from framework.codebook.codebook_file import read_codebook
from framework.codebook.guide import Guide
from framework.codebook.guide_file import guide_of, read_guides
from framework.errors import Problem, as_text
from framework.findings.finding import Findings, findings
from framework.findings.trace import Tracer
from framework.findings.traced import Trace
from framework.index.entries import Index
from framework.intake.sync_copies import copies_beside
from framework.plain.built import read_built
from framework.plain.files import settle
from framework.plain.place import STUDY_FILE, find
from framework.plain.progress import Waiting, seen
from framework.plain.text import count, inert
from framework.proposals.propose import Occurrences, Proposal, Proposer
from framework.proposals.term_cache import find_terms
from framework.reader import Reader
from framework.trail.decisions import Decisions, fold
from framework.trail.files import read_trail
from framework.trail.missing import missing_lines
from framework.trail.renames import clashes, with_names
from framework.transcripts.transcript import Transcripts

if TYPE_CHECKING:
    from framework.findings.search import Hits
    from framework.intake.add import Added
    from framework.intake.options import Wishes
    from framework.manuscript.verifying import VerifiedDraft
    from framework.proposals.asked import Askings
    from framework.proposals.lemmas import Further
    from framework.proposals.names import Name
    from framework.proposals.suggesting import Suggestions


class Study(Builder, Reader):
    """An open study. Reading never changes a file; decisions go to the trail, one line each."""

    def __init__(self, folder: Path | str, waiting: Waiting = seen) -> None:
        """Read study.yaml, the tables, the codebook and the trail of a folder.

        `waiting` says whether somebody looks at how far long work has come.
        """
        self.folder = folder = Path(folder)
        settle(folder)
        self._waiting = waiting
        self.file: StudyFile
        self.file, problems = read_study_file(folder)
        cases, found = read_cases(folder, self.file)
        self.cases = Cases(cases)
        problems += found
        self.codebook = Codebook(())
        if self.file.codebook:
            self.codebook, found = read_codebook(folder / self.file.codebook, self.file.codebook)
            problems += found
        kinds = [plan.kind for plan in self.file.plans]
        self.guides: dict[str, Guide]
        self.guides, found = read_guides(folder, kinds, self.codebook)
        problems += found
        problems = self._with_copies(problems)
        commands, found = read_trail(folder)
        self.decisions: Decisions = with_names(fold(commands), self.cases)
        told = {problem.file for problem in found if problem.line is None}
        missing = missing_lines(folder, self.decisions, read_built(folder), self.file.researchers)
        self.trail_problems = found + [one for one in missing if one.file not in told]
        self._problems = problems + self.trail_problems
        for name, wrong in clashes(self.decisions, self.cases):
            hint = f"give one of them another id than {name}, in both tables"
            self._problems.append(Problem(table_of(folder, CASES), wrong, hint, kind="case id"))
        for name in unknown(self.file.charting, self.cases, self.file.attributes):
            message = f"`charting`: `{name}` is no case and no value of an attribute"
            self._problems.append(Problem("study.yaml", message, kind="charting"))

    def _with_copies(self, problems: list[Problem]) -> list[Problem]:
        """Return these problems, and of each copy of a file that it is one, and nothing else."""
        tables = [table_of(self.folder, table) for table in (CASES, SPEAKERS)]
        guides = [guide_of(plan.kind) for plan in self.file.plans]
        originals = [STUDY_FILE, *tables, *filter(None, [self.file.codebook]), *guides]
        transcripts = [name for case in self.cases.values() for name in case.files]
        copies = copies_beside(self.folder, originals, transcripts)
        told = {one.file for one in copies}
        return [one for one in problems if one.file not in told] + copies

    def __repr__(self) -> str:
        """Return the title, how much there is, and the folder."""
        held = (count(len(self.cases), "case"), count(len(self.codebook.subthemes), "subtheme"))
        return inert(f"{self.file.title}: {', '.join(held)}, in {self.folder}")

    def reopened(self) -> "Study":
        """Return the study as its files stand now."""
        return Study(self.folder, self._waiting)

    @classmethod
    def open(cls, path: Path | str | None = None) -> "Study":
        """Return the study at `path` or above it. Raises NoStudyError if there is none."""
        return cls(find(path))

    @cached_property
    def _read(self) -> tuple[Transcripts, list[Problem]]:
        from framework.transcripts.case_transcript import read_case  # noqa: PLC0415 - only when asked for

        found = {
            case.id: read_case(self.folder, case, self.decisions, self.file)
            for case in self._waiting(self.cases.values(), "Reading transcripts")
        }
        transcripts = {case: transcript for case, (transcript, _) in found.items() if transcript}
        return Transcripts(transcripts), [
            problem for _, problems in found.values() for problem in problems
        ]

    @cached_property
    def transcripts(self) -> Transcripts:
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
        kept = (self.decisions, index, self.codebook, self.cases, self.transcripts)
        return Cells(*kept, first, self.guides)

    @property
    def entries(self) -> Index:
        """Return the index: which passages stand under which subthemes."""
        return self.cells.index

    @property
    def findings(self) -> Findings:
        """Return the register: every finding, with the account of each case in its scope."""
        return findings(self.cells)

    @property
    def charts(self) -> list[Chart]:
        """Return every chart and summary chart, kind by kind."""
        return charts(self.cases, self.codebook, self.file.plans)

    def editions(self, by: str | None) -> list[Edition]:
        """Return the workbooks that are built when this researcher is at the keyboard."""
        file = self.file
        return editions(file.name, self.charts, self.cases, file.attributes, file.charting, by)

    @property
    def tracer(self) -> Tracer:
        """Return the tracer over the cells as they stand now."""
        return Tracer(self.cells, self.file.attribution, self.file.attributes)

    @property
    def proposer(self) -> Proposer:
        """Return what makes proposals, over the cells as they stand now."""
        return Proposer(self.cells, self._found)

    @cached_property
    def _found(self) -> Occurrences:
        subthemes = self.codebook.subthemes.values()
        terms = [term for subtheme in subthemes for term in subtheme.terms]
        return find_terms(self.folder, self.transcripts, terms, self._waiting)

    def _unread(self, case: str, subtheme: str) -> list[str]:
        """Return what to read in a cell before it is silent; nothing where that is not wanted."""
        if self.file.proposals == "never":
            return []
        return [one.id for one in self.propose(subtheme, case)]

    def propose(self, number: str = "", case: str = "") -> list[Proposal]:
        """Return the passages that terms found and nobody has decided on: see `Proposer`."""
        return self.proposer.proposals(number, case)

    @property
    def askings(self) -> "Askings":
        """Return, by case and subtheme, whether the guide's questions seem to have been put."""
        from framework.proposals.asked import askings  # noqa: PLC0415 - a study opens quickly

        return askings(self.cells, self.guides)

    def names(self, case: str = "") -> "Suggestions[Name]":
        """Return the names that a language model finds, as suggestions for pseudonyms only."""
        from framework.proposals.suggesting import suggest_names  # noqa: PLC0415 - few ask a model

        return suggest_names(self.proposer, case, self.file.language_model, self._waiting)

    def lemmas(self, number: str = "") -> "Suggestions[Further]":
        """Return words that share a lemma with a term, as suggestions for the codebook only."""
        from framework.proposals.suggesting import suggest_forms  # noqa: PLC0415 - few ask a model

        return suggest_forms(self.proposer, number, self.file.language_model, self._waiting)

    def trace(self, *what: str) -> Trace:
        """Return the trace of a theme, cell, summary cell or turn: see `Tracer.trace`."""
        return self.tracer.trace(*what)

    def find(self, words: str, case: str = "", *, forms: bool = False) -> "Hits":
        """Return the turns of all transcripts, or of one, in which words stand: see `search`."""
        from framework.findings.search import search  # noqa: PLC0415 - a study opens quickly

        where = {case: self.transcripts[case]} if case else self.transcripts
        return search(where, as_text(words), forms=forms)

    def verify(self, draft: Path | str) -> "VerifiedDraft":
        """Hold the quotations of a draft against the transcripts; nothing is written."""
        from framework.manuscript.verifying import verify_draft  # noqa: PLC0415 - few commands read a draft

        return verify_draft(Path(draft), self.cells, self.file)

    def add(self, *files: Path | str, wishes: "Wishes | None" = None) -> "Added":
        """Take files into the study's folder: see `framework.intake.add`. Open it anew to see them.

        Raises ProblemsError or RefusedError, having changed nothing, if one cannot be taken.
        """
        from framework.intake.add import add  # noqa: PLC0415 - few commands add
        from framework.intake.options import NO_WISHES  # noqa: PLC0415 - the same

        return add(self.folder, [Path(file) for file in files], wishes or NO_WISHES)

    def check(self) -> list[Problem]:
        """Return everything in the folder that is not in order."""
        cells = self.cells
        return list(
            dict.fromkeys(
                self.problems
                + broken_references(cells)
                + lost_passages(cells)
                + retired_positions(cells)
                + unsure_turns(cells)
            )
        )

    def corrections(self) -> list[Correction]:
        """Return the turns that are new, changed or gone since they were numbered, by case."""
        return corrections(self.cells)

    def remarks(self) -> list[Problem]:
        """Return the remarks on every cell, and where guide and charts do not meet."""
        return [
            *remarks(self.cells),
            *unread_silences(self.cells, self._unread),
            *beside_the_guide(self.cells, self.guides),
        ]
