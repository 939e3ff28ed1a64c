"""What she typed is never held up: clear cells are saved, unclear ones are asked about one by one.

The tiny study has two groups, two subthemes, and terms for one of them.
"""

import errno
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.styles import PatternFill

from framework import Study
from framework.cases.case import Row
from framework.errors import RefusedError
from framework.plain import files
from framework.workbook.saving.answers import Answers
from tests.conftest import Run
from tests.test_round_trip import (
    BOOK,
    OWN,
    asked,
    edit,
    held,
    place,
    summaries,
    taken,
    typed,
    waiting,
)

SHEET = "To answer"


@pytest.fixture
def built(folder: Path, study: Study, run: Run) -> Path:
    """Return the tiny study with terms and one cell charted, its charts built by ek."""
    path = folder / "codebooks/tiny.yaml"
    terms = "name: Whose needs\n        terms: [his, hers]\n"
    path.write_text(path.read_text("utf-8").replace("name: Whose needs\n", terms), "utf-8")
    study = Study.open(folder)
    study.summarise("ASH-OP-1", "2.1", OWN, by="ek")
    taken(folder, run, "--researcher", "ek")
    return folder


def shown(folder: Path) -> list[list[str]]:
    """Return the rows of the sheet *To answer*: cell, row, subtheme, words, question, answer."""
    sheet = load_workbook(folder / BOOK, data_only=True)[SHEET]
    return [[str(one.value or "") for one in row[:6]] for row in sheet.iter_rows(min_row=5)]


def reply(folder: Path, **answers: str) -> None:
    """Answer on the sheet, each question by the case in the column *Row*."""
    book = load_workbook(folder / BOOK)
    for row in book[SHEET].iter_rows(min_row=5):
        key = str(row[1].value).replace("-", "_")
        row[5].value = answers.get(key, row[5].value)
    book.save(folder / BOOK)


def an_evening(folder: Path) -> None:
    """Type one clear cell and three unclear ones."""
    edit(folder, typed("ASH-OP-1", "2.2", "The form counts her help [5]."))
    edit(folder, typed("ASH-OP-1", "2.1", None))
    edit(folder, typed("HAR-LD-1", "2.1", "nothing said", "Harkenshaw"))
    edit(folder, typed("HAR-LD-1", "2.2", "N/A", "Harkenshaw"))


def test_one_unclear_cell_does_not_hold_up_the_others(built: Path, run: Run) -> None:
    an_evening(built)
    printed = run(built, "chart")
    assert printed.exit_code == 1
    assert "Saved 1 cell from charts/tiny.xlsx (as ek)" in " ".join(printed.output.split())
    assert summaries(built)["ASH-OP-1 × 2.2"] == "The form counts her help [5]."
    assert [line.rpartition(": ")[2] for line in printed.stderr.splitlines()[:3]] == [
        "--emptied 'Ashmarch!G5'",
        "--read 'Harkenshaw!G5'",
        "--as-written 'Harkenshaw!H5'",
    ]
    assert [(row[0], row[3]) for row in shown(built)] == [
        ("Ashmarch!G5", ""),
        ("Harkenshaw!G5", "nothing said"),
        ("Harkenshaw!H5", "N/A"),
    ]
    assert waiting(built) == {
        "ASH-OP-1 × 2.1": [""],
        "HAR-LD-1 × 2.1": ["nothing said"],
        "HAR-LD-1 × 2.2": ["N/A"],
    }
    again = asked(built, run)
    assert again.splitlines()[:3] == printed.stderr.splitlines()[:3]
    assert len(list((built / "charts/kept").iterdir())) == 1


