"""Hand-written files: every scalar as text, every fault with its line."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framework.plain.yaml import Entries, load


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
        ("a: @x\n", "a.yaml:1: a sign that cannot begin text; put the text in quotes"),
        (
            "a: 1\nb: 'it is\nc: 2\n",
            "a.yaml:2: this entry does not end; close its quote or bracket, or add a colon",
        ),
        (
            "a: 1\n  b\n - c: 2\n",
            "a.yaml:3: here or a line before: not `key: value` or `- item`; check indents, quotes",
        ),
        ("#" * 1_000_001, "a.yaml:1: larger than 1 MB, which no hand-written file is"),
    ],
)
def test_what_is_refused_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    assert read(tmp_path, text)[1] == [told]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: " + "[" * 3000, 1),
        ("a: b\nc: " + "{d: " * 1500, 2),
        ("a: b\nc: ['x', {d: " + "[{e: " * 900, 2),
        ("a: " + "[" * 12 + "]" * 12, 1),
        ("a: b\n" + "".join(f"{' ' * depth}c:\n" for depth in range(300)), 14),
        ("- " * 2000 + "a", 1),
    ],
)
def test_nesting_is_counted_by_our_own_reader(tmp_path: Path, text: str, line: int) -> None:
    """The library reads ahead of what it hands over, and has a limit of its own."""
    assert read(tmp_path, text)[1] == [f"a.yaml:{line}: nested too deep"]


@pytest.mark.parametrize("text", [f"a: '{'[' * 40}' b: c\n", f"a: [b # {'[' * 40}\nc: }}\n"])
def test_brackets_in_quotes_and_comments_do_not_nest(tmp_path: Path, text: str) -> None:
    (told,) = read(tmp_path, text)[1]
    assert "nested" not in told


def test_what_is_wrong_is_told_without_the_library_s_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parse = yaml.parse

    def worded_anew(text: str, **loader: Any) -> Iterator[yaml.Event]:
        try:
            yield from parse(text, **loader)
        except yaml.MarkedYAMLError as fault:
            fault.problem = "worded otherwise in a later version"
            raise

    monkeypatch.setattr(yaml, "parse", worded_anew)
    assert read(tmp_path, "a: one: two\n")[1] == ["a.yaml:1: a colon in the text; put it in quotes"]
    assert read(tmp_path, "a: " + "[" * 3000)[1] == ["a.yaml:1: nested too deep"]


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
