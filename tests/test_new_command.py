"""`framework new`: a study's folders, with starter files or with the invented study."""

from pathlib import Path

from tests.conftest import ROOT, Run


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
