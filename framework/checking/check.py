"""Check the study for problems. Everything that does not fit is listed; nothing is mended."""

import json
from collections.abc import Iterator

from framework.cases.case import Row
from framework.charts.chart import Cells
from framework.codebook.codebook import NONE, Position
from framework.errors import Problem
from framework.findings.finding import findings
from framework.plain.text import pasted, shorten
from framework.trail.names import names_of

_SHOWN = 40
RENAMED = "number renamed"
"""The kind of problem that a researcher answers by saying that a subtheme is what it was."""

_LAID_OUT_BY = frozenset((RENAMED, "number gone", "kinds reordered"))
_LESSER = frozenset(("recipe", "encoding", "layout", "charting", "language model", "proposals"))
"""Kinds of problem in study.yaml that leave the charts as they are."""


def stops_saving(problem: Problem) -> bool:
    """Return whether nothing can be saved: the trail is not whole, or a newer framework's."""
    return problem.file.startswith("trail/") or problem.kind == "format"


def stops_building(problem: Problem, codebook: str) -> bool:
    """Return whether a problem is with what every chart is laid out by."""
    if problem.kind in _LAID_OUT_BY or misread(problem, codebook):
        return True
    return problem.file == "study.yaml" and problem.kind not in _LESSER


def misread(problem: Problem, codebook: str) -> bool:
    """Return whether the codebook may have been misread; an odd search term changes nothing."""
    return problem.file == codebook and problem.kind not in ("term", *_LAID_OUT_BY)


def rests_on_nothing(cells: Cells) -> list[Problem]:
    """Return a problem for each decision whose subtheme or case the study does not have (any more).

    A number whose name changed while work stands under it is one of these: nobody but the
    researcher knows whether it was renamed, moved, or is new.
    """
    worked: dict[str, int] = {}
    problems = []
    for number, cases in _work(cells):
        worked[number] = worked.get(number, 0) + 1
        gone = sorted(cases - cells.cases.keys())
        for case in gone:
            hint = (
                "put its row back into transcripts/cases.csv; to change an id, use "
                "framework case rename"
            )
            problems.append(
                Problem(
                    "trail", f"work stands under case {case}, which is gone", hint, kind="case gone"
                )
            )
    return list(dict.fromkeys(problems)) + [
        problem
        for number in sorted(worked)
        for problem in _number_problems(cells, number, worked[number])
    ]


def of_another_kind(cells: Cells) -> list[Problem]:
    """Return a problem for each summary row without a kind whose summary is about another kind.

    Such a row stands for the first kind in study.yaml; were the kinds put in another order, it
    would become the summary of cases it was not written about.
    """
    found = []
    for act in cells.decisions.all("said"):
        row = Row.of(act["row"] or {})
        if row.case_id is not None or act["verb"] != "summarise" or "kind" in row.json():
            continue
        cited = {ref.case for ref in cells.references(row, str(act["text"]))}
        kinds = {cells.cases[case]["kind"] for case in cited}
        if kinds and cells.first_kind not in kinds:
            hint = f"put kind {min(kinds)} first again in the charts of study.yaml"
            message = f"the summary of {row.name} × {act['subtheme']} is about kind {min(kinds)}"
            found.append(Problem("study.yaml", message, hint, kind="kinds reordered"))
    return found


def _work(cells: Cells) -> Iterator[tuple[str, set[str]]]:
    """Return, for each standing decision, its subtheme or position, and its case if any."""
    for act in cells.decisions.all("index"):
        yield str(act["subtheme"]), {str(act["case"])}
    for fact in ("said", "asked"):
        for key in cells.decisions.standing:
            if key[0] == fact:
                case = Row.of(json.loads(key[1])).case_id
                yield key[2], {case} if case else set()
    for act in cells.decisions.all("position"):
        if not str(act["position"]).endswith(NONE):
            yield str(act["position"]), {str((act["row"] or {}).get("case", ""))}
    yield from _register(cells)


def _register(cells: Cells) -> Iterator[tuple[str, set[str]]]:
    """Return the subthemes of each finding, and, under each of them, the cases accounted for."""
    about = {one.id: one.subthemes for one in findings(cells).values()}
    for numbers in about.values():
        yield from ((number, set()) for number in numbers)
    for act in cells.decisions.all("account"):
        case = str((act["row"] or {}).get("case", ""))
        yield from ((number, {case}) for number in about.get(str(act["finding"]), ()))


def unsure_turns(cells: Cells) -> list[Problem]:
    """Return a problem for each line that may be a turn of its own, and is read as another's."""
    hint = "correct the label, or list the line under `speech` in study.yaml"
    return [
        Problem(
            reading.file,
            f"“{shorten(one.text, _SHOWN)}” begins with a label and is not read as a turn",
            hint,
            one.place.get("line"),
            kind="unsure turn",
        )
        for transcript in cells.transcripts.values()
        for reading in transcript.readings
        for one in reading.unsure
    ]


def _number_problems(cells: Cells, number: str, work: int) -> list[Problem]:
    book = cells.codebook
    names = names_of(cells.decisions, number)
    stands = f"{work} decision{'s' if work > 1 else ''} under it"
    what = "subtheme" if number[-1:].isdigit() else "position"
    if number not in book.entries:
        hint = "renamed, moved or retired? put it back as it was until that can be said"
        name = f" ({names[0]})" if names else ""
        return [
            Problem(
                book.file,
                f"{what} {number}{name} is gone, with {stands}",
                hint,
                kind="number gone",
            )
        ]
    now = book.entries[number]
    if names and now.name not in names:
        command = pasted("framework", "codebook", "renamed", number)
        hint = f"renamed, moved or new? {command}; or give the old name "
        hint += f"back, and a new {what} a new number"
        message = f"{number} was “{names[0]}” and is now “{now.name}”, with {stands}"
        return [Problem(book.file, message, hint, now.line, kind=RENAMED)]
    return []


def retired_positions(cells: Cells) -> list[Problem]:
    """Return a problem for each case that stands on a position which is no longer used."""
    found = []
    for act in cells.decisions.all("position"):
        number = str(act["position"])
        now = cells.codebook.entries.get(number)
        if isinstance(now, Position) and now.retired and act["how"]:
            case = (act["row"] or {}).get("case", "")
            message = f"{number} is retired ({now.retired}) and {case} stands on it"
            hint = f"place {case} again"
            file = cells.codebook.file
            found.append(Problem(file, message, hint, now.line, kind="position retired"))
    return found
