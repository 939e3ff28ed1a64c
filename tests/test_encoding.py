"""Bytes become text by a fixed ladder."""

import codecs
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework.plain.encoding import decode
from framework.plain.faults import UnreadableError
from framework.plain.tables import append_rows
from framework.transcripts.reading import read_transcript

TEXT = "Où est le café? “oui” – 50 €\n"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8 with a mark"),
        ("cp1252", "cp1252"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_same_text_whatever_its_encoding(encoding: str, name: str, newline: str) -> None:
    assert decode((TEXT * 20).replace("\n", newline).encode(encoding)) == (TEXT * 20, name)


def test_two_encodings_in_one_file_are_refused_with_the_line() -> None:
    with pytest.raises(UnreadableError, match="two encodings") as fault:
        decode("café\n".encode() + b"plain\n" + "café\n".encode("cp1252"))
    assert fault.value.line == 3


def test_a_byte_that_cp1252_lacks_makes_it_mac_roman() -> None:
    assert decode("Åke: là-bas, “près” d’ici…".encode("mac_roman")) == (
        "Åke: là-bas, “près” d’ici…",
        "mac_roman",
    )


def test_text_that_was_converted_twice_is_refused_with_the_line() -> None:
    with pytest.raises(UnreadableError, match=r"U\+0092") as fault:
        decode("one\nit’s".encode("cp1252").decode("latin-1").encode())
    assert fault.value.line == 2


@pytest.mark.parametrize(
    "mark",
    [
        b"\xef\xbb",
        b"\xff\xfe",
        b"\xfe\xff",
        codecs.BOM_UTF8 * 2,
        codecs.BOM_UTF8.decode("latin-1").encode(),
    ],
)
def test_a_broken_mark_is_left_out_and_told(mark: bytes) -> None:
    assert decode(mark + TEXT.encode()) == (TEXT, "utf-8 after a broken byte order mark")


def test_a_row_added_to_a_table_with_a_broken_mark_keeps_its_rows() -> None:
    data = append_rows(b"\xff\xfecase,team\r\na,OP\r\n", ["case", "team"], [{"case": "é"}])
    assert decode(data) == ("case,team\na,OP\né,\n", "utf-8 with a mark")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_a_reason(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except UnreadableError:
        return
    assert "\r" not in text
    assert not re.search("[\x80-\x84\x86-\x9f]", text)


def test_a_reading_tells_mac_roman_and_a_broken_mark(tmp_path: Path) -> None:
    talk = "speaker,text\nInterviewer,Où?\nÅsa,Là-bas.\nInterviewer,Loin?\nÅsa,Très.\n"
    mac, broken = tmp_path / "mac.csv", tmp_path / "broken.csv"
    mac.write_bytes(talk.encode("mac_roman"))
    broken.write_bytes(b"\xff\xfe" + talk.encode())
    read = [read_transcript(path, path.name) for path in (mac, broken)]
    assert [[said.label for said in one.spoken] for one in read] == [["Interviewer", "Åsa"] * 2] * 2
    assert "read as Mac Roman" in read[0].remarks[0]
    assert read[1].remarks[0] == "the file begins with a broken byte order mark, which was left out"
