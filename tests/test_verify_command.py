"""`framework verify`: what a researcher types, and what she then sees."""

import io
import json
import re
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import get_args

import docx
import pytest
from docx.document import Document
from docx.shared import Cm
from lxml import etree

from framework import Study
from framework.manuscript.attributions import Resolved
from framework.manuscript.drafts import read_draft
from framework.manuscript.verdicts import Verdict, Verified
from framework.manuscript.verifying import VerifiedDraft
from framework.transcripts.reading.word_walk import Walk
from tests.conftest import ROOT, Run

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAPER = "drafts/paper.docx"
ASH = "(Social Worker, Council A, OP FG1)"

# The planted paper, in its order: first words, verdict, attribution, what must be done.
PLANTED = [
    ("the uncertain place of", "not speech", "missing", "published"),
    ("The customer is the", "matches with declared edits", "exact", "in order"),
    ("both and a carrier", "exact", "exact", "in order"),
    ("If she’s been up", "same after typography", "exact", "in order"),
    ("If I come back", "matches with declared edits", "exact", "in order"),
    ("talked myself round", "matches with declared edits", "exact", "look"),
    ("The customer", "not speech", "missing", "decide"),
    ("It’s a thank-you letter", "differs", "exact", "mend"),
    ("I’d do a seventeenth", "differs", "exact", "mend"),
    ("Offered, ticked, filed", "right words, wrong source", "exact", "mend"),
    ("You’re selling them a", "same after typography", "unknown", "mend"),
    ("It’s a sunset. They", "same after typography", "variant", "look"),
    ("I always do it", "same after typography", "missing", "mend"),
    ("It’s recorded that we", "crosses speakers", "exact", "mend"),
    ("I counted what was", "exact", "exact", "look"),
    ("It isn’t the three", "same after typography", "exact", "in order"),
    ("It was a bit", "exact", "exact", "in order"),
    ("It’s somebody asking.", "same after typography", "exact", "in order"),
    ("Is there a time", "moderator's words", "exact", "mend"),
    ("You can’t go off", "differs", "exact", "look"),
    ("I’d have said about", "same after typography", "exact", "in order"),
    ("it went in with", "several matches", "exact", "look"),
    ("You check, and it’s", "same after typography", "mixed", "mend"),
    ("The money goes missing", "not found", "exact", "mend"),
    ("So I go through", "exact", "exact", "in order"),
    ("might I come and", "same after typography", "exact", "in order"),
    ("Offered, ticked, filed", "exact", "exact", "in order"),
    ("I couldn’t tell her.", "same after typography", "exact", "in order"),
    ("Who cares for whom?", "not speech", "missing", "published"),
]


@pytest.fixture(scope="module")
def verified() -> VerifiedDraft:
    """Return the verification of the planted paper."""
    return Study.open(ROOT).verify(ROOT / PAPER)


@pytest.fixture
def paper(verified: VerifiedDraft) -> list[Verified]:
    """Return the verified quotations of the planted paper."""
    return list(verified.found.quotations)


def test_each_fault_of_the_paper_is_found(paper: list[Verified]) -> None:
    seen = [
        (one.quotation.words[: len(words)], one.verdict, one.attribution.verdict, one.level)
        for one, (words, *_) in zip(paper, PLANTED, strict=True)
    ]
    assert seen == PLANTED


def test_the_page_on_verifying_has_every_verdict(paper: list[Verified]) -> None:
    page = (ROOT / "docs/how-to/verify.md").read_text("utf-8")
    listed = set(re.findall(r"^\| ([a-z', ]+) \|", page, re.MULTILINE)) - {"verdict"}
    assert listed == {*get_args(Verdict), *get_args(Resolved)}
    shown = {one.verdict for one in paper} | {one.attribution.verdict for one in paper}
    assert shown == listed, "the paper has one of each"


