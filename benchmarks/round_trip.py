"""Measures the workbook of a large chart: 40 cases × 40 subthemes, all charted, 20,000 passages.

Building is compared with XlsxWriter alone, in the same process and taken in turns: asked for the
same cells, with their looks, links and messages, by the same calls as they were recorded; and
asked for nothing but the same texts. Reading back is given in seconds.
"""

import argparse
import io
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from inspect import isfunction
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, NamedTuple

import xlsxwriter
from openpyxl import load_workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from framework import Study
from framework.proposals.suggested import Beside
from framework.trail.files import append
from framework.workbook.matrix import edits
from framework.workbook.reading.read_back import read_back
from framework.workbook.sheets.workbook import OPTIONS, build_workbook

THEMES, SUBTHEMES = 8, 5
WORDS = "the carer said that nobody asks her and the form has one line for it on page nine".split()  # noqa: SIM905 - read more easily as text


def lay_out(folder: Path, cases: int, turns: int) -> None:
    """Write the study's files: groups with a moderator and four people, in four authorities."""
    dice = Random(20)
    numbers = [(theme, sub) for theme in range(1, THEMES + 1) for sub in range(1, SUBTHEMES + 1)]
    book = ["format: 1", "themes:"]
    for theme, sub in numbers:
        if sub == 1:
            book += [f"  - number: {theme}", f"    name: Theme {theme}", "    subthemes:"]
        book += [f"      - number: {theme}.{sub}", f"        name: Subtheme {theme}.{sub}"]
    rows, people = ["case,file,kind,authority,team"], ["case,label,speaker,kind,role"]
    files = {"codebooks/book.yaml": "\n".join(book)}
    for case in range(cases):
        name = f"G-{case:02}"
        rows.append(f"{name},{name}.txt,focus group,A{case % 4},T{case % 2}")
        people += [f"{name},P{n},{name}-{n},participant,Social Worker" for n in range(4)]
        said = (f"P{n % 4}: {' '.join(dice.choices(WORDS, k=25))}." for n in range(turns))
        files[f"transcripts/{name}.txt"] = "\n".join(said)
    files["transcripts/cases.csv"] = "\n".join(rows)
    files["transcripts/speakers.csv"] = "\n".join(people)
    files["study.yaml"] = (
        "format: 1\nid: large\nname: large\ntitle: Large\ncodebook: codebooks/book.yaml\n"
        "attributes:\n  - name: authority\n  - name: team\nresearchers:\n  ek: E. Kell\n"
        "charts:\n  - kind: focus group\n    each: authority\n    summaries: [authority, team]\n"
    )
    for path, text in files.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text + "\n", "utf-8")


