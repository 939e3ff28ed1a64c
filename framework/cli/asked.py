"""What `framework propose --asked` prints: whether a guide's questions were put, to be decided."""

from collections.abc import Iterable, Iterator

import click

from framework.charts.chart import Cells
from framework.cli.common import print_json, say
from framework.errors import UnknownNameError
from framework.proposals.asked import SHOWN, Asking, Askings

_WARNING = (
    "Found by words, not read: a suggestion only. A question can be put in other "
    "words, so “no turn found” does not mean “not asked”."
)
_NEXT = (
    "framework index asked CASE SUBTHEME…, or not-asked, or cannot-tell. Or type it in the cell."
)


def print_asked(asked: Askings, cells: Cells, subtheme: str, case: str, *, as_json: bool) -> None:
    """Print what is proposed: in full of one subtheme or case, else what nobody has decided.

    Raises UnknownNameError for a number or a case of which nothing can be proposed.
    """
    found = _chosen(asked, cells, subtheme, case)
    if as_json:
        print_json({"asked": [one.json() for one in found]})
        return
    click.secho()
    say("Asked? Proposed from the topic guide and the moderators' turns", style={"bold": True})
    say(_WARNING)
    if subtheme or case:
        _in_full(found, cells)
    else:
        _overview(found, cells)
    click.secho()
    say(f"Next: {_NEXT}")


def _chosen(asked: Askings, cells: Cells, subtheme: str, case: str) -> list[Asking]:
    book = cells.codebook
    theme = book.theme(subtheme)
    numbers = [sub.number for sub in theme.subthemes] if theme else [subtheme]
    if subtheme and not theme and subtheme not in book.subthemes:
        known = ", ".join(book.subthemes)
        raise UnknownNameError(
            f"the codebook has no theme or subtheme {subtheme}", f"it has {known}"
        )
    cases = dict.fromkeys(one.case for one in asked.values())
    if case and case not in cases:
        known = ", ".join(cases) or "none; put codebooks/guide-KIND.yaml beside the codebook"
        raise UnknownNameError(f"{case} is no case with a topic guide", f"cases: {known}")
    return [
        one
        for one in asked.values()
        if case in ("", one.case) and (not subtheme or one.subtheme in numbers)
    ]


def _by_subtheme(found: Iterable[Asking], cells: Cells) -> Iterator[tuple[str, list[Asking]]]:
    """Return the cells under the heading of their subtheme, in the codebook's order."""
    listed = list(found)
    for number, subtheme in cells.codebook.subthemes.items():
        if mine := [one for one in listed if one.subtheme == number]:
            yield subtheme.heading, mine


def _in_full(found: Iterable[Asking], cells: Cells) -> None:
    """Print each cell with the questions that open it and the turns that may put them."""
    for heading, mine in _by_subtheme(found, cells):
        click.secho()
        say(heading, style={"bold": True})
        for kind, question in dict.fromkeys(
            (cells.cases[one.case].kind, each) for one in mine for each in one.questions
        ):
            told = f"{kind}, question {question.number}: {question.text}"
            say(told, indent="  ", hang="    ")
        for one in mine:
            _cell(one, cells)


def _cell(one: Asking, cells: Cells) -> None:
    proposal = f"{one.proposed}?" if one.turns else one.proposed
    said = f" · a person says {one.chosen}" if one.chosen else ""
    say(f"{one.case} · {proposal}{said}", indent="  ", style={"fg": "cyan"})
    for put in one.turns[:SHOWN]:
        turn = cells.transcripts[one.case].turn(put.turn)
        say(f"{turn.number} {turn.speaker.label}: {turn.text}", indent="    ", hang="      ")
        say(put.why, indent="      ", style={"dim": True})


def _overview(found: Iterable[Asking], cells: Cells) -> None:
    """Print, kind by kind and by subtheme, the cases of which nobody has said it yet."""
    by_kind: dict[str, list[Asking]] = {}
    for one in found:
        by_kind.setdefault(cells.cases[one.case].kind, []).append(one)
    for kind, listed in by_kind.items():
        click.secho()
        say(kind, style={"bold": True})
        undecided = (one for one in listed if one.questions and not one.chosen)
        for heading, mine in _by_subtheme(undecided, cells):
            say(heading, indent="  ", hang="    ")
            put = ", ".join(f"{one.case}:{one.turns[0].turn}" for one in mine if one.turns)
            _item("asked?", put)
            _item("no turn found", ", ".join(one.case for one in mine if not one.turns))
        otherwise = (one for one in listed if one.chosen and one.questions)
        differ = [one for one in otherwise if (one.chosen == "asked") != bool(one.turns)]
        told = ", ".join(f"{one.case} × {one.subtheme}" for one in differ)
        beyond = dict.fromkeys(one.subtheme for one in listed if not one.questions)
        for line in (
            f"A person says otherwise: {told}." if told else "",
            f"Not in the guide: {', '.join(beyond)}." if beyond else "",
        ):
            if line:
                say(line, indent="  ", hang="    ")


def _item(name: str, told: str) -> None:
    if told:
        say(f"{name:15}{told}", indent="    ", hang=" " * 19)
