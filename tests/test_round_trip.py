"""What a person types in a workbook comes back: each text to its right cell, or refused by address.

The tiny study has two groups in two authorities and two subthemes. Every mishap begins from the
workbook as `framework chart` built it.
"""

import datetime as dt
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.styles import Color, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from framework import Study
from framework.building.build import build
from framework.cases.case import Row
from framework.errors import RefusedError
from framework.plain.stored import normal, storable
from framework.plain.text import clean
from framework.trail.cell import read_state
from framework.trail.command import Command
from framework.trail.files import append
from framework.workbook.matrix import Box, Matrix, Shown, edits, misplaced
from framework.workbook.reading.read_back import read_back
from tests.conftest import Run

OWN = "ASH-OP-1: his needs [2]."
BOOK = "charts/tiny.xlsx"
Edit = Callable[[Workbook], None]


@pytest.fixture
def built(folder: Path, study: Study, run: Run) -> Path:
    """Return the tiny study with a few cells decided, its charts built by ek."""
    study.summarise("ASH-OP-1", "2.1", OWN, by="ek")
    study.state("ASH-OP-1", "2.2", asked="not asked", by="ek")
    study.state("HAR-LD-1", "2.2", asked="asked", said="nothing said", by="ek")
    study.summarise({"team": "OP"}, "2.1", "His [ASH-OP-1 2].", by="ek")
    assert run(folder, "chart", "--researcher", "ek").exit_code == 0
    return folder


def edit(folder: Path, change: Edit, book: str = BOOK) -> None:
    """Change the workbook as another program would, and save it."""
    found = load_workbook(folder / book)
    change(found)
    found.save(folder / book)


def place(sheet: Worksheet, key: str, subtheme: str) -> Any:
    """Return the box of a row and a subtheme, wherever they stand on the sheet now."""
    (head,) = [row for row in sheet.iter_rows() if "Case" in [cell.value for cell in row]]
    headings = [str(cell.value) for cell in head]
    column = next(at for at, text in enumerate(headings) if text.startswith(subtheme))
    keys = headings.index("Case")
    return next(row[column] for row in sheet.iter_rows() if row[keys].value == key)


def typed(key: str, subtheme: str, text: Any, sheet: str = "Ashmarch") -> Edit:
    """Return the edit that types a text into one box."""

    def change(book: Workbook) -> None:
        place(book[sheet], key, subtheme).value = text

    return change


def summaries(folder: Path) -> dict[str, str]:
    """Return what every cell that is not empty shows."""
    cells = Study.open(folder).cells
    found = {
        f"{row.name} × {subtheme}": cells.cell(row, subtheme).box
        for row in [*map(Row.case, cells.cases), *cells.rows]
        for subtheme in cells.codebook.subthemes
    }
    return {key: box for key, box in found.items() if box}


def truth(folder: Path) -> dict[str, bytes]:
    """Return every file of the study but the cache."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".framework" not in path.parts
    }


def refused(folder: Path, run: Run, *options: str) -> str:
    """Run `framework chart`, expect that nothing at all changes, and return what it says."""
    before = truth(folder)
    printed = run(folder, "chart", *options)
    assert printed.exit_code == 1, printed.output
    assert truth(folder) == before
    assert "Traceback" not in printed.stderr
    return printed.stderr


def waiting(folder: Path, book: str = BOOK) -> dict[str, list[str]]:
    """Return what is typed in a workbook and not saved, cell by cell."""
    found = edits(read_back((folder / book).read_bytes(), book))
    return {f"{one.box.row.key} × {one.box.subtheme}": list(one.texts) for one in found}


def asked(folder: Path, run: Run, *options: str, book: str = BOOK) -> str:
    """Run `framework chart`, expect that what was typed waits, and return what it says."""
    trail = {name: data for name, data in truth(folder).items() if name.startswith("trail/")}
    typed = waiting(folder, book)
    printed = run(folder, "chart", *options)
    assert printed.exit_code == 1, printed.output
    assert "Traceback" not in printed.stderr
    assert trail == {name: data for name, data in truth(folder).items() if name in trail}
    assert waiting(folder, book) == typed
    return printed.stderr


def held(folder: Path, run: Run, book: str = BOOK) -> str:
    """Run `framework chart`, expect that the workbook stays as it is, and return what it says."""
    before = (folder / book).read_bytes()
    printed = run(folder, "chart")
    assert printed.exit_code == 1, printed.output
    assert (folder / book).read_bytes() == before
    return printed.stderr


def taken(folder: Path, run: Run, *options: str) -> Result:
    printed = run(folder, "chart", *options)
    assert printed.exit_code == 0, printed.stderr
    return printed


def test_the_second_evening(built: Path, run: Run) -> None:
    """She types in two boxes, saves, and runs `framework chart`."""
    edit(built, typed("ASH-OP-1", "2.2", "Help is counted as met need, says SW1 [5]."))
    edit(built, typed("HAR-LD-1", "2.1", "Hers are in there, says Renée [2].", "Harkenshaw"))
    edited = (built / BOOK).read_bytes()
    words = " ".join(taken(built, run).output.split())
    assert "Saved 2 cells from charts/tiny.xlsx (as ek)" in words
    found = summaries(built)
    assert found["ASH-OP-1 × 2.2"] == "Help is counted as met need, says SW1 [5]."
    assert found["HAR-LD-1 × 2.1"] == "Hers are in there, says Renée [2]."
    assert Study.open(built).cells.cell(Row.case("ASH-OP-1"), "2.2").asked == "not asked"
    line = json.loads((built / "trail/ek.jsonl").read_text("utf-8").splitlines()[-1])
    assert line["by"] == "ek"
    (kept,) = (built / "charts/kept").iterdir()
    assert kept.read_bytes() == edited
    assert f"charts/kept/{kept.name}" in words
    assert "Nothing has changed" in run(built, "chart").output


def test_an_open_study_has_what_it_took_back(built: Path) -> None:
    study = Study.open(built)
    edit(built, typed("HAR-LD-1", "2.1", "Hers are in already [2].", "Harkenshaw"))
    assert study.chart(by="rt").taken_back == 1
    assert "Hers are in already [2]." in study.frames.cells.summary.dropna().tolist()
    study.summarise("HAR-LD-1", "2.1", "Hers, under his name [2].", by="rt")
    assert study.trace("HAR-LD-1", "2.1").cells[0].summary == "Hers, under his name [2]."


def test_the_refusal(built: Path, run: Run) -> None:
    """She has sorted the boxes and left the key column behind: every address, nothing changed."""
    study = Study.open(built)
    study.summarise("HAR-LD-1", "2.1", "Hers are in there already [2].", by="ek")
    taken(built, run)

    def sort(book: Workbook) -> None:
        sheet = book["2 · Assessment"]
        for subtheme in ("2.1", "2.2"):
            one, two = (place(sheet, key, subtheme) for key in ("ASH-OP-1", "HAR-LD-1"))
            one.value, two.value = two.value, one.value

    edit(built, sort)
    told = refused(built, run)
    why = "undo the sort that left column “Case” behind, or, if you moved it by hand: --moved"
    assert told.splitlines() == [
        *(
            f"charts/tiny.xlsx:2 · Assessment!{at}: this stood in {home} × 2.1, and so for 1 more "
            f"cell of this row; {why} '2 · Assessment!{at}'"
            for at, home in (("H5", "HAR-LD-1"), ("H6", "ASH-OP-1"))
        ),
        "2 problems; nothing is lost, all else is built.",
    ]


def test_a_sort_s_consequences_are_not_asked_about(built: Path, run: Run) -> None:
    """Facts that went with the boxes, a box that is empty now, words that are nobody's there."""
    study = Study.open(built)
    study.summarise("HAR-LD-1", "2.1", "Hers are in there already [2].", by="ek")
    taken(built, run)

    def sort(book: Workbook) -> None:
        sheet = book["By team"]
        lines = [place(sheet, key, "2.1").row for key in ("ASH-OP-1", "HAR-LD-1")]
        for column in range(2, sheet.max_column + 1):
            one, two = (sheet.cell(line, column) for line in lines)
            one.value, two.value = two.value, one.value
        place(sheet, "ASH-OP-1", "2.2").value = None

    edit(built, sort)
    told = refused(built, run)
    assert told.count("undo the sort") == 2
    assert "2 problems" in told


