"""Whichever operation on a file fails, and wherever the program is ended: all or nothing."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest

from framework import Study
from framework.errors import RefusedError
from framework.intake.options import Wishes
from framework.plain.files import settle, write_all
from framework.starter import new_study
from tests.conftest import ROOT, Run, lay_out
from tests.faults import FAULTS, Killed

Step = Callable[[Path], object]
NEW = "Int: Whose needs?\nKA1: Hers, too.\nInt: And then?\nKA1: Nothing.\n"


def added(folder: Path) -> None:
    """Take two files in, by copies, both tables and study.yaml."""
    for name in ("one", "two"):
        (folder.parent / f"{name}.txt").write_bytes(f"{NEW}KA1: {name}.\n".encode("cp1252"))
    files = [folder.parent / f"{name}.txt" for name in ("one", "two")]
    facts = {"authority": "Ashmarch", "team": "OP"}
    Study.open(folder).add(*files, wishes=Wishes("focus group", "", facts, "cp1252"))


def charted(folder: Path) -> None:
    Study.open(folder).chart(by="ek")


def written(folder: Path) -> None:
    Study.open(folder).summarise("ASH-OP-1", "2.2", "The form [5].", by="ek")


def repaired(folder: Path) -> None:
    Study.open(folder).repair(by="ek")


def state(folder: Path) -> dict[str, bytes]:
    """Return what every file holds that is no cache."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".framework" not in path.relative_to(folder).parts
    }


def tries(folder: Path, step: Step, *, kill: bool, tmp: Path) -> Iterator[tuple[Path, bool]]:
    """Run a step on copies of a folder, each ended at a later operation, until one is not."""
    number, fired = 0, True
    while fired:
        copy = shutil.copytree(folder, tmp / f"{kill}{number}" / "study")
        with suppress(Killed, RefusedError), FAULTS.at(number, copy, kill=kill):
            step(copy)
        fired = FAULTS.fired
        yield copy, fired
        shutil.rmtree(copy.parent)
        number += 1
    assert number > 3


@pytest.fixture
def torn(folder: Path) -> Path:
    """Return the tiny study with a cell charted and half a line after it."""
    Study.open(folder).summarise("ASH-OP-1", "2.1", "His [2].", by="ek")
    with (folder / "trail/ek.jsonl").open("ab") as trail:
        trail.write(b'{"id":"ek-0')
    return folder


@pytest.mark.parametrize("kill", [False, True])
@pytest.mark.parametrize("step", [added, written, repaired])
def test_several_files_are_all_or_none(
    torn: Path, tmp_path: Path, step: Step, *, kill: bool
) -> None:
    if step is not repaired:
        Study.open(torn).repair(by="ek")
    before = state(torn)
    seen = set()
    for folder, fired in tries(torn, step, kill=kill, tmp=tmp_path):
        settle(folder)
        now = state(folder)
        seen.add("before" if now == before else "after")
        names = now.keys() - before.keys()
        assert now == before or not [name for name in names if ".framework-" in name]
        if step is added and now != before:
            assert {"transcripts/one.txt", "transcripts/two.txt"} <= names
            assert b"two.txt" in now["transcripts/cases.csv"]
            assert now["transcripts/speakers.csv"].count(b",KA1,") == 2
        if not fired:
            assert now != before
    assert seen == {"before", "after"}


@pytest.mark.parametrize("kill", [False, True])
def test_charts_are_all_of_one_build(folder: Path, tmp_path: Path, *, kill: bool) -> None:
    Study.open(folder).chart(by="ek")
    written(folder)
    before = state(folder)
    whole = shutil.copytree(folder, tmp_path / "whole")
    charted(whole)
    after = state(whole)
    assert after != before
    for number in range(0, 400, 23):
        copy = shutil.copytree(folder, tmp_path / f"{number}" / "study")
        with suppress(Killed, RefusedError), FAULTS.at(number, copy, kill=kill):
            charted(copy)
        settle(copy)
        assert state(copy) in (before, after)
        shutil.rmtree(copy.parent)


@pytest.mark.parametrize("example", [False, True])
@pytest.mark.parametrize("kill", [False, True])
def test_a_new_study_that_was_ended_can_be_made_again(
    tmp_path: Path, *, example: bool, kill: bool
) -> None:
    whole = tmp_path / "whole"
    new_study(whole, example=example)
    for number in range(0, 400, 17 if example else 1):
        folder = tmp_path / f"{number}" / "whole"
        with suppress(Killed, RefusedError), FAULTS.at(number, folder, kill=kill):
            new_study(folder, example=example)
        with suppress(RefusedError):  # it is whole already
            new_study(folder, example=example)
        assert state(folder).keys() == state(whole).keys()
        if not FAULTS.fired:
            break