def test_what_was_said_stands_beside_what_was_printed(paper: list[Verified]) -> None:
    told = {one.quotation.number: one for one in paper}
    assert [(d.printed, d.source) for d in told[8].differences if d.kind == "words"] == [
        ("letter", "card")
    ]
    (dropped,) = [d for d in told[9].differences if d.kind == "words"]
    assert (dropped.printed, dropped.source, dropped.lost) == ("", "not", ("negation: not",))
    assert told[6].differences[0].lost == ("hedge: bit", "hedge: think")
    assert told[11].attribution.candidates == ("ASH-OP-1", "ASH-OP-3")
    assert [source.name for source in told[11].sources] == ["ASH-OP-3 31"]
    assert [source.name for source in told[10].sources] == ["ASH-LD-1 33"]
    assert [source.name for source in told[22].sources] == ["COR-OP-1 42", "COR-OP-1 71"]
    assert told[2].attribution.one_person


def test_every_source_is_verbatim(paper: list[Verified]) -> None:
    transcripts = Study.open(ROOT).transcripts
    sources = [source for one in paper for source in one.sources]
    assert len(sources) > 20
    for source in sources:
        assert transcripts[source.case].text[source.start : source.end] == source.words


def test_the_second_thing_a_newcomer_runs(example: Path, run: Run) -> None:
    before = sha256((example / PAPER).read_bytes()).hexdigest()
    printed = run(example, "verify", PAPER)
    assert printed.exit_code == 1
    lines = printed.output.splitlines()
    assert max(map(len, lines)) <= 80
    headings = [
        "To mend (9)",
        "To look at (5)",
        "Not speech? A person decides (1)",
        "From publications (2), not checked: quotations 1, 29",
        "In order (12)",
    ]
    assert [line for line in lines if line in headings] == headings
    assert "  9 · page 2, paragraph 17 · differs" in lines
    assert "    said and not printed: “not” (lost: negation “not”)" in lines
    assert "  never quoted: COR-LD-1, COR-OP-2" in lines
    assert "5.1 The carer holding the money: charted in 8: ASH-LD-1" in printed.output
    names = sorted(path.name for path in (example / "drafts").iterdir())
    assert names == ["paper-verified.docx", "paper-verified.html", "paper.docx"]
    assert sha256((example / PAPER).read_bytes()).hexdigest() == before


def test_nothing_to_mend_ends_with_0(folder: Path, run: Run) -> None:
    draft = folder / "drafts/one.md"
    draft.parent.mkdir()
    draft.write_text(
        "One said “His do. It is his assessment” (Social Worker, Council A, OP FG1).\n", "utf-8"
    )
    printed = run(folder, "verify", "drafts/one.md")
    assert printed.exit_code == 0
    assert "1 quotation: 0 to mend, 0 to look at, 0 to decide, 1 in order" in printed.output
    assert (folder / "drafts/one-verified.html").is_file()


def test_json_is_one_object_with_the_planned_keys(example: Path, run: Run) -> None:
    printed = run(example, "verify", PAPER, "--json")
    found = json.loads(printed.stdout)
    assert {"quotes", "counts", "register", "files"} <= found.keys()
    quote = found["quotes"][8]
    assert {"words", "verdict", "attribution", "source", "differences"} <= quote.keys()
    assert quote["verdict"] == "differs"
    assert quote["attribution"]["verdict"] == "exact"
    assert (quote["source"]["case"], quote["source"]["turn"]) == ("COR-OP-1", "52")
    assert {"printed": "", "source": "not", "kind": "words", "lost": ["negation: not"]} in quote[
        "differences"
    ]
    assert found["counts"]["differs"] == 3
    assert found["register"]["never_quoted"] == ["COR-LD-1", "COR-OP-2"]


def test_the_same_bytes_twice_and_into_another_folder(folder: Path, run: Run) -> None:
    (folder / "paper.docx").write_bytes(saved(document(f"One said “His do.” {ASH}.")))
    built = []
    for name in ("one", "two", "one"):
        assert run(folder, "verify", "paper.docx", "-o", name).exit_code == 0
        built.append({p.name: p.read_bytes() for p in (folder / name).iterdir()})
    assert built[0].keys() == {"paper-verified.docx", "paper-verified.html"}
    assert built[0] == built[1] == built[2]
    assert not list(folder.glob("*-verified*"))


