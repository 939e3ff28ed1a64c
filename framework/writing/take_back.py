"""Takes what somebody wrote in a workbook back into the trail, by the trail's own merge.

An edit goes over the acts that the workbook was built from. If these still stand, it replaces
them; if somebody else has replaced them meanwhile, both texts stand and the cell is contested.
Nothing is guessed: what could mean two things is asked, and nothing is taken until it is answered.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from framework.charts.chart import Cells
from framework.charts.position import PLACING
from framework.errors import Problem
from framework.material.case import Row
from framework.text import clean
from framework.tracing.finding import findings, seen
from framework.trail.cell import State, read_state
from framework.trail.choice import choose, read_choice
from framework.trail.decisions import COLOUR, OWN_COLUMN, OWN_SHEET
from framework.writing.context import Acts, context, over
from framework.writing.matrix import Box, Key, Matrix, edits, noted
from framework.writing.questions import Answers, chosen_in, of_workbook, questions, with_a_cell
from framework.writing.silence import Unread, no_terms
from framework.writing.strays import Strays, strays


@dataclass(frozen=True)
class Taken:
    """What workbooks give: the acts to write, from how many boxes, and of which workbooks."""

    acts: Acts
    boxes: int = 0
    notes: int = 0
    books: tuple[str, ...] = ()


def take_back(
    cells: Cells, matrices: Iterable[Matrix], answers: Answers, unread: Unread = no_terms
) -> tuple[Taken, list[Problem]]:
    """Return the acts that keep the edits of workbooks, and the problems and questions they raise.

    With any problem nothing may be taken.
    """
    problems: list[Problem] = []
    known = _kept(cells)
    written: dict[Key, Acts] = {}
    notes: Acts = []
    books: dict[str, None] = {}
    for matrix in matrices:
        astray = Strays(matrix.name) if answers.moved else strays(matrix)
        problems += of_workbook(matrix, answers, astray)
        changed, lost = with_a_cell(cells, matrix, edits(matrix), answers)
        beside, lost_beside = with_a_cell(cells, matrix, noted(matrix), answers)
        problems += lost + lost_beside
        for edit in changed:
            if [_now(cells, edit.box)] == list(edit.texts):
                continue  # it says so already
            if not astray.explain(*edit.texts.values()):
                problems += questions(cells, matrix.name, edit, answers, unread)
            make = _acts if chosen_in(cells, edit.box) is None else _choosing
            acts = [act for text in edit.texts for act in make(cells, edit.box, text)]
            new = _new(acts, known)
            if new:
                books[matrix.name] = None
                written.setdefault((edit.box.row, edit.box.subtheme), []).extend(new)
        noticed = _new([_memo(edit.box, text) for edit in beside for text in edit.texts], known)
        notes += noticed
        books |= dict.fromkeys([matrix.name] if noticed else [])
    acts = [*(act for found in written.values() for act in found), *notes]
    whole = Taken(_with_context(cells, acts), len(written), len(notes), tuple(books))
    return whole, problems


def _new(acts: Acts, known: set[tuple[str, ...]]) -> Acts:
    """Return the acts that no living act says already, and remember them."""
    found = []
    for act in acts:
        if _content(act) not in known:
            known.add(_content(act))
            found.append(act)
    return found


def _acts(cells: Cells, box: Box, text: str) -> Acts:
    """Return the acts that make a cell what its box says, over what the box was built from."""
    cell = {"row": box.row.json(), "subtheme": box.subtheme}
    words, state = clean(text), read_state(text)
    if words and state is None:
        seen = cells.seen(box.row, box.subtheme, words)
        return [{"verb": "summarise", **cell, "text": words, "seen": seen} | over(box.said)]
    asked, said = _facts(state or State(), read_state(box.text) or State(), box)
    acts: Acts = []
    if asked is not None:
        acts.append({"verb": "state", **cell, "asked": asked} | over(box.asked))
    if said is not None:
        why = {"reason": state.reason} if state and state.reason else {}
        acts.append({"verb": "state", **cell, "said": said} | why | over(box.said))
    return acts


def _now(cells: Cells, box: Box) -> str:
    """Return what a box would hold if the workbook were built now."""
    kind = chosen_in(cells, box)
    if kind is None:
        return clean(cells.cell(box.row, box.subtheme).box)
    return clean(choose(cells.decisions, kind, box.row, box.subtheme).box)


def _choosing(cells: Cells, box: Box, text: str) -> Acts:
    """Return the act that chooses one of a box's words, or takes the choice away."""
    kind = chosen_in(cells, box) or PLACING
    word, told = read_choice(text, kind.words) or ("", "")
    act = {"verb": kind.verb, "row": box.row.json(), kind.thing: box.subtheme, kind.word: word}
    words = {"text": clean(told)} if told else {}
    return [act | words | _before(cells, box, clean(told)) | over(box.said)]


