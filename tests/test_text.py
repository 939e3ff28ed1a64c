"""Folding and its way back, and text made safe."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework.plain.text import clean, count_words, fold, inert, shorten, visible


def test_typography_makes_no_difference() -> None:
    assert fold("“It’s  his\u00a0— he said”").text == fold('"it\'s his - he said"').text


def test_an_accent_written_apart_equals_one_on_its_letter() -> None:
    assert fold("Rene\u0301e").text == fold("Ren\u00e9e").text


def test_what_is_found_is_cited_from_the_original() -> None:
    text = "so – she’s  “nearer”  to going under"
    start, end = fold(text).find_all('"nearer" to')[0]
    assert text[start:end] == "“nearer”  to"


@given(st.text(max_size=60), st.data())
def test_any_stretch_is_found_at_its_place(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    assert folded.original(start, end) in folded.find_all(folded.text[start:end])


@given(st.text())
def test_inert_text_holds_no_escape_and_no_direction_mark(text: str) -> None:
    assert not set(inert(text)) & {"\x1b", "\x9b", "\x07", "\u202e", "\u2066"}


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize("around", ["aa", "a ", " a", "  "])
def test_a_long_text_has_as_many_words_wherever_it_is_cut(around: str) -> None:
    text = f"{'word ' * 199_999}word{around}{' word' * 300_000}"
    assert text[999_999:1_000_001] == around
    assert count_words(text) == len(text.split())
    assert visible(text) == len(text.replace(" ", ""))


def test_visible_counts_code_points_that_are_not_white_space() -> None:
    assert visible(" a\u00a0b\n😀 ") == 3


def test_a_long_line_is_cut_at_a_space() -> None:
    assert shorten("one two three", 8) == "one two…"
    assert shorten("one two", 8) == "one two"
