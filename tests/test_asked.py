"""Whether a guide's question was put is proposed with its evidence, and decided by a person."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from framework import Study
from framework.cases.case import Case, Row, Speaker
from framework.charts.chart import Cells
from framework.checking.left import left
from framework.codebook.codebook import Codebook, Subtheme, Theme
from framework.codebook.guide import Guide, Question
from framework.figures.progress import progress
from framework.index.entries import Index
from framework.proposals.asked import Asking, askings
from framework.trail.decisions import fold
from framework.transcripts.transcript import Transcript, Turn
from tests.conftest import Run, lay_out

CODEBOOK = """
    format: 1
    themes:
      - number: 3
        name: Money
        subthemes:
          - number: 3.1
            name: The carer's own money
          - number: 3.2
            name: Who pays for a break
            terms: [respite]
          - number: 3.3
            name: Panels
          - number: 3.4
            name: A life of one's own
            terms: [job]
"""
GUIDE = """
    format: 1
    questions:
      - number: 1
        question: Is there any money a carer can have here, and which pot does a break come out of?
        subthemes: [3.1, 3.2]
      - number: 2
        question: Who holds the pen when the plan is written?
        subthemes: [3.4]
"""
ASH = """
    Int: What about money, then? For carers, I mean.
    SW1: There is none.
    CA1: Which pot would a break come from? There is money for carers nowhere.
    Int: And breaks, out of which pot?
    SW1: His.
    Int: Has she kept her job?
    SW1: No.
"""
HAR = """
    Int: Shall we start?
    Renée: We have a panel for that.
    Int: Thank you.
