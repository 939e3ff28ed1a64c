"""Where positions differ, from a table of groups and what each holds.

A group is named by authority, team and number; ``a`` it holds position a, ``-a`` opposes it, ``~a``
is mixed, ``x`` has no position, an empty text is not placed yet.
"""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework.cases.case import Case, Row, Speaker
from framework.codebook.codebook import Position, Subtheme
from framework.comparison.locus import Found, locus, words
from framework.comparison.position import Place

SUBTHEME = Subtheme("2.1", "Whose", listed=(Position("2.1a", "His"), Position("2.1b", "Hers")))
HOW = {"-": "opposes", "~": "mixed"}


def group(name: str, *, apart: bool = True) -> Case:
    authority, team, _ = name.split("-")
    people = (Speaker("SW1", "1", "participant"),) if apart else ()
    return Case(name, (), "focus group", {"authority": authority, "team": team}, people)


def stands(name: str, told: str) -> list[Place]:
    row = Row.case(name)
    if told == "x":
        return [Place(row, "2.1x", "no position")]
    return [
        Place(row, f"2.1{one[-1]}", HOW.get(one[0], "holds"))  # type: ignore[arg-type]
        for one in told.split()
    ]


def found(**groups: str) -> list[tuple[str, str]]:
    names = {name.replace("_", "-"): told for name, told in groups.items()}
    placed = {name: stands(name, told) for name, told in names.items()}
    cases = [group(name) for name in names]
    return [(one.kind, one.where) for one in locus(SUBTHEME, placed, cases, ("authority", "team"))]


def test_alike_wherever_heard_leaves_silence_out() -> None:
    assert found(ASH_OP_1="a", HAR_LD_1="a", COR_LD_1="x") == [
        ("alike wherever heard", "ASH-OP-1, HAR-LD-1")
    ]


def test_until_every_charted_group_is_placed_it_is_not_finished() -> None:
    assert found(ASH_OP_1="a", HAR_LD_1="") == [("not finished", "HAR-LD-1")]


def test_between_authorities_needs_each_of_one_mind_and_a_team_in_both() -> None:
    assert found(ASH_OP_1="a", ASH_LD_1="a", HAR_OP_1="b", HAR_LD_1="b") == [
        ("between first", "ASH | HAR")
    ]


def test_groups_that_differ_in_authority_and_team_at_once_cannot_tell() -> None:
    ((kind, why),) = found(ASH_OP_1="a", HAR_LD_1="b")
    assert kind == "cannot tell"
    assert why == "ASH | HAR: nothing to compare was heard in both"


def test_between_team_types_is_the_same_way_in_every_authority() -> None:
    assert found(ASH_OP_1="a", ASH_LD_1="b", HAR_OP_1="a", HAR_LD_1="b") == [
        ("between second", "LD | OP, in ASH, HAR")
    ]


def test_teams_that_differ_in_one_authority_only_are_named_with_the_other() -> None:
    assert found(ASH_OP_1="a", ASH_LD_1="b", HAR_OP_1="a", HAR_LD_1="a") == [
        ("between second inside first", "LD | OP, in ASH; not in HAR")
    ]


def test_teams_that_differ_the_other_way_round_are_no_team_types() -> None:
    assert found(ASH_OP_1="a", ASH_LD_1="b", HAR_OP_1="b", HAR_LD_1="a") == [
        ("between second inside first", "LD | OP, in ASH, HAR")
    ]


def test_one_authority_alone_shows_no_team_types() -> None:
    assert found(ASH_OP_1="a", ASH_LD_1="b") == [("between second inside first", "LD | OP, in ASH")]


def test_between_groups_of_one_team() -> None:
    assert found(COR_LD_1="a", COR_LD_2="-a", COR_LD_3="a") == [
        ("between groups", "COR LD: COR-LD-1 | COR-LD-2"),
        ("between groups", "COR LD: COR-LD-2 | COR-LD-3"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("a", "b", True),
        ("a", "-a", True),
        ("a", "a b", False),
        ("a b", "b", False),
        ("a", "a -b", False),
        ("b", "a -b", True),
        ("~a", "a", False),
        ("~a", "-a", False),
        ("~a", "b", True),
        ("-a", "b", False),
        ("-a", "-a", False),
    ],
)
def test_two_groups_differ_over_what_both_spoke_of(one: str, other: str, differ: object) -> None:
    kinds = {kind for kind, _ in found(COR_LD_1=one, COR_LD_2=other)} - {"inside a group"}
    assert kinds == {"between groups" if differ else "alike wherever heard"}


