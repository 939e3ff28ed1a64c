"""Text from a study is data in rich display too."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework import Study
from framework.plain.markup import joined, table, tag, unfold
from framework.plain.text import inert
from tests.conftest import FILES, lay_out

HOSTILE = '<script>alert(1)</script> & "x" \x1b[31m \u202e <img src=x onerror=y>'


class Seen(HTMLParser):
    """What a browser makes of HTML: its elements, their attributes, and its text."""

    def __init__(self, html: str) -> None:
        """Read a page."""
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what is an element."""
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        """Keep what is text."""
        self.text += data


@given(st.text())
def test_any_text_shows_as_text(text: str) -> None:
    shown = Seen(unfold(text, table([text], [[text, tag("b", text)]])))
    assert shown.elements == {
        *("details", "summary", "table", "thead", "tbody"),
        *["b", "tr", "th", "td", "span"],
    }
    assert shown.attributes == {"style", "dir"}
    assert shown.text.replace("\r", "\n") == inert(text) * 4


@given(st.lists(st.text()))
def test_what_is_html_already_is_not_escaped_twice(texts: list[str]) -> None:
    assert joined(*map(joined, texts)) == joined(*texts)


@pytest.fixture
def hostile(folder: Path) -> Study:
    """The tiny study, with words in every place that could be taken for a page's own."""
    quoted = "'" + HOSTILE.replace("\x1b", "").replace("\u202e", "") + "'"
    ash = FILES["transcripts/ash.txt"].replace("His do.", HOSTILE.replace("\x1b", ""))
    book = FILES["codebooks/tiny.yaml"].replace("Whose needs lead.", quoted)
    lay_out(folder, {"transcripts/ash.txt": ash, "codebooks/tiny.yaml": book})
    study = Study.open(folder)
    study.summarise("ASH-OP-1", "2.1", f"{HOSTILE} [2]", by="ek")
    study.index(study.transcripts["ASH-OP-1"].quote("2"), "2.1", by="ek")
    return study


def test_hostile_words_are_shown_and_do_nothing(hostile: Study) -> None:
    shown = [
        *(hostile.cases, hostile.transcripts, hostile.codebook, hostile.codebook["2.1"]),
        *(hostile.transcripts["ASH-OP-1"], hostile.chart_of("authority", "Ashmarch")),
        *(hostile.summary_chart("team"), hostile.passages("ASH-OP-1", "2.1")),
        *(hostile.trace("ASH-OP-1", "2.1"), hostile.trace("ASH-OP-1", "2")),
        hostile.frames.whole(hostile.frames.passages),
    ]
    for one in shown:
        page = Seen(one._repr_html_())
        assert not page.elements & {"script", "img", "style", "a", "link"}
        assert page.attributes <= {"style", "dir"}
        assert not {"\x1b", "\u202e"} & set(repr(one))
    assert sum("<script>alert(1)</script> &" in Seen(one.html()).text for one in shown) == 10
