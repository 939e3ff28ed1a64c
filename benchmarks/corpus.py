"""Makes an invented study of any size; the same options give the same bytes.

Transcripts, tables and codebook are written as files. The trail is made of what the program's
own functions return for a decision, so that it is what a researcher's work would have left.
"""

import argparse
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from benchmarks.invented import TEAMS, TERMS, Group, authorities, converse, invent_groups
from benchmarks.layouts import as_text, as_word
from framework import Study
from framework.cases.case import Case, Row
from framework.charts.chart import Cells
from framework.decisions import acts
from framework.index.entries import Index, Judged
from framework.trail.command import Act, Command
from framework.trail.decisions import fold
from framework.transcripts.case_transcript import read_case
from framework.transcripts.passage import Passage
from framework.transcripts.transcript import Transcript, Turn

SUFFIXES = {"docx": (".docx",), "txt": (".txt",), "both": (".docx", ".txt")}
WRITERS = {".docx": as_word, ".txt": as_text}
RESEARCHERS = {"ab": "A. Body", "cd": "C. Dayton"}
THEMES = 6
SUBTHEMES = 30
FEWEST_WORDS = 100
_BEGIN = datetime(2013, 1, 7, 9, tzinfo=UTC)


def make_study(folder: Path, groups: int, words: int, seed: int, layout: str) -> None:
    """Write a whole study into an empty or new folder."""
    for part in ("transcripts", "codebooks", "trail"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    invented = list(invent_groups(groups, seed, SUFFIXES[layout]))
    for group in invented:
        data = WRITERS[group.suffix](group, converse(group, words, seed))
        (folder / "transcripts" / group.file).write_bytes(data)
    texts = {
        "study.yaml": _study_file(groups, seed),
        "codebooks/invented.yaml": _codebook(),
        "transcripts/cases.csv": _table(_case_rows(invented)),
        "transcripts/speakers.csv": _table(_speaker_rows(invented)),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8", newline="\n")
    _write_trail(folder, seed)


def _study_file(groups: int, seed: int) -> str:
    places = (f"{name}: Council {at}" for at, name in enumerate(authorities(groups), 1))
    return "\n".join(
        [
            "format: 1",
            f"id: invented-{groups}-{seed}",
            "name: invented",
            f"title: Study of {groups} groups (invented)",
            "codebook: codebooks/invented.yaml",
            *_attributes({"authority": places, "team": map(": ".join, TEAMS.items())}),
            "charts:",
            "  - kind: focus group",
            "    each: authority",
            "    summaries: [authority, team, authority and team]",
            "researchers:",
            *(f"  {initials}: {name}" for initials, name in RESEARCHERS.items()),
            'attribution: "({role}, {authority}, {team} {group})"',
            "",
        ]
    )


def _attributes(values: dict[str, Iterable[str]]) -> Iterator[str]:
    yield "attributes:"
    for name, lines in values.items():
        yield f"  - name: {name}"
        yield "    values:"
        yield from (f"      {line}" for line in lines)


def _numbers() -> list[str]:
    """Return the subthemes' numbers: five under each of six themes."""
    each = SUBTHEMES // THEMES
    return [f"{theme}.{sub}" for theme in range(1, THEMES + 1) for sub in range(1, each + 1)]


def _codebook() -> str:
    lines = ["format: 1", "themes:"]
    for at, number in enumerate(_numbers()):
        theme, sub = number.split(".")
        if sub == "1":
            lines += [f"  - number: {theme}", f"    name: Theme {theme}", "    subthemes:"]
        terms = TERMS[at::SUBTHEMES]
        lines += [
            f"      - number: {number}",
            f"        name: On {terms[0]}",
            f"        definition: What the groups say of {terms[0]} and of {terms[1]}.",
            f"        include: Talk of {terms[2]}, and of {terms[3]} where it is meant.",
            f"        exclude: Talk of {terms[4]}.",
            "        origin: topic guide",
            f"        example: We had {terms[0]} once.",
            f"        terms: [{', '.join(terms)}]",
        ]
    return "\n".join([*lines, ""])


def _case_rows(groups: Iterable[Group]) -> Iterator[Sequence[object]]:
    yield "case", "file", "kind", "authority", "team", "group", "date", "participants"
    for one in groups:
        people = sum(person.kind == "participant" for person in one.people)
        place = one.authority, one.team, f"FG{one.number}", one.date
        yield one.case, one.file, "focus group", *place, people


def _speaker_rows(groups: Iterable[Group]) -> Iterator[Sequence[object]]:
    yield "case", "label", "speaker", "kind", "role"
    for group in groups:
        for number, person in enumerate(group.people, 1):
            speaker = f"{group.case}-S{number}"
            yield group.case, person.label, speaker, person.kind, person.role


def _table(rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


@dataclass
class _Work:
    """One case's trail as it grows; `opening` is the line in which the codebook is kept."""

    study: Study
    case: Case
    transcript: Transcript
    begin: datetime
    by: str
    opening: Command | None
    lines: list[Command] = field(default_factory=list)

    def cells(self) -> Cells:
        """Return the cells of this case as its lines leave them."""
        known = [self.opening] if self.opening else []
        decisions = fold([*known, *self.lines])
        transcripts = {self.case.id: self.transcript}
        index = Index.build(decisions, transcripts)
        cases = {self.case.id: self.case}
        return Cells(decisions, index, self.study.codebook, cases, transcripts, "focus group")

    def write(self, do: Sequence[Act]) -> None:
        """Add a line, a minute after the one before it."""
        at = self.begin + timedelta(minutes=len(self.lines))
        self.lines.append(Command.new(at.strftime("%Y-%m-%dT%H:%M:%SZ"), self.by, do))


def _write_trail(folder: Path, seed: int) -> None:
    """Index and summarise every case, and write the lines to a file for each researcher."""
    study = Study.open(folder)
    opening: Command | None = None
    with ExitStack() as stack:
        files = {
            by: stack.enter_context((folder / "trail" / f"{by}.jsonl").open("w", encoding="utf-8"))
            for by in RESEARCHERS
        }
        for at, case in enumerate(study.cases.values()):
            transcript, problems = read_case(folder, case, fold([]), study.file)
            if transcript is None:
                raise SystemExit("\n".join(map(str, problems)))
            by = list(RESEARCHERS)[at % len(RESEARCHERS)]
            begin = _BEGIN + timedelta(days=at)
            work = _Work(study, case, transcript, begin, by, opening)
            _chart_case(work, Random(f"{seed} trail {case.id}"))
            opening = opening or work.lines[0]
            files[by].writelines(line.line() + "\n" for line in work.lines)


def _chart_case(work: _Work, rng: Random) -> None:
    """Index two to four passages a cell, then write a summary, a state, or nothing."""
    turns = [turn for turn in work.transcript.turns if turn.kind == "participant" and turn.text]
    chosen = {number: rng.choices(turns, k=rng.randint(2, 4)) for number in _numbers()}
    cells = work.cells()
    for number, found in chosen.items():
        for turn in found:
            work.write(acts.index(cells, [Judged(_passage(work.transcript, turn, rng), number)]))
            if len(work.lines) == 1:
                cells = work.cells()  # from here on the case's turns are numbered
    cells = work.cells()
    row = Row.case(work.case.id)
    for number, found in chosen.items():
        luck = rng.random()
        if luck < 0.8:
            work.write(acts.summarise(cells, row, number, _summary(found, number, rng)))
        elif luck < 0.9:
            work.write(acts.state(cells, row, number, asked="asked", said="nothing said"))


def _passage(transcript: Transcript, turn: Turn, rng: Random) -> Passage:
    """Return the beginning of a turn, up to the end of a word."""
    cut = turn.text.find(" ", rng.randint(60, 400))
    return transcript.passage(turn.start, turn.end if cut < 0 else turn.start + cut)


def _summary(turns: Sequence[Turn], number: str, rng: Random) -> str:
    """Return a line for each turn, as a person might write it, with its reference."""
    lines = (
        f"Of {rng.choice(TERMS)} it is said that it comes before {rng.choice(TERMS)} "
        f"[{turn.number}]."
        for turn in turns
    )
    return f"Invented words for {number}. " + " ".join(lines)


def main() -> None:
    """Make a study from the options of the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")
    parser.add_argument("--groups", type=int, default=9)
    parser.add_argument("--words", type=int, default=12_000, help="in each group")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=SUFFIXES, default="both", help="of the transcripts")
    chosen = parser.parse_args()
    if chosen.folder.exists() and any(chosen.folder.iterdir()):
        parser.error(f"{chosen.folder} is not empty")
    if chosen.groups < 1 or chosen.words < FEWEST_WORDS:
        parser.error(f"at least one group, and {FEWEST_WORDS} words in each")
    make_study(chosen.folder, chosen.groups, chosen.words, chosen.seed, chosen.format)
    print(f"{chosen.groups:,} groups of {chosen.words:,} words in {chosen.folder}")


if __name__ == "__main__":
    main()
