"""Whatever markup stands around quoted words, or in them, the words are found and never missed."""

import io
import re
from dataclasses import replace
from functools import cache
from html import escape
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework import Study
from framework.manuscript.drafts.markup import without_markup
from framework.manuscript.drafts.text import read
from framework.manuscript.names import Names
from framework.manuscript.quotations import find
from framework.manuscript.speech import Speech
from framework.manuscript.verdicts import Verified
from framework.manuscript.words import folded
from tests.conftest import ROOT

PLACE = "(Council A, OP FG1)"


def verified(study: Study, tmp_path: Path, text: str, ending: str) -> tuple[Verified, ...]:
    """Return the quotations of a draft; in Word, a paragraph for each of the text, as it is."""
    path = tmp_path / f"draft{ending}"
    if ending == ".docx":
        made = docx.Document()
        for paragraph in text.split("\n\n"):
            made.add_paragraph(paragraph)
        out = io.BytesIO()
        made.save(out)
        path.write_bytes(out.getvalue())
    else:
        path.write_text(text, "utf-8")
    return study.verify(path).found.quotations


@pytest.mark.parametrize("ending", [".txt", ".md", ".docx"])
@pytest.mark.parametrize(
    "marked",
    [
        '**"{}"**',
        "_‘{}’_",
        "“***{}***”",
        '<em>"{}"</em>',
        "<span class='q'>“<i>{}</i>”</span>",
        "&ldquo;{}&rdquo;",
        "~~'{}'~~",
        "``{}''",
        "<q>{}</q>",
    ],
)
def test_an_exchange_with_marks_inside_and_outside_emphasis(
    study: Study, tmp_path: Path, marked: str, ending: str
) -> None:
    text = (
        "Two of them saw it so:\n\n"
        f"**CA1**: {marked.format('It depends who is nearer to going under.')}\n\n"
        f"SW1: {marked.format('And the form counts her help as his need met.')}\n\n{PLACE}\n\nEnd."
    )
    found = verified(study, tmp_path, text, ending)
    assert [(one.quotation.label, one.verdict, one.attribution.cases) for one in found] == [
        ("CA1", "exact", ("ASH-OP-1",)),
        ("SW1", "exact", ("ASH-OP-1",)),
    ]


@pytest.mark.parametrize("ending", [".txt", ".md", ".docx"])
@pytest.mark.parametrize(
    "block",
    [
        "> *It depends who is nearer to going under.*\n>\n> {}",
        "> “It depends who is __nearer__ to going under.” {}",
        "It depends who is nearer to going under. {}",
        "It depends who is nearer to going under.\n\n{}",
        "<blockquote>It depends who is nearer to going under.</blockquote>\n\n{}",
    ],
)
def test_a_block_quotation_however_it_is_set_apart(
    study: Study, tmp_path: Path, block: str, ending: str
) -> None:
    attribution = "(Care Assessor, Council A, OP FG1)"
    text = f"One put it so.\n\n{block.format(attribution)}\n\nThis was not everybody’s view."
    (found,) = verified(study, tmp_path, text, ending)
    assert (found.quotation.words, found.level) == (
        "It depends who is nearer to going under.",
        "in order",
    )


def test_italic_runs_in_word_part_no_words(study: Study, tmp_path: Path) -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("SW1: ")
    for text, italic in (("“And the f", True), ("orm counts ", False), ("her help”", True)):
        paragraph.add_run(text).italic = italic
    made.save(str(tmp_path / "draft.docx"))
    (found,) = study.verify(tmp_path / "draft.docx").found.quotations
    assert (found.quotation.label, found.verdict) == ("SW1", "exact")


def test_a_comment_lies_on_the_words_although_markup_was_left_out(
    study: Study, tmp_path: Path
) -> None:
    made = docx.Document()
    made.add_paragraph("<b>One</b> said *“It _depends_ who is nearer”* in a group.")
    made.save(str(tmp_path / "draft.docx"))
    copy = study.verify(tmp_path / "draft.docx").reports["draft-verified.docx"]
    (comment,) = docx.Document(io.BytesIO(copy)).comments
    body = docx.Document(io.BytesIO(copy)).element.body.xml
    number = f'w:id="{comment.comment_id}"'
    inside = re.search(
        f"<w:commentRangeStart {number}/>(.*)<w:commentRangeEnd {number}/>", body, re.DOTALL
    )
    assert inside
    assert "".join(re.findall(r"<w:t[^>]*>([^<]*)", inside[1])) == "It _depends_ who is nearer"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("f***ing *hell* and 2*3*4", "f***ing hell and 2*3*4"),
        ("a snake_case_name and _one_", "a snake_case_name and one"),
        ("carers* and others*", "carers* and others*"),
        ("want*ed*", "wanted"),
        (r"\*not so\*", "*not so*"),
        ("“[words](https://example.org/a_b)”[^2]", "“words”"),
        ("<script>alert(1)</script> 1 < 2 > 0", "<script>alert(1)</script> 1 < 2 > 0"),
        ("> > twice\n> over", "twice\nover"),
        ("AT&amp;T <br/>x", "AT&T \nx"),
    ],
)
def test_what_is_markup_and_what_is_not(text: str, plain: str) -> None:
    assert without_markup(text)[0] == plain


