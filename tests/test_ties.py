"""Words of quantity in a draft, tied to findings by a comment: what stands behind "most"."""

import io
import json
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from hypothesis import given
from hypothesis import strategies as st

from framework import Study
from framework.manuscript.drafts import read_draft
from framework.manuscript.links import named
from framework.manuscript.quantities import Quantity
from tests.conftest import Run

SAID = "“His do. It is his assessment” (Social Worker, Council A, OP FG1)"


@pytest.fixture
def found(study: Study) -> Study:
    """Return the tiny study with two findings, the first of them accounted for."""
    study.finding("His needs come first.", "2.1", by="ek")
    study.account("F1", "ASH-OP-1", "supports", "SW1 [2]", by="ek")
    study.account("F1", "HAR-LD-1", "against", "Renée [2]", by="ek")
    study.finding("The form counts her help.", "2.2", by="ek")
    return study


def quantities(study: Study, path: Path) -> tuple[Quantity, ...]:
    return study.verify(path).found.register.quantities


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def saved(made: Document, path: Path) -> Path:
    made.save(str(path))
    return path


def test_a_comment_ties_a_sentence_and_names_the_groups(
    found: Study, folder: Path, run: Run
) -> None:
    draft = written(
        folder / "a.md",
        f"Most practitioners put him first. <!-- F1 --> In all groups it was {SAID}.\n",
    )
    most, every = quantities(found, draft)
    assert [each.finding.id for each in most.tied] == ["F1"]
    assert every.tied == ()
    printed = " ".join(run(folder, "verify", "a.md").output.split())
    assert (
        "line 1 · Most practitioners · F1 F1 · His needs come first. (accounted for) "
        "Asked in 0 of 2: none Not recorded whether asked: ASH-OP-1, HAR-LD-1 "
        "Supports: unasked, or not recorded: ASH-OP-1 "
        "Against: unasked, or not recorded: HAR-LD-1"
    ) in printed
    page = (folder / "a-verified.html").read_text("utf-8")
    assert "Most practitioners · F1" in page
    assert "<li>Against: unasked, or not recorded: HAR-LD-1</li>" in page


def test_a_word_comment_ties_the_sentences_it_is_on(found: Study, tmp_path: Path) -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("Nobody said so.")
    run = paragraph.add_run(" All groups put him first.")
    paragraph.add_run(" Some practitioners did not.")
    made.add_comment([run], "F1", author="E. K.")
    made.add_comment([run], "F1: is it so?", author="R. T.")
    path = saved(made, tmp_path / "a.docx")
    nobody, every, some = quantities(found, path)
    assert [[each.finding.id for each in one.tied] for one in (nobody, every, some)] == [
        [],
        ["F1"],
        [],
    ]
    copy = found.verify(path).reports["a-verified.docx"]
    comments = list(docx.Document(io.BytesIO(copy)).comments)
    told = [one.text for one in comments if one.author == "framework verify"]
    assert told[0] == (
        "Word of quantity: Nobody\nNo finding is linked to it, and its sentence holds no quotation."
    )
    assert told[1].startswith("Word of quantity: All groups\nF1 · His needs come first.")
    assert "Against: unasked, or not recorded: HAR-LD-1" in told[1]
    assert [one.text for one in comments][:2] == ["F1", "F1: is it so?"]


def test_a_comment_without_words_is_behind_the_sentence(found: Study, tmp_path: Path) -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("Nobody said so. All groups put him first.")
    paragraph.add_run(" Some practitioners did not.")
    made.add_comment([paragraph.runs[0]], "f1", author="E. K.")
    path = saved(made, tmp_path / "a.docx")
    with zipfile.ZipFile(path) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    body = parts["word/document.xml"].decode()
    for end in ("RangeStart", "RangeEnd"):
        body = body.replace(f'<w:comment{end} w:id="0"/>', "")
    assert "commentRange" not in body
    with zipfile.ZipFile(path, "w") as whole:
        for name, data in (parts | {"word/document.xml": body.encode()}).items():
            whole.writestr(name, data)
    assert [len(one.tied) for one in quantities(found, path)] == [0, 1, 0]