def test_a_copy_that_somebody_changed_is_never_built_over(folder: Path, run: Run) -> None:
    (folder / "paper.docx").write_bytes(saved(document(f"One said “His do.” {ASH}.")))
    run(folder, "verify", "paper.docx")
    copy = folder / "paper-verified.docx"
    changed = docx.Document(str(copy))
    changed.paragraphs[0].add_run("A remark of mine.")
    changed.save(str(copy))
    before = copy.read_bytes()
    printed = run(folder, "verify", "paper.docx")
    assert (printed.exit_code, copy.read_bytes()) == (1, before)
    assert "was changed since it was built; move it, or say -o FOLDER" in printed.stderr
    copy.unlink()
    (folder / ".~lock.paper-verified.docx#").touch()
    printed = run(folder, "verify", "paper.docx")
    assert "is open elsewhere" in printed.stderr
    assert not copy.exists()


def characters(data: bytes) -> list[tuple[str, str]]:
    """Return each character of a Word file's body with the formatting of its run and paragraph."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    found = []
    for text in root.iter(W + "t"):
        run = text.getparent()
        assert run is not None
        styles = [run.find(W + "rPr"), next(run.iterancestors(W + "p")).find(W + "pPr")]
        shown = "".join(etree.tostring(s).decode() if s is not None else "-" for s in styles)
        found += [(char, shown) for char in text.text or ""]
    return found


def anchored(data: bytes) -> dict[str, str]:
    """Return the words that each comment of a Word file is anchored to, by the comment's id."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    found: dict[str, str] = {}
    open_ids: list[str] = []
    for one in root.iter():
        number = one.get(W + "id", "") if isinstance(one.tag, str) else ""
        if one.tag == W + "commentRangeStart":
            open_ids.append(number)
            found[number] = ""
        elif one.tag == W + "commentRangeEnd":
            open_ids.remove(number)
        elif one.tag in (W + "t", W + "br"):
            for each in open_ids:
                found[each] += (one.text or "") if one.tag == W + "t" else "\n"
    assert not open_ids
    return found


