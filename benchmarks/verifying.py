"""Measures `Study.verify`: a draft of quotations, some of them altered, against many groups.

As in `benchmarks.run`, the unit is the processor time of the bare interpreter, measured by turns
with everything else. Opening the study, which reads every transcript, is shown by itself.
"""

import argparse
import tempfile
from pathlib import Path
from random import Random
from statistics import median

from benchmarks.run import ROOT, Line, alternate, cost_of, show

WORDS = 14
_OPEN = "from framework import Study; len(Study.open().cells.transcripts)"
_VERIFY = "from framework import Study; Study.open().verify('draft.md')"


def main() -> None:
    """Make a study and a draft, measure, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.verifying", description=__doc__)
    parser.add_argument("--groups", type=int, default=100)
    parser.add_argument("--words", type=int, default=12_000, help="in each group")
    parser.add_argument("--quotations", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeat", type=int, default=3, help="counted runs of each step")
    chosen = parser.parse_args()
    made = [f"--{name}={getattr(chosen, name)}" for name in ("groups", "words", "seed")]
    with tempfile.TemporaryDirectory() as folder:
        study, compiled = Path(folder) / "study", Path(folder) / "compiled"
        cost_of(["-m", "benchmarks.corpus", str(study), *made, "--format=txt"], ROOT, compiled)
        write_draft(study, chosen.quotations, chosen.seed)
        print(
            f"{chosen.quotations:,} quotations, two in three altered, against {chosen.groups:,} "
            f"groups of {chosen.words:,} words; medians of {chosen.repeat}"
        )
        show(measure(study, compiled, chosen.repeat))


def write_draft(study: Path, quotations: int, seed: int) -> None:
    """Write a draft that quotes turns of a study: as they are, with a gap, with a changed word."""
    dice = Random(seed)
    files = sorted((study / "transcripts").glob("*.txt"))
    lines = [file.read_text("utf-8").split("\n") for file in files]
    paragraphs: list[str] = []
    while len(paragraphs) < quotations:
        words = dice.choice(dice.choice(lines)).partition(":")[2].split()
        if len(words) < WORDS or any('"' in word for word in words):
            continue
        quoted = words[:WORDS]
        if len(paragraphs) % 3 == 1:
            quoted[5:7] = ["[…]"]
        elif len(paragraphs) % 3 == 2:
            quoted[5] = "changed"
        paragraphs.append(f"Somebody said “{' '.join(quoted)}” (Social Worker).")
    (study / "draft.md").write_text("\n\n".join(paragraphs), "utf-8")


def measure(study: Path, compiled: Path, repeat: int) -> list[Line]:
    """Return the lines: opening the study, verifying, and what verifying adds."""
    costs = alternate(
        {
            "bare": lambda: cost_of(["-c", "pass"], study, compiled),
            "open": lambda: cost_of(["-c", _OPEN], study, compiled),
            "verify": lambda: cost_of(["-c", _VERIFY], study, compiled),
        },
        repeat,
    )
    seconds = {name: median(cost.seconds for cost in found) for name, found in costs.items()}
    bare, opened, whole = (seconds[name] for name in ("bare", "open", "verify"))
    peak = median(cost.memory for cost in costs["verify"]) / 1e6
    return [
        Line("bare interpreter (python -c pass)", "1.0 ×", ""),
        Line("opening the study: every transcript read", f"{opened / bare:,.0f} ×", ""),
        Line("verifying a draft, with its report", f"{whole / bare:,.0f} ×", ""),
        Line("verifying, less opening the study", f"{(whole - opened) / bare:,.0f} ×", "≤ 5 s"),
        Line("verifying: peak memory", f"{peak:,.0f} MB", ""),
    ]


if __name__ == "__main__":
    main()
