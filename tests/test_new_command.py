"""`framework new`: a study's folders, with starter files or with the invented study."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from framework import Study
from tests.conftest import ROOT, Run, lay_out

TALK = "Interviewer: Who helps?\nMrs. Lowe: My son.\nInterviewer: And?\nMrs. Lowe: Nobody.\n"


def on_a_terminal(folder: Path, typed: str, *args: str) -> tuple[int, str]:
    """Run the program on a terminal of its own; return its exit code and what stood there."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100"}
    command = [sys.executable, "-m", "framework", *args]
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    ) as running:
        os.close(theirs)
        os.write(ours, typed.encode())
        shown = b""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                shown += os.read(ours, 4096)
            except OSError:  # nobody holds the other end
                break
        else:
            running.kill()
    os.close(ours)
    return running.returncode, shown.decode()


def test_on_a_terminal_five_questions_make_a_study_that_charts(tmp_path: Path, run: Run) -> None:
    answers = (
        "Care at home",
        "Zoë van Dam",
        "Z.V.",  # no initials: asked again
        "",
        "interview, focus group",
        "team: OP = older people, LD; Area: Süd/West, North",
    )
    typed = "".join(f"{one}\n" for one in answers)
    code, shown = on_a_terminal(tmp_path, typed, "new", "home")
    assert code == 0, shown
    assert [shown.count(one) for one in ("Your initials [zvd]: ", "(or Enter): ")] == [2, 1]
    assert "`Z.V.` cannot be initials" in shown
    folder = tmp_path / "home"
    assert run(folder, "check").exit_code == 0
    study = Study.open(folder)
    assert study.file.title == "Care at home"
    assert study.file.researchers == {"zvd": "Zoë van Dam"}
    assert [plan.kind for plan in study.file.plans] == ["interview", "focus group"]
    team, area = study.file.attributes
    assert (team.name, team.values) == ("team", {"OP": "older people", "LD": "LD"})
    assert (area.name, list(area.values)) == ("area", ["Süd/West", "North"])
    lay_out(folder.parent, {"lowe.txt": TALK})
    assert run(folder, "add", "../lowe.txt", "--kind", "interview").exit_code == 0
    assert run(folder, "chart").exit_code == 0


def test_with_every_answer_an_option_nothing_is_asked(tmp_path: Path) -> None:
    options = ("--title", "T", "--name", "A", "--initials", "aa", "--kind", "diary", "--by", "age")
    code, shown = on_a_terminal(tmp_path, "", "new", "mine", *options)
    assert code == 0, shown
    study = Study.open(tmp_path / "mine")
    assert study.problems == []
    assert (study.file.title, study.file.researchers) == ("T", {"aa": "A"})
    assert [plan.kind for plan in study.file.plans] == ["diary"]
    assert [one.name for one in study.file.attributes] == ["age"]


@pytest.mark.parametrize("kind", ["interview", "focus group"])
def test_without_a_terminal_nothing_is_asked_and_either_kind_may_be_added(
    tmp_path: Path, run: Run, kind: str
) -> None:
    assert run(tmp_path, "new", "mine").exit_code == 0
    lay_out(tmp_path, {"lowe.txt": TALK})
    assert run(tmp_path / "mine", "add", "../lowe.txt", "--kind", kind).exit_code == 0
    study = Study.open(tmp_path / "mine")
    assert study.file.attributes == ()
    assert study.cases["lowe"].kind == kind


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--initials", "Ewa"), ""),
        (("--initials", "e.k."), "`e.k.` cannot be initials; two to five letters from a to z"),
        (("--kind", "a/b"), "`a/b` cannot be a kind of case"),
        (("--kind", "Diary", "--kind", "diary"), "two kinds of case have one name"),
        (("--by", "date: early, late"), "`date` has a meaning of its own in the tables"),
        (("--by", "age; age: old"), "`age` is there already"),
        (("--by", "age and sex"), "`age and sex` cannot name what cases are compared by"),
        (("--by", "age: old, old"), "`old` cannot be a value of age"),
        (("--by", "age: old?"), "`old?` cannot be a value of age"),
        (("--title", "a\x1bb"), "holds characters that cannot be printed"),
        (("--example", "--title", "b"), "--example takes no other option"),
    ],
)
def test_an_answer_that_cannot_be_kept_is_one_line_and_makes_no_folder(
    tmp_path: Path, run: Run, options: tuple[str, ...], told: str
) -> None:
    printed = run(tmp_path, "new", "mine", *options)
    assert told in printed.stderr
    assert (tmp_path / "mine").exists() == (not told) == (printed.exit_code == 0)


def test_a_new_study_is_in_order_and_says_what_comes_next(tmp_path: Path, run: Run) -> None:
    printed = run(tmp_path, "new", "My carers")
    assert printed.exit_code == 0
    assert "Next:" in printed.output
    folder = tmp_path / "My carers"
    assert {"transcripts", "codebooks", "trail", "charts", "drafts", "private", "notebooks"} <= {
        path.name for path in folder.iterdir()
    }
    assert run(folder, "check").exit_code == 0
    refused = run(folder, "chart")
    assert refused.exit_code == 1
    assert "there is nothing to chart yet" in refused.stderr


def test_two_new_studies_have_different_ids(tmp_path: Path, run: Run) -> None:
    texts = []
    for name in ("one", "two"):
        run(tmp_path, "new", f"{name}/study")
        texts.append((tmp_path / name / "study/study.yaml").read_text("utf-8"))
    assert texts[0].splitlines()[2] != texts[1].splitlines()[2]


def test_the_example_is_the_invented_study_and_charts(tmp_path: Path, run: Run) -> None:
    assert run(tmp_path, "new", "copy", "--example").exit_code == 0
    for part in ("study.yaml", "transcripts/cases.csv", "trail/ek.jsonl", "drafts/paper.docx"):
        assert (tmp_path / "copy" / part).read_bytes() == (ROOT / part).read_bytes()
    assert run(tmp_path / "copy", "chart").exit_code == 0


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path, run: Run) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine.txt").write_text("mine", "utf-8")
    printed = run(tmp_path, "new", "full")
    assert printed.exit_code == 1
    assert "is not empty" in printed.stderr
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.txt"]
