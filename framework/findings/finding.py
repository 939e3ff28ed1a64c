"""A finding is a person's claim, with what every case in its scope has to say to it.

Nobody enters counter-evidence; one finds it by having to account for each case. *Accounted for*
is a finding only when no case in scope is blank. The program never words a claim.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from framework.cases.case import Case, Row
from framework.charts.chart import Cells
from framework.plain.by_name import Named
from framework.plain.text import count, digest, inert, shorten
from framework.trail.cell import BETWEEN
from framework.trail.choice import Kind, choose, shown
from framework.trail.decisions import Decision, Decisions
from framework.trail.verbs import ANSWERS, Answer
from framework.transcripts.transcript import Turn

SPOKEN: tuple[Answer, ...] = ANSWERS[:3]
"""The answers that rest on words somebody said."""
COUNTER: tuple[Answer, ...] = ANSWERS[1:3]
_REGISTER = "findings"
ACCOUNT = Kind("account", "finding", "answer", ANSWERS)

_ID = re.compile(r"F[1-9][0-9]*")


@dataclass(frozen=True)
class Account:
    """What one case has to say to a claim; `answer` is None where nobody has said, or contested.

    `cited` are the turns it refers to, by case; `lost` the references that point at no turn.
    It is `stale` if the claim, or anything its writer had before them, has changed since.
    """

    case: str
    answer: Answer | None = None
    text: str = ""
    by: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    contested: bool = False
    cited: tuple[tuple[str, Turn], ...] = ()
    lost: tuple[str, ...] = ()
    stale: bool = False

    @property
    def box(self) -> str:
        """Return what its box shows: ``against: TM, at once [44]``, or nothing."""
        return self.text if self.contested else shown(self.answer, self.text)


@dataclass(frozen=True, repr=False)
class Finding:
    """A claim, the subthemes it is about, the cases in scope, and the account of each.

    `scope` is a row of attributes with its kind; two where two researchers contest the claim.
    """

    id: str
    claim: str
    subthemes: tuple[str, ...]
    scope: tuple[Row, ...]
    accounts: tuple[Account, ...]
    by: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    contested: bool = False

    def __repr__(self) -> str:
        """Return the claim's beginning, and for how many cases it is accounted for."""
        answered = len(self.accounts) - len(self.blank)
        told = f"{answered} of {count(len(self.accounts), 'case')} accounted for"
        return inert(f"{self.id} · {shorten(self.claim, 60)} ({told})")

    @property
    def blank(self) -> tuple[str, ...]:
        """Return the cases in scope that nobody has accounted for, or two contest."""
        return tuple(one.case for one in self.accounts if one.answer is None)

    @property
    def accounted(self) -> bool:
        """Return whether every case in scope is accounted for; never without a case."""
        return bool(self.accounts) and not self.blank and not self.contested

    @property
    def scope_words(self) -> str:
        """Return its scope in words: ``focus group, team OP``."""
        return " or ".join(
            ", ".join(
                [row.json()["kind"]] + [f"{name} {it}" for name, it in row.items if name != "kind"]
            )
            for row in self.scope
        )

    def answered(self, *answers: str) -> list[Account]:
        """Return the accounts with one of these answers."""
        return [one for one in self.accounts if one.answer in answers]

    def json(self) -> dict[str, object]:
        """Return the JSON object of a finding."""
        return {
            "finding": self.id,
            "claim": self.claim,
            "subthemes": list(self.subthemes),
            "scope": [row.json() for row in self.scope],
            "by": list(self.by),
            "accounted": self.accounted,
            "accounts": [
                {"case": one.case, "answer": one.answer, "text": one.text, "by": list(one.by)}
                for one in self.accounts
            ],
        }


class Findings(Named[Finding]):
    """The register: findings by their id, in order."""

    noun = "finding"

    def __repr__(self) -> str:
        """Return a line a finding."""
        return "\n".join(map(repr, self.values())) or "No findings"


def is_finding(name: str) -> bool:
    """Return whether a name is a finding's: F1, F2 and so on."""
    return _ID.fullmatch(name) is not None


def findings(cells: Cells) -> Findings:
    """Return the register: every finding whose claim stands, by its id, in order.

    It is worked out once for a store, which never changes.
    """
    if _REGISTER not in cells.remembered:
        cells.remembered[_REGISTER] = _findings(cells)
    found: Findings = cells.remembered[_REGISTER]
    return found


