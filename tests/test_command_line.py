"""The command line as a whole: help, exit codes, who is at the keyboard, a quick start."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from framework.cli import COMMANDS
from tests.conftest import ROOT, Run, lay_out

LOADED = """
import sys
from framework.cli import main
main({args}, standalone_mode=False)
print(sorted({{name.split(".")[0] for name in sys.modules}}))
"""


def python(*args: str, folder: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a fresh interpreter, as a shell would."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment}
    command = [sys.executable, *args]
    return subprocess.run(
        command,
        cwd=folder,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(tmp_path: Path, run: Run, name: str) -> None:
    printed = run(tmp_path, name, "--help")
    assert printed.exit_code == 0
    assert re.search(rf"Examples?:\s+framework {name}", printed.output)


def test_help_lists_the_commands_in_the_order_of_the_work(tmp_path: Path, run: Run) -> None:
    printed = run(tmp_path, "--help").output
    places = [printed.index(f"\n  {name} ") for name in COMMANDS]
    assert places == sorted(places)
    assert max(map(len, printed.splitlines())) <= 80


def test_help_loads_nothing_heavy() -> None:
    code = LOADED.format(args=["--help"])
    printed = python("-c", code)
    assert printed.returncode == 0, printed.stderr
    loaded = printed.stdout.splitlines()[-1]
    assert "click" in loaded
    for heavy in (
        "pandas",
        "matplotlib",
        "spacy",
        "tqdm",
        "numpy",
        "openpyxl",
        "xlsxwriter",
        "lxml",
        "yaml",
    ):
        assert f"'{heavy}'" not in loaded


def test_when_nothing_changed_nothing_is_parsed(folder: Path, run: Run) -> None:
    assert run(folder, "chart").exit_code == 0
    code = LOADED.format(args=["chart"])
    printed = python("-c", code, folder=folder)
    assert "Nothing has changed" in printed.stdout
    heavy = "pandas spacy tqdm openpyxl xlsxwriter lxml yaml pydantic rich joblib"
    for name in heavy.split():
        assert f"'{name}'" not in printed.stdout.splitlines()[-1]


def test_python_m_framework_is_framework() -> None:
    assert python("-m", "framework", "--version").stdout.startswith("framework, version ")


def test_no_color_is_obeyed_and_a_plain_console_shows_something(folder: Path) -> None:
    printed = python(
        "-m",
        "framework",
        "chart",
        folder=folder,
        NO_COLOR="1",
        PYTHONUTF8="0",
        PYTHONIOENCODING="ascii",
    )
    assert printed.returncode == 0
    assert "\x1b" not in printed.stdout
    assert "Tiny study" in printed.stdout


def test_a_command_for_pasting_is_quoted_for_a_shell_and_stays_whole(
    folder: Path, run: Run
) -> None:
    names = ["a $HOME & (so on), a very long name that will not fit on a line.txt", "it's a b.txt"]
    lay_out(folder, {f"transcripts/{name}": "A: b" for name in names})
    printed = run(folder, "check").output
    for name in names:
        command = f"framework add {shlex.quote(f'transcripts/{name}')}"
        assert command.split(" ", 2)[2] in printed
        assert shlex.split(command) == ["framework", "add", f"transcripts/{name}"]
    made = run(folder.parent, "new", "a b;c").output
    assert "Next: cd 'a b;c'," in made.replace("\n", " ")
    for name in names:
        (folder / "transcripts" / name).unlink()
    draft = folder / "my draft.md"
    draft.write_text("“Joined-up care” is a term.\n", "utf-8")
    shown = run(folder, "verify", "my draft.md").output
    (command,) = re.findall(r"a quotation\? Run (framework verify .*)", shown)
    assert shlex.split(command)[:4] == ["framework", "verify", "my draft.md", "--not-speech"]
    sheet = run(folder, "verify", "my draft.md", "--sheet", "to tick.xlsx").output
    assert "framework verify 'to tick.xlsx'" in " ".join(sheet.split())


@pytest.mark.parametrize("args", [["nonsense"], ["trace"], ["chart", "--no-such-option"], ["new"]])
def test_wrong_use_is_exit_code_2(folder: Path, run: Run, args: list[str]) -> None:
    assert run(folder, *args).exit_code == 2


def test_outside_a_study_one_line_says_what_to_do(tmp_path: Path, run: Run) -> None:
    for name in ("chart", "check", "trace"):
        printed = run(tmp_path, *([name, "2.1"] if name == "trace" else [name]))
        assert printed.exit_code == 1
        assert len(printed.stderr.splitlines()) == 1
        assert "framework new" in printed.stderr


def test_who_is_at_the_keyboard_is_said_first(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def first(*args: str) -> str:
        return run(folder, "check", *args).output.splitlines()[0]

    assert first() == "Tiny study · as nobody"
    monkeypatch.setenv("FRAMEWORK_RESEARCHER", "rt")
    assert first() == "Tiny study · as rt"
    assert first("--researcher", "ek") == "Tiny study · as ek"
    monkeypatch.delenv("FRAMEWORK_RESEARCHER")
    assert first() == "Tiny study · as ek", "remembered on this machine"
    refused = run(folder, "check", "--researcher", "zz")
    assert refused.exit_code == 1
    assert "study.yaml has no researcher `zz`" in refused.stderr


def test_whoever_takes_another_s_place_on_a_machine_is_told(folder: Path, run: Run) -> None:
    """For an import, where the words are a colleague's, it holds for that once."""
    assert run(folder, "chart", "--researcher", "ek").exit_code == 0
    mail = folder.parent / "mail.xlsx"
    shutil.copy(folder / "charts/tiny.xlsx", mail)
    once = run(folder, "import", str(mail), "--researcher", "rt").output.splitlines()
    assert once[:2] == ["Tiny study · as rt", "As rt this once; here you are ek."]
    assert run(folder, "check").output.splitlines()[0] == "Tiny study · as ek"
    now = run(folder, "check", "--researcher", "rt").output.splitlines()
    assert now[:2] == ["Tiny study · as rt", "As rt from now on; until now ek."]
    assert run(folder, "check").output.splitlines()[0] == "Tiny study · as rt"


def test_a_study_with_one_researcher_knows_who_it_is(folder: Path, run: Run) -> None:
    assert run(folder, "check", "--researcher", "rt").exit_code == 0
    path = folder / "study.yaml"
    path.write_text(path.read_text("utf-8").replace("  rt: R. Tindall\n", ""), "utf-8")
    assert run(folder, "check").output.splitlines()[0] == "Tiny study · as ek"
