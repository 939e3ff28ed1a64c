"""Figures: drawn only when their data changed, read from the facts of cells, told in words."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from framework import Study
from framework.cases.case import Attribute, Case, Row
from framework.figures.drawing.files import draw
from framework.figures.drawing.marks import LOOKS
from framework.figures.drawing.words import measure, wrap
from framework.figures.figure import Band, Figure, in_bands
from framework.figures.progress import progress, work
from framework.figures.strip import heard, strips
from framework.trail.cell import SAID, Asked, Cell, Mark, Said
from tests.conftest import Run

PLACE = "charts/figures"
PROGRESS, THEME = "focus-group-progress", "focus-group-theme-2"
SVG = "{http://www.w3.org/2000/svg}"
SMALL = Figure(
    name="small",
    title="Small",
    alt="Two marks.",
    foot=("A line.",),
    rows=(Band("", ("2.1 · Whose needs",)),),
    columns=(Band("Council A", ("older people FG1", "FG2")),),
    marks=(("spoken of", "not charted yet"),),
)


@pytest.fixture
def charted(folder: Path, study: Study, run: Run) -> Path:
    """Return the tiny study with one cell written and one not asked, and its figures."""
    study.summarise("ASH-OP-1", "2.1", "His needs [2].", by="ek")
    study.state("HAR-LD-1", "2.1", asked="not asked", said="nothing said", by="ek")
    assert run(folder, "chart", "--researcher", "ek").exit_code == 0
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of the figures' files by name."""
    return {path.name: path.read_bytes() for path in (folder / PLACE).iterdir()}


def words(svg: bytes) -> str:
    """Return the words drawn in a figure."""
    root = etree.fromstring(svg)
    return " ".join(str(each.text) for each in root.iter(SVG + "text"))


def test_a_researcher_finds_figures_with_their_alt_text(
    folder: Path, study: Study, run: Run
) -> None:
    study.summarise("ASH-OP-1", "2.1", "His needs [2].", by="ek")
    study.state("HAR-LD-1", "2.1", asked="not asked", said="nothing said", by="ek")
    printed = run(folder, "chart", "--researcher", "ek").output
    assert "Figures       charts/figures/     2 as SVG and PNG; figures.txt tells them" in printed
    drawn = {f"{name}.{kind}" for name in (PROGRESS, THEME) for kind in ("svg", "png")}
    assert set(files(folder)) == {"figures.txt", *drawn}
    listed = files(folder)["figures.txt"].decode()
    told = (
        "2.1 · Whose needs. Spoken of: Council A OP FG1; not asked, nothing said: Council C LD FG1."
    )
    assert told in listed
    assert "Still to chart: ASH-OP-1, HAR-LD-1 in 2.2." in listed


def test_both_files_carry_title_and_alt_text(charted: Path) -> None:
    for name in (PROGRESS, THEME):
        root = etree.fromstring(files(charted)[f"{name}.svg"])
        title, alt = root[0], root[1]
        assert (title.tag, alt.tag) == (SVG + "title", SVG + "desc")
        assert (root.get("role"), root.get("aria-labelledby")) == ("img", "title desc")
        with Image.open(charted / PLACE / f"{name}.png") as png:
            assert png.info["Title"] == title.text
            assert png.info["Description"] == alt.text
        assert f"{title.text}\n{alt.text}\n" in files(charted)["figures.txt"].decode()


def test_the_figure_names_groups_and_counts_nothing(charted: Path) -> None:
    drawn = words(files(charted)[f"{THEME}.svg"])
    for word in ("Council A", "Council C", "OP FG1", "LD FG1", "2.1 · Whose needs", "spoken of"):
        assert word in drawn
    assert "%" not in drawn
    assert b"DOCTYPE" not in files(charted)[f"{THEME}.svg"]


@pytest.mark.parametrize(
    ("asked", "said", "mark"),
    [
        ("asked", "charted", "spoken of"),
        (None, "charted", "spoken of"),
        ("not asked", "charted", "spoken of, though not asked"),
        ("asked", "nothing said", "asked, nothing said"),
        (None, "nothing said", "nothing said, not known whether asked"),
        ("cannot tell", "nothing said", "nothing said, not known whether asked"),
        ("not asked", "nothing said", "not asked, nothing said"),
        ("not asked", "uncharted", "not asked, not charted yet"),
        ("asked", "uncharted", "not charted yet"),
        (None, "uncharted", "not charted yet"),
        ("not asked", "touched on, not pursued", "touched on unasked, not pursued"),
        ("asked", "not recorded", "not recorded"),
    ],
)
def test_a_mark_is_read_from_the_two_facts_of_a_cell(
    asked: Asked | None, said: Said, mark: str
) -> None:
    cell = Cell(Row.case("A"), "2.1", asked=asked, said=said, indexed=7)
    assert heard(cell) == mark


