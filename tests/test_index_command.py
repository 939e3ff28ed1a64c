"""`framework index`: what a person types becomes entries of the index, or is refused whole."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from framework import Study
from tests.conftest import ROOT, Run, lay_out
from tests.test_propose import CODEBOOK, LONG


@pytest.fixture
def folder(folder: Path) -> Path:
    """Return the tiny study with terms in its codebook, and a long turn."""
    return lay_out(folder, {"codebooks/tiny.yaml": CODEBOOK, "transcripts/har.txt": LONG})


DOUBLED = """id,words,decision
ASH-OP-1:3:2.1,It depends who is nearer to going under.,accept
ASH-OP-1:3:2.1,It depends who is nearer to going under.,reject
"""


def entries(folder: Path) -> list[tuple[str, str, str, str]]:
    found = Study.open(folder).entries.entries
    return [(one.case, one.passage.turn, one.subtheme, one.passage.words) for one in found]


def test_a_passage_is_indexed_by_case_turn_and_subtheme(folder: Path, run: Run) -> None:
    by = ("--researcher", "ek")
    words = "nearer to going under"
    printed = run(folder, "index", "ASH-OP-1", "3", "2.1", "--words", words, "--memo", "why", *by)
    assert printed.exit_code == 0
    assert "1 passage indexed." in printed.output
    run(folder, "index", "HAR-LD-1", "4", "2.2")
    assert entries(folder) == [
        ("ASH-OP-1", "3", "2.1", "nearer to going under"),
        ("HAR-LD-1", "4", "2.2", "Hers are in there already, under his name."),
    ]
    run(folder, "index", "ASH-OP-1", "2", "2.2", "--words", "His assessment -", "--memo", "typed")
    assert len(entries(folder)) == 2, "those words do not stand there"
    run(folder, "index", "ASH-OP-1", "2", "2.2", "--words", "HIS  assessment,")
    assert entries(folder)[0][3] == "his assessment,"
    entry = Study.open(folder).entries.entries[1]
    assert (entry.by, entry.memo) == ("ek", "why")
    assert entry.id in printed.output, "its name is printed, so that it can be taken back"
    assert run(folder, "index", "unindex", entry.id).exit_code == 0
    assert len(entries(folder)) == 2


def test_the_same_words_are_indexed_once_by_one_researcher(folder: Path, run: Run) -> None:
    told = ("index", "ASH-OP-1", "2", "2.1", "--researcher")
    first = run(folder, *told, "ek")
    trail = (folder / "trail/ek.jsonl").read_bytes()
    again = run(folder, *told, "ek")
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "You had indexed it there already; nothing was written." in again.output
    assert (folder / "trail/ek.jsonl").read_bytes() == trail
    assert run(folder, *told, "rt").exit_code == 0
    assert run(folder, *told, "ek", "--memo", "his words").exit_code == 0
    assert [entry.by for entry in Study.open(folder).entries.entries].count("ek") == 2


def test_proposals_are_accepted_and_rejected_by_their_ids(folder: Path, run: Run) -> None:
    run(folder, "index", "accept", "ASH-OP-1:2:2.2", "HAR-LD-1:2.2:2.2", "--researcher", "rt")
    found = json.loads(run(folder, "index", "reject", "ASH-OP-1:5:2.2", "--json").stdout)
    assert [one[:3] for one in entries(folder)] == [
        ("ASH-OP-1", "2", "2.2"),
        ("HAR-LD-1", "2", "2.2"),
    ]
    study = Study.open(folder)
    assert [one.id for one in study.propose("2.2")] == ["HAR-LD-1:2.5:2.2"]
    assert found["entries"] == [study.entries.rejected[0].id]
    act = study.decisions.all("reject")[0]
    assert act["terms"] == ["form counts", "=met"]
    again = run(folder, "index", "accept", "ASH-OP-1:5:2.2")
    assert again.exit_code == 1
    assert "was rejected already" in again.stderr
    undone = run(folder, "index", "unindex", found["entries"][0])
    assert undone.exit_code == 0
    assert run(folder, "index", "accept", "ASH-OP-1:5:2.2").exit_code == 0


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("accept", "ASH-OP-1:9:2.2"), "there is no proposal ASH-OP-1:9:2.2"),
        (("accept", "ASH-OP-1:2:2.2", "nonsense"), "there is no proposal nonsense"),
        (("ASH-OP-9", "3", "2.1"), "ASH-OP-9 is no case"),
        (("ASH-OP-1", "93", "2.1"), "has no turn 93"),
        (("ASH-OP-1", "3", "2.9"), "no subtheme 2.9"),
        (("ASH-OP-1", "3", "2.1", "--words", "farther"), "stand there 0 times"),
        (("ASH-OP-1", "1", "2.1"), "a moderator's turn"),
        (("unindex", "ek-0123456789/1"), "no index entry"),
        (("missing.csv",), "cannot be read"),
        (("missing.xlsx",), "cannot be read"),
        (("--comments", "NO"), "NO is no case"),
    ],
)
def test_what_cannot_be_is_one_line_and_changes_nothing(
    folder: Path, run: Run, args: tuple[str, ...], said: str
) -> None:
    refused = run(folder, "index", *args, "--researcher", "ek")
    assert refused.exit_code == 1
    assert said in refused.stderr
    assert not list((folder / "trail").glob("*.jsonl"))


def test_wrong_use_and_nobody(folder: Path, run: Run) -> None:
    for args in ((), ("accept",), ("ASH-OP-1", "3"), ("a", "b", "c", "d")):
        assert run(folder, "index", *args, "--researcher", "ek").exit_code == 2
    (folder.parent / "machine/framework/researchers.json").unlink(missing_ok=True)


def test_nobody_indexes_nothing(folder: Path, run: Run) -> None:
    refused = run(folder, "index", "ASH-OP-1", "3", "2.1")
    assert refused.exit_code == 1
    assert "--researcher ek or rt" in refused.stderr


def decide(path: Path, decisions: dict[str, str]) -> None:
    """Write decisions into a sheet, as a person would, by the ids in its first column."""
    if path.suffix == ".csv":
        lines = path.read_text("utf-8-sig").splitlines()
        for number, line in enumerate(lines):
            if (said := decisions.get(line.split(",")[0])) is not None:
                lines[number] = line.removesuffix(",,") + f",{said},"
        path.write_text("\n".join(lines), "utf-8")
        return
    book = openpyxl.load_workbook(path)
    for row in book.active.iter_rows(min_row=2):  # type: ignore[union-attr] # it has a sheet
        if (said := decisions.get(str(row[0].value))) is not None:
            row[6].value = said
    book.save(path)


@pytest.mark.parametrize("name", ["to-read.csv", "to-read.xlsx"])
def test_a_sheet_goes_out_and_comes_back(folder: Path, run: Run, name: str) -> None:
    written = run(folder, "propose", "2.2", "-o", name, "--researcher", "ek")
    assert written.exit_code == 0
    assert "not read" in written.output
    assert run(folder, "propose", "2.2", "-o", name).exit_code == 1, "it is there already"
    assert "0 decisions" in run(folder, "index", name).output
    decide(folder / name, {"ASH-OP-1:2:2.2": "accept", "HAR-LD-1:2.2:2.2": " Reject "})
    taken = run(folder, "index", name)
    assert taken.exit_code == 0, taken.output
    assert "2 decisions taken" in taken.output
    study = Study.open(folder)
    assert [one.passage.turn for one in study.entries.entries] == ["2"]
    assert [one.passage.words for one in study.entries.rejected] == [
        "Nobody asked her about a form, or two forms."
    ]
    assert len(study.decisions.commands) == 1
    assert "0 decisions taken from" in run(folder, "index", name).output, "and 2 before"


def test_a_sheet_that_does_not_fit_is_refused_whole_with_addresses(folder: Path, run: Run) -> None:
    run(folder, "propose", "2.2", "-o", "s.xlsx", "--researcher", "ek")
    run(folder, "propose", "2.2", "-o", "s.csv")
    ash = folder / "transcripts/ash.txt"
    ash.write_text(ash.read_text("utf-8").replace("form counts her", "form takes her"), "utf-8")
    decide(
        folder / "s.xlsx",
        {"ASH-OP-1:2:2.2": "perhaps", "ASH-OP-1:5:2.2": "accept", "HAR-LD-1:2.5:2.2": "accept"},
    )
    refused = run(folder, "index", "s.xlsx")
    assert refused.exit_code == 1
    first, second = refused.stderr.splitlines()[:2]
    hint = "write accept or reject, or leave it empty"
    assert first == f"s.xlsx:Found by terms, not read!G5: the decision is `perhaps`; {hint}"
    assert (
        "s.xlsx:Found by terms, not read!G6: these are not the words of ASH-OP-1:5:2.2 now"
        in second
    )
    decide(folder / "s.csv", {"ASH-OP-1:5:2.2": "reject"})
    refused = run(folder, "index", "s.csv")
    assert "s.csv:3: these are not the words of ASH-OP-1:5:2.2 now" in refused.stderr
    assert entries(folder) == []
    lines = (folder / "s.csv").read_text("utf-8-sig").replace("ASH-OP-1:5:2.2", "ASH-OP-1:9:2.2")
    (folder / "s.csv").write_text(lines, "utf-8")
    assert "s.csv:3: there is no proposal ASH-OP-1:9:2.2" in run(folder, "index", "s.csv").stderr
    (folder / "s.csv").write_text(DOUBLED, "utf-8")
    refused = run(folder, "index", "s.csv")
    assert "s.csv:3: ASH-OP-1:3:2.1 is decided twice, differently" in refused.stderr
    (folder / "s.csv").write_text("id,words\n1,2\n", "utf-8")
    assert "no column `decision`" in run(folder, "index", "s.csv").stderr
    (folder / "s.xlsx").write_bytes(b"PK nonsense")
    assert "s.xlsx: not whole" in run(folder, "index", "s.xlsx").stderr


def test_the_same_sheet_is_the_same_bytes(folder: Path, run: Run) -> None:
    for name in ("a.xlsx", "b.xlsx", "a.csv", "b.csv"):
        run(folder, "propose", "-o", name)
    assert (folder / "a.xlsx").read_bytes() == (folder / "b.xlsx").read_bytes()
    assert (folder / "a.csv").read_bytes() == (folder / "b.csv").read_bytes()


COMMENTED = {
    "codebooks/tiny.yaml": """
        format: 1
        themes:
          - number: 2
            name: Assessment
            subthemes:
              - number: 2.1
                name: Carer involvement
              - number: 2.2
                name: Systems / forms
              - number: 2.3
                name: timing of involvement; disagreement LA1
    """,
    "transcripts/cases.csv": """
        case,file,kind,authority,team,group,date
        ASH-OP-1,c.docx,focus group,Ashmarch,OP,FG1,2012-10-09
    """,
    "transcripts/speakers.csv": """
        case,label,speaker,kind,role
        ASH-OP-1,Interviewer,A-I,moderator,
        ASH-OP-1,SW1,A-1,participant,Social Worker
        ASH-OP-1,SW2,A-2,participant,Social Worker
    """,
}


ACROSS = (
    "We always ask the carer first, before anyone else. It depends on the day though.\n"
    "We do not. The form has no box for it."
)
"""A comment across two turns is about both."""


def test_word_comments_that_name_a_subtheme_are_taken_and_others_listed(
    folder: Path, run: Run
) -> None:
    lay_out(folder, COMMENTED)
    (folder / "transcripts/ash.txt").unlink()
    (folder / "transcripts/har.txt").unlink()
    sample = ROOT / "tests/samples/09_word_comments_two_coders.docx"
    shutil.copyfile(sample, folder / "transcripts/c.docx")
    taken = run(folder, "index", "--comments", "--researcher", "ek")
    assert taken.exit_code == 0, taken.output
    assert [one[1:] for one in entries(folder)] == [
        ("2", "2.1", "We always ask the carer first, before anyone else."),
        ("2", "2.3", ACROSS),
        ("3", "2.2", "The form has no box for it."),
    ]
    memos = [one.memo for one in Study.open(folder).entries.entries]
    assert memos[0] == "comment of Hannah Reyes: CARER INVOLVEMENT: positive"
    assert "3 passages indexed from comments; 1 left as they are." in taken.output
    assert "Tom Ashby: agree, but code as RESOURCES (names no subtheme)" in taken.output
    again = json.loads(run(folder, "index", "--comments", "--json").stdout)
    assert again["entries"] == []
    assert [one["why"] for one in again["comments"]].count("is taken already") == 3


def test_a_comment_names_a_subtheme_by_number_or_by_its_whole_name(folder: Path, run: Run) -> None:
    lay_out(folder, COMMENTED)
    for name in ("ash.txt", "har.txt"):
        (folder / "transcripts" / name).unlink()
    document = Document()
    for said, comment in (
        ("Interviewer: Whose needs?", "2.1"),
        ("SW1: His.", "2.1, 2.2: his and the form's"),
        ("SW2: Hers.", "Carer involvement"),
        ("SW1: Both.", "2.9 or so"),
        ("SW2: It depends.", "2.1.5"),
        ("SW1: Ah.", "carers are involved"),
    ):
        document.add_comment(document.add_paragraph(said).runs, comment, author="A. B.")
    document.save(str(folder / "transcripts/c.docx"))
    found = json.loads(run(folder, "index", "--comments", "--json", "--researcher", "ek").stdout)
    assert [one[1:3] for one in entries(folder)] == [("2", "2.1"), ("2", "2.2"), ("3", "2.1")]
    assert [(one["turn"], one["why"]) for one in found["comments"]] == [
        ("1", "stands beside a moderator's turn"),
        ("4", "names no subtheme"),
        ("5", "names no subtheme"),
        ("6", "names no subtheme"),
    ]
