"""What a cell can leave open: asked about in one sentence, with the words to type.

What could mean two things is asked, and that cell is not saved before it is answered.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from framework.charts.chart import Cells
from framework.checking.unread import Unread, says_nothing, silence
from framework.comparison.position import PLACING
from framework.decisions.choosing import read_chosen
from framework.errors import FrameworkError, Problem
from framework.findings.finding import ACCOUNT, findings, is_finding
from framework.plain.text import fold, shorten
from framework.trail.cell import ASKED, BETWEEN, CHOSEN, EXCEL_LIMIT, read_state
from framework.trail.choice import Kind
from framework.workbook.matrix import Box
from framework.workbook.saving.answers import flag

_NEARLY = 0.84
"""Ratcliff and Obershelp's ratio (1988) above which a short text is asked about as a state."""
_PAIRS = tuple(f"{asked}, nothing said" for asked in ASKED)
_WORDS = (*CHOSEN, *ASKED, *_PAIRS)
_SILENT = "write one of: not asked · nothing said · not applicable: reason"
_DONE = "said|mentioned|discussed|raised|covered|addressed|reported|noted|stated|found|known|clear"
_SIGN = re.compile(
    rf"n ?[akd]|none?|nil|nothing|yes|x{{1,3}}|blank|empty|missing|unclear|unknown"
    r"|skip(ped)?|tb[acd]|same|idem|ditto|(same )?(as|see) (above|below|before)|touched on"
    r"|(dont|do not) know"
    rf"|(not|nothing|none|never) ({_DONE}|relevant|available|charted|to (say|report|add|note))"
    r"|(no|none|nothing) (data|answer|response|mention|comments?|information|evidence|here|there)"
)
"""What people put where there is nothing to write, without its marks."""
TO_ANSWER = "To answer"
"""The sheet on which a workbook asks."""
YES = {
    "emptied": ("Is this cell to stay empty?", "if it is to stay empty"),
    "as_written": ("Are these words your summary?", "if these words are your summary"),
    "moved": ("Do these words belong here?", "if they belong here"),
    "read": ("Have you read it, and is nothing said?", "if you have read it and nothing is said"),
}
"""Each option that says yes of a cell: as it is asked on a sheet, and as a condition."""


@dataclass(frozen=True)
class Question:
    """What is asked about a cell: `option` says yes; without one, the words are to be changed."""

    message: str
    hint: str
    option: str = ""
    kind: str = "question"

    @property
    def asked(self) -> str:
        """Return the question as the sheet *To answer* has it."""
        return f"{self.message}. {YES[self.option][0]}" if self.option else f"{self.message}."

    def problem(self, book: str, at: str) -> Problem:
        """Return the question as a line on the screen, with the option that answers it."""
        yes = f"; {YES[self.option][1]}: {flag(self.option, at)}" if self.option else ""
        return Problem(book, self.message, self.hint + yes, cell=at, kind=self.kind)


@dataclass(frozen=True)
class Pending:
    """What somebody typed in a cell and cannot be saved yet, and what is asked about it.

    `box` is the cell as the workbook was built with it; `reply` what was answered on the sheet
    *To answer* and is neither yes nor no.
    """

    box: Box
    text: str
    at: str
    questions: tuple[Question, ...]
    reply: str = ""

    def problems(self, book: str, at: str = "") -> list[Problem]:
        """Return the questions as lines on the screen; `at` is where the cell stands now."""
        asked = [one.problem(book, at or self.at) for one in self.questions]
        if self.reply:
            message = f"“{shorten(self.reply, 40)}” on the sheet {TO_ANSWER} does not answer it"
            hint = "write yes or no" if self.questions[0].option else "change the words in the cell"
            asked.append(Problem(book, message, hint, cell=at or self.at, kind="answer"))
        return asked


def stand_twice(place: str) -> Question:
    """Return what is asked about words that stand in another cell, too."""
    message = f"these words are in {place}, too"
    return Question(message, "put back what was here", "moved", kind="misplaced")


def questions(cells: Cells, box: Box, text: str, unread: Unread) -> Iterator[Question]:
    """Return what has to be answered or changed before a text typed in a cell can be saved."""
    kind = chosen_in(cells, box)
    units = len(text.encode("utf-16-le", "surrogatepass")) // 2
    if units > EXCEL_LIMIT:
        message = f"{units:,} characters, and a cell of Excel holds {EXCEL_LIMIT:,}"
        yield Question(message, "write less", kind="too long")
    elif BETWEEN.strip() in text.split("\n"):
        hint = "leave one text, and delete the line between them"
        yield Question("the cell still holds two texts", hint, kind="contested")
    elif not text:
        yield Question(f"“{shorten(box.text, 40)}” was emptied", "put it back", "emptied")
    elif kind:
        yield from _choice(cells, box, kind, text)
    elif _is_sign(text):
        message = f"“{shorten(text, 40)}” is ambiguous"
        yield Question(message, _SILENT, "as_written")
    elif word := _nearly(text):
        message = f"“{shorten(text, 40)}” is nearly a state"
        yield Question(message, f"write “{word}”", "as_written")
    elif says_nothing(text) and not says_nothing(box.text):
        told = silence(cells, (box.row, box.subtheme), unread)
        yield from [Question(*told, "read")] if told else []


def _choice(cells: Cells, box: Box, kind: Kind, text: str) -> Iterator[Question]:
    """Return what is wrong with words that do not choose one of a cell's: none, or two."""
    what = "no place" if kind is PLACING else "no answer"
    found = findings(cells).get(box.subtheme)
    inside = any(one.case == box.row.case_id for one in found.accounts) if found else False
    if kind is not PLACING and not inside:
        message = f"{box.row.name} is not in the scope of {box.subtheme}"
        yield Question(message, "move the words to another cell", kind=what)
        return
    try:
        read_chosen(kind, box.subtheme, text)
    except FrameworkError as error:
        yield Question(error.message, error.hint, kind=what)


def _is_sign(text: str) -> bool:
    """Return whether a text is one that people put where there is nothing to write."""
    if read_state(text):
        return False
    plain = fold(text).text
    bare = " ".join(re.sub(r"[^\w\s]", "", plain).split())
    return bool(plain.strip()) and (not bare or bool(_SIGN.fullmatch(bare)))


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


def chosen_in(cells: Cells, box: Box) -> Kind | None:
    """Return what is chosen in a box, None for a cell of a chart."""
    if box.subtheme in cells.codebook.positions:
        return PLACING
    return ACCOUNT if is_finding(box.subtheme) else None