def test_headings_that_were_exchanged_are_told_as_such(built: Path, run: Run) -> None:
    def exchange(book: Workbook) -> None:
        sheet = book["Ashmarch"]
        sheet["G4"].value, sheet["H4"].value = sheet["H4"].value, sheet["G4"].value

    edit(built, exchange)
    told = refused(built, run)
    assert "Ashmarch!G5: this stood in ASH-OP-1 × 2.1, and so for 1 more cell of this row" in told
    assert "put the headings back as they were" in told
    assert "sort" not in told


@pytest.mark.parametrize("written_before", [True, False])
def test_what_is_saved_while_the_charts_are_being_built_is_not_built_over(
    built: Path, run: Run, monkeypatch: pytest.MonkeyPatch, *, written_before: bool
) -> None:
    """Her colleague closes the workbook, runs the command, and she saves a second too late."""
    if written_before:
        edit(built, typed("ASH-OP-1", "2.2", "Read in time [5]."))
    else:
        Study.open(built).summarise("ASH-OP-1", "2.2", "Read in time [5].", by="ek")

    def late(*given: Any, **more: Any) -> Any:
        edit(built, typed("HAR-LD-1", "2.1", "A second too late [2].", "Harkenshaw"))
        return build(*given, **more)

    with monkeypatch.context() as patched:
        patched.setattr("framework.building.build.build", late)
        printed = run(built, "chart")
    assert printed.exit_code == 1
    assert "charts/tiny.xlsx was saved while the charts were being built" in printed.stderr
    assert not list(built.rglob(".framework-*"))
    taken(built, run)
    assert summaries(built)["HAR-LD-1 × 2.1"] == "A second too late [2]."
    assert summaries(built)["ASH-OP-1 × 2.2"] == "Read in time [5]."


def shown_now(boxes: dict[tuple[str, str], str]) -> tuple[Shown, ...]:
    """Return boxes of cases as a sheet shows them, each with an address."""
    every = enumerate(boxes.items())
    return tuple(Shown(f"A!{n}", Row.case(case), sub, text) for n, ((case, sub), text) in every)


def strayed(was: dict[tuple[str, str], str], now: dict[tuple[str, str], str]) -> set[str]:
    """Return the cases whose boxes hold what was built for another one."""
    built = {one.key: Box(*one.key, one.text) for one in shown_now(was)}
    found = misplaced(Matrix("b.xlsx", boxes=built, shown=shown_now(now)))
    return {shown.row.key for shown, _ in found}


def test_rows_of_texts_that_occur_twice_are_known_by_all_of_them_together() -> None:
    """No text of either row is unique, and yet the two rows have changed places."""
    same = {("C", "1.1"): "a", ("C", "1.2"): "d", ("D", "1.1"): "c", ("D", "1.2"): "b"}
    was = {("A", "1.1"): "a", ("A", "1.2"): "b", ("B", "1.1"): "c", ("B", "1.2"): "d"} | same
    now = {("A", "1.1"): "c", ("A", "1.2"): "d", ("B", "1.1"): "a", ("B", "1.2"): "b"} | same
    assert strayed(was, now) == {"A", "B"}


def test_rows_that_have_changed_places_are_told_in_the_order_of_the_sheet() -> None:
    cases = [f"{letter}{number}" for letter in "AB" for number in range(6)]
    was = {(case, sub): f"{case[0]} {sub}" for case in cases for sub in ("1.1", "1.2")}
    now = {(case, sub): f"{'BA'[case[0] == 'B']} {sub}" for case, sub in was}
    built = {one.key: Box(*one.key, one.text) for one in shown_now(was)}
    found = misplaced(Matrix("b.xlsx", boxes=built, shown=shown_now(now)))
    assert [(shown.at, home.key) for shown, (home, _) in found] == [
        (f"A!{at}", "B0" if at < 12 else "A0") for at in range(24)
    ]


def test_a_text_that_stood_in_two_boxes_may_be_written_in_a_third() -> None:
    was = {("A", "1.1"): "not there", ("B", "1.1"): "not there", ("C", "1.1"): "his"}
    now = {("A", "1.1"): "not there", ("B", "1.1"): "hers", ("C", "1.1"): "not there"}
    assert strayed(was, now) == set()


def test_one_line_undoes_an_evening(built: Path, run: Run) -> None:
    before = summaries(built)
    edit(built, typed("HAR-LD-1", "2.1", "Hers [2].", "Harkenshaw"))
    edit(built, typed("ASH-OP-1", "2.1", "Mine, better [2]."))
    taken(built, run)
    assert summaries(built) != before
    Study.open(built).undo(by="ek")
    assert summaries(built) == before


@pytest.mark.parametrize(
    "text",
    [
        "he waited ———— and so did she",
        *("1/2", "TRUE", "0012", "=1+1", "None of them", "+44", "'quoted", "😀 é “x” ‘y’"),
        *("a\nb\n\nc", "[41", "{mine}", "x" * 32_767, "<b>bold</b>", "nan", "  led  "),
    ],
)
def test_any_text_comes_back_as_it_was_typed(built: Path, run: Run, text: str) -> None:
    def change(book: Workbook) -> None:
        cell = place(book["Harkenshaw"], "HAR-LD-1", "2.1")
        cell.value = text
        cell.data_type = "s"

    edit(built, change)
    taken(built, run)
    assert summaries(built)["HAR-LD-1 × 2.1"] == text.strip()
    assert "Nothing has changed" in run(built, "chart").output
    (built / ".framework/built.json").unlink()
    assert "Saved" not in taken(built, run).output


