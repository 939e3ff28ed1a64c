"""Layouts that transcribers and programs write: who speaks, and nobody who does not.

Each input is invented and stands in its test. In Word files a line of the test is a paragraph,
``⏎`` a soft break, ``→`` a tab, and what stands between asterisks is bold.
"""

import re
from pathlib import Path
from textwrap import dedent

import docx
import pytest
from docx.document import Document

from framework.transcripts.reading import read_transcript
from framework.transcripts.transcript import Reading


def read_text(folder: Path, text: str, ending: str = ".txt") -> Reading:
    path = folder / f"t{ending}"
    path.write_text(dedent(text).strip("\n").replace("→", "\t") + "\n", "utf-8")
    return read_transcript(path, path.name)


def read_word(folder: Path, text: str) -> Reading:
    document = docx.Document()
    for line in dedent(text).strip("\n").split("\n"):
        style = "Heading 2" if line.startswith("## ") else None
        paragraph = document.add_paragraph(style=style)
        for piece in re.split(r"(\*[^*]+\*)", line.removeprefix("## ")):
            words = piece.strip("*").replace("→", "\t").split("⏎")
            for at, part in enumerate(words):
                run = paragraph.add_run(part)
                run.bold = piece.startswith("*") or None
                if at < len(words) - 1:
                    run.add_break()
    return read_saved(folder, document)


def read_saved(folder: Path, document: Document) -> Reading:
    document.save(str(folder / "t.docx"))
    return read_transcript(folder / "t.docx", "t.docx")


def turns(reading: Reading) -> list[str]:
    """Return turns as ``label | words``, lines joined by a slash."""
    assert not [problem for problem in reading.problems if problem.kind == "accounting"]
    return [f"{said.label} | {said.text.replace(chr(10), ' / ')}" for said in reading.spoken]


TALK = [
    ("Ann Lee", "How does it begin?"),
    ("Bo Hale", "With a call."),
    ("Ann Lee", "And then?"),
    ("Bo Hale", "A visit."),
]
SAID = [f"{who} | {says}" for who, says in TALK]


@pytest.mark.parametrize("shape", [
    "{who}: {says}",
    "{who} : {says}",
    "{who}:{says}",
    "{who} :{says}",
    "{who}：{says}",
    "{who}:→{says}",
    "{who}→{says}",
    "{who}:\n{says}\n",
    "{who}:\n\n{says}\n",
    "{who}\n{says}\n",
    "**{who}:** {says}",
    "**{who}**: {says}",
    "__{who}:__ {says}\n",
    "[{who}] {says}",
    "[{who}]: {says}",
    "{who} - {says}",
    "{who} – {says}",
    "{who}\u202f: {says}",
    ">> {who}: {says}",
    "### {who}\n\n{says}\n",
    "**{who}**\n\n{says}\n",
])  # fmt: skip
@pytest.mark.parametrize("ending", [".txt", ".md"])
def test_one_talk_in_many_shapes(tmp_path: Path, shape: str, ending: str) -> None:
    text = "\n".join(shape.format(who=who, says=says) for who, says in TALK)
    assert turns(read_text(tmp_path, text, ending)) == SAID


