"""Reading copies: a transcript to read and to refer to, on a page that can do no harm."""

import re
import shutil
from pathlib import Path

import docx

from framework import Study
from framework.charts.reading_copy import reading_copies
from tests.conftest import Run, lay_out


def page(folder: Path, case: str) -> str:
    return (folder / f"charts/transcripts/{case}.html").read_text("utf-8")


def test_each_turn_stands_with_its_number_its_speaker_and_its_place(folder: Path, run: Run) -> None:
    assert run(folder, "chart").exit_code == 0
    text = page(folder, "ASH-OP-1")
    assert re.findall(r'<li id="t(\w+)" class="(\w+)">', text) == [
        ("1", "moderator"),
        ("2", "participant"),
        ("3", "participant"),
        ("4", "participant"),
        ("5", "participant"),
        ("6", "moderator"),
    ]
    assert "Care Assessor" in text
    assert "line 3" in text
    assert "Tiny study · focus group · Ashmarch · OP · FG1 · 2012-10-09" in text


def test_the_margin_names_the_cells_that_refer_to_a_turn(study: Study) -> None:
    study.summarise("ASH-OP-1", "2.1", "His [2]; it depends [2, 3].", by="ek")
    study.summarise({"team": "OP"}, "2.1", "His [ASH-OP-1 2].", by="ek")
    turns = {each.turn.number: each for each in reading_copies(study.cells, {})[0].turns}
    assert turns["2"].cells == ("2.1", "OP × 2.1")
    assert turns["3"].cells == ("2.1",)
    assert turns["5"].cells == ()


def test_events_and_front_matter_stand_where_they_were(folder: Path) -> None:
    talk = """
        This transcript is invented.
        [door]
        Int: Whose needs?
        [laughter]
        Renée: Hers.
        """
    lay_out(folder, {"transcripts/har.txt": talk})
    copy = reading_copies(Study.open(folder).cells, {})[1]
    assert copy.front == ("This transcript is invented.", "[door]")
    assert [each.after for each in copy.turns] == [("[laughter]",), ()]


def test_a_moderators_turn_is_marked_with_the_question_it_may_put(folder: Path, run: Run) -> None:
    question = """
        format: 1
        questions:
          - number: 1
            question: Whose needs come first in your assessments?
            subthemes: [2.1]
        """
    lay_out(folder, {"codebooks/guide-focus-group.yaml": question})
    assert run(folder, "chart").exit_code == 0
    text = page(folder, "ASH-OP-1")
    assert text.count("may put guide question 1") == 1
    assert text.index('id="t1"') < text.index("may put guide question 1") < text.index('id="t2"')


def test_a_page_runs_no_script_and_fetches_nothing(folder: Path, run: Run) -> None:
    nasty = "<script>alert(1)</script><img src=http://x onerror=alert(1)>\x1b[31m {{ 7*7 }}"
    lay_out(folder, {"transcripts/har.txt": f"Int: Whose?\nRenée: {nasty}\n"})
    lay_out(folder, {"study.yaml": (folder / "study.yaml").read_text().replace("Tiny", "<b>Tiny")})
    assert run(folder, "chart").exit_code == 0
    text = page(folder, "HAR-LD-1")
    assert "<script" not in text
    assert "<img" not in text
    assert "<b>Tiny" not in text
    assert "{{ 7*7 }}" in text
    assert "\x1b" not in text
    assert "default-src 'none'" in text
    assert not re.search(r"(?:src|href)=", text.replace("src=http://x onerror", ""))


def harkenshaw_withdraws(folder: Path) -> None:
    for name in ("cases", "speakers"):
        path = folder / f"transcripts/{name}.csv"
        kept = [line for line in path.read_text("utf-8").splitlines() if "HAR-LD-1" not in line]
        path.write_text("\n".join(kept) + "\n", "utf-8")
    (folder / "transcripts/har.txt").unlink()


def test_the_copy_of_a_case_that_is_gone_is_taken_away(folder: Path, run: Run) -> None:
    assert run(folder, "chart").exit_code == 0
    harkenshaw_withdraws(folder)
    assert run(folder, "chart").exit_code == 0
    names = [path.name for path in (folder / "charts/transcripts").iterdir()]
    assert sorted(names) == ["ASH-OP-1.docx", "ASH-OP-1.html"]


def test_a_copy_of_a_case_that_is_gone_stays_if_somebody_typed_in_it(
    folder: Path, run: Run
) -> None:
    assert run(folder, "chart").exit_code == 0
    path = folder / "charts/transcripts/HAR-LD-1.docx"
    document = docx.Document(str(path))
    document.add_paragraph("Ask RT.")
    document.save(str(path))
    harkenshaw_withdraws(folder)
    assert run(folder, "chart").exit_code == 0
    assert path.is_file()


def test_a_copy_in_which_nobody_typed_is_not_kept(folder: Path, run: Run) -> None:
    """Neither when it is built anew, nor when what was built is no longer remembered."""
    assert run(folder, "chart").exit_code == 0
    Study.open(folder).summarise("ASH-OP-1", "2.1", "His [2].", by="ek")
    assert run(folder, "chart").exit_code == 0
    shutil.rmtree(folder / ".framework")
    assert run(folder, "chart").exit_code == 0
    assert not (folder / "charts/kept").exists()


def test_words_typed_in_the_margin_are_kept_whole(folder: Path, run: Run) -> None:
    assert run(folder, "chart").exit_code == 0
    path = folder / "charts/transcripts/ASH-OP-1.docx"
    document = docx.Document(str(path))
    document.tables[0].rows[1].cells[3].paragraphs[0].add_run("His again? Ask RT.")
    document.save(str(path))
    typed = path.read_bytes()
    printed = run(folder, "chart").output
    (kept,) = (folder / "charts/kept").iterdir()
    assert kept.read_bytes() == typed
    assert f"Kept          charts/kept/{kept.name}" in printed
    assert path.read_bytes() != typed
    assert run(folder, "chart").exit_code == 0
    assert list((folder / "charts/kept").iterdir()) == [kept]


HOSTILE = "<w:t>&amp; =1+1 \x1b[31m \ufffe </w:body> “x”"


def test_the_word_copy_holds_every_turn_in_a_row_of_its_own(folder: Path, run: Run) -> None:
    (folder / "transcripts/har.txt").write_text(f"Int: Well?\nRenée: {HOSTILE}\n", "utf-8")
    Study.open(folder).summarise("ASH-OP-1", "2.1", "His [2].", by="ek")
    assert run(folder, "chart").exit_code == 0
    (table,) = docx.Document(str(folder / "charts/transcripts/ASH-OP-1.docx")).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert len(rows) == 6
    assert rows[1][0].startswith("2\n")
    assert rows[1][1:] == [
        "SW1\nSocial Worker",
        "His do. It is his assessment, after all.",
        "2.1",
    ]
    (table,) = docx.Document(str(folder / "charts/transcripts/HAR-LD-1.docx")).tables
    assert table.rows[1].cells[2].text.startswith("<w:t>&amp; =1+1 \\x1b[31m")
    assert table.rows[1].cells[2].text.endswith("</w:body> “x”")