def rearranged(book: Workbook) -> None:
    """Sort whole rows, insert a title row and a column, reword headings, rename and reorder."""
    sheet = book["By team"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    for number, row in enumerate(reversed(rows), 5):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
    sheet.insert_cols(1)
    sheet.insert_rows(1)
    sheet["A1"] = "My working copy"
    for cell in sheet[5]:
        if str(cell.value).startswith("2.1 "):
            cell.value = "2.1 Needs, in other words"
    sheet.title = "Teams (mine)"
    book.move_sheet(sheet, -3)


def test_sorting_inserting_rewording_and_renaming_do_no_harm(built: Path, run: Run) -> None:
    before = summaries(built)
    edit(built, rearranged)
    assert edits(read_back((built / BOOK).read_bytes(), BOOK)) == []
    edit(built, typed("HAR-LD-1", "2.1", "Hers [2].", "Teams (mine)"))
    assert "Teams (mine)!A1: words above the headings, “My working copy”" in held(built, run)
    taken(built, run, "--anyway", "all")
    assert summaries(built) == before | {"HAR-LD-1 × 2.1": "Hers [2]."}


def test_hidden_and_filtered_rows_and_columns_do_no_harm(built: Path, run: Run) -> None:
    def hide(book: Workbook) -> None:
        sheet = book["By team"]
        sheet.row_dimensions[5].hidden = True
        sheet.column_dimensions["H"].hidden = True
        sheet.auto_filter.add_filter_column(0, ["ASH-OP-1"])
        del book["2 · Assessment"]
        book["By authority"].delete_rows(1, 20)
        sheet.merge_cells("A1:H1")

    before = summaries(built)
    edit(built, hide)
    taken(built, run)
    assert summaries(built) == before


def libreoffice(path: Path, out: Path) -> None:
    profile = f"-env:UserInstallation=file://{out}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)
    shutil.copyfile(out / path.name, path)


def by_pandas(path: Path, out: Path) -> None:  # noqa: ARG001 - the same call for every program
    sheets = pd.read_excel(path, sheet_name=None, header=None, dtype=str, keep_default_na=False)
    with pd.ExcelWriter(path, engine="openpyxl") as writer:
        for name, frame in sheets.items():
            frame.to_excel(writer, sheet_name=name, header=False, index=False)


def by_openpyxl(path: Path, out: Path) -> None:  # noqa: ARG001 - the same call for every program
    load_workbook(path).save(path)


LIBREOFFICE = pytest.param(
    libreoffice,
    marks=pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed"),
)


@pytest.mark.parametrize("program", [LIBREOFFICE, by_pandas, by_openpyxl])
def test_other_programs_may_save_it(
    built: Path, run: Run, tmp_path: Path, program: Callable[[Path, Path], None]
) -> None:
    before = summaries(built)
    untouched = (built / BOOK).read_bytes()
    program(built / BOOK, tmp_path / "out")
    assert (built / BOOK).read_bytes() != untouched
    assert edits(read_back((built / BOOK).read_bytes(), BOOK)) == []
    edit(built, typed("HAR-LD-1", "2.1", "Hers [2].", "Harkenshaw"))
    program(built / BOOK, tmp_path / "out")
    taken(built, run)
    assert summaries(built) == before | {"HAR-LD-1 × 2.1": "Hers [2]."}


def without_places(path: Path) -> None:
    """Leave out the numbers of rows and cells that follow one another, as a program may."""

    def shorten(found: re.Match[str]) -> str:
        cells = re.sub(r'(<c) r="[A-Z]+\d+"', r"\1", found.group(2))
        return f"<row{found.group(1)}>{cells}</row>" if "<c" in cells else found.group()

    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    name = "xl/worksheets/sheet2.xml"
    rows = r'<row r="[45]"([^>]*)>(.*?)</row>'
    parts[name] = re.sub(rows, shorten, parts[name].decode(), flags=re.DOTALL).encode()
    with zipfile.ZipFile(path, "w") as book:
        for name, data in parts.items():
            book.writestr(name, data)


def test_places_may_be_left_out_where_they_follow_one_another(built: Path) -> None:
    before = read_back((built / BOOK).read_bytes(), BOOK)
    without_places(built / BOOK)
    data = (built / BOOK).read_bytes()
    assert b'r="G5"' not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet2.xml")
    assert read_back(data, BOOK) == before


def test_every_box_comes_back_and_only_boxes(built: Path, run: Run) -> None:
    """Whatever is typed everywhere, the trail gets the boxes' texts and not another word.

    Not a word of what terms found, either, though it stands on four sheets.
    """
    texts: dict[str, str] = {}
    book = (built / "codebooks/tiny.yaml").read_text("utf-8")
    terms = "terms: [his, form, hers]\n        wide: [his]\n        name: Whose needs\n"
    text = book.replace("name: Whose needs\n", terms)
    (built / "codebooks/tiny.yaml").write_text(text, "utf-8")
    with (built / "study.yaml").open("a", encoding="utf-8") as file:
        file.write("proposals: always\n")
    proposals = [one.passage.words for one in Study.open(built).propose()]
    assert len(proposals) == 3
    taken(built, run)

    def everywhere(book: Workbook) -> None:
        for name in ("Ashmarch", "Harkenshaw", "By authority", "By team"):
            keys = [str(cell.value) for cell in book[name]["A"][4:]]
            for key in [key for key in keys if not key.endswith(": not heard")]:
                for subtheme in ("2.1", "2.2"):
                    text = texts.setdefault(f"{key} × {subtheme}", f"typed {key} {subtheme}")
                    place(book[name], key, subtheme).value = text
        for name in ("Passages by case", "Passages by authority", "Passages by team", "Passages"):
            for line in book[name].iter_rows(min_row=5):
                for cell in line:
                    assert cell.value is None or "typed" not in str(cell.value)
                    cell.value = f"{cell.value} typed on {name}"
        book["Passages"]["C9"] = "typed elsewhere"
        book["Ashmarch"]["A2"] = "typed in the note"
        book["Ashmarch"]["K5"] = "typed beside"
        book["Contents"]["B3"] = "typed in Contents"

    edit(built, everywhere)
    assert len(texts) == 2 * (2 + 2 + 2)
    assert "Ashmarch!K5: words beside the cells, “typed beside”" in held(built, run)
    taken(built, run, "--anyway", "all")
    assert summaries(built) == texts
    (line,) = (built / "trail/ek.jsonl").read_text("utf-8").splitlines()[-1:]
    acts = [act for act in json.loads(line)["do"] if act["verb"] not in ("number", "version")]
    assert {act["text"] for act in acts} == set(texts.values())
    assert not [words for words in proposals if words in json.dumps(line, ensure_ascii=False)]


def test_words_typed_in_the_line_of_who_is_not_heard_are_refused(built: Path, run: Run) -> None:
    edit(built, typed("OP: not heard", "2.1", "CA2 was ill that day.", "By team"))
    told = refused(built, run)
    assert "By team!" in told
    assert "its key “OP: not heard” is no case" in told


STATES = [
    ("not asked", "not asked", "uncharted", ""),
    ("Nothing said.", None, "nothing said", ""),
    ("asked, nothing said", "asked", "nothing said", ""),
    ("not recorded: the batteries ran out", None, "not recorded", "the batteries ran out"),
]


@pytest.mark.parametrize(("text", "asked", "said", "reason"), STATES)
def test_a_state_word_is_that_state(
    built: Path, run: Run, text: str, asked: str | None, said: str, reason: str
) -> None:
    edit(built, typed("HAR-LD-1", "2.1", text, "Harkenshaw"))
    taken(built, run)
    cell = Study.open(built).cells.cell(Row.case("HAR-LD-1"), "2.1")
    assert (cell.asked, cell.said, cell.reason) == (asked, said, reason)


def test_the_reason_of_a_state_may_be_changed(built: Path, run: Run) -> None:
    for reason in ("the batteries ran out", "the tape is lost"):
        edit(built, typed("HAR-LD-1", "2.1", f"not recorded: {reason}", "Harkenshaw"))
        taken(built, run)
    cell = Study.open(built).cells.cell(Row.case("HAR-LD-1"), "2.1")
    assert (cell.said, cell.reason) == ("not recorded", "the tape is lost")


def test_not_asked_over_a_summary_leaves_it_uncharted(built: Path, run: Run) -> None:
    edit(built, typed("ASH-OP-1", "2.1", "not asked"))
    taken(built, run)
    cell = Study.open(built).cells.cell(Row.case("ASH-OP-1"), "2.1")
    assert (cell.asked, cell.said, cell.box) == ("not asked", "uncharted", "not asked")


def test_the_word_of_a_pair_that_stays_is_not_decided_again(built: Path, run: Run) -> None:
    edit(built, typed("HAR-LD-1", "2.2", "asked", "Harkenshaw"))
    taken(built, run)
    newest = json.loads((built / "trail/ek.jsonl").read_text("utf-8").splitlines()[-1])
    assert [(act.get("asked"), act.get("said")) for act in newest["do"]] == [(None, "uncharted")]


def test_taking_a_word_out_of_a_pair_withdraws_it(built: Path, run: Run) -> None:
    edit(built, typed("HAR-LD-1", "2.2", "nothing said", "Harkenshaw"))
    taken(built, run)
    cell = Study.open(built).cells.cell(Row.case("HAR-LD-1"), "2.2")
    assert (cell.asked, cell.said, cell.box) == (None, "nothing said", "nothing said")


NEARLY = ["nothing siad", "not askd", "Nothing sad.", "not recorderd", "asked; nothing said"]
NEARLY += ["not asked, nothing said. They ran late.", "nothing said, not asked", "Asked: only of A"]


@pytest.mark.parametrize("text", NEARLY)
def test_what_is_nearly_a_state_is_asked_about(built: Path, run: Run, text: str) -> None:
    edit(built, typed("HAR-LD-1", "2.1", text, "Harkenshaw"))
    told = asked(built, run)
    assert "Harkenshaw!G5" in told
    assert "is nearly a state" in told
    taken(built, run, "--as-written", "Harkenshaw!G5")
    assert summaries(built)["HAR-LD-1 × 2.1"] == text


SIGNS = ["N/A.", "n.a.", "-", "—", "?", "…", "not said", "Not mentioned", "none", "(None)", "Nil."]
SIGNS += ["No data", "not discussed.", "Nothing mentioned", "see above", "don’t know", "n/k", "TBC"]


@pytest.mark.parametrize("text", SIGNS)
def test_a_sign_is_asked_what_it_stands_for(built: Path, run: Run, text: str) -> None:
    edit(built, typed("HAR-LD-1", "2.1", text, "Harkenshaw"))
    told = " ".join(asked(built, run).split())
    words = "write one of: not asked · nothing said · not applicable: reason"
    assert f"“{text}” is ambiguous; {words}" in told
    taken(built, run, "--as-written", "Harkenshaw!G5")
    assert summaries(built)["HAR-LD-1 × 2.1"] == text


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("asked; nothing said", "asked, nothing said"),
        ("nothing said, not asked", "not asked, nothing said"),
        ("not askd", "not asked"),
    ],
)
def test_a_slip_is_told_with_the_state_it_means(
    built: Path, run: Run, text: str, word: str
) -> None:
    edit(built, typed("HAR-LD-1", "2.1", text, "Harkenshaw"))
    assert f"write “{word}”" in " ".join(asked(built, run).split())


