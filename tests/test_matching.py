"""Any passage with allowed edits is found; any other change of a word is never taken for it."""

import re
from dataclasses import replace
from functools import cache
from time import perf_counter

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from framework import Study
from framework.manuscript.alignment import align
from framework.manuscript.attributions import Attribution, resolve
from framework.manuscript.draft import Quotation
from framework.manuscript.edits import GAP_WORDS, INSERT_WORDS
from framework.manuscript.judging import Judge
from framework.manuscript.names import Names
from framework.manuscript.speech import Speech
from framework.manuscript.verdicts import Verified
from framework.manuscript.words import WORD, kind_of
from tests.conftest import ROOT

RIGHT = {"exact", "same after typography", "matches with declared edits", "several matches"}
WRONG = {"differs", "crosses speakers", "not found"}


@cache
def judge() -> Judge:
    """Return a judge over the invented study."""
    study = Study.open(ROOT)
    names = Names(study.file.attribution, study.cases, study.file.attributes)
    return Judge(Speech(study.transcripts), names)


@cache
def long_turns() -> list[int]:
    speech = judge().speech
    return [
        number
        for number, (_, turn) in enumerate(speech.turns)
        if turn.kind == "participant" and len(WORD.findall(turn.text)) >= 12
    ]


def judged(words: str, printed: str = "") -> Verified:
    quotation = Quotation(1, words, (), {}, "style", printed=printed)
    return judge().judge(quotation, resolve(judge().names, printed))


@st.composite
def passages(draw: st.DrawFn) -> tuple[int, str, list[tuple[int, int]]]:
    """Draw a turn, a passage of eight words or more in it, and where its words stand."""
    number = draw(st.sampled_from(long_turns()))
    text = judge().speech.turns[number][1].text
    places = [found.span() for found in WORD.finditer(text)]
    first = draw(st.integers(0, len(places) - 8))
    last = draw(st.integers(first + 7, min(len(places) - 1, first + 40)))
    begin = places[first][0]
    spans = [(a - begin, b - begin) for a, b in places[first : last + 1]]
    return number, text[begin : places[last][1]], spans


def typeset(draw: st.DrawFn, words: str) -> str:
    """Return words with another typography."""
    curly = draw(st.booleans())
    words = re.sub("['’]", "’" if curly else "'", words)
    words = re.sub(r"\s+[–-]\s+", draw(st.sampled_from([" – ", "—", " - "])), words)
    words = re.sub(r"\.\.\.|…", draw(st.sampled_from(["…", "..."])), words)
    words = words.replace(" ", draw(st.sampled_from([" ", "  ", "\u00a0", "\n", "\n\n"])))
    if draw(st.booleans()):
        words = words[0].swapcase() + words[1:]
    return (
        draw(st.sampled_from(["", "…", "... "]))
        + words
        + draw(st.sampled_from(["", ".", ",", "…"]))
    )


@settings(max_examples=60)
@given(data=st.data(), passage=passages())
def test_a_passage_in_any_typography_is_found(
    data: st.DataObject, passage: tuple[int, str, list[tuple[int, int]]]
) -> None:
    number, words, _ = passage
    text = judge().speech.turns[number][1].text
    assume("?" not in text[text.index(words) + len(words) :][:1])  # no question may be unmade
    found = judged(typeset(data.draw, words))  # type: ignore[arg-type]
    assert found.verdict in {"exact", "same after typography", "several matches"}, found
    assert number in {judge().speech.turns.index((s.case, s.turns[0])) for s in found.sources}