def test_the_commented_copy_keeps_every_run_and_style(verified: VerifiedDraft) -> None:
    data = (ROOT / PAPER).read_bytes()
    copy = verified.reports["paper-verified.docx"]
    assert characters(copy) == characters(data)
    assert len(characters(data)) > 4_000
    old, new = zipfile.ZipFile(io.BytesIO(data)), zipfile.ZipFile(io.BytesIO(copy))
    ours = {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels"}
    for name in set(old.namelist()) - ours - {"[Content_Types].xml"}:
        assert old.read(name) == new.read(name)


def test_a_comment_lies_on_the_words_of_each_quotation_and_quantity(
    verified: VerifiedDraft,
) -> None:
    copy = verified.reports["paper-verified.docx"]
    comments = list(docx.Document(io.BytesIO(copy)).comments)
    assert [one.text for one in comments if one.author != "framework verify"] == ["F1", "F12"]
    ours = [one for one in comments if one.author == "framework verify"]
    words = [anchored(copy)[str(one.comment_id)] for one in ours]
    on_quantities = [one.text.startswith("Word of quantity: ") for one in ours]
    quoted = [one for one, quantity in zip(words, on_quantities, strict=True) if not quantity]
    spoken = [one for one in verified.found.quotations if one.level != "published"]
    assert quoted == [one.quotation.words.replace("\n\n", "") for one in spoken]
    (differs,) = (one.text for one in ours if "To mend: 9 ·" in one.text)
    assert differs.startswith("To mend: 9 · page 2, paragraph 17 · differs\nsaid and not")
    counted = dict(zip(words, [one.text for one in ours], strict=True))
    assert "F1 · In one and the same group, practitioners part" in counted["most groups"]
    assert "No finding is linked to it" in counted["two authorities"]


def document(*paragraphs: str) -> Document:
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    return made


def saved(made: Document) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_comments_of_the_authors_own_stay(study: Study, tmp_path: Path) -> None:
    made = document("One said “His do.” in a group.", "“It depends who” was another’s.")
    made.add_comment(made.paragraphs[0].runs, "Mine.", author="E. K.")
    path = tmp_path / "draft.docx"
    path.write_bytes(saved(made))
    copy = study.verify(path).reports["draft-verified.docx"]
    comments = list(docx.Document(io.BytesIO(copy)).comments)
    assert [comment.author for comment in comments] == ["E. K.", *["framework verify"] * 2]
    assert list(anchored(copy).values())[1:] == ["His do.", "It depends who"]


def test_tracked_deletions_are_out_and_told(study: Study, tmp_path: Path) -> None:
    made = document(
        "One said “His do. It is REALNAME his assessment” (Social Worker, Council A, OP FG1)."
    )
    run = made.paragraphs[0].runs[0]._r  # noqa: SLF001 - python-docx makes no tracked changes
    before, _, after = run.text.partition("REALNAME ")
    run.text = before
    deleted = etree.fromstring(
        f'<w:del xmlns:w="{W[1:-1]}" w:id="9"><w:r><w:delText>REALNAME </w:delText></w:r></w:del>'
    )
    more = etree.fromstring(f'<w:r xmlns:w="{W[1:-1]}"><w:t>{after}</w:t></w:r>')
    run.addnext(deleted)
    deleted.addnext(more)
    path = tmp_path / "draft.docx"
    path.write_bytes(saved(made))
    verified = study.verify(path)
    (one,) = verified.found.quotations
    assert (one.verdict, one.level) == ("exact", "in order")
    assert "REALNAME" not in str(verified.found)
    assert b"REALNAME" not in verified.reports["draft-verified.html"]
    assert "1 deletion left out" in verified.found.draft.remarks[0]
    assert list(anchored(verified.reports["draft-verified.docx"]).values()) == [
        "His do. It is his assessment"
    ]


def test_styles_and_indents_set_a_paragraph_apart(tmp_path: Path) -> None:
    made = document("Prose, long enough to be what most of the text is, by any count of letters.")
    made.add_paragraph("By style.", style="Quote")
    made.add_paragraph("By indent.").paragraph_format.left_indent = Cm(1)
    made.add_paragraph("A list.", style="List Bullet").paragraph_format.left_indent = Cm(1)
    hanging = made.add_paragraph("A reference.").paragraph_format
    hanging.left_indent, hanging.first_line_indent = Cm(1), Cm(-1)
    (tmp_path / "draft.docx").write_bytes(saved(made))
    draft, _ = read_draft(tmp_path / "draft.docx")
    assert [one.block for one in draft.paragraphs] == ["", "style", "indent", "", ""]


def test_the_pieces_of_a_paragraph_are_its_text() -> None:
    root = etree.fromstring(zipfile.ZipFile(ROOT / PAPER).read("word/document.xml"))
    walk = Walk(root)
    assert len(walk.elements) == len(walk.paragraphs) > 30
    for element, paragraph in zip(walk.elements, walk.paragraphs, strict=True):
        text = "".join(said for said, _ in walk.pieces(element))
        assert text.strip("\n") == paragraph.text


HOSTILE = (
    "She said “<script>alert(1)</script> \x1b[31m=HYPERLINK(1) \u202e it is” "
    "(Social Worker, <b>Council A</b>, OP FG1).\n"
)


def test_text_of_a_draft_is_data(folder: Path, run: Run) -> None:
    (folder / "draft.txt").write_text(HOSTILE, "utf-8")
    printed = run(folder, "verify", "draft.txt")
    assert printed.exit_code == 1
    assert "\x1b" not in printed.output
    assert "\\x1b[31m=HYPERLINK(1) \\u202e" in printed.output
    page = (folder / "draft-verified.html").read_text("utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert not re.search("[\x1b\u202e]", page)
    made = document(HOSTILE.replace("\x1b", ""))
    (folder / "draft.docx").write_bytes(saved(made))
    run(folder, "verify", "draft.docx")
    assert len(list(docx.Document(str(folder / "draft-verified.docx")).comments)) == 1


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("draft.docx", b"PK\x03\x04 cut short", "draft.docx: not whole, or not what its ending"),
        ("draft.docx", b"", "draft.docx: empty"),
        ("draft.docx", saved(document()), "draft.docx: holds no words"),
        ("draft.txt", b" \n ", "draft.txt: empty"),
        ("draft.txt", "“é”".encode() + b"\xe9", "draft.txt:1: two encodings"),
        ("draft.pdf", b"%PDF-1.4", "draft.pdf: no reader for `.pdf` drafts; save it as .docx"),
    ],
)
def test_a_draft_that_cannot_be_read_is_one_line(
    folder: Path, run: Run, name: str, data: bytes, told: str
) -> None:
    (folder / name).write_bytes(data)
    printed = run(folder, "verify", name)
    assert printed.exit_code == 1
    assert told in printed.stderr
    assert len(printed.stderr.splitlines()) == 2  # the line, and that nothing was written
    assert not list(folder.glob("*-verified*"))
    missing = run(folder, "verify", "gone.docx")
    assert "gone.docx: cannot be read" in missing.stderr


