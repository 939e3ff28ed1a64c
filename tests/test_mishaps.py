"""Mishaps that a first cold reading found: nothing wrong may go by without a word."""

import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from framework import Study
from framework.trail.cell import read_state
from framework.transcripts.reading import read_transcript
from tests.conftest import Run, lay_out


def edit(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")


def told(folder: Path) -> str:
    return "\n".join(map(str, Study.open(folder).check()))


def test_a_sentence_that_begins_like_a_header_stays_speech(tmp_path: Path) -> None:
    text = "SW1: I moved.\nLocation is everything, she said.\nInt: Yes?\nSW1: Mm.\nInt: Mm.\n"
    (tmp_path / "t.txt").write_text(text, "utf-8")
    reading = read_transcript(tmp_path / "t.txt", "t.txt")
    assert reading.spoken[0].text == "I moved.\nLocation is everything, she said."
    assert reading.metadata == {}


def test_putting_another_kind_first_does_not_move_summaries_to_it(folder: Path) -> None:
    study = Study.open(folder)
    study.summarise({"team": "OP"}, "2.1", "His [ASH-OP-1 2].", by="ek")
    moved = "  - kind: interview\n  - kind: focus group\n"
    edit(folder, "study.yaml", "  - kind: interview\n", "")
    edit(folder, "study.yaml", "  - kind: focus group\n", moved)
    assert "the summary of OP × 2.1 is about kind focus group" in told(folder)


def test_an_input_changed_after_opening_is_built_from_as_it_is_now(folder: Path, run: Run) -> None:
    study = Study.open(folder)
    edit(folder, "codebooks/tiny.yaml", "name: The form", "name: Forms")
    study.chart()
    book = load_workbook(folder / "charts/tiny.xlsx")
    assert "2.2 · Forms" in {cell.value for row in book["Ashmarch"].iter_rows() for cell in row}
    assert "Nothing has changed" in run(folder, "chart").output


def test_a_codebook_elsewhere_is_a_problem(folder: Path) -> None:
    edit(folder, "study.yaml", "codebooks/tiny.yaml", "tiny.yaml")
    assert "study.yaml:5: `tiny.yaml` is not in codebooks/" in told(folder)


def test_a_trail_that_is_gone_stops_the_build(folder: Path, run: Run) -> None:
    study = Study.open(folder)
    study.summarise("ASH-OP-1", "2.1", "His [2].", by="ek")
    study.chart()
    before = (folder / "charts/tiny.xlsx").read_bytes()
    (folder / "trail/ek.jsonl").rename(folder / "trail/ek.jsonl.icloud")
    printed = run(folder, "chart")
    assert printed.exit_code == 1
    assert "trail/ek.jsonl: it held more when the charts were last built" in printed.stderr
    assert (folder / "charts/tiny.xlsx").read_bytes() == before


def test_a_copy_of_a_trail_may_come_and_go_and_half_a_trail_may_not(folder: Path, run: Run) -> None:
    study = Study.open(folder)
    study.summarise("ASH-OP-1", "2.1", "His [2].", by="ek")
    study.summarise("ASH-OP-1", "2.2", "The form [5].", by="ek")
    trail, copy = folder / "trail/ek.jsonl", folder / "trail/ek-LAPTOP.jsonl"
    shutil.copy(trail, copy)
    assert run(folder, "chart").exit_code == 0
    copy.unlink()
    assert run(folder, "chart").exit_code == 0
    whole = trail.read_text("utf-8")
    trail.write_text(whole.splitlines()[0] + "\n" + " " * len(whole), "utf-8")
    told = run(folder, "chart").stderr
    assert "trail/ek.jsonl: it held more when the charts were last built" in told
    assert "delete the folder .framework" in " ".join(told.split())
    shutil.rmtree(folder / ".framework")
    assert run(folder, "chart", "--researcher", "ek").exit_code == 0


def test_a_transcript_that_is_gone_does_not_make_references_wrong(folder: Path) -> None:
    Study.open(folder).summarise("ASH-OP-1", "2.1", "His [2].", by="ek")
    (folder / "transcripts/ash.txt").unlink()
    assert "there is no transcripts/ash.txt" in told(folder)
    assert "no such turn" not in told(folder)


@pytest.mark.parametrize("name", ["Authority", "autority"])
def test_an_attribute_without_a_column_is_a_problem(folder: Path, name: str) -> None:
    edit(folder, "study.yaml", "- name: authority", f"- name: {name}")
    assert name in told(folder)


def test_passages_show_the_words_that_were_indexed_and_no_more(folder: Path, run: Run) -> None:
    study = Study.open(folder)
    transcript = study.transcripts["ASH-OP-1"]
    start = transcript.turn("2").start + len("His do. ")
    study.index(
        transcript.passage(start, transcript.turn("3").start + len("It depends")), "2.1", by="ek"
    )
    assert run(folder, "chart").exit_code == 0
    sheet = load_workbook(folder / "charts/tiny.xlsx")["Passages"]
    shown = {cell.value for row in sheet.iter_rows() for cell in row}
    assert "SW1: It is his assessment, after all.\nCA1: It depends" in shown


def test_two_answers_to_asked_show_both(folder: Path) -> None:
    mine, hers = Study.open(folder), Study.open(folder)
    mine.state("ASH-OP-1", "2.1", asked="asked", by="ek")
    hers.state("ASH-OP-1", "2.1", asked="not asked", by="rt")
    cell = Study.open(folder).trace("ASH-OP-1", "2.1").cells[0]
    assert sorted(cell.box.split("\n————\n")) == ["asked", "not asked"]
    assert "contested" in cell.marks


def test_one_file_under_two_cases_is_a_problem(folder: Path) -> None:
    edit(folder, "transcripts/cases.csv", "har.txt", "ash.txt")
    assert "HAR-LD-1 has the file of ASH-OP-1, ash.txt" in told(folder)


def test_a_stray_format_in_the_last_cell_of_a_sheet_is_no_data(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(("respondent", "What helps carers?"))
    sheet.append(("r1", "Time."))
    sheet.cell(20_500, 200).value = "stray"
    book.save(tmp_path / "t.xlsx")
    reading = read_transcript(tmp_path / "t.xlsx", "t.xlsx")
    assert "more than 20,000 rows" in str(reading.problems[0])


def test_a_reason_may_follow_a_full_width_colon() -> None:
    state = read_state("Not recorded： batteries")
    assert state is not None
    assert state.reason == "batteries"


def test_two_kinds_that_would_share_a_file_are_refused(folder: Path) -> None:
    edit(
        folder,
        "study.yaml",
        "  - kind: interview\n",
        "  - kind: inter view\n  - kind: inter-view\n",
    )
    assert "kind `inter view` and another would have one file" in told(folder)


def test_a_folder_in_a_workbooks_place_is_one_line(folder: Path, run: Run) -> None:
    (folder / "charts/tiny.xlsx").mkdir(parents=True)
    printed = run(folder, "chart")
    assert printed.exit_code == 1
    assert "charts/tiny.xlsx is not a file" in printed.stderr


def test_a_name_with_quotes_makes_a_study_in_order(tmp_path: Path, run: Run) -> None:
    assert run(tmp_path, "new", 'Bob "x" \\d').exit_code == 0
    assert run(tmp_path / 'Bob "x" \\d', "check").exit_code == 0


def test_what_operating_systems_leave_behind_is_no_stray_file(folder: Path) -> None:
    lay_out(folder, {"transcripts/Thumbs.db": "x", "transcripts/desktop.ini": "x"})
    assert told(folder) == ""
