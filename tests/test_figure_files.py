"""A figure for a paper: its kind of file, its size, on somebody's own axes, and as data."""

import io
import re
from pathlib import Path

import matplotlib.pyplot as plt
import pypdfium2
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Picture
from PIL import Image

from framework import Study
from framework.errors import RefusedError
from framework.notebook.drawn import Drawn
from tests.conftest import Run

STRIP, LOCUS = "focus-group-theme-2", "focus-group-locus"


@pytest.fixture
def study(example: Path) -> Study:
    return Study.open(example)


@pytest.fixture
def strip(study: Study) -> Drawn:
    return study.figures[STRIP]


def test_a_pdf_has_the_width_that_was_asked_for_and_its_words(strip: Drawn, tmp_path: Path) -> None:
    saved = strip.save(tmp_path / "a.pdf", width=130)
    (page,) = pypdfium2.PdfDocument(saved)
    assert page.get_width() / 72 * 25.4 == pytest.approx(130, abs=0.1)
    said = page.get_textpage().get_text_bounded()
    assert "not charted yet" in said
    assert "learning disability FG1" in " ".join(said.split())


def test_a_pdf_is_the_same_each_time_and_tells_what_it_shows(strip: Drawn, tmp_path: Path) -> None:
    first, second = strip.save(tmp_path / "a.pdf"), strip.save(tmp_path / "b.PDF")
    assert first.read_bytes() == second.read_bytes()
    told = pypdfium2.PdfDocument(first).get_metadata_dict()
    assert (told["Title"], told["Subject"]) == (str(strip), strip.alt)
    assert told["CreationDate"] == told["Producer"] == ""


@pytest.mark.parametrize(("width", "dpi", "pixels"), [(127, 100, 500), (127, 400, 2000)])
def test_a_png_has_the_width_and_resolution_that_were_asked_for(
    strip: Drawn, tmp_path: Path, width: float, dpi: int, pixels: int
) -> None:
    picture = Image.open(
        io.BytesIO(strip.save(tmp_path / "a.png", width=width, dpi=dpi).read_bytes())
    )
    assert picture.width == pixels
    assert picture.info["dpi"] == pytest.approx((dpi, dpi), abs=1)


def test_an_svg_has_the_width_that_was_asked_for(strip: Drawn, tmp_path: Path) -> None:
    svg = strip.save(tmp_path / "a.svg", width=127).read_text("utf-8")
    assert re.search(r'<svg [^>]*width="360pt"', svg)


@pytest.mark.parametrize(
    ("width", "dpi", "told"),
    [
        (60, None, "cannot be 60 mm wide: its names need 9. mm; ask for 9. mm"),
        (0, None, "cannot be 0 mm wide"),
        (100_000, None, "ask for up to 1000 mm"),
        (None, 0, "cannot have 0 dpi"),
        (None, 5000, "more than 12,000 pixels a side at 5000 dpi; ask for 17.. dpi"),
    ],
)
def test_a_size_that_cannot_be_is_told_and_nothing_is_written(
    strip: Drawn, tmp_path: Path, width: float | None, dpi: int | None, told: str
) -> None:
    with pytest.raises(RefusedError, match=told):
        strip.save(tmp_path / "a.png", width=width, dpi=dpi)
    assert not [*tmp_path.glob("a.*")]


def test_a_figure_is_drawn_on_axes_in_its_own_size(strip: Drawn) -> None:
    """Half as wide a picture has the same letters, whatever is set for other pictures."""
    with plt.rc_context({"font.family": "serif", "font.size": 30}):
        picture = Picture(figsize=(12, 8))
        FigureCanvasAgg(picture)
        left, right = picture.subplots(1, 2)
        left.plot([1, 2])
        assert strip.plot(right) is right
        picture.savefig(io.BytesIO(), format="png")
    texts = [text for text in right.texts if text.get_text()]
    assert {text.get_fontfamily()[0] for text in texts} == {"DejaVu Sans"}
    inside = right.get_window_extent()
    ends = [text.get_window_extent() for text in texts]
    assert min(end.x0 for end in ends) >= inside.x0
    assert max(end.x1 for end in ends) <= inside.x1 + 2  # letters are rounded to pixels
    assert min(end.y0 for end in ends) >= inside.y0
    assert left.lines


def test_axes_that_are_too_small_are_told_with_the_size_needed_and_stay_empty(strip: Drawn) -> None:
    axes = Picture(figsize=(3, 2)).subplots()
    with pytest.raises(RefusedError, match=r"needs axes of \d+ × \d+ mm; these are 59 × 39 mm"):
        strip.plot(axes)
    assert not axes.texts
    assert axes.axison


def test_what_a_figure_shows_is_a_table(study: Study, strip: Drawn) -> None:
    data = strip.data
    assert len(data) == 5 * 9
    asked = data[
        (data.row == "2.3 · Hearing the carer apart") & (data.mark == "asked, nothing said")
    ]
    assert asked[["column_heading", "column"]].to_numpy().tolist() == [
        ["Council A", "older people FG1"]
    ]
    assert strip.compared.empty
    assert set(study.figures["focus-group-progress"].data.mark) <= {
        *("charted", "still to chart", "read, and a state chosen", "not asked, nothing else noted"),
        *("contested: two texts in the cell", "not in this guide"),
    }


def test_what_brackets_compare_is_a_table(study: Study) -> None:
    locus = study.figures[LOCUS]
    assert "inside a group" not in set(locus.data.row)
    compared = locus.compared
    money = compared[
        compared.row_heading.str.startswith("3.1") & (compared.row == "between authorities")
    ]
    assert money.outcome.iloc[0] == "differ"
    assert [*money.side.unique()] == [1, 2]
    shown = set(zip(locus.data.column_heading, locus.data.column, strict=True))
    assert set(zip(compared.column_heading, compared.column, strict=True)) <= shown


def test_a_figure_is_saved_by_command(example: Path, run: Run) -> None:
    listed = run(example, "figure").output
    assert f"{STRIP}   Who spoke of it" in listed
    assert not (example / "charts").exists()
    saved = run(example, "figure", STRIP, "--save", str(example / "one.pdf"), "--width", "120")
    assert saved.exit_code == 0
    (page,) = pypdfium2.PdfDocument(example / "one.pdf")
    assert page.get_width() / 72 * 25.4 == pytest.approx(120, abs=0.1)
    assert run(example, "figure", STRIP, "--save", str(example / "a.gif")).exit_code == 1
    assert "Who spoke of it" in run(example, "figure", STRIP).output
    for words in (("--save", "a.pdf"), (STRIP, "--width", "120")):
        assert run(example, "figure", *words).exit_code == 2
