"""A bar is shown to somebody who looks, of long work only; the items go by all the same."""

import io
import sys
import time

import pytest

from framework.cli.common import onlooker
from framework.plain.progress import MANY, seen, unseen


class Terminal(io.StringIO):
    """A standard error that somebody looks at."""

    def isatty(self) -> bool:
        """Return that it is a terminal."""
        return True


def slowly(number: int) -> list[int]:
    """Return the items that came by, taking a little longer than a bar needs to appear."""
    found = []
    for one in seen(range(number), "Reading transcripts"):
        time.sleep(1.2 / number)
        found.append(one)
    return found


def test_a_bar_is_shown_on_a_terminal_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("COLUMNS", "80")
    assert slowly(MANY) == list(range(MANY))
    shown = terminal.getvalue()
    assert "Reading transcripts" in shown
    assert shown.split("\r")[-2].isspace() or not shown.split("\r")[-1].strip()


def test_of_a_few_things_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    few = range(MANY - 1)
    assert seen(few, "Reading transcripts") is few
    assert terminal.getvalue() == ""


def test_where_nobody_looks_there_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    many = range(MANY)
    assert seen(many, "Reading transcripts") is many
    assert unseen(many, "Reading transcripts") is many
    assert onlooker(as_json=True) is unseen
    assert onlooker(as_json=False) is seen
    assert capsys.readouterr() == ("", "")
