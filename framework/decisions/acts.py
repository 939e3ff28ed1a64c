"""What a person decides becomes acts of the trail: checked here and never guessed."""

from collections.abc import Iterable
from typing import Any

from framework.cases.case import Row
from framework.charts.chart import Cells
from framework.comparison.position import PLACING
from framework.decisions.choosing import read_chosen
from framework.decisions.context import Acts, context, fits, known, over, replacing
from framework.errors import RefusedError, UnknownNameError
from framework.index.entries import Judged
from framework.plain.text import clean, shorten
from framework.trail.cell import ASKED, BETWEEN, CHOSEN, read_state
from framework.trail.choice import shown
from framework.trail.decisions import cell_key
from framework.transcripts.passage import Passage
from framework.transcripts.standing import stand


def summarise(cells: Cells, row: Row, subtheme: str, text: str) -> Acts:
    """Return the acts that put a person's words into a cell, over what stands there.

    Raises RefusedError for words that a box cannot hold or that read as a state.
    """
    known(cells, row, subtheme)
    words = clean(text)
    if not words:
        raise RefusedError(
            "there are no words to write", "to empty a cell, say that it is uncharted"
        )
    fits(words)
    if read_state(words):
        raise RefusedError(
            f"“{words}” reads as a state, not as a summary", "choose it with state(…)"
        )
    if BETWEEN.strip() in words.split("\n"):
        raise RefusedError("the line between two contested texts is still there", "take it out")
    act = {"verb": "summarise", "row": row.json(), "subtheme": subtheme, "text": words}
    return [
        *context(cells, row, subtheme),
        act | {"seen": cells.seen(row, subtheme, words)} | replacing(cells, "said", row, subtheme),
    ]


def reread(cells: Cells, row: Row, subtheme: str, by: str) -> Acts:
    """Return the acts that say of a stale summary that its writer has read again and keeps it.

    Raises RefusedError where nothing is stale, or where somebody else wrote it: a summary's
    writer stays who wrote it.
    """
    known(cells, row, subtheme)
    cell = cells.cell(row, subtheme)
    place = f"{row.name} × {subtheme}"
    if "stale" not in cell.marks:
        raise RefusedError(f"{place} is not out of date", "nothing it rests on has changed")
    if cell.by != (by,):
        others = " and ".join(cell.by)
        raise RefusedError(f"{place} was written by {others}", f"let {others} read it again")
    return summarise(cells, row, subtheme, cell.summary)


def state(
    cells: Cells,
    row: Row,
    subtheme: str,
    asked: str | None = None,
    said: str | None = None,
    reason: str = "",
) -> Acts:
    """Return the acts that choose the two facts of a cell, each over what stands there.

    Raises UnknownNameError for a word that is none of the states.
    """
    known(cells, row, subtheme)
    if asked is None and said is None:
        raise RefusedError("neither asked nor said is given", "choose one")
    if clean(reason) and said is None:
        raise RefusedError("a reason belongs to what is said", "write it in the cell, in {braces}")
    if asked is not None and asked not in ASKED:
        raise UnknownNameError(f"asked cannot be `{asked}`", f"one of: {' · '.join(ASKED)}")
    if said is not None and said not in CHOSEN:
        raise UnknownNameError(
            f"said cannot be `{said}`",
            f"one of: {' · '.join(CHOSEN)}; a cell is charted by writing",
        )
    cell = {"verb": "state", "row": row.json(), "subtheme": subtheme}
    acts = context(cells, row, subtheme)
    if asked is not None:
        acts.append(cell | {"asked": asked} | replacing(cells, "asked", row, subtheme))
    if said is not None:
        why = {"reason": clean(reason)} if clean(reason) else {}
        acts.append(cell | {"said": said} | why | replacing(cells, "said", row, subtheme))
    return acts


