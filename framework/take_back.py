"""Takes what somebody wrote in a workbook back into the trail, by the trail's own merge.

An edit goes over the acts that the workbook was built from. If these still stand, it replaces
them; if somebody else has replaced them meanwhile, both texts stand and the cell is contested.
Nothing is guessed: what could mean two things is asked, and nothing is taken until it is answered.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from framework.acts import Acts, context, over
from framework.case import Row
from framework.cell import ASKED, BETWEEN, CHOSEN, EXCEL_LIMIT, State, read_state
from framework.chart import Cells
from framework.codebook import NONE
from framework.decisions import COLOUR, OWN_COLUMN
from framework.errors import Problem
from framework.matrix import Box, Edit, Key, Matrix, edits, misplaced, noted
from framework.position import HOW, PLACED, place, read_place
from framework.text import clean, fold, shorten

_NEARLY = 0.84
"""Ratcliff and Obershelp's ratio (1988) above which a short text is asked about as a state."""
_PAIRS = tuple(f"{asked}, nothing said" for asked in ASKED)
_WORDS = (*CHOSEN, "not asked", *_PAIRS)


@dataclass(frozen=True)
class Answers:
    """What the researcher has answered to the questions a workbook can raise.

    `emptied`: empty boxes are to be uncharted again; `as_written`: a text that is nearly a state
    word is a summary; `moved`: texts were moved to other boxes by hand; `anyway`: what cannot be
    taken into a new workbook may stay behind in the kept copy.
    """

    emptied: bool = False
    as_written: bool = False
    moved: bool = False
    anyway: bool = False


NOTHING_ANSWERED = Answers()


@dataclass(frozen=True)
class Taken:
    """What a workbook gives: the acts to write, and how many boxes they come from."""

    acts: Acts
    boxes: int = 0
    notes: int = 0


def take_back(
    cells: Cells, matrices: Iterable[Matrix], answers: Answers
) -> tuple[Taken, list[Problem]]:
    """Return the acts that keep the edits of workbooks, and the problems and questions they raise.

    With any problem nothing may be taken.
    """
    problems: list[Problem] = []
    known = _kept(cells)
    written: dict[Key, Acts] = {}
    notes: Acts = []
    for matrix in matrices:
        problems += [*matrix.problems, *_misplaced(matrix, answers), *_strange(matrix, answers)]
        for edit in edits(matrix):
            placing = edit.box.subtheme in cells.codebook.positions
            if [_now(cells, edit.box, placing=placing)] == list(edit.texts):
                continue  # it says so already
            problems += _questions(matrix.name, edit, answers, placing=placing)
            make = _placing if placing else _acts
            acts = [act for text in edit.texts for act in make(cells, edit.box, text)]
            new = _new(acts, known)
            if new:
                written.setdefault((edit.box.row, edit.box.subtheme), []).extend(new)
        notes += _new(
            [_memo(edit.box, text) for edit in noted(matrix) for text in edit.texts], known
        )
    acts = [*(act for found in written.values() for act in found), *notes]
    return Taken(_with_context(cells, acts), len(written), len(notes)), problems


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


def _now(cells: Cells, box: Box, *, placing: bool) -> str:
    """Return what a box would hold if the workbook were built now."""
    found = place(cells, box.row, box.subtheme) if placing else cells.cell(box.row, box.subtheme)
    return clean(found.box)


def _placing(cells: Cells, box: Box, text: str) -> Acts:  # noqa: ARG001 - called like _acts
    """Return the act that places a case on a position, or takes it off one."""
    how, told = read_place(text) or ("", "")
    act = {"verb": "position", "row": box.row.json(), "position": box.subtheme, "how": how}
    return [act | ({"text": clean(told)} if told else {}) | over(box.said)]


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
    elif box.subtheme.startswith(OWN_COLUMN):
        act |= {"column": box.subtheme.removeprefix(OWN_COLUMN), "text": clean(text)}
    else:
        act |= {"subtheme": box.subtheme, "text": clean(text)}
    return act | over(box.said)


