"""Measures the program on an invented study; every time is a ratio within one run.

The unit is the processor time (user and system) of `python -c pass`. Runs alternate, so that
whatever else is going on falls on all of them alike, and medians are compared. This process
stays small while others are measured: a child's peak memory includes its parent's at the
moment it was started.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
FRAMEWORK = ("-m", "framework")
BUILT = ("charts", ".framework")
_PANDAS = "import pandas"
_OPEN = f"{_PANDAS}; from framework import Study; Study.open().cells"


@dataclass(frozen=True)
class Cost:
    """What one process cost: seconds of processor time, and peak memory in bytes."""

    seconds: float
    memory: int


@dataclass(frozen=True)
class Line:
    """A row of the table: what was done, what was measured, and the budget of the design."""

    step: str
    measured: str
    budget: str


def cost_of(arguments: Sequence[str], folder: Path, compiled: Path) -> Cost:
    """Return what a run of the interpreter cost. Ends the program if that run failed."""
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=folder,
            env=_environment(compiled),
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            raise SystemExit(errors.read().decode(errors="replace"))
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def _environment(compiled: Path) -> dict[str, str]:
    """Return this process's environment with the interpreter's own settings made the same for all.

    Compiled modules are kept in a folder of the run, as they are for an installed program.
    """
    own = {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(compiled)}
    return {name: value for name, value in os.environ.items() if name[:6] != "PYTHON"} | own


def alternate(steps: dict[str, Callable[[], Cost]], repeat: int) -> dict[str, list[Cost]]:
    """Return the costs of each step, taken in turns; a first round is not counted."""
    rounds = [{name: step() for name, step in steps.items()} for _ in range(repeat + 1)]
    return {name: [each[name] for each in rounds[1:]] for name in steps}


def measure_commands(study: Path, compiled: Path, repeat: int) -> list[Line]:
    """Return the lines of the commands, in the order of the budgets."""

    def run(*arguments: str) -> Cost:
        return cost_of(arguments, study, compiled)

    def cold() -> Cost:
        for name in BUILT:
            shutil.rmtree(study / name, ignore_errors=True)
        return run(*FRAMEWORK, "chart")

    def drawn() -> Cost:
        for path in [*(study / "charts").iterdir(), study / ".framework/terms.json"]:
            if path.is_dir() and path.name != "figures":
                shutil.rmtree(path)
            elif path.is_file():
                path.unlink()
        return run(*FRAMEWORK, "chart")

    costs = alternate(
        {
            "bare": lambda: run("-c", "pass"),
            "help": lambda: run(*FRAMEWORK, "--help"),
            "cold": cold,
            "drawn": drawn,
            "unchanged": lambda: run(*FRAMEWORK, "chart"),
        },
        repeat,
    )
    seconds = {name: median(cost.seconds for cost in found) for name, found in costs.items()}
    ratio = {name: f"{spent / seconds['bare']:,.1f} ×" for name, spent in seconds.items()}
    peak = {name: f"{median(cost.memory for cost in costs[name]) / 1e6:,.0f} MB" for name in costs}
    return [
        Line("bare interpreter (python -c pass)", ratio["bare"], ""),
        Line("framework --help", ratio["help"], "≤ 5 ×"),
        Line("framework chart, nothing changed", ratio["unchanged"], "≤ 10 ×"),
        Line("framework chart, cold", ratio["cold"], ""),
        Line("framework chart, cold: peak memory", peak["cold"], ""),
        Line("… with figures drawn before", ratio["drawn"], "≤ 60 ×  (9 Word files)"),
        Line("… with figures drawn before: peak memory", peak["drawn"], "≤ 80 MB  (9 Word files)"),
    ]


def measure_opening(compiled: Path, repeat: int) -> list[Line]:
    """Return the line of opening the invented study of the repository from Python."""
    costs = alternate(
        {
            "pandas": lambda: cost_of(("-c", _PANDAS), ROOT, compiled),
            "opened": lambda: cost_of(("-c", _OPEN), ROOT, compiled),
        },
        repeat,
    )
    pandas, opened = (median(cost.seconds for cost in found) for found in costs.values())
    step = "opening the root study, beyond importing pandas"
    return [Line(step, f"{(opened - pandas) / pandas:.1f} × pandas", "≤ 0.7 × pandas  (0.3 s)")]


def measure_reading(study: Path, repeat: int) -> list[Line]:
    """Return the lines of reading .docx, in this process; none if the study has no such file."""
    files = sorted((study / "transcripts").glob("*.docx"))
    if not files:
        return []
    steps = {"reader": texts_read, "whole": texts_placed, "other": texts_of_others}
    spent: dict[str, list[float]] = {name: [] for name in steps}
    found: dict[str, int] = {}
    for _ in range(repeat + 1):
        for name, step in steps.items():
            begin = time.process_time()
            texts = [step(path) for path in files]
            spent[name].append(time.process_time() - begin)
            found[name] = sum(len(word) for each in texts for text in each for word in text.split())
    seconds = {name: median(times[1:]) for name, times in spent.items()}
    faster = {name: f"{seconds['other'] / taken:.1f} ×" for name, taken in seconds.items()}
    return [
        Line(".docx to paragraphs, faster than python-docx", faster["reader"], "≥ 5 ×"),
        Line(".docx to turns, all accounted for, likewise", faster["whole"], ""),
        Line("visible characters: paragraphs", f"{found['reader']:,}", "complete"),
        Line("visible characters: turns and beside them", f"{found['whole']:,}", "complete"),
        Line("visible characters: python-docx paragraphs", f"{found['other']:,}", ""),
    ]


def texts_read(path: Path) -> list[str]:
    """Return the texts of a file's paragraphs and of what lies beside them."""
    from framework.transcripts.reading.docx import read  # noqa: PLC0415 - see the module docstring

    source = read(path.read_bytes())
    comments = [comment.text for comment in source.comments]
    return [one.text for one in source.paragraphs] + [*source.metadata.values(), *comments]


