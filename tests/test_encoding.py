"""Bytes become text by a fixed ladder."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework.formats.encoding import decode
from framework.formats.faults import UnreadableError

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


def test_a_byte_that_cp1252_lacks_makes_it_latin_1() -> None:
    assert decode(b"caf\xe9 \x81")[1] == "latin-1"


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_a_reason(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except UnreadableError:
        return
    assert "\r" not in text
