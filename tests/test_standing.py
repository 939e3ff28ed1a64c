"""A passage is verbatim, moved, or lost; a lost one is never guessed."""

from hypothesis import given
from hypothesis import strategies as st

from framework.cases.case import Speaker
from framework.transcripts.standing import stand
from framework.transcripts.transcript import Reading, Spoken, Transcript

PEOPLE = {
    "A": Speaker("A", "p-a", "participant"),
    "B": Speaker("B", "p-b", "participant"),
}


def transcript(*turns: tuple[str, str]) -> Transcript:
    reading = Reading("t.txt", spoken=tuple(Spoken(label, text) for label, text in turns))
    numbers = [str(number) for number in range(1, len(turns) + 1)]
    return Transcript.build("T", (reading,), numbers, PEOPLE)


TALK = (
    ("A", "It is his assessment, after all, and the form has one name on it."),
    ("B", "Mm."),
    ("B", "It depends who is nearer to going under, and half the time it is her."),
    ("A", "Mm."),
)


def test_in_its_place_it_is_verbatim() -> None:
    now = transcript(*TALK)
    found = stand(now.quote("3", "who is nearer to going under"), now)
    assert found.standing == "verbatim"
    assert now.text[found.start : found.end] == "who is nearer to going under"


def test_after_a_sentence_put_in_before_it_is_moved() -> None:
    passage = transcript(*TALK).quote("3", "who is nearer to going under")
    now = transcript(("A", "I was late."), *TALK)
    found = stand(passage, now)
    assert found.standing == "moved"
    assert now.text[found.start : found.end] == passage.words


def test_words_said_twice_are_found_by_their_neighbours() -> None:
    passage = transcript(*TALK).quote("2")
    now = transcript(("A", "I was late."), *TALK)
    found = stand(passage, now)
    assert found.standing == "moved"
    assert now.at(found.start).number == "3"


def test_words_said_twice_without_their_neighbours_are_lost_with_candidates() -> None:
    passage = transcript(*TALK).quote("2")
    now = transcript(("A", "Quite."), ("B", "Mm."), ("A", "Well."), ("B", "Mm."))
    found = stand(passage, now)
    assert found.standing == "lost"
    assert len(found.candidates) == 2


def test_an_exchange_that_was_copied_is_lost_and_not_guessed() -> None:
    passage = transcript(*TALK[:2]).quote("2")
    now = transcript(("B", "Hm."), *TALK[:2], ("A", "Again."), *TALK[:2])
    assert stand(passage, now).standing == "lost"


def test_the_same_words_by_somebody_else_are_lost() -> None:
    passage = transcript(*TALK).quote("3")
    now = transcript(*TALK[:2], ("A", TALK[2][1]), TALK[3])
    assert stand(passage, now).standing == "lost"


def test_a_corrected_word_loses_the_passage() -> None:
    passage = transcript(*TALK).quote("3", "nearer to going under")
    now = transcript(*TALK[:2], ("B", "It depends who is closer to going under."))
    assert stand(passage, now).standing == "lost"


def test_typography_may_change_around_a_moved_passage() -> None:
    passage = transcript(("A", "She said 'no' - twice."), ("B", "Right.")).quote(
        "1", "'no' - twice"
    )
    now = transcript(("B", "Hm?"), ("A", "She said ‘no’ – twice."), ("B", "Right."))
    found = stand(passage, now)
    assert found.standing == "moved"
    assert now.text[found.start : found.end] == "‘no’ – twice"


WORDS = st.text("ab é\n😀’.", min_size=1, max_size=30)
TURNS = st.lists(st.tuples(st.sampled_from("AB"), WORDS), min_size=1, max_size=8)


@given(TURNS, st.data())
def test_any_passage_of_an_unchanged_transcript_is_verbatim(
    turns: list[tuple[str, str]], data: st.DataObject
) -> None:
    now = transcript(*turns)
    start = data.draw(st.integers(0, len(now.text) - 1))
    end = data.draw(st.integers(start + 1, len(now.text)))
    passage = now.passage(start, end)
    found = stand(passage, now)
    assert (found.standing, found.start, found.end) == ("verbatim", start, end)
    assert passage.words == now.text[start:end]


@given(TURNS, TURNS, st.data())
def test_whatever_stands_is_the_same_words_by_the_same_speaker(
    before: list[tuple[str, str]], after: list[tuple[str, str]], data: st.DataObject
) -> None:
    then, now = transcript(*before), transcript(*after)
    start = data.draw(st.integers(0, len(then.text) - 1))
    passage = then.passage(start, data.draw(st.integers(start + 1, len(then.text))))
    found = stand(passage, now)
    if found.standing == "lost":
        return
    words = "".join(now.text[found.start : found.end].split())
    assert words.replace("’", "'") == "".join(passage.words.split()).replace("’", "'")
    assert now.at(found.start).speaker.id == passage.speaker