def _with_context(cells: Cells, acts: Acts) -> Acts:
    """Return the acts after those that record what they rest on, each of these once."""
    first: Acts = []
    for act in acts:
        if act["verb"] != "memo":
            subtheme = act["subtheme"] if "subtheme" in act else act["position"][:-1]
            found = context(cells, Row.of(act["row"]), subtheme)
            first += [one for one in found if one not in first]
    return first + acts


def _content(act: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what an act says of which cell over what, by which a second taking is told."""
    names = (
        "verb",
        "subtheme",
        "column",
        "colour",
        "position",
        "how",
        "text",
        "asked",
        "said",
        "reason",
    )
    told = (str(act[name]) if name in act else "" for name in names)
    replaced = " ".join(sorted(act.get("over", ())))
    return (Row.of(act["row"]).key, *told, replaced)


def _kept(cells: Cells) -> set[tuple[str, ...]]:
    """Return the content of every living act on a cell, so that nothing is taken twice."""
    decisions = cells.decisions
    acts = [
        act for verb in ("summarise", "state", "memo", "position") for act in decisions.every(verb)
    ]
    return {_content(act.act) for act in acts}


def _questions(name: str, edit: Edit, answers: Answers, *, placing: bool) -> list[Problem]:
    """Return what has to be answered or mended before an edit can be taken."""
    found = []
    for text, at in edit.texts.items():
        units = len(text.encode("utf-16-le", "surrogatepass")) // 2
        if units > EXCEL_LIMIT:
            hint = f"a box of Excel holds {EXCEL_LIMIT:,}; write less"
            found.append(Problem(name, f"{units:,} characters", hint, cell=at, kind="too long"))
        elif BETWEEN.strip() in text.split("\n"):
            hint = "leave one text, and take the line between them out"
            message = "two texts still stand here, and the box was changed"
            found.append(Problem(name, message, hint, cell=at, kind="contested"))
        elif not text and not answers.emptied:
            message = f"“{shorten(edit.box.text, 40)}” was emptied"
            hint = "is it to be uncharted again? then --emptied; else put it back"
            found.append(Problem(name, message, hint, cell=at, kind="question"))
        elif placing and text and not _is_placing(edit.box, text):
            hint = f"begin with one of: {' · '.join(_places(edit.box))}"
            message = f"“{shorten(text, 40)}” is no place on {edit.box.subtheme}"
            found.append(Problem(name, message, hint, cell=at, kind="no place"))
        elif not placing and (word := _nearly(text)) and not answers.as_written:
            hint = f"write “{word}”, or --as-written if these are your words"
            message = f"“{shorten(text, 40)}” is nearly a state"
            found.append(Problem(name, message, hint, cell=at, kind="question"))
    return found


def _places(box: Box) -> tuple[str, ...]:
    return HOW[-1:] if box.subtheme.endswith(NONE) else PLACED


def _is_placing(box: Box, text: str) -> bool:
    found = read_place(text)
    return found is not None and found[0] in _places(box)


def _nearly(text: str) -> str:
    """Return the state word that a short text nearly is, empty if it is one or is none."""
    plain = fold(text).text.strip().rstrip(".!")
    if not plain or len(plain) > 40 or read_state(text):
        return ""
    near = {word: SequenceMatcher(None, plain, word).ratio() for word in _WORDS}
    best = max(near, key=lambda word: near[word])
    return best if near[best] >= _NEARLY else ""


def _misplaced(matrix: Matrix, answers: Answers) -> list[Problem]:
    found = [] if answers.moved else misplaced(matrix)
    hint = "undo the sort that left column “Case” behind, or --moved if you moved it by hand"
    return [
        Problem(
            matrix.name,
            f"this stood in {home[0].key} × {home[1]}",
            hint,
            cell=shown.at,
            kind="misplaced",
        )
        for shown, home in found
    ]


def _strange(matrix: Matrix, answers: Answers) -> list[Problem]:
    hint = "it would stay behind in charts/kept/; take it elsewhere, or --anyway"
    found = () if answers.anyway else matrix.strange
    return [Problem(matrix.name, what, hint, cell=at, kind="question") for at, what in found]
