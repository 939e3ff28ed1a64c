"""The register of findings: a claim, and what every case in its scope has to say to it."""

import csv
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from framework import Study
from framework.cases.case import Row
from framework.charts.chart import Cells
from framework.errors import RefusedError, UnknownNameError
from framework.findings.evidence import facts, never_quoted, used_twice, weaknesses
from framework.findings.finding import Account, Finding
from framework.trail.choice import read_choice, shown
from framework.trail.command import Command
from framework.trail.verbs import ANSWERS
from framework.workbook.matrix import edits
from framework.workbook.reading.read_back import read_back
from framework.workbook.saving.answers import NOTHING_ANSWERED
from tests.conftest import Run
from tests.test_round_trip import BOOK, asked, edit, held, place, taken, typed

CLAIM = "His needs come first."
SHEET = "Finding F1"


@pytest.fixture
def claimed(folder: Path, study: Study) -> Path:
    """Return the tiny study with 2.1 charted in both groups, and a claim nobody has accounted."""
    study.summarise("ASH-OP-1", "2.1", "SW1: his [2].", by="ek")
    study.summarise("HAR-LD-1", "2.1", "Hers are in there [2].", by="ek")
    study.state("ASH-OP-1", "2.1", asked="asked", by="ek")
    study.index(
        study.transcripts["ASH-OP-1"].quote("5", "her help as his need met"), "2.1", by="ek"
    )
    study.finding(CLAIM, "2.1", by="ek")
    return folder


def one(folder: Path) -> Finding:
    return Study.open(folder).findings["F1"]


def told(folder: Path, run: Run, *args: str) -> str:
    """Return what a command prints, its lines joined: it must be fine, and fit 80 columns."""
    printed = run(folder, *args, "--researcher", "ek")
    assert printed.exit_code == 0, printed.output + printed.stderr
    assert max(map(len, printed.output.splitlines())) <= 80
    return " ".join(printed.output.split())


def test_a_claim_is_accounted_for_when_no_case_in_scope_is_blank(
    folder: Path, study: Study, run: Run
) -> None:
    study.summarise("HAR-LD-1", "2.1", "Hers are in there [2].", by="ek")
    assert "F1 · His needs" in told(folder, run, "finding", "add", CLAIM, "--subtheme", "2.1")
    assert "still blank: ASH-OP-1, HAR-LD-1" in told(folder, run, "finding", "list")
    told(folder, run, "finding", "account", "F1", "ASH-OP-1", "supports", "SW1 [2]")
    assert "still blank: HAR-LD-1" in told(folder, run, "finding", "show", "F1")
    told(folder, run, "finding", "account", "F1", "HAR-LD-1", "against", "Renée [2]")
    shown = told(folder, run, "finding", "show", "F1")
    assert "accounted for" in shown
    assert "HAR-LD-1 · against: Renée [2] 2.1 · charted: Hers are in there [2]." in shown
    assert "1 finding, 1 accounted for." in told(folder, run, "finding", "list")


def test_the_facts_a_wording_rests_on_name_the_groups(claimed: Path) -> None:
    study = Study.open(claimed)
    study.account("F1", "ASH-OP-1", "supports", "SW1 [2]", by="ek")
    study.account("F1", "HAR-LD-1", "supports", "not quite [2]", by="ek")
    assert facts(study.cells, study.findings["F1"], study.file.attributes) == [
        "Asked in 1 of 2: ASH-OP-1",
        "Not recorded whether asked: HAR-LD-1",
        "Supports in 1 of the 1 where it was asked: ASH-OP-1; unasked, or not recorded: HAR-LD-1",
    ]


@pytest.mark.parametrize(
    ("answer", "text", "remark"),
    [
        ("supports", "they all say so", "ASH-OP-1: supports, without a reference"),
        ("supports", "SW1 [99]", "ASH-OP-1: refers to no turn: ASH-OP-1 99"),
        ("not asked", "", "ASH-OP-1: accounted as not asked, and asked in the chart"),
        ("nothing said", "", "without evidence: no account refers to a turn"),
    ],
)
def test_what_is_not_in_order_about_an_account_is_told(
    claimed: Path, answer: str, text: str, remark: str
) -> None:
    study = Study.open(claimed)
    study.account("F1", "ASH-OP-1", answer, text, by="ek")
    assert remark in weaknesses(study.cells, study.findings["F1"])
    assert never_quoted(study.findings) == ["ASH-OP-1", "HAR-LD-1"]


