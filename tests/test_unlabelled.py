"""Whose words are whose where only some have a label, and files in which nobody speaks at all."""

from pathlib import Path

import pytest

from tests.test_layouts import read_text, read_word, turns

ASKED = ["UNLABELLED | Where to?", "Maria | Home.", "UNLABELLED | By boat?", "Maria | On foot."]


def test_bare_words_between_two_turns_of_one_speaker_are_nobodys(tmp_path: Path) -> None:
    text = "M: Who came?\nTwo of us.\nM: And then?\nTomas: I left.\nM: Why?\nIt rained.\nM: I see."
    reading = read_text(tmp_path, text)
    assert [said.label for said in reading.spoken] == [
        *("M", "UNLABELLED", "M", "Tomas", "M", "UNLABELLED", "M")
    ]
    assert "2 turns without a label kept as UNLABELLED" in reading.remarks


def test_bare_words_before_somebody_else_go_on_with_the_turn(tmp_path: Path) -> None:
    text = "M: Who came?\nT: Two of us.\nBoth tired.\nM: And then?\nT: We left.\nIt rained.\nM: Ah."
    assert turns(read_text(tmp_path, text))[1] == "T | Two of us. / Both tired."


@pytest.mark.parametrize("shape", ["{}\n\nMaria: {}\n\n", "{}\n*Maria:* {}\n"])
def test_a_question_without_a_label_is_not_the_end_of_the_answer_before(
    tmp_path: Path, shape: str
) -> None:
    text = "".join(
        shape.format(*each) for each in [("Where to?", "Home."), ("By boat?", "On foot.")]
    )
    read = read_word if "*" in shape else read_text
    assert turns(read(tmp_path, text)) == ASKED


def test_a_question_with_a_number_above_several_answers_is_a_heading(tmp_path: Path) -> None:
    text = "1. Where to?\nS1: Home.\nS2: Out.\n2. By boat?\nS1: On foot.\nS2: No.\n"
    reading = read_text(tmp_path, text)
    assert [said.text for said in reading.spoken] == ["Home.", "Out.", "On foot.", "No."]
    assert [event.text for event in reading.events] == ["2. By boat?"]


@pytest.mark.parametrize("bare", ["Bo: Two.", "*Bo* Two.", "*Bo* – Two."])
def test_a_label_that_is_set_in_bold_elsewhere_is_one_all_the_same(
    tmp_path: Path, bare: str
) -> None:
    text = f"*Ann:* Who?\n*Bo:* Us.\n*Ann:* How many?\n{bare}\n*Ann:* I see.\n*Bo:* *Never* again."
    assert turns(read_word(tmp_path, text))[3] == "Bo | Two."


@pytest.mark.parametrize("head", ["[{}]{}", "{}{}", "<{}>{}"])
def test_heads_with_a_time_and_without_stand_side_by_side(tmp_path: Path, head: str) -> None:
    said = [("ann lee", "Who?"), ("Bo Orr", "Me."), ("ann lee", "When?"), ("Bo Orr", "Now.")]
    times = ["", "", "  0:14", "  0:19"] if head[0] in "[<" else [f"  0:{at}4" for at in range(4)]
    lines = [
        f"{head.format(who, time)}\n{words}\n"
        for (who, words), time in zip(said, times, strict=True)
    ]
    if head[0] == "<":
        lines = [line.replace(">  ", "> ") for line in lines]
    found = turns(read_text(tmp_path, "\n".join(lines)))
    assert found == [f"{who} | {words}" for who, words in said]


def test_names_in_bold_need_no_colon(tmp_path: Path) -> None:
    text = "*Ms Orr* Who came?\n*Bo* Us.\nAll wet.\n*Truly* wet.\n*Ms Orr* And?\n*Bo* Nothing."
    reading = read_word(tmp_path, text)
    assert reading.layout == "name in bold, text"
    assert turns(reading)[1] == "Bo | Us. / All wet. / Truly wet."
    assert "“Truly”" in " ".join(reading.remarks)


@pytest.mark.parametrize(
    "text",
    [
        "Frage 1: Wo?\nNachfrage: Stadt\nFrage 2: Wann?\nNachfrage: Jahr",
        "質問1：どこですか？\n質問2：いつですか？",
        "Dato: 3. mai\nSted: her\nSvar:\nAlle kom.\n\nDato: 9. mai\nSted: her\nSvar:\nIngen kom.",
        "Agreed: to mend it.\nThe pump leaks.\nAgreed: to buy gravel.\nThe paths are wet.",
        "Weir: a low wall.\nLeat: a channel.\nSluice: a gate.",
        "*Water* came from the hill.\n*Water* left.\n*Stone* came by cart.\n*Stone* stayed.",
    ],
)
def test_where_nobody_speaks_nobody_is_invented(tmp_path: Path, text: str) -> None:
    reading = (read_word if "*" in text else read_text)(tmp_path, text)
    assert [problem.message for problem in reading.problems] == ["nobody is named as speaking"]
    assert reading.labels == {}


@pytest.mark.parametrize(
    "above",
    [
        "Hinweis: Das Band lief erst nach zehn Minuten.",
        "Participant 12:",
        "Moderator 2",
        "Tema: El agua, y quién la lleva.",
    ],
)
def test_a_field_or_a_title_above_the_talk_opens_no_turn(tmp_path: Path, above: str) -> None:
    reading = read_text(tmp_path, f"{above}\nModerator: Who?\nParticipant: Me.\nModerator: I see.")
    assert [said.label for said in reading.spoken] == ["Moderator", "Participant", "Moderator"]
    assert reading.metadata["front matter"] == above


def test_a_wrapped_line_in_small_letters_opens_no_turn(tmp_path: Path) -> None:
    text = (
        "P1: There was but one\nanswer: none, and\nreason: fear.\nP2: So?\nP1: So, one\nanswer: no."
    )
    assert list(read_text(tmp_path, text).labels) == ["P1", "P2"]


def test_a_legend_goes_on_with_the_codes_beside_it(tmp_path: Path) -> None:
    text = "M: moderator\nN1: nurse, days\nN2: nurse, nights\n\nM: Who?\nN1: I.\nN2: I.\nM: Good."
    reading = read_text(tmp_path, text)
    assert turns(reading) == ["M | Who?", "N1 | I.", "N2 | I.", "M | Good."]


@pytest.mark.parametrize(
    "text",
    [
        "Holm, A. [chair]: Shall we?\nvan Dyk, Prof.: Yes.\n",
        "نور (الرئيسة): نبدأ؟\nسامي: نعم.\n",
        "김 선생님：시작할까요?\n박 씨：네.\n",
    ],
)
def test_a_short_file_in_which_every_line_has_a_label_is_labelled(
    tmp_path: Path, text: str
) -> None:
    assert len(turns(read_text(tmp_path, text))) == 2


def test_a_caption_inside_an_answer_is_nobodys_words(tmp_path: Path) -> None:
    text = (
        "Ana: We drew it.\nPhoto 3: the ramp\nBo: Fine.\nAna: Well.\nTable 1 shows it.\nBo: Yes.\n"
    )
    reading = read_text(tmp_path, text)
    assert [one.text for one in reading.spoken] == [
        *("We drew it.", "Fine.", "Well.\nTable 1 shows it.", "Yes."),
    ]
    assert [one.text for one in reading.events] == ["Photo 3: the ramp"]