def test_a_position_heard_from_one_group_only_sets_nothing_apart() -> None:
    assert found(ASH_OP_1="a", ASH_LD_1="a b", HAR_OP_1="a", HAR_LD_1="a") == [
        ("alike wherever heard", "ASH-OP-1, ASH-LD-1, HAR-OP-1, HAR-LD-1")
    ]


def test_groups_between_two_camps_do_not_hide_them() -> None:
    assert found(COR_LD_1="a", COR_LD_2="a b", COR_LD_3="b") == [
        ("between groups", "COR LD: COR-LD-1 | COR-LD-3")
    ]


def test_a_team_divided_in_itself_is_not_set_against_another() -> None:
    kinds = [kind for kind, _ in found(COR_LD_1="a", COR_LD_2="b", COR_OP_1="b")]
    assert kinds == ["between groups"]


def test_what_is_divided_in_itself_is_set_against_none_though_all_of_it_differs() -> None:
    teams = found(COR_LD_1="a", COR_LD_2="b", COR_OP_1="c")
    assert [kind for kind, _ in teams] == ["between groups"]
    authorities = found(ASH_OP_1="a", ASH_OP_2="b", HAR_OP_1="c")
    assert [kind for kind, _ in authorities] == ["between groups"]


def test_a_contested_placing_is_not_finished() -> None:
    both = {"A-OP-1": stands("A-OP-1", "a"), "B-OP-1": stands("B-OP-1", "a")}
    both["B-OP-1"].append(Place(Row.case("B-OP-1"), "2.1b", None, contested=True))
    told = locus(SUBTHEME, both, [group(name) for name in both], ("authority", "team"))
    assert told == [Found("not finished", "B-OP-1")]


def test_inside_a_group_stands_beside_the_others() -> None:
    assert found(ASH_OP_1="~a", HAR_OP_1="~a") == [
        ("inside a group", "ASH-OP-1, HAR-OP-1"),
        ("alike wherever heard", "ASH-OP-1, HAR-OP-1"),
    ]


def test_inside_a_group_cannot_be_told_where_speakers_are_not() -> None:
    placed = {name: stands(name, "~a") for name in ("ASH-OP-1", "HAR-OP-1")}
    cases = [group("ASH-OP-1", apart=False), group("HAR-OP-1")]
    kinds = locus(SUBTHEME, placed, cases, ("authority", "team"))
    assert [one.kind for one in kinds][:2] == ["inside a group", "cannot tell"]


def test_heard_in_one_group_only_nothing_can_be_told() -> None:
    assert found(ASH_OP_1="a", HAR_LD_1="x") == [("cannot tell", "heard in fewer than two groups")]


def test_the_words_say_what_lies_within() -> None:
    kinds = [
        words(Found(kind), ("authority", "team")) for kind in ("between first", "inside a group")
    ]
    assert kinds == ["between authorities", "within authorities, inside a group"]


names = [
    f"{one}_{two}_{n}" for one in ("ASH", "COR", "HAR") for two in ("OP", "LD") for n in (1, 2)
]
tables = st.dictionaries(
    st.sampled_from(names), st.sampled_from(["a", "b", "a b", "-a", "~b", "x"])
)


@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_groups_makes_no_difference(table: dict[str, str], dice: object) -> None:
    shuffled = dict(sorted(table.items(), key=lambda _: dice.random()))  # type: ignore[attr-defined]
    kinds = [sorted({kind for kind, _ in found(**one)}) for one in (table, shuffled)]
    assert kinds[0] == kinds[1]


@given(tables)
def test_alike_is_told_exactly_where_no_two_groups_differ(table: dict[str, str]) -> None:
    """Held against the rule written out: each pair on its own."""

    def said(text: str, sign: str) -> set[str]:
        return {word[-1] for word in text.split() if word[:-1] == sign}

    def differ(one: str, other: str) -> bool:
        if "x" in (one, other):
            return False
        pair = [{sign: said(text, sign) for sign in ("", "-", "~")} for text in (one, other)]
        if pair[0][""] & pair[1]["-"] or pair[0]["-"] & pair[1][""]:
            return True
        held = [stands[""] | stands["~"] for stands in pair]
        return bool(held[0] and held[1] and not held[0] & held[1])

    kinds = {kind for kind, _ in found(**table)}
    heard = [told for told in table.values() if told != "x"]
    if len(heard) > 1:
        some = any(differ(one, other) for one, other in combinations(heard, 2))
        assert ("alike wherever heard" in kinds) is not some
        assert kinds - {"inside a group"}


@pytest.mark.parametrize("letter", ["a", "b"])
def test_names_of_positions_do_not_matter(letter: str) -> None:
    assert found(ASH_OP_1=letter, ASH_OP_2="-" + letter) == [
        ("between groups", "ASH OP: ASH-OP-1 | ASH-OP-2")
    ]
