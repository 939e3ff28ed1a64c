"""A tiny study that a test can read at a glance, a copy of the root study, and the program."""

import os
import shutil
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from framework import Study
from framework.cli import main

ROOT = Path(__file__).parent.parent
PARTS = ("study.yaml", "transcripts", "codebooks", "trail", "drafts")

# Every run tries the same cases: a failure is a change of the program, never of the dice.
settings.register_profile("same", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("same")

Run = Callable[..., Result]

STUDY = """
    format: 1
    id: tiny-1
    name: tiny
    title: Tiny study
    codebook: codebooks/tiny.yaml
    attributes:
      - name: authority
        values:
          Ashmarch: Council A
          Harkenshaw: Council C
      - name: team
    charts:
      - kind: focus group
        each: authority
        summaries: [authority, team]
      - kind: interview
    researchers:
      ek: E. Kell
      rt: R. Tindall
    attribution: "({role}, {authority}, {team} {group})"
"""
CODEBOOK = """
    format: 1
    themes:
      - number: 2
        name: Assessment
        subthemes:
          - number: 2.1
            name: Whose needs
            definition: Whose needs lead.
          - number: 2.2
            name: The form
"""
CASES = """
    case,file,kind,authority,team,group,date
    ASH-OP-1,ash.txt,focus group,Ashmarch,OP,FG1,2012-10-09
    HAR-LD-1,har.txt,focus group,Harkenshaw,LD,FG1,2013-03-14
"""
SPEAKERS = """
    case,label,speaker,kind,role
    ASH-OP-1,Int,A-I,moderator,
    ASH-OP-1,SW1,A-1,participant,Social Worker
    ASH-OP-1,CA1,A-2,participant,Care Assessor
    ASH-OP-1,Several,,participant,
    HAR-LD-1,Int,H-I,moderator,
    HAR-LD-1,Renée,H-1,participant,Social Worker
"""
ASH = """
    Int: Whose needs come first?
    SW1: His do. It is his assessment, after all.
    CA1: It depends who is nearer to going under.
    Several: Mm.
    SW1: And the form counts her help as his need met.
    Int: Thank you.
"""
HAR = """
    Int: Whose needs come first?
    Renée: Hers are in there already, under his name.
    Int: Thank you.
"""
FILES = {
    "study.yaml": STUDY,
    "codebooks/tiny.yaml": CODEBOOK,
    "transcripts/cases.csv": CASES,
    "transcripts/speakers.csv": SPEAKERS,
    "transcripts/ash.txt": ASH,
    "transcripts/har.txt": HAR,
}


def lay_out(folder: Path, files: dict[str, str]) -> Path:
    """Write text files into a folder, without the indentation they have in a test."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(dedent(text).lstrip("\n").encode())
    return folder


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a test after the length of its bytes, which may hold the second they were made in."""
    return f"{argname} of {len(val)} bytes" if isinstance(val, bytes) else None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of the tiny study."""
    return lay_out(tmp_path / "tiny", FILES)


@pytest.fixture
def study(folder: Path) -> Study:
    """Return the tiny study, open."""
    return Study.open(folder)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """Return the folder of a copy of the invented study at the repository's root."""
    copy = tmp_path / "example"
    copy.mkdir()
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, copy / part)
        else:
            shutil.copyfile(ROOT / part, copy / part)
    return copy


@pytest.fixture(autouse=True)
def own_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what a machine remembers, and who is at it, out of the test and the test out of it."""
    for name in ("HOME", "XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "machine"))
    monkeypatch.delenv("FRAMEWORK_RESEARCHER", raising=False)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs the program in a folder, and returns what it printed."""

    def go(folder: Path, *args: str) -> Result:
        monkeypatch.chdir(folder)
        result = CliRunner().invoke(main, list(args), prog_name="framework")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return go


@pytest.fixture(scope="session", autouse=True)
def root_unchanged() -> Iterator[None]:
    """Fail if any test wrote into the study at the repository's root."""

    def state() -> dict[str, str]:
        kept = [
            ROOT / "study.yaml",
            *(path for part in PARTS[1:] for path in (ROOT / part).rglob("*")),
        ]
        return {str(path): sha256(path.read_bytes()).hexdigest() for path in kept if path.is_file()}

    before = state()
    assert before
    yield
    assert state() == before


def shared() -> Path:
    """Return where samples that may not travel with the project are, if they are here at all."""
    return Path(os.environ.get("FRAMEWORK_SHARED", ROOT.parent / "shared"))