def test_a_contested_cell_is_never_taken_for_one_of_its_answers() -> None:
    marks: tuple[Mark, ...] = ("contested",)
    cell = Cell(Row.case("A"), "2.1", said="nothing said", texts=("His.", "nothing said"))
    for read in (heard, work):
        assert read(replace(cell, marks=marks)).startswith("contested")


def test_what_is_left_agrees_with_the_boxes() -> None:
    def cell(asked: Asked | None, said: Said, *texts: str) -> Cell:
        return Cell(Row.case("A"), "2.1", asked=asked, said=said, texts=texts)

    assert work(cell("asked", "uncharted")) == "still to chart"
    assert work(cell("not asked", "uncharted")) == "not asked, nothing else noted"
    assert work(cell("not asked", "nothing said")) == "read, and a state chosen"
    assert work(cell(None, "charted", "His.")) == "charted"


def test_every_mark_looks_different_without_colour() -> None:
    asked: tuple[Asked | None, ...] = ("asked", "not asked", "cannot tell", None)
    cells = [Cell(Row.case("A"), "2.1", asked=one, said=said) for one in asked for said in SAID]
    told = {read(cell) for cell in cells for read in (heard, work)}
    assert told <= LOOKS.keys()
    assert len({LOOKS[mark] for mark in told}) == len(told)


def test_groups_stand_by_the_first_attribute_in_the_order_of_the_charts(example: Path) -> None:
    study = Study.open(example)
    figure = strips(study.cells, "focus group", study.file.title, study.file.attributes)[0]
    assert [(band.heading, band.labels) for band in figure.columns] == [
        ("Council A", ("learning disability FG1", "older people FG1", "older people FG3")),
        (
            "Council B",
            (
                "learning disability FG1",
                "learning disability FG2",
                "older people FG1",
                "older people FG2",
            ),
        ),
        ("Council C", ("learning disability FG1", "older people FG1")),
    ]
    shown = progress(study.cells, "focus group", study.file.title, study.file.attributes)[0]
    charts = [chart for chart in study.charts if chart.kind == "focus group" and not chart.by]
    rows = [row.key for chart in charts for row in chart.rows]
    assert [label for band in shown.rows for label in band.labels] == rows


def test_bands_follow_the_values_and_their_cases_the_table() -> None:
    where = {"H-OP": "Harkenshaw", "X": "", "A-LD": "Ashmarch", "N": "New", "A-OP": "Ashmarch"}
    cases = [Case(case, (), "group", {"authority": value}) for case, value in where.items()]
    authority = Attribute("authority", "Authority", {"Ashmarch": "A", "Harkenshaw": "C"})
    found = [[case.id for case in band] for band in in_bands(cases, [authority])]
    assert found == [["A-LD", "A-OP"], ["H-OP"], ["N"], ["X"]]
    assert in_bands(cases, []) == [cases]


def test_the_root_study_has_a_strip_for_what_is_charted_only(example: Path) -> None:
    study = Study.open(example)
    told = (study.file.title, study.file.attributes)
    themes = strips(study.cells, "focus group", *told)
    assert [figure.name[-1] for figure in themes] == ["2", "3", "4", "5", "7"]
    assert strips(study.cells, "survey", *told) == []
    assert progress(study.cells, "survey", *told) == []
    shown = progress(study.cells, "focus group", *told)[0]
    assert (len(shown.marks), len(shown.marks[0])) == (9, 29)
    still, outside = (
        shown.alt.partition(f"{what}: ")[2].partition("ASH-OP-3 in ")[2].partition(".\x20")[0]
        for what in ("Still to chart", "Not in this guide")
    )
    assert still.startswith("1.1, 1.2, 2.1, 2.2, 2.3, 2.4, 3.1, 3.2, 4.1")
    assert outside.startswith("1.3, 2.5, 3.3, 3.4, 4.4")
    assert not {*still.split(", ")} & {*outside.split(", ")}


