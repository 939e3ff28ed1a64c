"""`framework case rename`: a case's id changes everywhere, by one line that can be undone."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from framework import Study
from framework.cases.case import Row
from framework.errors import RefusedError
from framework.plain.tables import change_cells, parse_table
from framework.trail.command import Command
from framework.trail.reference import renamed
from tests.conftest import Run, lay_out
from tests.test_round_trip import edit, taken, typed

CASES = "transcripts/cases.csv"
SPEAKERS = "transcripts/speakers.csv"
TALK = "Interviewer: Who helps?\nSW3: His sister does.\nInterviewer: And then?\nSW3: Nobody.\n"


@pytest.fixture
def decided(folder: Path, study: Study) -> Path:
    """Return the tiny study in which two researchers refer to ASH-OP-1 wherever words may stand."""
    with (folder / "study.yaml").open("a", encoding="utf-8") as file:
        file.write("charting:\n  ek: [ASH-OP-1, Harkenshaw]  # ASH-OP-1 is hers\n  rt:\n    - LD\n")
    study.index(study.transcripts["ASH-OP-1"].quote("2", "His do"), "2.1", "as [ASH-OP-1 5]", "rt")
    study.summarise("ASH-OP-1", "2.1", "His, says ASH-OP-1 [2; ASH-OP-1 5].", by="ek")
    study.summarise("HAR-LD-1", "2.1", "Unlike [ASH-OP-1 2–3], hers [2].", by="rt")
    study.state("HAR-LD-1", "2.2", said="not applicable", reason="see [ASH-OP-1 4]", by="rt")
    study.summarise({"team": "OP"}, "2.1", "His [ASH-OP-1 2].", by="rt")
    study.finding("His come first [ASH-OP-1 2].", "2.1", by="ek")
    study.account("F1", "HAR-LD-1", "against", "not as in [ASH-OP-1 3]", by="rt")
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file() and ".framework" not in str(path))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def told(folder: Path, run: Run, *args: str) -> str:
    printed = run(folder, *args, "--researcher", "ek")
    return " ".join((printed.output + printed.stderr).split())


def test_everything_about_a_case_is_found_under_its_new_id(decided: Path, run: Run) -> None:
    before, trail = Study.open(decided), (decided / "trail/rt.jsonl").read_bytes()
    assert "ASH-OP-1 is now A1." in told(decided, run, "case", "rename", "ASH-OP-1", "A1")
    study = Study.open(decided)
    assert study.check() == []
    assert list(study.cases) == ["A1", "HAR-LD-1"]
    assert study.file.charting == {"ek": ("A1", "Harkenshaw"), "rt": ("LD",)}
    assert "ek: [A1, Harkenshaw]  # " in (decided / "study.yaml").read_text("utf-8")
    cells = study.cells
    assert cells.cell(Row.case("A1"), "2.1").summary == "His, says ASH-OP-1 [2; A1 5]."
    assert cells.cell(Row.case("HAR-LD-1"), "2.1").summary == "Unlike [A1 2–3], hers [2]."
    assert cells.cell(Row.case("HAR-LD-1"), "2.2").reason == "see [A1 4]"
    assert cells.cell(Row.of({"team": "OP"}), "2.1").summary == "His [A1 2]."
    assert study.findings["F1"].claim == "His come first [A1 2]."
    accounts = {one.case: (one.text, one.stale) for one in study.findings["F1"].accounts}
    assert accounts == {"A1": ("", False), "HAR-LD-1": ("not as in [A1 3]", False)}
    assert [(entry.case, entry.memo) for entry in study.entries.entries] == [("A1", "as [A1 5]")]
    for row in cells.rows:
        was = Row.case("ASH-OP-1") if row == Row.case("A1") else row
        for subtheme in ("2.1", "2.2"):
            now, then = cells.cell(row, subtheme), before.cells.cell(was, subtheme)
            assert (now.by, now.marks) == (then.by, then.marks), (row, subtheme)
    assert study.corrections() == []
    assert [str(quote.case) for quote in study.trace("ASH-OP-1", "2.1").quotes][:1] == ["A1"]
    assert (decided / "trail/rt.jsonl").read_bytes() == trail


def test_what_is_written_afterwards_stays_when_the_rename_is_undone(
    decided: Path, run: Run
) -> None:
    before = everything(decided)
    study = Study.open(decided)
    line = study.rename_case("ASH-OP-1", "A1", by="ek")
    study.summarise("A1", "2.2", "Counts her help [A1 5].", by="rt")  # the study that is open
    assert "1 case renamed: ASH-OP-1 → A1" in told(decided, run, "undo")
    assert "Undone" in told(decided, run, "undo", line.id)
    after = everything(decided)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"trail/ek.jsonl", "trail/rt.jsonl"}
    back = Study.open(decided)
    assert back.check() == []
    cell = back.cells.cell(Row.case("ASH-OP-1"), "2.2")
    assert (cell.summary, cell.by) == ("Counts her help [ASH-OP-1 5].", ("rt",))
    assert "stale" not in cell.marks
    undoing = json.loads((decided / "trail/ek.jsonl").read_text("utf-8").splitlines()[-1])
    back.undo(undoing["id"], by="ek")
    assert "A1" in back.cases


def test_renamed_twice_one_undo_gives_the_id_between(decided: Path) -> None:
    study = Study.open(decided)
    study.rename_case("ASH-OP-1", "A1", by="ek")
    study.rename_case("A1", "Ashmarch.1", by="rt")
    assert study.cells.cell(Row.case("HAR-LD-1"), "2.1").summary.startswith("Unlike [Ashmarch.1 ")
    study.undo(by="rt")
    assert study.cells.cell(Row.case("HAR-LD-1"), "2.1").summary.startswith("Unlike [A1 2–3]")
    study.rename_case("A1", "ASH-OP-1", by="rt")
    assert Study.open(decided).check() == []
    assert "ASH-OP-1" in study.cases


def test_a_colleagues_older_lines_that_arrive_later_land_on_the_renamed_case(
    decided: Path,
) -> None:
    late = decided.parent / "hers"
    shutil.copytree(decided, late)
    hers = Study.open(late)
    hers.summarise("ASH-OP-1", "2.2", "The form counts it [ASH-OP-1 5].", by="rt")
    Study.open(decided).rename_case("ASH-OP-1", "A1", by="ek")
    shutil.copyfile(late / "trail/rt.jsonl", decided / "trail/rt.jsonl")
    cell = Study.open(decided).cells.cell(Row.case("A1"), "2.2")
    assert (cell.summary, cell.by) == ("The form counts it [A1 5].", ("rt",))
    shutil.copyfile(decided / "trail/ek.jsonl", late / "trail/ek.jsonl")  # and the tables not yet
    assert Study.open(late).check() == []
    assert Study.open(late).cells.cell(Row.case("ASH-OP-1"), "2.1").by == ("ek",)


def test_what_was_typed_before_the_rename_is_saved_under_the_new_id(
    decided: Path, run: Run
) -> None:
    shutil.copyfile(decided / "study.yaml", decided / "whole")
    (decided / "study.yaml").write_text(
        (decided / "whole").read_text("utf-8").partition("charting")[0]
    )
    (decided / "whole").unlink()
    taken(decided, run, "--researcher", "ek")
    edit(decided, typed("ASH-OP-1", "2.2", "Typed before [ASH-OP-1 3].", "Ashmarch"))
    told(decided, run, "case", "rename", "ASH-OP-1", "A1")
    assert "1 cell" in told(decided, run, "chart")
    cell = Study.open(decided).cells.cell(Row.case("A1"), "2.2")
    assert (cell.summary, cell.by) == ("Typed before [A1 3].", ("ek",))
    assert (decided / "charts/transcripts/A1.html").exists()
    assert not (decided / "charts/transcripts/ASH-OP-1.html").exists()
    sheet = load_workbook(decided / "charts/tiny.xlsx")["Ashmarch"]
    assert "Typed before [A1 3]." in [cell.value for row in sheet.iter_rows() for cell in row]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("ASH-OP-9", "A1", "there is no case ASH-OP-9; there is B1, HAR-LD-1"),
        ("A1", "A2", "A1 is called B1 now"),
        ("HAR-LD-1", "H 1", "`H 1` cannot be a case id"),
        ("HAR-LD-1", "b1", "B1 is B1; give HAR-LD-1 another id"),
        ("HAR-LD-1", "a1", "B1 was renamed from A1"),
        ("HAR-LD-1", "ASH-OP-1", "B1 was renamed from ASH-OP-1"),
        ("HAR-LD-1", "HAR-LD-1", "HAR-LD-1 is its id already"),
    ],
)
def test_an_id_that_cannot_be_given_is_refused(
    folder: Path, study: Study, run: Run, old: str, new: str, message: str
) -> None:
    study.rename_case("ASH-OP-1", "A1", by="ek")
    study.rename_case("A1", "B1", by="ek")
    before = everything(folder)
    printed = run(folder, "case", "rename", old, new, "--researcher", "rt")
    assert printed.exit_code == 1
    assert message in printed.stderr
    assert everything(folder) == before


def test_the_former_id_of_a_case_is_given_to_no_other(folder: Path, study: Study, run: Run) -> None:
    study.rename_case("ASH-OP-1", "A1", by="ek")
    (folder / "ASH-OP-1.txt").write_text(TALK, "utf-8")
    assert run(folder, "add", "ASH-OP-1.txt", "--kind", "interview").exit_code == 0
    assert "ASH-OP-1" not in Study.open(folder).cases
    text = (folder / CASES).read_text("utf-8").replace("ASH-OP-1-2", "ASH-OP-1")
    (folder / CASES).write_text(text, "utf-8")
    messages = [problem.message for problem in Study.open(folder).problems]
    assert "ASH-OP-1 was the id of A1 before" in messages


@pytest.mark.parametrize("name", [CASES, SPEAKERS, "study.yaml"])
def test_where_a_file_cannot_be_written_nothing_is_renamed(
    decided: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    before = everything(decided)
    made: Callable[..., tuple[int, str]] = tempfile.mkstemp

    def full(prefix: str, dir: Path) -> tuple[int, str]:  # noqa: A002 - as mkstemp calls it
        if (
            len(list(dir.glob(".framework-*"))) == (name == SPEAKERS)
            and dir == (decided / name).parent
        ):
            raise OSError(28, "No space left on device")
        return made(prefix=prefix, dir=dir)

    monkeypatch.setattr(tempfile, "mkstemp", full)
    with pytest.raises(RefusedError, match="No space left"):
        Study.open(decided).rename_case("ASH-OP-1", "A1", by="ek")
    assert everything(decided) == before


def test_killed_between_the_trail_and_the_tables_it_is_in_order_and_can_be_repeated(
    decided: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    before = everything(decided)
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            Study.open(decided).rename_case("ASH-OP-1", "A1", by="ek")
    changed = everything(decided)
    assert {name for name in changed if changed[name] != before.get(name)} == {"trail/ek.jsonl"}
    study = Study.open(decided)
    assert study.check() == []
    assert study.cells.cell(Row.case("ASH-OP-1"), "2.1").by == ("ek",)
    study.rename_case("ASH-OP-1", "A1", by="ek")
    assert list(study.cases) == ["A1", "HAR-LD-1"]
    assert study.check() == []


def test_tables_may_be_workbooks(decided: Path) -> None:
    for name in (CASES, SPEAKERS):
        rows = [line.split(",") for line in (decided / name).read_text("utf-8").splitlines()]
        book = Workbook()
        for row in rows:
            book.worksheets[0].append(row)
        (decided / name).unlink()
        book.save((decided / name).with_suffix(".xlsx"))
    study = Study.open(decided)
    study.rename_case("ASH-OP-1", "A1", by="ek")
    assert study.check() == []
    assert [len(case.speakers) for case in study.cases.values()] == [4, 2]
    assert study.cases["A1"]["authority"] == "Ashmarch"


def test_a_table_open_elsewhere_is_refused(decided: Path, run: Run) -> None:
    lay_out(decided, {"transcripts/.~lock.speakers.csv#": "x"})
    before = everything(decided)
    assert "speakers.csv is open elsewhere" in told(
        decided, run, "case", "rename", "ASH-OP-1", "A1"
    )
    assert everything(decided) == before


def test_only_the_column_of_the_case_changes_whatever_the_table_looks_like() -> None:
    table = (
        b'\xef\xbb\xbfNote;Case;"label"\r\n"A; ""A""";A;A\r\n\r\n'
        b'"two\r\nlines";"A";"A;B"\r\nA; A ;x\r\n;AA;A'
    )
    changed = change_cells(table, 1, "A", "Ölbach-1")
    assert changed == table.replace(b";A;A\r", ";Ölbach-1;A\r".encode()).replace(
        b';"A";', ';"Ölbach-1";'.encode()
    ).replace(b"; A ;", "; Ölbach-1 ;".encode())


