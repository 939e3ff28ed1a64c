"""Formats of transcripts: the words of each, and never what was deleted or hidden in it."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from framework.plain.text import visible
from framework.transcripts.layouts import tell
from framework.transcripts.paragraphs import Paragraph, Told
from framework.transcripts.reading import pdf as pdf_reader
from framework.transcripts.reading import plain, read_transcript, rtf, vtt
from framework.transcripts.reading.bars import undrawn
from framework.transcripts.reading.rtf_words import UNREAD
from framework.transcripts.transcript import Reading


def read_bytes(folder: Path, ending: str, data: bytes | str) -> Reading:
    path = folder / f"t{ending}"
    path.write_bytes(data if isinstance(data, bytes) else dedent(data).lstrip("\n").encode())
    return read_transcript(path, path.name)


def turns(reading: Reading) -> list[str]:
    assert reading.problems == ()
    return [f"{said.label} | {said.text.replace(chr(10), ' / ')}" for said in reading.spoken]


PAIRS = [("I", "Who came?"), ("R", "Two of us.")]
PAIRED = [f"{who} | {words}" for who, words in PAIRS]
TALK = ["Ann | Who came?", "Bo | Two of us. / Both tired.", "Ann | And then?"]


def test_a_web_page_has_blocks_breaks_and_entities(tmp_path: Path) -> None:
    page = """
        <html><head><title>A talk</title><style>p {color: red}</style></head><body>
        <p><b>Ann:</b> Who <i>came</i>?</p>
        <p><b>Bo:</b> Two of&nbsp;us.<br>Both tired.</p><p style="display:none">Mill Lane</p>
        <script>alert("Ann: no")</script><p><b>Ann:</b> And then?</p>
        """
    reading = read_bytes(tmp_path, ".html", page)
    assert [turn.replace("\xa0", " ") for turn in turns(reading)] == TALK
    assert reading.metadata == {"title": "A talk"}
    assert reading.remarks == ("hidden text left out in 1 place",)


def test_a_tab_within_a_line_of_a_web_page_stays_one(tmp_path: Path) -> None:
    page = "".join(f"<p>\n\t\t{who}\t{words}</p>" for who, words in PAIRS * 2)
    assert turns(read_bytes(tmp_path, ".htm", page)) == PAIRED * 2


@pytest.mark.parametrize("end", ["</p>", "</p></font>"])
def test_letters_of_a_web_page_that_does_not_say_how_it_is_written(
    tmp_path: Path, end: str
) -> None:
    page = f"<p>Zoë:&#9;<font face=Serif>“Où ça?”{end}\n<p>Bo:&#9;<font>Là – là.{end}\n"
    assert turns(read_bytes(tmp_path, ".htm", page)) == ["Zoë | “Où ça?”", "Bo | Là – là."]


def test_a_web_page_may_say_how_it_is_written(tmp_path: Path) -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'
    said = "<p>Анна: Кто пришёл?</p><p>Пётр: Двое.</p>"
    reading = read_bytes(tmp_path, ".htm", (page + said).encode("cp1251"))
    assert turns(reading) == ["Анна | Кто пришёл?", "Пётр | Двое."]
    assert reading.encoding == "cp1251, as the page says"
    assert turns(read_bytes(tmp_path, ".htm", page + said)) == turns(reading)


@pytest.mark.parametrize("name", ["hex", "undefined", "no-such", "utf-16", "raw_unicode_escape"])
def test_what_a_web_page_says_wrongly_counts_for_nothing(tmp_path: Path, name: str) -> None:
    page = f'<meta charset="{name}"><p>Ann: Café \\ud800?</p><p>Bo: No.</p><p>Ann: I see.</p>'
    reading = read_bytes(tmp_path, ".htm", page.encode("cp1252"))
    assert turns(reading) == ["Ann | Café \\ud800?", "Bo | No.", "Ann | I see."]
    assert reading.encoding == "cp1252"


def test_a_web_page_may_hold_a_table_of_turns(tmp_path: Path) -> None:
    page = """
        <table><tr><th>Speaker</th><th>Text</th></tr><tr><td>Ann</td><td>Who came?</td></tr>
        <tr><td>Bo</td><td>Two of us.<br>Both tired.</td></tr>
        <tr><td>Ann</td><td>And then?</td></tr></table>
        """
    assert turns(read_bytes(tmp_path, ".htm", page)) == TALK


RTF = r"""
    {\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}{\f1\fcharset238 Arial;}}
    {\colortbl;\red0\green0\blue0;}{\*\generator Somebody;}
    {\b Ann:} Who came?\par
    {\b Bo:} Two of us.\line Both {\deleted sad}{\revised tired}{\v  in Mill Lane}.\par
    {\pict\pngblip 89504e47}\pard {\b Ann:} {\u65\'41}nd then?\par}
    """


def test_rtf_leaves_out_what_was_deleted_or_hidden_and_says_so(tmp_path: Path) -> None:
    reading = read_bytes(tmp_path, ".rtf", RTF)
    assert turns(reading) == TALK
    assert "sad" not in repr(reading)
    assert "Mill" not in repr(reading)
    assert len(reading.remarks) == 2


def test_a_text_box_of_rtf_stands_after_its_paragraph_and_once(tmp_path: Path) -> None:
    box = r"{\shp{\*\shpinst\shpleft0{\sp{\sn a}{\sv 1}}{\shptxt Bo: Two\par of us.\par}}"
    copy = r"{\shprslt{\*\do{\dptxbxtext Bo: Two\par of us.\par}}}}"
    data = rf"{{\rtf1\ansi Ann: Who {box}{copy}came?\par Ann: And then?\par}}"
    assert turns(read_bytes(tmp_path, ".rtf", data)) == [
        "Ann | Who came?",
        "Bo | Two / of us.",
        "Ann | And then?",
    ]


@pytest.mark.parametrize(
    ("code", "letters"),
    [
        (r"caf\'e9", "café"),
        (r"{\f1 \'b3}", "ł"),
        (r"\u8364?", "€"),
        (r"\uc0\u128512", "😀"[:0] + chr(128512 % 65536)),
        (r"\u-10179?\u-8704?", "😀"),
        (r"a\~b\_c\{\}", "a\xa0b\u2011c{}"),
        (r"\ldblquote x\rdblquote\endash", "“x”–"),
    ],
)
def test_rtf_letters(tmp_path: Path, code: str, letters: str) -> None:
    head = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}{\f1\fcharset238 Arial;}}"
    reading = read_bytes(tmp_path, ".rtf", rf"{head} Ann: x\par Bo: {code}\par Ann: y\par}}")
    assert turns(reading)[1] == f"Bo | {letters}"


ODT = """
    <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
     xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
     xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
     xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
     xmlns:dc="http://purl.org/dc/elements/1.1/">
    <office:automatic-styles><style:style style:name="H" style:family="text">
     <style:text-properties text:display="none"/></style:style></office:automatic-styles>
    <office:body><office:text>
    <text:tracked-changes><text:changed-region><text:deletion>
     <text:p>Janet Smith</text:p></text:deletion></text:changed-region></text:tracked-changes>
    <text:p>Ann: Who<text:s text:c="1"/>came?<office:annotation><dc:creator>EK</dc:creator>
     <text:p>a code</text:p></office:annotation></text:p>
    <text:p>Bo: Two of us.<text:line-break/>Both <text:span text:style-name="H">in Mill Lane
     </text:span>tired.<text:note><text:note-body><text:p>a note</text:p></text:note-body>
     </text:note></text:p>
    <text:p>Ann:<text:tab/>And then?</text:p>
    </office:text></office:body></office:document-content>
    """


def test_odt_keeps_notes_and_comments_beside_and_leaves_out_what_was_deleted(
    tmp_path: Path,
) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("content.xml", dedent(ODT).strip())
    reading = read_bytes(tmp_path, ".odt", whole.getvalue())
    assert turns(reading) == TALK
    assert not [secret for secret in ("Janet", "Mill") if secret in repr(reading)]
    assert [(note.author, note.text) for note in reading.comments] == [("EK", "a code")]
    assert reading.metadata == {"footnotes": "a note"}
    assert len(reading.remarks) == 2


SEGMENTS = [
    {"start": 0.0, "end": 1.5, "text": " Who came?", "speaker": "spk_0"},
    {"start": 1.5, "text": " Two.", "words": [{"word": "Two.", "speaker": "spk_1"}]},
    {"start": 2.0, "text": " Hm."},
]


def test_whisper_names_who_a_segment_or_its_words_name(tmp_path: Path) -> None:
    whole = {"text": " Who came? Two. Hm.", "language": "en", "segments": SEGMENTS}
    reading = read_bytes(tmp_path, ".json", json.dumps(whole))
    assert turns(reading) == ["spk_0 | Who came?", "spk_1 | Two.", "UNLABELLED | Hm."]
    assert [said.time for said in reading.spoken][1] == "00:00:01.500"
    assert reading.metadata == {"language": "en"}


def test_a_map_of_speakers_names_them(tmp_path: Path) -> None:
    whole = {"speakers": {"spk_0": "Ann", "spk_1": "Bo"}, "segments": SEGMENTS}
    assert list(read_bytes(tmp_path, ".json", json.dumps(whole)).labels)[:2] == ["Ann", "Bo"]


def test_summaries_beside_a_list_of_turns_are_no_speech(tmp_path: Path) -> None:
    whole = [{"speaker": "Ann", "content": "Who came?", "topic": "visits"}]
    reading = read_bytes(tmp_path, ".json", json.dumps({"notes": ["Ann asked."], "talk": whole}))
    assert turns(reading) == ["Ann | Who came?"]
    assert reading.metadata == {"notes": "Ann asked.", "talk: topic": "visits"}


def test_otranscribe_is_a_page_with_time_stamps(tmp_path: Path) -> None:
    text = (
        '<p><span class="timestamp" data-timestamp="1.2">00:01</span> Ann: Who came?</p>'
        "<p>Bo: Two of us.<br />Both tired.</p><p>Ann: And then?</p>"
    )
    reading = read_bytes(tmp_path, ".otr", json.dumps({"text": text, "media": "talk.mp3"}))
    assert turns(reading) == TALK
    assert reading.spoken[0].time == "00:01"
    assert reading.metadata == {"media": "talk.mp3"}


ELAN = """
    <ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID="a" TIME_VALUE="0"/>
    <TIME_SLOT TIME_SLOT_ID="b" TIME_VALUE="900"/><TIME_SLOT TIME_SLOT_ID="c" TIME_VALUE="2000"/>
    </TIME_ORDER>
    <TIER TIER_ID="Bo"><ANNOTATION><ALIGNABLE_ANNOTATION TIME_SLOT_REF1="b">
     <ANNOTATION_VALUE>Two.</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>
    <TIER TIER_ID="Ann"><ANNOTATION><ALIGNABLE_ANNOTATION TIME_SLOT_REF1="c">
     <ANNOTATION_VALUE>And then?</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
     <ANNOTATION><ALIGNABLE_ANNOTATION TIME_SLOT_REF1="a"><ANNOTATION_VALUE>Who came?
     </ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>
    <TIER TIER_ID="Ann, words" PARENT_REF="Ann"><ANNOTATION><REF_ANNOTATION>
     <ANNOTATION_VALUE>Who</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER>
    </ANNOTATION_DOCUMENT>
    """


def test_elan_tiers_are_in_the_order_of_time(tmp_path: Path) -> None:
    reading = read_bytes(tmp_path, ".eaf", dedent(ELAN).strip())
    assert turns(reading) == ["Ann | Who came?", "Bo | Two.", "Ann | And then?"]
    assert [said.time for said in reading.spoken][1] == "00:00:00.900"
    assert reading.metadata == {"tier Ann, words": "Who"}


CUES = "{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{said}\n\n"


def test_an_elan_tier_that_names_nobody_speaks_if_it_holds_sentences(tmp_path: Path) -> None:
    talk = ELAN.replace('<TIER TIER_ID="Bo"', '<TIER TIER_ID="Bo" PARTICIPANT="Bo Hale"')
    marks = talk.replace("And then?", "turn").replace("Who came?", "start")
    assert [*read_bytes(tmp_path, ".eaf", dedent(talk).strip()).labels] == ["Ann", "Bo Hale"]
    assert [*read_bytes(tmp_path, ".eaf", dedent(marks).strip()).labels] == ["Bo Hale"]


def cues(*said: str) -> str:
    return "".join(CUES.format(n=number, said=each) for number, each in enumerate(said, 1))


def test_cues_that_name_only_changes_go_on(tmp_path: Path) -> None:
    text = cues("Ann Lee: Who", "came?", "Bo Hale: Two", "of us.", "Ann Lee: Hm.")
    assert turns(read_bytes(tmp_path, ".srt", text)) == [
        "Ann Lee | Who came?",
        "Bo Hale | Two of us.",
        "Ann Lee | Hm.",
    ]


def test_colours_are_voices_where_nobody_is_named(tmp_path: Path) -> None:
    red, blue = "<font color='#ff0000'>{}</font>", '<font color="#0000ff">{}</font>'
    text = cues(red.format("Who"), red.format("came?"), blue.format("Two."))
    assert turns(read_bytes(tmp_path, ".srt", text)) == [
        "UNLABELLED #ff0000 | Who came?",
        "UNLABELLED #0000ff | Two.",
    ]


def test_cues_that_name_nobody_keep_their_times(tmp_path: Path) -> None:
    reading = read_bytes(tmp_path, ".srt", cues("Who came?", "Two of us."))
    assert turns(reading) == ["UNLABELLED | Who came?", "UNLABELLED | Two of us."]
    assert [said.time for said in reading.spoken] == ["00:00:01,000", "00:00:02,000"]


def pdf(*pages: list[str]) -> bytes:
    """Return a PDF whose pages hold one row of text each line, 20 points apart."""
    parts = ["<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Courier>>"]
    kids = []
    for rows in pages:
        shown = "".join(f"1 0 0 1 50 {800 - 20 * at} Tm ({row}) Tj " for at, row in enumerate(rows))
        stream = f"BT /F 10 Tf {shown}ET"
        parts.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
        parts.append(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 842]/Resources<</Font<</F 3 0 R>>>>"
            f"/Contents {len(parts)} 0 R>>"
        )
        kids.append(f"{len(parts)} 0 R")
    parts[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>"
    body = "".join(f"{at} 0 obj\n{part}\nendobj\n" for at, part in enumerate(parts, 1))
    return f"%PDF-1.4\n{body}trailer<</Root 1 0 R>>\n".encode()


def test_a_pdf_is_read_without_its_page_furniture_and_must_be_checked(tmp_path: Path) -> None:
    pages = [
        ["Invented talk 1/3", "Ann: Who came?", "Bo: Two of us."],
        ["Invented talk 2/3", "Both tired."],
        ["Invented talk 3/3", "Ann: And then?", "Below the page"] + [""] * 50 + ["unseen"],
    ]
    reading = read_bytes(tmp_path, ".pdf", pdf(*pages))
    assert turns(reading) == [
        TALK[0],
        "Bo | Two of us. Both tired.",
        "Ann | And then? Below the page",
    ]
    assert [event.text[-3:] for event in reading.events] == ["2/3", "3/3"]
    assert "unseen" not in repr(reading)
    assert reading.remarks[0] == "text from a PDF: check it against the pages"


def test_what_a_reader_loses_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def shortened(name: str) -> Callable[..., Any]:
        whole = {"Told": Told, "Paragraph": Paragraph}[name]
        at = 1 if name == "Told" else 0
        return lambda *given, **named: whole(*given[:at], given[at][:-1], *given[at + 1 :], **named)

    monkeypatch.setattr(vtt, "Told", shortened("Told"))
    monkeypatch.setattr(pdf_reader, "Paragraph", shortened("Paragraph"))
    monkeypatch.setattr(rtf, "UNREAD", UNREAD | {"b"})  # bold words are taken for a font's
    for ending, data in (
        (".srt", cues("Ann: Who?", "Bo: Two.")),
        (".vtt", "WEBVTT\n\n00:01.000 --> 00:02.000 align:start\n<v Ann>Who?</v> <v Bo>Two.</v>\n"),
        (".pdf", pdf(["Ann: Who?", "Bo: Two."])),
        (".rtf", RTF),
    ):
        reading = read_bytes(tmp_path, ending, data)
        assert "accounting" in [problem.kind for problem in reading.problems], ending
        assert reading.spoken == ()


def test_what_stands_before_the_first_voice_of_a_cue_is_not_lost(tmp_path: Path) -> None:
    cue = "00:01.000 --> 00:02.000\nWait. <v Ann>Who <i>came</i>?</v>\n"
    reading = read_bytes(tmp_path, ".vtt", f"WEBVTT\n\n{cue}")
    assert turns(reading) == ["UNLABELLED | Wait.", "Ann | Who came?"]


MARKS = [
    "",
    "1",
    "00:01.000 --> 00:02.000 line:0",
    "<v Ann>",
    "</v>",
    "Ann: &amp;lt;b>",
    "NOTE <i>",
]
PIECES = st.sampled_from(MARKS) | st.text(max_size=5)


@given(st.lists(PIECES, max_size=12).map("\n".join))
def test_cues_are_counted_alike_by_both_counts(text: str) -> None:
    with TemporaryDirectory() as place:
        reading = read_bytes(Path(place), ".vtt", text.encode("utf-8", "replace"))
    assert not [problem for problem in reading.problems if problem.kind == "accounting"]


SIGNS = [*"{}{} a", r"\'e9", r"\'a0", r"\'85", r"\*", r"\~", r"\_", r"\u-10179 ", r"\u-8704 "]
WORDS = """atnauthor u8364 uc2 v v0 deleted plain fonttbl f1 fcharset238 emdash annotation
    footnote header par cell row trowd pict shptxt shprslt"""
TOKEN = st.sampled_from([*SIGNS, *(f"\\{word} " for word in WORDS.split())])


@given(st.lists(TOKEN, max_size=30).map("".join), st.sampled_from([1252, 437, 932, 10_000]))
@example(r"b\'a0\'85\'ca", 1252)
@example(r"b\'a0\'85\'ca", 10_000)
def test_rtf_is_counted_alike_by_both_counts(code: str, page: int) -> None:
    with TemporaryDirectory() as place:
        data = rf"{{\rtf1\ansi\ansicpg{page} Ann: x\par {code}}}"
        reading = read_bytes(Path(place), ".rtf", data)
    assert not [problem for problem in reading.problems if problem.kind == "accounting"]


def test_labels_that_come_at_the_head_of_pages_are_no_furniture(tmp_path: Path) -> None:
    pages = [
        [
            "Interviewer",
            f"Day {day}?",
            "Bo Hale",
            "Two.",
            "Interviewer",
            "So?",
            "Bo Hale",
            "Yes,",
            day,
        ]
        for day in ("one", "two", "three")
    ]
    reading = read_bytes(tmp_path, ".pdf", pdf(*pages))
    assert [*reading.labels] == ["Interviewer", "Bo Hale"]
    assert len(reading.spoken) == 12


def test_a_gap_in_a_row_of_a_pdf_parts_two_cells(tmp_path: Path) -> None:
    rows = ["I Tj 1 0 0 1 300 {} Tm (Who came?", "R Tj 1 0 0 1 300 {} Tm (Two of us."]
    shown = [row.replace("I Tj", "I) Tj").replace("R Tj", "R) Tj") for row in rows * 2]
    page = [row.format(800 - 20 * at) for at, row in enumerate(shown)]
    assert (
        turns(read_bytes(tmp_path, ".pdf", pdf(page)))
        == [
            "I | Who came?",
            "R | Two of us.",
        ]
        * 2
    )


def test_a_bracket_in_a_full_row_of_a_pdf_goes_on_with_its_paragraph(tmp_path: Path) -> None:
    wide = "We moved here in the spring before it all began, all"
    rows = [f"Ann: {wide}", "\\(of us\\).", f"Bo: {wide}", "[Ann: okay]", f"Ann: {wide}"]
    near = read_bytes(tmp_path, ".pdf", pdf([*rows, "\\(Pause\\)", "Bo: No."]))
    assert turns(near) == [
        f"Ann | {wide} (of us).",
        f"Bo | {wide} [Ann: okay]",
        f"Ann | {wide}",
        "Bo | No.",
    ]
    assert [event.text for event in near.events] == ["(Pause)"]


def test_a_row_of_a_pdf_that_stands_apart_begins_a_paragraph(tmp_path: Path) -> None:
    wide = "We moved here in the spring before it all began."
    rows = [f"Ann: {wide}", wide, f"Bo: {wide}", "", "We liked it.", "Ann: No.", "Bo: No."]
    assert turns(read_bytes(tmp_path, ".pdf", pdf(rows)))[:2] == [
        f"Ann | {wide} {wide}",
        f"Bo | {wide} / We liked it.",
    ]


DRAWN = """
    A talk

    |Ann                 |Who came, and was it |
    |                    |late?                |
    |Bo                  |Two of us.           |
    |Ann                 |And then?            |
    """


def test_a_table_that_antiword_draws_is_a_table() -> None:
    source = undrawn(plain.read(dedent(DRAWN).encode()))
    assert source.visible == sum(visible(paragraph.text) for paragraph in source.paragraphs)
    told = tell(source.paragraphs, ()).told
    assert [(each.label, each.text) for each in told] == [
        ("", "A talk"),
        ("Ann", "Who came, and was it late?"),
        ("Bo", "Two of us."),
        ("Ann", "And then?"),
    ]


@pytest.mark.parametrize(
    ("ending", "data", "told"),
    [
        (".pdf", b"%PDF-1.4\nnothing", "damaged, or no PDF"),
        (".pdf", pdf([""]), "only pictures of pages"),
        (".rtf", b"Ann: no RTF", "no RTF file"),
        (".rtf", b"{\\rtf1" + b"{" * 5_000, "too deeply"),
        (".odt", b"PK\x03\x04", "not whole"),
        (".json", b"{", "damaged JSON"),
        (".json", b"[" * 100_000, "damaged JSON"),
        (".json", b'{"a": 1}', "no list of who said what"),
        (".otr", b"[1]", "not an oTranscribe file"),
        (".eaf", b"<a/>", "not an ELAN file"),
        (".eaf", b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>', "type"),
        (".cha", b"@Begin\n@End\n", "no CHAT transcript"),
        (".doc", b"plain text", "no Word file"),
        (".csv", b"one column\nonly\n", "not a survey"),
    ],
)
def test_what_is_no_such_file_is_one_line(
    tmp_path: Path, ending: str, data: bytes, told: str
) -> None:
    reading = read_bytes(tmp_path, ending, data)
    assert [told in str(problem) for problem in reading.problems] == [True]
    assert reading.spoken == ()


def elan(*tiers: tuple[str, str, list[tuple[int, int, str]]]) -> str:
    """Return an ELAN file of tiers of one type, each by its name, participant and annotations."""
    times = sorted({at for _, _, said in tiers for start, end, _ in said for at in (start, end)})
    slots = "".join(f'<TIME_SLOT TIME_SLOT_ID="t{at}" TIME_VALUE="{at}"/>' for at in times)
    body = ""
    for name, participant, said in tiers:
        body += f'<TIER TIER_ID="{name}" LINGUISTIC_TYPE_REF="talk" PARTICIPANT="{participant}">'
        for start, end, words in said:
            body += (
                f'<ANNOTATION><ALIGNABLE_ANNOTATION TIME_SLOT_REF1="t{start}" '
                f'TIME_SLOT_REF2="t{end}"><ANNOTATION_VALUE>{words}</ANNOTATION_VALUE>'
                "</ALIGNABLE_ANNOTATION></ANNOTATION>"
            )
        body += "</TIER>"
    return f"<ANNOTATION_DOCUMENT><TIME_ORDER>{slots}</TIME_ORDER>{body}</ANNOTATION_DOCUMENT>"


def test_an_elan_tier_of_the_type_of_talk_speaks_if_it_takes_turns(tmp_path: Path) -> None:
    asks = ("a", "Ann Lee", [(0, 900, "who came"), (2000, 2900, "and then")])
    takes_turns = elan(asks, ("Bo", "", [(1000, 1900, "two of us")]))
    spans = elan(asks, ("Bo", "", [(0, 1900, "the beginning")]))
    notes = elan(asks, ("my notes", "", [(1000, 1900, "two of us")]))
    assert [*read_bytes(tmp_path, ".eaf", takes_turns).labels] == ["Ann Lee", "Bo"]
    for beside in (spans, notes):
        assert [*read_bytes(tmp_path, ".eaf", beside).labels] == ["Ann Lee"]


def test_a_page_that_names_latin_1_is_read_as_browsers_read_it(tmp_path: Path) -> None:
    page = "<meta charset=iso-8859-1><p>Ann: Who’s there?</p><p>Bo: “Me”.</p><p>Ann: Oh.</p>"
    reading = read_bytes(tmp_path, ".htm", page.encode("cp1252"))
    assert turns(reading)[:2] == ["Ann | Who’s there?", "Bo | “Me”."]
    assert reading.encoding == "cp1252, as the page says"
