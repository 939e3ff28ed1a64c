"""A turn's number is permanent."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework.transcripts.numbering import carry, first_numbers
from framework.transcripts.sketch import DIGITS, kept, known_again, shared_digits, sketch

SKETCH, KEPT = cache(sketch), cache(kept)
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


HIS = "His do. It is his assessment, after all, and the form says so."
HERS = "Hers are in there already, under his name, and nobody asked her about them."
LATE = "I was late, there was a lorry across the road by the old mill."
THANKS = "Thank you."
MARY = "We had Mary in the mornings then, before they cut the hours again."


def numbers(old: list[str], new: list[str]) -> list[str] | None:
    """Return the numbers of corrected words, of whose first version the sketches are known."""

    def like(sooner: int, later: int) -> int:
        return shared_digits(KEPT(old[sooner]), SKETCH(new[later]))

    return carry(list(zip(first_numbers(len(old)), old, strict=True)), new, like=like)


@pytest.mark.parametrize(
    ("new", "wanted"),
    [
        ([HIS, HERS.replace("asked", "told"), LATE, THANKS], ["1", "2", "2a", "3"]),
        ([HIS, LATE, HERS.replace("asked", "told"), THANKS], ["1", "1a", "2", "3"]),
        ([HIS.replace("form", "law"), LATE, HERS.replace("them", ""), MARY, THANKS],
         ["1", "1a", "2", "2a", "3"]),
        ([HERS.replace("asked", "told")], ["2"]),
        # nobody can tell: as like to one as to the other, too little left, or words parted
        ([HIS.replace("form", "law"), HIS.replace("form", "book"), HERS, THANKS], None),
        ([HIS, "Hers are.", LATE, THANKS], None),
        ([HIS, HERS[:38], HERS[38:], THANKS], None),
        ([HIS, LATE, MARY, THANKS], None),
        # as many as before, but not the same ones
        ([LATE, HIS.replace("form", "law"), THANKS], ["0a", "1", "3"]),
        ([LATE, HIS.replace("form", "law"), MARY], None),
        ([THANKS + " All.", HERS.replace("asked", ""), HIS.replace("form", "")], None),
    ],
)  # fmt: skip
def test_a_changed_turn_is_known_by_its_likeness(new: list[str], wanted: list[str] | None) -> None:
    assert numbers([HIS, HERS, THANKS], new) == wanted


SENTENCE = st.lists(
    st.sampled_from(f"{HIS} {HERS} {LATE} {MARY}".split()), min_size=12, max_size=24
)
TALK = st.lists(SENTENCE.map(" ".join), min_size=1, max_size=8, unique=True)


@given(TALK, TALK)
def test_numbers_carried_by_likeness_are_in_order_and_given_once(
    old: list[str], new: list[str]
) -> None:
    carried = numbers(old, new)
    if carried is not None:
        kept = [int(number) for number in carried if number.isdecimal()]
        assert len(carried) == len(new) == len(set(carried))
        assert kept == sorted(kept)


@given(TALK, st.data())
def test_a_word_changed_beside_a_new_turn_takes_no_number_away(
    talk: list[str], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(talk) - 1))
    changed = f"{talk[at]} indeed"
    carried = numbers(talk, [*talk[:at], changed, "Nobody.", *talk[at + 1 :]])
    assert carried in (
        None,
        [*first_numbers(at + 1), f"{at + 1}a", *first_numbers(len(talk))[at + 1 :]],
    )


def digits(first: int, last: int) -> int:
    """Return a likeness in which the digits from one place to another are equal."""
    return sum(1 << at for at in range(first, last))


@pytest.mark.parametrize(
    ("rival", "known"),
    [
        (digits(0, 12), True),
        (digits(0, 13), False),  # twelve digits fewer is far, eleven is not
        (digits(24, 28), True),
        (digits(24, 29), False),  # it has more than half of what the other lacks: a turn in parts
    ],
)
def test_a_turn_is_known_again_by_far_or_not_at_all(rival: int, *, known: bool) -> None:
    for likes in ({(0, 0): digits(0, 24), (0, 1): rival}, {(0, 0): digits(0, 24), (1, 0): rival}):
        old, new = (range(max(places) + 1) for places in zip(*likes, strict=True))
        found = known_again(old, new, lambda *pair, likes=likes: likes[pair])
        assert found == ([(0, 0)] if known else [])


def test_a_sketch_tells_likeness_and_no_words() -> None:
    assert len(sketch(HIS)) == DIGITS == shared_digits(sketch(HIS), sketch(HIS.upper())).bit_count()
    assert shared_digits(sketch(HIS), sketch(LATE)).bit_count() < DIGITS // 3
    assert kept("one two three four five six seven eight nine ten") != ""
    assert kept("one two three four five six seven eight nine: nine, nine") == ""
    assert sketch("...") == ""
    assert shared_digits("", "") == 0
