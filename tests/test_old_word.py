"""Word before 2007: read through LibreOffice or antiword, where one is installed."""

import shutil
from pathlib import Path

import pytest

from framework.transcripts.reading import read_transcript
from framework.transcripts.transcript import Reading

SAMPLES = Path(__file__).parent / "samples"
TEAMS, COMMENTED = "16_teams", "09_word_comments_two_coders"
TRACKED, TABLE = "10_tracked_changes", "01_table_three_columns"


def through_antiword(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> Reading:
    """Return what is read of a file where antiword is installed and nothing else is."""
    antiword = shutil.which("antiword")
    if not antiword:
        pytest.skip("antiword is not installed")
    (tmp_path / "antiword").symlink_to(antiword)
    monkeypatch.setenv("PATH", str(tmp_path))
    return read(f"word97/{name}.doc")


def through_libreoffice(name: str) -> Reading:
    """Return what is read of a file where LibreOffice is installed."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    reading = read(f"word97/{name}.doc")
    if reading.encoding != "Word before 2007, through LibreOffice":
        pytest.skip("LibreOffice has no Writer here")
    return reading


def read(name: str) -> Reading:
    return read_transcript(SAMPLES / name, name)


def said(reading: Reading) -> list[tuple[str, str]]:
    return [(said.label, said.text) for said in reading.spoken]


def test_through_antiword_the_turns_are_those_of_the_same_file_as_docx(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = through_antiword(tmp_path, monkeypatch, TEAMS)
    assert reading.problems == ()
    assert reading.encoding == "Word before 2007, through antiword"
    assert said(reading) == said(read(f"{TEAMS}.docx"))
    assert "antiword sees no comments and no bold type" in reading.remarks[0]


@pytest.mark.parametrize("name", [COMMENTED, TABLE])
def test_libreoffice_keeps_comments_and_tables(name: str) -> None:
    reading, docx = through_libreoffice(name), read(f"{name}.docx")
    assert said(reading) == said(docx)
    assert {one.text for one in reading.comments} == {one.text for one in docx.comments}


def test_a_table_that_antiword_draws_is_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, docx = through_antiword(tmp_path, monkeypatch, TABLE), read(f"{TABLE}.docx")
    assert [label for label, _ in said(reading)] == [label for label, _ in said(docx)]
    assert [" ".join(text.split()) for _, text in said(reading)] == [
        " ".join(text.split()) for _, text in said(docx)
    ]


def test_what_tracked_changes_deleted_never_comes_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (problem,) = through_antiword(tmp_path, monkeypatch, TRACKED).problems
    assert "antiword shows words that were deleted or hidden in it; save it as .docx" in str(
        problem
    )
    monkeypatch.undo()
    assert "Janet" not in repr(through_libreoffice(TRACKED))


def test_without_either_there_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    (problem,) = read(f"word97/{TEAMS}.doc").problems
    assert "cannot be read here; save it as .docx in Word, or install" in str(problem)
