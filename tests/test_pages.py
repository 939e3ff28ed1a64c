"""What a page tells a reader to type works, and prints what the page shows."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from openpyxl import load_workbook

from framework.cli import COMMANDS, main
from tests.conftest import ROOT, Run

MADE = ROOT / "docs/reference/commands.md"  # from --help, and tested elsewhere
PAGES = [
    page
    for page in (
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *sorted((ROOT / "docs").rglob("*.md")),
    )
    if page != MADE
]
BLOCK = re.compile(r"^```(sh|text)\n(.*?)^```|^(\| sheet \|.*?)\n\n", re.DOTALL | re.MULTILINE)
NAMED = re.compile(r"(?:`|^ *)(?:\.venv\S* -m )?framework ([a-z-][^`;\n]*)", re.MULTILINE)
NO_COMMANDS = {"base", "export"}  # what the format calls parts of a workbook
REPORTS_FAULTS = "framework verify"  # the invented paper has faults, so it ends with 1


def steps(page: Path) -> Iterator[tuple[str, str]]:
    """Yield what a reader does and sees, in order: commands, words printed, cells typed."""
    for language, block, table in BLOCK.findall(page.read_text("utf-8")):
        yield (language, block) if language else ("type", table)


def typed(folder: Path, table: str) -> None:
    """Type into the workbook what a table of the page says, as a spreadsheet program would."""
    path = folder / "charts/carers.xlsx"
    book = load_workbook(path)
    for line in table.splitlines()[2:]:
        name, case, subtheme, words = (part.strip() for part in line.strip("|").split("|"))
        rows = list(book[name].iter_rows())
        (headings,) = (row for row in rows if row[0].value == "Case")
        (column,) = (
            at for at, cell in enumerate(headings) if f"{cell.value} ".startswith(f"{subtheme} ")
        )
        (row,) = (row for row in rows if row[0].value == case)
        row[column].value = words
    book.save(path)


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if any(language == "sh" for language, _ in steps(page))],
    ids=lambda page: page.relative_to(ROOT).as_posix(),
)
def test_the_commands_of_a_page_run_and_print_what_it_shows(
    page: Path, example: Path, run: Run
) -> None:
    folder, printed = example, ""
    for kind, block in steps(page):
        if kind == "type":
            typed(folder, block)
        elif kind == "text":
            assert block in printed, f"{page.name} shows what is not printed"
        else:
            printed = ""
            for line in block.splitlines():
                if line.startswith("cd "):
                    folder = folder / line[3:]
                    continue
                result = run(folder, *shlex.split(line, comments=True)[1:])
                assert result.exit_code == line.startswith(REPORTS_FAULTS), (
                    f"{line}: {result.output}"
                )
                printed += result.output


def command(words: list[str]) -> tuple[click.Command, list[str]]:
    """Return the command that words name, and what is said to it."""
    found: click.Command = main
    while isinstance(found, click.Group) and words and not words[0].startswith("-"):
        name, *words = words
        child = found.get_command(click.Context(found), name)
        if child is None:
            break
        found = child
    return found, words


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_that_a_page_names_exists_with_its_options(page: Path) -> None:
    for line in NAMED.findall(page.read_text("utf-8")):
        words = line.replace("'", " ").replace('"', " ").split()
        if words[0] in NO_COMMANDS:
            continue
        assert words[0] in COMMANDS or words[0].startswith("-"), f"no command: framework {line}"
        found, said = command(words)
        known = {name for each in found.params for name in each.opts} | {"--help", "--version"}
        options = {word.split("=")[0].strip(",.;:)") for word in said if word.startswith("--")}
        assert options <= known, f"framework {line}"


def test_the_pages_that_a_newcomer_follows_are_run() -> None:
    for name in ("README.md", "docs/tutorial/first-finding.md"):
        kinds = [kind for kind, _ in steps(ROOT / name)]
        assert kinds.count("sh") >= 5
        assert "text" in kinds
