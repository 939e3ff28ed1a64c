"""What stands in a document beside plain runs: equations, symbols, readings, tables in cells."""

import io
import warnings
import zipfile
from pathlib import Path

import pytest

from framework.manuscript.draft import Span
from framework.manuscript.drafts.commented import commented
from framework.manuscript.drafts.word import read as read_draft
from framework.manuscript.telling import Note
from framework.plain.archives import Archive
from framework.plain.faults import UnreadableError
from framework.transcripts.transcript import Reading
from tests.test_transcript_formats import read_bytes, turns

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="{}"/></Relationships>'
)
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def part(body: str) -> str:
    return f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"


def word(body: str, main: str = "word/document.xml", *more: tuple[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that come twice
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS.format(main))
        archive.writestr(main, part(body))
        for name, text in more:
            archive.writestr(name, text)
    return out.getvalue()


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def line(*pieces: str) -> str:
    inside = "".join(each if each.startswith("<") else run(each) for each in pieces)
    return f"<w:p>{inside}</w:p>"


def equation(*inside: str) -> str:
    return f"<m:oMath>{''.join(inside)}</m:oMath>"


def term(text: str, look: str = "") -> str:
    return f"<m:r><w:rPr>{look}</w:rPr><m:t>{text}</m:t></m:r>"


def talk(tmp_path: Path, answer: str) -> Reading:
    lines = line("I: Who came?") + answer + line("I: And then?") + line("Bo: Rain.")
    return read_bytes(tmp_path, ".docx", word(lines))


def test_an_equation_is_words_and_a_fraction_keeps_its_bar(tmp_path: Path) -> None:
    half = f"<m:f><m:num>{term('1')}</m:num><m:den>{term('2')}</m:den></m:f>"
    hidden = term("Mill", "<w:vanish/>")
    deleted = f"<w:del>{term('Lane')}</w:del>"
    reading = talk(tmp_path, line("Bo: About ", equation(term("x="), half, hidden, deleted), "."))
    assert turns(reading)[1] == "Bo | About x=1/2."
    assert "Mill" not in repr(reading)
    assert "Lane" not in repr(reading)


@pytest.mark.parametrize(
    ("font", "code", "letter"),
    [("Symbol", "F062", "β"), ("Wingdings", "F0E0", "→"), ("Arial", "2260", "≠")],
)
def test_a_symbol_is_its_letter(tmp_path: Path, font: str, code: str, letter: str) -> None:
    sign = f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'
    reading = talk(tmp_path, line("Bo: Say ", sign, " now."))
    assert turns(reading)[1] == f"Bo | Say {letter} now."
    assert reading.remarks == ()


def test_a_symbol_without_a_letter_is_kept_and_told(tmp_path: Path) -> None:
    sign = '<w:r><w:sym w:font="Our Runes" w:char="F021"/></w:r>'
    reading = talk(tmp_path, line("Bo: Say ", sign, "."))
    assert turns(reading)[1] == "Bo | Say \uf021."
    assert "1 symbol of a font without a letter: look at them in Word" in reading.remarks


WORD_RUBY = "<w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>"


def test_how_words_are_read_is_kept_beside_them(tmp_path: Path) -> None:
    ruby = WORD_RUBY.format(run("たなか"), run("田中"))
    reading = talk(tmp_path, line("Bo: ", ruby, "と申します。"))
    page = "<p>I: Who?</p><p>Bo: <ruby>田<rp>(</rp><rt>た</rt><rp>)</rp>中<rt>なか</rt></ruby>と。"
    html = read_bytes(tmp_path, ".html", f"<meta charset=utf-8>{page}</p><p>I: I see.</p>")
    assert turns(reading)[1] == "Bo | 田中と申します。"
    assert reading.metadata == {"readings above the words": "田中: たなか"}
    assert turns(html)[1] == "Bo | 田中と。"
    assert html.metadata == {"readings above the words": "田: た\n中: なか"}


def cells(*inside: str) -> str:
    return "".join(f"<w:tc>{each}</w:tc>" for each in inside)


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


ROWS = [
    cells(line("I"), line("Who came?")),
    cells(line("Bo"), line("These:") + table(cells(line("Ann"), line("first")))),
    cells(line("I"), line("And then?")),
]
WANTED = ["I | Who came?", "Bo | These: / Ann / first", "I | And then?"]


def test_a_table_inside_an_answer_is_part_of_it(tmp_path: Path) -> None:
    assert turns(read_bytes(tmp_path, ".docx", word(table(*ROWS)))) == WANTED


def test_a_table_that_frames_a_table_of_turns_is_no_answer(tmp_path: Path) -> None:
    framed = table(cells(line(""), table(*ROWS) + line("The end.")))
    reading = read_bytes(tmp_path, ".docx", word(framed))
    assert turns(reading) == WANTED
    assert [event.text for event in reading.events] == ["The end."]


@pytest.mark.parametrize("frame", ["{}", "<table><tr><td></td><td>{}</td></tr></table>"])
def test_a_table_inside_an_answer_on_a_page_is_part_of_it(tmp_path: Path, frame: str) -> None:
    inner = "<table><tr><td>Ann</td><td>first</td></tr></table>"
    rows = (
        "<tr><td>I</td><td>Who came?</td></tr>"
        f"<tr><td>Bo</td><td><p>These:</p>{inner}</td></tr>"
        "<tr><td>I</td><td>And then?</td></tr>"
    )
    page = frame.format(f"<table>{rows}</table>")
    assert turns(read_bytes(tmp_path, ".html", page)) == WANTED


def test_the_main_part_is_the_one_that_the_relationships_name(tmp_path: Path) -> None:
    lines = "".join(map(line, ["I: Who came?", "Bo: Two.", "I: And then?", "Bo: Rain."]))
    old = (
        "word/document.xml",
        f"<w:document {NAMES}><w:body>{line('I: no')}</w:body></w:document>",
    )
    reading = read_bytes(tmp_path, ".docx", word(lines, "word/main9.xml", old))
    assert turns(reading)[3] == "Bo | Rain."


@pytest.mark.parametrize("name", ["word/document.xml", "word/Document.xml"])
def test_two_parts_of_one_name_are_refused_by_name(tmp_path: Path, name: str) -> None:
    other = f"<w:document {NAMES}><w:body>{line('I: other')}</w:body></w:document>"
    reading = read_bytes(
        tmp_path, ".docx", word(line("I: one"), "word/document.xml", (name, other))
    )
    assert [problem.message for problem in reading.problems] == [
        "holds two parts called word/document.xml; save it again in its program"
    ]


def test_a_comment_on_an_equation_stands_around_it() -> None:
    body = line("We found ", equation(term("x="), term("2")), " of them.")
    data = word(body, "word/main9.xml")
    assert read_draft(data, "d.docx").paragraphs[0].text == "We found x=2 of them."
    noted = commented(data, [Note((Span(0, 11, 12),), ("Check this",))])
    text = Archive(noted).read("word/main9.xml").decode()
    assert text.index("commentRangeStart") < text.index("<m:oMath>") < text.index("</m:oMath>")
    assert text.index("</m:oMath>") < text.index("commentRangeEnd")
    assert Archive(noted).read("word/_rels/main9.xml.rels")


def test_more_paragraphs_than_may_be_are_refused_before_they_are_parsed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("framework.transcripts.paragraphs.MAX_PARAGRAPHS", 9)
    data = word(f"{line() * 10}<no XML")
    with pytest.raises(UnreadableError, match="more than 9 paragraphs"):
        read_draft(data, "d.docx")
