"""What the program writes in a workbook is nobody's typing, wherever it came from and stands."""

import io
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from framework import Study
from framework.cases.case import Row
from framework.errors import RefusedError
from framework.proposals.suggested import Beside
from framework.trail.files import append
from framework.workbook.matrix import edits, noted
from framework.workbook.reading.read_back import read_back
from framework.workbook.sheets.workbook import build_workbook
from tests.conftest import FILES, Run, lay_out
from tests.test_own_keys import with_themes
from tests.test_position import with_positions
from tests.test_round_trip import edit, taken, typed

EK, RT = "charts/tiny-ek.xlsx", "charts/tiny-rt.xlsx"


@pytest.fixture
def shared_out(folder: Path) -> Path:
    """Return the tiny study in which ek charts Ashmarch and rt Harkenshaw."""
    with (folder / "study.yaml").open("a", encoding="utf-8") as file:
        file.write("charting:\n  ek: [Ashmarch]\n  rt: [Harkenshaw]\n")
    return folder


def laid_out(sheet: str, rows: list[list[str]]) -> list[dict[str, Any]]:
    """Return the memos that lay out a sheet of somebody's own."""
    beside = {"verb": "memo", "row": {"kind": "focus group"}, "sheet": sheet}
    return [
        beside | {"at": f"{'ABCDEFG'[column]}{line}", "text": text}
        for line, row in enumerate(rows, 1)
        for column, text in enumerate(row)
        if text
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["Case", "2.1"], ["ASH-OP-1", "Words of ek's."]],
        [["Case", "Team", "2.1 · Whose needs", "2.2 · The form"], ["HAR-LD-1", "", "Hers.", "It."]],
        [["Tiny"], [], ["Case", "F1 · Account", "2.1 ideas"], ["ASH-OP-1", "both", "Words."]],
        [["Subtheme", "ASH-OP-1", "HAR-LD-1"], ["2.1 · Whose needs", "His.", "Hers."]],
        [["Case", "2.7 · Gone", "Whose needs"], ["ASH-OP-1", "x", "y"]],
    ],
)
@pytest.mark.parametrize("title", ["", "Mine now"])
def test_a_colleague_s_own_sheet_laid_out_as_a_chart_is_nobody_s_summary(
    shared_out: Path, run: Run, rows: list[list[str]], title: str
) -> None:
    """Rt opens her workbook, charts one cell, and may call ek's sheet otherwise."""
    append(shared_out, shared_out / ".framework", "ek", laid_out("Ideas", rows))
    taken(shared_out, run, "--researcher", "rt")

    def change(book: Workbook) -> None:
        typed("HAR-LD-1", "2.2", "By rt [2].", "Harkenshaw")(book)
        book["Ideas"].title = title or "Ideas"

    edit(shared_out, change, RT)
    taken(shared_out, run, "--researcher", "rt")
    cells = Study.open(shared_out).cells
    found = {key for key in cells.decisions.standing if key[0] not in ("memo", "number", "version")}
    assert found == {("said", *key[1:]) for key in found if key[2] == "2.2"}
    assert len(found) == 1
    assert cells.cell(Row.case("HAR-LD-1"), "2.2").box == "By rt [2]."
    words = [
        [str(cell.value or "") for cell in row]
        for row in load_workbook(shared_out / RT)[title or "Ideas"]
    ]
    assert [text for row in words for text in row if text] == [t for row in rows for t in row if t]


def test_a_sheet_laid_out_as_a_chart_may_be_written_on_by_the_other(
    shared_out: Path, run: Run
) -> None:
    rows = [["Case", "2.1 · Whose needs"], ["ASH-OP-1", "Words of ek's."]]
    append(shared_out, shared_out / ".framework", "ek", laid_out("Ideas", rows))
    taken(shared_out, run, "--researcher", "rt")
    edit(shared_out, lambda book: setattr(book["Ideas"]["B3"], "value", "rt's"), RT)
    taken(shared_out, run, "--researcher", "rt")
    assert load_workbook(shared_out / RT)["Ideas"]["B3"].value == "rt's"
    assert not Study.open(shared_out).cells.decisions.all("said")


# --- from any trail

