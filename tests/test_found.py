"""What terms found stands beside the passages: marked, apart, in no box, counted nowhere."""

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from framework import Study
from framework.cases.case import Row
from framework.charts.found import NOT_READ, NOT_USED, Found
from framework.proposals.showing import proposed
from tests.conftest import ASH, HAR, Run, lay_out

CODEBOOK = """
    format: 1
    themes:
      - number: 2
        name: Assessment
        subthemes:
          - number: 2.1
            name: Whose needs
            definition: Whose needs lead.
            terms: [his assessment, going under, under his name]
          - number: 2.2
            name: The form
            terms: [form]
"""
HIS, NEARER = "His do. It is his assessment, after all.", "It depends who is nearer to going under."
BOOK = "charts/tiny.xlsx"


@pytest.fixture
def folder(folder: Path) -> Path:
    """Return the tiny study with terms in its codebook, and nobody's decisions."""
    return lay_out(folder, {"codebooks/tiny.yaml": CODEBOOK})


def said(folder: Path, setting: str) -> None:
    """Write `proposals` into study.yaml."""
    path = folder / "study.yaml"
    path.write_text(f"{path.read_text('utf-8')}proposals: {setting}\n", "utf-8")


def shown(study: Study) -> list[tuple[str, str]]:
    """Return the ids and the marks of what is shown."""
    found = proposed(study.proposer, study.file.proposals).found
    return [(one.id, one.mark) for one in found]


def table(folder: Path, sheet: str) -> dict[tuple[str, str], str]:
    """Return a passage table's boxes by key and heading."""
    lines = load_workbook(folder / BOOK)[sheet].iter_rows(min_row=4, values_only=True)
    head = [str(text) for text in next(lines)]
    return {
        (str(line[0]), heading[:3]): str(text or "")
        for line in lines
        for heading, text in zip(head, line, strict=True)
        if heading[:2] == "2."
    }


def values(sheet: Worksheet) -> list[list[Any]]:
    return [list(line) for line in sheet.iter_rows(values_only=True)]


def test_a_new_folder_shows_what_it_holds_by_authority_and_by_team(folder: Path, run: Run) -> None:
    """She has transcripts, a case table and a codebook, types `framework chart`, and can read."""
    assert not (folder / "trail").exists()
    printed = " ".join(run(folder, "chart").output.split())
    assert "Passages 0 indexed Passages found by search terms are listed separately" in printed
    assert "4 cells still to chart" in printed
    ash = f"Found by terms, not read\n[ASH-OP-1 2] SW1: {HIS}\n[ASH-OP-1 3] CA1: {NEARER}"
    assert table(folder, "Passages by authority") == {
        ("Ashmarch", "2.1"): ash,
        ("Ashmarch", "2.2"): "Found by terms, not read\n"
        "[ASH-OP-1 5] SW1: And the form counts her help as his need met.",
        ("Harkenshaw", "2.1"): "Found by terms, not read\n"
        "[HAR-LD-1 2] Renée: Hers are in there already, under his name.",
        ("Harkenshaw", "2.2"): "",
    }
    assert table(folder, "Passages by team")["OP", "2.1"] == ash
    assert table(folder, "Passages by case")["ASH-OP-1", "2.1"] == ash.replace("ASH-OP-1 ", "")
    listed = values(load_workbook(folder / BOOK)["Passages"])[3:]
    assert listed[0][-4:] == ["Standing", "Memo", "Proposal", "Go to"]
    assert [(line[0], line[1], line[4], line[8]) for line in listed[1:]] == [
        ("", "ASH-OP-1", "2", HIS),
        ("", "ASH-OP-1", "3", NEARER),
        ("", "ASH-OP-1", "5", "And the form counts her help as his need met."),
        ("", "HAR-LD-1", "2", "Hers are in there already, under his name."),
    ]
    assert {line[10] for line in listed[1:]} == {NOT_READ}
    assert listed[1][-2] == "ASH-OP-1:2:2.1\nfound by “his assessment”"
    with (folder / "charts/data/proposals.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["proposal"] for row in csv.DictReader(file)] == [
            "ASH-OP-1:2:2.1",
            "ASH-OP-1:3:2.1",
            "ASH-OP-1:5:2.2",
            "HAR-LD-1:2:2.1",
        ]
    page = (folder / "charts/tiny.html").read_text("utf-8")
    assert '<body data-start="passages-all-2">' in page
    assert f'<p class="found mark">{NOT_READ}</p><p class="found">' in page
    assert 'href="transcripts/ASH-OP-1.html#t2">[ASH-OP-1 2]</a> <b dir="auto">SW1</b> ' in page