CELL = st.text(st.sampled_from('A1 ,;"\n\r\té'), max_size=6)


@given(st.lists(st.tuples(CELL, st.sampled_from(["A", "AA", "B"]), CELL), min_size=1))
def test_any_table_says_the_same_but_for_the_id(rows: list[tuple[str, str, str]]) -> None:
    import csv  # noqa: PLC0415 - for this property alone
    import io  # noqa: PLC0415 - the same

    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([("one", "case", "two"), *rows])
    data = out.getvalue().encode()
    before, _ = parse_table(data, "t.csv", needs=("case",), verbatim=("one", "two"))
    after, _ = parse_table(
        change_cells(data, 1, "A", "N"), "t.csv", needs=("case",), verbatim=("one", "two")
    )
    wanted = [{**row.cells, "case": {"A": "N"}.get(row["case"], row["case"])} for row in before]
    assert [dict(row.cells) for row in after] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[A 41, 52–54; B 2]", "[C-1 41, 52–54; B 2]"),
        (
            "[ A 41 ] and [A bit] of A [AA 3] [3] [2014]",
            "[ C-1 41 ] and [A bit] of A [AA 3] [3] [2014]",
        ),
        ("[A 41; and more]", "[A 41; and more]"),
    ],
)
def test_only_references_change_and_no_other_word(text: str, wanted: str) -> None:
    assert renamed(text, {"A": "C-1"}) == wanted
    assert renamed(wanted, {"C-1": "A"}) == text


def test_two_cases_that_got_one_id_from_two_people_are_told(folder: Path) -> None:
    lines = [
        Command.new("2026-01-01T00:00:00Z", by, [{"verb": "rename", "case": old, "to": "X1"}])
        for by, old in (("ek", "ASH-OP-1"), ("rt", "HAR-LD-1"))
    ]
    for line in lines:
        lay_out(folder, {f"trail/{line.by}.jsonl": f"{line.line()}\n"})
    messages = [problem.message for problem in Study.open(folder).problems]
    assert messages == ["two cases were renamed X1 (ASH-OP-1 and HAR-LD-1)"]