def test_an_emptied_box_is_asked_about_and_its_text_is_history(built: Path, run: Run) -> None:
    edit(built, typed("ASH-OP-1", "2.1", None))
    told = asked(built, run)
    assert "Ashmarch!G5: “ASH-OP-1: his needs [2].” was emptied" in told
    taken(built, run, "--emptied", "Ashmarch!G5")
    assert "ASH-OP-1 × 2.1" not in summaries(built)
    assert OWN in (built / "trail/ek.jsonl").read_text("utf-8")
    edit(built, typed("HAR-LD-1", "2.2", None, "Harkenshaw"))
    taken(built, run, "--emptied", "Harkenshaw!H5")
    cell = Study.open(built).cells.cell(Row.case("HAR-LD-1"), "2.2")
    assert (cell.asked, cell.said) == (None, "uncharted")


def gone(sheet: str, heading: str) -> Edit:
    """Return the edit that deletes a column."""

    def change(book: Workbook) -> None:
        (cell,) = [cell for cell in book[sheet][4] if cell.value == heading]
        book[sheet].delete_cols(cell.column)

    return change


def copied_row(book: Workbook) -> None:
    sheet = book["Ashmarch"]
    sheet.append([cell.value for cell in sheet[5]])
    place(sheet, "ASH-OP-1", "2.1").value = "typed into the first"


def merged(book: Workbook) -> None:
    book["Ashmarch"].merge_cells("G5:H5")


def merged_keys(book: Workbook) -> None:
    book["2 · Assessment"].merge_cells("A5:A6")


def strange_key(book: Workbook) -> None:
    book["Ashmarch"].append(["ASH-OP-9", *[None] * 5, "words of a case that is not"])


def no_key(book: Workbook) -> None:
    place(book["Ashmarch"], "ASH-OP-1", "2.1").value = "typed"
    book["Ashmarch"]["A5"] = None


def dated(book: Workbook) -> None:
    place(book["Ashmarch"], "ASH-OP-1", "2.2").value = dt.date(2026, 2, 1)


def number(book: Workbook) -> None:
    place(book["Ashmarch"], "ASH-OP-1", "2.2").value = 12


def copied_column(book: Workbook) -> None:
    sheet = book["Ashmarch"]
    sheet.cell(4, 9).value = "2.1 · Whose needs"
    sheet.cell(5, 9).value = "typed into the copy"


def renamed(heading: str) -> Edit:
    def change(book: Workbook) -> None:
        book["Ashmarch"]["G4"] = heading
        place(book["Ashmarch"], "ASH-OP-1", "2.2").value = "typed"

    return change


def in_the_base(cell: str, text: str) -> Edit:
    return lambda book: setattr(book["_framework"][cell], "value", text)


def no_chart(book: Workbook) -> None:
    for sheet in book.worksheets[1:6]:
        book.remove(sheet)


REFUSALS: list[tuple[Edit, str, str]] = [
    (renamed("Whose needs"), "Ashmarch!G4", "“Whose needs” names no subtheme"),
    (renamed("2.10 · Whose needs"), "Ashmarch!G4", "“2.10 · Whose needs” names no subtheme"),
    (gone("Ashmarch", "Case"), "Ashmarch!A4", "the key column “Case” is gone"),
    (copied_row, "Ashmarch!A6", "a second row of ASH-OP-1"),
    (merged, "Ashmarch!G5", "merged cells"),
    (merged_keys, "2 · Assessment!A5", "merged cells"),
    (typed("ASH-OP-1", "2.2", "#N/A"), "Ashmarch!H5", "it holds the error #N/A; type it again"),
    (strange_key, "Ashmarch!G6", "its key “ASH-OP-9” is no case"),
    (no_key, "Ashmarch!G5", "its row has no case in the key column"),
    (dated, "Ashmarch!H5", "Excel has made a number, a date or TRUE of it"),
    (number, "Ashmarch!H5", "Excel has made a number, a date or TRUE of it (12)"),
    (copied_column, "Ashmarch!G4", "a second column of this name"),
    (lambda book: book.remove(book["_framework"]), "tiny.xlsx", "it carries no record"),
    (in_the_base("A1", "a sheet of mine"), "tiny.xlsx", "it carries no record"),
    (
        in_the_base("B1", "2"),
        "tiny.xlsx",
        "another version of framework built it (format 2); take it back",
    ),
    (in_the_base("B1", "7" * 30_000), "tiny.xlsx", f"(format {'7' * 19}…); take it back"),
    (in_the_base("B10", "[" * 30_000), "tiny.xlsx", "it is damaged, protected, or no workbook"),
    (in_the_base("B10", '{"a":' * 6_000), "tiny.xlsx", "it is damaged, protected, or no workbook"),
    (in_the_base("B10", "[[]]"), "tiny.xlsx", "it is damaged, protected, or no workbook"),
    (no_chart, "tiny.xlsx", "no sheet of it shows a chart; put its key column “Case” back"),
    (in_the_base("C1", "another"), "tiny.xlsx", "it was built for another study"),
]