@pytest.mark.parametrize("shape", [
    "{who}  0:0{at}\n{says}\n",
    "{who} | 00:0{at}\n{says}\n",
    "{who}, 00:0{at}\n{says}\n",
    "{who} (00:00:0{at}):\n{says}\n",
    "{who}: (00:0{at})\n{says}\n",
    "{who}: 00:00:0{at}\n\n{says}\n",
    "**{who}:** 00:00:0{at}\n\n{says}\n",
    "[00:00:0{at}] {who}: {says}",
    "[00:00:0{at}.05] {who}: {says}",
    "(00:0{at}) {who}: {says}",
    "00:00:0{at} {who}: {says}",
    "00:00:0{at}→{who}:→{says}",
    "00:00:0{at} --> 00:00:09 {who}: {says}",
    "{who} [00:0{at}]: {says}",
    "{who} [00:0{at}] {says}",
    "[{who}] [00:0{at}] {says}",
    "[{who}] 10:00:0{at}\n{says}\n",
    "[00:0{at}] - {who}\n{says}\n",
    "00:0{at} {who}\n{says}\n",
    "{who}: {says} #00:00:0{at}-1#",
    "10:00:0{at} From  {who}  to  Everyone:\n→{says}",
    "10:00:0{at}→ From {who} : {says}",
    "{who} · 0:0{at}\n{says}\n",
    "0:0{at} — {who}\n{says}\n",
    "{who}\n0:0{at}\n{says}\n",
    "0:0:{at}.0 --> 0:0:9.560\n{who}\n{says}\n",
    "[00:00:0{at}.05-00:00:09.50] [{who}]: {says}",
    "[00:00:0{at} – 00:00:09] [{who}] {says}",
    "12/05/2023, 10:00:0{at} - {who}: {says}",
    "{who}→00:00:0{at}→{says}",
    "00:00:0{at}→{who}→{says}",
])  # fmt: skip
def test_a_name_and_a_time_in_many_shapes(tmp_path: Path, shape: str) -> None:
    text = "\n".join(shape.format(who=who, says=says, at=at) for at, (who, says) in enumerate(TALK))
    reading = read_text(tmp_path, text)
    assert turns(reading) == SAID
    assert [re.findall(r"0?(\d)(?:[.-]\d+)?$", said.time)[0] for said in reading.spoken] == [
        *"0123"
    ]


CODES = [
    ("I", "How does it begin?"),
    ("R1", "With a call."),
    ("I", "And then?"),
    ("R1", "A visit."),
]


@pytest.mark.parametrize("shape", [
    "{who}. {says}",
    "{who}.  {says}",
    "{who}  {says}",
    "  {who}: {says}",
    "12{at}  {who}: {says}",
    "12{at}→{who}:→{says}",
    "[{who}] {says}",
    "{who}; {says}",
    "{who}) {says}",
    "({who}) {says}",
    "<{who}> {says}",
    "{at}. {who}: {says}",
])  # fmt: skip
def test_codes_in_many_shapes(tmp_path: Path, shape: str) -> None:
    lines = [*CODES, *CODES]
    text = "\n".join(
        shape.format(who=who, says=says, at=at) for at, (who, says) in enumerate(lines)
    )
    assert turns(read_text(tmp_path, text)) == [f"{who} | {says}" for who, says in lines]


