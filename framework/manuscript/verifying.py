"""Verifies a draft and puts the report beside it; the author's own file is never touched."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from framework.cases.study_file import StudyFile
from framework.charts.chart import Cells
from framework.errors import RefusedError
from framework.manuscript.drafts import read_draft
from framework.manuscript.drafts.commented import commented
from framework.manuscript.telling import notes
from framework.manuscript.verification import Verification, verify
from framework.manuscript.verification_page import as_page
from framework.plain.files import open_elsewhere, write_all
from framework.plain.seal import unbroken


@dataclass(frozen=True)
class VerifiedDraft:
    """The verification of one file, and the reports of it by their file's name."""

    path: Path
    found: Verification
    reports: Mapping[str, bytes]

    def save(self, folder: Path | None = None) -> list[Path]:
        """Write the reports beside the draft, or into a folder, and return their paths.

        Raises RefusedError, changing nothing, where one is open, or was changed by somebody.
        """
        files = self.places(folder)
        write_all(files)
        return list(files)

    def places(self, folder: Path | None = None) -> dict[Path, bytes]:
        """Return the reports by where they go. Raises RefusedError where they may not."""
        files = {(folder or self.path.parent) / name: data for name, data in self.reports.items()}
        for path in files:
            if lock := open_elsewhere(path):
                raise RefusedError(f"{path} is open elsewhere ({lock.name})", "close it first")
            if path.exists() and not unbroken(path.read_bytes()):
                raise RefusedError(
                    f"{path} was changed since it was built", "move it, or say -o FOLDER"
                )
        return files


def verify_draft(path: Path, cells: Cells, file: StudyFile) -> VerifiedDraft:
    """Return the verification of a draft. Raises ProblemsError if it cannot be read."""
    draft, data = read_draft(path)
    found = verify(draft, cells, file.attribution, file.attributes)
    reports = {f"{path.stem}-verified.html": as_page(found, file.title)}
    if path.suffix.lower() == ".docx":
        anchored = [
            replace(note, spans=tuple(map(draft.with_markup, note.spans))) for note in notes(found)
        ]
        reports[f"{path.stem}-verified.docx"] = commented(data, anchored)
    return VerifiedDraft(path, found, reports)