def texts_placed(path: Path) -> list[str]:
    """Return the texts of a file's labels and turns, and of what lies beside them."""
    from framework.transcripts.reading import read_transcript  # noqa: PLC0415 - as above

    reading = read_transcript(path, path.name)
    found = [text for said in reading.spoken for text in (said.marker, said.text)]
    found += [aside.text for aside in (*reading.events, *reading.unplaced)]
    found += [comment.text for comment in reading.comments]
    return [*found, *reading.metadata.values()]


def texts_of_others(path: Path) -> list[str]:
    """Return the texts of the paragraphs that python-docx finds in a file."""
    from docx import Document  # noqa: PLC0415 - only this step pays for it

    return [paragraph.text for paragraph in Document(str(path)).paragraphs]


def show(lines: Sequence[Line]) -> None:
    """Print the table."""
    table = [Line("step", "measured", "budget"), *lines]
    step, measured = (
        max(len(line.step) for line in table),
        max(len(line.measured) for line in table),
    )
    for line in table:
        row = f"{line.step:<{step}}  {line.measured:>{measured}}  {line.budget}"
        print(row.rstrip())


def main() -> None:
    """Make a study, measure, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("--groups", type=int, default=9)
    parser.add_argument("--words", type=int, default=12_000, help="in each group")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=("docx", "txt", "both"), default="docx")
    parser.add_argument("--repeat", type=int, default=5, help="counted runs of each step")
    chosen = parser.parse_args()
    made = [f"--{name}={getattr(chosen, name)}" for name in ("groups", "words", "seed", "format")]
    with tempfile.TemporaryDirectory() as folder:
        study, compiled = Path(folder) / "study", Path(folder) / "compiled"
        cost_of(["-m", "benchmarks.corpus", str(study), *made], ROOT, compiled)
        print(
            f"{chosen.groups:,} groups of {chosen.words:,} words, {chosen.format}, seed "
            f"{chosen.seed}; medians of {chosen.repeat}; × = processor time of the bare interpreter"
        )
        lines = measure_commands(study, compiled, chosen.repeat)
        lines += measure_opening(compiled, chosen.repeat)
        show([*lines, *measure_reading(study, chosen.repeat)])


if __name__ == "__main__":
    main()
