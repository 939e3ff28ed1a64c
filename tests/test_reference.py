"""What is a reference, and what is text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework.trail.reference import references

CASES = ["ASH-OP-1", "HAR-LD-1"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the person first [41]", [("ASH-OP-1", "41", "41")]),
        ("so [41, 52–54].", [("ASH-OP-1", "41", "41"), ("ASH-OP-1", "52", "54")]),
        ("put in later [41a]", [("ASH-OP-1", "41a", "41a")]),
        ("elsewhere [HAR-LD-1 7-9]", [("HAR-LD-1", "7", "9")]),
        ("both [ASH-OP-1 3; HAR-LD-1 7]", [("ASH-OP-1", "3", "3"), ("HAR-LD-1", "7", "7")]),
        ("referring to [box 3]", []),
        ("in [2014] and [laughs]", []),
        ("an unknown case [COR-OP-1 3]", []),
        ("half of it [41, laughs]", []),
        ("nothing []", []),
    ],
)
def test_a_bracket_is_a_reference_only_if_it_holds_turns(
    text: str, found: list[tuple[str, str, str]]
) -> None:
    refs = references(text, CASES, own="ASH-OP-1")
    assert [(ref.case, ref.first, ref.last) for ref in refs] == found


def test_in_a_summary_row_a_bracket_names_its_case() -> None:
    assert references("common ground [41]", CASES) == []


@given(st.text("[]0123456789, –-;aASHOP1 ", max_size=40))
def test_a_reference_lies_where_it_says(text: str) -> None:
    for ref in references(text, CASES, own="ASH-OP-1"):
        bracket = text[ref.start : ref.end]
        assert bracket[0] == "["
        assert bracket[-1] == "]"
        assert ref.first in bracket
