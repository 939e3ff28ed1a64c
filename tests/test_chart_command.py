"""`framework chart`: the main job, from what a researcher types to what they then see."""

import csv
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from framework import Study
from framework.cases.case import Row
from tests.conftest import ROOT, Run

CHARTED = "ASH-OP-1: his needs [2]."


@pytest.fixture
def charted(folder: Path, study: Study, run: Run) -> Path:
    """Return the tiny study with a cell written, one silent, one not asked, and its charts."""
    study.index(study.transcripts["ASH-OP-1"].quote("3", "nearer to going under"), "2.1", by="ek")
    study.summarise("ASH-OP-1", "2.1", CHARTED, by="ek")
    study.state("ASH-OP-1", "2.2", asked="not asked", by="ek")
    study.state("HAR-LD-1", "2.2", asked="asked", said="nothing said", by="ek")
    study.summarise({"team": "OP"}, "2.1", "His [ASH-OP-1 2].", by="ek")
    assert run(folder, "chart", "--researcher", "ek").exit_code == 0
    return folder


def find(path: Path, sheet: str, text: str) -> tuple[int, int]:
    """Return the row and column of the cell that holds a text."""
    for row in load_workbook(path)[sheet].iter_rows():
        for cell in row:
            if cell.value == text:
                return cell.row, cell.column
    raise AssertionError(f"{text!r} is not on {sheet}")


def edit(path: Path, change: Callable[[Workbook], None]) -> None:
    """Change a workbook as another program would, and save it."""
    book = load_workbook(path)
    change(book)
    book.save(path)


