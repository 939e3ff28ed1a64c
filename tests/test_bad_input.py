"""Bad input: one line each with file, line and what to do; exit 1; nothing written."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from framework import Study
from framework.cases.case import Row
from tests.conftest import Run, lay_out

CASES = "transcripts/cases.csv"
SPEAKERS = "transcripts/speakers.csv"
BOOK = "codebooks/tiny.yaml"
ASH = "ASH-OP-1,ash.txt,focus group,Ashmarch,OP,FG1,2012-10-09"


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (CASES, ASH, ASH.replace("ASH-OP-1", ""), f"{CASES}:2: a row without a case id;"),
        (CASES, ASH, f"{ASH}\n{ASH}", f"{CASES}:3: case ASH-OP-1 stands here a second time;"),
        (
            CASES,
            ASH,
            ASH.replace("ASH-OP-1", "ASH OP 1"),
            f"{CASES}:2: `ASH OP 1` cannot be a case id;",
        ),
        (CASES, "ash.txt", "", f"{CASES}:2: case ASH-OP-1 has no file;"),
        (CASES, "ash.txt", "gone.txt", f"{CASES}:2: there is no transcripts/gone.txt;"),
        (CASES, "ash.txt", "../study.yaml", f"{CASES}:2: `../study.yaml` is not in transcripts/;"),
        (CASES, ASH + "\n", "", "transcripts/ash.txt: no case names this file;"),
        (
            CASES,
            "Ashmarch,OP",
            "Ashmarch,?",
            f"{CASES}:2: column `team` still holds a guess (`?`);",
        ),
        (
            CASES,
            "Ashmarch,OP",
            "Ashmarch,OP ?",
            f"{CASES}:2: column `team` still holds a guess (`OP ?`);",
        ),
        (CASES, "Ashmarch,OP", "Ashmersh,OP", f"{CASES}:2: authority `Ashmersh` of ASH-OP-1;"),
        (CASES, "Ashmarch,OP", "Ashmarch,", f"{CASES}:2: ASH-OP-1 has no team;"),
        (
            SPEAKERS,
            "ASH-OP-1,CA1,A-2,participant,Care Assessor\n",
            "",
            "transcripts/ash.txt:3: label `CA1` is not in the speaker table;",
        ),
        (CASES, "ash.txt,focus group", "ash.txt,focus", f"{CASES}:2: ASH-OP-1 is of kind `focus`;"),
        (SPEAKERS, "A-2,participant", "A-2,participnat", f"{SPEAKERS}:4: kind `participnat`;"),
        (SPEAKERS, "ASH-OP-1,CA1", "ASH-OP-9,CA1", f"{SPEAKERS}:4: no case ASH-OP-9;"),
        (
            SPEAKERS,
            "ASH-OP-1,CA1,A-2",
            "ASH-OP-1,SW1,A-2",
            f"{SPEAKERS}:4: label `SW1` of ASH-OP-1 stands twice;",
        ),
        (BOOK, "number: 2.2", "number: 2.1", f"{BOOK}:9: number 2.1 stands on line 6 too;"),
        (BOOK, "name: The form", "nmae: The form", f"{BOOK}:10: unknown key `nmae`;"),
        (
            "study.yaml",
            "each: authority",
            "each: region",
            "study.yaml:14: a chart by `region`, which is no attribute;",
        ),
        (
            "study.yaml",
            "format: 1",
            "format: 2",
            "study.yaml:1: format 2, and this version knows format 1;",
        ),
        ("study.yaml", "kind: interview", "kind: ../diary", "study.yaml:16: kind `../diary`;"),
        ("study.yaml", "{role}", "{job}", "study.yaml:20: `attribution` asks for {job};"),
        (
            "study.yaml",
            "codebooks/tiny.yaml",
            "codebooks/none.yaml",
            "codebooks/none.yaml: cannot be read",
        ),
    ],
)
def test_a_fault_is_one_line_and_the_rest_is_built(
    folder: Path, run: Run, file: str, old: str, new: str, told: str
) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    printed = run(folder, "chart", "--researcher", "ek")
    assert printed.exit_code == 1
    lines = printed.stderr.splitlines()
    assert [line for line in lines if line.startswith(told)], printed.stderr
    assert isinstance(printed.exception, SystemExit)
    laid_out = file in ("study.yaml", "codebooks/tiny.yaml")
    assert (folder / "charts").exists() is not laid_out, "what can be read is built"
    assert run(folder, "check").exit_code == 1


def test_a_guide_must_open_subthemes_that_there_are(folder: Path, run: Run) -> None:
    guide = """
        format: 1
        questions:
          - number: 1
            question: Whose needs come first?
            subthemes: [2.1, 2.9]
        """
    lay_out(
        folder, {"codebooks/guide-focus-group.yaml": guide, "codebooks/guide-diary.yaml": guide}
    )
    lines = run(folder, "chart").stderr.splitlines()
    assert lines[0].startswith("codebooks/guide-diary.yaml: a guide for no kind of case;")
    told = (
        "codebooks/guide-focus-group.yaml:3: question 1 opens 2.9, which the codebook does not have"
    )
    assert lines[1].startswith(told)


def test_a_row_that_a_survey_does_not_have_is_told(folder: Path, run: Run) -> None:
    book = Workbook()
    book.active.append(("respondent", "What helps carers?"))  # type: ignore[union-attr]
    book.active.append(("r1", "Time."))  # type: ignore[union-attr]
    book.save(folder / "transcripts/survey.xlsx")
    path = folder / CASES
    text = path.read_text("utf-8").replace("group,date", "group,date,row")
    path.write_text(text + "SV-1,survey.xlsx,interview,,,,,r9\n", "utf-8")
    told = "transcripts/survey.xlsx: holds no row `r9`, which SV-1 names;"
    assert [line for line in run(folder, "chart").stderr.splitlines() if line.startswith(told)]
    path.write_text(text + "SV-1,survey.xlsx,interview,,,,,r1\n", "utf-8")
    lay_out(
        folder, {SPEAKERS: (folder / SPEAKERS).read_text("utf-8") + "SV-1,r1,p-1,participant,\n"}
    )
    turns = Study.open(folder).transcripts["SV-1"].turns
    assert [(turn.speaker.label, turn.kind, turn.text) for turn in turns] == [
        ("Question", "moderator", "What helps carers?"),
        ("r1", "participant", "Time."),
    ]


def test_all_faults_are_shown_in_one_run(folder: Path, run: Run) -> None:
    (folder / "transcripts/stray.txt").write_text("A: b\n", "utf-8")
    (folder / "transcripts/har.txt").write_bytes(b"")
    path = folder / CASES
    path.write_text(path.read_text("utf-8").replace("Ashmarch,OP", "Ashmarch,?"), "utf-8")
    lines = run(folder, "chart").stderr.splitlines()
    assert len([line for line in lines if ": " in line]) >= 3
    assert lines[-1] == "3 problems; nothing is lost, all else is built."


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("ash.docx", b"Int: text that is no Word file\n", "not what its ending says"),
        ("ash.docx", b"", "empty"),
        ("ash.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 99, "protected by a password"),
        ("ash.docx", b"PK\x03\x04" + b"\0" * 99, "not whole"),
        ("ash.pages", b"anything", "no reader for `.pages` files"),
    ],
)
def test_a_transcript_that_cannot_be_read_is_one_line(
    folder: Path, run: Run, name: str, data: bytes, told: str
) -> None:
    (folder / "transcripts/ash.txt").unlink()
    (folder / "transcripts" / name).write_bytes(data)
    path = folder / CASES
    path.write_text(path.read_text("utf-8").replace("ash.txt", name), "utf-8")
    printed = run(folder, "chart", "--researcher", "ek")
    assert printed.exit_code == 1
    assert [
        line for line in printed.stderr.splitlines() if line.startswith(f"transcripts/{name}: ")
    ]
    assert told in printed.stderr
    assert isinstance(printed.exception, SystemExit)
    assert (folder / "charts/tiny.xlsx").exists()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "name: Whose needs\n",
            "name: Whose wants\n",
            "2.1 was “Whose needs” and is now “Whose wants”, with 1 decision",
        ),
        (
            "number: 2.1",
            "number: 2.7",
            "subtheme 2.1 (Whose needs) is gone, with 1 decision under it",
        ),
    ],
)
def test_a_number_whose_name_changed_while_work_stands_under_it_is_asked_about(
    folder: Path, study: Study, run: Run, old: str, new: str, told: str
) -> None:
    study.summarise("ASH-OP-1", "2.1", "his [2]", by="ek")
    path = folder / BOOK
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    printed = run(folder, "chart")
    assert printed.exit_code == 1
    assert told in printed.stderr
    assert "renamed, moved or" in printed.stderr
    assert not (folder / "charts").exists()


def test_a_subtheme_that_was_renamed_keeps_what_stands_under_it(
    folder: Path, study: Study, run: Run
) -> None:
    study.summarise("ASH-OP-1", "2.1", "his [2]", by="ek")
    assert run(folder, "chart", "--researcher", "ek").exit_code == 0
    path = folder / BOOK
    path.write_text(path.read_text("utf-8").replace("Whose needs\n", "Whose wants\n"), "utf-8")
    told = " ".join(run(folder, "chart").stderr.split())
    assert "framework codebook renamed 2.1" in told
    printed = run(folder, "codebook", "renamed", "2.1")
    assert "2.1 is “Whose wants” now." in printed.output
    assert run(folder, "chart").exit_code == 0
    cell = Study.open(folder).cells.cell(Row.case("ASH-OP-1"), "2.1")
    assert (cell.summary, cell.marks) == ("his [2]", ("one speaker",))
    again = run(folder, "codebook", "renamed", "2.1")
    assert "2.1 has no new name: it is “Whose wants”" in again.stderr
    assert "no subtheme or position" in run(folder, "codebook", "renamed", "9.9").stderr


def test_names_that_were_exchanged_are_no_renaming(folder: Path, study: Study, run: Run) -> None:
    study.summarise("ASH-OP-1", "2.1", "his [2]", by="ek")
    path = folder / BOOK
    text = path.read_text("utf-8").replace("Whose needs\n", "The rota\n")
    text = text.replace("The form\n", "Whose needs\n").replace("The rota\n", "The form\n")
    path.write_text(text, "utf-8")
    printed = run(folder, "codebook", "renamed", "2.1", "--researcher", "ek")
    assert printed.exit_code == 1
    assert "“The form” was the name of 2.2, and 2.1 was “Whose needs”" in printed.stderr
    assert run(folder, "chart").exit_code == 1


def test_a_name_may_change_while_nothing_stands_under_its_number(
    folder: Path, study: Study, run: Run
) -> None:
    study.summarise("ASH-OP-1", "2.1", "his [2]", by="ek")
    path = folder / BOOK
    path.write_text(path.read_text("utf-8").replace("name: The form", "name: Forms"), "utf-8")
    assert run(folder, "chart", "--researcher", "ek").exit_code == 0


@pytest.mark.parametrize(
    "line",
    [b'{"id":"ek-0', b"\xff\xfe", b"[]", b'{"id":"ek-1","at":"x","by":"ek","do":[{"verb":"a"}]}'],
)
def test_a_torn_line_of_the_trail_is_told_and_nothing_is_built(
    folder: Path, study: Study, run: Run, line: bytes
) -> None:
    study.summarise("ASH-OP-1", "2.1", "his [2]", by="ek")
    path = folder / "trail/ek.jsonl"
    path.write_bytes(path.read_bytes() + line)
    printed = run(folder, "chart")
    assert printed.exit_code == 1
    assert printed.stderr.startswith("trail/ek.jsonl:2: this line")
    assert not (folder / "charts").exists()


def test_broken_references_are_listed_by_check(folder: Path, study: Study, run: Run) -> None:
    study.summarise("ASH-OP-1", "2.1", "his [2], hers [99], and so on [1]", by="ek")
    printed = " ".join(run(folder, "check").output.split())
    assert "refers to ASH-OP-1 99, and there is no such turn" in printed
    assert "refers to ASH-OP-1 1, which is a moderator's" in printed
    assert "2 problems." in printed
    assert run(folder, "chart", "--researcher", "ek").exit_code == 0


def test_problems_in_json(folder: Path, run: Run) -> None:
    (folder / "transcripts/stray.txt").write_text("A: b\n", "utf-8")
    import json  # noqa: PLC0415 - used here only

    found = json.loads(run(folder, "chart", "--json").stdout)
    assert found["problems"][0] == {
        "file": "transcripts/stray.txt",
        "line": None,
        "cell": None,
        "kind": "stray file",
        "message": "no case names this file",
        "hint": "take it in (framework add transcripts/stray.txt), or take it out",
    }