def test_an_answer_on_the_sheet_is_for_one_cell(built: Path, run: Run) -> None:
    an_evening(built)
    run(built, "chart")
    reply(built, HAR_LD_1="yes")
    taken_now = run(built, "chart")
    assert taken_now.exit_code == 1
    assert Study.open(built).cells.cell(Row.case("HAR-LD-1"), "2.1").said == "nothing said"
    assert [row[0] for row in shown(built)] == ["Ashmarch!G5"]
    reply(built, ASH_OP_1="No.")
    assert "Put back 1 cell" in " ".join(taken(built, run).output.split())
    assert summaries(built)["ASH-OP-1 × 2.1"] == OWN
    assert SHEET not in load_workbook(built / BOOK).sheetnames


def test_an_answer_by_address_is_for_one_cell(built: Path, run: Run) -> None:
    edit(built, typed("ASH-OP-1", "2.2", "none"))
    edit(built, typed("HAR-LD-1", "2.2", "none", "Harkenshaw"))
    printed = run(built, "chart", "--as-written", "Harkenshaw!H5")
    assert printed.exit_code == 1
    assert "Ashmarch!H5: “none” is ambiguous" in printed.stderr
    assert summaries(built) == {"ASH-OP-1 × 2.1": OWN, "HAR-LD-1 × 2.2": "none"}
    taken(built, run, "--as-written", "charts/tiny.xlsx:Ashmarch!H5")
    assert summaries(built)["ASH-OP-1 × 2.2"] == "none"


@pytest.mark.parametrize("option", ["--emptied", "--read", "--as-written"])
def test_no_option_answers_for_every_cell(built: Path, run: Run, option: str) -> None:
    an_evening(built)
    assert "nothing is asked at all" in run(built, "chart", option, "all").stderr
    assert len(waiting(built)) == 3


def test_an_address_at_which_nothing_is_asked_is_told(built: Path, run: Run) -> None:
    edit(built, typed("ASH-OP-1", "2.1", None))
    told = asked(built, run, "--emptied", "Ashmarch!G6")
    assert "--emptied 'Ashmarch!G6': nothing is asked at Ashmarch!G6" in told


def test_an_answer_to_other_words_or_another_question_is_none(built: Path, run: Run) -> None:
    """She says yes to one text, and changes the cell before she saves."""
    edit(built, typed("HAR-LD-1", "2.1", "nothing said", "Harkenshaw"))
    run(built, "chart")
    reply(built, HAR_LD_1="yes")
    edit(built, typed("HAR-LD-1", "2.1", "not askd", "Harkenshaw"))
    assert "“not askd” is nearly a state" in asked(built, run)
    assert shown(built)[0][5] == ""


@pytest.mark.parametrize(("text", "answer"), [("N/A", "perhaps"), ("one\n————\ntwo", "Yes")])
def test_what_does_not_answer_stays_and_is_told(
    built: Path, run: Run, text: str, answer: str
) -> None:
    edit(built, typed("ASH-OP-1", "2.1", text))
    run(built, "chart")
    reply(built, ASH_OP_1=answer)
    assert f"“{answer.lower()}” on the sheet to answer" in asked(built, run).lower()
    assert shown(built)[0][5].lower() == answer.lower()


def test_other_words_on_the_sheet_are_told_before_they_would_stay_behind(
    built: Path, run: Run
) -> None:
    edit(built, typed("ASH-OP-1", "2.1", None))
    run(built, "chart")
    book = load_workbook(built / BOOK)
    book[SHEET]["F5"], book[SHEET]["J9"] = "yes", "ask Renée first"
    book.save(built / BOOK)
    assert "To answer!J9: words on a sheet for reading, “ask Renée first”" in held(built, run)


def test_a_cell_that_waits_keeps_its_colour_and_what_stood_before(built: Path, run: Run) -> None:
    """And a colleague's words, written meanwhile, are not replaced by the answer."""

    def colour(book: object) -> None:
        sheet = book["Ashmarch"]  # type: ignore[index] # a workbook
        sheet["G5"].fill, sheet["G5"].value = PatternFill("solid", fgColor="FFCC00"), "n.a."

    edit(built, colour)
    run(built, "chart")
    assert load_workbook(built / BOOK)["Ashmarch"]["G5"].fill.fgColor.rgb == "FFFFCC00"
    Study.open(built).summarise("ASH-OP-1", "2.1", "By rt meanwhile [3].", by="rt")
    asked(built, run)
    assert load_workbook(built / BOOK)["Ashmarch"]["G5"].value == "n.a."
    taken(built, run, "--as-written", "Ashmarch!G5")
    found = Study.open(built).cells.cell(Row.case("ASH-OP-1"), "2.1")
    assert set(found.texts) == {"n.a.", "By rt meanwhile [3]."}
    assert "note" not in run(built, "chart").output.split("Kept")[0]


