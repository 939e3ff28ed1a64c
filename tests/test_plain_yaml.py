"""Hand-written files: every scalar as text, every fault with its line."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framework.formats.plain_yaml import Entries, load


def read(folder: Path, text: str) -> tuple[Entries, list[str]]:
    path = folder / "a.yaml"
    path.write_text(text, "utf-8", newline="")
    found, problems = load(path, "a.yaml")
    return found, [str(problem) for problem in problems]


def test_every_scalar_is_text(tmp_path: Path) -> None:
    found, problems = read(tmp_path, "a: 1.10\nb: no\nc: 0012\nd: 12:30\ne: ~\nf: 'x'\n")
    assert problems == []
    assert {key: str(value) for key, value in found.items()} == {
        "a": "1.10",
        "b": "no",
        "c": "0012",
        "d": "12:30",
        "e": "~",
        "f": "x",
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1\na: 2\n", "a.yaml:2: `a` stands here a second time"),
        (
            "a: &x 1\nb: *x\n",
            "a.yaml:1: an anchor or alias (`&` or `*`); write it out, or in quotes",
        ),
        ("a: !!int 1\n", "a.yaml:1: a tag (`!`); write plain text, or put it in quotes"),
        ("a: 1\n---\nb: 2\n", "a.yaml:2: a second document (`---`) in one file"),
        ("a:\n\t- b\n", "a.yaml:2: a tab; indent with spaces"),
        ("a: one: two\n", "a.yaml:1: a colon in the text; put it in quotes"),
        ("- a\n", "a.yaml:1: not a list of `key: value` lines"),
        ("", "a.yaml:1: not a list of `key: value` lines"),
        ("? [a, b]\n: c\n", "a.yaml:1: a key that is not plain text"),
        ("a: " + "[" * 3000, "a.yaml:1: nested too deep"),
        ("#" * 1_000_001, "a.yaml:1: larger than 1 MB, which no hand-written file is"),
    ],
)
def test_what_is_refused_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    assert read(tmp_path, text)[1] == [told]


def test_a_file_in_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("a: 1\nb: Renée\n".encode("cp1252"))
    problems = load(tmp_path / "a.yaml", "a.yaml")[1]
    assert [str(problem) for problem in problems] == ["a.yaml:2: not UTF-8 text; save it as UTF-8"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200) | st.text("ab:-&*!'\"\n \t[]{}#,?|>", max_size=60).map(str.encode))
def test_reading_is_total_over_any_bytes(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(data)
    found, problems = load(path, "a.yaml")
    assert isinstance(found, Entries)
    assert problems == [] or not found
