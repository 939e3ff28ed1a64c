"""Layouts as they are met: titles, header blocks and roles in any language, and what is nobody's.

Each input is invented, in the shape of files that people and programs write.
"""

from pathlib import Path

import pytest

from tests.test_layouts import read_text, read_word, turns
from tests.test_layouts import table as word_table

ANSWERED = ["I | Who came?", "B | Two of us.", "I | And then?", "B | Nothing."]
TALK = "I: Who came?\nB: Two of us.\nI: And then?\nB: Nothing."


@pytest.mark.parametrize(
    "above",
    [
        "Interview 3: Ann Lee",
        "Datum: 12.05.2023\nOrt: Leipzig\nInterviewerin: M. Weber\nGeschlecht: weiblich",
        "Date : 12 mai 2023\nLieu : Lyon\nDurée : 1 h 05",
        "Date: 12 May\nCompany: Mill Lane Ltd\nAttendees:\n- Ann Lee (carer)",
        "I: W. Marlow\nB: P32, female, 41\n",
        "Interviewer: W. Marlow\nPresent: Bo Hale, Cy Orr",
    ],
)
def test_what_stands_above_the_talk_names_nobody_who_speaks(tmp_path: Path, above: str) -> None:
    talk = TALK
    if above.startswith("I:"):
        above, talk = (text.replace("I:", "Interviewer:") for text in (above, talk))
        above, talk = (text.replace("B:", "Participant:") for text in (above, talk))
    reading = read_text(tmp_path, f"{above}\n\n{talk}")
    assert [said.text for said in reading.spoken] == [turn.split(" | ")[1] for turn in ANSWERED]
    assert above.split("\n")[0] in reading.metadata["front matter"]


def test_a_name_before_a_rule_closes_a_header_block(tmp_path: Path) -> None:
    text = f"**Date:** 12 May\n\n**I:** Ann Lee (Mill Lane)\n\n---\n\n{TALK}"
    assert turns(read_text(tmp_path, text, ".md")) == ANSWERED


def test_short_answers_at_the_head_of_a_talk_are_no_header(tmp_path: Path) -> None:
    text = "Interviewer: Name\nRespondent: Margaret\nInterviewer: Age\nRespondent: Eighty"
    assert len(read_text(tmp_path, text).spoken) == 4
    named = text.replace("Margaret\n", "Margaret\n\n")
    assert len(read_text(tmp_path, named).spoken) == 2


def test_a_second_header_in_the_middle_of_a_file_is_nobodys(tmp_path: Path) -> None:
    text = f"{TALK}\n\nInterview 2\nDate: 5 March 2021\n\n{TALK}"
    assert turns(read_text(tmp_path, text)) == ANSWERED * 2


def test_a_field_among_somebodys_words_is_theirs(tmp_path: Path) -> None:
    text = f"{TALK}\n(Phone rings)\nTime: we had none of that."
    assert turns(read_text(tmp_path, text))[-1] == "B | Nothing. / Time: we had none of that."


def test_whom_the_header_names_may_speak_once(tmp_path: Path) -> None:
    text = f"Present: Ann, Bo, Cyd\n\n{TALK}\nI was tired.\nCyd: Me too.\nMoney: none."
    assert list(read_text(tmp_path, text).labels) == ["I", "B", "Cyd"]


@pytest.mark.parametrize(
    ("labels", "times"),
    [
        (("Researcher", "Social worker", "Young person 2"), 3),
        (("Jean (carer)", "Ann", "Mr. Ó Néill"), 2),
        (("FG1-M", "FG1-P1", "FG2-P1"), 2),
        (("IV", "IE"), 2),
    ],
)
@pytest.mark.parametrize("shape", ["{}: {}.", "{}:\n{}.\n", "{}→{}."])
def test_labels_of_many_kinds(
    tmp_path: Path, labels: tuple[str, ...], times: int, shape: str
) -> None:
    said = [(who, f"Word {at}") for at in range(times) for who in labels]
    lines = [shape.format(*each) for each in said]
    reading = read_text(tmp_path, "\n".join([*lines, "And so on."]))
    assert turns(reading)[:-1] == [f"{who} | {words}." for who, words in said[:-1]]
    assert not [each for each in reading.remarks if "may be one" in each]


def test_speakers_told_apart_by_a_letter_are_not_one_person(tmp_path: Path) -> None:
    text = "Respondent A: Who came?\nRespondent B: Two.\n" * 2
    assert not [each for each in read_text(tmp_path, text).remarks if "may be one" in each]


def test_numbered_questions_are_no_people(tmp_path: Path) -> None:
    text = "Q1: What helps?\nA1: Visits.\nQ2: And else?\nA2: No.\n"
    remark = "Q1, A1, Q2, A2 may stand for people named elsewhere in the file"
    assert remark in read_text(tmp_path, text).remarks


def test_single_names_may_stand_alone_where_they_come_again_and_again(tmp_path: Path) -> None:
    talk = [("Sian", "Who came?"), ("Mair", "Two of us."), ("Sian", "Is it so?")] * 3
    text = "\n".join(f"{who}\n{words}\n" for who, words in talk) + "\nGwen\nYes, it is.\n"
    reading = read_text(tmp_path, text)
    assert list(reading.labels) == ["Sian", "Mair"]
    assert "left as text: “Gwen”; register it" in "\n".join(reading.remarks)


