"""`framework finding`: claims accounted for over all cases in their scope."""

from typing import TYPE_CHECKING

import click

from framework.cases.case import Row
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
from framework.errors import ProblemsError
from framework.findings.evidence import facts, never_quoted, register_words, used_twice, weaknesses
from framework.findings.finding import Finding, registered

if TYPE_CHECKING:
    from framework.study import Study

_EXAMPLES = (
    "Examples: framework finding list · framework finding show F1 · "
    "framework finding add “Families hold the pen.” --subtheme 4.1 --scope team=OP · "
    "framework finding account F1 ASH-OP-1 “supports: TM, they should [41]”"
)


@click.group(epilog=_EXAMPLES)
def finding() -> None:
    """Keep the register of findings: claims, accounted for over every case in their scope.

    A researcher words the claim. For each case in scope she then says one of: supports, against,
    both, nothing said, not asked, not about this, with references to turns. A finding is
    accounted for when no case is blank.
    """


@finding.command("list")
@researcher_option
@json_option
@refusing
def list_(researcher: str | None, *, as_json: bool) -> None:
    """List the findings, what is not in order about each, and the cases no account quotes."""
    study, _ = _open(researcher, as_json=as_json)
    found = study.findings
    if as_json:
        print_json(
            {
                "findings": [_object(study, one) for one in found.values()],
                "never_quoted": never_quoted(found),
                "used_twice": {place: list(ids) for place, ids in used_twice(found).items()},
            }
        )
        return
    for one in found.values():
        _claim(one)
        for told in weaknesses(study.cells, one):
            say(told, indent="      ! ", hang="        ")
    say(f"{register_words(found)}.")
    if found and (cases := never_quoted(found)):
        say(f"Never quoted in a finding: {', '.join(cases)}.", hang="  ")
    for place, ids in used_twice(found).items():
        say(f"{place} is evidence of {' and '.join(ids)}.", hang="  ")


@finding.command()
@click.argument("name", metavar="F…")
@researcher_option
@json_option
@refusing
def show(name: str, researcher: str | None, *, as_json: bool) -> None:
    """Show a finding: every case in scope with its account, its summary, asked and said; the facts.

    The facts name the groups that a wording such as "most" rests on.
    """
    study, _ = _open(researcher, as_json=as_json)
    one = registered(study.cells, name)
    if as_json:
        print_json(_object(study, one))
        return
    _claim(one)
    for account in one.accounts:
        click.secho()
        told = account.box or "(blank: not accounted for)"
        say(f"{account.case} · {told}", indent="  ", hang="    ", style={"bold": True})
        _summaries(study, one, account.case)
    click.secho()
    for line in (*facts(study.cells, one, study.file.attributes), *weaknesses(study.cells, one)):
        say(line, indent="  ", hang="    ")


@finding.command()
@click.argument("claim")
@click.option(
    "--subtheme",
    "subthemes",
    multiple=True,
    required=True,
    metavar="NUMBER",
    help="What it is about; may be repeated.",
)
@click.option(
    "--scope",
    multiple=True,
    metavar="NAME=VALUE",
    help="Only cases of this value (team=OP, kind=interview); without it all of the first kind.",
)
@click.option(
    "--name",
    default="",
    metavar="F…",
    help="Reword this finding. Its accounts are then out of date.",
)
@researcher_option
@json_option
@refusing
def add(
    claim: str,
    subthemes: tuple[str, ...],
    scope: tuple[str, ...],
    name: str,
    researcher: str | None,
    *,
    as_json: bool,
) -> None:
    """Put a claim, in your words, into the register; or reword one."""
    study, by = _open(researcher, as_json=as_json, writing=True)
    pairs = [pair.partition("=") for pair in scope]
    if not all(sign for _, sign, _ in pairs):
        raise click.UsageError("--scope is NAME=VALUE, such as team=OP")
    chosen = {key.strip(): value.strip() for key, _, value in pairs}
    line = study.finding(claim, subthemes, chosen, name=name, by=by)
    _report(study, str(line.do[-1]["finding"]), as_json=as_json)


@finding.command()
@click.argument("name", metavar="F…")
@click.argument("case")
@click.argument("words", nargs=-1, required=True)
@researcher_option
@json_option
@refusing
def account(
    name: str, case: str, words: tuple[str, ...], researcher: str | None, *, as_json: bool
) -> None:
    """Say what a case has to say to a claim, as you would in the sheet: supports: TM [41].

    WORDS begin with one of: supports, against, both, nothing said, not asked, not about this.
    Your own words may follow, with references to turns.
    """
    study, by = _open(researcher, as_json=as_json, writing=True)
    case = case_named(study, case)
    study.account(name, case, " ".join(words), by=by)
    _report(study, name, as_json=as_json)
    for told in weaknesses(study.cells, registered(study.cells, name)) if not as_json else ():
        if told.startswith(f"{case}: "):
            say(told, indent="      ! ", hang="        ")


@finding.command()
@click.argument("name", metavar="F…")
@researcher_option
@json_option
@refusing
def drop(name: str, researcher: str | None, *, as_json: bool) -> None:
    """Take a claim off the register; its number is not given again."""
    study, by = _open(researcher, as_json=as_json, writing=True)
    study.drop(name, by=by)
    if as_json:
        print_json({"findings": [_object(study, one) for one in study.findings.values()]})
    else:
        say(f"{name} is off the register.")


def _open(
    researcher: str | None, *, as_json: bool, writing: bool = False
) -> tuple["Study", str | None]:
    """Return the study, open and in order, and who is at the keyboard."""
    study, by = opened(researcher, as_json=as_json)
    if study.problems:
        raise ProblemsError(study.problems)
    return study, somebody(by, study.file.researchers) if writing else by


def _claim(one: Finding) -> None:
    state = "accounted for" if one.accounted else f"still blank: {', '.join(one.blank)}"
    click.secho()
    say(f"{one.id} · {one.claim}", hang="    ", style={"bold": True})
    about = f"{', '.join(one.subthemes)} · {one.scope_words} · {', '.join(one.by)}"
    say(f"{about} · {state}", indent="    ", style={"fg": "cyan"})


def _summaries(study: "Study", one: Finding, case: str) -> None:
    for number in one.subthemes:
        cell = study.cells.cell(Row.case(case), number)
        facts_of = ", ".join(filter(None, (cell.asked, cell.said)))
        told = cell.summary or ""
        say(f"{number} · {facts_of}{': ' if told else ''}{told}", indent="    ", hang="      ")


def _report(study: "Study", name: str, *, as_json: bool) -> None:
    one = registered(study.cells, name)
    if as_json:
        print_json(_object(study, one))
    else:
        _claim(one)


def _object(study: "Study", one: Finding) -> dict[str, object]:
    told = {
        "facts": facts(study.cells, one, study.file.attributes),
        "remarks": weaknesses(study.cells, one),
    }
    return one.json() | told
