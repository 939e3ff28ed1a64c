"""Words from scripts that run from right to left do so on pages, whatever stands around them."""

from pathlib import Path

from framework import Study
from framework.plain.markup import words
from tests.conftest import Run

HEBREW = "בואו נתחיל"


def test_words_on_pages_have_the_direction_of_their_script(folder: Path, run: Run) -> None:
    study = Study.open(folder)
    case, transcript = next(iter(study.transcripts.items()))
    turn = next(one for one in transcript if one.kind == "participant")
    path = folder / turn.file
    path.write_text(path.read_text("utf-8").replace(turn.text, f"{HEBREW} {turn.text}"), "utf-8")
    run(folder, "chart", "--researcher", "ek")
    copy = (folder / f"charts/transcripts/{case}.html").read_text("utf-8")
    assert f'<p class="words" dir="auto">{HEBREW}' in copy
    page = next((folder / "charts").glob("*.html")).read_text("utf-8")
    assert 'make("p", { class: "words", dir: "auto" }' in page
    assert words(HEBREW).endswith(f' dir="auto">{HEBREW}</span>')