@given(st.text(alphabet='ab *_~`"“”<>bi/&;quot\\[]()\n', max_size=60))
def test_every_letter_that_is_kept_knows_where_it_stood(text: str) -> None:
    plain, places = without_markup(text)
    assert len(places) == len(plain) + 1
    assert list(places) == sorted(places)
    assert places[-1] == len(text)
    kept = [(char, text[at]) for char, at in zip(plain, places, strict=False) if char.isalpha()]
    assert all(stood in (char, "&") for char, stood in kept)


MARKS = ["“ ”", '" "', "‘ ’", "' '", "« »", "‹ ›", "„ “", "❝ ❞", "「 」", "『 』", "《 》", "`` ''"]
MARKS += ["<q> </q>", "&ldquo; &rdquo;", "&#8216; &#8217;", "» «"]
EMPHASIS = [
    " ",
    "* *",
    "_ _",
    "** **",
    "__ __",
    "*** ***",
    "~~ ~~",
    "<em> </em>",
    "<b><i> </i></b>",
]
LEADS = ["One said ", "SW1: ", "**CA1:** ", "", "- ", "As one of them put it, "]
TAILS = ["", ".", " (practitioner).", " (Social Worker, Council A, OP FG1)"]


@cache
def invented() -> tuple[Names, Speech, list[str]]:
    study = Study.open(ROOT)
    names = Names(study.file.attribution, study.cases, study.file.attributes)
    speech = Speech(study.transcripts)
    said = [turn.text for _, turn in speech.turns if turn.kind == "participant"]
    return names, speech, [text for text in said if len(folded(text).split()) > 4]


@given(data=st.data(), markdown=st.booleans(), inside=st.booleans())
def test_a_turn_in_any_markup_is_found(
    data: st.DataObject,
    *,
    markdown: bool,
    inside: bool,
) -> None:
    names, speech, turns = invented()
    words = " ".join(data.draw(st.sampled_from(turns)).split())
    outer, inner = (data.draw(st.sampled_from(each)).split(" ") for each in (EMPHASIS, MARKS))
    if inside:
        outer, inner = inner, outer
    written = escape(words, quote=False) if "&" in outer[0] + inner[0] else words
    quoted = f"{outer[0]}{inner[0]}{written}{inner[1]}{outer[1]}"
    lead, tail = (data.draw(st.sampled_from(each)) for each in (LEADS, TAILS))
    text = f"Before it.\n\n{lead}{quoted}{tail}\n\nA ‘term’ and “words” (of others) after it."
    found = find(read(text.encode(), "draft", markdown=markdown), names, speech)
    assert folded(words) in [folded(one.words) for one in found.quotations], text


SAID = ["be'", "dw", "i'n", "carers'", "'di", '"no"', "“yes”", "‘well’", "—", "[laughs]", "(pause)"]
SAID += ["…", "...", "*what*", "_so_", "f***ing", "nearer?", "o'", "'cause", '6"', "X:", "«oui»"]


@given(
    said=st.lists(st.sampled_from(SAID), min_size=3, max_size=25),
    outer=st.sampled_from(EMPHASIS),
    inner=st.sampled_from(MARKS),
)
def test_a_turn_full_of_marks_and_stars_is_found_in_any_markup(
    said: list[str], outer: str, inner: str
) -> None:
    names, speech, _ = invented()
    case, turn = next(one for one in speech.turns if one[1].kind == "participant")
    words = f"Aye it was {' '.join(said)} and no more"
    transcript = replace(speech.transcripts[case], turns=(replace(turn, text=words),))
    (before, after), (begin, end) = outer.split(" "), inner.split(" ")
    text = f"One said {before}{begin}{words}{end}{after} (practitioner)."
    draft = read(text.encode(), "draft", markdown=True)
    found = find(draft, names, Speech({case: transcript}))
    assert folded(words) in [folded(one.words) for one in found.quotations], text
