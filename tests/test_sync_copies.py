"""What a synced folder keeps beside a file that two people changed is told as a copy of it."""

from pathlib import Path

import pytest

from framework import Study
from tests.conftest import Run, lay_out

NAMES = (
    "{}-ANNS-LAPTOP",
    "{}-Ann's MacBook Pro",
    "{} (Ann Kell's conflicted copy 2026-11-20)",
    "{} (Kopie in Konflikt von Ann 2026-11-20)",
    "{} (1)",
    "{} 2",
    "{}.sync-conflict-20261120-101530-ABCDEFG",
    "{} (conflicted copy 2026-11-20 101530)",
    "{}_conflict-20261120-101530",
    "{} - Copy",
)


def copied(folder: Path, name: str, pattern: str, old: str = "", new: str = "") -> str:
    """Put a changed copy beside a file of the study, and return its path within the study."""
    path = folder / name
    copy = path.with_name(pattern.format(path.stem) + path.suffix)
    text = path.read_text("utf-8")
    assert old in text
    copy.write_text(text.replace(old, new), "utf-8")
    return copy.relative_to(folder).as_posix()


@pytest.mark.parametrize("pattern", NAMES)
@pytest.mark.parametrize(
    ("name", "old", "new", "differs"),
    [
        ("study.yaml", "Tiny study", "My study", "1 line only in the copy: “title: My study”"),
        ("codebooks/tiny.yaml", "The form", "Forms", "only in the other: “name: The form”"),
        ("codebooks/guide-focus-group.yaml", "format: 1\n", "", "1 line only in the other"),
        ("transcripts/cases.csv", "2013", "2014", "HAR-LD-1,har.txt,focus group,Harkenshaw,LD"),
        ("transcripts/speakers.csv", "H-1", "H-9", "“HAR-LD-1,Renée,H-9,participant,Social"),
        ("transcripts/ash.txt", "His do.", "Hers do.", "“SW1: Hers do. It is his assessment"),
        ("transcripts/ash.txt", "", "", "the same in every byte; delete it"),
    ],
)
def test_a_copy_is_told_with_what_differs_and_how_to_settle_it(
    folder: Path, pattern: str, name: str, old: str, new: str, differs: str
) -> None:
    guide = "format: 1\nquestions:\n  - number: 1\n    question: Whose?\n    subthemes: [2.1]\n"
    lay_out(folder, {"codebooks/guide-focus-group.yaml": guide})
    copy = copied(folder, name, pattern, old, new)
    (problem,) = Study.open(folder).problems
    assert str(problem).startswith(f"{copy}: a copy of {name}, as a sync service makes one")
    assert differs in str(problem)
    assert "delete" in problem.hint


def test_a_copy_whose_original_has_gone_is_told(folder: Path, run: Run) -> None:
    (folder / "transcripts/ash.txt").rename(folder / "transcripts/ash 2.txt")
    told = " ".join(run(folder, "check").output.split())
    assert "transcripts/ash.txt itself is not there; name this one so" in told
    assert "framework add" not in told


def test_another_transcript_with_such_a_name_is_still_one_to_take_in(folder: Path) -> None:
    other = "Int: What helps?\nKA1: A day off.\nInt: When?\nKA1: On Fridays.\n"
    lay_out(folder, {"transcripts/ash (OP).txt": other, "transcripts/ash-2.txt": other})
    told = [str(one) for one in Study.open(folder).problems]
    assert len(told) == 2
    assert all("no case names this file; take it in" in one for one in told)


def test_files_of_ones_own_beside_the_codebook_are_let_be(folder: Path) -> None:
    lay_out(
        folder, {"codebooks/tiny-notes.yaml": "mine", "study-plan.yaml": "mine", "study.txt": ""}
    )
    assert not Study.open(folder).problems