"""


@pytest.fixture
def folder(folder: Path) -> Path:
    """Return the tiny study with a topic guide, and moderators who put some of it."""
    return lay_out(
        folder,
        {
            "codebooks/tiny.yaml": CODEBOOK,
            "codebooks/guide-focus-group.yaml": GUIDE,
            "transcripts/ash.txt": ASH,
            "transcripts/har.txt": HAR,
        },
    )


def found(study: Study, case: str = "ASH-OP-1") -> dict[str, str]:
    return {one.subtheme: one.told for one in study.askings.values() if one.case == case}


def test_a_turn_is_proposed_with_the_words_by_which_it_was_found(study: Study) -> None:
    assert found(study) == {
        "3.1": "asked?, turn 1 (question 1: money, carers)",
        "3.2": "asked?, turn 4 (question 1: breaks, pot)",
        "3.3": "not in the guide",
        "3.4": "asked?, turn 6 (term: job)",
    }
    assert found(study, "HAR-LD-1") == {
        "3.1": "no turn found",
        "3.2": "no turn found",
        "3.3": "not in the guide",
        "3.4": "no turn found",
    }


def test_a_kind_without_a_guide_has_no_proposals(folder: Path) -> None:
    (folder / "codebooks/guide-focus-group.yaml").unlink()
    assert Study.open(folder).askings == {}


def test_a_researcher_reads_the_turns_and_says_it(folder: Path, run: Run) -> None:
    shown = run(folder, "propose", "--asked").output
    assert "3.1 · The carer's own money\n    asked?         ASH-OP-1:1\n" in shown
    assert "    no turn found  HAR-LD-1\n" in shown
    assert "Not in the guide: 3.3." in shown
    assert max(map(len, shown.splitlines())) <= 80
    shown = run(folder, "propose", "--asked", "3.2", "--case", "ASH-OP-1").output
    assert "4 Int: And breaks, out of which pot?\n      question 1: breaks, pot\n" in shown
    done = run(folder, "index", "asked", "ASH-OP-1", "3.1", "3.2", "--researcher", "ek")
    assert done.output.endswith("ASH-OP-1 × 3.1, 3.2: asked.\n")
    assert run(folder, "index", "not-asked", "ASH-OP-1", "3.4").exit_code == 0
    assert Study.open(folder).cells.cell(Row.case("ASH-OP-1"), "3.4").asked == "not asked"
    shown = run(folder, "propose", "--asked").output
    assert "ASH-OP-1:" not in shown
    assert "A person says otherwise: ASH-OP-1 × 3.4." in shown
    assert len((folder / "trail/ek.jsonl").read_text("utf-8").splitlines()) == 2


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (("propose", "--asked", "9.9"), "the codebook has no theme or subtheme 9.9"),
        (("propose", "--asked", "--case", "COR"), "COR is no case with a topic guide"),
        (
            ("index", "asked", "COR", "3.1", "--researcher", "ek"),
            "there is no case COR; there is",
        ),
        (("index", "asked", "ASH-OP-1", "9.9", "--researcher", "ek"), "9.9"),
    ],
)
def test_what_the_study_has_not_is_told_and_nothing_is_written(
    folder: Path, run: Run, call: tuple[str, ...], told: str
) -> None:
    result = run(folder, *call)
    assert result.exit_code == 1
    assert told in str(result.exception) + result.output
    assert not (folder / "trail").exists()


def test_json_names_the_turn_the_question_and_the_words(folder: Path, run: Run) -> None:
    shown = json.loads(run(folder, "propose", "--asked", "3.2", "--json").stdout)
    assert shown["asked"][0] == {
        "case": "ASH-OP-1",
        "subtheme": "3.2",
        "proposed": "asked",
        "questions": ["1"],
        "turns": [{"turn": "4", "question": "1", "words": ["breaks", "pot"], "by": "question"}],
        "chosen": None,
    }


def test_a_proposal_stands_beside_the_charts_and_in_no_box(folder: Path, run: Run) -> None:
    assert run(folder, "chart").exit_code == 0
    book = load_workbook(folder / "charts/tiny.xlsx")
    rows = list(book["Asked"].iter_rows(min_row=5, values_only=True))
    assert rows[0][:3] + rows[0][4:8] == (
        "ASH-OP-1",
        "3.1",
        "The carer's own money",
        "asked?",
        "1",
        "What about money, then? For carers, I mean.",
        "question 1: money, carers",
    )
    assert "Not in the guide: 3.3." in str(book["Asked"]["A2"].value)
    boxes = [cell.value for row in book["Ashmarch"].iter_rows(min_row=5, min_col=8) for cell in row]
    assert boxes
    assert not any(boxes)
    page = (folder / "charts/tiny.html").read_text("utf-8")
    assert '["Topic guide (proposed)","asked?, turn 1 (question 1: money, carers)"]' in page
    assert "asked" not in (folder / "charts/data/cells.csv").read_text("utf-8").split("\n", 1)[1]


def test_guide_and_charts_are_held_against_each_other(folder: Path, run: Run) -> None:
    study = Study.open(folder)
    assert study.remarks() == []
    study.summarise("HAR-LD-1", "3.3", "There is a panel [2].", by="ek")
    study.state("ASH-OP-1", "3.1", said="nothing said", by="ek")
    shown = " ".join(run(folder, "check", "--cells").output.split())
    guide = "codebooks/guide-focus-group.yaml"
    assert f"{guide}:3: question 1 asks for 3.2: charted nowhere" in shown
    assert f"{guide}:6: question 2 asks for 3.4: charted nowhere" in shown
    assert f"{guide}: 3.3 is charted in HAR-LD-1; the guide never asks for it" in shown
    assert "In order." in shown


def test_a_guide_that_opens_what_is_not_there_is_one_problem(folder: Path, run: Run) -> None:
    wrong = GUIDE.replace("[3.1, 3.2]", "[3.1, 9.9]")
    lay_out(folder, {"codebooks/guide-focus-group.yaml": wrong})
    told = "question 1 opens 9.9, which the codebook does not have"
    for call in (("check", "--cells"), ("propose", "--asked")):
        result = run(folder, *call)
        assert result.exit_code == 1
        assert told in " ".join(result.output.split())
    assert Study.open(folder).askings["ASH-OP-1", "3.1"].proposed == "asked"


def proposed(asked: str, question: str) -> Asking:
    """Return what is proposed for one turn and one question."""
    case = Case("A", ("a.txt",), "group", {}, (Speaker("Int", "I", "moderator"),))
    book = Codebook((Theme("1", "T", (Subtheme("1.1", "Nothing like it"),)),))
    turn = Turn("1", case.speakers[0], asked, 0, len(asked), "a.txt")
    transcript = Transcript("A", (turn,))
    decisions = fold([])
    index = Index.build(decisions, {"A": transcript})
    cells = Cells(decisions, index, book, {"A": case}, {"A": transcript}, "group")
    guide = Guide("group", (Question("1", question, ("1.1",)),))
    return askings(cells, {"group": guide})["A", "1.1"]


WORDS = st.lists(st.sampled_from(["who", "holds", "the", "pen", "money", "you", "add"]), min_size=1)


@given(WORDS, st.sampled_from(["", "?", ".", " …"]))
def test_a_question_put_in_its_own_words_is_always_found(said: list[str], end: str) -> None:
    question = " ".join(said) + end
    assert proposed(f"Right, then: {question}", question).proposed == "asked"


@pytest.mark.parametrize(
    ("asked", "question", "proposal"),
    [
        ("Who wrote it, the plan?", "Who wrote the plan?", "asked"),
        ("You wrote?", "Who wrote the plan?", "no turn found"),
        ("Anything we should have asked you?", "What should we have asked you?", "asked"),
        ("Have we asked?", "What should we have asked you?", "no turn found"),
        ("Who’s paid, of the relatives?", "Have you relatives who’re being paid?", "asked"),
        ("Et l’argent, l’aidant en a?", "L'aidant, a-t-il de l'argent?", "asked"),
    ],
)
def test_the_rule_as_it_is_written_down(asked: str, question: str, proposal: str) -> None:
    assert proposed(asked, question).proposed == proposal


def test_on_the_invented_study_most_of_what_people_decided_is_proposed(example: Path) -> None:
    study = Study.open(example)
    decided = [one for one in study.askings.values() if one.chosen and one.questions]
    put = [one for one in decided if one.chosen == "asked"]
    assert len(put) > 70
    assert sum(bool(one.turns) for one in put) >= 0.9 * len(put)
    wrong = [one for one in decided if one.chosen == "not asked" and one.turns]
    assert len(wrong) <= 3


# ---- Not in this guide; not asked, a whole row or column


def outside(folder: Path) -> set[str]:
    """Return the cells that are empty because no question of their guide opens them."""
    study = Study.open(folder)
    cells = (study.cells.cell(*key) for chart in study.charts for key in chart.boxes())
    return {f"{one.row.key} × {one.subtheme}" for one in cells if one.outside}


def test_what_a_guide_does_not_have_is_not_still_to_chart(folder: Path, run: Run) -> None:
    study = Study.open(folder)
    cases = list(study.cases)
    assert {f"{case} × 3.3" for case in cases} <= outside(folder)
    run(folder, "chart", "--researcher", "ek")
    report = Study.open(folder).chart(by="ek")
    assert not [one for one in report.left.to_chart if one.endswith("3.3")]
    assert report.kinds[0]["to chart"] == len(report.left.to_chart) == 3 * len(cases)
    marks = progress(study.cells, "focus group", "t", study.file.attributes)
    assert marks == []
    study.state(cases[0], "3.1", asked="asked", by="ek")
    study.summarise(cases[0], "3.1", "Money [2].", by="ek")
    (figure,) = progress(study.cells, "focus group", "t", study.file.attributes)
    assert f"Not in this guide: {', '.join(cases)} in 3.3." in figure.alt
    book = load_workbook(folder / "charts/tiny.xlsx")
    sheet = book.worksheets[1]
    column = next(one.coordinate[0] for one in sheet[4] if str(one.value).startswith("3.3"))
    hatched = [str(area.sqref) for area in sheet.conditional_formatting]
    assert not [area for area in hatched if area.startswith(column)]
    assert "not in this guide" in str(
        [rule.prompt for rule in sheet.data_validations.dataValidation]
    )
    assert 'class="outside"' in (folder / "charts/tiny.html").read_text("utf-8").replace(
        "box outside", "outside"
    )


def test_what_is_written_or_indexed_outside_the_guide_is_shown_and_counts(folder: Path) -> None:
    study = Study.open(folder)
    first, second = list(study.cases)[:2]
    study.summarise(first, "3.3", "Said unasked [2].", by="ek")
    study.index(study.transcripts[second].quote("2"), "3.3", by="ek")
    assert not {f"{first} × 3.3", f"{second} × 3.3"} & outside(folder)
    assert f"{second} × 3.3" in left(study.cells, study.charts).to_chart


def test_a_guide_that_names_no_subthemes_leaves_nothing_out(folder: Path) -> None:
    plain = "format: 1\nquestions:\n  - number: 1\n    question: Why?\n"
    lay_out(folder, {"codebooks/guide-focus-group.yaml": plain})
    assert outside(folder) == set()


def test_a_whole_column_is_not_asked_in_one_act(folder: Path, run: Run) -> None:
    """What is written, chosen or indexed there is never touched, and it is undone as one line."""
    study = Study.open(folder)
    first, *others = list(study.cases)
    study.summarise(first, "3.2", "Money [2].", by="ek")
    lines = len(study.decisions.commands)
    shown = " ".join(
        run(folder, "index", "not-asked", "all", "3.2", "--researcher", "ek").output.split()
    )
    assert ", ".join(f"{case} × 3.2" for case in others) in shown
    assert "add --yes" in shown
    assert len(Study.open(folder).decisions.commands) == lines
    printed = run(folder, "index", "not-asked", "all", "3.2", "--yes")
    assert printed.exit_code == 0, printed.output
    now = Study.open(folder)
    assert {now.cells.cell(Row.case(case), "3.2").asked for case in others} == {"not asked"}
    assert now.cells.cell(Row.case(first), "3.2").asked is None
    assert len(now.decisions.commands) == lines + 1
    assert run(folder, "undo", printed.output.split()[-1]).exit_code == 0
    assert {Study.open(folder).cells.cell(Row.case(case), "3.2").box for case in others} == {""}


def test_a_whole_row_is_not_asked_where_nothing_is_decided(folder: Path, run: Run) -> None:
    study = Study.open(folder)
    case = next(iter(study.cases))
    study.state(case, "3.1", said="nothing said", by="ek")
    study.index(study.transcripts[case].quote("2"), "3.2", by="ek")
    blank = study.blank_cells([case], list(study.codebook.subthemes))
    assert (case, "3.1") not in blank
    assert (case, "3.2") not in blank
    run(folder, "index", "not-asked", case, "all", "--yes", "--researcher", "ek")
    assert Study.open(folder).blank_cells([case], list(study.codebook.subthemes)) == []
    assert run(folder, "index", "not-asked", "all", "all", "--yes").exit_code == 2
    assert run(folder, "index", "not-asked", "all", "9.9", "--yes").exit_code == 1


def test_a_silence_over_something_unread_is_remarked_on(folder: Path, run: Run) -> None:
    study = Study.open(folder)
    case = next(iter(study.cases))
    study.index(study.transcripts[case].quote("2"), "3.2", by="ek")
    study.state(case, "3.2", said="nothing said", reason="they laughed", by="rt")
    shown = run(folder, "check", "--cells").output
    assert f"{case} × 3.2: “nothing said”, but 1 passage is indexed here" in " ".join(shown.split())
    study.summarise(case, "3.2", "Money [2].", by="ek")
    assert "nothing said”, but" not in run(folder, "check", "--cells").output
