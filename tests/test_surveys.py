"""A survey's table: which rows are headings, who answered, and which columns hold answers."""

from pathlib import Path

import pytest

from framework.plain.tables import parse_table
from framework.transcripts.reading import read_transcript
from framework.transcripts.transcript import QUESTION, Reading


def survey(tmp_path: Path, text: str) -> Reading:
    (tmp_path / "t.csv").write_text(text, "utf-8")
    return read_transcript(tmp_path / "t.csv", "t.csv")


def answers(reading: Reading) -> list[str]:
    return [f"{said.label} | {said.text}" for said in reading.spoken if said.label != QUESTION]


def asked(reading: Reading) -> list[str]:
    return [*dict.fromkeys(said.text for said in reading.spoken if said.label == QUESTION)]


def test_a_row_of_responses_below_the_questions_is_no_respondent(tmp_path: Path) -> None:
    reading = survey(
        tmp_path,
        "Participant ID,Site,How do you travel?,,What was the journey like?\n"
        ",Response,On foot,Other (please say),Open-Ended Response\n"
        "9,Mill,On foot,,Wet\n10,Dock,,By boat,Slow\n",
    )
    assert answers(reading) == ["9 | On foot", "9 | Wet", "10 | By boat", "10 | Slow"]
    assert "How do you travel? – Other (please say)" in asked(reading)
    assert "row 2 was read as headings, and not as a respondent" in reading.remarks
    assert "facts and no answers: Site" in reading.remarks


def test_rows_of_questions_and_of_an_import_are_headings(tmp_path: Path) -> None:
    reading = survey(
        tmp_path,
        "RecordedDate,QID7,ResponseID\nRecorded Date,What did you plant?,Response ID\n"
        '"{""ImportId"":""recordedDate""}","{""ImportId"":""QID7""}","{""ImportId"":""_id""}"\n'
        "2024-05-01 10:00,Leeks,R_1\n2024-05-02 10:00,Kale,R_2\n",
    )
    assert answers(reading) == ["R_1 | Leeks", "R_2 | Kale"]
    assert asked(reading) == ["What did you plant?"]
    assert "rows 2 to 3 were read as headings, and not as a respondent" in reading.remarks


def test_questions_below_codes_are_headings(tmp_path: Path) -> None:
    text = (
        "CASE,A101,A102\nInterview number,Age group,What do you cook?\n12,30s,Soup\n13,40s,Rice\n"
    )
    assert answers(survey(tmp_path, text)) == ["12 | Soup", "13 | Rice"]


@pytest.mark.parametrize("first", ["r1,West,Yes", ",West,It rained all day and we all went home."])
def test_a_respondent_in_the_first_row_stays_one(tmp_path: Path, first: str) -> None:
    rows = f"id,Region,What happened?\n{first}\nr2,East,Nothing\nr3,East,Nothing much.\n"
    assert len(answers(survey(tmp_path, rows))) == 3


@pytest.mark.parametrize(
    ("heading", "one", "other"),
    [
        ("Kommentare", "Es war zu laut.", "Das Essen kam spät."),
        ("Opmerkingen", "wij zaten de hele dag te wachten", "niemand wist waar het was"),
        ("ملاحظات", "كان المكان هادئا جدا.", "لم يأت أحد."),
        ("Τι αλλάξατε;", "Τίποτα", "Όλα"),
        ("何を食べますか？", "魚", "米"),
        ("", "We wait by the door.", "Nobody told us."),
    ],
)
def test_a_column_that_asks_or_holds_sentences_holds_answers(
    tmp_path: Path, heading: str, one: str, other: str
) -> None:
    reading = survey(tmp_path, f"id,Site,{heading}\n1,Mill,{one}\n2,Dock,{other}\n3,Mill,\n")
    assert answers(reading) == [f"1 | {one}", f"2 | {other}"]
    assert "facts and no answers: Site" in reading.remarks


def test_answers_beyond_the_last_heading_are_answers_and_told(tmp_path: Path) -> None:
    reading = survey(tmp_path, "id,What helps?\n1,Tea,And a dry place to sit.\n2,Rest,\n")
    assert answers(reading) == ["1 | Tea", "1 | And a dry place to sit.", "2 | Rest"]
    assert "answers without a heading, in column C" in reading.remarks


def test_a_first_column_that_comes_again_names_nobody(tmp_path: Path) -> None:
    text = "County,Post,Worst road?\nNorland,full,The A1.\nSudley,part,None.\nNorland,full,All.\n"
    assert answers(survey(tmp_path, text)) == ["row 2 | The A1.", "row 3 | None.", "row 4 | All."]


def test_a_table_with_a_respondents_number_is_no_transcript(tmp_path: Path) -> None:
    text = "id,County,What helps?\n1,Norland,Tea.\n2,Sudley,Rest.\n3,Norland,Rain.\n"
    assert [*survey(tmp_path, text).labels] == [QUESTION, "1", "2", "3"]


def test_a_transcript_without_headings_stays_one(tmp_path: Path) -> None:
    text = "0:01,I,Who came?\n0:02,Bo,Two of us.\n0:04,I,And then?\n0:05,Bo,Rain.\n"
    assert [*survey(tmp_path, text).labels] == ["I", "Bo"]


@pytest.mark.parametrize("sign", [";", "|", "\t"])
def test_a_first_line_that_names_the_sign_between_cells_is_obeyed(
    tmp_path: Path, sign: str
) -> None:
    text = f"sep={sign}\nid,x{sign}What helps, and when?\n1{sign}Tea, at noon.\n2{sign}Rest.\n"
    reading = survey(tmp_path, text)
    assert answers(reading) == ["1 | Tea, at noon.", "2 | Rest."]
    assert reading.spoken[1].place["row"] == 3
    rows, problems = parse_table(
        f"sep={sign}\ncase{sign}team\na{sign}b, c\n".encode(), "t.csv", needs=("case",)
    )
    assert (rows[0]["team"], rows[0].line, problems) == ("b, c", 3, [])
