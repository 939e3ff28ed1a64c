"""`framework index`: a person's indexing, and what she says of proposals."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from framework.cli.common import (
    case_named,
    json_option,
    opened,
    print_json,
    refusing,
    researcher_option,
    say,
    somebody,
)
from framework.errors import ProblemsError, UnknownNameError
from framework.index.entries import Judged
from framework.plain.by_name import unknown
from framework.plain.text import count
from framework.proposals.comments import Noted
from framework.proposals.comments import comments as comments_in
from framework.proposals.propose import Proposal
from framework.trail.cell import ASKED
from framework.trail.command import Command

if TYPE_CHECKING:
    from framework.study import Study

ALL = "all"
"""Stands for a whole row, or a whole column."""
_EXAMPLES = (
    "Examples: framework index ASH-OP-3 31 2.2 --words “a raffle ticket” · "
    "framework index accept ASH-OP-3:31.2:2.2 · framework index to-read.xlsx · "
    "framework index unindex ek-0123456789/1 · framework index --comments · "
    "framework index asked ASH-OP-3 2.2 3.1"
)


@click.command(epilog=_EXAMPLES)
@click.argument("what", nargs=-1, metavar="WHAT…")
@click.option("--words", default="", help="Words of the turn; without them the whole turn.")
@click.option("--memo", default="", help="Why, in a few words; kept with the entry.")
@click.option("--comments", is_flag=True, help="Take Word comments that name a subtheme.")
@click.option("--kind", default="", help="The kind of case that all means; else the first.")
@click.option("--yes", is_flag=True, help="Write what is listed for all.")
@researcher_option
@json_option
@refusing
def index(
    what: tuple[str, ...],
    words: str,
    memo: str,
    researcher: str | None,
    *,
    comments: bool,
    as_json: bool,
    **_: object,
) -> None:
    """Put passages under subthemes, or judge what terms found.

    WHAT is a case, a turn and a subtheme; or accept or reject, and the ids that framework propose
    prints; or a sheet of proposals (.xlsx, .csv) with decisions in it; or unindex, and the names
    of entries to take back; or asked, not-asked or cannot-tell, a case and its subthemes, to say
    whether the question was put. With --comments, WHAT names cases, or is left out for all.

    For a whole row or column write all in the place of the subthemes or of the case: index
    not-asked all 3.3 lists the cells in which nothing is written, chosen or indexed. With --yes
    they are written, in one line that can be undone.
    """
    study, person = opened(researcher, as_json=as_json)
    if study.problems:
        raise ProblemsError(study.problems)
    by = somebody(person, study.file.researchers)
    if comments:
        found = _comments(study, what, by)
    elif len(what) == 1 and Path(what[0]).suffix.lower() in (".csv", ".xlsx"):
        found = _sheet(study, Path(what[0]), by)
    elif len(what) > 1 and what[0] in _VERBS:
        found = _VERBS[what[0]](study, what[1:], memo, by)
    elif len(what) == 3:
        found = _passage(study, (what[0], what[1], what[2]), words, memo, by)
    else:
        raise click.UsageError("see framework index --help for what may stand here")
    if as_json:
        print_json(found)


def _report(told: str, command: Command | None) -> dict[str, object]:
    """Print what was done, and return it as the planned JSON object."""
    json = click.get_current_context().params["as_json"]
    names = []
    for place, act in enumerate(command.do if command else (), 1):
        if act["verb"] in ("index", "accept", "reject"):
            names.append(f"{command.id}/{place}" if command else "")
            done = "rejected" if act["verb"] == "reject" else "indexed"
            if not json:
                say(
                    f"{names[-1]} · {act['case']} {act['turn']} {done} under {act['subtheme']}",
                    indent="  ",
                )
    if not json:
        say(told)
    return {"line": command.id if command else None, "entries": names}


def _passage(
    study: "Study", what: tuple[str, str, str], words: str, memo: str, by: str
) -> dict[str, object]:
    case, turn, subtheme = case_named(study, what[0]), *what[1:]
    if case not in study.transcripts:
        raise UnknownNameError(
            f"{case} is no case with a transcript", f"cases: {', '.join(study.transcripts)}"
        )
    passage = study.transcripts[case].quote(turn, words)
    known = study.decisions.commands
    command = study.index(passage, subtheme, memo, by=by)
    again = "You had indexed it there already; nothing was written."
    return _report(again if command.id in known else "1 passage indexed.", command)


def _chosen(study: "Study", ids: tuple[str, ...]) -> list[Proposal]:
    known = {one.id: one for one in study.proposer.all()}
    for each in ids:
        if each not in known:
            hint = "framework propose SUBTHEME prints the ids of those there are"
            raise UnknownNameError(f"there is no proposal {each}", hint)
        if known[each].decided != "open":
            hint = "framework index CASE TURN SUBTHEME indexes a passage all the same"
            raise UnknownNameError(f"{each} was {known[each].decided} already", hint)
    return [known[each] for each in dict.fromkeys(ids)]


def _accept(study: "Study", ids: tuple[str, ...], memo: str, by: str) -> dict[str, object]:
    chosen = _chosen(study, ids)
    told = f"{count(len(chosen), 'passage')} indexed."
    return _report(told, study.accept(*chosen, memo=memo, by=by))


def _reject(study: "Study", ids: tuple[str, ...], memo: str, by: str) -> dict[str, object]:
    chosen = _chosen(study, ids)
    told = f"{count(len(chosen), 'passage')} put aside; not proposed again."
    return _report(told, study.reject(*chosen, memo=memo, by=by))


def _unindex(study: "Study", entries: tuple[str, ...], _: str, by: str) -> dict[str, object]:
    told = f"{count(len(entries), 'entry', 'entries')} taken back."
    return _report(told, study.unindex(*entries, by=by))


def _put(asked: str, study: "Study", what: tuple[str, ...], _: str, by: str) -> dict[str, object]:
    case, *subthemes = case_named(study, what[0]), *what[1:]
    if not subthemes:
        raise click.UsageError(f"{case} × which subtheme? framework index asked CASE SUBTHEME…")
    if ALL in (case, *subthemes):
        return _put_all(asked, study, case, subthemes, by)
    done = study.put(case, *subthemes, asked=asked, by=by)
    return _report(f"{case} × {', '.join(subthemes)}: {asked}.", done)


def _put_all(
    asked: str, study: "Study", case: str, subthemes: list[str], by: str
) -> dict[str, object]:
    """Say it of a whole row or column where nothing is decided; without --yes only list it."""
    params = click.get_current_context().params
    if case == ALL and ALL in subthemes:
        raise click.UsageError("name a case or a subtheme: all all is no row and no column")
    kinds = {one.kind for one in study.cases.values()}
    kind = params["kind"] or study.cells.first_kind
    if kind not in kinds:
        raise unknown("kind of case", kind, kinds)
    numbers = list(study.codebook.subthemes) if ALL in subthemes else subthemes
    inside = [one.id for one in study.cases.values() if one.kind == kind]
    found = study.blank_cells(inside if case == ALL else [case], numbers)
    if not params["as_json"]:
        listed = ", ".join(f"{one} × {number}" for one, number in found) or "none"
        say(f"{count(len(found), 'cell')} with nothing written, chosen or indexed: {listed}.")
    if not found or not params["yes"]:
        told = f"Nothing is written yet. To say “{asked}” of these cells, add --yes."
        return _report(told if found else "Nothing was written.", None)
    done = study.put_all(found, asked, by)
    told = f"{count(len(found), 'cell')}: {asked}. To take it back: framework undo {done.id}"
    return _report(told, done)


_VERBS: dict[str, Callable[["Study", tuple[str, ...], str, str], dict[str, object]]] = {
    "accept": _accept,
    "reject": _reject,
    "unindex": _unindex,
    **{word.replace(" ", "-"): partial(_put, word) for word in ASKED},
}


def _sheet(study: "Study", path: Path, by: str) -> dict[str, object]:
    from framework.proposals.review import review  # noqa: PLC0415 - only for a sheet
    from framework.workbook.sheets.decision_sheet import read_decisions  # noqa: PLC0415 - slow to import

    rulings, problems = read_decisions(path, path.name)
    found = review(study.proposer.all(), rulings)
    if problems or found.problems:
        raise ProblemsError([*problems, *found.problems])
    told = f"{count(len(found.judged), 'decision')} taken from {path.name}"
    told += f", {found.before} taken before." if found.before else "."
    return _judge(study, list(found.judged), told, by)


def _comments(study: "Study", cases: tuple[str, ...], by: str) -> dict[str, object]:
    cases = tuple(case_named(study, case) for case in cases)
    for case in cases:
        if case not in study.transcripts:
            known = ", ".join(study.transcripts)
            raise UnknownNameError(f"{case} is no case with a transcript", f"cases: {known}")
    noted = comments_in(study.cells, cases or study.transcripts)
    left = [one for one in noted if not one.judged]
    if not click.get_current_context().params["as_json"]:
        for one in left:
            place = f"{one.case} {one.turn}".strip()
            text = f"{place} · {one.comment.author}: {one.comment.text}"
            say(f"{text} ({one.why})", indent="  ", hang="    ")
    judged = [each for one in noted for each in one.judged]
    told = f"{count(len(judged), 'passage')} indexed from comments; {len(left)} left as they are."
    found = _judge(study, judged, told, by)
    listed = [_left(one) for one in left]
    return found | {"comments": listed}


def _left(one: Noted) -> dict[str, str]:
    comment = one.comment
    return {
        "case": one.case,
        "turn": one.turn,
        "author": comment.author,
        "text": comment.text,
        "why": one.why,
    }


def _judge(study: "Study", judged: list[Judged], told: str, by: str) -> dict[str, object]:
    return _report(told, study.judge(judged, by=by) if judged else None)
