"""Measures a trail in which one cell was rewritten again and again: opening it, writing to it.

The cost must grow as the lines do, and a write must cost less than two openings.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.corpus import make_study
from framework import Study
from framework.trail.command import Command


def lay_out(folder: Path, lines: int) -> None:
    """Make a study in which one cell was rewritten so many times."""
    make_study(folder, 2, 500, 1, "txt")
    study = Study.open(folder)
    by, row, subtheme = cell(study)
    line = study.summarise(row, subtheme, "Version 0.", by=by)
    over = f"{line.id}/{len(line.do)}"
    act = {"verb": "summarise", "row": row, "subtheme": subtheme, "seen": ""}
    with (folder / f"trail/{by}.jsonl").open("a", encoding="utf-8") as out:
        for number in range(1, lines + 1):
            do = [act | {"text": f"Version {number}.", "over": [over]}]
            command = Command.new("2026-01-01T00:00:00Z", by, do)
            out.write(f"{command.line()}\n")
            over = f"{command.id}/1"


def cell(study: Study) -> tuple[str, dict[str, str], str]:
    """Return a researcher, a row and a subtheme."""
    chart = study.charts[0]
    return next(iter(study.file.researchers)), chart.rows[0].json(), chart.subthemes[0]


def seconds(step: Callable[[], object], repeat: int) -> float:
    """Return what a step takes, the median of some runs."""
    taken = []
    for _ in range(repeat):
        begin = time.process_time()
        step()
        taken.append(time.process_time() - begin)
    return median(taken)


def measure(lines: int, repeat: int) -> tuple[float, float]:
    """Return what opening such a study takes, and one write to it."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "study"
        lay_out(folder, lines)
        study = Study.open(folder)
        by, row, subtheme = cell(study)
        opened = seconds(lambda: Study.open(folder).cells, repeat)
        written = seconds(lambda: study.summarise(row, subtheme, "So.", by=by), repeat)
        return opened, written


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.trail", description=__doc__)
    parser.add_argument("--lines", type=int, default=25_000)
    parser.add_argument("--repeat", type=int, default=3)
    chosen = parser.parse_args()
    half, _ = measure(chosen.lines // 2, chosen.repeat)
    opened, written = measure(chosen.lines, chosen.repeat)
    print(f"{chosen.lines:,} versions of one cell; medians of {chosen.repeat}")
    print(f"opening                              {opened:.2f} s")
    print(f"against one with half as many lines  {opened / half:.1f} ×   ≤ 2.5 ×")
    print(f"a write, against an opening          {written / opened:.1f} ×   ≤ 2 ×")


if __name__ == "__main__":
    main()