def test_a_copied_row_brings_no_silence_with_it(built: Path, run: Run) -> None:
    """The words of one group, and its states, pasted over another's."""
    study = Study.open(built)
    study.state("ASH-OP-1", "2.2", said="not applicable", by="ek")
    taken(built, run)

    def paste(book: object) -> None:
        sheet = book["By team"]  # type: ignore[index] # a workbook
        lines = {row[0].value: row for row in sheet.iter_rows(min_row=5)}
        for here, there in zip(lines["HAR-LD-1"], lines["ASH-OP-1"], strict=True):
            here.value = here.value if here.column < 8 else there.value

    before = summaries(built)
    edit(built, paste)
    told = asked(built, run)
    assert told.count("these words are in ASH-OP-1") == 2
    assert summaries(built) == before


def test_two_workbooks_that_ask_at_one_address_are_told_apart(built: Path, run: Run) -> None:
    copy = built / "charts/tiny-LAPTOP.xlsx"
    shutil.copyfile(built / BOOK, copy)
    edit(built, typed("ASH-OP-1", "2.1", "none"))
    edit(built, typed("ASH-OP-1", "2.1", "nil"), "charts/tiny-LAPTOP.xlsx")
    printed = run(built, "chart", "--as-written", "Ashmarch!G5")
    assert printed.exit_code == 1
    assert "is asked about in charts/tiny.xlsx and in charts/tiny-LAPTOP.xlsx" in printed.stderr
    assert summaries(built)["ASH-OP-1 × 2.1"] == OWN
    run(built, "chart", "--as-written", "charts/tiny-LAPTOP.xlsx:Ashmarch!G5")
    assert summaries(built)["ASH-OP-1 × 2.1"] == "nil"
    assert waiting(built) == {"ASH-OP-1 × 2.1": ["none"]}


def test_a_workbook_sent_by_mail_is_asked_about_in_the_same_way(
    built: Path, run: Run, tmp_path: Path
) -> None:
    an_evening(built)
    mailed = tmp_path / "mailed.xlsx"
    shutil.move(built / BOOK, mailed)
    taken(built, run)
    data = mailed.read_bytes()
    printed = run(built, "import", str(mailed), "--as-written", "Harkenshaw!H5")
    assert printed.exit_code == 1
    assert "Saved from mailed.xlsx: 2 cells" in printed.output
    assert "mailed.xlsx:Harkenshaw!G5" in printed.stderr
    found = json.loads(run(built, "import", str(mailed), "--json").stdout)
    assert (found["taken_back"], len(found["problems"])) == (0, 2)
    assert mailed.read_bytes() == data


def test_in_python_the_report_has_what_is_asked(built: Path) -> None:
    an_evening(built)
    study = Study.open(built)
    report = study.chart(Answers(emptied=["Ashmarch!G5"]), by="ek")
    assert (report.taken_back, len(report.problems)) == (2, 2)
    assert "ambiguous" in repr(report)
    assert study.cells.cell(Row.case("ASH-OP-1"), "2.1").open


# ---- Faults elsewhere

