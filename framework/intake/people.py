"""Who is behind a label: what the label itself says is certain, all else is a guess.

Two labels that may be one person's get one speaker, marked; they are never joined unseen.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from framework.intake.case_id import Ids
from framework.plain.tables import guessed, unmarked
from framework.transcripts.doubts import aliases
from framework.transcripts.transcript import GIVEN, Spoken

_TAIL = r"s?[\s#]*(?:\d{1,3}|[A-Z])?(?: \d)?"
_CERTAIN = {
    "moderator": re.compile(
        rf"(?:co-?)?(?:interviewer|moderator|facilitator|researcher|investigator){_TAIL}",
        re.IGNORECASE,
    ),
    "participant": re.compile(rf"(?:participant|respondent|interviewee){_TAIL}", re.IGNORECASE),
}
_LIKELY = {
    "moderator": re.compile(
        rf"(?:i|q|int|mod|fac|question|host|counsel.*|unlabelled bold){_TAIL}", re.IGNORECASE
    ),
    "other": re.compile(
        rf"(?:interpreter|translator|observer|note-?taker|transcriber|support worker){_TAIL}",
        re.IGNORECASE,
    ),
}
_NOBODY = re.compile(
    r"(?:several|all|everyone|everybody|group|many|multiple|both|others|voices|unknown|unidentified"
    r"|unclear|inaudible|background|crosstalk)(?: \w+)?s?|.*\?|.+(?:/| & |, | and |\+).+",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W_]+")
_ASKS = 0.5


def speaker_rows(
    case: str, spoken: Sequence[Spoken], lines: Sequence[str], known: Ids
) -> list[dict[str, str]]:
    """Return a row of the speaker table for each label of a case.

    `lines` stand above the talk and may say who somebody is; `known` are the ids of speakers.
    """
    labels = [label for label in dict.fromkeys(said.label for said in spoken) if label not in GIVEN]
    stated = _stated(labels, lines)
    kinds = {label: stated.get(label) or _kind(label) for label in labels}
    if "moderator" not in {unmarked(kind) for kind in kinds.values()}:
        kinds |= dict.fromkeys(_askers(spoken, labels), guessed("moderator"))
    same = {later: sooner for sooner, later in reversed(list(aliases(labels)))}
    ids: dict[str, str] = {}
    rows = []
    for label in labels:
        if label in same:
            ids[label] = guessed(unmarked(ids[same[label]]))
        elif _NOBODY.fullmatch(label):
            ids[label] = ""
        else:
            ids[label] = known.new(f"{case}-{label}")
        kind = kinds[label] or guessed("participant")
        rows.append({"case": case, "label": label, "speaker": ids[label], "kind": kind})
    return rows


def one_to_one(rows: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """Return the speakers of an interview: of two voices, one surely asking, the other answers."""
    kinds = [row["kind"] for row in rows]
    if sorted(kinds) != ["moderator", guessed("participant")] or not all(
        row["speaker"] for row in rows
    ):
        return list(rows)
    return [row | {"kind": unmarked(row["kind"])} for row in rows]


def _kind(label: str) -> str:
    """Return what a label says of its speaker, empty if nothing."""
    for kind, form in _CERTAIN.items():
        if form.fullmatch(label):
            return kind
    return next((guessed(kind) for kind, form in _LIKELY.items() if form.fullmatch(label)), "")


def _stated(labels: Collection[str], lines: Sequence[str]) -> dict[str, str]:
    """Return the kinds that a legend or a header gives: ``I: Interviewer``, WM for W. Marlow."""
    found: dict[str, str] = {}
    for line in lines:
        for label in labels:
            if label not in line:
                continue
            match = re.search(rf"(?<!\w){re.escape(label)}[\s:=(–-]+([^\W\d_]+)", line)
            if match and (kind := _sure(match[1])):
                found.setdefault(label, kind)
    for line, after in pairwise([*lines, ""]):
        role, colon, name = line.partition(":")
        words = _WORDS.findall(name or after)
        for label in labels if colon and words and _sure(role.strip()) else ():
            if label in ("".join(word[0] for word in words), " ".join(words), words[-1], words[0]):
                found[label] = found.get(label) or guessed(_sure(role.strip()))
    return found


def _sure(word: str) -> str:
    return next((kind for kind, form in _CERTAIN.items() if form.fullmatch(word)), "")


def _askers(spoken: Sequence[Spoken], labels: Sequence[str]) -> list[str]:
    """Return the label whose turns ask most, if there are others and most of its turns ask."""
    turns = Counter(said.label for said in spoken)
    asking = Counter(said.label for said in spoken if "?" in said.text)
    share = {label: asking[label] / turns[label] for label in labels}
    most = max(share, key=lambda label: share[label], default="")
    others = [share[label] for label in share if label != most]
    asks = bool(others) and share[most] >= _ASKS and share[most] > max(others)
    return [most] if asks else []