WORD = {
    "label in bold": (
        """
        *Ann:* Who came?
        *Bo:* Two of us. Note: both tired.
        *Ann:* And then?
        """,
        ["Ann | Who came?", "Bo | Two of us. Note: both tired.", "Ann | And then?"],
    ),
    "Teams: a paragraph a turn, with soft breaks": (
        """
        Support planning-20260815_200732-Meeting Recording
        August 15, 2026, 6:07PM
        38m 54s
        Ann Lee started transcription
        Ann Lee   0:04⏎Who came?
        Bo Hale   0:07⏎Two of us: him and me.⏎Both tired.
        Ann Lee   1:00:12⏎I see.⏎Ann Lee stopped transcription
        """,
        [
            "Ann Lee | Who came?",
            "Bo Hale | Two of us: him and me. / Both tired.",
            "Ann Lee | I see.",
        ],
    ),
    "Google Meet: a program's notes in front are not speech": (
        """
        📝 Notes
        Support planning
        Summary
        Ann Lee and Bo Hale spoke of visits.
        Details
        *Visits:* Bo Hale said that two came.
        *Forms:* Ann Lee asked for the form.
        *Visits:* Bo Hale came back to it.
        Suggested next steps
        Bo Hale will send the form.
        📖 Transcript
        Aug 15, 2026
        Support planning - Transcript
        00:00:00
        *Ann Lee:* Who came?
        *Bo Hale:* Two of us.
        00:05:00
        *Ann Lee:* And then?
        Transcription ended after 00:05:31
        This editable transcript was computer generated and might contain errors.
        """,
        ["Ann Lee | Who came?", "Bo Hale | Two of us.", "Ann Lee | And then?"],
    ),
    "bold asks, plain answers": (
        """
        *Interview with a carer*
        *Who came?*
        Two of us.
        Both tired.
        *And then?*
        Then nothing: we waited.
        """,
        [
            "UNLABELLED bold | Who came?",
            "UNLABELLED plain | Two of us. / Both tired.",
            "UNLABELLED bold | And then?",
            "UNLABELLED plain | Then nothing: we waited.",
        ],
    ),
    "only the interviewer is labelled": (
        """
        *I: Who came?*
        Two of us.
        Both tired.
        *I: And then?*
        Then nothing.
        """,
        [
            "I | Who came?",
            "UNLABELLED | Two of us. / Both tired.",
            "I | And then?",
            "UNLABELLED | Then nothing.",
        ],
    ),
    "names as headings": (
        """
        A talk
        ## Ann Lee
        Who came?
        ## Bo Hale
        Two of us.
        Both tired.
        ## Ann Lee
        And then?
        """,
        ["Ann Lee | Who came?", "Bo Hale | Two of us. / Both tired.", "Ann Lee | And then?"],
    ),
    "names in bold on lines of their own": (
        """
        *Ann*
        Who came?
        *Bo*
        Two of us.
        *Ann*
        And then?
        *Bo*
        Nothing.
        """,
        ["Ann | Who came?", "Bo | Two of us.", "Ann | And then?", "Bo | Nothing."],
    ),
    "a label alone, some turns inline": (
        """
        *Interviewer:*

        Who came?

        *Respondent:*
        Two of us.

        Both tired.
        Interviewer: And then?
        Respondent:
        Nothing.
        """,
        [
            "Interviewer | Who came?",
            "Respondent | Two of us. / Both tired.",
            "Interviewer | And then?",
            "Respondent | Nothing.",
        ],
    ),
    "a legend, twice, and a heading between": (
        """
        Interview 1
        Key:
        I:→Interviewer
        R: (Respondent)
        I:→Who came?
        R:→Two of us.
        Interview 2
        I: Interviewer
        R: (Respondent)
        I:→And then?
        R:→Nothing.
        """,
        ["I | Who came?", "R | Two of us.", "I | And then?", "R | Nothing."],
    ),
    "a header block in lines": (
        """
        12-May-2023 - 10:36 - 1h09m31s
        P32 – Male, 24
        Interviewer: W. Marlow
        Date: 12 May 2023
        Interviewee: P32

        Interviewer: Who came?
        P32: Two of us.
        Interviewer: And then?
        """,
        ["Interviewer | Who came?", "P32 | Two of us.", "Interviewer | And then?"],
    ),
    "soft breaks between turns of one paragraph": (
        "Ann: Who came?⏎Bo: Two of us.⏎Ann: And then?⏎Bo: Nothing.",
        ["Ann | Who came?", "Bo | Two of us.", "Ann | And then?", "Bo | Nothing."],
    ),
    "an interruption, and one speaker twice": (
        """
        Ana: I was going to …
        Ben: Ana: is that right?
        Ana: …but I did not.
        Ana: No.
        Ben: Hm.
        """,
        [
            "Ana | I was going to …",
            "Ben | Ana: is that right?",
            "Ana | …but I did not.",
            "Ana | No.",
            "Ben | Hm.",
        ],
    ),
}


@pytest.mark.parametrize("name", WORD)
def test_word_files(tmp_path: Path, name: str) -> None:
    text, expected = WORD[name]
    assert turns(read_word(tmp_path, text)) == expected


NOBODY = [
    "Note: she is part-time.",
    "10:30 we met.",
    "3:1 is the ratio.",
    "https://www.example.org/carers: have a look.",
    "Two things: time and money.",
    "She said “Bo: come here”.",
    "[Ann: okay] and so on.",
    "“Carer: no” is what it said.",
    "The ratio is 3:1 on a good day.",
    "John 3:16 is what she quoted.",
    "Part 2: the visit",
    "Monday: nothing. Tuesday: nothing.",
    "*Break:* [30:07]",
    "For example: me.",
    "My point: none.",
]


@pytest.mark.parametrize("line", NOBODY)
@pytest.mark.parametrize("times", [1, 3])
def test_nobody_is_invented(tmp_path: Path, line: str, times: int) -> None:
    talk = ["Ann: Who came?", "Bo: Two of us.", line] * times
    reading = read_text(tmp_path, "\n".join([*talk, "Ann: And then?", "Bo: Nothing."]))
    assert list(reading.labels) == ["Ann", "Bo"]


