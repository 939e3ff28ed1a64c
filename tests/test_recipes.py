"""A written recipe: what was decided about the reading of a file stands in study.yaml."""

from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from framework import Study
from framework.cases.recipes import Recipe, fits
from framework.intake.add import add
from framework.intake.options import NO_WISHES, Wishes
from framework.plain.yaml import Text
from framework.transcripts.layouts import LAYOUTS
from framework.transcripts.reading import read_transcript
from framework.transcripts.transcript import Reading
from tests.conftest import ROOT, Run, lay_out
from tests.test_add_command import CASES, LINES, SPEAKERS, samples

TALK = """\
Date: 12 March 2013
Interviewer: W. Marlow
Aims of the day
Interviewer: Who helps?
SW3: His sister does.
Interruption
Interviewer: And then?
SW3: Nobody.
"""


def with_recipe(folder: Path, recipe: str) -> None:
    path = folder / "study.yaml"
    path.write_text(f"{path.read_text('utf-8')}recipes:\n{dedent(recipe)}", "utf-8")


def said(folder: Path, case: str) -> list[str]:
    turns = Study.open(folder).transcripts[case].turns
    return [f"{turn.speaker.label}: {turn.text}" for turn in turns]


def read(folder: Path, text: str, recipe: Recipe, ending: str = ".txt") -> Reading:
    path = folder / f"t{ending}"
    path.write_bytes(text.encode())
    return read_transcript(path, path.name, (), recipe)


def test_what_was_decided_is_written_down(folder: Path, run: Run) -> None:
    before = (folder / "study.yaml").read_text("utf-8")
    (folder / "new.txt").write_text(TALK, "utf-8")
    printed = run(folder, "add", "new.txt", "--kind", "interview")
    assert printed.exit_code == 0
    told = " ".join(printed.output.split())
    assert "Written: transcripts/cases.csv, transcripts/speakers.csv, study.yaml" in told
    written = """
        recipes:
          - file: "new.txt"
            layout: "label: text"
            not speech:
              - "Interviewer: W. Marlow"
              - "Interruption"
    """
    assert (folder / "study.yaml").read_text("utf-8") == before + dedent(written)
    assert said(folder, "new") == [
        "Interviewer: Who helps?",
        "SW3: His sister does.",
        "Interviewer: And then?",
        "SW3: Nobody.",
    ]


def test_a_file_that_grows_keeps_its_layout_and_its_header(folder: Path, run: Run) -> None:
    text = "W. Marlow: interviewer\nQ. Who helps?\nA. His sister.\nQ. And then?\nA. Nobody.\n"
    (folder / "new.txt").write_text(text, "utf-8")
    assert run(folder, "add", "new.txt", "--kind", "interview").exit_code == 0
    assert 'layout: "label. text"' in (folder / "study.yaml").read_text("utf-8")
    first = said(folder, "new")
    grown = text + "A. She said this:\n" + "Rita: I know.\nTom: I do not.\n" * 20
    (folder / "transcripts/new.txt").write_text(grown, "utf-8")
    assert said(folder, "new")[: len(first)] == first
    assert len(said(folder, "new")) == len(first) + 1


def test_every_sample_is_read_by_its_recipe_as_it_was_without(folder: Path) -> None:
    for table, old, new in ((CASES, "case,file,", "case,file,row,"), (CASES, ".txt,", ".txt,,")):
        path = folder / table
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    files = samples()
    add(folder, files, NO_WISHES)
    study = Study.open(folder)
    kept = [path for path in files if path.name in study.file.recipes]
    assert len(kept) > 8
    for path in kept:
        recipe = study.file.recipe_of(f"transcripts/{path.name}")
        by_itself = read_transcript(path, path.name)
        assert recipe.layout == by_itself.layout
        assert read_transcript(path, path.name, (), recipe).spoken == by_itself.spoken, path.name


def test_a_person_overrules_what_is_speech(folder: Path, run: Run) -> None:
    with_recipe(
        folder,
        """\
          - file: new.txt
            not speech: ["Aims *", "SW3: (see page *"]
            speech: ["(He  nods.)", "Interviewer: W. Marlow", "PART 2"]
        """,
    )
    text = TALK.replace("Nobody.", "Nobody.\n(He nods.)\nSW3: (see page 4)\nPART 2\nAims here")
    (folder / "new.txt").write_text(text, "utf-8")
    assert run(folder, "add", "new.txt", "--kind", "interview").exit_code == 0
    assert said(folder, "new")[0] == "Interviewer: W. Marlow"
    assert said(folder, "new")[-1] == "SW3: Nobody.\n(He nods.)\nPART 2"
    printed = run(folder, "read", "transcripts/new.txt").output
    assert "3 events" in printed  # the interruption, and two by the recipe