def test_the_root_study_without_its_trail_can_be_read_by_team(example: Path, run: Run) -> None:
    shutil.rmtree(example / "trail")
    assert run(example, "chart").exit_code == 0
    book = load_workbook(example / "charts/carers.xlsx", read_only=True)
    for name, rows in (("Passages by authority", 3), ("Passages by team", 2)):
        head, *lines = book[name].iter_rows(min_row=4, values_only=True)
        assert len(lines) == rows
        for line in lines:
            full = [str(text).startswith("Found by terms, not read\n[") for text in line]
            assert sum(full) > len([text for text in head if str(text)[1:2] == "."]) / 2
    assert "None" not in (example / "charts/data/proposals.csv").read_text("utf-8")


def decide(study: Study) -> None:
    """Index a passage, write one cell over it, and leave the others."""
    study.index(study.transcripts["ASH-OP-1"].quote("3", "nearer to going under"), "2.1", by="ek")
    study.summarise("ASH-OP-1", "2.1", "Whoever is nearer to going under [3].", by="ek")
    study.summarise({"team": "OP"}, "2.1", "His [ASH-OP-1 2].", by="ek")


def test_no_box_no_figure_and_no_number_knows_of_it(study: Study, folder: Path, run: Run) -> None:
    decide(study)
    built: dict[str, tuple[dict[str, Any], dict[str, bytes], Any]] = {}
    for setting in ("never", "always"):
        copy = Path(shutil.copytree(folder, folder.parent / setting))
        said(copy, setting)
        printed = json.loads(run(copy, "chart", "--json").stdout)
        figures = copy / "charts/figures"
        files = {path.name: path.read_bytes() for path in figures.iterdir() if figures.is_dir()}
        files |= {
            name: (copy / f"charts/data/{name}.csv").read_bytes() for name in ("cells", "index")
        }
        book = load_workbook(copy / BOOK)
        sheets = {
            sheet.title: (
                values(sheet),
                [str(each.prompt) for each in sheet.data_validations.dataValidation],
            )
            for sheet in book
            if "Passages" not in sheet.title and sheet.title != "Contents"
        }
        sheets["_framework"][0].pop(2)  # stamps of the sheets that are for reading
        built[setting] = sheets, files, printed
    assert built["always"] == built["never"]
    assert len(built["always"][0]) > 5
    assert len(built["always"][1]) > 4
    first, second = (
        (folder.parent / setting / "charts/data/proposals.csv").read_text("utf-8-sig").splitlines()
        for setting in ("never", "always")
    )
    assert (len(first), len(second)) == (1, 4)


def test_all_until_the_first_summary_then_a_cell_s_own_once_it_is_written(study: Study) -> None:
    assert [mark for _, mark in shown(study)] == [NOT_READ] * 4
    study.state("HAR-LD-1", "2.1", said="nothing said", by="ek")
    assert [mark for _, mark in shown(study)] == [NOT_READ] * 3 + [NOT_USED]
    written = study.summarise("ASH-OP-1", "2.1", "Whoever is nearer to going under [3].", by="ek")
    assert shown(study) == [("ASH-OP-1:2:2.1", NOT_USED), ("HAR-LD-1:2:2.1", NOT_USED)]
    study.state("ASH-OP-1", "2.2", asked="not asked", by="ek")
    assert len(shown(study)) == 2, "not asked is not written"
    study.undo(written.id, by="ek")
    assert len(shown(study)) == 4, "no summary stands any more"


