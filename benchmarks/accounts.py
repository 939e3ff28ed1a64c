"""Measures how saving accounts grows: findings over all cases, a quarter of the accounts edited.

Each step has twice the findings, and so twice the accounts and twice the edits. Where the time an
edit takes stays the same, saving is linear in them; the last column says how it grew.
"""

import argparse
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.round_trip import lay_out
from framework import Study
from framework.findings.finding import is_finding
from framework.proposals.suggested import Beside
from framework.trail.files import append
from framework.trail.verbs import ANSWERS
from framework.workbook.matrix import Matrix, edits
from framework.workbook.reading.read_back import read_back
from framework.workbook.saving.answers import Answers
from framework.workbook.saving.take_back import take_back
from framework.workbook.sheets.workbook import build_workbook


def account(folder: Path, findings: int) -> Study:
    """Write one line of the trail that makes findings and accounts for each in every case."""
    study = Study.open(folder)
    subthemes = list(study.codebook.subthemes)
    do: list[dict[str, Any]] = [{"verb": "version", "numbers": study.codebook.version}]
    for at in range(findings):
        name, about = f"F{at + 1}", subthemes[at % len(subthemes)]
        scope = {"kind": "focus group"}
        claim = {"claim": f"Claim {at + 1}.", "subthemes": [about], "scope": scope}
        do.append({"verb": "finding", "finding": name, **claim})
        for case in study.cases:
            said = {"answer": ANSWERS[at % 3], "text": f"P1, of claim {at + 1} [2]", "seen": ""}
            do.append({"verb": "account", "row": {"case": case}, "finding": name, **said})
    append(folder, folder / ".framework", "ek", do)
    return Study.open(folder)


def edited(study: Study) -> Matrix:
    """Return the study's workbook as it is read back, each fourth account with other words."""
    (edition,) = study.editions(None)
    data, _ = build_workbook(study.file, study.charts, study.cells, None, edition, Beside())
    matrix = read_back(data, "b.xlsx")
    accounts = [one for one in matrix.shown if is_finding(one.subtheme)]
    chosen = {id(one) for one in accounts[::4]}
    shown = [
        replace(one, text=f"both: of {one.at}, at last [3]") if id(one) in chosen else one
        for one in matrix.shown
    ]
    return replace(matrix, shown=tuple(shown))


def main() -> None:
    """Measure in temporary folders, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=16)
    parser.add_argument("--findings", type=int, default=20, help="of the first step")
    parser.add_argument("--steps", type=int, default=4)
    chosen = parser.parse_args()
    first = 0.0
    for step in range(chosen.steps):
        with tempfile.TemporaryDirectory() as name:
            folder, findings = Path(name), chosen.findings * 2**step
            lay_out(folder, chosen.cases, turns=100)
            study = account(folder, findings)
            matrix = edited(study)
            begin = time.process_time()
            take_back(study.cells, [matrix], Answers())
            each = (time.process_time() - begin) / len(edits(matrix))
        first = first or each
        told = f"{findings * chosen.cases:6,} accounts, {len(edits(matrix)):5,} edited"
        print(f"{told}: {each * 1000:6.2f} ms an edit, {each / first:.2f} × the first")


if __name__ == "__main__":
    main()