@pytest.mark.parametrize(("mishap", "address", "message"), REFUSALS)
def test_what_could_go_to_a_wrong_cell_is_refused_by_address(
    built: Path, run: Run, mishap: Edit, address: str, message: str
) -> None:
    edit(built, mishap)
    told = refused(built, run)
    assert address in told
    assert message in told


def test_a_line_between_two_texts_is_asked_about(built: Path, run: Run) -> None:
    edit(built, typed("ASH-OP-1", "2.1", "one\n————\ntwo"))
    assert "Ashmarch!G5: the cell still holds two texts" in asked(built, run)


def test_a_box_holds_no_more_than_excel_lets_it(built: Path, run: Run) -> None:
    """LibreOffice does; a sign beyond the first 65,536 counts twice, as in Excel."""
    with zipfile.ZipFile(built / BOOK) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    shared = "xl/sharedStrings.xml"
    parts[shared] = parts[shared].replace(b"<t>not asked</t>", f"<t>{'😀' * 16_384}</t>".encode())
    with zipfile.ZipFile(built / BOOK, "w") as book:
        for name, data in parts.items():
            book.writestr(name, data)
    told = "Ashmarch!H5: 32,768 characters, and a cell of Excel holds 32,767; write less"
    assert told in held(built, run)


def test_a_word_replaced_in_the_whole_workbook_is_an_edit(built: Path, run: Run) -> None:
    """A program that replaces it on the hidden sheet, too, hides no edit."""

    def replace(book: Workbook) -> None:
        for cell in (cell for sheet in book for row in sheet for cell in row):
            if cell.value == OWN:
                cell.value = "ASH-OP-1: her needs [2]."

    edit(built, replace)
    taken(built, run)
    assert summaries(built)["ASH-OP-1 × 2.1"] == "ASH-OP-1: her needs [2]."


def test_a_damaged_workbook_is_one_line(built: Path, run: Run) -> None:
    whole = (built / BOOK).read_bytes()
    for data in (whole[:4000], b"", b"PK\x03\x04 no zip", b"\xd0\xcf\x11\xe0" + whole):
        (built / BOOK).write_bytes(data)
        assert len(refused(built, run).splitlines()) == 2


def test_all_faults_are_told_in_one_run(built: Path, run: Run) -> None:
    edit(built, typed("ASH-OP-1", "2.1", "nothing siad"))
    edit(built, typed("HAR-LD-1", "2.2", 12, "Harkenshaw"))
    told = held(built, run)
    assert "Ashmarch!G5" in told
    assert "Harkenshaw!H5" in told


def test_nobody_at_the_keyboard_takes_nothing(folder: Path, study: Study, run: Run) -> None:
    study.summarise("ASH-OP-1", "2.1", OWN, by="ek")
    taken(folder, run)
    edit(folder, typed("ASH-OP-1", "2.1", "mine"))
    assert "--researcher" in refused(folder, run)


def test_a_box_may_be_edited_on_whichever_sheet_shows_it(built: Path, run: Run) -> None:
    edit(built, typed("HAR-LD-1", "2.1", "Hers [2].", "2 · Assessment"))
    taken(built, run)
    assert summaries(built)["HAR-LD-1 × 2.1"] == "Hers [2]."
    assert load_workbook(built / BOOK)["Harkenshaw"]["G5"].value == "Hers [2]."


@pytest.fixture
def with_a_turned_sheet(built: Path, run: Run) -> Path:
    """Return the study with a sheet on which subthemes stand down and cases across."""
    path = built / "study.yaml"
    focus = "  - kind: focus group\n"
    path.write_text(path.read_text("utf-8").replace(focus, f"{focus}    turned: yes\n"), "utf-8")
    taken(built, run)
    return built


def test_a_box_may_be_edited_on_a_turned_sheet(with_a_turned_sheet: Path, run: Run) -> None:
    edit(with_a_turned_sheet, lambda book: setattr(book["Turned"]["C5"], "value", "Hers [2]."))
    taken(with_a_turned_sheet, run)
    assert summaries(with_a_turned_sheet)["HAR-LD-1 × 2.1"] == "Hers [2]."


def test_a_column_of_ones_own_on_a_turned_sheet_is_told(
    with_a_turned_sheet: Path, run: Run
) -> None:
    def annotate(book: Workbook) -> None:
        book["Turned"]["D4"], book["Turned"]["D5"] = "My thoughts", "Compare them"

    edit(with_a_turned_sheet, annotate)
    told = refused(with_a_turned_sheet, run)
    assert "Turned!D5: words beside the cells, “Compare them”" in told


@pytest.mark.parametrize("words", [("nothing said", "not recorded"), ("asked", "not asked")])
def test_two_states_in_one_workbook_are_contested(
    built: Path, run: Run, words: tuple[str, str]
) -> None:
    edit(built, typed("HAR-LD-1", "2.1", words[0], "2 · Assessment"))
    edit(built, typed("HAR-LD-1", "2.1", words[1], "Harkenshaw"))
    taken(built, run)
    assert set(summaries(built)["HAR-LD-1 × 2.1"].split("\n————\n")) == set(words)


def test_two_different_edits_in_one_workbook_are_contested(built: Path, run: Run) -> None:
    edit(built, typed("HAR-LD-1", "2.1", "Hers [2].", "2 · Assessment"))
    edit(built, typed("HAR-LD-1", "2.1", "His [2].", "Harkenshaw"))
    words = " ".join(taken(built, run).output.split())
    assert "Contested HAR-LD-1 × 2.1" in words
    assert set(summaries(built)["HAR-LD-1 × 2.1"].split("\n————\n")) == {"Hers [2].", "His [2]."}


def test_edited_here_and_there_both_texts_stand_until_one_is_chosen(built: Path, run: Run) -> None:
    edit(built, typed("ASH-OP-1", "2.1", "Typed in Excel [2]."))
    Study.open(built).summarise("ASH-OP-1", "2.1", "Written meanwhile [3].", by="rt")
    words = " ".join(taken(built, run).output.split())
    assert "Contested ASH-OP-1 × 2.1" in words
    assert "from rt: 1 cell since you last looked" in words
    both = {"Typed in Excel [2].", "Written meanwhile [3]."}
    assert set(summaries(built)["ASH-OP-1 × 2.1"].split("\n————\n")) == both
    edit(built, typed("ASH-OP-1", "2.1", "We agree: his [2], hers [3]."))
    taken(built, run)
    assert summaries(built)["ASH-OP-1 × 2.1"] == "We agree: his [2], hers [3]."


def test_edited_here_only_is_no_edit_there(built: Path, run: Run) -> None:
    edit(built, typed("HAR-LD-1", "2.1", "Hers [2].", "Harkenshaw"))
    Study.open(built).summarise("ASH-OP-1", "2.1", "Written meanwhile [3].", by="rt")
    taken(built, run)
    assert summaries(built)["ASH-OP-1 × 2.1"] == "Written meanwhile [3]."


@pytest.mark.parametrize("turn", ["99", "1"])
def test_a_reference_to_no_turn_or_a_moderators_is_told_at_once(
    built: Path, run: Run, turn: str
) -> None:
    edit(built, typed("HAR-LD-1", "2.1", f"Hers [{turn}].", "Harkenshaw"))
    printed = " ".join(taken(built, run).output.split())
    assert "Broken references: 1. Run framework check to list them." in printed


