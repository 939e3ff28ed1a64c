"""The tables hold what the page of tables says, and all of it."""

import ast
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from framework import Study
from framework.errors import UnknownNameError
from tests.conftest import CASES, ROOT, STUDY, lay_out

PAGE = (ROOT / "docs/reference/frames.md").read_text("utf-8")
QUESTIONS = (ROOT / "docs/how-to/questions.md").read_text("utf-8")
TABLES = ["cases", "turns", "index", "passages", "cells", "positions"]
IN_PLACE_OF = {
    "*attributes*": {"authority": "string", "team": "string"},
    "*every further column of cases.csv*": dict.fromkeys(
        ["authority", "team", "group", "date"], "string"
    ),
}


def documented(name: str) -> dict[str, str]:
    """Return the columns and dtypes that the page gives a table."""
    section = PAGE.split(f"\n## {name}\n")[1].split("\n## ")[0]
    found: dict[str, str] = {}
    for column, dtype in re.findall(r"^\| (\S.*?) \| (\w+) \|", section, re.MULTILINE)[1:]:
        found |= IN_PLACE_OF.get(column) or {column.strip("`"): dtype}
    return found


@pytest.mark.parametrize("name", TABLES)
def test_columns_and_dtypes_are_those_of_the_page(study: Study, name: str) -> None:
    frame = getattr(study.frames, name)
    assert {column: str(dtype) for column, dtype in frame.dtypes.items()} == documented(name)
    assert len(frame.columns) > 5


def test_which_groups_speak_of_it_and_in_whose_words(study: Study) -> None:
    ash, har = (study.transcripts[case] for case in ("ASH-OP-1", "HAR-LD-1"))
    study.index(ash.quote("2", "His do."), "2.1", by="ek")
    study.index(ash.quote("2", "His do."), "2.1", memo="at once", by="rt")
    study.index(har.quote("2"), "2.1", by="ek")
    study.summarise("ASH-OP-1", "2.1", "SW1 his [2]; CA1 it depends [3].", by="ek")
    passages = study.frames.passages
    spoken = passages[(passages.team == "OP") & (passages.subtheme == "2.1")]
    assert spoken[
        ["case", "turn", "speaker", "words", "attribution", "how", "by"]
    ].to_numpy().tolist() == [
        [
            "ASH-OP-1",
            "2",
            "SW1",
            "His do.",
            "(Social Worker, Council A, OP FG1)",
            "indexed",
            "ek, rt",
        ],
        [
            *("ASH-OP-1", "3", "CA1", "It depends who is nearer to going under."),
            *("(Care Assessor, Council A, OP FG1)", "cited", "ek"),
        ],
    ]
    assert study.frames.index.by.tolist() == ["ek", "rt", "ek"]
    assert study.frames.index.memo.dropna().tolist() == ["at once"]


def test_a_passage_is_used_or_not_and_nobody_can_tell_before_a_summary(study: Study) -> None:
    ash, har = (study.transcripts[case] for case in ("ASH-OP-1", "HAR-LD-1"))
    study.index(ash.passage(ash.turn("1").start, ash.turn("2").end), "2.1", by="ek")
    study.index(ash.quote("5"), "2.1", by="ek")
    study.index(har.quote("2"), "2.1", by="ek")
    study.summarise("ASH-OP-1", "2.1", "SW1 his [2]; CA1 it depends [3].", by="ek")
    passages = study.frames.passages
    assert passages[["turn", "last_turn", "used"]].to_numpy().tolist() == [
        ["1", "2", True],
        ["3", "3", True],
        ["5", "5", False],
        ["2", "2", pd.NA],
    ]


