"""The trail folds as a set of lines: order, copies and files make no difference."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from framework.cases.case import Row
from framework.trail.choice import Kind, choose
from framework.trail.command import Command
from framework.trail.decisions import Decisions, fold
from framework.trail.news import news

ROW = {"case": "A"}


def write(text: str, *over: str, by: str = "ek", at: str = "2026-01-01T00:00:00Z") -> Command:
    act: dict[str, Any] = {"verb": "summarise", "row": ROW, "subtheme": "2.1", "text": text}
    return Command.new(at, by, [act | ({"over": list(over)} if over else {})])


def undo(line: Command, by: str = "ek") -> Command:
    return Command.new("2026-01-02T00:00:00Z", by, [{"verb": "undo", "line": line.id}])


def texts(decisions: Decisions) -> list[str]:
    return [act["text"] for act in decisions.on("said", '{"case": "A"}', "2.1")]


def test_what_nothing_replaces_stands() -> None:
    first = write("one")
    second = write("two", f"{first.id}/1")
    assert texts(fold([first, second])) == ["two"]


def test_two_that_do_not_know_of_each_other_are_contested() -> None:
    first, other = write("one"), write("another", by="rt")
    assert sorted(texts(fold([first, other]))) == ["another", "one"]
    over = write("both", f"{first.id}/1", f"{other.id}/1")
    assert texts(fold([first, other, over])) == ["both"]


def test_an_undone_line_no_longer_lives_and_what_it_replaced_stands_again() -> None:
    first = write("one")
    second = write("two", f"{first.id}/1")
    back = undo(second)
    assert texts(fold([first, second, back])) == ["one"]
    assert [act.name for act in fold([first, second, back]).every("summarise")] == [f"{first.id}/1"]
    assert texts(fold([first, second, back, undo(back)])) == ["two"]


def test_an_undo_changes_nothing_while_a_living_act_is_built_on_the_line() -> None:
    first = write("one")
    second = write("two", f"{first.id}/1")
    decisions = fold([first, second, undo(first)])
    assert texts(decisions) == ["two"]
    assert decisions.built_on(first.id) == [second.id]
    free = fold([first, second, undo(first), undo(second)])
    assert texts(free) == []
    assert free.built_on(first.id) == []


def test_a_blocked_undo_leaves_the_whole_line_alive() -> None:
    both = [
        {"verb": "summarise", "row": ROW, "subtheme": "2.1", "text": "one"},
        {"verb": "summarise", "row": ROW, "subtheme": "2.2", "text": "beside"},
    ]
    first = Command.new("2026-01-01T00:00:00Z", "ek", both)
    second = write("two", f"{first.id}/1")
    decisions = fold([first, second, undo(first)])
    assert first.id in decisions.living
    assert [act["text"] for act in decisions.on("said", '{"case": "A"}', "2.2")] == ["beside"]


def test_erased_acts_are_left_out_at_once_and_for_good() -> None:
    first = write("a name")
    erase = Command.new(
        "2026-01-03T00:00:00Z", "rt", [{"verb": "erase", "acts": [f"{first.id}/1"]}]
    )
    assert texts(fold([first, erase])) == []
    assert texts(fold([first, erase, undo(erase)])) == []
    emptied = Command(first.id, first.at, first.by, ({"erased": True},))
    assert fold([first, erase]).standing == fold([emptied, erase]).standing
    assert fold([first, emptied, erase]).commands[first.id] == emptied
    assert not fold([emptied]).standing
    assert not fold([emptied]).unknown


def test_a_note_and_a_colour_of_one_cell_are_two_things() -> None:
    beside = {"verb": "memo", "row": ROW, "subtheme": "2.1"}
    acts = [beside | {"text": "look again"}, beside | {"colour": "FFFF00"}]
    standing = fold([Command.new("2026-01-01T00:00:00Z", "ek", acts)]).standing
    assert [len(found) for found in standing.values()] == [1, 1]


def test_what_is_no_name_replaces_nothing() -> None:
    act = {"verb": "summarise", "row": ROW, "subtheme": "2.1", "text": "one", "over": [3, None]}
    decisions = fold([Command.new("2026-01-01T00:00:00Z", "ek", [act])])
    assert texts(decisions) == ["one"]
    assert decisions.built_on("3") == []


def test_news_are_the_cells_that_others_have_written_since() -> None:
    known, since = write("one", by="rt"), write("two", by="rt")
    cell = {"verb": "state", "row": ROW, "subtheme": "2.2", "said": "nothing said"}
    chosen = Command.new("2026-01-01T00:00:00Z", "rt", [cell])
    decisions = fold([known, since, chosen, write("mine")])
    assert news(decisions, {known.id}, "ek") == {"rt": ["A × 2.1", "A × 2.2"]}
    assert news(decisions, {known.id, chosen.id}, "ek") == {"rt": ["A × 2.1"]}
    assert news(decisions, set(decisions.commands), "ek") == {}


def test_what_somebody_takes_back_or_lets_stand_again_is_news() -> None:
    known = write("one", by="rt")
    back = undo(known, by="rt")
    assert news(fold([known, back]), {known.id}, "ek") == {"rt": ["A × 2.1"]}
    assert news(fold([known, back]), {known.id}, "rt") == {}
    again = undo(back, by="rt")
    assert news(fold([known, back, again]), {known.id, back.id}, "ek") == {"rt": ["A × 2.1"]}
    indexed = Command.new("2026-01-01T00:00:00Z", "rt", [{"verb": "memo", "row": ROW}])
    assert news(fold([indexed, undo(indexed, by="rt")]), set(), "ek") == {}


def test_a_placing_and_an_account_are_news() -> None:
    acts = [
        {"verb": "position", "row": ROW, "position": "2.1a", "how": "holds"},
        {"verb": "account", "row": ROW, "finding": "F1", "answer": "supports"},
    ]
    decisions = fold([Command.new("2026-01-01T00:00:00Z", "rt", acts)])
    assert news(decisions, set(), "ek") == {"rt": ["A × 2.1a", "A × F1"]}


PLACING = Kind("position", "position", "how", ("holds", "opposes"))


def place(by: str, how: str) -> Command:
    act = {"verb": "position", "row": ROW, "position": "2.1a", "how": how}
    return Command.new("2026-01-01T00:00:00Z", by, [act])


def test_a_choice_taken_away_contests_no_other_and_two_alike_are_one() -> None:
    for other in ("", "holds"):
        decisions = fold([place("ek", "holds"), place("rt", other)])
        chosen = choose(decisions, PLACING, Row.case("A"), "2.1a")
        assert (chosen.word, chosen.contested) == ("holds", False)


def test_a_line_reads_back_as_it_was_written() -> None:
    line = write("“Mm.” – 😀\nand so on")
    assert Command.parse(line.line()) == line


def test_an_unknown_verb_is_kept_and_decides_nothing() -> None:
    odd = Command.new("2026-01-01T00:00:00Z", "ek", [{"verb": "telepathise"}])
    decisions = fold([odd])
    assert decisions.unknown == {f"{odd.id}/1"}
    assert not decisions.standing


@st.composite
def trails(draw: st.DrawFn) -> list[Command]:
    """Return lines as two researchers might write them, each over what it happened to see."""
    lines: list[Command] = []
    for number in range(draw(st.integers(0, 9))):
        by = draw(st.sampled_from(["ek", "rt"]))
        kind = draw(st.sampled_from(["write", "write", "undo", "erase"]))
        seen = draw(st.lists(st.sampled_from(lines), max_size=3)) if lines else []
        names = [f"{line.id}/1" for line in seen]
        if kind == "undo" and seen:
            lines.append(undo(seen[0], by))
        elif kind == "erase" and seen:
            act = {"verb": "erase", "acts": names[:1]}
            lines.append(Command.new("2026-01-03T00:00:00Z", by, [act]))
        else:
            lines.append(write(f"text {number}", *names, by=by))
    return lines


@given(trails(), st.randoms(use_true_random=False))
def test_any_order_and_any_copies_fold_alike(lines: list[Command], random: Any) -> None:
    shuffled = [Command.parse(line.line()) for line in [*lines, *lines[:3]]]
    random.shuffle(shuffled)
    there, here = fold(lines), fold(shuffled)
    assert there == here
    assert list(there.commands) == list(here.commands)


@given(trails(), trails())
def test_merging_two_trails_is_the_same_from_either_side(
    mine: list[Command], theirs: list[Command]
) -> None:
    assert fold([*mine, *theirs]) == fold([*theirs, *mine])


@given(trails())
def test_every_standing_act_lives_and_nothing_living_replaces_it(lines: list[Command]) -> None:
    decisions = fold(lines)
    living = [line for line in decisions.commands.values() if line.id in decisions.living]
    replaced = {
        name
        for line in living
        for number, act in enumerate(line.do, 1)
        if f"{line.id}/{number}" not in decisions.erased
        for name in act.get("over", [])
    }
    for acts in decisions.standing.values():
        for act in acts:
            assert act.name.split("/")[0] in decisions.living
            assert act.name not in replaced | decisions.erased


@given(st.text() | st.binary().map(lambda data: data.decode("latin-1")))
def test_any_line_is_a_whole_command_or_none(line: str) -> None:
    try:
        command = Command.parse(line)
    except ValueError:
        return
    assert Command.parse(command.line()) == command