FAULTS: dict[str, tuple[str, Callable[[str], str]]] = {
    "a guess in the case table": (
        "transcripts/cases.csv",
        lambda text: text.replace(",LD,", ",LD?,"),
    ),
    "a row that is none": ("transcripts/cases.csv", lambda text: text + "a case,,,,,,\n"),
    "an odd speaker": ("transcripts/speakers.csv", lambda text: text + "NOBODY,X,,guest,\n"),
    "a transcript that holds no talk": ("transcripts/har.txt", lambda _: "\0\0\0"),
    "a label nobody has": ("transcripts/har.txt", lambda text: text + "XY: Late.\nXY: Very.\n"),
    "a stray transcript": ("transcripts/new.txt", lambda _: "A: One.\nB: Two.\nA: Three.\n"),
    "a guide that is none": (
        "codebooks/guide-focus-group.yaml",
        lambda _: "format: 1\nquestions: 3\n",
    ),
    "an odd term": ("codebooks/tiny.yaml", lambda text: text.replace("[his, hers]", "[his, '**']")),
    "someone who charts nothing": (
        "study.yaml",
        lambda text: text + "charting:\n  ek: [Nowhere]\n",
    ),
}


def broken(folder: Path, fault: str) -> None:
    name, change = FAULTS[fault]
    path = folder / name
    before = path.read_text("utf-8") if path.exists() else ""
    path.write_text(change(before), "utf-8")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_elsewhere_does_not_hold_up_what_she_typed(
    built: Path, run: Run, fault: str
) -> None:
    edit(built, typed("ASH-OP-1", "2.2", "The form counts her help [5]."))
    before = waiting(built)
    broken(built, fault)
    printed = run(built, "chart")
    assert printed.exit_code == 1
    assert FAULTS[fault][0] in printed.stderr
    assert "Saved 1 cell" in " ".join(printed.output.split())
    assert summaries(built)["ASH-OP-1 × 2.2"] == "The form counts her help [5]."
    assert waiting(built) in ({}, before)
    assert "The form counts her help" in (built / "charts/tiny.html").read_text("utf-8")
    again = run(built, "chart")
    assert again.exit_code == 1
    assert FAULTS[fault][0] in again.stderr
    assert "Saved" not in again.output


def test_a_cell_of_a_transcript_that_cannot_be_read_is_saved_and_not_out_of_date(
    built: Path, run: Run
) -> None:
    study = Study.open(built)
    study.summarise({"team": "LD"}, "2.1", "Hers [HAR-LD-1 2].", by="ek")
    study.index(study.transcripts["HAR-LD-1"].quote("2", "Hers"), "2.1", by="ek")
    study.summarise("HAR-LD-1", "2.1", "Hers [2].", by="ek")
    study.summarise({"team": "LD"}, "2.1", "Hers [HAR-LD-1 2].", by="ek")
    taken(built, run)
    whole = (built / "transcripts/har.txt").read_bytes()
    broken(built, "a transcript that holds no talk")
    edit(built, typed("HAR-LD-1", "2.2", "Under his name [2].", "Harkenshaw"))
    assert run(built, "chart").exit_code == 1
    assert Study.open(built).chart(by="ek").left.stale == ()
    (built / "transcripts/har.txt").write_bytes(whole)
    assert "Out of date" not in taken(built, run).output
    assert summaries(built)["HAR-LD-1 × 2.2"] == "Under his name [2]."


@pytest.mark.parametrize("gone", [True, False])
def test_a_number_nobody_has_decided_on_stops_the_build_and_not_the_saving(
    built: Path, run: Run, *, gone: bool
) -> None:
    """Saving another cell settles nothing about the number: the question stays."""
    edit(built, typed("ASH-OP-1", "2.1", "His, better [2]."))
    edit(built, typed("HAR-LD-1", "2.2", "Under his name [2].", "Harkenshaw"))
    path = built / "codebooks/tiny.yaml"
    text = path.read_text("utf-8").replace("name: The form", "name: The form, again")
    old, new = ("number: 2.1", "number: 2.7") if gone else ("name: Whose needs", "name: Carers")
    path.write_text(text.replace(old, new), "utf-8")
    printed = run(built, "chart")
    assert printed.exit_code == 1
    assert "the charts were not built" in printed.stderr
    assert "HAR-LD-1 × 2.2" in summaries(built)
    assert "Ashmarch!G5" in printed.stderr
    assert "ASH-OP-1 × 2.1" in waiting(built)
    path.write_text(text, "utf-8")
    taken(built, run)
    assert summaries(built)["ASH-OP-1 × 2.1"] == "His, better [2]."


