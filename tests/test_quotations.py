"""Quotations are found however they are marked, and the attribution that stands beside them."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework import Study
from framework.manuscript.draft import Draft, Paragraph, Quotation
from framework.manuscript.marks import Marked, Unclosed, marked
from framework.manuscript.names import Names
from framework.manuscript.quotations import find
from framework.manuscript.speech import Speech
from tests.conftest import ROOT


def inside(text: str) -> list[str]:
    return [text[one.start : one.end] for one in marked(text) if isinstance(one, Marked)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He said “it depends” and left.", ["it depends"]),
        ('He said "it depends" and left.', ["it depends"]),
        ('Opened one way “it depends" closed another.', ["it depends"]),
        ("A wrong curl ”it depends“ twice.", ["it depends"]),
        ("Single ‘it depends’ marks.", ["it depends"]),
        ("Straight 'it depends' marks.", ["it depends"]),
        ("French « it depends » marks.", [" it depends "]),
        ("Possessive ‘the carers’ money is theirs’, she said.", ["the carers’ money is theirs"]),
        ("Possessive 'the carers' money is theirs' (SW).", ["the carers' money is theirs"]),
        ("The carers' centre and the parents' house.", []),
        ("It's his, isn't it, and we don't know.", []),
        ("In the '80s we told 'em so, 'cause we could.", []),
        ("Rock ’n’ roll, and ’tis so.", []),
        ("‘I'd say it's hers’ was all.", ["I'd say it's hers"]),
        ("“She said ‘no’ to me” and ‘left’.", ["She said ‘no’ to me", "left"]),
        ("‘She said “no” to me’ and left.", ["She said “no” to me"]),
        ("(“in brackets”) and —“after a dash”—", ["in brackets", "after a dash"]),
        ("“One,” she said, “two.”", ["One,", "two."]),
        ("“Begun here\n\nand ended there” (SW).", ["Begun here\n\nand ended there"]),
        ("“Begun here\n\n“and ended there” (SW).", ["Begun here\n\n“and ended there"]),
        ("He was 6' 2\" tall.", []),
        ("She said \"it depends\"2 and 'his'³.", ["it depends", "his"]),
        ("«He said “no” to me» and “left”.", ["He said “no” to me", "left"]),
        ("彼は「『はい』と言った」と「言う」。", ["『はい』と言った", "言う"]),
        ("‹ It depends › and ❝his❞ and 《hers》.", [" It depends ", "his", "hers"]),
    ],
)
def test_what_stands_between_marks(text: str, words: list[str]) -> None:
    assert inside(text) == words


@pytest.mark.parametrize(
    "text", ["“It depends, she said.", "A “b “c” d", 'He "went\n\na\n\nb\n\nc"']
)
def test_a_mark_that_nothing_closes_is_told(text: str) -> None:
    assert any(isinstance(one, Unclosed) for one in marked(text))


def found(study: Study, *paragraphs: str) -> list[Quotation]:
    """Return the quotations of paragraphs; one that begins with ``> `` is set apart by style."""
    told = tuple(
        Paragraph(text.removeprefix("> "), {"line": at}, "style" if text[:2] == "> " else "")
        for at, text in enumerate(paragraphs, 1)
    )
    names = Names(study.file.attribution, study.cases, study.file.attributes)
    return list(find(Draft("draft", told), names, Speech(study.transcripts)).quotations)


@pytest.mark.parametrize(
    ("text", "said", "words"),
    [
        ("‘Dyna be’ oedd o’ meddai.", "Dyna be’ oedd o", ["Dyna be’ oedd o"]),
        ("‘Dyna be’ oedd o’ meddai.", "Nid dyna", ["Dyna be"]),
        ('He said "she said "no" to me" then.', 'she said "no" to me', ['she said "no" to me']),
        (
            'He "went to the house where she said "no" to me" then.',
            'went to the house where she said "no" to me',
            ['went to the house where she said "no" to me'],
        ),
        ("Of “his” and “hers” they spoke.", "his” and “hers", ["his", "hers"]),
    ],
)
def test_the_words_that_were_said_tell_which_mark_closes(
    text: str, said: str, words: list[str]
) -> None:
    pieces = marked(text, lambda tried: tried in said)
    assert [text[one.start : one.end] for one in pieces if isinstance(one, Marked)] == words


ASH = "(Social Worker, Council A, OP FG1)"


@pytest.mark.parametrize(
    "text",
    [
        f"Somebody said “It is his assessment” {ASH}.",
        f"Somebody said “It is his assessment.” {ASH}",
        f"Somebody {ASH} said: “It is his assessment.”",
        f"“It is his assessment”, one of them said later {ASH}.",
        "“It is his assessment” – Social Worker, Council A, OP FG1",
        "“It is his assessment” [Social Worker, Council A, OP FG1]",
        "“It is his assessment”\n— Social Worker, Council A, OP FG1",
        "A Social Worker, Council A, OP FG1, said: “It is his assessment.”",
    ],
)
def test_an_attribution_stands_after_or_before(study: Study, text: str) -> None:
    (quotation,) = found(study, text)
    assert quotation.printed.strip("()[]") == "Social Worker, Council A, OP FG1"


def test_an_attribution_stands_on_the_next_line(study: Study) -> None:
    for words in (
        "“It is his assessment.”",
        "> It is his assessment.",
        "> “It is his assessment.”",
    ):
        (quotation,) = found(study, words, ASH)
        assert quotation.words.startswith("It is his assessment")
        assert quotation.printed == ASH
    (quotation,) = found(study, "> It is his assessment.\n– Social Worker, Council A, OP FG1")
    assert quotation.words == "It is his assessment."
    assert "Council A" in quotation.printed


def test_one_attribution_after_two_quotations_is_shared(study: Study) -> None:
    one, two = found(study, f"They spoke of “his assessment” and “her help” {ASH}.")
    assert (one.printed, one.shared) == (ASH, True)
    assert (two.printed, two.shared) == (ASH, False)
    one, two = found(study, f"It was “his assessment” {ASH}. It was “the form”.")
    assert (one.printed, two.printed) == (ASH, "")


def test_an_attribution_with_brackets_of_its_own(study: Study) -> None:
    (quotation,) = found(study, "“It is his” (Carer (daughter), Council A, OP FG1).")
    assert quotation.printed == "(Carer (daughter), Council A, OP FG1)"


def test_a_publication_is_no_speaker(study: Study) -> None:
    (quotation,) = found(study, "The law speaks of “needs for support” (Act, 2014, s. 10).")
    assert (quotation.printed, quotation.literature) == ("", "(Act, 2014, s. 10)")


def test_an_exchange_is_a_quotation_a_line(study: Study) -> None:
    lines = found(study, "> SW1: It is his.\nCA1: It depends.\nand on whom", "> " + ASH)
    assert [(one.label, one.words, one.printed) for one in lines] == [
        ("SW1", "It is his.", ASH),
        ("CA1", "It depends.", ASH),
    ] or [one.label for one in lines] == ["SW1", "CA1"]
    lines = found(study, "> SW1: It is his.", "> CA1: It depends.", ASH)
    assert [(one.label, one.printed) for one in lines] == [("SW1", ASH), ("CA1", ASH)]


def test_words_before_a_colon_are_no_label(study: Study) -> None:
    (quotation,) = found(study, "> It depends: who is nearer. " + ASH)
    assert (quotation.label, quotation.words) == ("", "It depends: who is nearer.")


def test_a_block_that_breaks_off_goes_on(study: Study) -> None:
    (quotation,) = found(study, "> It is his", "> assessment, after all. " + ASH)
    assert quotation.words == "It is his\nassessment, after all."
    assert len(quotation.spans) == 2
    assert len(found(study, "> It is his.", "> It depends. " + ASH)) == 2


def test_a_quotation_belongs_to_its_sentence(study: Study) -> None:
    text = f"Most said one thing. Some said “It is his” {ASH}. Few more."
    (quotation,) = found(study, text)
    assert quotation.claim
    assert text[quotation.claim.start : quotation.claim.end].startswith("Some said")
    (block,) = found(study, "One thing. Most said so:", "> It is his. " + ASH)
    assert block.claim
    assert (block.claim.paragraph, block.claim.start) == (0, 11)


def test_a_paragraph_without_marks_that_ends_with_an_attribution(study: Study) -> None:
    text = "It is his assessment, after all. " + ASH
    (quotation,) = found(study, "Prose.", text, "More prose.")
    assert (quotation.words, quotation.printed) == ("It is his assessment, after all.", ASH)
    (led,) = found(study, "As one of them said:\n" + text)
    assert led.words == "It is his assessment, after all."
    assert not found(study, "This was said often (Council A, OP FG1).", "We met (in 2012).")
    lines = found(study, f"SW1: It is his.\nCA1: It depends.\n{ASH}")
    assert [(one.label, one.words) for one in lines] == [
        ("SW1", "It is his."),
        ("CA1", "It depends."),
    ]


def test_an_attribution_without_a_quotation_is_told(study: Study) -> None:
    names = Names(study.file.attribution, study.cases, study.file.attributes)
    text = f"Some prose.\nIt is his. {ASH}\nMore prose.\nSaid “It is” {ASH}."
    draft = Draft("draft", (Paragraph(text, {"line": 7}),))
    seen = find(draft, names, Speech(study.transcripts))
    assert [draft.place(span) for span in seen.loose] == [{"line": 8}]
    assert [one.place for one in seen.quotations] == [{"line": 10}]


def test_words_without_marks_that_somebody_said_are_told_or_are_a_quotation(study: Study) -> None:
    names = Names(study.file.attribution, study.cases, study.file.attributes)
    told = (
        Paragraph(
            "Often it was, as we came to see in the end, that the form counts her help as his need "
            "met, which some of them thought was no fault of the form itself."
        ),
        Paragraph("CA1: It depends."),
        Paragraph("One put it so: It depends who is nearer to going under. (practitioner)"),
        Paragraph("It really depends who is nearer to going under."),
        Paragraph("P4: Nobody ever asked me."),
        Paragraph("Whose needs come first? This is what we asked of everybody in the study."),
    )
    seen = find(Draft("draft", told), names, Speech(study.transcripts))
    assert [told[one.paragraph].text[one.start : one.end] for one in seen.unread] == [
        "the form counts her help as his need met"
    ]
    assert [(one.label, one.words, one.printed) for one in seen.quotations] == [
        ("CA1", "It depends.", ""),
        ("", "It depends who is nearer to going under.", "(practitioner)"),
        ("", "It really depends who is nearer to going under.", ""),
        ("P4", "Nobody ever asked me.", ""),
    ]


PIECES = [
    "“",
    "”",
    '"',
    "'",
    "‘",
    "’",
    "«",
    "(",
    ")",
    "[…]",
    "It is his",
    "s",
    " ",
    ". ",
    ":\n",
    "\n",
]
PIECES += [ASH, "(Care Assessor, Council B, older people FG1)", "SW1: ", "1998", "–", "most groups"]


@cache
def names() -> Names:
    study = Study.open(ROOT)
    return Names(study.file.attribution, study.cases, study.file.attributes)


@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(["", "style"])),
        max_size=5,
    )
)
def test_whatever_is_written_words_stand_where_they_are_said_to(
    drawn: list[tuple[list[str], str]],
) -> None:
    told = tuple(Paragraph("".join(text), {}, block) for text, block in drawn)  # type: ignore[arg-type]
    seen = find(Draft("draft", told), names(), Speech({}))
    assert [len(text) for text in seen.prose] == [len(one.text) for one in told]
    for quotation in seen.quotations:
        texts = [told[one.paragraph].text[one.start : one.end] for one in quotation.spans]
        if quotation.words.strip():
            assert "".join("".join(texts).split()) == "".join(quotation.words.split())