@settings(max_examples=60)
@given(data=st.data(), passage=passages())
def test_a_passage_with_declared_edits_is_found(
    data: st.DataObject, passage: tuple[int, str, list[tuple[int, int]]]
) -> None:
    number, words, spans = passage
    first = data.draw(st.integers(3, len(spans) - 4))
    gap = data.draw(st.booleans())
    most = GAP_WORDS if gap else INSERT_WORDS
    last = data.draw(st.integers(first, min(len(spans) - 4, first + most - 1)))
    edit = data.draw(st.sampled_from(["[…]", "…", "(...)"] if gap else ["[the carer]", "[x]"]))
    left_out = words[spans[first][0] : spans[last][1]]
    printed = words[: spans[first - 1][1]] + f" {edit} " + words[spans[last + 1][0] :]
    found = judged(printed)
    assert found.verdict in RIGHT, found
    assert number in {judge().speech.turns.index((s.case, s.turns[0])) for s in found.sources}
    if found.verdict == "matches with declared edits":
        lost = {one.split(": ")[1] for each in found.differences for one in each.lost}
        dropped = {w.casefold().replace("’", "'") for w in WORD.findall(left_out)}
        negations = {word for word in dropped if kind_of(word) == "negation"}
        assert negations <= lost, "a negation was left out and not told"


@settings(max_examples=60)
@given(data=st.data(), passage=passages())
def test_another_change_of_a_word_is_never_right(
    data: st.DataObject, passage: tuple[int, str, list[tuple[int, int]]]
) -> None:
    _, words, spans = passage
    at = data.draw(st.integers(1, len(spans) - 2))
    (a, b), after = spans[at], spans[at + 1]
    other = data.draw(st.sampled_from(judge().speech.words))
    how = data.draw(st.sampled_from(["replaced", "left out", "put in", "doubled", "swapped"]))
    printed = {
        "replaced": words[:a] + other + words[b:],
        "left out": words[:a] + words[after[0] :],
        "put in": words[:a] + other + " " + words[a:],
        "doubled": words[:b] + " " + words[a:b] + words[b:],
        "swapped": words[:a] + words[after[0] : after[1]] + " " + words[a:b] + words[after[1] :],
    }[how]
    assume(not stands(printed))
    found = judged(printed)
    assert found.verdict in WRONG, found
    assert found.level == "mend"


def stands(words: str) -> bool:
    """Return whether the very words stand in a turn: a plain oracle, without any index."""
    sought = f" {plainly(words)} "
    return any(sought in f" {said} " for said in said_plainly())


@cache
def said_plainly() -> list[str]:
    return [plainly(turn.text) for _, turn in judge().speech.turns]


def plainly(text: str) -> str:
    return " ".join(word.casefold().replace("’", "'") for word in WORD.findall(text))


@settings(max_examples=60)
@given(data=st.data(), passage=passages())
def test_a_word_changed_beside_a_declared_edit_is_never_right(
    data: st.DataObject, passage: tuple[int, str, list[tuple[int, int]]]
) -> None:
    _, words, spans = passage
    at = data.draw(st.integers(3, len(spans) - 4))
    changed = data.draw(st.sampled_from([one for one in range(len(spans)) if one != at]))
    edit = data.draw(st.sampled_from(["[…]", "...", "[her]"]))
    pieces = sorted([(spans[at], edit), (spans[changed], "zzyzx")], reverse=True)
    for (a, b), new in pieces:
        words = words[:a] + new + words[b:]
    assert judged(words).verdict in WRONG, words


@settings(max_examples=30)
@given(passages(), passages())
def test_two_speakers_spliced_are_never_one(
    one: tuple[int, str, list[tuple[int, int]]], two: tuple[int, str, list[tuple[int, int]]]
) -> None:
    turns = judge().speech.turns
    assume(turns[one[0]][1].speaker != turns[two[0]][1].speaker)
    assume(not stands(f"{one[1]} {two[1]}"))
    for joint in (" ", " […] "):
        found = judged(one[1] + joint + two[1])
        assert found.verdict in WRONG, found
        if turns[one[0]][0] == turns[two[0]][0]:
            assert found.verdict == "crosses speakers"


PLANTED = [
    ("I'd not do a seventeenth from choice", "exact"),
    ("I’d not do a seventeenth from choice.", "same after typography"),
    ("I'd do a seventeenth from choice", "differs"),
    ("I'd not do a seventeenth by choice", "differs"),
    ("I'd […] do a seventeenth", "matches with declared edits"),
    ("I'd not do [another] from choice", "matches with declared edits"),
    ("[They]’d not do a seventeenth from choice", "matches with declared edits"),
    ("I'd not [have done] a seventeenth from choice", "matches with declared edits"),
    ("I'd not do a seventeen[th] from choice", "matches with declared edits"),
    ("[I]'d not do a seventeenth from choice", "matches with declared edits"),
    ("I'd not do a seventeenth, from choice", "differs"),
    ("I'D NOT do a seventeenth from choice", "differs"),
    ("I'd not do a seventeenth from choice?", "differs"),
    ("When you're in the house, is there ever a time you see the carer", "moderator's words"),
    ("Nothing of the kind was said by anyone here", "not found"),
    ("I've done it twice. Two men. Two hatches.", "differs"),
    ("Not if I can help it. I've done it twice.", "crosses speakers"),
]


