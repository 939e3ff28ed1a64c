"""What a term finds: equal to a plain oracle on any text, and told in words a person can check."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework.codebook.terms import SHORTEST, Term
from framework.plain.words import Said, Word, words
from framework.proposals.finder import Finder, longest
from framework.proposals.forms import base, forms
from framework.transcripts.sentence import LONG, sentences

PIECES = (
    *("care", "carer", "carers", "carer’s", "carers'", "Caring", "assess", "assessing", "plan"),
    *("re", "assessment", "Re-Assessment", "reassessments", "re–assessment", "well", "being"),
    *(
        "wellbeing",
        "well-being",
        "on",
        "her",
        "own",
        "I",
        "in",
        "form",
        "informs",
        "né",
        "ne\u0301",
    ),
    *("was", "were", "be", "don’t", "can`t", "½", "_", "ﷺ", "\ufdfa", "हिन्दी"),
)
GAPS = (
    " ",
    " ",
    " ",
    "  ",
    "-",
    " - ",
    "–",
    "\n",
    ". ",
    ", ",
    "’s ",
    "' ",
    "",
    "\t",
    "\u00a0",
    " – ",
)
TERMS = (
    *(
        "carer's",
        "caring",
        "=caring",
        "car*",
        "carin*",
        "care plan",
        "re-assessment",
        "re assessment",
    ),
    *("reassessment", "reassess*", "wellbeing", "=wellbeing", "well being", "on her own", "né"),
    *("carer's assessment", "own assess*", "=on her own", "inform", "in form", "was", "be", "½"),
    *("can't", "हिन्दी", "well-being plan", "re", "re-assess*", "ﷺ"),
    *("her own", "wellbeing reassessment"),
)

spoken = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(GAPS)), max_size=12).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)
Piece = tuple[str, str, str]
"""A word of a reading: its kind, the word, and of two words read as one the first."""


def readings(text: str, said: list[Word], kinds: list[str]) -> list[list[Piece]]:
    """Return every way to read the words of a text, neighbours apart or as one."""
    if not said:
        return [[]]
    rest = readings(text, said[1:], kinds[1:])
    found = [[(kinds[0], said[0].key, ""), *more] for more in rest]
    gap = text[said[0].end : said[1].start] if len(said) > 1 else ""
    halves = min(len(word.key) for word in said[:2]) >= SHORTEST
    if (gap.isspace() or gap in tuple("-‐‑‒–—―−")) and halves and kinds[:2] == ["form", "form"]:
        whole = ("form", said[0].key + said[1].key, said[0].key)
        found += [[whole, *more] for more in readings(text, said[2:], kinds[2:])]
    return found


def alike(wanted: Piece, heard: Piece) -> bool:
    if wanted[0] == "exact":
        return (wanted[1], "") == heard[1:]
    if wanted[0] == "prefix":
        apart = not heard[2] or not heard[2].startswith(wanted[1])
        return heard[1].startswith(wanted[1]) and apart
    return base(wanted[1]) == base(heard[1])


def oracle(term: str, text: str) -> set[tuple[int, int]]:
    """Return what a term finds, by trying every stretch of words in every reading."""
    said, kinds = words(text), ["form"] * len(text)
    wanted = readings(term, words(term), kinds_of(term))
    return {
        (said[first].start, said[last].end)
        for first in range(len(said))
        for last in range(first, min(len(said), first + 12))
        for heard in readings(text, said[first : last + 1], kinds)
        for sequence in wanted
        if len(sequence) == len(heard) and all(map(alike, sequence, heard))
    }


def kinds_of(term: str) -> list[str]:
    kinds = []
    for piece in term.split():
        own = ["exact" if piece.startswith("=") else "form"] * len(words(piece))
        kinds += [*own[:-1], "prefix"] if piece.endswith("*") else own
    return kinds


def found(term: str, *turns: str) -> list[str]:
    """Return the words that a term finds in some turns."""
    places = Finder([Term.parse(term)]).find(Said.of(turns))
    return [turns[one.turn][one.start : one.end] for one in places]


@given(st.lists(spoken | st.text(), max_size=3), st.lists(st.sampled_from(TERMS), max_size=4))
def test_the_finder_finds_what_a_plain_oracle_finds(turns: list[str], terms: list[str]) -> None:
    hits = Finder([Term.parse(term) for term in terms]).find(Said.of(turns))
    assert {(hit.turn, hit.start, hit.end, hit.term) for hit in hits} == {
        (turn, start, end, term)
        for term in terms
        for turn, text in enumerate(turns)
        for start, end in oracle(term, text)
    }
    assert len(hits) == len(set(hits))


@given(st.text(), st.sampled_from(PIECES))
def test_words_tell_where_they_stand(text: str, word: str) -> None:
    for said in words(text + " " + word):
        assert said.start < said.end
        assert not any(char.isspace() for char in (text + " " + word)[said.start : said.end])


@pytest.mark.parametrize(
    ("term", "text", "hits"),
    [
        ("carer's assessment", "Carers’ assessments: carers assessed.", ["Carers’ assessments"]),
        ("meeting", "We met. Two meetings, one meeting.", ["meetings", "meeting"]),
        ("=caring", "She cares. Caring is hard. He cared.", ["Caring"]),
        ("assess*", "An assessor assessed, assessing.", ["assessor", "assessed", "assessing"]),
        ("re-assessment", "Re-assessment, re assess.", ["Re-assessment"]),
        ("re-assessment", "Reassessments, re assessment.", ["Reassessments", "re assessment"]),
        ("reassessment", "The re-assessment, a re assessment.", ["re-assessment", "re assessment"]),
        ("wellbeing", "Her well-being; his well. Being is all.", ["well-being"]),
        ("his needs", "His need, her needs.", ["His need"]),
        ("care plan", "Careful plans. A carer plan.", []),
        ("panel", "Panel says no, and panels do.", ["Panel", "panels"]),
        ("né", "Une\u0301 ne\u0301 NÉ", ["ne\u0301", "NÉ"]),
        ("together", "He wants to get her out.", []),
        ("apart", "A part of it, a-part.", []),
        ("data", "Dat a, dat-a; da ta.", ["da ta"]),
        ("us", "Us. The US. Use it.", ["Us", "US"]),
        ("her wellbeing", "Her well; her well-being.", ["her well-being"]),
        ("own", "Her-own", ["own"]),
        ("her own", "Her – own; her … – … own", ["Her – own", "her … – … own"]),
        ("reassessment wellbeing", "A re assessment well being.", ["re assessment well being"]),
    ],
)  # fmt: skip
def test_what_a_term_finds_and_what_it_does_not(term: str, text: str, hits: list[str]) -> None:
    assert found(term, text) == hits


def test_a_term_stays_within_a_turn() -> None:
    assert found("care plan", "I wrote the care", "plan for her. Care\nplan.") == ["Care\nplan"]


def test_a_beginning_takes_no_word_more_than_it_needs() -> None:
    text = "a care plan"
    hits = Finder(map(Term.parse, ["car*", "carers"])).find(Said.of([text]))
    assert [text[one.start : one.end] for one in hits] == ["care"]


def test_of_two_matches_the_longer_is_kept_and_equals_both() -> None:
    terms = ["care", "care plans", "caring planning", "care planning", "plan"]
    text = "good care planning, and care"
    hits = Finder(map(Term.parse, terms)).find(Said.of([text]))
    assert [(text[one.start : one.end], one.term) for one in longest(hits)] == [
        ("care planning", "care planning"),
        ("care planning", "caring planning"),
        ("care", "care"),
    ]


@pytest.mark.parametrize(
    "term",
    ["", " ", "*", "=", "…", "care|plan", "car.*", "c*re", "a=b", "(care)", "x" * 9 + " y" * 10],
)
def test_what_is_no_term_is_refused_with_the_reason(term: str) -> None:  # fmt: skip
    with pytest.raises(ValueError, match="a term"):
        Term.parse(term)


def test_forms_of_one_another_have_one_base() -> None:
    assert base("met") == base("meets") != base("meeting") == base("meetings")
    assert "caring" in forms("cared")
    assert base("grumbleflick") == "grumbleflick"
    assert base("was") == base("were") != base("be"), "words of two letters are exact"


def test_sentences_end_where_they_do() -> None:
    text = "It was, er, 3.30 p.m. or so. and Mrs. Hay said “No!” I. Then\nthey… so What?\n\nyes"
    assert [text[start:end] for start, end in sentences(text)] == [
        "It was, er, 3.30 p.m. or so. and Mrs. Hay said “No!”",
        "I.",
        "Then\nthey… so What?",
        "yes",
    ]


@given(st.text(alphabet="aA .?!\n”…1"))
def test_sentences_lose_nothing_and_do_not_overlap(text: str) -> None:
    spans = sentences(text)
    assert "".join(text[start:end] for start, end in spans).split() or not text.split()
    assert sum(len("".join(text[a:b].split())) for a, b in spans) == len("".join(text.split()))
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_talk_without_punctuation_is_cut_at_blank_space() -> None:
    text = "and so on " * 100
    spans = sentences(text)
    assert len(spans) == 3
    assert max(end - start for start, end in spans) <= LONG
    assert " ".join(text[start:end] for start, end in spans) == text.strip()