@pytest.mark.parametrize(
    ("setting", "marks"),
    [("always", [NOT_USED, NOT_READ, NOT_READ]), ("after", [NOT_USED]), ("never", [])],
)
def test_the_setting_is_kept_to(study: Study, folder: Path, setting: str, marks: list[str]) -> None:
    decide(study)
    said(folder, setting)
    assert [mark for _, mark in shown(Study.open(folder))] == marks


def test_after_means_after_even_before_the_first_summary(folder: Path) -> None:
    said(folder, "after")
    study = Study.open(folder)
    assert shown(study) == []
    study.state("HAR-LD-1", "2.1", said="nothing said", by="ek")
    assert shown(study) == [("HAR-LD-1:2:2.1", NOT_USED)]


def test_what_a_summary_refers_to_is_used_and_the_rest_listed_as_not_used(
    study: Study, folder: Path, run: Run
) -> None:
    study.summarise("ASH-OP-1", "2.1", "His, says SW1 [2].", by="ek")
    assert run(folder, "chart").exit_code == 0
    boxes = table(folder, "Passages by team")
    assert boxes["OP", "2.1"] == f"Found, not used here\n[ASH-OP-1 3] CA1: {NEARER}"
    assert boxes["LD", "2.1"] == "", "its cell is not written"
    text = (folder / "charts/tiny.html").read_text("utf-8")
    assert f'<p class="found mark">{NOT_USED}</p>' in text
    assert f'<p class="found mark">{NOT_READ}</p>' not in text


def test_accepted_rejected_and_too_wide_are_as_in_propose(folder: Path, run: Run) -> None:
    study = Study.open(folder)
    first, second = study.propose("2.1", "ASH-OP-1")
    study.accept(first, by="ek")
    study.reject(second, by="ek")
    assert [each for each, _ in shown(study)] == ["ASH-OP-1:5:2.2", "HAR-LD-1:2:2.1"]
    lay_out(folder, {"codebooks/tiny.yaml": CODEBOOK.replace("[form]", "[his, form]")})
    assert "Search terms too common to be useful: “his”" in run(folder, "chart").output
    about = {row[0]: row[1] for row in values(load_workbook(folder / BOOK)["Contents"]) if row[0]}
    assert (
        "Too common to be useful, so they find nothing: “his”." in about["Found by terms, not read"]
    )
    assert "Not evidence, and never counted" in about[NOT_READ]
    box = table(folder, "Passages by case")["ASH-OP-1", "2.1"]
    assert box == f"[2] SW1: {HIS}"


def test_the_cache_changes_no_byte(folder: Path, run: Run) -> None:
    def built() -> dict[str, bytes]:
        assert run(folder, "chart").exit_code == 0
        return {
            path.name: path.read_bytes()
            for path in (folder / "charts").rglob("*")
            if path.is_file()
        }

    first = built()
    (folder / ".framework/built.json").unlink()
    assert built() == first
    shutil.rmtree(folder / ".framework")
    assert built() == first


def test_a_list_is_shortened_and_says_where_the_rest_stands(folder: Path, run: Run) -> None:
    spoken = "\n".join(f"SW1: Form {number} {'and so on ' * 18}." for number in range(30))
    spoken = f"Int: Well?\n{spoken}\nCA1: No.\nSeveral: Mm.\n"
    book = CODEBOOK.replace("[form]", "[form]\n            wide: [form]")
    lay_out(folder, {"transcripts/ash.txt": spoken, "codebooks/tiny.yaml": book})
    assert run(folder, "chart").exit_code == 0
    box = table(folder, "Passages by team")["OP", "2.2"]
    assert box.count("[ASH-OP-1") == 7
    assert box.endswith("… and 23 more: Passages rows 5–34, subtheme 2.2")
    listed = load_workbook(folder / BOOK)["Passages"]
    assert (listed["E5"].value, listed["E34"].value) == ("2", "31")
    assert '<p class="left found">and ' in (folder / "charts/tiny.html").read_text("utf-8")