@pytest.mark.parametrize("change", ["claim", "summary", "index"])
def test_an_account_is_stale_once_what_its_writer_saw_has_changed(
    claimed: Path, change: str
) -> None:
    study = Study.open(claimed)
    study.account("F1", "ASH-OP-1", "supports", "SW1 [2]", by="ek")
    assert not one(claimed).accounts[0].stale
    if change == "claim":
        study.finding("His needs always come first.", "2.1", name="F1", by="rt")
    elif change == "summary":
        study.summarise("ASH-OP-1", "2.1", "SW1: his, after all [2].", by="rt")
    else:
        study.index(study.transcripts["ASH-OP-1"].quote("3"), "2.1", by="rt")
    assert one(claimed).accounts[0].stale
    assert not one(claimed).accounts[1].stale


def test_accounts_are_written_in_the_workbook_and_taken_back(claimed: Path, run: Run) -> None:
    taken(claimed, run, "--researcher", "ek")
    rows = [
        [cell.value for cell in row] for row in load_workbook(claimed / BOOK)[SHEET].iter_rows()
    ]
    assert rows[0][0] == f"F1 · {CLAIM}"
    assert rows[3][-3:] == ["Asked (2.1)", "2.1 · Whose needs", "F1 · Account"]
    assert rows[4][-3:] == ["asked", "SW1: his [2].", ""]
    assert "Not accounted for: ASH-OP-1, HAR-LD-1" in [row[0] for row in rows]
    edit(claimed, typed("ASH-OP-1", "F1", "Supports: SW1 [2]", SHEET))
    edit(claimed, typed("HAR-LD-1", "F1", "not asked: they ran late", SHEET))
    assert "Saved 2 cells" in " ".join(taken(claimed, run).output.split())
    found = one(claimed)
    assert [account.box for account in found.accounts] == [
        "supports: SW1 [2]",
        "not asked: they ran late",
    ]
    assert (found.accounted, found.accounts[0].stale) == (True, False)
    (kept,) = (claimed / "charts/kept").iterdir()
    assert "0 cells" in run(claimed, "import", str(kept)).output
    assert "Nothing has changed" in run(claimed, "chart").output


@pytest.mark.parametrize(
    ("words", "box"),
    [
        (("supports: SW1 [2]",), "supports: SW1 [2]"),
        (("Against –", "CA1, at once [3]"), "against: CA1, at once [3]"),
        (("nothing", "said"), "nothing said"),
        (("Not about this. They were leads",), "not about this: They were leads"),
        (("both", "SW1 [2]; CA1 [3]"), "both: SW1 [2]; CA1 [3]"),
    ],
)
def test_a_command_takes_an_account_as_the_sheet_takes_it(
    claimed: Path, run: Run, words: tuple[str, ...], box: str
) -> None:
    told(claimed, run, "finding", "account", "F1", "ASH-OP-1", *words)
    assert one(claimed).accounts[0].box == box
    taken(claimed, run, "--researcher", "ek")
    edit(claimed, typed("HAR-LD-1", "F1", " ".join(words), SHEET))
    taken(claimed, run, "--researcher", "ek", "--moved", "all")
    assert one(claimed).accounts[1].box == box


def test_what_the_sheet_refuses_the_command_refuses_in_the_same_words(
    claimed: Path, run: Run
) -> None:
    printed = run(
        claimed, "finding", "account", "F1", "ASH-OP-1", "supportive", "--researcher", "ek"
    )
    assert printed.exit_code == 1
    message = "“supportive” is no answer to F1; begin with one of: supports · against"
    assert message in printed.stderr
    taken(claimed, run, "--researcher", "ek")
    edit(claimed, typed("ASH-OP-1", "F1", "supportive", SHEET))
    assert message in asked(claimed, run)