def everything(folder: Path) -> dict[str, bytes]:
    """Return the bytes of all files under a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".framework" not in path.parts
    }


def test_the_first_run_says_what_was_read_and_what_is_left(folder: Path, run: Run) -> None:
    printed = run(folder, "chart", "--researcher", "ek")
    assert printed.exit_code == 0
    words = " ".join(printed.output.split())
    for fact in (
        "Tiny study · as ek",
        "2 transcripts read, 0 not read",
        "3 participants in all, 1 moderator in each focus group · 2 subthemes",
        "charts/tiny.xlsx 4 cells still to chart",
        "Passages 0 indexed",
        "Next: open the workbook, write in its cells, save, and run framework chart again.",
    ):
        assert fact in words
    assert max(map(len, printed.output.splitlines())) <= 80


def test_the_root_study_says_what_its_tables_hold(example: Path, run: Run) -> None:
    """Counted here from the tables alone, and held against what the program prints."""

    def table(name: str) -> list[dict[str, str]]:
        with (example / "transcripts" / name).open(encoding="utf-8-sig", newline="") as found:
            return list(csv.DictReader(found))

    groups = {row["case"]: row for row in table("cases.csv") if row["kind"] == "focus group"}
    people = {
        (row["case"], row["speaker"])
        for row in table("speakers.csv")
        if row["case"] in groups and row["kind"] == "participant" and row["speaker"]
    }

    def total(column: str, value: str) -> int:
        return sum(groups[case][column] == value for case, _ in people)

    assert len(people) == 47
    authorities = [total("authority", name) for name in ("Corrowby", "Ashmarch", "Harkenshaw")]
    assert authorities == [22, 14, 11]
    assert [total("team", name) for name in ("LD", "OP")] == [19, 28]
    printed = " ".join(run(example, "chart", "--researcher", "ek").output.split())
    assert f"{len(table('cases.csv'))} transcripts read, 0 not read" in printed
    assert "focus group: 9 cases, 47 participants in all, 2 moderators in each" in printed
    book = load_workbook(example / "charts/carers.xlsx")
    shown = {
        cell.value for name in ("By authority", "By team") for row in book[name] for cell in row
    }
    rows = {str(text).split("\n", 1)[0] for text in shown if text and " cases" in str(text)}
    counts = [(22, 4), (14, 3), (11, 2), (19, 4), (28, 5)]
    assert {f"{people} participants in {cases} cases" for people, cases in counts} <= rows


def test_who_never_answered_is_counted_and_is_no_case(example: Path, run: Run) -> None:
    assert run(example, "chart", "--researcher", "ek").exit_code == 0
    about = load_workbook(example / "charts/carers-survey.xlsx")["Contents"]
    facts = {row[0].value: row[1].value for row in about.iter_rows(max_col=2)}
    told = "29 asked, 16 took part, 13 did not answer. No answer is not “nothing said”."
    assert facts["Asked to take part"] == told
    assert about["B2"].value.startswith("16 surveys, 15 participants."), "one answered for two"


def test_the_workbook_has_its_sheets_and_its_boxes(charted: Path) -> None:
    book = load_workbook(charted / "charts/tiny.xlsx")
    assert book.sheetnames == [
        "Contents",
        "Ashmarch",
        "Harkenshaw",
        "By authority",
        "By team",
        "2 · Assessment",
        "Passages",
        "Passages by case",
        "Passages by authority",
        "Passages by team",
        "Codebook",
        "_framework",
    ]
    assert book["_framework"].sheet_state == "veryHidden"
    assert book.properties.creator in (None, "")
    shown = {cell.value for row in book["Ashmarch"].iter_rows() for cell in row}
    assert {CHARTED, "not asked", "2.1 · Whose needs", "2 · Assessment", "ASH-OP-1"} <= shown
    assert "asked, nothing said" in {
        cell.value for row in book["Harkenshaw"].iter_rows() for cell in row
    }


def test_a_box_holds_a_persons_words_one_state_or_nothing(charted: Path) -> None:
    """Every box of every chart sheet is one of the four texts that were decided, or empty."""
    book = load_workbook(charted / "charts/tiny.xlsx")
    boxes = []
    for name in ("Ashmarch", "Harkenshaw", "By authority", "By team"):
        sheet = book[name]
        header = next(row for row in sheet.iter_rows() if row[0].value == "Case")
        columns = [cell.column for cell in header if cell.value and " · " in str(cell.value)]
        assert len(columns) == 2
        for line in range(
            find(charted / "charts/tiny.xlsx", name, "Case")[0] + 1, sheet.max_row + 1
        ):
            if not str(sheet.cell(line, 1).value).endswith(": not heard"):
                boxes += [sheet.cell(line, column).value for column in columns if column]
    assert len(boxes) == 2 + 2 + 8 + 8
    decided = {CHARTED, "not asked", "asked, nothing said", "His [ASH-OP-1 2].", None}
    assert set(boxes) == decided


def test_a_summary_chart_has_its_own_rows_above_those_of_its_cases(charted: Path) -> None:
    sheet = load_workbook(charted / "charts/tiny.xlsx")["By team"]
    keys = [row[0].value for row in sheet.iter_rows(min_row=5)]
    assert keys == ["OP", "OP: not heard", "ASH-OP-1", "LD", "LD: not heard", "HAR-LD-1"]


def test_passages_stand_in_transcript_order_with_the_turn_before(charted: Path) -> None:
    sheet = load_workbook(charted / "charts/tiny.xlsx")["Passages"]
    header = [cell.value for cell in sheet[4]]
    row = dict(zip(header, [cell.value for cell in sheet[5]], strict=True))
    assert row["Passage"] == "nearer to going under"
    assert row["The turn before"] == "SW1: His do. It is his assessment, after all."
    assert (row["Turn"], row["Subthemes"], row["Indexed by"]) == ("3", "2.1", "ek")


def test_the_csv_files_hold_every_cell_once(charted: Path) -> None:
    with (charted / "charts/data/cells.csv").open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    assert len({(row["row"], row["subtheme"]) for row in rows}) == len(rows) == 2 * (2 + 2 + 2)
    assert next(row for row in rows if row["row"] == "ASH-OP-1")["summary"] == CHARTED


def test_building_again_gives_the_same_bytes(charted: Path, run: Run, tmp_path: Path) -> None:
    first = everything(charted)
    shutil.copytree(charted, tmp_path / "elsewhere")
    shutil.rmtree(tmp_path / "elsewhere/charts")
    shutil.rmtree(tmp_path / "elsewhere/.framework")
    assert run(tmp_path / "elsewhere", "chart").exit_code == 0
    assert everything(tmp_path / "elsewhere") == first


def test_when_nothing_changed_nothing_is_written(charted: Path, run: Run) -> None:
    book = charted / "charts/tiny.xlsx"
    before = book.stat().st_mtime_ns
    printed = run(charted, "chart")
    unchanged = "Nothing has changed since the charts were built.\n"
    assert printed.output == f"Tiny study · as ek · {unchanged}"
    assert book.stat().st_mtime_ns == before


def test_a_workbook_open_elsewhere_is_one_line_and_changes_nothing(charted: Path, run: Run) -> None:
    Study.open(charted).summarise("HAR-LD-1", "2.1", "Hers [2].", by="ek")
    for lock in ("~$tiny.xlsx", ".~lock.tiny.xlsx#"):
        (charted / "charts" / lock).write_text("ek", "utf-8")
        before = everything(charted)
        printed = run(charted, "chart")
        assert printed.exit_code == 1
        assert "open elsewhere" in printed.stderr
        assert len(printed.stderr.splitlines()) == 1
        assert everything(charted) == before
        (charted / "charts" / lock).unlink()
    assert run(charted, "chart").exit_code == 0


def test_json_is_one_object_with_the_planned_keys(charted: Path, run: Run) -> None:
    printed = run(charted, "chart", "--json")
    found = json.loads(printed.stdout)
    assert {"charts", "files", "taken_back", "kept", "conflicts", "problems"} == found.keys()
    chart = found["charts"][0]
    assert (chart["name"], chart["file"]) == ("Ashmarch", "charts/tiny.xlsx")
    row = chart["rows"][0]
    assert row["row"] == {"case": "ASH-OP-1"}
    assert row["boxes"][0] == {
        "subtheme": "2.1",
        "asked": None,
        "said": "charted",
        "summary": CHARTED,
        "marks": ["one speaker"],
        "indexed": 1,
    }
    assert "as ek" in printed.stderr


def test_contested_cells_are_told_wherever_they_are(folder: Path, run: Run) -> None:
    mine, hers = Study.open(folder), Study.open(folder)
    rows: list[str | dict[str, str]] = ["ASH-OP-1", {"team": "OP"}]
    for row in rows:
        mine.summarise(row, "2.1", "His [ASH-OP-1 2].", by="ek")
        hers.summarise(row, "2.1", "Hers [ASH-OP-1 3].", by="rt")
    printed = run(folder, "chart").output
    words = " ".join(printed.split())
    who, other = "(first text by ek, second text by rt", "(first text by rt, second text by ek"
    for place in ("ASH-OP-1 × 2.1", "OP × 2.1"):
        assert f"{place} {who}" in words or f"{place} {other}" in words
    both = "His [ASH-OP-1 2].\n————\nHers [ASH-OP-1 3]."
    assert find(folder / "charts/tiny.xlsx", "By team", both)


def test_hostile_text_is_text_in_the_workbook(folder: Path, run: Run) -> None:
    nasty = '=HYPERLINK("http://x")\x07 <b>&amp; \x1b[31m [2]'
    Study.open(folder).summarise("ASH-OP-1", "2.1", nasty, by="ek")
    assert run(folder, "chart").exit_code == 0
    row, column = find(
        folder / "charts/tiny.xlsx", "Ashmarch", '=HYPERLINK("http://x") <b>&amp; [31m [2]'
    )
    cell = load_workbook(folder / "charts/tiny.xlsx")["Ashmarch"].cell(row, column)
    assert cell.data_type in ("s", "inlineStr")


def test_kinds_never_mix(folder: Path, run: Run) -> None:
    path = folder / "transcripts/cases.csv"
    path.write_text(
        path.read_text("utf-8").replace("har.txt,focus group", "har.txt,interview"), "utf-8"
    )
    assert run(folder, "chart").exit_code == 0
    assert sorted(each.name for each in (folder / "charts").glob("*.xlsx")) == [
        "tiny-interview.xlsx",
        "tiny.xlsx",
    ]
    assert "Harkenshaw" not in load_workbook(folder / "charts/tiny.xlsx").sheetnames


def test_of_a_kind_without_cases_only_the_workbook_is_kept(folder: Path, run: Run) -> None:
    """Somebody may have written in that; pages and figures of it are taken away."""

    def of_interviews() -> list[str]:
        return [path.name for path in (folder / "charts").rglob("*interview*")]

    path = folder / "transcripts/cases.csv"
    cases = path.read_text("utf-8")
    path.write_text(cases.replace("har.txt,focus group", "har.txt,interview"), "utf-8")
    Study.open(folder).summarise("HAR-LD-1", "2.1", "Hers [2].", by="ek")
    assert run(folder, "chart").exit_code == 0
    assert {name.rpartition(".")[2] for name in of_interviews()} == {"xlsx", "html", "svg", "png"}
    path.write_text(cases, "utf-8")
    assert run(folder, "chart").exit_code == 0
    (kept,) = (folder / "charts/kept").iterdir()
    assert of_interviews() == [kept.name]


def test_a_summary_row_holds_cases_of_one_kind(folder: Path) -> None:
    path = folder / "transcripts/cases.csv"
    text = path.read_text("utf-8").replace(
        "har.txt,focus group,Harkenshaw", "har.txt,interview,Ashmarch"
    )
    path.write_text(text, "utf-8")
    study = Study.open(folder)
    groups, interviews = {"authority": "Ashmarch"}, {"authority": "Ashmarch", "kind": "interview"}
    assert [case.id for case in study.cells.under(Row.of(groups))] == ["ASH-OP-1"]
    assert [case.id for case in study.cells.under(Row.of(interviews))] == ["HAR-LD-1"]


def test_the_workbook_of_the_root_study_is_not_kept_in_git() -> None:
    kept = subprocess.run(
        ["git", "ls-files", "charts"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if kept.returncode or not kept.stdout:
        pytest.skip("not a git checkout")
    assert not [name for name in kept.stdout.split() if name.endswith(".xlsx")]