@pytest.mark.parametrize("new", ["number: 2.1\n        name: The form", "nmae: The form"])
def test_a_codebook_that_may_be_misread_is_never_kept(built: Path, run: Run, new: str) -> None:
    """What is under a number that the trail has as it stands is saved all the same."""
    edit(built, typed("ASH-OP-1", "2.1", "His, better [2]."))
    path = built / "codebooks/tiny.yaml"
    whole = path.read_text("utf-8")
    old = "number: 2.2\n        name: The form" if "number" in new else "name: The form"
    path.write_text(whole.replace(old, new), "utf-8")
    printed = run(built, "chart")
    assert printed.exit_code == 1
    assert "the charts were not built" in printed.stderr
    path.write_text(whole, "utf-8")
    taken(built, run)
    assert run(built, "check").exit_code == 0
    assert summaries(built) == {"ASH-OP-1 × 2.1": "His, better [2]."}


def test_a_torn_line_stops_everything(built: Path, run: Run) -> None:
    edit(built, typed("ASH-OP-1", "2.2", "The form [5]."))
    with (built / "trail/rt.jsonl").open("w", encoding="utf-8") as file:
        file.write('{"id": "rt-1')
    assert "trail/rt.jsonl:1" in held(built, run)
    assert "ASH-OP-1 × 2.2" in waiting(built)


# ---- A full disk


def test_a_full_disk_says_that_the_cells_were_saved(
    built: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(built, typed("ASH-OP-1", "2.2", "The form [5]."))
    edited = (built / BOOK).read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("framework.plain.files.tempfile.mkstemp", full)
        printed = run(built, "chart")
    assert printed.exit_code == 1
    assert "Saved 1 cell from charts/tiny.xlsx (as ek)" in " ".join(printed.output.split())
    assert "No space left on device" in printed.stderr
    assert "make room on the disk" in printed.stderr
    assert "open in" not in printed.stderr
    assert "your cells are saved" in printed.stderr
    assert summaries(built)["ASH-OP-1 × 2.2"] == "The form [5]."
    assert (built / BOOK).read_bytes() == edited
    assert "Saved" not in taken(built, run).output
    assert waiting(built) == {}


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (OSError(errno.EROFS, "Read-only file system"), "read only"),
        (PermissionError(errno.EACCES, "Permission denied"), "open in another program"),
        (OSError(errno.EIO, "Input/output error"), "mend that"),
    ],
)
def test_the_hint_fits_the_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: OSError, told: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr("framework.plain.files.tempfile.mkstemp", fail)
    with pytest.raises(RefusedError, match=told):
        files.write(tmp_path / "a.txt", b"words")


def test_what_is_changed_on_one_sheet_takes_the_place_of_what_was_asked_about(
    built: Path, run: Run
) -> None:
    """The other sheets still show what was asked about."""
    edit(built, typed("HAR-LD-1", "2.1", "nil", "Harkenshaw"))
    run(built, "chart")
    assert place(load_workbook(built / BOOK)["By team"], "HAR-LD-1", "2.1").value == "nil"
    edit(built, typed("HAR-LD-1", "2.1", "Hers [2].", "By team"))
    taken(built, run)
    assert summaries(built)["HAR-LD-1 × 2.1"] == "Hers [2]."
    edit(built, typed("HAR-LD-1", "2.1", "n/a", "Harkenshaw"))
    run(built, "chart")
    edit(built, typed("HAR-LD-1", "2.1", "Hers [2].", "By team"))
    taken(built, run)
    assert summaries(built)["HAR-LD-1 × 2.1"] == "Hers [2]."