@pytest.mark.parametrize(("words", "verdict"), PLANTED)
def test_planted_changes(words: str, verdict: str) -> None:
    assert judged(words).verdict == verdict


def test_a_negation_cut_off_just_before_the_words_is_told() -> None:
    (found,) = [judged("do a seventeenth from choice")]
    assert found.verdict == "exact"
    assert found.notes == ("just before these words “not” was said",)


def test_the_source_is_whom_the_attribution_names() -> None:
    words = "I'd not do a seventeenth from choice"
    right = judged(words, "(Care Assessor, Council B, older people FG1)")
    assert (right.verdict, right.attribution.verdict, right.level) == ("exact", "exact", "in order")
    for wrong in (
        "(Care Assessor, Council A, older people FG1)",
        "(Review Officer, Council B, older people FG1)",
    ):
        found = judged(words, wrong)
        assert (found.verdict, found.level) == ("right words, wrong source", "mend")
        assert [source.name for source in found.sources] == ["COR-OP-1 52"]


def test_an_attribution_may_name_a_label() -> None:
    words = "I'd not do a seventeenth from choice"
    assert judged(words, "(CA2, Council B, older people FG1)").verdict == "exact"
    wrong = judged(words, "(CA1, Council B, older people FG1)")
    assert wrong.verdict == "right words, wrong source"


def attributed(printed: str) -> Attribution:
    return resolve(judge().names, printed)


@pytest.mark.parametrize(
    ("printed", "verdict", "cases"),
    [
        ("(Care Assessor, Council B, older people FG1)", "exact", ("COR-OP-1",)),
        ("care assessor, council b, older people fg1", "exact", ("COR-OP-1",)),
        ("(Council B, older people FG1, Care Assessor)", "exact", ("COR-OP-1",)),
        ("Care Assessors in Council B (older people, FG1)", "exact", ("COR-OP-1",)),
        ("(Care Assesor, Council B, older people FG1)", "variant", ("COR-OP-1",)),
        ("(Snr Social Worker, Council B, older people FG1)", "variant", ("COR-OP-1",)),
        ("(Care Assessor, Corrowby, OP FG1)", "variant", ("COR-OP-1",)),
        ("(Council B, older people FG1)", "variant", ("COR-OP-1",)),
        ("(a practitioner, Council B, older people FG1)", "variant", ("COR-OP-1",)),
        ("(Team Manager, Council C, learning disability)", "variant", ("HAR-LD-1",)),
        ("(Carers Lead, Council C)", "exact", ("HAR-LEAD",)),
        ("(Carer (daughter), Council A, older people)", "exact", ("ASH-P1-CARER",)),
        ("(CA2, Council B, older people FG1)", "exact", ("COR-OP-1",)),
        ("(Renee, Council C, learning disability FG1)", "unknown", ()),
        ("(Care Assessor, Council B, older people FG1, 6 November 2012)", "unknown", ()),
        ("(Social Worker, Council A, older people FG2)", "unknown", ()),
        ("(Social Worker, Council Z, older people FG1)", "unknown", ()),
        ("(Nurse, Council A, older people FG1)", "unknown", ()),
        ("(Team Manager, Council A, learning disability FG1)", "unknown", ()),
        ("(Social Worker, Council A)", "unknown", ()),
        ("(Social Worker)", "unknown", ()),
        ("", "missing", ()),
        ("(Social Worker, Council A and Council B, older people FG1)", "mixed", ()),
        ("(Social Worker, Council A, older people FG1 and FG3)", "mixed", ()),
    ],
)
def test_attributions_resolve_and_are_never_guessed(
    printed: str, verdict: str, cases: tuple[str, ...]
) -> None:
    found = attributed(printed)
    assert (found.verdict, found.cases) == (verdict, cases), found