@pytest.mark.parametrize(
    "reply", ["Yes.", "12:05", "Okay", "[nods]", "Ann", "No", "10:30, I think"]
)
def test_a_short_answer_is_an_answer(tmp_path: Path, reply: str) -> None:
    text = f"Ann: Was it you?\nBo: {reply}\nAnn: And then?\nBo: Nothing."
    assert turns(read_text(tmp_path, text))[1] == f"Bo | {reply}"


def table(folder: Path, *rows: tuple[str, ...], before: str = "") -> Reading:
    document = docx.Document()
    if before:
        document.add_paragraph(before)
    grid = document.add_table(rows=0, cols=max(map(len, rows)))
    for row in rows:
        cells = grid.add_row().cells
        for cell, text in zip(cells, row, strict=False):
            cell.text, *rest = text.split("\n")
            for line in rest:
                cell.add_paragraph(line)
    return read_saved(folder, document)


def test_a_table_without_headings_is_told_by_what_stands_in_it(tmp_path: Path) -> None:
    reading = table(
        tmp_path,
        ("00:01", "Ann:", "Who came?"),
        ("00:05", "Bo:", "Two of us."),
        ("00:09", "", "Both tired."),
        ("00:12", "Ann:", "And then?"),
    )
    assert turns(reading) == ["Ann | Who came?", "Bo | Two of us. / Both tired.", "Ann | And then?"]


def test_a_table_of_fields_and_of_people_is_no_table_of_turns(tmp_path: Path) -> None:
    document = docx.Document()
    grid = document.add_table(rows=0, cols=2)
    for left, right in [("Interviewer:", "W. Marlow"), ("Date", "12 May 2023"), ("Bo", "carer")]:
        cells = grid.add_row().cells
        cells[0].text, cells[1].text = left, right
    for line in ("Ann: Who came?", "Bo: Two of us.", "Ann: And then?", "Bo: Nothing."):
        document.add_paragraph(line)
    reading = read_saved(tmp_path, document)
    assert turns(reading)[0] == "Ann | Who came?"
    assert len(reading.spoken) == 4


def test_labels_level_with_their_words_pair_up_if_they_are_as_many(tmp_path: Path) -> None:
    reading = table(tmp_path, ("Ann:\n\nBo:\nAnn:", "Who\ncame?\n\nTwo of us."))
    assert turns(reading) == ["Ann | Who", "Bo | came?", "Ann | Two of us."]


def test_labels_that_do_not_pair_up_are_paired_as_far_as_they_stand_level(tmp_path: Path) -> None:
    reading = table(
        tmp_path, ("Ann:\n\nBo:\n\nAnn:", "Who came?\n\nTwo of us.\nBoth tired.\nAnd then?\nHm.")
    )
    assert turns(reading) == [
        "Ann | Who came?",
        "Bo | Two of us.",
        "UNLABELLED | Both tired.",
        "UNLABELLED | And then?",
        "UNLABELLED | Hm.",
    ]
    assert [aside.text for aside in reading.unplaced] == ["Ann:"]
    assert "3 labels stand beside 5 paragraphs" in reading.remarks[0]


def test_csv_transcripts_have_a_row_a_turn(tmp_path: Path) -> None:
    reading = read_text(
        tmp_path,
        """
        timestamp,speaker,words,tags
        00:01,Ann,"Who came, then?",open
        00:05,Bo,Two of us.,
        00:09,,Both tired.,
        """,
        ".csv",
    )
    assert turns(reading) == ["Ann | Who came, then?", "Bo | Two of us. / Both tired."]
    assert [event.text for event in reading.events] == ["open"]


def test_a_recognisers_table_has_times_and_nobody(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "start→end→text\n0→1500→ Who came?\n1500→3100→ Two.\n", ".tsv")
    assert turns(reading) == ["UNLABELLED | Who came?", "UNLABELLED | Two."]
    assert [said.time for said in reading.spoken] == ["00:00:00.000", "00:00:01.500"]


