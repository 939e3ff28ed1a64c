"""Transcripts read exactly, nothing lost, nobody invented; samples beside their truth."""

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from textwrap import dedent
from time import process_time

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from framework.plain.text import seen
from framework.transcripts.paragraphs import Source
from framework.transcripts.reading import READERS, plain, read_transcript
from framework.transcripts.transcript import GIVEN, QUESTION, UNLABELLED, Reading
from tests.conftest import shared

SAMPLES = Path(__file__).parent / "samples"
TRUTHS = sorted(SAMPLES.glob("*.truth.json"))


def dense(text: str) -> str:
    return "".join(seen(text)[0].split())


def read_text(folder: Path, text: str, labels: Sequence[str] = ()) -> Reading:
    path = folder / "t.txt"
    path.write_text(dedent(text).strip() + "\n", "utf-8")
    return read_transcript(path, "t.txt", labels)


def turns(reading: Reading) -> list[tuple[str, str]]:
    return [(said.label, said.text) for said in reading.spoken]


def joined(turns: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return turns with neighbours of one speaker put together, as cues are."""
    found: list[tuple[str, str]] = []
    for label, text in turns:
        if found and found[-1][0] == label:
            found[-1] = (label, found[-1][1] + text)
        else:
            found.append((label, text))
    return found


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.stem)
def test_a_sample_reads_as_its_truth(truth: Path) -> None:
    told = json.loads(truth.read_text("utf-8"))
    reading = read_transcript(SAMPLES / told["file"], told["file"])
    assert [one.kind for one in reading.problems] == ([] if told["turns"] else ["no labels"])
    expected = [(turn.get("speaker", UNLABELLED), dense(turn["text"])) for turn in told["turns"]]
    found = [(label, dense(text)) for label, text in turns(reading) if label != QUESTION]
    assert found == (joined(expected) if told["file"].endswith(".vtt") else expected)
    speakers = [label for label in told["speakers"] if label not in GIVEN]
    assert [label for label in reading.labels if label not in GIVEN] == speakers
    whole = repr(reading)
    assert not [secret for secret in told.get("must_not_appear", []) if secret in whole]
    for fault in told["must_report"]:
        if fault.startswith("bare "):
            assert f"without a label kept as {UNLABELLED}" in " ".join(reading.remarks)
        if fault.startswith("document has tracked changes"):
            assert "3 insertions read, 3 deletions left out" in reading.remarks[0]
    assert not set(told["must_not_be_speakers"]) & reading.labels.keys()
    beside = " ".join([*(event.text for event in reading.events), *reading.metadata.values()])
    assert not [text for text in told["non_turn_text_kept"] if text not in beside]
    assert [(note.author, dense(note.text)) for note in reading.comments] == [
        (note["author"], dense(note["text"])) for note in told["comments"]
    ]


def test_there_are_samples() -> None:
    assert len(TRUTHS) >= 12


def test_text_before_the_first_label_is_front_matter_and_brackets_are_events(
    tmp_path: Path,
) -> None:
    reading = read_text(
        tmp_path,
        """
        This transcript is invented.
        Int: And the form?
        [laughter]
        SW1: It counts. [crosstalk] It does.
        It always has.
        Int: Thank you.
        SW1: Not at all.
        """,
    )
    assert reading.metadata == {"front matter": "This transcript is invented."}
    assert [event.text for event in reading.events] == ["[laughter]"]
    assert turns(reading)[1] == ("SW1", "It counts. [crosstalk] It does.\nIt always has.")


def test_a_registered_label_is_one_even_if_seen_once(tmp_path: Path) -> None:
    text = """
        Int: Everyone?
        CA1: Yes.
        Several of us: Mm.
        Int: Good.
        CA1: Yes.
        """
    assert "Several of us" not in read_text(tmp_path, text).labels
    assert "Several of us" in read_text(tmp_path, text, ["Several of us"]).labels


def test_a_registered_label_may_be_as_odd_as_somebody_made_it(tmp_path: Path) -> None:
    labels = ["(F1)", "=x", "1", "SW1/SW2", "Int"]
    text = "Int: A?\n(F1): B.\n=x: C.\n1: D.\nSW1/SW2: E.\n10:30 F.\nInt: G?\n"
    assert turns(read_text(tmp_path, text, labels)) == [
        ("Int", "A?"),
        ("(F1)", "B."),
        ("=x", "C."),
        ("1", "D."),
        ("SW1/SW2", "E.\n10:30 F."),
        ("Int", "G?"),
    ]


def test_a_full_width_colon_needs_no_space_after_it(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "山田：はい。\nInt: 何？\n山田：いいえ。\nInt: どうも。\n")
    assert list(reading.labels) == ["山田", "Int"]


def test_what_looks_like_a_label_and_is_left_as_text_is_told(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "A1: One.\nB2: Two.\nWell: three.\nMonday: four.\nA1: Five.\n")
    assert reading.labels.keys() == {"A1", "B2"}
    assert [remark.split(";")[0] for remark in reading.remarks] == [
        "looks like a label and was left as text: “Well”, “Monday”"
    ]


def test_without_any_label_all_text_is_unplaced_and_a_problem_says_so(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "nobody says\nanything here\n")
    assert reading.spoken == ()
    assert [aside.text for aside in reading.unplaced] == ["nobody says", "anything here"]
    assert reading.problems[0].kind == "no labels"


def test_a_word_file_keeps_tables_breaks_and_insertions(tmp_path: Path) -> None:
    document = docx.Document()
    broken = document.add_paragraph("SW1: first")
    broken.add_run().add_break()
    broken.add_run("line\tof two")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "CA1: in a table"
    table.cell(0, 1).text = "and beside"
    document.add_paragraph("SW1: last")
    document.add_paragraph("CA1: very last")
    document.save(str(tmp_path / "t.docx"))
    reading = read_transcript(tmp_path / "t.docx", "t.docx")
    assert turns(reading) == [
        ("SW1", "first\nline\tof two"),
        ("CA1", "in a table\nand beside"),
        ("SW1", "last"),
        ("CA1", "very last"),
    ]


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


ENTITY = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("t.txt", b"", "empty"),
        ("t.docx", b"", "empty"),
        ("t.docx", b"plain text, whatever its ending", "not what its ending says"),
        ("t.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "protected by a password"),
        ("t.docx", _zip({"a.txt": b"hello"}), "not a Word file"),
        ("t.docx", _zip({"word/document.xml": b"<w:document"}), "damaged XML"),
        ("t.docx", _zip({"word/document.xml": ENTITY}), "document type"),
        ("t.docx", _zip({"word/document.xml": b" " * 200_000_000}), "unpacks to far more"),
        ("t.txt", b"A: b\0c\n", "NUL"),
        ("t.txt", "A: caf\u00e9\n".encode() + b"B: caf\xe9\n", "two encodings"),
        ("t.pages", b"something", "no reader"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(
    tmp_path: Path, name: str, data: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(data)
    reading = read_transcript(tmp_path / name, name)
    assert reading.spoken == ()
    assert len(reading.problems) == 1
    assert told in str(reading.problems[0])
    assert str(reading.problems[0]).startswith(name)


def test_a_truncated_word_file_is_one_line(tmp_path: Path) -> None:
    whole = (SAMPLES / "03_multi_paragraph_turns.docx").read_bytes()
    for size in range(100, len(whole), len(whole) // 23):
        (tmp_path / "t.docx").write_bytes(whole[:size])
        assert len(read_transcript(tmp_path / "t.docx", "t.docx").problems) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(READERS)), st.binary(max_size=300))
def test_reading_is_total_over_any_bytes(tmp_path: Path, ending: str, data: bytes) -> None:
    path = tmp_path / f"any{ending}"
    path.write_bytes(data)
    reading = read_transcript(path, path.name)
    assert reading.spoken or reading.problems


LONG = 2_000_000


@pytest.mark.parametrize(
    "line",
    [
        *("A1: " + "x. A1: " * (LONG // 7), "00:00:01 " * (LONG // 9), "AB " * (LONG // 3)),
        *(" " * LONG + "x", *(sign * LONG for sign in ("[", "(", ")", "*", "//", "a"))),
    ],
    ids=lambda line: line[:9],
)
def test_a_line_of_any_length_is_read_in_a_moment(tmp_path: Path, line: str) -> None:
    (tmp_path / "long.txt").write_text(f"A1: one\nB1: two\n{line}\nA1: three\n", "utf-8")
    began = process_time()
    reading = read_transcript(tmp_path / "long.txt", "long.txt")
    assert reading.spoken
    assert process_time() - began < 5


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.sampled_from(sorted(path for path in SAMPLES.iterdir() if path.suffix in READERS)),
    st.integers(0, 10**6),
    st.binary(min_size=1, max_size=4),
)
def test_reading_is_total_over_mutated_samples(
    tmp_path: Path, sample: Path, at: int, data: bytes
) -> None:
    whole = bytearray(sample.read_bytes())
    at %= len(whole)
    whole[at : at + len(data)] = data
    path = tmp_path / f"m{sample.suffix}"
    path.write_bytes(bytes(whole))
    reading = read_transcript(path, path.name)
    assert reading.spoken or reading.problems
    assert not [problem for problem in reading.problems if problem.kind == "accounting"]


LINE = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=40)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["", "A1: ", "Int: ", "Note: ", "[", "Ann Lee  0:0", "Q. ", "3  ", "I; "]
            ),
            LINE,
        ),
        min_size=1,
        max_size=12,
    )
)
def test_every_visible_character_is_somewhere(tmp_path: Path, lines: list[tuple[str, str]]) -> None:
    text = "\n".join(head + line for head, line in lines)
    path = tmp_path / "c.txt"
    path.write_bytes(text.encode("utf-8"))
    reading = read_transcript(path, "c.txt")
    assert not [problem for problem in reading.problems if problem.kind == "accounting"]


def test_a_reader_that_lost_a_character_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "t.txt").write_text("A1: one\nB1: two\n", "utf-8")

    def forgetful(data: bytes) -> Source:
        whole = plain_read(data)
        return replace(whole, paragraphs=whole.paragraphs[:-1])

    plain_read = plain.read
    monkeypatch.setattr(plain, "read", forgetful)
    reading = read_transcript(tmp_path / "t.txt", "t.txt")
    assert reading.spoken == ()
    assert [problem.kind for problem in reading.problems] == ["accounting"]
    assert "12 visible characters in the file and 6" in str(reading.problems[0])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_text_in_any_encoding_and_newline_gives_the_same_turns(
    tmp_path: Path, encoding: str, newline: str
) -> None:
    text = "Int: Où? – “là”.\nZoë: Là-bas… 50 €.\nInt: Merci.\nZoë: De rien.\n"
    (tmp_path / "e.txt").write_bytes(text.replace("\n", newline).encode(encoding))
    reading = read_transcript(tmp_path / "e.txt", "e.txt")
    assert turns(reading) == [
        ("Int", "Où? – “là”."),
        ("Zoë", "Là-bas… 50 €."),
        ("Int", "Merci."),
        ("Zoë", "De rien."),
    ]


def test_hidden_words_stay_out_and_are_told(tmp_path: Path) -> None:
    document = docx.Document()
    for label in ("SW1", "CA1", "SW1"):
        paragraph = document.add_paragraph(f"{label}: she lives at")
        hidden = paragraph.add_run(" 4 Mill Lane")
        hidden.font.hidden = True
        paragraph.add_run().add_break()
        paragraph.add_run("the lane")
    document.save(str(tmp_path / "t.docx"))
    reading = read_transcript(tmp_path / "t.docx", "t.docx")
    assert turns(reading) == [(label, "she lives at\nthe lane") for label in ("SW1", "CA1", "SW1")]
    assert "Mill" not in repr(reading)
    assert reading.remarks == ("hidden text left out in 3 places; the file still holds it",)


def test_only_bold_labels_count_where_labels_are_bold(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Interviewer: W. Marlow")
    document.add_paragraph("Location: Town Hall")
    for label, text in [
        ("Interviewer", "And then?"),
        ("Bev", "Then: nothing."),
        ("Bev", "Mm."),
    ] * 2:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{label}:").bold = True
        paragraph.add_run(f" {text}")
    document.save(str(tmp_path / "t.docx"))
    reading = read_transcript(tmp_path / "t.docx", "t.docx")
    assert reading.metadata["front matter"] == "Interviewer: W. Marlow\nLocation: Town Hall"
    assert turns(reading)[:2] == [("Interviewer", "And then?"), ("Bev", "Then: nothing.")]
    assert reading.layout == "label in bold: text"


def test_a_table_of_turns_may_have_its_columns_in_any_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("This transcript is invented.")
    table = document.add_table(rows=0, cols=3)
    for cells in (
        ("Text", "Speaker", "Time"),
        ("And then?", "Int", "00:01"),
        ("Note: nothing.", "Bev", "00:05"),
        ("At all.", "", ""),
        ("", "[laughter]", ""),
        ("Mm.", "Bev", "00:11"),
    ):
        row = table.add_row()
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.save(str(tmp_path / "t.docx"))
    reading = read_transcript(tmp_path / "t.docx", "t.docx")
    assert turns(reading) == [
        ("Int", "And then?"),
        ("Bev", "Note: nothing.\nAt all."),
        ("Bev", "Mm."),
    ]
    assert [said.time for said in reading.spoken] == ["00:01", "00:05", "00:11"]
    assert [event.text for event in reading.events] == ["[laughter]"]


def test_subtitles_join_the_cues_of_one_speaker_and_keep_what_names_nobody(tmp_path: Path) -> None:
    cues = """
        WEBVTT

        NOTE invented

        1
        00:00:01.000 --> 00:00:02.000
        <v Carys>It depends</v>

        2
        00:00:02.000 --> 00:00:03.000
        <v Carys>who &lt;asks&gt;.</v>

        3
        00:00:03.000 --> 00:00:04.000
        Mm.

        broken cue
        without a time
        """
    (tmp_path / "t.vtt").write_text(dedent(cues).lstrip(), "utf-8")
    reading = read_transcript(tmp_path / "t.vtt", "t.vtt")
    assert turns(reading) == [("Carys", "It depends who <asks>."), (UNLABELLED, "Mm.")]
    assert [aside.text for aside in reading.unplaced] == ["broken cue\nwithout a time"]
    assert reading.remarks == ("cue at 00:00:03.000 has no speaker",)


def test_an_unanswered_question_of_a_survey_has_no_turn_after_it(tmp_path: Path) -> None:
    book = Workbook()
    for row in (
        ("respondent", "Team", "What helps?", "Anything else?"),
        ("r1", "OP", "Time.\nMoney.", None),
        ("r2", "LD", None, "=no"),
    ):
        book.active.append(row)  # type: ignore[union-attr] # a new workbook has a sheet
    book.active["D3"].data_type = "s"  # type: ignore[index]
    book.create_sheet("Notes")
    book.save(tmp_path / "t.xlsx")
    reading = read_transcript(tmp_path / "t.xlsx", "t.xlsx")
    assert reading.remarks == ("not read: the other sheets, Notes", "facts and no answers: Team")
    assert turns(reading) == [
        (QUESTION, "What helps?"),
        ("r1", "Time.\nMoney."),
        (QUESTION, "Anything else?"),
        (QUESTION, "What helps?"),
        (QUESTION, "Anything else?"),
        ("r2", "=no"),
    ]


PUBLISHED = sorted((shared() / "transcript-samples/real").glob("*.truth.json"))


@pytest.mark.parametrize("truth", PUBLISHED, ids=lambda path: path.stem)
def test_a_published_transcript_reads_as_its_truth(truth: Path) -> None:
    told = json.loads(truth.read_text("utf-8"))
    reading = read_transcript(truth.with_name(told["file"]), told["file"])
    assert reading.problems == ()
    expected = [(turn.get("speaker", UNLABELLED), dense(turn["text"])) for turn in told["turns"]]
    found = [(label, dense(text)) for label, text in turns(reading)]
    assert found in (expected, joined(expected))
    beside = dense(repr((reading.events, reading.metadata, reading.unplaced)))
    assert not [text for text in told["non_turn_text_kept"] if dense(text) not in beside]