def test_what_the_cell_says_already_is_not_written_again(built: Path, run: Run) -> None:
    study = Study.open(built)
    for words in ("In between [2].", "Hers, she says [3]."):
        study.summarise("ASH-OP-1", "2.1", words, by="rt")
    edit(built, typed("ASH-OP-1", "2.1", "Hers, she says [3]."))
    before = (built / "trail/ek.jsonl").read_bytes()
    taken(built, run)
    assert (built / "trail/ek.jsonl").read_bytes() == before
    assert summaries(built)["ASH-OP-1 × 2.1"] == "Hers, she says [3]."


def test_an_earlier_text_may_be_written_again(built: Path, run: Run) -> None:
    for text in ("Hers [2].", "His [2].", "Hers [2]."):
        edit(built, typed("HAR-LD-1", "2.1", text, "Harkenshaw"))
        taken(built, run)
    assert summaries(built)["HAR-LD-1 × 2.1"] == "Hers [2]."


def test_the_same_workbook_twice_is_taken_once(built: Path, run: Run, tmp_path: Path) -> None:
    """Words, a state and a note."""

    def note(book: Workbook) -> None:
        place(book["Ashmarch"], "ASH-OP-1", "2.1").comment = Comment("ask rt about this", "ek")

    edit(built, note)
    edit(built, typed("HAR-LD-1", "2.1", "Hers [2].", "Harkenshaw"))
    edit(built, typed("ASH-OP-1", "2.2", "asked, nothing said"))
    shutil.copyfile(built / BOOK, tmp_path / "mail.xlsx")
    taken(built, run)
    edit(built, typed("HAR-LD-1", "2.1", "Hers, I now think [2].", "Harkenshaw"))
    edit(built, typed("ASH-OP-1", "2.2", "not asked"))
    taken(built, run)
    trail = (built / "trail/ek.jsonl").read_bytes()
    printed = run(built, "import", str(tmp_path / "mail.xlsx"))
    assert "Saved from mail.xlsx: 0 cells, 0 notes." in printed.output
    assert (built / "trail/ek.jsonl").read_bytes() == trail


def test_a_workbook_sent_by_mail_is_taken_and_not_changed(
    built: Path, run: Run, tmp_path: Path
) -> None:
    mail = tmp_path / "from rt.xlsx"
    shutil.copyfile(built / BOOK, mail)
    found = load_workbook(mail)
    typed("ASH-OP-1", "2.1", "By mail [3].")(found)
    found.save(mail)
    before = mail.read_bytes()
    printed = run(built, "import", str(mail), "--researcher", "rt")
    assert printed.exit_code == 0
    assert "1 cell, 0 notes" in printed.output
    assert mail.read_bytes() == before
    assert Study.open(built).cells.cell(Row.case("ASH-OP-1"), "2.1").by == ("rt",)
    assert run(built, "import", str(tmp_path / "none.xlsx")).exit_code == 2


def test_a_synced_copy_beside_the_workbook_is_folded_in(built: Path, run: Run) -> None:
    """OneDrive has kept two versions: both hold words, and one box was written in both."""
    copy = "charts/tiny-LAPTOP.xlsx"
    shutil.copyfile(built / BOOK, built / copy)
    edit(built, typed("HAR-LD-1", "2.1", "At home [2].", "Harkenshaw"), copy)
    edit(built, typed("ASH-OP-1", "2.2", "At the office [5]."))
    edit(built, typed("HAR-LD-1", "2.1", "At work [2].", "Harkenshaw"))
    data = (built / copy).read_bytes()
    taken(built, run)
    found = summaries(built)
    assert found["ASH-OP-1 × 2.2"] == "At the office [5]."
    assert set(found["HAR-LD-1 × 2.1"].split("\n————\n")) == {"At home [2].", "At work [2]."}
    assert not (built / copy).exists()
    assert data in [path.read_bytes() for path in (built / "charts/kept").iterdir()]
    assert "Nothing has changed" in run(built, "chart").output


def save_again(path: Path) -> None:
    edit(path.parent, typed("HAR-LD-1", "2.1", "A second too late [2].", "Harkenshaw"), path.name)


@pytest.mark.parametrize("change", [save_again, Path.unlink])
def test_a_copy_that_is_saved_or_gone_meanwhile_stops_the_build(
    built: Path, run: Run, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None]
) -> None:
    copy = built / "charts/tiny-LAPTOP.xlsx"
    shutil.copyfile(built / BOOK, copy)

    def late(*given: Any, **more: Any) -> Any:
        change(copy)
        return build(*given, **more)

    monkeypatch.setattr("framework.building.build.build", late)
    printed = run(built, "chart")
    assert printed.exit_code == 1
    assert "charts/tiny-LAPTOP.xlsx was saved while the charts were being built" in printed.stderr


def test_a_copy_that_is_open_is_one_line_and_changes_nothing(built: Path, run: Run) -> None:
    shutil.copyfile(built / BOOK, built / "charts/tiny-LAPTOP.xlsx")
    (built / "charts/~$tiny-LAPTOP.xlsx").write_text("ek", "utf-8")
    assert "charts/tiny-LAPTOP.xlsx is open elsewhere" in refused(built, run)


def test_two_colours_for_one_box_are_both_taken(built: Path, run: Run) -> None:
    """One in the workbook, one in a copy of it; the first is shown, as decision 10 has it."""
    shutil.copyfile(built / BOOK, built / "charts/tiny-LAPTOP.xlsx")
    for name, colour in (("tiny.xlsx", "FFFF00"), ("tiny-LAPTOP.xlsx", "00FF00")):

        def highlight(book: Workbook, colour: str = colour) -> None:
            box = place(book["Ashmarch"], "ASH-OP-1", "2.1")
            box.fill = PatternFill("solid", fgColor=colour)

        edit(built, highlight, f"charts/{name}")
    assert "Saved 2 notes" in " ".join(taken(built, run).output.split())
    assert grounds(built)["G5"] in ("FFFFFF00", "FF00FF00")


def test_a_file_of_ones_own_in_charts_is_let_be(built: Path, run: Run) -> None:
    own = Workbook()
    own.save(built / "charts/mine.xlsx")
    (built / "charts/broken.xlsx").write_bytes(b"no workbook")
    taken(built, run)
    assert (built / "charts/mine.xlsx").exists()
    assert (built / "charts/broken.xlsx").read_bytes() == b"no workbook"
    assert "Nothing has changed" in run(built, "chart").output


def test_notes_and_own_columns_come_back_as_memos_and_stay(built: Path, run: Run) -> None:
    def annotate(book: Workbook) -> None:
        sheet = book["Ashmarch"]
        place(sheet, "ASH-OP-1", "2.1").comment = Comment("E. Kell:\nask rt about this", "E. Kell")
        column = sheet.max_column + 1
        sheet.cell(4, column).value = "My thoughts"
        sheet.cell(5, column).value = "Compare with Harkenshaw"

    edit(built, annotate)
    before = summaries(built)
    words = " ".join(taken(built, run).output.split())
    assert "Saved 2 notes" in words
    assert summaries(built) == before
    sheet = load_workbook(built / BOOK)["Ashmarch"]
    note = place(sheet, "ASH-OP-1", "2.1").comment
    assert note is not None
    assert note.text == "ask rt about this"
    assert sheet.cell(4, sheet.max_column).value == "My thoughts"
    assert sheet.cell(5, sheet.max_column).value == "Compare with Harkenshaw"
    edit(built, typed("HAR-LD-1", "2.1", "Hers [2].", "Harkenshaw"))
    assert "note" not in taken(built, run).output.split("Kept")[0]
    again = load_workbook(built / BOOK)["Ashmarch"]
    assert again.cell(5, again.max_column).value == "Compare with Harkenshaw"


