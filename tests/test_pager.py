"""Output that outgrows the terminal goes through the reader's pager; a file gets all of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from framework import Study
from tests.conftest import Run

pty = pytest.importorskip("pty")  # Windows has none


def on_a_terminal(folder: Path, *args: str, pager: str) -> str:
    """Return what a terminal of 24 lines shows of a command."""
    ours, theirs = pty.openpty()
    root = str(Path(__file__).parent.parent)
    env = os.environ | {"PAGER": pager, "LINES": "24", "COLUMNS": "80", "PYTHONPATH": root}
    command = [sys.executable, "-m", "framework", *args]
    with subprocess.Popen(command, cwd=folder, stdin=theirs, stdout=theirs, env=env) as process:
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 4096):
                shown += piece
        except OSError:  # Linux tells the end of a terminal so
            pass
        assert process.wait() == 0
    os.close(ours)
    return shown.decode()


def test_a_long_trace_goes_through_the_pager_on_a_terminal(example: Path) -> None:
    assert "paged>" in on_a_terminal(example, "trace", "2.1", pager="sed s/^/paged>/")


def test_a_short_one_does_not(folder: Path, study: Study) -> None:
    study.summarise("HAR-LD-1", "2.1", "Hers [2].", by="ek")
    shown = on_a_terminal(folder, "trace", "HAR-LD-1", "2", pager="sed s/^/paged>/")
    assert "Hers are in there already" in shown
    assert "paged>" not in shown


def test_a_file_gets_the_whole(example: Path, run: Run) -> None:
    printed = run(example, "trace", "ASH-LD-1", "14").output
    assert len(printed.splitlines()) > 24
    assert "more line" not in printed


def test_an_unambiguous_beginning_of_a_case_id_is_enough(
    folder: Path, study: Study, run: Run
) -> None:
    study.summarise("HAR-LD-1", "2.1", "Hers [2].", by="ek")
    assert run(folder, "trace", "HAR", "2").output == run(folder, "trace", "HAR-LD-1", "2").output
    done = run(folder, "index", "asked", "HAR-L", "2.1", "--researcher", "ek")
    assert "HAR-LD-1 × 2.1: asked." in done.output
    done = run(folder, "index", "ASH", "3", "2.1", "--researcher", "ek")
    assert "ASH-OP-1 3 indexed under 2.1" in done.output


def test_the_beginning_of_several_is_not_guessed(example: Path, run: Run) -> None:
    printed = run(example, "trace", "COR", "14")
    assert printed.exit_code == 1
    assert "COR is the beginning of COR-LD-1, COR-LD-2" in printed.stderr


def test_a_value_of_an_attribute_comes_before_a_beginning(example: Path, run: Run) -> None:
    assert "OP × 2.1" in run(example, "trace", "OP", "2.1").output