def test_on_the_root_study_only_what_was_left_is_shown(example: Path) -> None:
    study = Study.open(example)
    found = proposed(study.proposer, study.file.proposals).found
    assert len(found) > 50
    for one in found:
        cell = study.cells.cell(Row.case(one.case), one.subtheme)
        assert (cell.said != "uncharted", one.mark) == (True, NOT_USED)
        assert (one.case, one.turn.number) not in study.cells.cited(cell.row, one.subtheme)
        assert one.turn.kind != "moderator"
        start, end = one.turn.start + one.start, one.turn.start + one.end
        assert study.transcripts[one.case].text[start:end] == one.words
        for entry in study.entries.of(one.case, one.subtheme):
            assert entry.stand.end <= start or end <= entry.stand.start


def test_a_passage_longer_than_a_box_is_cut_there_and_whole_elsewhere(
    folder: Path, run: Run
) -> None:
    long = "and so on " * 3_300
    lay_out(folder, {"transcripts/har.txt": f"{HAR}    Renée: A long one, {long}.\n"})
    study = Study.open(folder)
    study.index(study.transcripts["HAR-LD-1"].quote("4"), "2.1", by="ek")
    assert run(folder, "chart").exit_code == 0
    box = table(folder, "Passages by case")["HAR-LD-1", "2.1"]
    assert len(box) == 32_767
    assert box.startswith("[4] Renée: A long one, and so on and so on")


# ---- “Nothing said” where something was found


def typed(folder: Path, sheet: str, key: str, text: str, subtheme: str = "2.1") -> None:
    """Type a text into a box of the workbook."""
    book = load_workbook(folder / BOOK)
    head = [str(cell.value) for cell in book[sheet][4]]
    column = next(at for at, heading in enumerate(head) if heading.startswith(subtheme))
    (row,) = [row for row in book[sheet].iter_rows(min_row=5) if row[0].value == key]
    row[column].value = text
    book.save(folder / BOOK)


@pytest.fixture
def built(folder: Path, run: Run) -> Path:
    assert run(folder, "chart", "--researcher", "ek").exit_code == 0
    return folder


def test_nothing_said_where_something_was_found_asks(built: Path, run: Run) -> None:
    typed(built, "Ashmarch", "ASH-OP-1", "Asked, nothing said: too late.")
    printed = run(built, "chart")
    assert printed.exit_code == 1
    (line,) = [line for line in printed.stderr.splitlines() if "Ashmarch!G5" in line]
    assert "terms found ASH-OP-1:2:2.1 and 1 more, not read" in line
    assert "framework propose 2.1 --case ASH-OP-1; if you have read it and nothing is said" in line
    assert line.endswith("--read 'Ashmarch!G5'")
    assert not (built / "trail").exists()
    assert load_workbook(built / BOOK)["Ashmarch"]["G5"].value == "Asked, nothing said: too late."
    assert run(built, "chart", "--read", "Ashmarch!G5").exit_code == 0
    assert Study.open(built).cells.cell(Row.case("ASH-OP-1"), "2.1").said == "nothing said"
    typed(built, "Ashmarch", "ASH-OP-1", "nothing said: they ran late")
    assert run(built, "chart").exit_code == 0, "it said so before"


def test_where_nothing_was_found_or_all_of_it_rejected_nothing_is_asked(
    built: Path, run: Run
) -> None:
    study = Study.open(built)
    study.reject(*study.propose("2.1", "HAR-LD-1"), by="ek")
    typed(built, "Harkenshaw", "HAR-LD-1", "nothing said", "2.2")
    typed(built, "Harkenshaw", "HAR-LD-1", "nothing said")
    typed(built, "Ashmarch", "ASH-OP-1", "touched on, not pursued")
    typed(built, "Ashmarch", "ASH-OP-1", "Nothing said of hers [2].", "2.2")
    assert run(built, "chart").exit_code == 0, "other states and summaries are not asked about"