def test_a_text_emptied_in_a_column_of_ones_own_is_taken_away(built: Path, run: Run) -> None:
    """And comes again when it is written again."""

    def write(text: str | None) -> Edit:
        def change(book: Workbook) -> None:
            book["Ashmarch"]["I4"], book["Ashmarch"]["I5"] = "My thoughts", text

        return change

    edit(built, write("Compare with Harkenshaw"))
    taken(built, run)
    edit(built, write(None))
    assert "Saved 1 note " in " ".join(taken(built, run).output.split())
    assert load_workbook(built / BOOK)["Ashmarch"]["I4"].value is None
    assert "Nothing has changed" in run(built, "chart").output
    edit(built, write("Compare with Harkenshaw"))
    taken(built, run)
    assert load_workbook(built / BOOK)["Ashmarch"]["I5"].value == "Compare with Harkenshaw"


@pytest.mark.parametrize("cell", ["A6", "C8", "I9"])
def test_a_row_of_ones_own_is_told_before_it_would_stay_behind(
    built: Path, run: Run, cell: str
) -> None:
    def change(book: Workbook) -> None:
        book["Ashmarch"]["I4"], book["Ashmarch"][cell] = "My thoughts", "To do: ring rt"

    edit(built, change)
    told = refused(built, run)
    assert f"Ashmarch!{cell}: a row of your own, “To do: ring rt”" in told
    taken(built, run, "--anyway", "all")
    assert len(list((built / "charts/kept").iterdir())) == 1


def test_a_sheet_of_ones_own_comes_over_and_is_emptied_where_it_was(built: Path, run: Run) -> None:
    cells = {"A1": "a typology?", "C3": "=no formula", "B2": 4.5, "B7": "0012\n=1+1"}

    def add(book: Workbook) -> None:
        sheet = book.create_sheet("Ideas", 0)
        for at, value in cells.items():
            sheet[at] = value
            sheet[at].data_type = "n" if value == cells["B2"] else "s"

    def change(book: Workbook) -> None:
        book["Ideas"]["A1"] = None
        book["Ideas"]["B2"] = 5

    edit(built, add)
    before = summaries(built)
    assert "Saved 4 notes" in " ".join(taken(built, run).output.split())
    assert summaries(built) == before
    assert {cell.coordinate: cell.value for cell in filled(built, "Ideas")} == cells
    assert "Nothing has changed" in run(built, "chart").output
    edit(built, change)
    assert "Saved 2 notes" in " ".join(taken(built, run).output.split())
    now = {"C3": "=no formula", "B2": 5, "B7": "0012\n=1+1"}
    assert {cell.coordinate: cell.value for cell in filled(built, "Ideas")} == now
    shutil.rmtree(built / ".framework")
    assert "Saved" not in taken(built, run).output


def test_the_same_words_in_two_columns_and_two_cells_of_ones_own(built: Path, run: Run) -> None:
    """A column may even have the name that the key column of a turned sheet has."""
    places = [("Ashmarch", "I5"), ("Ashmarch", "J5"), ("Ideas", "A1"), ("Ideas", "B1")]

    def annotate(book: Workbook) -> None:
        book["Ashmarch"]["I4"], book["Ashmarch"]["J4"] = "My thoughts", "Subtheme"
        book.create_sheet("Ideas")
        for sheet, cell in places:
            book[sheet][cell] = "yes"

    edit(built, annotate)
    assert "Saved 4 notes" in " ".join(taken(built, run).output.split())
    book = load_workbook(built / BOOK)
    assert [book[sheet][cell].value for sheet, cell in places] == ["yes"] * 4


def test_a_sheet_of_ones_own_may_have_headings_of_the_charts(built: Path, run: Run) -> None:
    rows = [["2.1 · Whose needs"], ["Team", "Date"], ["Case", "Type"], ["ASH-OP-1", "the tired"]]

    def add(book: Workbook) -> None:
        sheet = book.create_sheet("Types")
        for row in rows:
            sheet.append(row)

    edit(built, add)
    assert "Saved 7 notes" in " ".join(taken(built, run).output.split())
    assert [cell.value for cell in filled(built, "Types")] == [text for row in rows for text in row]


def test_a_sheet_of_ones_own_goes_when_its_rows_are_deleted(built: Path, run: Run) -> None:
    """And comes again when it is written again."""

    def write(book: Workbook) -> None:
        book.create_sheet("Ideas").append(["a typology?"])

    edit(built, write)
    taken(built, run)
    edit(built, lambda book: book["Ideas"].delete_rows(1))
    assert "Saved 1 note " in " ".join(taken(built, run).output.split())
    assert "Ideas" not in load_workbook(built / BOOK).sheetnames
    edit(built, write)
    taken(built, run)
    assert load_workbook(built / BOOK)["Ideas"]["A1"].value == "a typology?"


def test_what_stands_far_down_a_sheet_is_read(built: Path, run: Run) -> None:
    """A sheet of hers that begins there, and a chart with many lines put above it."""

    def change(book: Workbook) -> None:
        book.create_sheet("Ideas")["C90"] = "a typology?"
        place(book["Harkenshaw"], "HAR-LD-1", "2.1").value = "Hers [2]."
        book["Harkenshaw"].insert_rows(1, 90)

    edit(built, change)
    assert "Saved 1 cell and 1 note" in " ".join(taken(built, run).output.split())
    assert summaries(built)["HAR-LD-1 × 2.1"] == "Hers [2]."
    assert load_workbook(built / BOOK)["Ideas"]["C90"].value == "a typology?"


@pytest.mark.parametrize(
    "act",
    [
        {"row": {"kind": "focus group"}, "sheet": "Ideas", "at": "zz", "text": "nowhere"},
        {"row": {"kind": "focus group"}, "sheet": "Ideas", "at": "A0", "text": "nowhere"},
        {"row": {"kind": "focus group"}, "sheet": 7, "text": "nowhere"},
        {"row": {"case": "ASH-OP-1"}, "subtheme": "2.1", "colour": "zzz"},
    ],
)
def test_an_odd_memo_is_not_written_and_in_the_trail_it_is_told(
    built: Path, run: Run, act: dict[str, Any]
) -> None:
    odd = {"verb": "memo"} | act
    with pytest.raises(RefusedError, match="this cannot be kept in the trail: act 1 of this line"):
        append(built, built / ".framework", "ek", [odd])
    path = built / "trail/ek.jsonl"
    line = len(path.read_bytes().splitlines()) + 1
    path.write_bytes(path.read_bytes() + Command.new("2026-01-01", "ek", [odd]).line().encode())
    assert f"trail/ek.jsonl:{line}: act 1 of this line" in refused(built, run)
    assert "Ideas" not in load_workbook(built / BOOK).sheetnames


def filled(folder: Path, sheet: str) -> list[Any]:
    """Return the cells of a sheet that hold anything."""
    rows = load_workbook(folder / BOOK)[sheet].iter_rows()
    return [cell for row in rows for cell in row if cell.value is not None]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("=1+1", "Ideas!B2: a formula on a sheet of your own, “=1+1”"),
        (dt.date(2026, 3, 4), "Ideas!B2: a date, a percentage or TRUE on a sheet of your own"),
        (True, "Ideas!B2: a date, a percentage or TRUE on a sheet of your own"),
    ],
)
def test_what_cannot_come_over_from_an_own_sheet_is_told_by_address(
    built: Path, run: Run, value: Any, told: str
) -> None:
    def add(book: Workbook) -> None:
        book.create_sheet("Ideas")["A1"] = "a typology?"
        book["Ideas"]["B2"] = value

    edit(built, add)
    assert told in held(built, run)
    taken(built, run, "--anyway", "all")
    assert [cell.value for cell in filled(built, "Ideas")] == ["a typology?"]


