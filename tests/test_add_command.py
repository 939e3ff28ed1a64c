"""`framework add`: files come into a study unchanged, and every guess is marked."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from framework import Study
from framework.cases.case import CASE_ID
from framework.cases.recipes import PLAIN
from framework.errors import ProblemsError
from framework.intake.add import add
from framework.intake.case_id import short_ids
from framework.intake.dates import find_date
from framework.intake.options import NO_WISHES, Wishes
from framework.transcripts.reading import read_transcript
from tests.conftest import FILES, Run, lay_out, shared

SAMPLES = Path(__file__).parent / "samples"
CASES = "transcripts/cases.csv"
SPEAKERS = "transcripts/speakers.csv"
TALK = "Interviewer: Who helps?\nSW3: His sister does.\nInterviewer: And then?\nSW3: Nobody.\n"


def last_lines(folder: Path, table: str, number: int) -> list[str]:
    return (folder / table).read_text("utf-8-sig").splitlines()[-number:]


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_file_comes_in_unchanged_with_its_case_and_its_speakers(folder: Path, run: Run) -> None:
    before = everything(folder)
    lay_out(folder.parent, {"inbox/HAR OP 2 (2013-03-14).txt": TALK})
    inbox = folder.parent / "inbox"
    printed = run(folder, "add", str(inbox / "HAR OP 2 (2013-03-14).txt"), "--kind", "focus group")
    assert printed.exit_code == 0
    assert (folder / "transcripts/HAR OP 2 (2013-03-14).txt").read_text("utf-8") == TALK
    assert last_lines(folder, CASES, 1) == [
        "HAR-OP-2,HAR OP 2 (2013-03-14).txt,focus group,Harkenshaw ?,OP ?,,2013-03-14 ?"
    ]
    assert last_lines(folder, SPEAKERS, 2) == [
        "HAR-OP-2,Interviewer,HAR-OP-2-Interviewer,moderator,",
        "HAR-OP-2,SW3,HAR-OP-2-SW3,participant ?,",
    ]
    for path, data in before.items():
        assert Path(path).read_bytes().startswith(data)  # rows are put at the end, no more
    assert "Next: decide 3 guesses in transcripts/cases.csv and 1 guess in" in printed.output
    assert max(map(len, printed.output.splitlines())) <= 80


@pytest.mark.parametrize(
    ("name", "case"),
    [
        ("fg-04_Ashmarch_learning disability-FINAL-v12 (anonymised)", "FG04-Ashmarch"),
        ("Interview 7 with Mrs Ó Brien, 3rd May 2013, checked", "IV7-Mrs-Ó-Brien"),
        ("Focus Group, Harkenshaw (copy) 04.05.2013", "FG-Harkenshaw"),
        ("P01_F_34", "P01-F-34"),
        ("Group A", "Group-A"),
        ("r1.2 final", "r1.2"),
        ("FINAL", "FINAL"),
        ("Verylongnameofsomebodywithoutblanks", "Verylongnameofso"),
    ],
)
def test_a_case_is_called_what_a_researcher_would_call_it(
    folder: Path, run: Run, name: str, case: str
) -> None:
    lay_out(folder.parent, {f"inbox/{name}.txt": TALK})
    inbox = folder.parent / "inbox"
    assert run(folder, "add", str(inbox / f"{name}.txt"), "--kind", "interview").exit_code == 0
    assert list(Study.open(folder).cases)[2:] == [case]


def test_where_a_short_id_is_taken_a_longer_one_or_a_number_tells_two_apart(
    folder: Path, run: Run
) -> None:
    names = ["FG1 Ashmarch older people", "fg1 Ashmarch younger adults v2", "Ann 2013-03-14"]
    names += ["Ann 2013-04-15", "ann final"]
    lay_out(folder, {f"{name}.txt": f"{TALK}SW3: {name}\n" for name in names})
    run(folder, "add", *(f"{name}.txt" for name in names), "--kind", "interview")
    assert list(Study.open(folder).cases)[2:] == [
        "FG1-Ashmarch",
        "FG1-Ashmarch-younger-adults",
        "Ann",
        "Ann-2013-04-15",
        "ann-2",
    ]


@given(st.text(max_size=60))
def test_any_name_gives_ids_that_cases_can_have(name: str) -> None:
    found = short_ids(name)
    assert found
    for one in found:
        assert CASE_ID.fullmatch(one), one
        assert len(one) <= 60


def test_a_guess_left_over_is_refused_by_address(folder: Path, run: Run) -> None:
    (folder / "new.txt").write_text(TALK, "utf-8")
    facts = ("--set", "authority=Ashmarch", "--set", "team=OP", "--set", "group=FG4")
    assert run(folder, "add", "new.txt", "--kind", "focus group", *facts).exit_code == 0
    assert last_lines(folder, CASES, 1) == ["new,new.txt,focus group,Ashmarch,OP,FG4,"]
    for command in ("chart", "check"):
        printed = run(folder, command, "--researcher", "ek")
        assert printed.exit_code == 1
        told = " ".join((printed.output + printed.stderr).split())
        line = f"{SPEAKERS}:9: column `kind` still holds a guess (`participant ?`); decide it"
        assert line in told
        assert "1 problem" in told
    text = (folder / SPEAKERS).read_text("utf-8").replace(" ?", "")
    (folder / SPEAKERS).write_text(text, "utf-8")
    assert run(folder, "chart", "--researcher", "ek").exit_code == 0


def test_the_same_bytes_are_not_taken_twice(folder: Path, run: Run) -> None:
    before = everything(folder)
    data = (folder / "transcripts/ash.txt").read_bytes()
    (folder.parent / "copy.txt").write_bytes(data)
    printed = run(folder, "add", "../copy.txt", "transcripts/ash.txt")
    assert printed.exit_code == 0
    assert "../copy.txt is in the study already, as transcripts/ash.txt of" in printed.output
    assert "Nothing was added." in printed.output
    assert everything(folder) == before


def test_two_copies_of_one_file_are_taken_once(folder: Path, run: Run) -> None:
    lay_out(folder.parent, {"inbox/a.txt": TALK, "inbox/b.txt": TALK})
    printed = run(folder, "add", "../inbox/a.txt", "../inbox/b.txt", "../inbox/a.txt").output
    assert "../inbox/b.txt is transcripts/a.txt once more" in printed
    assert "1 case added." in printed
    assert not (folder / "transcripts/b.txt").exists()


def test_while_a_table_is_open_elsewhere_nothing_is_added(folder: Path, run: Run) -> None:
    (folder / "new.txt").write_text(TALK, "utf-8")
    (folder / "transcripts/.~lock.cases.csv#").write_text("", "utf-8")
    printed = run(folder, "add", "new.txt", "--kind", "interview")
    assert printed.exit_code == 1
    assert "transcripts/cases.csv is open elsewhere" in printed.stderr


def test_a_file_that_lies_there_is_taken_where_it_lies(folder: Path, run: Run) -> None:
    (folder / "transcripts/more").mkdir()
    (folder / "transcripts/more/cor.txt").write_text(TALK, "utf-8")
    (folder / "twin.txt").write_text(TALK, "utf-8")
    assert run(folder, "add", "twin.txt", "--kind", "interview").exit_code == 0
    assert last_lines(folder, CASES, 1) == ["cor,more/cor.txt,interview,,,,"]
    assert not (folder / "transcripts/twin.txt").exists()


@pytest.mark.parametrize("name", ["ash.txt", "ASH.txt"])
def test_no_file_is_put_over_another_and_then_none_is_taken(
    folder: Path, run: Run, name: str
) -> None:
    lay_out(folder.parent, {f"inbox/{name}": TALK, "inbox/good.txt": f"{TALK}SW3: Yes.\n"})
    before = everything(folder)
    printed = run(folder, "add", f"../inbox/{name}", "../inbox/good.txt", "--kind", "interview")
    assert printed.exit_code == 1
    assert f"../inbox/{name}: transcripts/{name} is another file" in printed.stderr
    assert everything(folder) == before


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("none.txt", None, "none.txt: cannot be read"),
        ("prose.txt", "It rained. Nobody came.\n", "prose.txt: nobody is named as speaking"),
        ("a;b.txt", TALK, "a;b.txt: a name with a semicolon"),
        ("cases.csv", "speaker,text\nA,b\nB,c\n", "cases.csv: this name is never a transcript's"),
        ("old.wpd", TALK, "old.wpd: no reader for `.wpd` files"),
        ("transcripts", None, "transcripts: a folder; name the files in it"),
        ("/dev/zero", None, "/dev/zero: no plain file"),
    ],
)
def test_what_cannot_be_taken_is_one_line_and_nothing_is_written(
    folder: Path, run: Run, name: str, text: str | None, told: str
) -> None:
    if text is not None:
        (folder / name).write_text(text, "utf-8")
    before = everything(folder)
    printed = run(folder, "add", name, "--kind", "interview")
    assert printed.exit_code == 1
    assert printed.stderr.splitlines()[0].startswith(told)
    assert everything(folder) == before


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (
            ("--kind", "diary"),
            "study.yaml charts no kind `diary`; it charts focus group",
        ),
        (("--case", "A B"), "`A B` cannot be a case id"),
        (("--case", "ASH-OP-1"), "there is a case ASH-OP-1"),
        (("--set", "region=North"), "region cannot be set in transcripts/cases.csv; add a column"),
        (("--set", "authority=North"), "authority cannot be `North`; study.yaml lists Ashmarch"),
        (("--encoding", "klingon"), "new.txt: no klingon text"),
    ],
)
def test_a_wish_that_the_study_has_no_place_for_is_refused(
    folder: Path, run: Run, options: tuple[str, str], told: str
) -> None:
    (folder / "new.txt").write_text(TALK, "utf-8")
    before = everything(folder)
    printed = run(folder, "add", "new.txt", *options)
    assert printed.exit_code == 1
    assert told in printed.stderr
    assert everything(folder) == before


def test_parts_of_one_recording_are_one_case_and_that_is_a_guess(folder: Path, run: Run) -> None:
    lay_out(folder, {"COR-2 part 10.txt": TALK, "COR-2 part 2.txt": f"{TALK}SW3: Yes.\n"})
    run(folder, "add", "COR-2 part 10.txt", "COR-2 part 2.txt", "--kind", "interview")
    assert last_lines(folder, CASES, 1) == [
        "COR-2 ?,COR-2 part 2.txt; COR-2 part 10.txt,interview,,,,"
    ]
    assert len(Study.open(folder).transcripts["COR-2"]) == 9


def test_with_a_case_named_several_files_are_its_parts(folder: Path, run: Run) -> None:
    lay_out(folder, {"b.txt": TALK, "a.txt": f"{TALK}SW3: Yes.\n"})
    run(folder, "add", "b.txt", "a.txt", "--kind", "interview", "--case", "COR-LEAD")
    assert last_lines(folder, CASES, 1) == ["COR-LEAD,b.txt; a.txt,interview,,,,"]


def test_what_a_file_states_is_certain_and_what_it_contradicts_is_not(
    folder: Path, run: Run
) -> None:
    text = "Date of interview: 12 March 2013\nAuthority: Harkenshaw\nTeam: LD\n\n"
    lay_out(folder, {"one.txt": text + TALK, "Ashmarch.txt": text + TALK.replace("SW3", "SW4")})
    run(folder, "add", "one.txt", "Ashmarch.txt", "--kind", "focus group")
    assert last_lines(folder, CASES, 2) == [
        "one,one.txt,focus group,Harkenshaw,LD,,2013-03-12",
        "Ashmarch,Ashmarch.txt,focus group,Harkenshaw / Ashmarch ?,LD,,2013-03-12",
    ]


def test_labels_of_one_person_get_one_speaker_as_a_guess(folder: Path, run: Run) -> None:
    text = "I: So?\nParticipant 1: Yes.\nI: And?\nParticipnt 1: No.\nSeveral: Mm.\nSW?: Oh.\n" * 2
    (folder / "new.txt").write_text(text, "utf-8")
    run(folder, "add", "new.txt", "--kind", "interview")
    assert last_lines(folder, SPEAKERS, 5) == [
        "new,I,new-I,moderator ?,",
        "new,Participant 1,new-Participant-1,participant,",
        "new,Participnt 1,new-Participant-1 ?,participant ?,",
        "new,Several,,participant ?,",
        "new,SW?,,participant ?,",
    ]


def test_of_an_interviews_two_voices_the_one_who_surely_does_not_ask_answers(
    folder: Path, run: Run
) -> None:
    lay_out(folder, {"two.txt": TALK, "three.txt": f"{TALK}SW4: No.\nSW4: I do.\n"})
    run(folder, "add", "two.txt", "three.txt", "--kind", "interview")
    kinds = [line.split(",")[3] for line in last_lines(folder, SPEAKERS, 5)]
    asked = ["moderator", "participant"]
    assert kinds == [*asked, "moderator", "participant ?", "participant ?"]


def test_what_no_case_of_a_kind_has_is_left_empty_and_said(folder: Path, run: Run) -> None:
    study = (folder / "study.yaml").read_text("utf-8")
    pairs = "  - kind: pair\n    summaries: [team]\n"
    (folder / "study.yaml").write_text(study.replace("researchers:", f"{pairs}researchers:"))
    lay_out(folder, {"new.txt": TALK, "more.txt": TALK.replace("Nobody", "You")})
    printed = run(folder, "add", "new.txt", "--kind", "pair").output
    assert last_lines(folder, CASES, 1) == ["new,new.txt,pair,,,,"]
    assert "Without team: new. To compare by it, fill in the column team." in printed
    run(folder, "add", "more.txt", "--kind", "focus group")
    assert last_lines(folder, CASES, 1) == ["more,more.txt,focus group,?,?,,"]


def test_a_case_that_would_be_in_no_chart_is_a_problem(folder: Path) -> None:
    table = folder / CASES
    text = table.read_text("utf-8").replace("Ashmarch", "").replace("Harkenshaw", "")
    table.write_text(text, "utf-8")
    told = [str(problem) for problem in Study.open(folder).problems]
    assert told[0] == f"{CASES}:2: ASH-OP-1 has no authority; fill the column `authority`"


def test_a_survey_is_a_case_for_each_who_answered(folder: Path, run: Run) -> None:
    text = (folder / CASES).read_text("utf-8").replace("case,file,", "row,case,file,")
    (folder / CASES).write_text(text.replace("ASH-OP-1,", ",ASH-OP-1,"), "utf-8")
    survey = "id,Team,Q1: What helps?,Q2: What else?\nr 1,OP,A break,\nr2,LD,,\nr3,LD,Money,Time\n"
    (folder / "survey.csv").write_text(survey, "utf-8")
    run(folder, "add", "survey.csv", "--set", "authority=Ashmarch", "--kind", "interview")
    assert last_lines(folder, CASES, 2) == [
        "r 1,r-1,survey.csv,interview,Ashmarch,OP,,",
        "r3,r3,survey.csv,interview,Ashmarch,LD,,",
    ]
    assert last_lines(folder, SPEAKERS, 1) == ["r3,r3,r3-R,participant,"]


def test_a_survey_needs_a_column_for_its_rows(folder: Path, run: Run) -> None:
    before = everything(folder)
    copy = SAMPLES / "39_survey_open_ended.xlsx"
    printed = run(folder, "add", str(copy), "--kind", "interview")
    assert printed.stderr.startswith(f"{CASES}:1: no column `row`; add a column headed row")
    assert everything(folder) == before


def test_an_encoding_is_kept_as_a_recipe_and_nothing_else_in_study_yaml_changes(
    folder: Path, run: Run
) -> None:
    path = folder / "study.yaml"
    before = path.read_bytes().replace(b"\n", b"\r\n") + b"# the end"
    path.write_bytes(before)
    (folder / "mac.txt").write_bytes(TALK.replace("His", "Zoë’s").encode("mac_roman"))
    printed = run(folder, "add", "mac.txt", "--kind", "interview", "--encoding", "mac_roman")
    assert printed.exit_code == 0
    recipe = b'\r\n\r\nrecipes:\r\n  - file: "mac.txt"\r\n    encoding: mac_roman\r\n'
    recipe += b'    layout: "label: text"\r\n'
    assert path.read_bytes() == before + recipe
    assert Study.open(folder).transcripts["mac"].turns[1].text == "Zoë’s sister does."
    told = " ".join(run(folder, "read", "transcripts/mac.txt").output.split())
    assert "read as mac_roman, as its recipe says: “SW3: Zoë’s sister does.”" in told


def test_where_study_yaml_cannot_be_changed_safely_the_lines_to_add_are_said(
    folder: Path, run: Run
) -> None:
    path = folder / "study.yaml"
    text = path.read_text("utf-8") + "recipes: [{file: ash.txt, encoding: cp1252}]\n"
    path.write_text(text, "utf-8")
    (folder / "mac.txt").write_bytes(TALK.encode())
    before = everything(folder)
    printed = run(folder, "add", "mac.txt", "--kind", "interview", "--encoding", "mac_roman")
    assert printed.exit_code == 1
    assert '- file: "mac.txt"\n    encoding: mac_roman' in printed.stderr
    assert everything(folder) == before


def test_what_a_recipe_calls_no_speaker_is_words_of_the_turn(folder: Path, run: Run) -> None:
    path = folder / "study.yaml"
    recipe = "recipes:\n  - file: new.txt\n    no speakers: [Note, Aims]\n"
    path.write_text(path.read_text("utf-8") + recipe, "utf-8")
    text = "Aims: to hear.\nI: So?\nSW1: Yes.\nNote: a form.\nI: And?\nNote: this.\nSW1: No.\n" * 2
    (folder / "new.txt").write_text(text, "utf-8")
    assert run(folder, "add", "new.txt", "--kind", "interview").exit_code == 0
    assert "Note" not in (folder / SPEAKERS).read_text("utf-8")
    turns = Study.open(folder).transcripts["new"].turns
    assert {turn.speaker.label for turn in turns} == {"I", "SW1"}
    assert turns[1].text == "Yes.\nNote: a form."
    assert turns[2].text == "And?\nNote: this."


@pytest.mark.parametrize(
    ("recipe", "told"),
    [
        ("  - file: ash.txt\n    encoding: klingon\n", "no encoding `klingon` is known"),
        ("  - file: ash.txt\n    encoding: rot13\n", "no encoding `rot13` is known"),
        ("  - file: ash.txt\n    encodng: cp1252\n", "unknown key `encodng`"),
        ("  - file: ash.txt\n  - file: ash.txt\n", "a second recipe for `ash.txt`"),
        ("  - file: no.txt\n", "a recipe for `no.txt`, which no case names"),
    ],
)
def test_a_fault_in_a_recipe_is_one_line(folder: Path, run: Run, recipe: str, told: str) -> None:
    path = folder / "study.yaml"
    path.write_text(path.read_text("utf-8") + f"recipes:\n{recipe}", "utf-8")
    printed = run(folder, "chart", "--researcher", "ek")
    assert printed.exit_code == 1
    line = printed.stderr.splitlines()[0]
    assert line.startswith("study.yaml:2")
    assert told in line


def test_the_same_talk_twice_is_told(folder: Path, run: Run) -> None:
    talk = "I: It was a long day, and nobody had thought of her at all.\nSW1: And then?\n" * 2
    lay_out(folder, {"a.txt": talk, "b.txt": f"{talk}SW1: No.\n"})
    printed = run(folder, "add", "a.txt", "b.txt", "--kind", "interview").output
    assert "a.txt and b.txt share 100% of their longer turns" in printed


def test_a_talk_that_the_study_has_is_told(folder: Path, run: Run) -> None:
    talk = "I: It was a long day, and nobody had thought of “her” at all.\nSW1: And then?\n" * 2
    lay_out(folder.parent, {"inbox/a.txt": talk, "inbox/b.txt": talk.replace("“her”", '"Her"')})
    assert run(folder, "add", "../inbox/a.txt", "--kind", "interview").exit_code == 0
    (folder / "transcripts/har.txt").unlink()  # what cannot be read is no reason to stop
    printed = " ".join(run(folder, "add", "../inbox/b.txt", "--kind", "interview").output.split())
    assert "../inbox/b.txt and transcripts/a.txt share 100% of their longer turns" in printed
    assert "ash.txt" not in printed


def test_in_json_everything_that_was_decided(folder: Path, run: Run) -> None:
    (folder / "new.txt").write_text(f"{TALK}SW4: I do.\n", "utf-8")
    found = json.loads(run(folder, "add", "new.txt", "--kind", "interview", "--json").stdout)
    assert found["cases"][0]["row"] == {
        "case": "new",
        "file": "new.txt",
        "kind": "interview",
        "authority": "",
        "team": "",
        "date": "",
        "group": "",
    }
    assert found["guesses"][0]["line"] == 9
    assert found["written"] == [CASES, SPEAKERS, "study.yaml"]


def test_a_label_is_no_formula_in_the_table(folder: Path) -> None:
    (folder / "t.csv").write_text("speaker,text\n=1+1,Who?\n@Ann,I do.\n" * 2, "utf-8")
    add(folder, [folder / "t.csv"], Wishes(kind="interview"))
    assert last_lines(folder, SPEAKERS, 1)[0].startswith("t,'@Ann,")
    assert {turn.speaker.label for turn in Study.open(folder).transcripts["t"].turns} >= {"@Ann"}


def test_a_date_that_can_be_read_in_two_ways_is_none() -> None:
    for text in (
        "12 March 2013",
        "12-Mar-2013",
        "March 12th, 2013",
        "FG_20130312.docx",
        "12/03/2013",
    ):
        assert find_date(text) == ("" if "/" in text else "2013-03-12"), text
    assert find_date("13/03/2013") == find_date("03/13/2013") == "2013-03-13"
    assert find_date("31 February 2013, 2013-99-99") == ""


LABELS = st.sampled_from(["SW1", "Ann", "Ann Lee", "Interviewer", "I", "Note", "hello", "[id1]"])
WORDS = LABELS | LABELS.map("{}:".format) | st.sampled_from(["10:30", "(laughs)", "yes.", "No?"])
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=5).map(" ".join), min_size=2, max_size=12)


@given(LINES)
@example(["SW1", "Ann", "Ann Lee", "SW1:", "Ann Lee:", "SW1", "Ann"])
@settings(max_examples=80)
def test_what_was_read_before_is_read_again(lines: list[str]) -> None:
    with TemporaryDirectory() as place:
        folder = lay_out(Path(place) / "study", FILES)
        file = Path(place) / "talk.txt"
        file.write_text("\n".join(lines), "utf-8")
        before = read_transcript(file, "talk.txt")
        try:
            added = add(folder, [file], Wishes(kind="interview"))
        except ProblemsError:
            assert before.problems
            return
        study = Study.open(folder)
        case = study.cases[added.cases[0].id]
        recipe = study.file.recipe_of(case.files[0])
        for by in (PLAIN, recipe):
            after = read_transcript(folder / case.files[0], "talk.txt", case.labels, by)
            assert after.spoken == before.spoken
        assert recipe.layout == before.layout
        kinds = {problem.kind for problem in study.check()}
        assert kinds <= {"guess", "unsure turn"}


def samples() -> list[Path]:
    """Return the sample files in which somebody speaks."""
    found = [*SAMPLES.iterdir(), *(shared() / "transcript-samples/real").glob("*")]
    files = [path for path in found if path.is_file() and not path.name.endswith(".truth.json")]
    silent = [path.stem for path in files if not read_transcript(path, path.name).spoken]
    assert len(silent) < 4
    return [path for path in files if path.stem not in silent]


def test_every_sample_is_read_again_as_it_was(folder: Path) -> None:
    table = folder / CASES
    table.write_text(table.read_text("utf-8").replace("case,file,", "case,file,row,"), "utf-8")
    table.write_text(table.read_text("utf-8").replace("ash.txt,", "ash.txt,,"), "utf-8")
    table.write_text(table.read_text("utf-8").replace("har.txt,", "har.txt,,"), "utf-8")
    files = samples()
    assert len(files) > 10
    before = [read_transcript(path, path.name) for path in files]
    add(folder, files, NO_WISHES)
    study = Study.open(folder)
    cases = {name: case for case in study.cases.values() for name in case.files}
    for path, reading in zip(files, before, strict=True):
        case = cases[f"transcripts/{path.name}"]
        after = read_transcript(folder / case.files[0], path.name, case.labels)
        assert after.spoken == reading.spoken, path.name
    assert {problem.kind for problem in study.check()} == {"guess"}


def test_a_file_of_many_labels_ends(folder: Path) -> None:
    lines = (f"I: What is {n}?\nPerson {n}: It is {n}.\n" for n in range(1_500))
    (folder / "many.txt").write_text("".join(lines), "utf-8")
    added = add(folder, [folder / "many.txt"], Wishes(kind="interview"))
    assert len(added.cases[0].speakers) == 1_501
