"""Tables are CSV read as text."""

from pathlib import Path

import pytest

from framework.formats.tables import read_table, write_table


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


def test_a_question_mark_inside_a_word_is_no_guess(tmp_path: Path) -> None:
    assert read(tmp_path, b"case,team\nA,why?\n")[1] == []


def test_a_written_cell_is_inert_in_a_spreadsheet() -> None:
    data = write_table([["words"], ["=1+1"], ["- dash"], ["plain"]])
    assert data.decode("utf-8-sig").splitlines() == ["words", "'=1+1", "'- dash", "plain"]
