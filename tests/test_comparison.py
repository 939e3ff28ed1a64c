"""What was compared, and what came of it: the same rules as the locus, drawn out.

Groups and what they hold are written as in `test_locus`.
"""

from hypothesis import given

from framework.cases.case import Case
from framework.comparison.levels import comparisons
from framework.comparison.stance import Group
from tests.test_locus import found, group, stands, tables


def compared(**groups: str) -> list[tuple[str, str, str, str]]:
    """Return each comparison as its level, its sides, its outcome and why it cannot be told."""
    names = {name.replace("_", "-"): told for name, told in groups.items()}
    return told_of([taken(group(name), told) for name, told in names.items()])


def taken(case: Case, told: str) -> Group:
    return Group.of(case, stands(case.id, told), ("authority", "team"))


def told_of(groups: list[Group]) -> list[tuple[str, str, str, str]]:
    return [
        (one.level, " | ".join(" ".join(side) for side in one.sides), one.outcome, one.why)
        for one in comparisons(groups)
    ]


def test_groups_of_one_team_that_differ_are_a_pair_each() -> None:
    assert compared(COR_LD_1="a", COR_LD_2="-a", COR_LD_3="a")[:2] == [
        ("groups", "COR-LD-1 | COR-LD-2", "differ", ""),
        ("groups", "COR-LD-2 | COR-LD-3", "differ", ""),
    ]


def test_what_does_not_differ_stands_together() -> None:
    assert compared(ASH_OP_1="a", ASH_LD_1="a", HAR_OP_1="a", HAR_OP_2="a") == [
        ("groups", "ASH-OP-1", "cannot tell", "only one was heard there"),
        ("groups", "ASH-LD-1", "cannot tell", "only one was heard there"),
        ("groups", "HAR-OP-1 | HAR-OP-2", "alike", ""),
        ("seconds", "ASH-OP-1 | ASH-LD-1", "alike", ""),
        ("seconds", "HAR-OP-1 HAR-OP-2", "cannot tell", "only one was heard there"),
        ("firsts", "ASH-OP-1 ASH-LD-1 | HAR-OP-1 HAR-OP-2", "alike", ""),
    ]


def test_a_side_divided_in_itself_is_set_against_none() -> None:
    told = compared(COR_LD_1="a", COR_LD_2="b", COR_OP_1="b")
    assert ("seconds", "COR-LD-1 COR-LD-2 | COR-OP-1", "cannot tell") in [one[:3] for one in told]
    assert "the groups of one side differ" in [why for *_, why in told]
    second = compared(COR_OP_1="b", COR_LD_1="a", COR_LD_2="b")
    assert "the groups of one side differ" in [why for *_, why in second]


def test_authorities_in_which_different_teams_were_heard_are_not_to_be_told() -> None:
    told = compared(ASH_OP_1="a", HAR_LD_1="b")[-1]
    assert told[2:] == ("cannot tell", "nothing to compare was heard in both")
    assert compared(ASH_OP_1="a", HAR_LD_1="a")[-1][2:] == ("alike", "")


def test_a_group_between_two_camps_leaves_its_side_untold() -> None:
    told = compared(COR_LD_1="a", COR_LD_2="a b", COR_OP_1="b", COR_OP_2="b")
    (seconds,) = [one for one in told if one[0] == "seconds"]
    assert seconds[2:] == ("cannot tell", "some of their groups differ, others do not")


def test_silence_is_compared_with_nothing() -> None:
    assert compared(ASH_OP_1="x", HAR_LD_1="x") == []


def test_inside_a_group_needs_speakers_told_apart() -> None:
    assert compared(ASH_OP_1="~a")[0] == ("inside", "ASH-OP-1", "differ", "")
    untold = ("inside", "ASH-OP-1", "cannot tell", "speakers are not told apart")
    assert told_of([taken(group("ASH-OP-1", apart=False), "~a")])[0] == untold


LOCI = {
    "inside a group": "inside",
    "between groups": "groups",
    "between second": "seconds",
    "between second inside first": "seconds",
    "between first": "firsts",
}


@given(tables)
def test_what_is_drawn_is_what_the_locus_tells(table: dict[str, str]) -> None:
    """Every level that differs is a locus that is told, and the other way round."""
    told = {LOCI[kind] for kind, _ in found(**table) if kind in LOCI}
    assert {level for level, _, outcome, _ in compared(**table) if outcome == "differ"} == told
