"""`framework find`: words in all transcripts, in context."""

import click

from framework.cli.common import (
    case_named,
    json_option,
    opened,
    paged,
    print_json,
    refusing,
    researcher_option,
    say,
)
from framework.findings.search import Hit, Hits
from framework.plain.text import shorten
from framework.transcripts.transcript import Turn

_EXAMPLES = 'Examples: framework find "going under" · framework find --forms cope --case ASH-OP-1'
_AROUND = 200
"""So many code points of a long turn are shown on each side of the words."""
_GAP = "…"


@click.command(epilog=_EXAMPLES)
@click.argument("words", nargs=-1, required=True, metavar="WORDS…")
@click.option("--forms", is_flag=True, help="Whole words, in all their forms: cope, coped, coping.")
@click.option("--case", default="", help="In one case only.")
@researcher_option
@json_option
@refusing
def find(
    words: tuple[str, ...], case: str, researcher: str | None, *, forms: bool, as_json: bool
) -> None:
    """Find words in all transcripts, and show them in context.

    Capitals, accents, and the forms of quotation marks and dashes make no difference. A part of
    a word is enough. Moderators' turns are searched too, and marked.
    """
    study, _ = opened(researcher, as_json=as_json)
    sought = " ".join(words)
    found = study.find(sought, case=case_named(study, case) if case else "", forms=forms)
    unread = [each for each in study.cases if each not in study.transcripts]
    if as_json:
        told = {"words": sought, "forms": forms, "found": [one.json() for one in found]}
        print_json(told | {"not_searched": unread})
        return
    with paged():
        _print(found, sought)
        if unread:
            say(f"Not searched, because they cannot be read: {', '.join(unread)}.")
            say("Run framework check to see why.")


def _print(found: Hits, sought: str) -> None:
    for hit in found:
        click.secho()
        who = hit.turn.speaker
        about = who.role or (who.kind if who.kind != "participant" else "")
        place = f"{hit.case} {hit.turn.number} · {who.label}{f' ({about})' if about else ''}"
        say(place, style={"fg": "cyan"})
        for turn in hit.before:
            _around(turn)
        say(f"{hit.turn.who}: {excerpt(hit)}", indent="  ", hang="    ")
        for turn in hit.after:
            _around(turn)
    click.secho()
    if found:
        first = found[0]
        say(f"“{sought}”: {found.told}.")
        say(f"To see what uses a turn: framework trace {first.case} {first.turn.number}")
    else:
        say(
            f"“{sought}” was not found. Other wordings are missed: it may have been said in others."
        )


def _around(turn: Turn) -> None:
    say(f"{turn.who}: {shorten(turn.text, 100)}", indent="  ", hang="    ", style={"dim": True})


def excerpt(hit: Hit) -> str:
    """Return a turn's words, those sought between asterisks; of a long turn what is near them."""
    shown = []
    pieces = list(hit.pieces())
    for place, (text, found) in enumerate(pieces):
        if found:
            shown.append(f"*{text}*")
            continue
        head = text[: _AROUND if place else 0]
        tail = text[-_AROUND:] if place < len(pieces) - 1 else ""
        if len(head) + len(tail) >= len(text):
            shown.append(text)
        else:
            shown.append(head.rsplit(" ", 1)[0] + f" {_GAP} " + tail.split(" ", 1)[-1])
    return "".join(shown).strip()
