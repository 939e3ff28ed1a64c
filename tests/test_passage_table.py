"""Passage tables show what was said, whole, with references and speakers."""

import pytest

from framework import Study
from framework.cases.case import Row
from framework.charts.passage_table import listed, passage_tables, shortened

ASH = Row.case("ASH-OP-1")
OP = Row.of({"team": "OP"})


@pytest.fixture
def indexed(study: Study) -> Study:
    ash = study.transcripts["ASH-OP-1"]
    study.index(ash.quote("2", "His do."), "2.1", by="ek")
    study.index(ash.quote("2", "His do."), "2.1", by="rt")
    study.index(ash.quote("3", "It depends who is nearer to going under."), "2.1", by="ek")
    return study


def test_a_passage_of_two_researchers_is_listed_once(indexed: Study) -> None:
    found = listed(indexed.cells, ASH, "2.1")
    assert [passage.line(ASH) for passage in found] == [
        "[2] SW1: His do.",
        "[3] CA1: It depends who is nearer to going under.",
    ]
    assert [entry.by for entry in found[0].entries] == ["ek", "rt"]
    assert found[1].role == "Care Assessor"


def test_a_summary_row_lists_the_passages_of_its_cases_with_their_ids(indexed: Study) -> None:
    lines = [passage.line(OP) for passage in listed(indexed.cells, OP, "2.1")]
    assert lines[0] == "[ASH-OP-1 2] SW1: His do."
    assert listed(indexed.cells, Row.of({"team": "LD"}), "2.1") == []


def test_a_list_is_shortened_by_whole_passages_and_says_how_many_are_left(indexed: Study) -> None:
    found = listed(indexed.cells, ASH, "2.1")
    assert shortened(found, ASH, room=1) == (["[2] SW1: His do."], 1)
    assert shortened(found, ASH, room=1000)[1] == 0
    assert shortened([], ASH, room=10) == ([], 0)


def test_a_passage_across_turns_names_each_speaker(study: Study) -> None:
    ash = study.transcripts["ASH-OP-1"]
    start = ash.turn("2").start
    study.index(ash.passage(start, ash.turn("3").end), "2.1", by="ek")
    (found,) = listed(study.cells, ASH, "2.1")
    assert found.turns == "2–3"
    assert found.line(ASH) == (
        "[2–3] SW1, CA1:\nSW1: His do. It is his assessment, after all.\n"
        "CA1: It depends who is nearer to going under."
    )


def test_the_tables_have_the_rows_of_the_charts(study: Study) -> None:
    charts = [chart for chart in study.charts if chart.kind == "focus group"]
    tables = {table.name: [row.name for row in table.rows] for table in passage_tables(charts)}
    assert tables == {
        "Passages by case": ["ASH-OP-1", "HAR-LD-1"],
        "Passages by authority": ["Ashmarch", "Harkenshaw"],
        "Passages by team": ["OP", "LD"],
    }
