"""Whatever a line of the trail holds: it is a decision, or one problem with its place."""

import json
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framework import Study
from framework.trail.command import Command
from framework.trail.decisions import fold
from framework.trail.files import read_trail
from framework.trail.verbs import VERBS
from tests.conftest import Run

ROW = {"case": "ASH-OP-1"}
PASSAGE = {"case": "ASH-OP-1", "turn": "2", "start": 0, "end": 7, "speaker": "A-1"}
PASSAGE |= {"words": "His do.", "before": "", "after": " It", "subtheme": "2.1"}
WHOLE: list[dict[str, Any]] = [
    *({"verb": verb, **PASSAGE} for verb in ("index", "accept", "reject")),
    {"verb": "unindex", "over": ["ek-0123456789/1"]},
    {"verb": "summarise", "row": ROW, "subtheme": "2.1", "text": "His [2]."},
    {"verb": "state", "row": ROW, "subtheme": "2.1", "said": "not recorded", "reason": "tape"},
    {"verb": "state", "row": ROW, "subtheme": "2.1", "asked": "asked"},
    {"verb": "memo", "row": ROW, "subtheme": "2.1", "text": "look"},
    {"verb": "memo", "row": ROW, "subtheme": "2.1", "colour": "FFFF00"},
    {"verb": "memo", "row": ROW, "column": "Mine", "text": "look"},
    {"verb": "memo", "row": {"kind": "focus group"}, "sheet": "Mine", "at": "B2", "text": "x"},
    {"verb": "position", "row": ROW, "position": "2.1a", "how": "holds", "text": "SW1 [2]"},
    {"verb": "finding", "finding": "F1", "claim": "So.", "subthemes": ["2.1"], "scope": {"k": "v"}},
    {"verb": "account", "row": ROW, "finding": "F1", "answer": "supports", "text": "[2]"},
    {"verb": "verdict", "words": "his do", "verdict": "not speech"},
    {"verb": "number", "case": "ASH-OP-1", "files": [["a", "b"]], "turns": [["1", "c"]]},
    {"verb": "version", "numbers": {"2.1": ["Whose needs", "0"]}},
    {"verb": "rename", "case": "ASH-OP-1", "to": "A1"},
    {"verb": "erase", "acts": ["ek-0123456789/1"]},
    {"verb": "undo", "line": "ek-0123456789"},
]
SHOWN = ("check", "chart --researcher ek", "undo", "trace 2.1", "finding list")

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=4), inside),
    max_leaves=5,
)


@st.composite
def odd_acts(draw: st.DrawFn) -> dict[str, Any]:
    """Return a whole act with one field changed, taken out or put in."""
    act = dict(draw(st.sampled_from(WHOLE)))
    name = draw(st.sampled_from([*act, "over", "at", "row", "erased"]))
    if draw(st.booleans()):
        act.pop(name, None)
    else:
        act[name] = draw(anything)
    return act


def put(folder: Path, *lines: str) -> None:
    (folder / "trail").mkdir(exist_ok=True)
    (folder / "trail/ek.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8")


def test_every_verb_has_its_whole_acts() -> None:
    assert {act["verb"] for act in WHOLE} == set(VERBS)
    for act in WHOLE:
        Command.parse(Command.new("2026-01-01", "ek", [act]).line())


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"verb": "summarise", "row": [["case", "A"]]}, "act 1 of this line holds something odd"),
        ({"verb": "summarise", "over": [{"a": 1}]}, "something odd in `over`"),
        ({"verb": "index", "start": True}, "something odd in `start`"),
        ({"verb": "number", "turns": [["1", "a"], ["1", "b"]]}, "something odd in `turns`"),
        ({"verb": "account", "finding": "F" + "9" * 5000}, "something odd in `finding`"),
        ({"verb": "state", "said": {"a": []}}, "something odd in `said`"),
        ({"verb": "undo", "line": ["ek-0123456789"]}, "something odd in `line`"),
        ({"verb": "verdict", "strength": 3}, "has a field `strength` that is not known"),
        ({"verb": ["memo"]}, "act 1 of this line has no verb"),
    ],
)
def test_an_odd_field_is_told_by_name(folder: Path, changed: dict[str, Any], told: str) -> None:
    act = next((one for one in WHOLE if one["verb"] == changed["verb"]), {})
    put(folder, Command.new("2026-01-01", "ek", [act | changed]).line())
    (problem,) = Study.open(folder).check()
    assert str(problem).startswith("trail/ek.jsonl:1: ")
    assert told in str(problem)