def test_of_a_summary_cell_it_is_asked_where_nobody_has_written_beneath(
    built: Path, run: Run
) -> None:
    typed(built, "By team", "OP", "nothing said")
    assert "terms found ASH-OP-1:2:2.1 and 1 more" in run(built, "chart").stderr
    study = Study.open(built)
    study.state("ASH-OP-1", "2.1", said="nothing said", by="ek")
    assert run(built, "chart").exit_code == 0


def test_a_study_that_wants_none_is_not_asked(folder: Path, run: Run) -> None:
    said(folder, "never")
    assert run(folder, "chart", "--researcher", "ek").exit_code == 0
    assert "Passages" not in load_workbook(folder / BOOK).sheetnames[4]
    typed(folder, "Ashmarch", "ASH-OP-1", "nothing said")
    assert run(folder, "chart").exit_code == 0


def test_in_python_it_is_written_as_it_is_called(study: Study) -> None:
    study.state("ASH-OP-1", "2.1", said="nothing said", by="ek")
    assert study.cells.cell(Row.case("ASH-OP-1"), "2.1").said == "nothing said"


# ---- Words from a transcript are data


def test_what_was_found_is_never_a_formula_and_never_markup(folder: Path, run: Run) -> None:
    nasty = "=1+1 the form </script><img src=x>"
    spoken = ASH.replace("SW1: His do.", f"SW1: {nasty}\n    SW1: His do.")
    lay_out(folder, {"transcripts/ash.txt": spoken})
    assert run(folder, "chart").exit_code == 0
    cell = load_workbook(folder / BOOK)["Passages"]["I5"]
    assert (cell.value, cell.data_type) == (nasty, "s")
    assert "<img" not in (folder / "charts/tiny.html").read_text("utf-8")


def test_a_sheet_for_reading_is_no_chart_whatever_was_said(folder: Path, run: Run) -> None:
    """A turn that is the heading of the key column, beside a subtheme's number."""
    lay_out(
        folder,
        {
            "codebooks/tiny.yaml": CODEBOOK.replace("[form]", "[case]"),
            "transcripts/har.txt": HAR + "    Renée: Case\n    Renée: Case\n",
        },
    )
    assert run(folder, "chart", "--researcher", "ek").exit_code == 0
    assert "Case" in [line[8] for line in values(load_workbook(folder / BOOK)["Passages"])[4:]]
    typed(folder, "Ashmarch", "ASH-OP-1", "His [2].")
    printed = run(folder, "chart")
    assert printed.exit_code == 0, printed.stderr


def test_a_sheet_for_reading_under_another_name_is_nobody_s_own(built: Path, run: Run) -> None:
    """A sheet of hers comes over cell by cell; one for reading does not.

    A list of passages is told by its headings, too, should its title be gone.
    """
    book = load_workbook(built / BOOK)
    book["Passages"].title = "To read"
    for name in ("Passages by team", "Codebook", "Contents"):
        book.copy_worksheet(book[name]).title = f"My {name}"
    for name in ("To read", "My Passages by team"):
        book[name].delete_rows(1)
    book.save(built / BOOK)
    printed = run(built, "chart")
    assert printed.exit_code == 1
    for name in ("To read", "My Passages by team", "My Codebook", "My Contents"):
        assert f"charts/tiny.xlsx:{name}: a sheet for reading, under another" in printed.stderr
    assert run(built, "chart", "--anyway", "all").exit_code == 0
    assert not (built / "trail").exists()


def test_a_proposal_is_listed_as_an_indexed_passage_is(study: Study) -> None:
    one = proposed(study.proposer, "").found[0]
    assert isinstance(one, Found)
    assert one.listed.line(Row.case("ASH-OP-1")) == f"[2] SW1: {HIS}"
    assert one.listed.line(Row.of({"team": "OP"})) == f"[ASH-OP-1 2] SW1: {HIS}"
