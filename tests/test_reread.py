"""A stale summary is mended, or its writer says that it was read again and holds."""

from pathlib import Path

import pytest

from framework import Study
from framework.cases.case import Row
from framework.errors import RefusedError
from framework.trail.command import Command
from framework.trail.files import append
from tests.conftest import Run

CELL = Row.case("ASH-OP-1"), "2.1"


@pytest.fixture
def stale(folder: Path, study: Study) -> Path:
    """Return the tiny study, where a passage was indexed after ek had charted the cell."""
    study.summarise("ASH-OP-1", "2.1", "His [2].", by="ek")
    study.index(study.transcripts["ASH-OP-1"].quote("5", "counts her help"), "2.1", by="ek")
    return folder


def test_a_stale_cell_is_read_again_and_holds(stale: Path, run: Run) -> None:
    assert "framework reread" in run(stale, "chart", "--researcher", "ek").output
    printed = run(stale, "reread", "ASH-OP-1", "2.1")
    assert "Read again, and kept: ASH-OP-1 × 2.1." in printed.output
    cell = Study.open(stale).cells.cell(*CELL)
    assert (cell.summary, cell.by, "stale" in cell.marks) == ("His [2].", ("ek",), False)
    line = printed.output.split()[-1]
    assert run(stale, "undo", line).exit_code == 0
    assert "stale" in Study.open(stale).cells.cell(*CELL).marks


def test_only_its_writer_has_read_it_again(stale: Path, run: Run) -> None:
    printed = run(stale, "reread", "ASH-OP-1", "2.1", "--researcher", "rt")
    assert printed.exit_code == 1
    assert "ASH-OP-1 × 2.1 was written by ek; let ek read it again" in printed.stderr
    assert "stale" in Study.open(stale).cells.cell(*CELL).marks


def test_what_is_not_stale_needs_no_reading(stale: Path) -> None:
    study = Study.open(stale)
    study.reread("ASH-OP-1", "2.1", by="ek")
    with pytest.raises(RefusedError, match=r"ASH-OP-1 × 2\.1 is not out of date"):
        study.reread("ASH-OP-1", "2.1", by="ek")
    with pytest.raises(RefusedError, match=r"ASH-OP-1 × 2\.2 is not out of date"):
        study.reread("ASH-OP-1", "2.2", by="ek")


def out_of_date(folder: Path, key: Row, subtheme: str = "2.1") -> tuple[str, ...]:
    """Return in words what has made a cell out of date."""
    return Study.open(folder).cells.cell(key, subtheme).changed


def test_indexing_words_that_a_cell_already_cites_changes_nothing(folder: Path) -> None:
    """With the question before it, by somebody else, in a team's cell, and taken out again."""
    study, team = Study.open(folder), Row.of({"team": "OP"})
    study.summarise("ASH-OP-1", "2.1", "Who is nearer [3]; the form [5].", by="ek")
    study.summarise({"team": "OP"}, "2.1", "Who is nearer [ASH-OP-1 3].", by="rt")
    ash = study.transcripts["ASH-OP-1"]
    line = study.index(ash.quote("5", "her help"), "2.1", by="rt")
    study.index(ash.passage(ash.turn("1").start, ash.turn("2").end), "2.2", by="rt")
    assert out_of_date(folder, CELL[0]) == out_of_date(folder, team) == ()
    study.undo(line.id, by="rt")
    assert out_of_date(folder, CELL[0]) == out_of_date(folder, team) == ()
    study.index(ash.passage(ash.turn("3").start, ash.turn("4").end), "2.1", by="rt")
    assert out_of_date(folder, CELL[0]) == out_of_date(folder, team) == ("1 passage indexed since",)