def test_a_person_overrules_the_layout(tmp_path: Path) -> None:
    text = "Ann: Q. Who came?\nBo: A. Two.\nAnn: Q. And?\nBo: A. None.\n"
    reading = read(tmp_path, text, Recipe(layout=Text("label: text")))
    assert reading.labels == {"Ann": 2, "Bo": 2}
    text = "I: So?\nShe came.\nI: And?\nIt rained.\nI: Then?\nWe left.\n"
    assert len(read(tmp_path, text, Recipe()).labels) == 2
    assert read(tmp_path, text, Recipe(layout=Text("label: text"))).labels == {"I": 3}
    assert len(read(tmp_path, text, Recipe(layout=Text("label: text, answers bare"))).labels) == 2


def test_a_recipe_is_tried_before_the_file_is_added(folder: Path, run: Run) -> None:
    (folder / "new.txt").write_text("I: So?\nShe came.\nTea\nI: And?\nIt rained.\n", "utf-8")
    assert "layout label: text, answers bare" in run(folder, "read", "new.txt").output
    with_recipe(folder, '  - file: new.txt\n    layout: "label: text"\n    not speech: [Tea]\n')
    printed = run(folder, "read", "new.txt").output
    assert "layout label: text (2 lines" in printed
    assert "1 event: Tea" in printed


def test_one_recipe_may_be_for_many_files_and_one_file_may_have_its_own(
    folder: Path, run: Run
) -> None:
    with_recipe(
        folder,
        """\
          - file: "talk *.txt"
            layout: label: text
            no speakers: [Note]
          - file: talk 2.txt
            not speech: [Tea]
        """.replace("label: text", '"label: text"'),
    )
    talk = "I: So?\nSW1: Yes.\nNote: a form.\nTea\nI: And?\nNote: this.\nSW1: No.\n"
    lay_out(folder, {"talk 1.txt": talk, "talk 2.txt": f"{talk}I: Ah.\n"})
    printed = run(folder, "add", "talk 1.txt", "talk 2.txt", "--kind", "interview")
    assert printed.exit_code == 0
    assert "study.yaml" not in printed.output  # all that was decided stands there already
    assert said(folder, "talk-1")[1] == "SW1: Yes.\nNote: a form.\nTea"
    assert said(folder, "talk-2")[1] == "SW1: Yes.\nNote: a form."
    assert "Note" not in (folder / SPEAKERS).read_text("utf-8")


@pytest.mark.parametrize(
    ("recipe", "told"),
    [
        ("layout: lable - text", ":23: no layout is called `lable - text`; perhaps"),
        ("layout: table of turns", ":23: ash.txt is not laid out as `table of turns`"),
        ("not speech: [Tea]", ":23: no line of ash.txt reads `Tea`"),
        ("speech: [Tea]", ":23: no line of ash.txt reads `Tea`"),
        (
            "not speech: [Int: *]\n    speech: [Int: *]".replace("Int: *", '"Int: *"'),
            ":24: `Int: *` is said to be both",
        ),
        ("not speech: ['*']", ":23: `*` would be every line"),
        ("not speech: Tea", ":23: `not speech` should be a list"),
    ],
)
def test_a_fault_is_told_with_its_line(folder: Path, run: Run, recipe: str, told: str) -> None:
    with_recipe(folder, f"  - file: ash.txt\n    {recipe}\n")
    printed = run(folder, "chart", "--researcher", "ek")
    assert printed.exit_code == 1
    assert "study.yaml" + told in " ".join(printed.stderr.split()).replace("study.yaml: ", "")


def test_a_recipe_for_many_files_must_fit_one_of_them(folder: Path, run: Run) -> None:
    with_recipe(folder, '  - file: "more/*.txt"\n')
    printed = run(folder, "check").output
    assert "study.yaml:22: a recipe for `more/*.txt`, which no case names" in printed


MARKS = ["SW1*", "*Ann*", "10:30", "(laughs)", "*yes.", "Note: *"]
SOME = st.lists(st.sampled_from(MARKS), max_size=2)
ENDINGS = st.sampled_from([".txt", ".csv", ".srt"])


@given(LINES, SOME, SOME, st.sampled_from(["", *LAYOUTS]), ENDINGS)
@example(["SW1: yes.", "no", "Ann: No?", "SW1: yes."], ["SW1*"], [], "", ".txt")
@settings(max_examples=120)
def test_whatever_a_recipe_says_nothing_is_lost(
    lines: list[str], aside: list[str], said: list[str], layout: str, ending: str
) -> None:
    recipe = Recipe(
        layout=Text(layout),
        no_speakers=frozenset({"Note"}),
        not_speech=tuple(map(Text, aside)),
        speech=tuple(map(Text, said)),
    )
    head = {".csv": "speaker,text\n", ".srt": "1\n00:00:01,000 --> 00:00:02,000\n"}.get(ending, "")
    with TemporaryDirectory() as place:
        reading = read(Path(place), head + "\n".join(lines), recipe, ending)
    assert {problem.kind for problem in reading.problems} <= {"layout", "no labels", "unreadable"}


def test_a_format_that_tells_who_speaks_has_no_other_layout(tmp_path: Path) -> None:
    reading = read(
        tmp_path, "speaker,text\nAnn,Who?\nBo,Me.\n", Recipe(layout=Text("label: text")), ".csv"
    )
    assert "is not laid out as `label: text`" in str(reading.problems[0])