def test_many_accounts_are_saved_without_working_out_the_register_for_each(
    claimed: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = Study.open(claimed)
    for number in range(2, 8):
        study.finding(f"Claim {number}.", "2.1", by="ek")
    for number in range(1, 8):
        for case in ("ASH-OP-1", "HAR-LD-1"):
            study.account(f"F{number}", case, "against", by="ek")
    taken(claimed, run, "--researcher", "ek")
    for number in range(1, 8):
        for case in ("ASH-OP-1", "HAR-LD-1"):
            words = f"supports: for {case} and {number}"
            edit(claimed, typed(case, f"F{number}", words, f"Finding F{number}"))
    counted: list[str] = []
    real = Cells.seen

    def counting(cells: Cells, row: Row, subtheme: str, text: str) -> dict[str, Any]:
        counted.append(subtheme)
        return real(cells, row, subtheme, text)

    monkeypatch.setattr(Cells, "seen", counting)
    study = Study.open(claimed)
    matrix = read_back((claimed / BOOK).read_bytes(), BOOK)
    kept = study.take_back([matrix], NOTHING_ANSWERED, by="ek")
    assert kept.boxes == 14
    assert len(counted) < 14 * 14  # and not each account for each of 14 edits


def test_a_summary_edited_on_a_finding_s_sheet_is_the_chart_s_own_box(
    claimed: Path, run: Run
) -> None:
    taken(claimed, run, "--researcher", "ek")
    edit(claimed, typed("HAR-LD-1", "2.1", "Hers, says Renée [2].", SHEET))
    taken(claimed, run)
    assert Study.open(claimed).trace("HAR-LD-1", "2.1").cells[0].summary == "Hers, says Renée [2]."


def test_an_answer_that_is_none_of_the_list_is_refused_by_address(claimed: Path, run: Run) -> None:
    taken(claimed, run, "--researcher", "ek")
    edit(claimed, typed("ASH-OP-1", "F1", "agrees [2]", SHEET))
    assert "is no answer to F1; begin with one of: supports" in asked(claimed, run)
    with pytest.raises(UnknownNameError):
        Study.open(claimed).account("F1", "ASH-OP-1", "agrees", by="ek")


def test_an_account_typed_beside_a_row_that_is_no_case_is_refused(claimed: Path, run: Run) -> None:
    taken(claimed, run, "--researcher", "ek")

    def pasted(book: Workbook) -> None:
        book[SHEET]["A6"] = "OP"
        place(book[SHEET], "OP", "F1").value = "supports [2]"

    edit(claimed, pasted)
    assert "is not in the scope of F1" in held(claimed, run)


def test_a_column_of_a_findings_name_on_a_chart_is_ones_own(claimed: Path, run: Run) -> None:
    taken(claimed, run, "--researcher", "ek")

    def pasted(book: Workbook) -> None:
        sheet = book["By team"]
        column = sheet.max_column + 1
        sheet.cell(4, column).value, sheet.cell(5, column).value = "F1", "supports [2]"

    edit(claimed, pasted)
    assert "1 note" in taken(claimed, run).output
    assert one(claimed).blank == ("ASH-OP-1", "HAR-LD-1")


def test_an_account_of_a_claim_that_was_dropped_meanwhile_is_refused(
    claimed: Path, run: Run
) -> None:
    taken(claimed, run, "--researcher", "ek")
    edit(claimed, typed("ASH-OP-1", "F1", "supports [2]", SHEET))
    Study.open(claimed).drop("F1", by="rt")
    assert "is not in the scope of F1" in held(claimed, run)


def test_a_subtheme_named_twice_is_one(folder: Path, study: Study) -> None:
    """And what the claim rests on, the version of the codebook, is kept once."""
    study.finding(CLAIM, ["2.1", "2.2", "2.1"], by="ek")
    assert one(folder).subthemes == ("2.1", "2.2")
    (line,) = (folder / "trail/ek.jsonl").read_text("utf-8").splitlines()
    assert [act["verb"] for act in json.loads(line)["do"]] == ["version", "finding"]


def test_a_dropped_claim_comes_back_by_undo_and_its_number_is_not_given_again(
    claimed: Path, run: Run
) -> None:
    assert "F1 is off the register" in told(claimed, run, "finding", "drop", "F1")
    study = Study.open(claimed)
    assert study.findings == {}
    study.finding("Another.", "2.2", {"team": "OP"}, by="ek")
    assert list(study.findings) == ["F2"]
    assert [account.case for account in study.findings["F2"].accounts] == ["ASH-OP-1"]
    study.undo(by="ek")
    (dropped,) = (act for act in study.decisions.every("finding") if not act["claim"])
    study.undo(dropped.name.split("/")[0], by="ek")
    assert list(study.findings) == ["F1"]
    assert study.finding("A third.", "2.2", by="ek").do[-1]["finding"] == "F3"


def test_two_claims_under_one_number_contest_it(claimed: Path) -> None:
    mine, hers = Study.open(claimed), Study.open(claimed)
    for study, claim in ((mine, "Hers do."), (hers, "Neither does.")):
        study.finding(claim, "2.1", name="F1", by="ek")
    found = one(claimed)
    assert set(found.claim.split("\n————\n")) == {"Hers do.", "Neither does."}
    assert (found.contested, found.accounted) == (True, False)
    study = Study.open(claimed)
    study.finding("Both do.", "2.1", name="F1", by="rt")
    assert not one(claimed).contested


def test_two_accounts_of_one_case_contest_it_and_it_is_blank(claimed: Path) -> None:
    mine, hers = Study.open(claimed), Study.open(claimed)
    mine.account("F1", "ASH-OP-1", "supports", by="ek")
    hers.account("F1", "ASH-OP-1", "against", by="rt")
    assert one(claimed).blank == ("ASH-OP-1", "HAR-LD-1")


def test_a_finding_over_another_kind_has_its_sheet_in_that_kind_s_workbook(
    folder: Path, run: Run
) -> None:
    cases = folder / "transcripts/cases.csv"
    cases.write_text(cases.read_text("utf-8") + "LEAD,lead.txt,interview,Ashmarch,,,2013-01-01\n")
    speakers = folder / "transcripts/speakers.csv"
    speakers.write_text(
        speakers.read_text("utf-8") + "LEAD,Int,L-I,moderator,\nLEAD,L,L-1,participant,Lead\n"
    )
    (folder / "transcripts/lead.txt").write_text("Int: Whose needs?\nL: His, always.\n")
    study = Study.open(folder)
    assert study.problems == []
    study.finding("Leads put him first.", "2.1", {"kind": "interview"}, by="ek")
    taken(folder, run, "--researcher", "ek")
    assert SHEET not in load_workbook(folder / BOOK).sheetnames
    other = "charts/tiny-interview.xlsx"
    edit(folder, typed("LEAD", "F1", "supports: L [2]", SHEET), other)
    taken(folder, run)
    assert Study.open(folder).findings["F1"].accounted


def test_two_answers_in_two_copies_are_contested(claimed: Path, run: Run) -> None:
    taken(claimed, run, "--researcher", "ek")
    copy = "charts/tiny-LAPTOP.xlsx"
    shutil.copyfile(claimed / BOOK, claimed / copy)
    edit(claimed, typed("ASH-OP-1", "F1", "supports", SHEET))
    edit(claimed, typed("ASH-OP-1", "F1", "against: A holds: his, B opposes: it", SHEET), copy)
    taken(claimed, run)
    assert set(one(claimed).accounts[0].box.split("\n————\n")) == {
        "supports",
        "against: A holds: his, B opposes: it",
    }


def test_what_no_workbook_can_hold_is_left_out_of_it(claimed: Path, run: Run) -> None:
    """A bell, in a trail that was changed by hand."""
    act = {"verb": "account", "row": {"case": "ASH-OP-1"}, "finding": "F1", "answer": "supports"}
    act["text"] = "SW1 [2]\a"
    line = Command.new("2026-01-01T00:00:00+00:00", "rt", [act]).line()
    (claimed / "trail/rt.jsonl").write_text(line + "\n", "utf-8")
    taken(claimed, run, "--researcher", "ek")
    found = read_back((claimed / BOOK).read_bytes(), BOOK)
    assert (found.problems, edits(found)) == ((), [])
    assert "supports: SW1 [2]" in [one.text for one in found.shown]


@pytest.mark.parametrize("odd", ['"scope":"OP","subthemes":7', '"claim":7,"row":[]'])
def test_an_odd_claim_in_the_trail_is_one_problem(folder: Path, run: Run, odd: str) -> None:
    act = json.loads("{" + f'"verb":"finding","finding":"F1","claim":"So.",{odd}' + "}")
    (folder / "trail").mkdir()
    line = Command.new("2026-01-01T00:00:00+00:00", "ek", [act]).line()
    (folder / "trail/ek.jsonl").write_text(line + "\n", "utf-8")
    for command in (("finding", "list"), ("chart",), ("check",)):
        printed = run(folder, *command)
        assert printed.exit_code == 1
        assert "trail/ek.jsonl:1: act 1 of this line " in printed.output


def test_what_the_study_has_not_is_an_error(claimed: Path) -> None:
    study = Study.open(claimed)
    with pytest.raises(UnknownNameError):
        study.finding("Something.", "9.9", by="ek")
    with pytest.raises(UnknownNameError):
        study.finding("Something.", "2.1", {"team": "no such"}, by="ek")
    with pytest.raises(UnknownNameError):
        study.account("F2", "ASH-OP-1", "supports", by="ek")
    with pytest.raises(UnknownNameError):
        study.account("F1", "NO-1", "supports", by="ek")
    with pytest.raises(RefusedError):
        study.finding(" ", "2.1", by="ek")
    with pytest.raises(RefusedError):
        study.finding("Something.", (), by="ek")


def test_a_finding_whose_subtheme_is_gone_is_a_problem(claimed: Path, run: Run) -> None:
    study = Study.open(claimed)
    study.finding("Of the form.", "2.2", by="ek")
    book = claimed / "codebooks/tiny.yaml"
    book.write_text(book.read_text("utf-8").split("      - number: 2.2")[0].rstrip() + "\n")
    printed = run(claimed, "check")
    assert "2.2 (The form) is gone" in printed.output + printed.stderr


def test_a_finding_leads_to_its_words_and_a_turn_to_its_finding(claimed: Path, run: Run) -> None:
    study = Study.open(claimed)
    study.account("F1", "ASH-OP-1", "against", "SW1 at last [5]", by="ek")
    assert [(quote.turn, quote.subtheme) for quote in study.trace("F1").quotes] == [("5", "F1")]
    assert [found.id for found in study.trace("ASH-OP-1", "5").findings] == ["F1"]
    assert study.trace("ASH-OP-1", "2").findings == ()
    for what in (("2.1",), ("OP", "2.1"), ("HAR-LD-1", "2.1")):
        assert [found.id for found in study.trace(*what).findings] == ["F1"]
    assert "Findings that refer to it F1 ·" in told(claimed, run, "trace", "ASH-OP-1", "5")
    forward = told(claimed, run, "trace", "F1")
    assert "F1 · His needs come first. ASH-OP-1 · against: SW1 at last [5]" in forward
    assert "Words: 0 passages indexed, 1 turn cited besides" in forward
    found = json.loads(run(claimed, "trace", "ASH-OP-1", "5", "--json").stdout)
    assert found["findings"][0]["accounts"][0]["answer"] == "against"


def test_against_shows_what_is_not_cited_what_speaks_against_and_what_is_unused(
    claimed: Path, run: Run
) -> None:
    study = Study.open(claimed)
    study.account("F1", "HAR-LD-1", "against", "Renée [2]", by="ek")
    shown = told(claimed, run, "trace", "F1", "--against")
    places = [
        shown.index(words)
        for words in (
            "no turn of which is referred to ASH-OP-1 · (blank)",
            "speak against it HAR-LD-1 · against: Renée [2]",
            "used in no cell: 1 passage",
            "“her help as his need met”",
        )
    ]
    assert places == sorted(places)
    study.account("F1", "ASH-OP-1", "supports", "SW1 [5]", by="ek")
    assert "used in no cell: none" in told(claimed, run, "trace", "F1", "--against")


def test_the_chain_of_a_summary_cell_goes_down_to_the_place_in_the_file(
    claimed: Path, run: Run
) -> None:
    words = "His [ASH-OP-1 2], or it depends [ASH-OP-1 3]."
    Study.open(claimed).summarise({"team": "OP"}, "2.1", words, by="ek")
    shown = told(claimed, run, "trace", "--chain", "OP", "2.1")
    places = [
        shown.index(words)
        for words in (
            f"OP × 2.1 {words}",
            "3 CA1: “It depends who is nearer to going under.”",
            "ASH-OP-1 × 2.1 SW1: his [2].",
            "2 SW1: “His do. It is his assessment, after all.”",
            "ASH-OP-1 2 · cited · transcripts/ash.txt, line 2",
            "Findings about it F1 · His needs come first.",
        )
    ]
    assert places == sorted(places)
    assert shown.count("His do.") == 1
    found = json.loads(run(claimed, "trace", "--chain", "OP", "2.1", "--json").stdout)
    assert found["links"][0]["quotes"][0]["stands"] == "transcripts/ash.txt, line 2"


@pytest.mark.parametrize(
    "args", [("trace", "2.1", "--against"), ("trace", "2.1", "--chain"), ("finding", "show", "F7")]
)
def test_what_cannot_be_shown_is_said_in_one_line(
    claimed: Path, run: Run, args: tuple[str, ...]
) -> None:
    printed = run(claimed, *args)
    assert printed.exit_code in (1, 2)
    assert "Traceback" not in printed.output + printed.stderr


@given(st.lists(st.sampled_from([None, *ANSWERS]), max_size=6), st.booleans())
def test_accounted_for_means_that_no_case_is_blank(
    answers: list[str | None],
    contested: bool,  # noqa: FBT001 - drawn
) -> None:
    accounts = tuple(Account(f"C-{n}", answer) for n, answer in enumerate(answers))  # type: ignore[arg-type]
    found = Finding("F1", CLAIM, ("2.1",), (), accounts, contested=contested)
    assert found.accounted == (bool(answers) and None not in answers and not contested)
    assert [account.case for account in found.answered(*ANSWERS)] == [
        account.case for account in accounts if account.case not in found.blank
    ]


@given(st.sampled_from(ANSWERS), st.text(st.characters(codec="utf-8"), max_size=20))
def test_an_account_reads_back_as_it_is_shown(answer: str, text: str) -> None:
    words = text.strip().lstrip(" :,;.–—-").strip()
    found = read_choice(shown(answer, words), ANSWERS)
    assert found == (answer, words)


def test_the_page_has_each_account_beside_the_cells_it_is_about(claimed: Path, run: Run) -> None:
    study = Study.open(claimed)
    study.account("F1", "ASH-OP-1", "supports", "<SW1> [2] {sure?}", by="ek")
    taken(claimed, run, "--researcher", "ek")
    page = (claimed / "charts/tiny.html").read_text("utf-8")
    (section,) = re.findall(r'<section class="view" id="findings">.*?</section>', page, re.DOTALL)
    assert '<a href="#finding-F1">F1 · His needs come first.</a>' in page
    assert '<table id="finding-F1" class="of-2">' in section
    assert "focus group · ek · still blank: HAR-LD-1" in section
    first, second = re.findall(r"<tr><th scope=\"row\".*?</tr>", section, re.DOTALL)
    assert (
        '<b>supports</b>: &lt;SW1&gt; <a class="ref" href="transcripts/ASH-OP-1.html#t2"' in first
    )
    assert '<span class="comment">{sure?}</span>' in first
    words = '<div class="box"><p dir="auto">SW1: his '
    assert re.search(rf'<td class="words" data-n="\d+">{words}', first)
    assert '<td class="open"><div class="box"><p></p></div></td>' in second
    assert "<li>Not accounted for: HAR-LD-1</li>" in section


def test_the_csv_file_holds_every_account(claimed: Path, run: Run) -> None:
    study = Study.open(claimed)
    study.account("F1", "ASH-OP-1", "against", "SW1 [2, 5] [99]", by="ek")
    taken(claimed, run, "--researcher", "ek")
    with (claimed / "charts/data/findings.csv").open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    assert [(row["case"], row["answer"], row["references"], row["by"]) for row in rows] == [
        ("ASH-OP-1", "against", "ASH-OP-1 2; ASH-OP-1 5; ASH-OP-1 99", "ek"),
        ("HAR-LD-1", "", "", ""),
    ]
    assert {(row["finding"], row["claim"], row["scope"]) for row in rows} == {
        ("F1", CLAIM, "focus group")
    }


def test_an_account_without_a_reference_is_told_at_once(claimed: Path, run: Run) -> None:
    shown = told(claimed, run, "finding", "account", "F1", "ASH-OP-1", "supports", "SW1 [2")
    assert shown.endswith("! ASH-OP-1: supports, without a reference")


def test_evidence_of_two_findings_is_told(claimed: Path, run: Run) -> None:
    study = Study.open(claimed)
    study.finding("The form counts her help.", "2.1", by="ek")
    study.account("F1", "ASH-OP-1", "supports", "SW1 [2–3]", by="ek")
    study.account("F2", "ASH-OP-1", "both", "CA1 [3], SW1 [5]", by="ek")
    assert used_twice(study.findings) == {"ASH-OP-1 3": ("F1", "F2")}
    assert "ASH-OP-1 3 is evidence of F1 and F2." in told(claimed, run, "finding", "list")
    found = json.loads(run(claimed, "finding", "list", "--json").stdout)
    assert found["used_twice"] == {"ASH-OP-1 3": ["F1", "F2"]}
