"""The benchmarks' corpus is a study like any other: it is in order, and it charts."""

from pathlib import Path

from benchmarks.corpus import make_study
from tests.conftest import Run


def test_the_corpus_is_in_order_and_charts(tmp_path: Path, run: Run) -> None:
    make_study(tmp_path / "corpus", 3, 1_000, 1, "both")
    assert run(tmp_path / "corpus", "check").exit_code == 0
    assert run(tmp_path / "corpus", "chart").exit_code == 0