def test_a_short_answer_that_comes_again_is_no_label(tmp_path: Path) -> None:
    text = "Sian\nWho came?\nMair\nExactly\n\nSian\nAnd then?\nMair\nExactly\n\n" * 2
    assert list(read_text(tmp_path, text).labels) == ["Sian", "Mair"]


def test_where_labels_stand_alone_words_before_a_colon_do_not_speak(tmp_path: Path) -> None:
    talk = "Ann:\nEs gab zwei Gründe: Zeit und Geld.\nBo:\nGründe: keine.\n" * 4
    assert list(read_text(tmp_path, talk).labels) == ["Ann", "Bo"]


def test_headings_of_a_paper_are_nobody(tmp_path: Path) -> None:
    parts = ["Method", "Sample", "Ethics Approval", "Sample", "Main Findings", "Next Steps"]
    text = "\n".join(f"## {part}\n\nIt was done with care.\n" for part in parts)
    assert read_text(tmp_path, text, ".md").spoken == ()


@pytest.mark.parametrize(
    "line",
    [
        "PART 2: SERVICES",
        "Part 2: Daily life",
        "PART 1 of 4 ENDS [00:22:04]",
        "Meeting ended after 00:16:12 👋",
        "0:0:4.0 --> 0:0:7.560",
    ],
)
def test_what_a_program_or_a_typist_set_between_turns_is_an_event(
    tmp_path: Path, line: str
) -> None:
    reading = read_text(tmp_path, f"{TALK}\n{line}\n{TALK}")
    assert turns(reading) == ANSWERED * 2
    assert [event.text for event in reading.events] == [line]


@pytest.mark.parametrize("stamp", ["0:0{}\n{}", "[00:00:0{}] {}", "00:0{}.500 --> 00:09.000  {}"])
def test_times_without_labels_are_a_stream_of_nobody(tmp_path: Path, stamp: str) -> None:
    said = ["Who came?", "Two of us.", "And then?"]
    text = "\n".join(stamp.format(at, words) for at, words in enumerate(said))
    reading = read_text(tmp_path, f"{text}\nTranscribed by https://example.org\n")
    assert turns(reading) == [f"UNLABELLED | {words}" for words in said]
    assert all(said.time for said in reading.spoken)
    assert "nobody is named: each time begins a turn of UNLABELLED" in reading.remarks


def test_a_word_after_a_time_is_no_label_where_few_lines_have_one(tmp_path: Path) -> None:
    lines = ["We went on foot, and late.", "00:00:08 R1 Yes.", "So.", "00:00:15 R2 See", "So."]
    reading = read_text(tmp_path, "\n".join(["They were tired by then."] * 8 + lines))
    assert reading.spoken == ()


def test_hours_that_do_not_run_on_are_words(tmp_path: Path) -> None:
    text = "10:30 we met.\n9:15 was too early.\n8:00 was worse.\n7:00 was worst."
    assert read_text(tmp_path, text).spoken == ()


def test_a_heading_in_bold_makes_no_labels_bold(tmp_path: Path) -> None:
    lines = [f"00:00:0{at} Speaker {1 + at % 2}\nWords {at}." for at in range(4)]
    reading = read_word(tmp_path, "*Transcript*\n" + "\n".join(lines))
    assert turns(reading) == [f"Speaker {1 + at % 2} | Words {at}." for at in range(4)]


def test_an_event_in_a_table_has_no_speaker(tmp_path: Path) -> None:
    rows = [("Ann", "Who came?"), ("Bo", "Two."), ("", "(Phone rings)"), ("Ann", "And then?")]
    reading = word_table(tmp_path, *rows)
    assert turns(reading) == ["Ann | Who came?", "Bo | Two.", "Ann | And then?"]


def test_columns_may_be_headed_in_other_languages(tmp_path: Path) -> None:
    text = "Text;Sprecherin;Zeit\nWer kam?;Ann;0:01\nWir zwei.;Bo;0:04\n"
    assert turns(read_text(tmp_path, text, ".csv")) == ["Ann | Wer kam?", "Bo | Wir zwei."]


def test_a_table_may_name_roles_in_small_letters(tmp_path: Path) -> None:
    rows = [("Social worker", "Who came?"), ("Family carer", "Two."), ("Social worker", "Hm.")]
    assert len(turns(word_table(tmp_path, *rows))) == 3


def test_respondents_without_a_number_are_called_by_their_rows(tmp_path: Path) -> None:
    text = """
        Timestamp,What helps you?,Hours of care a week,Anything else to say?
        2024/03/01 10:12:33,Visits,12,No
        2024/03/02 09:10:00,A phone line,7,
        """
    reading = read_text(tmp_path, text, ".csv")
    said = [turn for turn in turns(reading) if not turn.startswith("Question")]
    assert said == ["row 2 | Visits", "row 2 | No", "row 3 | A phone line"]
    assert reading.facts["row 3"] == {
        "timestamp": "2024/03/02 09:10:00",
        "hours of care a week": "7",
    }


def test_a_respondents_number_may_stand_in_any_column(tmp_path: Path) -> None:
    text = "StartDate,ResponseId,What helps you?\n2024-03-01,R_1a,Visits\n2024-03-02,R_2b,Talk\n"
    said = [turn for turn in turns(read_text(tmp_path, text, ".csv")) if "Question" not in turn]
    assert said == ["R_1a | Visits", "R_2b | Talk"]
