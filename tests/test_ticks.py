"""Quotations ticked as no speech: by number or in a sheet, remembered, and hiding nothing."""

import io
import json
from pathlib import Path

import docx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from framework import Study
from framework.manuscript.tick_sheet import LAYOUT
from framework.manuscript.ticks import ticked_by
from framework.manuscript.words import folded
from framework.plain.tables import read_table
from tests.conftest import Run

DRAFT = """
“Joined-up care” is a term. One said “His do. It is his assessment” (Social Worker, Council A,
OP FG1). “His assessment” is a term too, or is it? “Nothing about us without us, ever” is a motto.
“It depends on who is nearer to going under” has lost its speaker. The form was called “her help
as his gain here” (Pike, 1998).
"""
TERM, SAID, EMIC, MOTTO, NEARLY, PRINTED = range(1, 7)


@pytest.fixture
def draft(folder: Path) -> Path:
    """Return the tiny study with a draft of six quotations."""
    (folder / "a.md").write_text(DRAFT.lstrip(), "utf-8")
    return folder


def levels(folder: Path, name: str = "a.md") -> list[str]:
    return [one.level for one in Study.open(folder).verify(folder / name).found.quotations]


def told(folder: Path, run: Run, *args: str) -> str:
    printed = run(folder, *args, "--researcher", "ek")
    assert max(map(len, printed.output.splitlines())) <= 80
    return " ".join(printed.output.split())


def test_a_term_is_ticked_once_for_every_draft(draft: Path, run: Run) -> None:
    assert levels(draft) == ["decide", "in order", "decide", "mend", "mend", "decide"]
    shown = told(draft, run, "verify", "a.md")
    assert "Not a quotation? Run framework verify a.md --not-speech 1" in shown
    shown = told(draft, run, "verify", "a.md", "--not-speech", "1", "--not-speech", "4")
    assert "Ticked as not speech (2) 1 · line 1 · not speech" in shown
    assert "ticked as not speech: 2 by ek" in shown
    assert "Ticked as not speech by ek: 1 (“Joined-up care”); 4 (“Nothing about us" in shown
    assert levels(draft) == ["ticked", "in order", "decide", "ticked", "mend", "decide"]
    (draft / "b.txt").write_text("So much for 'joined–up  CARE'.\n", "utf-8")
    assert levels(draft, "b.txt") == ["ticked"]


def test_a_tick_is_an_act_and_can_be_undone(draft: Path, run: Run) -> None:
    told(draft, run, "verify", "a.md", "--not-speech", "1")
    study = Study.open(draft)
    (act,) = study.decisions.every("verdict")
    assert act.act == {"verb": "verdict", "words": "joined up care", "verdict": "not speech"}
    assert act.by == "ek"
    study.undo(by="ek")
    assert levels(draft)[0] == "decide"
    study.tick("Joined-up care", by="rt")
    assert "No longer ticked: 1 (“Joined-up" in told(draft, run, "verify", "a.md", "--speech", "1")
    assert levels(draft)[0] == "decide"


def test_a_tick_hides_no_words_of_anybody_s(draft: Path, run: Run) -> None:
    numbers = [f"--not-speech={number}" for number in (EMIC, PRINTED)]
    shown = told(draft, run, "verify", "a.md", *numbers)
    assert levels(draft) == ["decide", "in order", "look", "mend", "mend", "look"]
    assert (
        "“His assessment” ticked as not speech by ek a term, or somebody's words? these words "
        "stand in 1 place Said: ASH-OP-1 2, SW1"
    ) in shown
    assert "the likest place has 67% of the words in order" in shown
    assert "Likest: ASH-OP-1 5" in shown
    page = (draft / "a-verified.html").read_text("utf-8")
    assert "<mark>his assessment</mark>" in page


def test_the_commented_copy_is_silent_on_ticks_that_are_nobody_s(study: Study) -> None:
    made = docx.Document()
    made.add_paragraph("“Joined-up care” is a term, “his assessment” too.")
    path = study.folder / "a.docx"
    made.save(str(path))
    study.tick("Joined-up care", "his assessment", by="ek")
    copy = study.verify(path).reports["a-verified.docx"]
    (comment,) = docx.Document(io.BytesIO(copy)).comments
    assert comment.text.startswith("To look at: 2 · ")
    assert "ticked as not speech by ek" in comment.text


@pytest.mark.parametrize("number", [SAID, NEARLY, 7])
def test_words_that_somebody_said_cannot_be_ticked(draft: Path, run: Run, number: int) -> None:
    args = ["--researcher", "ek", "--not-speech", "1", "--not-speech", str(number)]
    printed = run(draft, "verify", "a.md", *args)
    assert printed.exit_code == 1
    assert "cannot be ticked" in printed.stderr or "has no quotation 7" in printed.stderr
    assert not (draft / "trail").exists()
    assert not (draft / "a-verified.html").exists()


def test_words_that_are_nearly_somebody_s_cannot_be_ticked(folder: Path, run: Run) -> None:
    text = "A motto: “It depends who is nearer to the old bus stop today”.\n"
    (folder / "a.md").write_text(text, "utf-8")
    (one,) = Study.open(folder).verify(folder / "a.md").found.quotations
    assert (one.verdict, one.sources[0].name) == ("not found", "ASH-OP-1 3")
    printed = run(folder, "verify", "a.md", "--not-speech", "1", "--researcher", "ek")
    assert "cannot be ticked" in printed.stderr
    Study.open(folder).tick(one.quotation.words, by="ek")
    assert levels(folder) == ["mend"]