def test_a_speaker_has_labels_and_an_id_in_every_table(study: Study) -> None:
    ash = study.transcripts["ASH-OP-1"]
    study.index(ash.passage(ash.turn("1").start, ash.turn("2").end), "2.1", by="ek")
    study.index(ash.quote("4"), "2.1", by="ek")
    turns, index = study.frames.turns, study.frames.index
    assert turns[["turn", "speaker", "speaker_id"]].head(4).to_numpy().tolist() == [
        ["1", "Int", "A-I"],
        ["2", "SW1", "A-1"],
        ["3", "CA1", "A-2"],
        ["4", "Several", pd.NA],
    ]
    assert index[["speaker", "speaker_id"]].to_numpy().tolist() == [
        ["Int, SW1", "A-I"],
        ["Several", "Several"],
    ]


def test_cells_hold_summary_cells_and_missing_is_missing(study: Study) -> None:
    study.summarise("ASH-OP-1", "2.1", "SW1 his [2]; both [2–3].", by="ek")
    study.summarise({"team": "OP"}, "2.1", "One group [ASH-OP-1 2].", by="rt")
    cells = study.frames.cells
    written = cells.dropna(subset="summary").set_index("row")
    assert written.index.tolist() == ["ASH-OP-1", "team: OP"]
    assert written.references.tolist() == ["ASH-OP-1 2; ASH-OP-1 2–3", "ASH-OP-1 2"]
    assert written.loc["ASH-OP-1", "authority"] == "Ashmarch"
    assert written.loc["team: OP", ["case", "authority"]].isna().all()
    assert len(cells) == (2 + 2 + 2) * 2
    assert not (cells == "").any(axis=None)


def test_turns_are_whole_and_moderators_are_told_apart(study: Study) -> None:
    turns = study.frames.turns
    assert turns.groupby("case").size().to_dict() == {"ASH-OP-1": 6, "HAR-LD-1": 3}
    said = turns[turns.speaker_kind == "participant"]
    assert said.words.iloc[0] == "His do. It is his assessment, after all."
    text = study.transcripts["ASH-OP-1"].text
    assert text[said.start.iloc[0] : said.end.iloc[0]] == said.words.iloc[0]


def test_a_matrix_has_cases_under_their_attributes(study: Study) -> None:
    study.summarise("ASH-OP-1", "2.1", "SW1 his [2].", by="ek")
    study.state("HAR-LD-1", "2.2", asked="not asked", by="ek")
    matrix = study.frames.matrix()
    assert matrix.index.names == ["authority", "team", "case"]
    assert matrix.columns.names == ["theme", "subtheme"]
    assert matrix.loc[("Ashmarch", "OP", "ASH-OP-1"), ("2", "2.1")] == "SW1 his [2]."
    assert matrix["2"].to_numpy().tolist() == [["SW1 his [2].", ""], ["", "not asked"]]
    named = study.frames.matrix(named=True)
    assert ("2 · Assessment", "2.1 · Whose needs") in named.columns
    with pytest.raises(UnknownNameError, match="there is focus group"):
        study.frames.matrix("panel")


def test_an_attribute_may_have_the_name_of_a_column(folder: Path) -> None:
    renamed = {
        "study.yaml": STUDY.replace("team", "words"),
        "transcripts/cases.csv": CASES.replace("team", "words"),
    }
    turns = Study.open(lay_out(folder, renamed)).frames.turns
    assert turns.case_words.unique().tolist() == ["OP", "LD"]
    assert turns.words.iloc[0] == "Whose needs come first?"


def test_a_lost_passage_stands_nowhere(folder: Path, study: Study) -> None:
    study.index(study.transcripts["HAR-LD-1"].quote("2"), "2.1", by="ek")
    har = folder / "transcripts/har.txt"
    har.write_text(har.read_text("utf-8").replace("Hers are in there", "They are there"), "utf-8")
    frames = Study.open(folder).frames
    for table in (frames.index, frames.passages):
        assert table.standing.tolist() == ["lost"]
        assert table[["start", "end"]].isna().all(axis=None)


