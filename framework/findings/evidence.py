"""What the wording of a finding rests on: the cases behind it, named, and what is not in order.

A number is said only as so many of those where it was asked, the cases named; no percentages.
Between purposive groups one may tell presence or absence, never strength.
"""

from collections.abc import Iterable, Mapping

from framework.cases.case import Attribute, Row
from framework.charts.chart import Cells
from framework.findings.finding import SPOKEN, Account, Finding
from framework.plain.text import count
from framework.trail.verbs import ANSWERS


def facts(cells: Cells, finding: Finding, attributes: Iterable[Attribute]) -> list[str]:
    """Return the facts a wording rests on, a line each: who was asked, who answers what."""
    cases = [one.case for one in finding.accounts]
    asked = {one.case: _asked(cells, finding, one) for one in finding.accounts}
    put = [case for case in cases if asked[case] == "asked"]
    found = [f"Not accounted for: {_names(finding.blank)}"] if finding.blank else []
    found.append(f"Asked in {len(put)} of {len(cases)}: {_names(put)}")
    for state in ("not asked", "not recorded whether asked"):
        inside = [case for case in cases if asked[case] == state]
        found += [f"{state.capitalize()}: {_names(inside)}"] if inside else []
    for answer in ANSWERS:
        inside = [one.case for one in finding.answered(answer)]
        if inside and answer != "not asked":
            found.append(f"{answer.capitalize()}{_where(inside, put, answer)}")
        if answer in SPOKEN:
            found += _shares(cells, finding, inside, attributes)
    return found


def _asked(cells: Cells, finding: Finding, one: Account) -> str:
    """Return whether a case was asked: in the chart, under any subtheme, or else by its account."""
    row = Row.case(one.case)
    found = {cells.cell(row, number).asked for number in finding.subthemes}
    if "asked" in found:
        return "asked"
    known = found == {"not asked"} or one.answer == "not asked"
    return "not asked" if known else "not recorded whether asked"


def _where(inside: list[str], put: list[str], answer: str) -> str:
    if answer not in (*SPOKEN, "nothing said"):
        return f": {_names(inside)}"
    among = [case for case in inside if case in put]
    besides = [case for case in inside if case not in put]
    told = f" in {len(among)} of the {len(put)} where it was asked" if put else ""
    told += f": {_names(among)}" if among else ""
    if besides:
        told += f"{';' if put else ':'} unasked, or not recorded: {_names(besides)}"
    return told


def _shares(
    cells: Cells, finding: Finding, inside: list[str], attributes: Iterable[Attribute]
) -> Iterable[str]:
    """Return which value of an attribute more than half of these cases share, beside the scope."""
    fixed = {name for row in finding.scope for name, _ in row.items}
    for attribute in (one for one in attributes if one.name not in fixed and len(inside) > 1):
        scope = [cells.cases[one.case][attribute.name] for one in finding.accounts]
        values = [cells.cases[case][attribute.name] for case in inside]
        value = max(values, key=values.count)
        if value and values.count(value) * 2 > len(inside):
            told = f"  {values.count(value)} of the {len(inside)} are {value}"
            yield f"{told}, as are {scope.count(value)} of the {len(scope)} in scope"


def weaknesses(cells: Cells, finding: Finding) -> list[str]:
    """Return what is not in order about a finding: no evidence, or stale, lost, contested."""
    found = ["two claims contest it: reword it"] if finding.contested else []
    if not any(one.cited for one in finding.accounts):
        found.append("without evidence: no account refers to a turn")
    if finding.accounted and not finding.answered(*SPOKEN[::2]):
        found.append("no case supports it")
    for one in finding.accounts:
        found += [f"{one.case}: {told}" for told in _of_account(cells, finding, one)]
    return found


def _of_account(cells: Cells, finding: Finding, one: Account) -> Iterable[str]:
    if one.contested:
        yield "two accounts contest it"
    if one.lost:
        yield f"refers to no turn: {', '.join(one.lost)}"
    if one.answer in SPOKEN and not one.cited and not one.lost:
        yield f"{one.answer}, without a reference"
    if one.stale:
        yield "out of date: the claim, or what the account rests on, has changed"
    if one.answer == "not asked" and _asked(cells, finding, one) == "asked":
        yield "accounted as not asked, and asked in the chart"
    if one.answer and all(cells.cell(Row.case(one.case), sub).open for sub in finding.subthemes):
        yield "accounted for, and not charted yet"


def never_quoted(findings: Mapping[str, Finding]) -> list[str]:
    """Return the cases in the scope of some finding to whose turns no account refers."""
    scope = dict.fromkeys(one.case for finding in findings.values() for one in finding.accounts)
    cited = {
        case for finding in findings.values() for one in finding.accounts for case, _ in one.cited
    }
    return [case for case in scope if case not in cited]


def used_twice(findings: Mapping[str, Finding]) -> dict[str, tuple[str, ...]]:
    """Return the turns that accounts of more than one finding refer to, with the findings."""
    found: dict[str, list[str]] = {}
    for finding in findings.values():
        cited = {
            f"{case} {turn.number}": None for one in finding.accounts for case, turn in one.cited
        }
        for place in cited:
            found.setdefault(place, []).append(finding.id)
    return {place: tuple(ids) for place, ids in found.items() if len(ids) > 1}


def register_words(findings: Mapping[str, Finding]) -> str:
    """Return how the register stands: ``2 findings, 1 accounted for``."""
    done = sum(finding.accounted for finding in findings.values())
    return f"{count(len(findings), 'finding')}, {done} accounted for"


def _names(cases: Iterable[str]) -> str:
    return ", ".join(cases) or "none"
