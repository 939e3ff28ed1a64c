"""What a workbook can leave open: told by address, with the option that answers it.

What could mean two things is asked, and nothing is taken until it is answered.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from framework.charts.chart import Cells
from framework.charts.position import PLACING
from framework.errors import FrameworkError, Problem
from framework.text import fold, shorten
from framework.tracing.finding import ACCOUNT, findings, is_finding
from framework.trail.cell import ASKED, BETWEEN, CHOSEN, EXCEL_LIMIT, read_state
from framework.trail.choice import Kind
from framework.trail.decisions import COLOUR, OWN_COLUMN, OWN_SHEET
from framework.writing.choosing import read_chosen
from framework.writing.matrix import Box, Edit, Matrix
from framework.writing.silence import Unread, silenced
from framework.writing.strays import Strays

_NEARLY = 0.84
"""Ratcliff and Obershelp's ratio (1988) above which a short text is asked about as a state."""
_PAIRS = tuple(f"{asked}, nothing said" for asked in ASKED)
_WORDS = (*CHOSEN, *ASKED, *_PAIRS)
_SILENT = ("nothing said", "asked, nothing said", "not asked", "cannot tell", "not applicable")
_OWN = "or --as-written if these are your words"
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
    word is a summary; `read`: what terms found was read where nothing is said; `moved`: texts were
    moved or copied to other boxes by hand; `anyway`: what cannot be taken into a new workbook may
    stay behind in the kept copy.
    """

    emptied: bool = False
    as_written: bool = False
    read: bool = False
    moved: bool = False
    anyway: bool = False


NOTHING_ANSWERED = Answers()


def of_workbook(matrix: Matrix, answers: Answers, astray: Strays) -> list[Problem]:
    """Return what is wrong with a workbook, what strayed in it, and what would stay behind."""
    return [*matrix.problems, *astray.problems, *_strange(matrix, answers, astray)]


def questions(
    cells: Cells, name: str, edit: Edit, answers: Answers, unread: Unread
) -> list[Problem]:
    """Return what has to be answered or mended before an edit can be taken."""
    found = []
    kind = chosen_in(cells, edit.box)
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
            then = "taken away" if kind else "uncharted again"
            hint = f"is it to be {then}? then --emptied; else put it back"
            found.append(Problem(name, message, hint, cell=at, kind="question"))
        elif kind and text and (wrong := _no_choice(cells, name, edit.box, kind, (text, at))):
            found.append(wrong)
        elif kind is None and _is_sign(text) and not answers.as_written:
            hint = f"write one of: {' · '.join(_SILENT)}; or nothing, while nobody knows; {_OWN}"
            message = f"“{text.strip()}” does not say why there is nothing to write"
            found.append(Problem(name, message, hint, cell=at, kind="question"))
        elif kind is None and (word := _nearly(text)) and not answers.as_written:
            hint = f"write “{word}”, {_OWN}"
            message = f"“{shorten(text, 40)}” is nearly a state"
            found.append(Problem(name, message, hint, cell=at, kind="question"))
    if kind is None and not answers.read:
        found += silenced(cells, name, edit, unread)
    return found


def with_a_cell(
    cells: Cells, matrix: Matrix, found: Iterable[Edit], answers: Answers
) -> tuple[list[Edit], list[Problem]]:
    """Return the edits whose cell the study still has, and a question about each other one."""
    told = [(edit, _gone(cells, matrix, edit.box)) for edit in found]
    hint = "put that back, or take the words elsewhere; with --anyway they stay behind"
    problems = [
        Problem(matrix.name, why, hint, cell=at, kind="gone")
        for edit, why in told
        if why and not answers.anyway
        for at in edit.texts.values()
    ]
    return [edit for edit, why in told if not why], problems


def _gone(cells: Cells, matrix: Matrix, box: Box) -> str:
    """Return why a box is none of the study's (any more), empty if it is one.

    So it is in a workbook that was built before a case or a subtheme was taken out, or before its
    number was given to another one.
    """
    number, subthemes = box.subtheme.removeprefix(COLOUR), cells.codebook.subthemes
    if not cells.under(box.row):
        return f"{box.row.key} is no row of the study any more"
    if number not in subthemes:
        known = chosen_in(cells, box) or number.startswith((OWN_COLUMN, OWN_SHEET))
        return "" if known else f"{number} is no subtheme of the codebook any more"
    built = matrix.headings
    _, _, name = built.get(number, "").partition(" · ")
    others = {one.name: at for at, one in subthemes.items() if one.heading != built.get(at)}
    if name not in others or subthemes[number].name == name:
        return ""
    return f"{number} was “{name}” when this was built, which is {others[name]} now"


def _no_choice(
    cells: Cells, name: str, box: Box, kind: Kind, typed: tuple[str, str]
) -> Problem | None:
    """Return what is wrong with a typed text and its address: none of a box's words, or two."""
    text, at = typed
    what = "no place" if kind is PLACING else "no answer"
    found = findings(cells).get(box.subtheme)
    inside = any(one.case == box.row.case_id for one in found.accounts) if found else False
    if kind is not PLACING and not inside:
        message = f"{box.row.key} is not in the scope of {box.subtheme} (any more)"
        return Problem(name, message, "take the words elsewhere", cell=at, kind=what)
    try:
        read_chosen(kind, box.subtheme, text)
    except FrameworkError as error:
        return Problem(name, error.message, error.hint, cell=at, kind=what)
    return None


def _is_sign(text: str) -> bool:
    """Return whether a text is one that people put where there is nothing to write."""
    plain = fold(text).text.strip()
    return bool(plain) and (plain.strip(".") in _SIGNS or not any(map(str.isalnum, plain)))


def _nearly(text: str) -> str:
    """Return the state word that a short text nearly is, empty if it is one or is none.

    So it is with a slip of the hand, with a state word before a stop, and with the two words of a
    pair turned round.
    """
    plain = fold(text).text.strip()
    if read_state(text):
        return ""
    if pairs := [pair for pair in _PAIRS if all(word in plain for word in pair.split(", "))]:
        return max(pairs, key=len)
    begun = [word for word in _WORDS if re.match(re.escape(word) + r"\s*[.,;:-]", plain)]
    if begun:
        return begun[0]
    if len(plain) > 40:
        return ""
    near = {word: SequenceMatcher(None, plain, word).ratio() for word in _WORDS}
    best = max(near, key=lambda word: near[word])
    return best if near[best] >= _NEARLY else ""


def _strange(matrix: Matrix, answers: Answers, astray: Strays) -> list[Problem]:
    hint = "it would stay behind in charts/kept/; take it elsewhere, or --anyway"
    return [
        Problem(matrix.name, what, hint, cell=at, kind="question")
        for at, what in (() if answers.anyway else matrix.strange)
        if not astray.explain(at)
    ]


def chosen_in(cells: Cells, box: Box) -> Kind | None:
    """Return what is chosen in a box, None for a cell of a chart."""
    if box.subtheme in cells.codebook.positions:
        return PLACING
    return ACCOUNT if is_finding(box.subtheme) else None
