"""Codebooks: what is read, and what is refused with its line."""

from pathlib import Path
from textwrap import dedent

import pytest

from framework.codebook.codebook_file import read_codebook

GOOD = """\
format: 1
themes:
  - number: 2
    name: Assessment
    subthemes:
      - number: 2.1
        name: Whose needs
        terms: [whose needs, person first]
      - number: 2.10
        name: The form
"""


def problems(folder: Path, text: str) -> list[str]:
    (folder / "c.yaml").write_text(dedent(text), "utf-8")
    return [str(problem) for problem in read_codebook(folder / "c.yaml", "c.yaml")[1]]


def test_numbers_are_text(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text(GOOD, "utf-8")
    book, found = read_codebook(tmp_path / "c.yaml", "c.yaml")
    assert found == []
    assert list(book.subthemes) == ["2.1", "2.10"]
    assert book["2.1"].terms == ("whose needs", "person first")
    assert book["2.10"].heading == "2.10 · The form"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("number: 2.10", "number: 2.1", "c.yaml:9: number 2.1 stands on line 6 too"),
        ("number: 2.10", "number: 3.1", "c.yaml:9: subtheme 3.1 stands under theme 2"),
        ("number: 2.10", "number: two", "c.yaml:9: `two` is not a number"),
        ("      - number: 2.10\n        name", "      - name", "c.yaml:9: `number` is missing"),
        ("      - number: 2.10\n", "      - number:\n", "c.yaml:9: `number` is empty"),
        ("name: The form", "naem: The form", "c.yaml:10: unknown key `naem`"),
        (
            "terms: [whose needs, person first]",
            "terms: whose",
            "c.yaml:8: `terms` should be a list",
        ),
        ("format: 1", "format: 2", "c.yaml:1: format 2, and this version knows format 1"),
        ("name: The form", "name: The form\n\tterms: [a]", "c.yaml:11: a tab; indent with spaces"),
        ("name: The form", "name: *form", "c.yaml:10: an anchor or alias"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in GOOD
    found = problems(tmp_path, GOOD.replace(old, new))
    assert any(problem.startswith(told) for problem in found), found


def test_a_thousand_entries_are_read_and_one_more_is_refused(tmp_path: Path) -> None:
    subthemes = "".join(f"      - number: 2.{n}\n        name: S{n}\n" for n in range(1, 1000))
    head = "format: 1\nthemes:\n  - number: 2\n    name: T\n    subthemes:\n"
    assert problems(tmp_path, head + subthemes) == []
    more = subthemes + "      - number: 2.1000\n        name: S\n"
    assert problems(tmp_path, head + more) == ["c.yaml: more than 1,000 themes and subthemes"]