def index(cells: Cells, judged: Iterable[Judged]) -> Acts:
    """Return the acts that put passages under subthemes, or keep them from it, in one command.

    Raises RefusedError for a moderator's words alone, which are context and not data, and for
    words that do not stand in the transcript.
    """
    acts: Acts = []
    for one in judged:
        row = Row.case(one.passage.case)
        known(cells, row, one.subtheme)
        _of_participants(cells, one.passage)
        acts += [act for act in context(cells, row, one.subtheme) if act not in acts]
        told: dict[str, Any] = {"terms": list(one.terms)} if one.terms else {}
        told |= {"memo": clean(one.memo)} if clean(one.memo) else {}
        acts.append({"verb": one.verb, **one.passage.fields(), "subtheme": one.subtheme} | told)
    return acts


def _of_participants(cells: Cells, passage: Passage) -> None:
    """Raise unless these are words of this study's transcript, and not a moderator's alone."""
    transcript = cells.transcripts.get(passage.case)
    if transcript is None:
        raise UnknownNameError(f"the transcript of {passage.case} could not be read")
    if not passage.words.strip():
        raise RefusedError("the passage holds no words")
    found = stand(passage, transcript)
    if found.standing == "lost":
        raise RefusedError(
            f"“{shorten(passage.words, 60)}” does not stand in {passage.case} {passage.turn}",
            "quote it from this study's transcript, as it is now",
        )
    first, last = transcript.at(found.start), transcript.at(found.end - 1)
    if all(turn.kind == "moderator" for turn in transcript.between(first.number, last.number)):
        raise RefusedError(
            f"{passage.case} {passage.turn} is a moderator's turn: context, not data"
        )


def place(cells: Cells, row: Row, position: str, how: str, text: str = "") -> Acts:
    """Return the acts that say where a case stands on a position, over what stands there.

    The words may stand in `text`, or in `how` as in a sheet: ``holds: SW1 [41]``.

    Raises UnknownNameError for a position that is not in the codebook, or a word that is none
    of those a placing has.
    """
    if position not in cells.codebook.positions:
        listed = ", ".join(cells.codebook.positions) or "none"
        raise UnknownNameError(f"the codebook has no position {position}", f"it has {listed}")
    word, words = read_chosen(PLACING, position, clean(shown(how, text)))
    if row.case_id not in cells.cases:
        raise UnknownNameError(f"{row.name} is no case")
    standing = (act.name for act in cells.decisions.on("position", *cell_key(row, position)))
    act = {"verb": "position", "row": row.json(), "position": position, "how": word}
    told = {"text": words} if words else {}
    return [*context(cells, row, position[:-1]), act | told | over(standing)]


def tick(cells: Cells, words: Iterable[str], *, speech: bool = False) -> Acts:
    """Return the acts that say of folded words that they are no speech, or take that back."""
    told = list(dict.fromkeys(words))
    if not all(told):
        raise RefusedError("there are no words to remember", "marks alone are not ticked")
    return [
        {"verb": "verdict", "words": each, "verdict": "" if speech else "not speech"}
        | over(act.name for act in cells.decisions.on("quotation", each))
        for each in told
    ]


def unindex(cells: Cells, *entries: str) -> Acts:
    """Return the act that takes entries, or rejections, back.

    Raises UnknownNameError if one of them does not stand.
    """
    stand = {found.id for found in (*cells.index.entries, *cells.index.rejected)}
    for entry in entries:
        if entry not in stand:
            hint = "framework trace and framework index show the names of those that do"
            raise UnknownNameError(f"no index entry {entry} stands", hint)
    return [{"verb": "unindex", "over": list(entries)}]


def undo(cells: Cells, line: str) -> Acts:
    """Return the act that undoes one line. Raises RefusedError while a living line builds on it."""
    decisions = cells.decisions
    if line not in decisions.commands:
        raise UnknownNameError(f"the trail has no line {line}")
    if line not in decisions.living:
        raise RefusedError(f"{line} is undone already", "undo the undoing to bring it back")
    if built := decisions.built_on(line):
        raise RefusedError(
            f"{', '.join(built)} was built on {line}", "undo that first; nothing was changed"
        )
    return [{"verb": "undo", "line": line}]