MORE = {
    "a deposition": (
        """
        THE COURT: Please be seated.
        MR. HALE: Thank you, Your Honor.
        BY MR. HALE:
        Q.  Where were you?
        A.  At home.
        Q.  All day?
        A.  Yes, sir.
        (Recess.)
        THE COURT: We go on.
        """,
        [
            "THE COURT | Please be seated.",
            "MR. HALE | Thank you, Your Honor.",
            "Q | Where were you?",
            "A | At home.",
            "Q | All day?",
            "A | Yes, sir.",
            "THE COURT | We go on.",
        ],
    ),
    "line numbers in the margin": (
        """
        1 I: Who came to the
        2 house that day?
        3 R1: Two of us.
        4 I: And then?
        5 R1: Nothing.
        """,
        [
            "I | Who came to the / house that day?",
            "R1 | Two of us.",
            "I | And then?",
            "R1 | Nothing.",
        ],
    ),
    "a hanging indent of spaces": (
        """
        Interviewer:    So who came to the
                        house?
        Respondent:     Two of us. Note: both
                        tired.
        Interviewer:    And then?
        """,
        [
            "Interviewer | So who came to the / house?",
            "Respondent | Two of us. Note: both / tired.",
            "Interviewer | And then?",
        ],
    ),
    "page furniture in the middle of a turn": (
        """
        Interview P3
        I: Who came to the
        Page 1 of 2
        Interview P3
        house?
        P3: Two of us.
        I: And then?
        """,
        ["I | Who came to the / house?", "P3 | Two of us.", "I | And then?"],
    ),
    "labels with slips": (
        """
        I: Who came?
        Interviewer1 : Yes, who?
        R; Two of us.
        I : And then?
        Interviewees
        We waited.
        R: Yes.
        """,
        [
            "I | Who came?",
            "Interviewer1 | Yes, who?",
            "R | Two of us.",
            "I | And then?",
            "Interviewees | We waited.",
            "R | Yes.",
        ],
    ),
    "several and unknown speakers": (
        """
        Moderator: Who agrees?
        F2/F3: Us two.
        M?: Hm.
        Unknown: No.
        Moderator: Thanks.
        All: Bye.
        """,
        [
            "Moderator | Who agrees?",
            "F2/F3 | Us two.",
            "M? | Hm.",
            "Unknown | No.",
            "Moderator | Thanks.",
            "All | Bye.",
        ],
    ),
    "names in capitals on lines of their own": (
        "ANNA\nWho came?\n\nBEN\nTwo of us.\n\nANNA\nAnd then?",
        ["ANNA | Who came?", "BEN | Two of us.", "ANNA | And then?"],
    ),
    "a list in somebody's words": (
        """
        Anna: The list was this.
        Milk: two pints.
        Bread: one.
        Milk: again.
        Ben: I see.
        Anna: Yes.
        Ben: Good.
        """,
        [
            "Anna | The list was this. / Milk: two pints. / Bread: one. / Milk: again.",
            "Ben | I see.",
            "Anna | Yes.",
            "Ben | Good.",
        ],
    ),
    "a quotation in Markdown": (
        "> **Anna:** Who came?\n>\n> **Ben:** Two of us.\n>\n> **Anna:** And then?",
        ["Anna | Who came?", "Ben | Two of us.", "Anna | And then?"],
    ),
}


@pytest.mark.parametrize("name", MORE)
def test_text_files(tmp_path: Path, name: str) -> None:
    text, expected = MORE[name]
    assert turns(read_text(tmp_path, text, ".md" if "Markdown" in name else ".txt")) == expected


def test_what_was_decided_and_may_be_overruled_is_told(tmp_path: Path) -> None:
    text, _ = MORE["labels with slips"]
    remarks = read_text(tmp_path, text).remarks
    assert "taken for labels with a slip: “R;”, “Interviewees”" in remarks
    assert [remark for remark in remarks if remark.startswith("“I” and “Interviewer1” may be one")]


@pytest.mark.parametrize("reply", ["10:30", "[nods]", "(Pause)", "Silence."])
def test_all_that_stands_under_a_label_is_its_turn(tmp_path: Path, reply: str) -> None:
    text = f"Ann:\nWhen was it?\n\nBo:\n{reply}\n\nAnn:\nAnd then?\n\nBo:\nNothing."
    assert turns(read_text(tmp_path, text))[1] == f"Bo | {reply}"
