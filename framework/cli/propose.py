"""`framework propose`: passages that terms found, for a person to read."""

from pathlib import Path

import click

from framework.cli.asked import print_asked
from framework.cli.common import (
    case_named,
    fit_for_a_sheet,
    json_option,
    opened,
    print_json,
    refusing,
    researcher_option,
    say,
)
from framework.errors import ProblemsError
from framework.plain.files import write
from framework.plain.text import count, pasted, shorten
from framework.proposals.propose import Proposal, Proposer
from framework.transcripts.transcript import Turn

_EXAMPLES = (
    "Examples: framework propose · framework propose 2.1 · framework propose 2.1 --case ASH-OP-1 · "
    "framework propose 2.1 -o to-read.xlsx · framework propose --terms · "
    "framework propose --asked 2.1 · framework propose --names"
)
_WARNING = (
    "Places to begin reading, not evidence. Other wordings are missed: "
    "no match does not mean it was not said."
)


@click.command(epilog=_EXAMPLES)
@click.argument("subtheme", default="")
@click.option("--case", default="", help="Of one case only.")
@click.option("--terms", is_flag=True, help="In which forms each term is present.")
@click.option("--untouched", is_flag=True, help="The turns in which no term was found.")
@click.option("--asked", is_flag=True, help="Whether the topic guide's questions were put.")
@click.option("--lemmas", is_flag=True, help="Suggest further forms, by a language model.")
@click.option("--names", is_flag=True, help="Suggest names for pseudonyms, likewise.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write them into a sheet (.xlsx or .csv), to decide on there.",
)
@researcher_option
@json_option
@refusing
def propose(
    subtheme: str,
    case: str,
    output: Path | None,
    researcher: str | None,
    *,
    terms: bool,
    untouched: bool,
    asked: bool,
    lemmas: bool,
    names: bool,
    as_json: bool,
) -> None:
    """Show passages found by the codebook's terms, not read, in transcript order.

    SUBTHEME is a theme or subtheme (2, 2.1). Without it and --case, how many there are to read
    under each subtheme. What somebody indexed there, or rejected, is not proposed again.
    With --asked, the moderators' turns that may put a question of the topic guide, cell by cell.
    """
    study, _ = opened(researcher, as_json=as_json)
    if study.problems:
        raise ProblemsError(study.problems)
    case = case_named(study, case) if case else ""
    if asked:
        print_asked(study.askings, study.cells, subtheme, case, as_json=as_json)
        return
    if names or lemmas:
        from framework.cli import suggest  # noqa: PLC0415 - seldom asked for

        if names:
            suggest.names(study, subtheme, case, output, as_json=as_json)
        else:
            suggest.lemmas(study, subtheme, case, output, as_json=as_json)
        return
    proposer = study.proposer
    if terms:
        _terms(proposer, subtheme, as_json=as_json)
    elif untouched:
        _untouched(proposer, case, as_json=as_json)
    elif output:
        _sheet(proposer.proposals(subtheme, case), output, as_json=as_json)
    elif as_json:
        found = proposer.proposals(subtheme, case)
        print_json({"proposals": [one.json() for one in found], "too_wide": _wide(proposer)})
    elif subtheme or case:
        _proposals(proposer, subtheme, case)
    else:
        _overview(proposer)


def _proposals(proposer: Proposer, subtheme: str, case: str) -> None:
    found = proposer.proposals(subtheme, case)
    click.secho()
    if not any(sub.terms for sub in proposer.subthemes(subtheme)):
        say(f"{subtheme or 'The codebook'} has no terms, so nothing is looked for.")
        return
    say(f"Found by terms, not read: {count(len(found), 'passage')}", style={"bold": True})
    say(_WARNING)
    for one in found:
        click.secho()
        terms = ", ".join(f"“{term}”" for term in one.terms)
        say(f"{one.id} · found by {terms}", indent="  ", style={"fg": "cyan"})
        for turn in one.before:
            _turn(turn)
        number, speaker = one.passage.turn, one.speaker
        words = f"{number} {speaker}: {one.passage.words}"
        say(words, indent="    ", hang="      ", style={"bold": True})
        for turn in one.after:
            _turn(turn)
    if found:
        click.secho()
        named = [*filter(None, [subtheme]), *(["--case", case] if case else [])]
        command = pasted("framework", "propose", *named, "-o", "to-read.xlsx")
        say(f"Next: framework index accept {found[0].id}, or reject, one id after another.")
        say(f"Or in a sheet: {command}")


def _turn(turn: Turn) -> None:
    text = shorten(turn.text, 160)
    style = {"dim": True}
    say(f"{turn.number} {turn.who}: {text}", indent="    ", hang="      ", style=style)


def _overview(proposer: Proposer) -> None:
    found = proposer.proposals()
    click.secho()
    say("Found by terms, not read", style={"bold": True})
    say(_WARNING)
    click.secho()
    for theme in proposer.store.codebook.themes:
        for sub in theme.subthemes:
            mine = [one for one in found if one.subtheme == sub.number]
            cases = len({one.case for one in mine})
            told = f"{count(len(mine), 'passage')} in {count(cases, 'case')}" if mine else ""
            told = told or ("nothing found" if sub.terms else "no terms")
            say(f"{shorten(sub.heading, 44):46}{told}", indent="  ")
    for wide in _wide(proposer):
        say(
            f"Too wide: “{wide['term']}”, in {wide['share']} % of the turns. It proposes nothing "
            "until it is listed under `wide:`, beside the `terms:` of its subtheme."
        )
    click.secho()
    say("Next: framework propose SUBTHEME shows them; --terms, --untouched: see --help.")


def _wide(proposer: Proposer) -> list[dict[str, object]]:
    return [{"term": term, "share": round(100 * share)} for term, share in proposer.wide.items()]


def _terms(proposer: Proposer, subtheme: str, *, as_json: bool) -> None:
    present = proposer.forms(subtheme)
    if as_json:
        listed = [
            {"subtheme": number, "term": term, "forms": forms, "too_wide": term in proposer.wide}
            for number, terms in present.items()
            for term, forms in terms.items()
        ]
        print_json({"terms": listed})
        return
    for number, terms in present.items():
        click.secho()
        say(proposer.store.codebook[number].heading, style={"bold": True})
        for term, forms in terms.items():
            told = ", ".join(f"{form} {times}" for form, times in forms.items()) or "not found"
            wide = " · too wide" if term in proposer.wide else ""
            say(f"{term}: {told}{wide}", indent="  ", hang="    ")


def _untouched(proposer: Proposer, case: str, *, as_json: bool) -> None:
    found = proposer.untouched(case)
    if as_json:
        print_json({"untouched": [{"case": each, **turn.json()} for each, turn in found]})
        return
    say(f"{count(len(found), 'turn')} in which no term was found", style={"bold": True})
    for each, turn in found:
        text = f"{each} {turn.number} {turn.who}: {shorten(turn.text, 120)}"
        say(text, indent="  ", hang="    ")


def _sheet(found: list[Proposal], path: Path, *, as_json: bool) -> None:
    from framework.workbook.sheets.decision_sheet import write_decisions  # noqa: PLC0415 - slow to import

    fit_for_a_sheet(path, "what is decided in a sheet is taken by framework index FILE")
    write(path, write_decisions(found, workbook=path.suffix.lower() == ".xlsx"))
    if as_json:
        print_json({"file": str(path), "proposals": [one.json() for one in found]})
        return
    say(f"{path}: {count(len(found), 'passage')} found by terms, not read. {_WARNING}")
    command = pasted("framework", "index", str(path))
    say(f"Next: write accept or reject into the column `decision`, then {command}")