def test_candidates_of_an_attribution_that_fits_nothing() -> None:
    assert attributed("(Social Worker, Council A, older people FG2)").candidates == (
        "ASH-OP-1",
        "ASH-OP-3",
    )
    assert attributed("(Social Worker, Council A)").candidates == (
        "ASH-LD-1",
        "ASH-OP-1",
        "ASH-OP-3",
    )
    assert attributed("(Nurse, Council A, older people FG1)").candidates == ("ASH-OP-1",)
    assert attributed("(Somebody)").candidates == ()


def test_an_attribution_that_points_to_one_person_is_marked() -> None:
    assert attributed("(Team Manager, Council A, older people FG1)").one_person
    assert not attributed("(Care Assessor, Council A, older people FG1)").one_person


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("(Council A)", "wrong"),
        ("(Council B)", "exact"),
        ("(learning disability)", "wrong"),
        ("(Social Worker)", "wrong"),
        ("(care assessors)", "exact"),
        ("(Review Officer, Council B)", "wrong"),
        ("(Council A or Council C)", "wrong"),
        ("(interview 3)", "wrong"),
        ("(focus group participant)", "exact"),
        ("(SW3)", "wrong"),
        ("(CA2)", "exact"),
        ("(practitioner)", "exact"),
        ("(Nurse, Council A, older people FG1)", "wrong"),
        ("(Nurse, Council B, older people FG1)", "exact"),
    ],
)
def test_however_vague_an_attribution_leaves_out_who_spoke_or_does_not(
    printed: str, label: str
) -> None:
    found = judged("I'd not do a seventeenth from choice", printed)
    assert found.attribution.verdict in ("unknown", "mixed")
    assert found.verdict == ("right words, wrong source" if label == "wrong" else label)
    assert found.level == "mend"


def test_the_moderators_words_are_nobody_elses_however_vague_the_attribution() -> None:
    words = "When you're in the house, is there ever a time you see the carer"
    (source,) = judged(words).sources
    case = judge().names.cases[source.case]
    place = judge().names.full(case).replace("…, ", "")
    assert judged(words, place).verdict == "moderator's words"


@pytest.mark.parametrize(
    ("printed", "said", "changed"),
    [
        (
            "it was a twentieth for months",
            "it was a twentieth for a month or so",
            [("months", "a month")],
        ),
        ("so he don't", "and so he do not see it", [("don't", "do not")]),
        ("wardens came twice", "a warden came twice", [("wardens", "warden")]),
        ("he came at the weekends", "he came at weekend times", [("the weekends", "weekend")]),
    ],
)
def test_the_difference_is_the_smallest_that_a_reader_would_mark(
    printed: str, said: str, changed: list[tuple[str, str]]
) -> None:
    one, other = printed.split(), said.split()
    begin, end, equal = align(one, other)
    gaps = []
    at, position = 0, begin
    for first, start, size in [*equal, (len(one), end, 0)]:
        if one[at:first] or other[position:start]:
            gaps.append((" ".join(one[at:first]), " ".join(other[position:start])))
        at, position = first + size, start + size
    assert gaps == changed


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        (" … ".join(["no"] * 12 + ["aardvark"]), "differs"),
        (" [so] ".join(["no"] * 12 + ["aardvark"]), "differs"),
        (" … ".join(["no no"] * 40), "matches with declared edits"),
        (" … ".join(["no", "zyzzyva"] * 9), "not found"),
    ],
)
def test_words_said_over_and_over_are_gone_through_once(words: str, verdict: str) -> None:
    case, turn = judge().speech.turns[long_turns()[0]]
    turn = replace(turn, text="no " * 2_000)
    transcript = judge().speech.transcripts[case]
    speech = Speech({case: replace(transcript, turns=(turn,))})
    began = perf_counter()
    found = Judge(speech, judge().names).judge(
        Quotation(1, words, (), {}, "style"), resolve(judge().names, "")
    )
    assert found.verdict == verdict
    assert perf_counter() - began < 15