def _findings(cells: Cells) -> Findings:
    ids = [key[1] for key in cells.decisions.standing if key[0] == "finding"]
    found = (_finding(cells, one) for one in sorted(filter(is_finding, ids), key=_number))
    return Findings({one.id: one for one in found if one.claim})


def registered(cells: Cells, name: str) -> Finding:
    """Return a finding of the register. Raises UnknownNameError if there is none of that name."""
    return findings(cells)[name]


def of_kind(cells: Cells, kind: str) -> list[tuple[Finding, list[Account]]]:
    """Return the findings with cases of a kind in scope, each with the accounts of these."""
    found = [
        (one, [account for account in one.accounts if cells.cases[account.case]["kind"] == kind])
        for one in findings(cells).values()
    ]
    return [(one, accounts) for one, accounts in found if accounts]


def new_id(decisions: Decisions) -> str:
    """Return the next id. One that was ever given, undone or not, is never given again."""
    given = (
        str(act.get("finding"))
        for command in decisions.commands.values()
        for act in command.do
        if act.get("verb") == "finding"
    )
    return f"F{max(map(_number, filter(is_finding, given)), default=0) + 1}"


def seen(cells: Cells, claim: str, subthemes: Iterable[str], row: Row, text: str) -> str:
    """Return a short hash of what the writer of an account has before them.

    That is the claim, and for each subtheme what a summary's writer has, and the summary.
    """
    parts = [
        part
        for number in subthemes
        for part in (
            json.dumps(cells.names.seen_kept(cells.seen(row, number, text)), sort_keys=True),
            cells.cell(row, number).box,
        )
    ]
    return digest(*map(cells.names.text_kept, (claim, *parts)))


def _is_stale(cells: Cells, claim: str, subthemes: Sequence[str], row: Row, act: Decision) -> bool:
    """Return whether what the writer of an account had has changed; not known of unread cases."""
    text = str(act["text"] or "")
    if any("unread" in cells.seen(row, number, text) for number in subthemes):
        return False
    parts = [
        part
        for number in subthemes
        for part in (cells.hashed(row, number, text), cells.cell(row, number).box)
    ]
    return act["seen"] not in (seen(cells, claim, subthemes, row, text), digest(claim, *parts))


def _number(finding: str) -> int:
    return int(finding[1:])


def _finding(cells: Cells, finding: str) -> Finding:
    acts = cells.decisions.on("finding", finding)
    told = {act.name: _told(cells, act) for act in acts}
    claim = BETWEEN.join(dict.fromkeys(claim for claim, _, _ in told.values() if claim))
    subthemes = tuple(dict.fromkeys(one for _, listed, _ in told.values() for one in listed))
    scope = tuple(dict.fromkeys(scope for _, _, scope in told.values()))
    return Finding(
        id=finding,
        claim=claim,
        subthemes=subthemes,
        scope=scope,
        accounts=tuple(
            _account(cells, finding, claim, subthemes, case) for case in _cases(cells, scope)
        ),
        by=tuple(sorted({act.by for act in acts})),
        acts=tuple(act.name for act in acts),
        contested=len(set(told.values())) > 1,
    )


def _told(cells: Cells, act: Decision) -> tuple[str, tuple[str, ...], Row]:
    """Return the claim, the subthemes and the scope of one act; a scope always names its kind."""
    scope = act["scope"] if isinstance(act["scope"], dict) else {}
    listed = act["subthemes"] if isinstance(act["subthemes"], list) else []
    row = Row.of({"kind": cells.first_kind, **scope})
    return str(act["claim"] or ""), tuple(map(str, listed)), row


def _cases(cells: Cells, scope: Iterable[Row]) -> list[Case]:
    inside = {case.id for row in scope for case in cells.under(row)}
    return [case for case in cells.cases.values() if case.id in inside]


def _account(
    cells: Cells, finding: str, claim: str, subthemes: tuple[str, ...], case: Case
) -> Account:
    row = Row.case(case.id)
    found = choose(cells.decisions, ACCOUNT, row, finding)
    references = cells.references(row, found.text)
    return Account(
        case=case.id,
        answer=next((one for one in ANSWERS if one == found.word), None),
        text=found.text,
        by=found.by,
        acts=found.names,
        contested=found.contested,
        cited=tuple((ref.case, turn) for ref in references for turn in cells.turns(ref)),
        lost=tuple(f"{ref.case} {ref.first}" for ref in references if not cells.turns(ref)),
        stale=any(
            _is_stale(cells, claim, subthemes, row, act) for act in found.acts if act["answer"]
        ),
    )