def test_the_questions_of_the_page_are_answered(
    example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(example)
    known: dict[str, Any] = {}
    blocks = re.findall(r"^```python\n(.*?)^```", QUESTIONS, re.DOTALL | re.MULTILINE)
    for block in blocks:
        exec(compile(block, "frames.md", "exec"), known)  # noqa: S102 - our own page
        last = ast.parse(block).body[-1]
        if isinstance(last, ast.Expr):
            shown = eval(ast.unparse(last.value), known)  # noqa: S307 - the same
            assert shown is None or len(getattr(shown, "frame", shown)) > 0, block
    assert len(blocks) == 11
    assert len(known["together"]) == 31, "every pair that overlaps, not only equal words"
    assert pd.read_csv("matrix.csv", dtype="string").case.tolist()[0] == "ASH-LD-1"


def test_no_word_of_a_table_is_cut(study: Study) -> None:
    text = "SW1 " + "and again his, " * 40 + "[2]."
    study.summarise("ASH-OP-1", "2.1", text, by="ek")
    whole = study.frames.whole(study.frames.matrix())
    assert repr(whole) == "2 rows"
    assert text in whole.html()
    assert "<NA>" not in study.frames.whole(study.frames.cells).html()
    some = study.frames.turns.query("speaker == 'SW1'")
    assert "index" not in study.frames.whole(some).html()
    assert text in study.frames.whole(study.frames.cells.summary.dropna()).html()
    assert "of cases" in study.frames.whole(pd.DataFrame({"of cases": [1]})).html()


def test_a_filter_on_what_nobody_decided_leaves_out_no_row(study: Study) -> None:
    study.state("ASH-OP-1", "2.1", asked="not asked", by="ek")
    study.summarise("ASH-OP-1", "2.2", "Of the form.", by="ek")
    cells = study.frames.cells
    assert len(cells[cells.asked != "not asked"]) == len(cells) - 1
    assert len(cells[cells.asked == "not decided"]) == len(cells) - 1
    assert cells[cells.uncited][["case", "subtheme"]].to_numpy().tolist() == [["ASH-OP-1", "2.2"]]
    assert len(cells[~cells.uncited]) == len(cells) - 1
    turns = study.frames.turns
    social = (turns.speaker_role != "Social Worker").sum()
    assert social + (turns.speaker_role == "Social Worker").sum() == len(turns)


def test_words_of_several_turns_say_whose_each_is_and_mark_a_moderator(study: Study) -> None:
    ash = study.transcripts["ASH-OP-1"]
    study.index(ash.passage(ash.turn("1").start + 6, ash.turn("3").start + 10), "2.1", by="ek")
    frames = study.frames
    told = [
        "Int (moderator): needs come first?",
        "SW1: His do. It is his assessment, after all.",
        "CA1: It depends",
    ]
    for table in (frames.passages, frames.index):
        assert table.words.tolist() == ["\n".join(told)]
        parts = frames.by_turn(table)
        assert parts[["turn", "speaker", "speaker_kind", "words"]].to_numpy().tolist() == [
            ["1", "Int", "moderator", "needs come first?"],
            ["2", "SW1", "participant", "His do. It is his assessment, after all."],
            ["3", "CA1", "participant", "It depends"],
        ]
        said = parts.start.tolist(), parts.end.tolist()
        assert [ash.text[start:end] for start, end in zip(*said, strict=True)][2] == "It depends"
    assert frames.passages.speaker_role.tolist() == ["several"]
    parts = frames.by_turn(frames.passages)
    assert parts.attribution.tolist()[:2] == [
        "(moderator, Council A, OP FG1)",
        "(Social Worker, Council A, OP FG1)",
    ]
    assert parts.speaker_role.tolist() == ["no role", "Social Worker", "Care Assessor"]


def test_a_lost_passage_keeps_its_row(folder: Path, study: Study) -> None:
    study.index(study.transcripts["HAR-LD-1"].quote("2"), "2.1", by="ek")
    har = folder / "transcripts/har.txt"
    har.write_text(har.read_text("utf-8").replace("Hers are", "They are"), "utf-8")
    frames = Study.open(folder).frames
    assert frames.by_turn(frames.index).words.tolist() == frames.index.words.tolist()