def test_nobody_ticks_nothing(draft: Path, run: Run) -> None:
    printed = run(draft, "verify", "a.md", "--not-speech", "1")
    assert "it is not known who decides this; --researcher ek or rt" in printed.stderr
    assert not (draft / "trail").exists()


def test_what_is_not_ticked_is_not_taken_back(draft: Path, run: Run) -> None:
    printed = run(draft, "verify", "a.md", "--speech", "1", "--researcher", "ek")
    assert "is not ticked as not speech" in printed.stderr


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_one_sheet_to_tick(draft: Path, run: Run, ending: str) -> None:
    name = f"to-tick.{ending}"
    assert f"{name}: 4 quotations to tick." in told(draft, run, "verify", "a.md", "--sheet", name)
    rows = filled(draft / name, {"Joined-up care": "x", "His assessment": "Yes"})
    assert [row[2] for row in rows] == [
        "Joined-up care",
        "His assessment",
        "Nothing about us without us, ever",
        "her help\nas his gain here",
    ]
    assert (rows[1][1], rows[1][4]) == ("line 2", "ASH-OP-1 2")
    assert "2 quotations ticked as not speech by ek." in told(draft, run, "verify", name)
    assert levels(draft) == ["ticked", "in order", "look", "mend", "mend", "decide"]
    again = told(draft, run, "verify", name)
    assert "0 quotations ticked as not speech by ek, 2 ticked before." in again


def filled(path: Path, ticks: dict[str, str]) -> list[list[str]]:
    """Write ticks into a sheet beside these words, and return its rows."""
    if path.suffix == ".xlsx":
        book = load_workbook(path)
        sheet = book[LAYOUT.title]
        rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows(min_row=5)]
        for number, row in enumerate(rows, 5):
            sheet.cell(number, len(row)).value = ticks.get(row[2], "")
        book.save(path)
        return rows
    table, _ = read_table(path, path.name, needs=(), verbatim=LAYOUT.columns)
    rows = [[row[column] for column in LAYOUT.columns] for row in table]
    lines = [[*row[:-1], ticks.get(row[2], "")] for row in rows]
    quoted = [",".join(f'"{cell}"' for cell in line) for line in [list(LAYOUT.columns), *lines]]
    path.write_text("\n".join(quoted), "utf-8")
    return rows


def test_a_sheet_is_taken_whole_or_refused_with_addresses(draft: Path, run: Run) -> None:
    told(draft, run, "verify", "a.md", "--sheet", "to-tick.xlsx")
    filled(draft / "to-tick.xlsx", {"Joined-up care": "x", "His assessment": "perhaps"})
    printed = run(draft, "verify", "to-tick.xlsx", "--researcher", "ek")
    assert "to-tick.xlsx:Not speech!F6: `perhaps` is no tick; write x, or" in printed.stderr
    filled(draft / "to-tick.xlsx", {"Joined-up care": "x"})
    book = load_workbook(draft / "to-tick.xlsx")
    book[LAYOUT.title]["C5"].value = "His needs"
    book.save(draft / "to-tick.xlsx")
    printed = run(draft, "verify", "to-tick.xlsx", "--researcher", "ek")
    assert "to-tick.xlsx:Not speech!F5: these are not the words of w-" in printed.stderr
    assert not (draft / "trail").exists()
    printed = run(draft, "verify", "a.md", "--sheet", "to-tick.xlsx")
    assert "to-tick.xlsx is there already" in printed.stderr


def test_a_sheet_is_taken_alone(draft: Path, run: Run) -> None:
    told(draft, run, "verify", "a.md", "--sheet", "to-tick.csv")
    printed = run(draft, "verify", "to-tick.csv", "--not-speech", "1", "--researcher", "ek")
    assert (printed.exit_code, "is taken alone" in printed.stderr) == (2, True)


def test_json_says_who_ticked_what(draft: Path, run: Run) -> None:
    Study.open(draft).tick("joined-up care", by="rt")
    found = json.loads(run(draft, "verify", "a.md", "--json").stdout)
    assert found["ticked"] == {"rt": 1}
    assert (found["quotes"][0]["verdict"], found["quotes"][0]["ticked"]) == ("not speech", ["rt"])
    assert found["counts"]["ticked"] == 1


def test_researchers_who_part_over_a_tick_are_asked_again(draft: Path) -> None:
    Study.open(draft).tick("Joined-up care", by="ek")
    mine, hers = Study.open(draft), Study.open(draft)
    mine.tick("Joined-up care", speech=True, by="ek")
    hers.tick("Joined-up care", by="rt")
    assert levels(draft)[0] == "decide"


@given(st.text(min_size=1, max_size=40))
@example("0")
def test_a_tick_knows_words_in_any_typography(text: str) -> None:
    assert folded(f"‘{text}’.") == folded(text)
    assert folded(text.replace(" ", "\n")) == folded(text)


def test_marks_alone_are_no_words(study: Study) -> None:
    with pytest.raises(Exception, match="no words to remember"):
        study.tick("…", by="ek")
    assert ticked_by(study.decisions, "…") == ()
