"""The documents say what is true now: commands, examples and links are tried."""

import os
import re
import shutil
from pathlib import Path

import pytest

from framework import Study
from framework.cli import COMMANDS
from tests.conftest import ROOT, Run

COMMANDS_PAGE = ROOT / "docs/reference/commands.md"
README = (ROOT / "README.md").read_text("utf-8")
PAGES = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]


def test_the_page_of_commands_is_what_help_prints(tmp_path: Path, run: Run) -> None:
    parts = ["# Commands\n\nAs `--help` shows them. Exit codes: 0 done, 1 problems, 2 wrong use.\n"]
    groups = ("add", "account", "show", "list", "drop")
    for name in ("", *COMMANDS, *(f"finding {one}" for one in groups), "codebook renamed"):
        printed = run(tmp_path, *name.split(), "--help").output
        parts.append(f"\n## {f'framework {name}'.strip()}\n\n```\n{printed}```\n")
    page = "".join(parts)
    if os.environ.get("FRAMEWORK_UPDATE"):
        COMMANDS_PAGE.write_text(page, "utf-8")
    assert COMMANDS_PAGE.read_text("utf-8") == page, "FRAMEWORK_UPDATE=1 writes it anew"


def readme_block(language: str) -> list[str]:
    blocks = re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    assert blocks
    return [str(block) for block in blocks]


def test_the_python_of_the_readme_runs(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(example)
    for block in readme_block("python"):
        exec(compile(block, "README.md", "exec"), {})  # noqa: S102 - our own page


def test_the_good_cells_of_the_teaching_page_stand_in_the_study() -> None:
    cells = Study.open(ROOT).cells
    boxes = {
        cells.cell(row, number).box for row in cells.rows for number in cells.codebook.subthemes
    }
    page = (ROOT / "docs/tutorial/teaching/cells.md").read_text("utf-8")
    good = re.findall(r"\*\*Good\.\*\*[^>]*?\n\n> (.*)", page)
    assert len(good) == 4
    assert set(good) <= boxes


def places(page: Path) -> set[str]:
    """Return the names by which links reach the headings of a page."""
    headings = re.findall(r"^#+ (.+)", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_link_between_pages_leads_to_a_file_and_a_heading() -> None:
    seen = 0
    for page in PAGES:
        for link, _, place in re.findall(r"\]\(([^)#\s]*)(#([^)\s]+))?\)", page.read_text("utf-8")):
            if not link.startswith("http"):
                seen += 1
                there = page.parent / link if link else page
                assert there.exists(), f"{page.name}: {link}"
                assert not place or place in places(there), f"{page.name}: {link}#{place}"
    assert seen > 50


def test_every_verb_of_the_trail_is_in_the_format() -> None:
    from framework.trail.verbs import VERBS  # noqa: PLC0415 - used here only

    page = (ROOT / "docs/reference/format.md").read_text("utf-8")
    assert not [verb for verb in VERBS if f"| `{verb}` |" not in page]


def test_nothing_in_the_repository_names_a_file_that_is_not_its_own() -> None:
    """The invented study says so on every transcript that a person would open."""
    for case in (ROOT / "transcripts").iterdir():
        if case.suffix == ".txt":
            assert "invented" in case.read_bytes()[:200].decode("cp1252")


@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
def test_make_says_what_is_missing_when_there_is_no_python(tmp_path: Path) -> None:
    import subprocess  # noqa: PLC0415 - used here only

    shutil.copyfile(ROOT / "Makefile", tmp_path / "Makefile")
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "constraints.txt").touch()
    for name in ("sh", "make", "rm", "touch"):
        (tmp_path / name).symlink_to(str(shutil.which(name)))
    printed = subprocess.run(
        ["make", "chart"],
        cwd=tmp_path,
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert printed.returncode != 0
    assert "no Python 3.11 or later" in printed.stderr