def test_markdown_and_plain_text_say_the_same(study: Study, tmp_path: Path) -> None:
    markdown = (
        "# A draft\n\nOne *said* “His do. It is **his** assessment” "
        "(Social Worker, Council A, OP FG1).\n\n"
        "> It depends who is nearer\n> to going under.\n>\n> (Care Assessor, Council A, OP FG1)\n\n"
        "And then:\n\n> SW1: And the form counts her help\\\n> CA1: It depends who is nearer\n"
    )
    plain = re.sub(
        r"^> ?", "    ", re.sub(r"[*#]|\\$", "", markdown, flags=re.MULTILINE), flags=re.MULTILINE
    )
    for name, text in (("a.md", markdown), ("a.txt", plain)):
        (tmp_path / name).write_text(text, "utf-8")
        found = study.verify(tmp_path / name).found.quotations
        assert [(one.verdict, one.quotation.label) for one in found] == [
            ("exact", ""),
            ("exact" if "\n" not in found[1].quotation.words else "same after typography", ""),
            ("exact", "SW1"),
            ("exact", "CA1"),
        ]
        assert found[1].attribution.cases == ("ASH-OP-1",)
        assert found[0].quotation.place == {"line": 3}


def test_a_quotation_over_a_page_of_text_taken_from_a_pdf(study: Study, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Carers and money\n\nSomebody said “And the form counts\nher help as\n\n12\n"
        "\fCarers and money\n\nhis need met” (Social Worker, Council A, OP FG1). And “It de-\n"
        "pends who is nearer” (Care Assessor, Council A, OP FG1).\n\n13\n\f"
        "Carers and money\n\nEnd.\n",
        "utf-8",
    )
    found = study.verify(tmp_path / "a.txt").found
    assert [one.verdict for one in found.quotations] == ["same after typography"] * 2
    assert [one.level for one in found.quotations] == ["in order"] * 2
    assert "left out" in found.draft.remarks[-1]


def test_words_of_quantity_name_the_groups_behind_them(study: Study, tmp_path: Path) -> None:
    study.summarise("ASH-OP-1", "2.1", "SW1: his [2].", by="ek")
    study.state("HAR-LD-1", "2.1", said="nothing said", by="ek")
    (tmp_path / "a.md").write_text(
        "Most practitioners agreed. In both teams it was “his assessment, after all” "
        "(Social Worker, Council A, OP FG1).\n",
        "utf-8",
    )
    most, both = study.verify(tmp_path / "a.md").found.register.quantities
    assert (most.quoted, most.behind) == ((), ())
    assert both.quoted == ("ASH-OP-1",)
    assert [(one.subtheme, one.charted, one.nothing_said) for one in both.behind] == [
        ("2.1", ("ASH-OP-1",), ("HAR-LD-1",))
    ]


def test_words_quoted_in_two_places_are_told(study: Study, folder: Path, run: Run) -> None:
    who = "(Social Worker, Council A, OP FG1)"
    text = f"One said “His do. It is” {who}.\n\nAgain: “his assessment” {who}, “It is his” {who}.\n"
    hers = "(Social Worker, Council C, LD FG1)"
    text += f"\nAnother: “Hers are in there already” {hers}, and so “under his name” {hers}.\n"
    (folder / "a.md").write_text(text, "utf-8")
    assert study.verify(folder / "a.md").found.register.twice == (("ASH-OP-1 2", (1, 2, 3)),)
    printed = " ".join(run(folder, "verify", "a.md").output.split())
    told = "ASH-OP-1 2: quotations 1 (line 1) and 2 (line 3) and 3 (line 3)"
    assert f"quoted more than once: {told}" in printed
    page = (folder / "a-verified.html").read_text("utf-8")
    assert '<li>ASH-OP-1 2: quotations <a href="#q1">1</a> (line 1) and' in page
    found = json.loads(run(folder, "verify", "a.md", "--json").stdout)
    assert found["register"]["quoted_twice"] == [{"turn": "ASH-OP-1 2", "quotations": [1, 2, 3]}]