HEADINGS = [
    "Case", "Subtheme", "2.1", "2.1 · Whose needs", "2.1a ideas", "F1", "F1 · Account", "9.9 other",
    "Whose needs", "Team", "Passages", "Coincides", "2", "Ideas", " Ideas ", "ideas", "", "Column",
    "Ideas\n", "=1", "_x0041_", "Notes on a [case]", "Positions 2.1", "Finding F1", "Ashmarch",
    "Contents", "_framework", "History", "x" * 300, "a!b", "'", "To answer",
    "Asked (2.1)", "2.1a · His needs",
]  # fmt: skip
TEXTS = [
    "", "His [2].", "45", "-0", "1.50", "1e5", "nan", "NA", "TRUE", "=A1", "=1+1", "ek:\nhis",
    " x ", "a\r\nb", "a\x07b", "_x0041_", "#N/A", "0012", "12:30", "'x", "4 →", "Case",
    "2.1 · Whose needs", "ASH-OP-1", "F1 · Account", "supports: who", "not asked", "y" * 20_000,
]  # fmt: skip
ROWS = [{"case": "ASH-OP-1"}, {"case": "HAR-LD-1"}, {"team": "OP"}, {"case": "GONE"}]
ADDRESSES = [
    "A1",
    "B1",
    "C1",
    "A2",
    "B2",
    "C2",
    "A3",
    "C90",
    "CZ1",
    "XFE1",
    "A1048577",
    "zz",
]
headings = st.sampled_from(HEADINGS) | st.text(max_size=8)
texts = st.sampled_from(TEXTS) | st.text(max_size=12)
memos = st.one_of(
    st.fixed_dictionaries(
        {
            "row": st.just({"kind": "focus group"}),
            "sheet": headings,
            "at": st.sampled_from(ADDRESSES),
            "text": texts,
        }
    ),
    st.fixed_dictionaries({"row": st.sampled_from(ROWS), "column": headings, "text": texts}),
    st.fixed_dictionaries(
        {
            "row": st.sampled_from(ROWS),
            "subtheme": st.sampled_from(["2.1", "2.2", "3.1"]),
            "text": texts,
        }
    ),
    st.fixed_dictionaries(
        {
            "row": st.sampled_from(ROWS),
            "subtheme": st.sampled_from(["2.1", "2.2", "3.1"]),
            "colour": st.sampled_from(["FFFF00", "ffcc00", "FFFFFF", "zzz", ""]),
        }
    ),
).map(lambda fields: {"verb": "memo"} | fields)
trails = st.lists(st.tuples(st.sampled_from(["ek", "rt"]), memos), max_size=12)


def in_a_column(heading: str) -> dict[str, Any]:
    """Return the memo that stands in a column of somebody's own, beside the first case."""
    return {"verb": "memo", "row": ROWS[0], "column": heading, "text": "His, says SW1 [2]."}


def by_pandas(data: bytes) -> bytes:
    sheets = pd.read_excel(
        io.BytesIO(data), sheet_name=None, header=None, dtype=object, keep_default_na=False
    )
    out = io.BytesIO()
    with pd.ExcelWriter(out, engine="openpyxl") as writer:
        for name, frame in sheets.items():
            frame.to_excel(writer, sheet_name=name, header=False, index=False)
    return out.getvalue()


def by_openpyxl(data: bytes) -> bytes:
    out = io.BytesIO()
    load_workbook(io.BytesIO(data)).save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the tiny study with positions, a second theme and a finding, some of it written."""
    folder = with_themes(with_positions(lay_out(tmp_path_factory.mktemp("base") / "tiny", FILES)))
    study = Study.open(folder)
    study.state("HAR-LD-1", "2.2", asked="asked", said="nothing said", by="rt")
    study.finding("His needs come first.", "2.1", by="ek")
    study.account("F1", "ASH-OP-1", "supports", "SW1 [2]", by="rt")
    return folder


@pytest.mark.parametrize("program", [bytes, by_openpyxl, by_pandas])
def test_a_workbook_built_from_any_trail_and_saved_unchanged_holds_nothing_new(
    base: Path, program: Callable[[bytes], bytes]
) -> None:
    @settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @example([("ek", in_a_column("F1 · Account")), ("rt", in_a_column("Asked (2.1)"))])
    @example(
        [("ek", in_a_column("Ideas")), ("rt", in_a_column(" Ideas ")), ("ek", in_a_column(""))]
    )
    @example([("ek", {"verb": "memo", "row": ROWS[0], "subtheme": "2.1", "colour": "FFFFFF"})])
    @example([("ek", {"verb": "memo", "row": ROWS[0], "subtheme": "2.1", "text": "ek:\nhis"})])
    @given(trails)
    def holds(acts: list[tuple[str, dict[str, Any]]]) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "tiny"
            shutil.copytree(base, folder)
            for by, act in acts:
                with suppress(RefusedError):  # no trail holds such an act
                    append(folder, folder / ".framework", by, [act])
            study = Study.open(folder)
            edition = next(one for one in study.editions(None) if one.kind == "focus group")
            data, _ = build_workbook(study.file, study.charts, study.cells, None, edition, Beside())
        found = read_back(program(data), "b.xlsx")
        assert found.problems == ()
        assert [(one.box.subtheme, *one.texts) for one in edits(found)] == []
        assert [(one.box.subtheme, *one.texts) for one in noted(found)] == []
        assert found.strange == () or program is by_pandas

    holds()
