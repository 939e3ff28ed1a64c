"""Tables are CSV read as text."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from framework.plain.tables import append_rows, parse_table, read_table, write_table


def read(folder: Path, data: bytes) -> tuple[list[dict[str, str]], list[str]]:
    (folder / "t.csv").write_bytes(data)
    rows, problems = read_table(
        folder / "t.csv", "t.csv", needs=("case", "team"), verbatim=("label",)
    )
    return [dict(row.cells) for row in rows], [str(problem) for problem in problems]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_any_usual_csv_is_read_as_text(tmp_path: Path, mark: str, encoding: str) -> None:
    text = f"Case{mark}team{mark}label\r\n0012{mark}Zoë{mark}SW?\r\n\r\n"
    assert read(tmp_path, text.encode(encoding)) == (
        [{"case": "0012", "team": "Zoë", "label": "SW?"}],
        [],
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("case,team\nA,?\n", "t.csv:2: column `team` still holds a guess (`?`)"),
        ('case,team\nA,"O\nP"\nB,OP ?\n', "t.csv:4: column `team` still holds a guess (`OP ?`)"),
        ("case\nA\n", "t.csv:1: no column `team`"),
        ("case,team,team\nA,OP,LD\n", "t.csv:1: two columns `team`"),
        ("case,team\nA,OP,extra\n", "t.csv:2: more cells than columns"),
        ('case,team\nA,"OP\n', "t.csv:2: not a table"),
        ("", "t.csv:1: empty"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    assert any(problem.startswith(told) for problem in read(tmp_path, text.encode())[1])


def test_a_guess_is_a_problem_and_read_as_what_is_guessed(tmp_path: Path) -> None:
    told = "t.csv:2: column `team` still holds a guess (`OP ?`); decide it and take the ? away"
    for cell in ("OP ?", "OP?", "OP  ?"):
        assert read(tmp_path, f"case,team\nA,{cell}\n".encode()) == (
            [{"case": "A", "team": "OP"}],
            [told],
        )


def test_a_question_mark_inside_a_word_or_a_remark_is_no_guess(tmp_path: Path) -> None:
    assert read(tmp_path, b"case,team,note\nA,O?P,why?\n")[1] == []


def test_a_written_cell_is_inert_in_a_spreadsheet() -> None:
    data = write_table([["words"], ["=1+1"], ["- dash"], ["plain"]])
    assert data.decode("utf-8-sig").splitlines() == ["words", "'=1+1", "'- dash", "plain"]


def test_an_inert_cell_is_read_as_it_was(tmp_path: Path) -> None:
    cells = ["=1+1", "- dash", "'quoted'", "@Ann", "+1"]
    data = write_table([["case", "team"], *([cell, "OP"] for cell in cells)])
    assert [row["case"] for row in read(tmp_path, data)[0]] == cells


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "end"])
def test_rows_are_put_at_the_end_and_nothing_else_changes(
    tmp_path: Path, mark: str, end: str, last: str
) -> None:
    before = f"Team{mark}case{mark}mine{end}OP{mark}A{mark}x{end if last else ''}".encode()
    after = append_rows(before, ["team", "case", "mine"], [{"case": "B", "team": f"L{mark}D"}])
    assert after.startswith(before)
    assert after.endswith(end.encode())
    assert (b"\r\n" in after) == (end == "\r\n")
    rows, problems = read(tmp_path, after)
    assert rows[-1] == {"case": "B", "team": f"L{mark}D", "mine": ""}
    assert problems == []


@pytest.mark.parametrize(
    ("encoding", "now"),
    [("ascii", "utf-8-sig"), ("cp1252", "utf-8-sig"), ("utf-8", "utf-8"), ("utf-16", "utf-16")],
)
def test_new_letters_are_found_by_a_spreadsheet(tmp_path: Path, encoding: str, now: str) -> None:
    known = "Zoe" if encoding == "ascii" else "Zoë"
    before = f"case,team\n{known},OP\n".encode(encoding)
    after = append_rows(before, ["case", "team"], [{"case": "Łukasz", "team": "OP"}])
    assert after.decode(now) == f"case,team\n{known},OP\nŁukasz,OP\n"
    assert after.startswith(b"\xef\xbb\xbf") == (now == "utf-8-sig")
    assert [row["case"] for row in read(tmp_path, after)[0]] == [known, "Łukasz"]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=1, max_size=4))
@example(["'=1", "''+", 'a"b', "x,y", "; ", "\N{BYTE ORDER MARK}"])
def test_any_text_in_a_row_is_read_as_it_was_written(cells: list[str]) -> None:
    names = [f"c{place}" for place in range(len(cells))]
    wanted = {name: cell.strip() for name, cell in zip(names, cells, strict=True)}
    data = append_rows(
        ",".join(["first", *names]).encode(), ["first", *names], [{"first": "x", **wanted}]
    )
    rows, problems = parse_table(data, "t.csv", needs=(), verbatim=names)
    assert dict(rows[0].cells) == {"first": "x", **wanted}
    assert problems == []
