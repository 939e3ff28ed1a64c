"""A turn's number is permanent."""

from hypothesis import given
from hypothesis import strategies as st

from framework.material.numbering import carry, first_numbers

STAMPS = st.lists(st.text("abcd", min_size=1, max_size=2), max_size=12)


@given(STAMPS)
def test_an_unchanged_transcript_keeps_its_numbers(stamps: list[str]) -> None:
    numbers = first_numbers(len(stamps))
    assert carry(list(zip(numbers, stamps, strict=True)), stamps) == numbers


@given(STAMPS, STAMPS)
def test_no_number_is_given_twice(old: list[str], new: list[str]) -> None:
    carried = carry(list(zip(first_numbers(len(old)), old, strict=True)), new)
    if carried is not None:
        assert len(carried) == len(new) == len(set(carried))


@given(st.lists(st.integers(), unique=True, min_size=1, max_size=12), st.data())
def test_what_is_put_in_takes_no_number_away(stamps: list[int], data: st.DataObject) -> None:
    old = [str(stamp) for stamp in stamps]
    at = data.draw(st.integers(0, len(old)))
    new = [*old[:at], "new", *old[at:]]
    carried = carry(list(zip(first_numbers(len(old)), old, strict=True)), new)
    assert carried is not None
    assert carried[:at] + carried[at + 1 :] == first_numbers(len(old))
    assert carried[at] == f"{at}a"


def test_a_number_taken_out_is_never_given_again() -> None:
    assert carry([("1", "a")], ["a", "b"], used=["1", "1a"]) == ["1", "1b"]


def test_where_turns_changed_and_their_number_too_nobody_guesses() -> None:
    assert carry([("1", "a"), ("2", "b"), ("3", "c")], ["a", "x", "y", "z", "c"]) is None
