"""Saves what somebody wrote in a workbook into the trail, by the trail's own merge.

An edit goes over the acts that the workbook was built from. If these still stand, it replaces
them; if somebody else has replaced them meanwhile, both texts stand and the cell is contested.
Nothing is guessed: a cell that could mean two things is asked about and waits, and the others
are saved.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from framework.cases.case import Row
from framework.charts.chart import Cells
from framework.checking.unread import Unread, no_terms
from framework.comparison.position import PLACING
from framework.decisions.context import Acts, changed, numbering, over, unsettled, version
from framework.errors import Problem
from framework.findings.finding import findings, is_finding, seen
from framework.plain.text import clean
from framework.trail.cell import Key, State, read_state
from framework.trail.choice import choose, read_choice
from framework.trail.decisions import COLOUR, OWN_COLUMN, OWN_SHEET
from framework.workbook.matrix import Box, Edit, Matrix, edits, noted
from framework.workbook.saving.answers import Answers, flag
from framework.workbook.saving.gone import gone
from framework.workbook.saving.misplaced import copies, strays
from framework.workbook.saving.questions import Pending, Question, chosen_in, questions, stand_twice


@dataclass(frozen=True)
class Taken:
    """What workbooks give: the acts to write, from how many cells and notes, of which workbooks.

    `put_back` counts the cells that were answered with no. `pending` holds by workbook the cells
    that wait for an answer; `held` names the workbooks with something that a new one has no place
    for, so that they are to stay as they are. `problems` are all but those of the pending cells.
    """

    acts: Acts
    boxes: int = 0
    notes: int = 0
    books: tuple[str, ...] = ()
    put_back: int = 0
    pending: Mapping[str, Mapping[Key, Pending]] = field(default_factory=dict)
    held: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()

    @property
    def waiting(self) -> list[Problem]:
        """Return every question and problem, with the addresses of the workbooks as they were."""
        asked = [
            problem
            for book, cells in self.pending.items()
            for one in cells.values()
            for problem in one.problems(book)
        ]
        return [*self.problems, *asked]


def take_back(
    cells: Cells,
    matrices: Iterable[Matrix],
    answers: Answers,
    unread: Unread = no_terms,
    *,
    unsure: bool = False,
) -> Taken:
    """Return the acts that keep the clear edits of workbooks, and what waits for an answer.

    Where the codebook may have been misread (`unsure`), what is under a number waits unless the
    number is as the trail has it; so nothing of a misread codebook is kept.
    """
    taking = _Taking(cells, answers, unread, changed(cells) if unsure else set())
    for matrix in matrices:
        taking.take(matrix)
    return taking.taken()


class _Taking:
    """What has been taken so far, workbook by workbook."""

    def __init__(self, cells: Cells, answers: Answers, unread: Unread, misread: set[str]) -> None:
        self._cells, self._answers, self._unread = cells, answers, unread
        self._known = _kept(cells)
        self._unsettled = unsettled(cells)
        self._misread = misread
        self._written: dict[Key, Acts] = {}
        self._notes: Acts = []
        self._books: dict[str, None] = {}
        self._put_back = 0
        self._pending: dict[str, dict[Key, Pending]] = {}
        self._held: dict[str, None] = {}
        self._problems: list[Problem] = []

    def take(self, matrix: Matrix) -> None:
        """Take the clear edits and notes of a workbook; of one that is damaged, nothing."""
        if damage := [*matrix.problems, *strays(matrix, self._answers)]:
            self._hold(matrix, damage)
            return
        self._hold(matrix, matrix.odd)
        self._hold(matrix, _strange(matrix, self._answers))
        twice = copies(matrix)
        for edit in edits(matrix):
            if self._has_a_place(matrix, edit) and self._is_new(edit):
                for text, at in edit.texts.items():
                    stands = twice.get(((edit.box.row, edit.box.subtheme), text), "")
                    self._take_text(matrix, edit, text, at, stands)
        for edit in noted(matrix):
            if self._has_a_place(matrix, edit):
                acts = [_memo(edit.box, text) for text in edit.texts]
                self._keep(matrix, self._notes, acts)

    def taken(self) -> Taken:
        """Return all that was taken."""
        acts = [*(act for found in self._written.values() for act in found), *self._notes]
        return Taken(
            _with_context(self._cells, acts),
            len(self._written),
            len(self._notes),
            tuple(self._books),
            self._put_back,
            self._pending,
            frozenset(self._held),
            (*self._problems, *self._answers.idle()),
        )

    def _is_new(self, edit: Edit) -> bool:
        """Return whether a cell does not say so already."""
        return [_now(self._cells, edit.box)] != list(edit.texts)

    def _take_text(self, matrix: Matrix, edit: Edit, text: str, at: str, elsewhere: str) -> None:
        """Take one text of a cell, or let it wait; `elsewhere` is where the same words stand."""
        cells, key = self._cells, (edit.box.row, edit.box.subtheme)
        make = _acts if chosen_in(cells, edit.box) is None else _choosing
        acts = make(cells, edit.box, text)
        if all(_content(act) in self._known for act in acts):
            return
        asked = [*questions(cells, edit.box, text, self._unread)]
        asked += [stand_twice(elsewhere)] if elsewhere else []
        replies = {one: self._reply(matrix, edit.box, text, at, one) for one in asked}
        if "no" in replies.values():
            self._put_back += 1
        elif all(one.option and reply == "yes" for one, reply in replies.items()):
            self._keep(matrix, self._written.setdefault(key, []), acts)
        else:
            reply = next(filter(None, replies.values()), "")
            wait = Pending(edit.box, text, at, tuple(replies), reply)
            self._pending.setdefault(matrix.name, {})[key] = wait
            if len(edit.texts) > 1:
                self._held[matrix.name] = None  # a new workbook shows one text everywhere

    def _reply(self, matrix: Matrix, box: Box, text: str, at: str, asked: Question) -> str:
        """Return what is answered to a question: yes, no, or whatever else stands on the sheet."""
        if asked.option and self._answers.say(asked.option, matrix.name, at):
            return "yes"
        return matrix.replies.get((box.row.key, box.subtheme, text, asked.asked), "")

    def _keep(self, matrix: Matrix, kept: Acts, acts: Acts) -> None:
        """Keep the acts that no living act says already, and remember them."""
        for act in acts:
            if _content(act) not in self._known:
                self._known.add(_content(act))
                self._books[matrix.name] = None
                kept.append(act)

    def _has_a_place(self, matrix: Matrix, edit: Edit) -> bool:
        """Return whether the study still has an edit's cell; where not, the workbook is held."""
        box, at = edit.box, next(iter(edit.texts.values()))
        number = box.subtheme.removeprefix(COLOUR)
        if self._misread and (number in self._misread or is_finding(number)):
            hint = "it is saved once the codebook is in order"
            message = f"the codebook has a problem, and {number} may be misread"
            self._hold(matrix, [Problem(matrix.name, message, hint, cell=at, kind="gone")])
            return False
        if number in self._unsettled:
            hint = f"say first whether it is what it was: framework codebook renamed {number}"
            message = f"{number} has a new name in the codebook, or is gone"
            self._hold(matrix, [Problem(matrix.name, message, hint, cell=at, kind="gone")])
            return False
        why = gone(self._cells, matrix, box)
        if why:
            told = [
                Problem(matrix.name, why, f"{_BACK}: {flag('anyway', at)}", cell=at, kind="gone")
                for at in edit.texts.values()
                if not self._answers.say("anyway", matrix.name, at)
            ]
            self._hold(matrix, told)
        return not why

    def _hold(self, matrix: Matrix, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self._held[matrix.name] = None
            self._problems.append(problem)


_ELSEWHERE = "move it to another cell, or, to leave it behind in charts/kept/"
_BACK = "put that back, or, to leave the words behind in charts/kept/"


def _strange(matrix: Matrix, answers: Answers) -> list[Problem]:
    """Return a question about each thing that a new workbook has no place for."""
    return [
        Problem(
            matrix.name,
            what,
            f"it cannot be carried over; {_ELSEWHERE}: {flag('anyway', at)}",
            cell=at,
            kind="question",
        )
        for at, what in matrix.strange
        if not answers.say("anyway", matrix.name, at)
    ]


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
    decided = [act for act in acts if act["verb"] != "memo"]
    cases = dict.fromkeys(Row.of(act["row"]).case_id or "" for act in decided)
    subthemes = dict.fromkeys(one for act in decided for one in _subthemes(cells, act))
    versions = (act for subtheme in subthemes for act in version(cells, subtheme))
    first = [act for case in cases for act in numbering(cells, case)]
    return [*first, *islice(versions, 1), *acts]


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
    return (Row.of(act["row"]).name, *told, replaced)


def _kept(cells: Cells) -> set[tuple[str, ...]]:
    """Return the content of every living act on a cell, so that nothing is taken twice."""
    decisions = cells.decisions
    acts = [
        act
        for verb in ("summarise", "state", "memo", "position", "account")
        for act in decisions.every(verb)
    ]
    return {_content(act.act) for act in acts}