def test_a_question_of_a_survey_stands_above_every_answer(tmp_path: Path) -> None:
    recipe = Recipe(not_speech=(Text("What helped?"),))
    table = "name,What helped?\nR1,My sister.\nR2,Nobody.\n"
    reading = read(tmp_path, table, recipe, ".csv")
    assert reading.problems == ()
    assert [said.text for said in reading.spoken][-3:] == ["My sister.", "What helped?", "Nobody."]


def test_every_layout_has_one_name_and_a_line_in_the_guide() -> None:
    assert len(LAYOUTS) == len(set(map(str.casefold, LAYOUTS)))
    guide = (ROOT / "docs/reference/layouts.md").read_text("utf-8")
    for name in LAYOUTS:
        plain = name.removesuffix(", answers bare").replace("label in bold", "label")
        assert all(f"| {one} |" in guide for one in plain.split(" or ")), name


@pytest.mark.parametrize(
    ("pattern", "text", "does"),
    [
        ("Part *", "Part  2:", True),
        ("Part*", "part 2", False),
        ("*page*", "see page 4", True),
        ("a*a", "a", False),
        ("*a*a*b", "ab", False),
        ("*.txt", "har.txt", True),
        ("har.txt", "har.txt.txt", False),
    ],
)
def test_a_star_stands_for_anything(pattern: str, text: str, *, does: bool) -> None:
    assert fits(pattern, text) is does


def test_a_line_of_many_stars_ends() -> None:
    assert not fits("*a" * 200 + "b", "a" * 100_000)


def test_an_added_file_with_more_events_than_anyone_lists_has_its_layout_alone(
    folder: Path,
) -> None:
    lines = [
        f"PART {chr(65 + n % 26)}{chr(65 + n // 26)} OF IT\nI: So?\nSW1: Yes.\n" for n in range(60)
    ]
    (folder / "long.txt").write_text("".join(lines), "utf-8")
    add(folder, [folder / "long.txt"], Wishes(kind="interview"))
    recipe = Study.open(folder).file.recipes["long.txt"]
    assert recipe == Recipe(layout=Text("label: text"))


def test_lines_that_differ_in_a_number_alone_are_one_line_of_the_recipe(folder: Path) -> None:
    talk = "".join(f"PART {n} OF IT\nI: So {n}?\nSW1: Yes.\n" for n in range(3))
    (folder / "new.txt").write_text(talk, "utf-8")
    add(folder, [folder / "new.txt"], Wishes(kind="interview"))
    assert Study.open(folder).file.recipes["new.txt"].not_speech == ("PART * OF IT",)


FORMS = {
    "#{name}:": "#Ann: Who?\n#Bo Lee: Me, at 10:30.\nNote: it was.\n#Ann: I see.\n",
    "{{name}}": "{Ann} Who?\n{Bo Lee} Me, at 10:30.\nNote: it was.\n{Ann} I see.\n",
    "~{name}~": "~Ann~\nWho?\n~Bo Lee~\nMe, at 10:30.\nNote: it was.\n~Ann~\nI see.\n",
    "» {name} ({time}) -": "»Ann (0:01)- Who?\n» Bo Lee (0:02) - Me, at 10:30.\nNote: it was.\n"
    "» Ann (0:09) - I see.\n",
    "{name} said,": "Ann said, Who?\nBo Lee said, Me, at 10:30.\nNote: it was.\nAnn said, I see.\n",
}
SAID = [("Ann", "Who?"), ("Bo Lee", "Me, at 10:30.\nNote: it was."), ("Ann", "I see.")]


@pytest.mark.parametrize("form", FORMS)
def test_a_form_of_label_that_a_person_states_is_the_one(tmp_path: Path, form: str) -> None:
    reading = read(tmp_path, FORMS[form], Recipe(layout=Text(form)))
    assert [(said.label, said.text) for said in reading.spoken] == SAID
    assert reading.layout == form
    assert read(tmp_path, "Ann, Who?\n", Recipe(layout=Text(form))).problems


def test_a_form_that_is_stated_once_is_kept(folder: Path, run: Run) -> None:
    (folder / "new.txt").write_text(FORMS["~{name}~"], "utf-8")
    assert "Bo Lee" not in run(folder, "read", "new.txt").output
    assert "Bo Lee" in run(folder, "read", "new.txt", "--label", "~{name}~").output
    added = run(folder, "add", "new.txt", "--kind", "focus group", "--label", "~{name}~")
    assert added.exit_code == 0
    assert Study.open(folder).file.recipe_of("transcripts/new.txt").layout == "~{name}~"
    assert "Bo Lee" in run(folder, "read", "transcripts/new.txt").output


def test_read_keeps_a_form_for_a_file_of_the_study(folder: Path, run: Run) -> None:
    told = run(folder, "read", "transcripts/ash.txt", "--label", "{name}:")
    assert 'Written into study.yaml: `layout: "{name}:"` for ash.txt' in told.output
    assert Study.open(folder).file.recipe_of("transcripts/ash.txt").layout == "{name}:"
    assert run(folder, "check").exit_code == 0
    assert run(folder, "read", "transcripts/ash.txt", "--label", "name:").exit_code == 2