def decide(folder: Path, entries: int) -> None:
    """Write one line of the trail that indexes so many passages and charts every cell."""
    study, dice = Study.open(folder), Random(21)
    subthemes, transcripts = list(study.codebook.subthemes), list(study.transcripts.values())
    do: list[dict[str, Any]] = [{"verb": "version", "numbers": study.codebook.version}]
    for number in range(entries):
        transcript = transcripts[number % len(transcripts)]
        turn = transcript.turns[number // len(transcripts) % len(transcript.turns)]
        words = transcript.passage(turn.start, turn.end - dice.randrange(9)).fields()
        do.append({"verb": "index", **words, "subtheme": dice.choice(subthemes)})
    for case in study.cases:
        for subtheme in subthemes:
            text = " ".join(dice.choices(WORDS, k=50)) + f" [{dice.randrange(1, 400)}]."
            cell = {"row": {"case": case}, "subtheme": subtheme, "text": text, "seen": ""}
            do.append({"verb": "summarise", **cell})
    append(folder, folder / ".framework", "ek", do)


class Asked(NamedTuple):
    """A call of XlsxWriter: of which object, by which name, with what, and what came back."""

    of: object
    name: str
    given: tuple[Any, ...]
    named: dict[str, Any]
    came: object


def recorded(build: Callable[[], object]) -> list[Asked]:
    """Return what a build asks of XlsxWriter, but not what XlsxWriter asks of itself."""
    calls: list[Asked] = []
    within: list[str] = []

    def record(name: str, method: Callable[..., object]) -> Callable[..., object]:
        def call(of: object, *given: object, **named: object) -> object:
            within.append(name)
            try:
                came = method(of, *given, **named)
            finally:
                within.pop()
            if not within and name not in {"__init__", "close"}:
                calls.append(Asked(of, name, given, named, came))
            return came

        return call

    with ExitStack() as stack:
        for of in (xlsxwriter.Workbook, Worksheet, Format):
            for name, method in list(vars(of).items()):
                if isfunction(method) and (name == "__init__" or not name.startswith("_")):
                    stack.callback(setattr, of, name, method)
                    setattr(of, name, record(name, method))
        build()
    return calls


def again(calls: Sequence[Asked]) -> bytes:
    """Ask XlsxWriter for the same once more, and for nothing else; return the workbook.

    Its sheets are XlsxWriter's own, none that remembers what is written on it.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        new: dict[int, Any] = {id(calls[0].of): book}
        for call in calls:
            plain = call.given[:1] if call.name == "add_worksheet" else call.given
            given = [_renewed(one, new) for one in plain]
            came = getattr(new[id(call.of)], call.name)(*given, **_renewed(call.named, new))
            if isinstance(call.came, (Worksheet, Format)):
                new[id(call.came)] = came
    return out.getvalue()


def _renewed(given: Any, new: dict[int, Any]) -> Any:
    """Return what a call was given, with its sheets and formats those of the new workbook."""
    if isinstance(given, dict):
        return {name: new.get(id(one), one) for name, one in given.items()}
    return new.get(id(given), given)


def bare(sheets: dict[str, list[tuple[int, int, str]]]) -> None:
    """Write the same texts to the same places, and nothing else."""
    with xlsxwriter.Workbook(io.BytesIO(), OPTIONS) as book:
        for name, cells in sheets.items():
            sheet = book.add_worksheet(name)
            for row, column, text in cells:
                sheet.write_string(row, column, text)


def texts(data: bytes) -> dict[str, list[tuple[int, int, str]]]:
    """Return every text of a workbook by sheet, with its place counted from 0."""
    return {
        sheet.title: [
            (cell.row - 1, cell.column - 1, str(cell.value))
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        ]
        for sheet in load_workbook(io.BytesIO(data)).worksheets
    }


def seconds(step: Callable[[], object]) -> float:
    """Return the processor time of one call."""
    begin = time.process_time()
    step()
    return time.process_time() - begin


def main() -> None:
    """Build the study in a temporary folder, measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=40)
    parser.add_argument("--passages", type=int, default=20_000)
    parser.add_argument("--repeat", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay_out(folder, chosen.cases, turns=500)
        decide(folder, chosen.passages)
        study = Study.open(folder)
        (edition,) = study.editions(None)

        def build() -> bytes:
            return build_workbook(study.file, study.charts, study.cells, None, edition, Beside())[0]

        data = build()  # cells and index are in memory from here on
        same, calls = texts(data), recorded(build)
        if again(calls) != data:
            raise SystemExit("XlsxWriter alone made another workbook: nothing to compare with")
        steps = (build, lambda: again(calls), lambda: bare(same), lambda: read_back(data, "b"))
        rounds = [[seconds(step) for step in steps] for _ in range(chosen.repeat)]
        found = read_back(data, "b")
    to_asked, to_plain = (median(times[0] / times[at] for times in rounds) for at in (1, 2))
    read = median(times[3] for times in rounds)
    boxes = chosen.cases * THEMES * SUBTHEMES
    print(f"{boxes:,} cells, {chosen.passages:,} passages, {len(data) / 1e6:.1f} MB")
    print(f"build, to bare XlsxWriter for the same cells: {to_asked:.2f} × (budget 1.3)")
    print(f"build, to XlsxWriter for their texts alone: {to_plain:.2f} ×")
    print(f"read back: {read:.2f} s, {len(found.shown):,} boxes shown (budget 2 s)")
    print(f"edited boxes found in it: {len(edits(found))}, problems: {len(found.problems)}")


if __name__ == "__main__":
    main()