DRAFT = "As one said, “It is his assessment, after all.” (Social Worker, Council A, OP FG1)\n"
COMMANDS = (
    ("new", "other"),
    ("add", "come/three.txt", "--kind", "focus group", "--set", "team=OP"),
    ("check",),
    ("check", "--repair", "--researcher", "ek"),
    ("undo", "--researcher", "ek"),
    ("index", "ASH-OP-1", "2", "2.1", "--researcher", "ek"),
    ("finding", "add", "So it is.", "--subtheme", "2.1", "--researcher", "ek"),
    ("verify", "drafts/d.md", "--sheet", "to-tick.csv"),
    ("verify", "drafts/d.md"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_fault_anywhere_is_one_line_and_no_success(
    folder: Path, tmp_path: Path, run: Run, command: tuple[str, ...]
) -> None:
    lay_out(folder, {"come/three.txt": NEW, "drafts/d.md": DRAFT})
    whole = shutil.copytree(folder, tmp_path / "whole")
    assert run(whole, *command).exit_code == 0
    number = 0
    while number == 0 or FAULTS.fired:
        copy = shutil.copytree(folder, tmp_path / "copy" / "whole")
        with FAULTS.at(number, copy, kill=False):
            printed = run(copy, *command)
        lines = printed.stderr.splitlines()
        assert len([line for line in lines if line.startswith("framework: ")]) <= 1
        if printed.exit_code == 0:
            settle(copy)
            assert state(copy).keys() == state(whole).keys()
        shutil.rmtree(copy.parent)
        number += 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
@pytest.mark.parametrize(
    "command", ["check", "undo", "verify drafts/d.md", "--help", "check --json"]
)
@pytest.mark.parametrize("where", ["full", "closed", "broken"])
def test_what_cannot_be_printed_ends_in_one_line(folder: Path, command: str, where: str) -> None:
    lay_out(folder, {"drafts/d.md": "Nothing is quoted.\n"})
    program = f"{sys.executable} -m framework {command}"
    shown = {"full": ">/dev/full", "closed": ">&-", "broken": "| true; exit ${PIPESTATUS[0]}"}[
        where
    ]
    ended = subprocess.run(
        ["bash", "-c", f"{program} {shown}"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "FRAMEWORK_RESEARCHER": "ek"},
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    told = [line for line in ended.stderr.splitlines() if "as ek" not in line]
    assert ended.returncode == 1
    assert told == [] if (where, command) == ("broken", "--help") else len(told) == 1
    assert "Traceback" not in ended.stderr


CUT = """
import os, signal, sys
from pathlib import Path
from framework import Study
from framework.intake.options import Wishes
moved, real = [], os.replace
def replace(source, target):
    real(source, target)
    moved.append(target)
    if len(moved) == 4:  # its note, two transcripts, and a table
        os.kill(os.getpid(), signal.SIGKILL)
os.replace = replace
wishes = Wishes("focus group", "", {"authority": "Ashmarch", "team": "OP"}, "")
Study.open(sys.argv[1]).add(*sys.argv[2:], wishes=wishes)
"""


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
def test_files_that_were_half_taken_in_are_taken_in_the_next_time(
    folder: Path, tmp_path: Path, run: Run
) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"{NEW}KA1: {name}.\n", "utf-8")
    files = [str(tmp_path / f"{name}.txt") for name in ("one", "two")]
    before = state(folder)
    python = [sys.executable, "-c", CUT, str(folder), *files]
    ended = subprocess.run(python, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert ended.returncode == -signal.SIGKILL
    assert state(folder) != before
    facts = ["--kind", "focus group", "--set", "team=OP", "--set", "authority=Ashmarch"]
    printed = run(folder, "add", *files, *facts)
    assert "2 cases added" in printed.output
    assert "two,KA1," in (folder / "transcripts/speakers.csv").read_text("utf-8")
    assert not list(folder.rglob(".framework-*"))


@pytest.mark.parametrize("command", ["check", "chart --researcher ek", "undo --researcher ek"])
def test_what_a_killed_program_left_is_removed_by_the_next_command(
    folder: Path, run: Run, command: str
) -> None:
    """Such a file holds participants' words."""
    Study.open(folder).chart(by="ek")
    for name in ("charts", "transcripts", "charts/kept", "drafts", ".framework", "."):
        (folder / name).mkdir(exist_ok=True)
        (folder / name / ".framework-k1ll3d").write_bytes(b"His do.")
    run(folder, *command.split())
    assert not list(folder.rglob(".framework-*"))


def test_what_a_living_program_is_writing_is_let_be(folder: Path) -> None:
    seen: list[Path] = []

    def meanwhile() -> None:
        other = Thread(target=settle, args=(folder,))  # as another program would
        other.start()
        other.join()
        seen.extend(folder.rglob(".framework-*"))

    places = {folder / "charts/a.txt": b"a", folder / "trail/b.txt": b"b"}
    write_all(places, meanwhile)
    assert len(seen) == 2
    assert [path.read_bytes() for path in places] == [b"a", b"b"]


def test_what_somebody_changed_since_is_not_taken_back(folder: Path) -> None:
    cases, speakers = (folder / f"transcripts/{name}.csv" for name in ("cases", "speakers"))
    stood, number = (cases.read_bytes(), speakers.read_bytes()), 0
    while (cases.read_bytes(), speakers.read_bytes()) != (b"new", stood[1]):
        settle(folder)
        assert (cases.read_bytes(), speakers.read_bytes()) == stood
        with suppress(Killed), FAULTS.at(number, folder, kill=True):
            write_all({cases: b"new", speakers: b"new too"})
        number += 1
    cases.write_bytes(b"typed since")
    settle(folder)
    assert (cases.read_bytes(), speakers.read_bytes()) == (b"typed since", stood[1])
