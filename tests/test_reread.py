"""A stale summary is mended, or its writer says that it was read again and holds."""

from pathlib import Path

import pytest

from framework import Study
from framework.errors import RefusedError
from framework.material.case import Row
from tests.conftest import Run

CELL = Row.case("ASH-OP-1"), "2.1"


@pytest.fixture
def stale(folder: Path, study: Study) -> Path:
    """Return the tiny study, where a passage was indexed after ek had charted the cell."""
    study.summarise("ASH-OP-1", "2.1", "His [2].", by="ek")
    study.index(study.transcripts["ASH-OP-1"].quote("2", "It is his assessment"), "2.1", by="ek")
    return folder


def test_a_stale_cell_is_read_again_and_holds(stale: Path, run: Run) -> None:
    assert "framework reread" in run(stale, "chart", "--researcher", "ek").output
    printed = run(stale, "reread", "ASH-OP-1", "2.1")
    assert "Read again, and kept: ASH-OP-1 × 2.1." in printed.output
    cell = Study.open(stale).cells.cell(*CELL)
    assert (cell.summary, cell.by, "stale" in cell.marks) == ("His [2].", ("ek",), False)
    line = printed.output.split()[-1]
    assert run(stale, "undo", line).exit_code == 0
    assert "stale" in Study.open(stale).cells.cell(*CELL).marks


def test_only_its_writer_has_read_it_again(stale: Path, run: Run) -> None:
    printed = run(stale, "reread", "ASH-OP-1", "2.1", "--researcher", "rt")
    assert printed.exit_code == 1
    assert "ASH-OP-1 × 2.1 was written by ek; let ek read it again" in printed.stderr
    assert "stale" in Study.open(stale).cells.cell(*CELL).marks


def test_what_is_not_stale_needs_no_reading(stale: Path) -> None:
    study = Study.open(stale)
    study.reread("ASH-OP-1", "2.1", by="ek")
    with pytest.raises(RefusedError, match=r"ASH-OP-1 × 2\.1 is not stale"):
        study.reread("ASH-OP-1", "2.1", by="ek")
    with pytest.raises(RefusedError, match=r"ASH-OP-1 × 2\.2 is not stale"):
        study.reread("ASH-OP-1", "2.2", by="ek")
