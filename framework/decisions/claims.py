"""A claim put into the register of findings, reworded or taken off, and the accounts of cases."""

from collections.abc import Mapping, Sequence

from framework.cases.case import Row
from framework.charts.chart import Cells
from framework.decisions.choosing import read_chosen
from framework.decisions.context import Acts, context, fits, known, over
from framework.errors import RefusedError, UnknownNameError
from framework.findings.finding import ACCOUNT, registered, seen
from framework.plain.text import clean
from framework.trail.choice import shown
from framework.trail.decisions import cell_key


def finding(
    cells: Cells, name: str, claim: str, subthemes: Sequence[str], scope: Mapping[str, str]
) -> Acts:
    """Return the acts that put a claim into the register, or reword the one of that name.

    Raises UnknownNameError for a subtheme or a scope that the study has not.
    """
    words, row = clean(claim), Row.of({"kind": cells.first_kind, **scope})
    if not words:
        raise RefusedError(
            "there is no claim to write", "word it; framework finding drop takes one off"
        )
    if not subthemes:
        raise RefusedError("no subtheme is named", "say which the claim is about: --subtheme 2.1")
    fits(words)
    acts: Acts = []
    for number in subthemes:
        known(cells, row, number)
        acts += [act for act in context(cells, row, number) if act not in acts]
    told = {"claim": words, "subthemes": list(subthemes), "scope": row.json()}
    standing = (act.name for act in cells.decisions.on("finding", name))
    return [*acts, {"verb": "finding", "finding": name} | told | over(standing)]


def drop(cells: Cells, name: str) -> Acts:
    """Return the act that takes a claim off the register; its number is not given again."""
    found = registered(cells, name)
    return [{"verb": "finding", "finding": name, "claim": ""} | over(found.acts)]


def account(cells: Cells, name: str, case: str, answer: str, text: str = "") -> Acts:
    """Return the acts that say what a case has to say to a claim, over what stands there.

    The words may stand in `text`, or in `answer` as in a sheet: ``supports: SW1 [41]``.

    Raises UnknownNameError for a finding that is not in the register, a case that is not in its
    scope, or a word that is none of the answers.
    """
    found, row = registered(cells, name), Row.case(case)
    inside = [one.case for one in found.accounts]
    if case not in inside:
        raise UnknownNameError(
            f"{case} is not in the scope of {name}", f"it has {', '.join(inside)}"
        )
    word, words = read_chosen(ACCOUNT, name, clean(shown(answer, text)))
    fits(shown(word, words))
    standing = (act.name for act in cells.decisions.on("account", *cell_key(row, name)))
    act = {"verb": "account", "row": row.json(), "finding": name, "answer": word}
    told = {"text": words} if words else {}
    before = {"seen": seen(cells, found.claim, found.subthemes, row, words)}
    acts = []
    for number in found.subthemes:
        acts += [one for one in context(cells, row, number) if one not in acts]
    return [*acts, act | told | before | over(standing)]