def _before(cells: Cells, box: Box, text: str) -> dict[str, Any]:
    """Return the field that keeps what the writer of an account had before them."""
    found = findings(cells).get(box.subtheme)
    if found is None:
        return {}
    return {"seen": seen(cells, found.claim, found.subthemes, box.row, text)}


def _facts(new: State, old: State, box: Box) -> tuple[str | None, str | None]:
    """Return what a state or an empty box makes of *asked* and *said*; None leaves a fact alone.

    Where the box showed *asked* and no longer does, that fact is withdrawn: it becomes empty.
    """
    asked: str | None = new.asked
    if asked is None and old.asked and (new.said == old.said or new == State()):
        asked = ""
    if asked is not None and asked == old.asked:
        asked = None
    said: str | None = new.said
    if said is None and box.said:
        said = "uncharted"
    if said is not None and (said, new.reason) == (old.said, old.reason):
        said = None
    return asked, said


def _memo(box: Box, text: str) -> dict[str, Any]:
    """Return the act that keeps a note on a cell, its colour, or a text in an own column."""
    act: dict[str, Any] = {"verb": "memo", "row": box.row.json()}
    if box.subtheme.startswith(COLOUR):
        act |= {"subtheme": box.subtheme.removeprefix(COLOUR), "colour": text}
    elif box.subtheme.startswith(OWN_SHEET):
        name, _, at = box.subtheme.removeprefix(OWN_SHEET).rpartition("!")
        act |= {"sheet": name, "at": at, "text": clean(text)}
    elif box.subtheme.startswith(OWN_COLUMN):
        act |= {"column": box.subtheme.removeprefix(OWN_COLUMN), "text": clean(text)}
    else:
        act |= {"subtheme": box.subtheme, "text": clean(text)}
    return act | over(box.said)


def _with_context(cells: Cells, acts: Acts) -> Acts:
    """Return the acts after those that record what they rest on, each of these once."""
    first: dict[tuple[str, str], dict[str, Any]] = {}
    for act in acts:
        if act["verb"] != "memo":
            for subtheme in _subthemes(cells, act):
                for one in context(cells, Row.of(act["row"]), subtheme):
                    first.setdefault((one["verb"], one.get("case", "")), one)
    return [*first.values(), *acts]


def _subthemes(cells: Cells, act: Mapping[str, Any]) -> Sequence[str]:
    """Return the subthemes that an act rests on."""
    if "finding" in act:
        found = findings(cells).get(act["finding"])
        return found.subthemes if found else ()
    return [act["subtheme"] if "subtheme" in act else act["position"][:-1]]


def _content(act: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what an act says of which cell over what, by which a second taking is told."""
    names = [
        *("verb", "subtheme", "column", "sheet", "at", "colour", "position", "how"),
        *("finding", "answer", "text", "asked", "said", "reason"),
    ]
    told = (str(act[name]) if name in act else "" for name in names)
    replaced = " ".join(sorted(act.get("over", ())))
    return (Row.of(act["row"]).key, *told, replaced)


def _kept(cells: Cells) -> set[tuple[str, ...]]:
    """Return the content of every living act on a cell, so that nothing is taken twice."""
    decisions = cells.decisions
    acts = [
        act
        for verb in ("summarise", "state", "memo", "position", "account")
        for act in decisions.every(verb)
    ]
    return {_content(act.act) for act in acts}