def test_a_picture_is_told_before_it_would_stay_behind(built: Path, run: Run) -> None:
    edit(built, lambda book: book.worksheets[1].add_chart(BarChart(), "F9"))
    assert "Ashmarch: a picture or a drawing" in refused(built, run)
    taken(built, run, "--anyway", "all")


def test_a_sheet_of_ones_own_that_is_a_file_of_its_own_is_told(built: Path, run: Run) -> None:
    def add(book: Workbook) -> None:
        sheet = book.create_sheet("Survey")
        for number in range(1_001):
            sheet.append([number, f"answer {number}"])

    edit(built, add)
    assert "Survey: a sheet of your own of more than 2,000 cells" in refused(built, run)
    taken(built, run, "--anyway", "all")


def test_taking_back_does_not_depend_on_the_order_of_copies(
    built: Path, run: Run, tmp_path: Path
) -> None:
    base = (built / BOOK).read_bytes()
    found = []
    for first, second in (("one", "two"), ("two", "one")):
        folder = tmp_path / first / "tiny"
        shutil.copytree(built, folder)
        for name in (first, second):
            (folder / BOOK).write_bytes(base)
            edit(folder, typed("HAR-LD-1", "2.1", f"{name} [2].", "Harkenshaw"))
            assert run(folder, "import", str(folder / BOOK), "--researcher", "ek").exit_code == 0
        found.append(set(summaries(folder)["HAR-LD-1 × 2.1"].split("\n————\n")))
    assert found == [{"one [2].", "two [2]."}] * 2


texts = st.text(st.characters(blacklist_categories=["Cs"]), max_size=60).filter(
    lambda text: clean(text) and read_state(clean(text)) is None and "————" not in text
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts)
def test_export_then_import_changes_nothing_for_any_text(folder: Path, text: str) -> None:
    study = Study.open(folder)
    study.summarise("HAR-LD-1", "2.1", text, by="ek")
    study.chart(by="ek")
    found = read_back((folder / BOOK).read_bytes(), BOOK)
    assert found.problems == ()
    assert len(found.shown) > 10
    assert edits(found) == []


@given(st.text(max_size=200))
def test_what_a_box_stores_is_read_as_it_was(text: str) -> None:
    escaped = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", storable(text))
    assert normal(escaped) == storable(text).strip()


def grounds(folder: Path) -> dict[str, str]:
    """Return the ground of every coloured box of Ashmarch."""
    sheet = load_workbook(folder / BOOK)["Ashmarch"]
    boxes = (place(sheet, "ASH-OP-1", subtheme) for subtheme in ("2.1", "2.2"))
    return {box.coordinate: str(box.fill.fgColor.rgb) for box in boxes if box.fill.fill_type}


@pytest.mark.parametrize("program", [LIBREOFFICE, by_openpyxl])
def test_colours_stay_until_they_are_taken_off(
    built: Path, run: Run, tmp_path: Path, program: Callable[[Path, Path], None]
) -> None:
    def highlight(book: Workbook) -> None:
        for subtheme in ("2.1", "2.2"):
            box = place(book["Ashmarch"], "ASH-OP-1", subtheme)
            box.fill = PatternFill("solid", fgColor="FFFF00")
        place(book["Ashmarch"], "ASH-OP-1", "2.2").value = None

    def plain(book: Workbook) -> None:
        place(book["Ashmarch"], "ASH-OP-1", "2.1").fill = PatternFill()

    edit(built, highlight)
    program(built / BOOK, tmp_path / "out")
    assert "2 notes" in taken(built, run, "--emptied", "Ashmarch!H5").output
    assert grounds(built) == {"G5": "FFFFFF00", "H5": "FFFFFF00"}
    assert "Nothing has changed" in run(built, "chart").output
    program(built / BOOK, tmp_path / "out")
    assert "note" not in taken(built, run).output.split("Kept")[0]
    edit(built, plain)
    taken(built, run)
    assert grounds(built) == {"H5": "FFFFFF00"}


@pytest.mark.parametrize(
    ("colour", "shown"),
    [
        (Color(theme=4, tint=0.5999), "B8CCE4"),
        (Color(theme=3), "1F497D"),
        (Color(theme=1), "000000"),
        (Color(indexed=13), "FFFF00"),
    ],
)
def test_a_colour_of_the_theme_or_the_old_palette_comes_over(
    built: Path, run: Run, colour: Color, shown: str
) -> None:
    def highlight(book: Workbook) -> None:
        place(book["Ashmarch"], "ASH-OP-1", "2.1").fill = PatternFill("solid", fgColor=colour)

    edit(built, highlight)
    taken(built, run)
    assert grounds(built) == {"G5": f"FF{shown}"}


def test_a_colour_that_is_none_or_stands_where_nothing_else_does_is_let_be(
    built: Path, run: Run
) -> None:
    """On a box one of the system's own colours; above, beside and below the boxes any."""

    def highlight(book: Workbook) -> None:
        box = place(book["Ashmarch"], "ASH-OP-1", "2.1")
        box.fill = PatternFill("solid", fgColor=Color(indexed=64))
        for sheet, cell in (("Ashmarch", "D1"), ("Ashmarch", "K5"), ("Ashmarch", "A9")):
            book[sheet][cell].fill = PatternFill("solid", fgColor="FFFF00")
        for sheet, cell in (("Codebook", "A90"), ("Ideas", "B2")):
            found = book[sheet] if sheet in book else book.create_sheet(sheet)
            found[cell].fill = PatternFill("solid", fgColor="FFFF00")

    edit(built, highlight)
    assert "Saved" not in taken(built, run).output
    assert grounds(built) == {}


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [("Ashmarch", "F5"), ("Ashmarch", "A1"), ("By team", "D5"), ("Codebook", "C6")],
)
def test_words_typed_beside_the_boxes_are_told_by_address(
    built: Path, run: Run, sheet: str, cell: str
) -> None:
    def change(book: Workbook) -> None:
        book[sheet][cell] = "a better definition"

    edit(built, change)
    assert f"{sheet}!{cell}: words" in refused(built, run)
    taken(built, run, "--anyway", "all")


def test_the_root_study_s_own_workbooks_come_back_unedited(example: Path, run: Run) -> None:
    """As on another machine, or when the cache is gone: every sheet of every kind is read."""
    taken(example, run, "--researcher", "ek")
    trail = {path.name: path.read_bytes() for path in (example / "trail").iterdir()}
    for path in sorted((example / "charts").glob("*.xlsx")):
        found = read_back(path.read_bytes(), path.name)
        assert (found.problems, found.strange, edits(found)) == ((), (), [])
        assert len(found.shown) > 100
    listings = {"By subtheme", "Passages", "Asked", "Codebook", "Contents"}
    tables = {f"Passages by {what}" for what in ("case", "authority", "team")}
    assert for_reading(load_workbook(example / "charts/carers.xlsx")) == listings | tables
    shutil.rmtree(example / ".framework")
    assert "Saved" not in taken(example, run).output
    assert {path.name: path.read_bytes() for path in (example / "trail").iterdir()} == trail


def for_reading(book: Workbook) -> set[str]:
    """Return the sheets on which a rule stops whoever types; under a protection none would fold."""
    return {
        sheet.title
        for sheet in book.worksheets
        for rule in sheet.data_validations.dataValidation
        if (rule.type, rule.formula1) == ("custom", "FALSE") and str(rule.sqref).startswith("A1:")
    }
