"""A box holds a person's words, one state, or nothing; what a state looks like is read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework.cases.case import Row
from framework.trail.cell import ASKED, CHOSEN, Asked, Cell, Said, State, read_state

ROW = Row.case("A")


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("nothing said", State(said="nothing said")),
        ("Nothing Said.", State(said="nothing said")),
        ("asked, nothing said", State("asked", "nothing said")),
        ("not asked, nothing said", State("not asked", "nothing said")),
        ("not asked", State(asked="not asked")),
        ("asked", State(asked="asked")),
        ("not recorded: batteries", State(said="not recorded", reason="batteries")),
        ("touched on, not pursued", State(said="touched on, not pursued")),
    ],
)
def test_a_whole_text_of_a_state_is_that_state(text: str, state: State) -> None:
    assert read_state(text) == state


@pytest.mark.parametrize(
    "text",
    ["", "charted", "nothing was said", "nothing said about respite", "not asked and silent"],
)
def test_anything_else_is_a_summary(text: str) -> None:
    assert read_state(text) is None


@given(st.sampled_from(ASKED), st.sampled_from(CHOSEN), st.sampled_from(["", "the tape ran out"]))
def test_a_printed_state_reads_as_what_was_chosen(asked: Asked, said: Said, reason: str) -> None:
    box = Cell(ROW, "2.1", asked=asked, said=said, reason=reason if said != "uncharted" else "").box
    if not box:
        assert said == "uncharted"
        return
    found = read_state(box)
    assert found is not None
    assert found.said in (said, None)
    assert found.asked in (asked, None)


def test_only_silence_is_shown_with_whether_it_was_asked() -> None:
    assert Cell(ROW, "2.1", asked="asked", said="nothing said").box == "asked, nothing said"
    assert Cell(ROW, "2.1", asked="asked", said="not recorded").box == "not recorded"


def test_a_reason_may_follow_a_wide_colon() -> None:
    assert read_state("not recorded： batteries") == State(said="not recorded", reason="batteries")


def test_an_empty_box_means_uncharted_only() -> None:
    empty = [said for said in CHOSEN if not Cell(ROW, "2.1", asked="asked", said=said).box]
    assert empty == ["uncharted"]


def test_not_asked_shows_while_nobody_has_charted_what_was_said_unasked() -> None:
    assert Cell(ROW, "2.1", asked="not asked").box == "not asked"
    assert (
        Cell(ROW, "2.1", asked="not asked", said="charted", texts=("He said.",)).box == "He said."
    )