def test_nothing_is_drawn_while_no_figure_changes(charted: Path) -> None:
    """A summary is rewritten: the workbook is built again, and matplotlib is not imported."""
    before = files(charted)
    Study.open(charted).summarise("ASH-OP-1", "2.1", "His needs, mostly [2].", by="ek")
    code = (
        "import sys; from framework.cli import main; main(['chart'], standalone_mode=False);"
        "assert 'matplotlib' not in sys.modules"
    )
    for _ in ("charts built", "nothing changed"):
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", code],
            cwd=charted,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    assert files(charted) == before
    assert "mostly" in (charted / "charts/data/cells.csv").read_text("utf-8")


def test_a_figure_that_is_gone_or_altered_is_drawn_again(charted: Path, run: Run) -> None:
    before = files(charted)
    (charted / PLACE / f"{THEME}.png").unlink()
    (charted / PLACE / f"{PROGRESS}.svg").write_bytes(b"half")
    assert run(charted, "chart").exit_code == 0
    assert files(charted) == before


def test_a_change_draws_what_it_changes(charted: Path, run: Run) -> None:
    before = files(charted)
    Study.open(charted).state("HAR-LD-1", "2.1", asked="asked", by="ek")
    assert run(charted, "chart").exit_code == 0
    changed = {name for name, data in files(charted).items() if before[name] != data}
    assert changed == {"figures.txt", f"{THEME}.svg", f"{THEME}.png"}


def test_figures_go_when_there_is_nothing_to_show(charted: Path, run: Run) -> None:
    study = Study.open(charted)
    for line in list(study.decisions.commands):
        study.undo(line, by="ek")
    assert run(charted, "chart").exit_code == 0
    assert files(charted) == {}


def test_the_same_bytes_whatever_this_machine_is_set_to(tmp_path: Path) -> None:
    own = "savefig.facecolor: red\nhatch.color: red\nsvg.fonttype: path\n"
    (tmp_path / "matplotlibrc").write_text(own)
    code = (
        "import sys; from tests.test_figures import SMALL, draw; drawn = draw(SMALL);"
        "sys.stdout.buffer.write(drawn['svg'] + drawn['png'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": str(Path(__file__).parent.parent),
            "TZ": "Pacific/Apia",
            "LC_ALL": "tr_TR.UTF-8",
            "PYTHONHASHSEED": "7",
            "SOURCE_DATE_EPOCH": "1",
        },
        capture_output=True,
        check=True,
    )
    drawn = draw(SMALL)
    assert done.stdout == drawn["svg"] + drawn["png"] == b"".join(draw(SMALL).values())


def test_hostile_names_are_words(folder: Path, run: Run) -> None:
    nasty = r'name: "$\\frac{1}{$ <script>alert(1)</script> & \u202e\\x"'
    for name, old, new in (
        ("codebooks/tiny.yaml", "name: Whose needs", nasty),
        ("transcripts/cases.csv", "Ashmarch,OP,FG1", "Ashmarch,$\\alpha$<b>,\x1b[31mFG1"),
    ):
        text = (folder / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), "utf-8")
    Study.open(folder).summarise("ASH-OP-1", "2.1", "His needs [2].", by="ek")
    printed = run(folder, "chart", "--researcher", "ek")
    assert printed.exit_code == 0, printed.output
    svg = files(folder)[f"{THEME}.svg"]
    assert {element.tag for element in etree.fromstring(svg).iter()} >= {SVG + "desc"}
    assert b"<script" not in svg
    drawn = words(svg)
    shown = ("$\\frac{1}{$", "<script>alert(1)</script>", "\\u202e", "$\\alpha$<b>", "\\x1b[31mFG1")
    for word in shown:
        assert word in drawn
    assert "\x1b" not in files(folder)["figures.txt"].decode()


def test_a_figure_grows_before_a_name_is_cut() -> None:
    labels = tuple(f"2.{number} · A subtheme with quite a long name" for number in range(1, 80))
    columns = (Band("2 · " + "Institutionalisation " * 2, labels),)
    wide = draw(replace(SMALL, columns=columns, marks=(("spoken of",) * len(labels),)))
    root = etree.fromstring(wide["svg"])
    assert float(str(root.get("width")).removesuffix("pt")) > 79 * 3.6 * 72 / 25.4
    assert labels[-1] in words(wide["svg"])


@pytest.mark.filterwarnings("ignore:Glyph")
@settings(max_examples=40)
@given(st.text(max_size=40), st.floats(min_value=8, max_value=60))
def test_lines_hold_every_letter_and_fit(text: str, width: float) -> None:
    text = " ".join("".join(letter for letter in text if letter.isprintable()).split())
    lines = wrap(text, width, 7)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(measure(line, 7) <= width for line in lines if len(line) > 1)