@pytest.mark.parametrize(
    ("name", "value"),
    [("by", "e/k"), ("by", ["ek"]), ("at", "yesterday"), ("id", "ek-1"), ("do", {"verb": "undo"})],
)
def test_an_odd_head_is_told(folder: Path, name: str, value: Any) -> None:
    line = json.loads(Command.new("2026-01-01", "ek", [WHOLE[4]]).line())
    put(folder, json.dumps(line | {name: value}))
    (problem,) = Study.open(folder).check()
    assert str(problem).startswith("trail/ek.jsonl:1: ")


def test_half_a_character_is_told(folder: Path) -> None:
    """No file can hold one; JSON can, as its code."""
    line = Command.new("2026-01-01", "ek", [WHOLE[4] | {"text": "\ud800"}]).line()
    put(folder, line.replace("\ud800", "\\uD800"))
    (problem,) = Study.open(folder).check()
    assert str(problem).startswith("trail/ek.jsonl:1: this line holds half a character")


@given(odd_acts())
def test_an_act_that_is_read_can_be_folded(act: dict[str, Any]) -> None:
    with suppress(ValueError):
        fold([Command.parse(Command.new("2026-01-01", "ek", [act]).line())])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(odd_acts())
def test_no_command_meets_an_odd_act_with_a_traceback(
    folder: Path, run: Run, act: dict[str, Any]
) -> None:
    for built in ("charts", ".framework"):
        shutil.rmtree(folder / built, ignore_errors=True)
    line = json.loads(Command.new("2026-01-01", "ek", [act]).line())
    put(folder, json.dumps(line))
    for command in SHOWN:
        assert run(folder, *command.split()).exit_code in (0, 1)


def test_an_altered_line_does_not_count_because_it_says_that_an_act_was_erased(
    folder: Path,
) -> None:
    """The id of a line with an erased act cannot be checked, so an `erase` has to name the act."""
    acts = [WHOLE[4], WHOLE[6]]
    line = Command.new("2026-01-01", "ek", acts)
    forged = Command(line.id, line.at, "ek", (WHOLE[4] | {"text": "Hers."}, {"erased": True}))
    put(folder, forged.line())
    (problem,) = Study.open(folder).check()
    assert "trail/ek.jsonl:1: an act of this line is taken out, and no `erase` names it" in str(
        problem
    )
    assert not read_trail(folder)[0]
    own = {"verb": "erase", "acts": [f"{line.id}/2"]}
    put(folder, Command(line.id, line.at, "ek", (*forged.do, own)).line())
    assert not read_trail(folder)[0]
    put(folder, forged.line(), Command.new("2026-01-02", "ek", [own]).line())
    commands, problems = read_trail(folder)
    assert (len(commands), problems) == (2, [])


def test_of_two_copies_the_one_whose_id_can_be_checked_counts() -> None:
    line = Command.new("2026-01-01", "ek", [WHOLE[4], WHOLE[6]])
    forged = Command(line.id, line.at, "ek", (WHOLE[4] | {"text": "Hers."}, {"erased": True}))
    erase = Command.new("2026-01-02", "rt", [{"verb": "erase", "acts": [f"{line.id}/2"]}])
    told = fold([forged, erase, line]).commands[line.id]
    assert [act.get("text") for act in told.do] == ["His [2].", None]