def test_it_is_told_what_made_a_cell_out_of_date(folder: Path, run: Run) -> None:
    study, team = Study.open(folder), Row.of({"team": "OP"})
    ash = study.transcripts["ASH-OP-1"]
    line = study.index(ash.quote("4"), "2.1", by="ek")
    study.summarise("ASH-OP-1", "2.1", "Who is nearer [3].", by="ek")
    study.summarise({"team": "OP"}, "2.1", "Who is nearer [ASH-OP-1 3].", by="ek")
    study.undo(line.id, by="ek")
    gone = "1 passage taken out of the index"
    assert out_of_date(folder, CELL[0]) == out_of_date(folder, team) == (gone,)
    study.summarise("ASH-OP-1", "2.1", "Nobody [3].", by="ek")
    assert out_of_date(folder, team) == (gone, "the cell of ASH-OP-1 has changed")
    for name, old, new in (
        ("transcripts/ash.txt", "going under", "going down"),
        ("codebooks/tiny.yaml", "Whose needs lead.", "Whose needs win."),
    ):
        path = folder / name
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    assert out_of_date(folder, CELL[0]) == (
        "the definition has changed",
        "turn ASH-OP-1 3 has changed",
    )
    words = " ".join(run(folder, "chart", "--researcher", "ek").output.split())
    told = "ASH-OP-1 × 2.1 (the definition has changed, turn ASH-OP-1 3 has changed)"
    assert f"Out of date {told}" in words


def hashed(folder: Path, row: dict[str, str], text: str, at: str) -> None:
    """Write a summary as an earlier version did: with one hash of all its writer had."""
    study = Study.open(folder)
    seen = study.cells.hashed(Row.of(row), "2.1", text)
    acts = [{"verb": "summarise", "row": row, "subtheme": "2.1", "text": text, "seen": seen}]
    version = {"verb": "version", "numbers": study.codebook.version}
    line = Command.new(at, "ek", [version, *acts]).line()
    (folder / "trail").mkdir(exist_ok=True)
    with (folder / "trail/ek.jsonl").open("a", encoding="utf-8") as file:
        file.write(line + "\n")


@pytest.mark.parametrize(
    ("turn", "definition", "told"),
    [
        ("3", "lead", ()),
        ("5", "lead", ("1 passage indexed since",)),
        ("3", "win", ("the definition has changed",)),
        ("5", "win", ("the definition has changed", "1 passage indexed since")),
    ],
)
def test_it_is_told_of_a_summary_that_an_earlier_version_wrote(
    folder: Path, turn: str, definition: str, told: tuple[str, ...]
) -> None:
    hashed(folder, {"case": "ASH-OP-1"}, "Who is nearer [3].", "2020-01-01T10:00:00.000Z")
    study = Study.open(folder)
    study.index(study.transcripts["ASH-OP-1"].quote(turn), "2.1", by="rt")
    path = folder / "codebooks/tiny.yaml"
    path.write_text(path.read_text("utf-8").replace("needs lead", f"needs {definition}"), "utf-8")
    assert out_of_date(folder, CELL[0]) == told


def test_a_contested_cell_says_who_wrote_which_text(folder: Path, run: Run) -> None:
    """Two texts; a text and a state; and two who agree against a third."""
    acts: list[tuple[str, dict[str, object]]] = [
        ("rt", {"verb": "summarise", "text": "His [2].", "seen": {}}),
        ("ek", {"verb": "summarise", "text": "Hers [5].", "seen": {}}),
        ("rt", {"verb": "state", "said": "nothing said"}),
    ]
    for by, act in acts:
        append(
            folder, folder / ".framework", by, [act | {"row": CELL[0].json(), "subtheme": "2.1"}]
        )
    cell = Study.open(folder).cells.cell(*CELL)
    shown = dict(zip(cell.texts, cell.writers, strict=True))
    assert shown == {"His [2].": "rt", "Hers [5].": "ek", "nothing said": "rt"}
    place = "first" if cell.texts[0].startswith("His") else "second"
    words = " ".join(run(folder, "chart", "--researcher", "ek").output.split())
    assert f"{place} text by rt" in words
    assert "third text by rt" in words
