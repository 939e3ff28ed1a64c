"""Takes what somebody wrote in a workbook back into the trail, by the trail's own merge.

An edit goes over the acts that the workbook was built from. If these still stand, it replaces
them; if somebody else has replaced them meanwhile, both texts stand and the cell is contested.
Nothing is guessed: what could mean two things is asked, and nothing is taken until it is answered.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from framework.charts.chart import Cells
from framework.charts.position import HOW, PLACED, PLACING
from framework.errors import Problem
from framework.material.case import Row
from framework.material.codebook import NONE
from framework.text import clean, fold, shorten
from framework.tracing.finding import ACCOUNT, findings, is_finding, seen
from framework.trail.cell import ASKED, BETWEEN, CHOSEN, EXCEL_LIMIT, State, read_state
from framework.trail.choice import Kind, choose, read_choice
from framework.trail.decisions import COLOUR, OWN_COLUMN, OWN_SHEET
from framework.writing.acts import Acts, context, over
from framework.writing.matrix import Box, Edit, Key, Matrix, edits, misplaced, noted

_STANDS = re.compile(rf"\b(?:{'|'.join(PLACED)})\s*:")
_NEARLY = 0.84
"""Ratcliff and Obershelp's ratio (1988) above which a short text is asked about as a state."""
_PAIRS = tuple(f"{asked}, nothing said" for asked in ASKED)
_WORDS = (*CHOSEN, *ASKED, *_PAIRS)
_SIGNS = frozenset(
    (
        *("n/a", "na", "none", "nil", "no data", "ditto", "as above", "not said", "nothing", "no"),
        *("not mentioned", "not discussed", "touched on", "unclear", "blank", "x"),
    )
)


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
    """What workbooks give: the acts to write, from how many boxes, and of which workbooks."""

    acts: Acts
    boxes: int = 0
    notes: int = 0
    books: tuple[str, ...] = ()


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
    books: dict[str, None] = {}
    for matrix in matrices:
        problems += [*matrix.problems, *_misplaced(matrix, answers), *_strange(matrix, answers)]
        for edit in edits(matrix):
            if [_now(cells, edit.box)] == list(edit.texts):
                continue  # it says so already
            problems += _questions(cells, matrix.name, edit, answers)
            make = _acts if _kind(cells, edit.box) is None else _choosing
            acts = [act for text in edit.texts for act in make(cells, edit.box, text)]
            new = _new(acts, known)
            if new:
                books[matrix.name] = None
                written.setdefault((edit.box.row, edit.box.subtheme), []).extend(new)
        noticed = _new(
            [_memo(edit.box, text) for edit in noted(matrix) for text in edit.texts], known
        )
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


def _kind(cells: Cells, box: Box) -> Kind | None:
    """Return what is chosen in a box, None for a cell of a chart."""
    if box.subtheme in cells.codebook.positions:
        return PLACING
    return ACCOUNT if is_finding(box.subtheme) else None


def _now(cells: Cells, box: Box) -> str:
    """Return what a box would hold if the workbook were built now."""
    kind = _kind(cells, box)
    if kind is None:
        return clean(cells.cell(box.row, box.subtheme).box)
    return clean(choose(cells.decisions, kind, box.row, box.subtheme).box)


def _choosing(cells: Cells, box: Box, text: str) -> Acts:
    """Return the act that chooses one of a box's words, or takes the choice away."""
    kind = _kind(cells, box) or PLACING
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
    first: Acts = []
    for act in acts:
        if act["verb"] != "memo":
            for subtheme in _subthemes(cells, act):
                found = context(cells, Row.of(act["row"]), subtheme)
                first += [one for one in found if one not in first]
    return first + acts


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


def _questions(cells: Cells, name: str, edit: Edit, answers: Answers) -> list[Problem]:
    """Return what has to be answered or mended before an edit can be taken."""
    found = []
    kind = _kind(cells, edit.box)
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
        elif kind and text and (wrong := _no_choice(cells, name, edit.box, kind, (text, at))):
            found.append(wrong)
        elif kind is None and (word := _nearly(text)) and not answers.as_written:
            hint = f"write “{word}”, or --as-written if these are your words"
            message = f"“{shorten(text, 40)}” is nearly a state"
            found.append(Problem(name, message, hint, cell=at, kind="question"))
    return found


def _words(cells: Cells, box: Box, kind: Kind) -> tuple[str, ...]:
    """Return the words that a box may begin with; none for a case outside a finding's scope."""
    if kind is PLACING:
        return HOW[-1:] if box.subtheme.endswith(NONE) else PLACED
    found = findings(cells).get(box.subtheme)
    inside = found is not None and box.row.case_id in {one.case for one in found.accounts}
    return kind.words if inside else ()


def _no_choice(
    cells: Cells, name: str, box: Box, kind: Kind, typed: tuple[str, str]
) -> Problem | None:
    """Return what is wrong with a typed text and its address: none of a box's words, or two."""
    words, (text, at) = _words(cells, box, kind), typed
    what = "place on" if kind is PLACING else "answer to"
    if not words:
        message = f"{box.row.key} is not in the scope of {box.subtheme} (any more)"
        hint = "take the words elsewhere"
    elif read_choice(text, words) is None:
        message = f"“{shorten(text, 40)}” is no {what} {box.subtheme}"
        hint = f"begin with one of: {' · '.join(words)}"
    elif kind is PLACING and len(_STANDS.findall(fold(text).text)) > 1:
        message = f"“{shorten(text, 40)}” names two places"
        hint = "write mixed: and who holds it and who does not; or one position a box"
    else:
        return None
    return Problem(name, message, hint, cell=at, kind=f"no {what.split(maxsplit=1)[0]}")


def _nearly(text: str) -> str:
    """Return the state word that a short text nearly is, empty if it is one or is none.

    So it is with a slip of the hand, with a state word before a stop, with the two words of a pair
    turned round, and with the signs that people put where there is nothing to write.
    """
    plain = fold(text).text.strip()
    if not plain or read_state(text):
        return ""
    if plain.strip(".") in _SIGNS or not any(map(str.isalnum, plain)):
        return "nothing said"
    begun = [word for word in _WORDS if re.match(re.escape(word) + r"\s*[.,;:-]", plain)]
    if begun:
        return max(begun, key=len)
    if len(plain) > 40:
        return ""
    near = {word: SequenceMatcher(None, plain.rstrip(".!"), word).ratio() for word in _WORDS}
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
