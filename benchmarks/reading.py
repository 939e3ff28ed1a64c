"""Measures the reading of transcripts: interviews in Word, and a large corpus of plain text.

Each step is a process of its own, so that its peak memory is its own; the bare interpreter's time
is taken off. Beside the ratio stand seconds on this machine, because the budgets of the design are
in seconds; a corpus is measured smaller than the budget's, and told as what the whole would take.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from benchmarks.invented import Group, Said, converse, invent_groups
from benchmarks.layouts import as_text, as_word
from benchmarks.run import ROOT, Cost, Line, alternate, cost_of, show

_INTERVIEWS, _WORDS = 50, 8_000
_GROUP_WORDS = 12_000
_WHOLE = 160_000_000
"""The budget is for a corpus of so many bytes."""

Files = list[str]


def write(folder: Path, number: int, words: int, seed: int, *, word: bool) -> tuple[Files, int]:
    """Write invented transcripts; return their paths, and how many bytes of text they hold."""
    write_one: Callable[[Group, Sequence[Said]], bytes] = as_word if word else as_text
    suffix = ".docx" if word else ".txt"
    paths, size = [], 0
    for group in invent_groups(number, seed, (suffix,)):
        talk = converse(group, words, seed)
        path = folder / f"{group.case}{suffix}"
        path.write_bytes(write_one(group, talk))
        paths.append(str(path))
        size += len(as_text(group, talk))
    return paths, size


def read_all(paths: Sequence[str]) -> None:
    """Read transcripts one after the other and keep none, as a step of the program does."""
    from framework.transcripts.reading import read_transcript  # noqa: PLC0415 - measured with it

    for path in paths:
        if read_transcript(Path(path), path).problems:
            raise SystemExit(f"{path} was not read")


def measure(folder: Path, size: int, seed: int, repeat: int) -> list[Line]:
    """Return the lines of both steps."""
    word, letters = write(folder, _INTERVIEWS, _WORDS, seed, word=True)
    _, each = write(folder, 1, _GROUP_WORDS, seed, word=False)
    many, total = write(folder, max(4, size // each), _GROUP_WORDS, seed, word=False)
    compiled = folder / "compiled"

    def reading(name: str, paths: Sequence[str]) -> Callable[[], Cost]:
        listed = folder / f"{name}.list"
        listed.write_text("\n".join(paths), "utf-8")
        return lambda: cost_of(("-m", "benchmarks.reading", "--read", str(listed)), ROOT, compiled)

    costs = alternate(
        {
            "bare": lambda: cost_of(("-c", "pass"), ROOT, compiled),
            "none": reading("none", []),
            "word": reading("word", word),
            "some": reading("some", many[: len(many) // 4]),
            "many": reading("many", many),
        },
        repeat,
    )
    seconds = {name: median(cost.seconds for cost in found) for name, found in costs.items()}
    peak = {name: median(cost.memory for cost in found) / 1e6 for name, found in costs.items()}
    spent = {name: seconds[name] - seconds["none"] for name in ("word", "many")}
    whole = spent["many"] * _WHOLE / total
    return [
        Line(
            f"{_INTERVIEWS} Word interviews, {letters / 1e6:.1f} million characters",
            f"{spent['word'] / seconds['bare']:,.0f} ×, {spent['word']:.1f} s",
            "≤ 1.5 s",
        ),
        Line(
            f"{len(many):,} text transcripts, {total / 1e6:.0f} MB",
            f"{spent['many'] / seconds['bare']:,.0f} ×, {spent['many']:.1f} s",
            "",
        ),
        Line("so 160 MB take", f"{whole:,.0f} s", "≤ 60 s"),
        Line("peak memory, all : a quarter of them", f"{peak['many'] / peak['some']:.2f}", "flat"),
        Line("peak memory", f"{peak['many']:,.0f} MB", ""),
    ]


def main() -> None:
    """Make the transcripts, measure, and print the table; or read those of a list."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("--megabytes", type=int, default=16, help="of text")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.read:
        read_all(chosen.read.read_text("utf-8").split("\n") if chosen.read.stat().st_size else [])
        sys.exit()
    with tempfile.TemporaryDirectory() as folder:
        size = chosen.megabytes * 1_000_000
        show(measure(Path(folder), size, chosen.seed, chosen.repeat))


if __name__ == "__main__":
    main()