def test_a_comment_on_no_words_of_the_text_is_told(found: Study, tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("All groups put him first.")
    footer = made.sections[0].footer.paragraphs[0]
    made.add_comment([footer.add_run("Draft")], "F1", author="E. K.")
    verified = found.verify(saved(made, tmp_path / "a.docx")).found
    assert [len(one.tied) for one in verified.register.quantities] == [0]
    told = "a comment names F1 and is on no words of the text: it ties nothing"
    assert verified.draft.remarks == (told,)


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("Most people agreed <!-- F1 -->. Few people did not.", ["F1", ""]),
        ("Most people agreed.<!--F1--> Few people did not.", ["F1", ""]),
        ("<!-- F1 --> Most people agreed. Few people did not.", ["F1", ""]),
        ("Most people agreed. Few people did not. <!-- F1, F2 -->", ["", "F1 F2"]),
        ("Most people agreed.\n\n<!-- F1 -->\n\nFew people did not.", ["F1", ""]),
        ("Most people agreed. <!-- is this F1? --> Few people did not.", ["", ""]),
        ("Most people agreed:\n\n> His do. It is his assessment, <!-- F2 -->after all.", ["F2"]),
        ("His needs it was. <!-- F1 --> And then it was not.", ["F1"]),
    ],
)
def test_where_a_comment_stands_says_what_it_ties(
    found: Study, tmp_path: Path, text: str, tied: list[str]
) -> None:
    for name in ("a.md", "a.txt"):
        if name == "a.md" or "\n>" not in text:
            seen = quantities(found, written(tmp_path / name, text + "\n"))
            assert [" ".join(each.finding.id for each in one.tied) for one in seen] == tied


def test_a_finding_that_is_none_is_told_with_its_address(
    found: Study, folder: Path, run: Run
) -> None:
    found.drop("F2", by="ek")
    written(folder / "a.md", "# A\n\nOne <!-- F9 --> thing.\n\nAnother.\n<!-- F2 -->\n")
    printed = run(folder, "verify", "a.md")
    assert printed.exit_code == 1
    lines = " ".join(printed.output.split())
    assert "line 3: a comment names F9, and the study has no such finding: One line" in lines
    assert "line 5: a comment names F2, and the study has no such finding: Another." in lines
    told = json.loads(run(folder, "verify", "a.md", "--json").stdout)
    assert [(one["finding"], one["place"]) for one in told["unknown_findings"]] == [
        ("F9", {"line": 3}),
        ("F2", {"line": 5}),
    ]


def test_json_has_the_accounts_of_the_finding(found: Study, folder: Path, run: Run) -> None:
    found.index(found.transcripts["ASH-OP-1"].quote("2", "His do."), "2.1", by="ek")
    written(folder / "a.md", f"In both groups it was {SAID}. <!-- F1 -->\n")
    (one,) = json.loads(run(folder, "verify", "a.md", "--json").stdout)["register"]["quantities"]
    (finding,) = one["findings"]
    assert one["place"] == {"line": 1}
    assert (one["words"], one["quoted"], one["behind"]) == ("both groups", ["ASH-OP-1"], [])
    assert finding["finding"] == "F1"
    assert [each["answer"] for each in finding["accounts"]] == ["supports", "against"]
    assert finding["facts"][0] == "Asked in 0 of 2: none"


def test_the_study_s_own_attributes_are_quantified(folder: Path) -> None:
    for name in ("study.yaml", "transcripts/cases.csv"):
        path = folder / name
        path.write_text(path.read_text("utf-8").replace("authority", "county"), "utf-8")
    draft = written(folder / "a.md", "In two counties it was so. In two towns it was not.\n")
    assert [one.words for one in quantities(Study.open(folder), draft)] == ["two counties"]


@given(st.lists(st.sampled_from(["F1", "F2", "F30"]), min_size=1, unique=True), st.data())
def test_names_alone_are_a_tie_and_nothing_else_is(names: list[str], data: st.DataObject) -> None:
    between = data.draw(st.sampled_from([" ", ", ", ";", " and ", "\n"]))
    assert named(between.join(names)) == names
    assert named(between.join([*names, data.draw(st.sampled_from(["?", "so", "F"]))])) == []


def test_comments_are_no_part_of_the_text(tmp_path: Path) -> None:
    path = written(tmp_path / "a.md", "One <!-- F1 -->\nand *two* <!-- F2 --> words <!-- no -->.\n")
    draft, _ = read_draft(path)
    (paragraph,) = draft.paragraphs
    assert paragraph.text == "One\nand two words <!-- no -->."
    assert [(one.finding, paragraph.text[: one.span.start]) for one in draft.ties] == [
        ("F1", "One"),
        ("F2", "One\nand two"),
    ]
