"""What a person may want to look at in a reading: proposed, and never decided here.

Labels that may be one person's are named together and stay apart. So are people listed above
the talk who never speak in it, roles that stand for named people, and labels without words.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, pairwise

from framework.plain.text import count, fold, shorten
from framework.transcripts.transcript import GIVEN, Reading

_ROLES = ("interviewer", "interviewee", "respondent", "participant", "moderator", "facilitator")
_TRAILING = re.compile(r"[\s\d.,:;)(]+$")
_NUMBERED_QUESTION = re.compile(r"[qQ]\d{1,3}")
_LETTERED = re.compile(r"\s\w$")
"""Speaker A is not Speaker B."""
_STANDS_FOR = re.compile(
    r"[qa]\d{0,3}|(?:the )?witness|counsel(?: inquiry)?|the court", re.IGNORECASE
)
_LISTED = re.compile(r"\b[A-Z]{1,4}\d{1,2}\b")
_RARE = 0.2
_SHOWN = 40
_MANY = 100
"""Nobody looks through the likenesses of more labels than this."""


def doubts(reading: Reading, registered: Collection[str]) -> Iterator[str]:
    """Return a line for each thing to look at; registered labels are decided, and not doubted."""
    labels = [label for label in reading.labels if label not in GIVEN and label not in registered]
    for sooner, later in aliases(labels):
        yield (
            f"“{sooner}” and “{later}” may be one person: "
            "give both the same speaker in the speaker table"
        )
    asked = any(map(_NUMBERED_QUESTION.fullmatch, labels))
    roles = [
        label
        for label in labels
        if _STANDS_FOR.fullmatch(label) and (asked or not label[-1].isdigit())
    ]
    if roles:
        yield f"{', '.join(roles)} may stand for people named elsewhere in the file"
    yield from _unsure(reading)
    yield from _silent(reading)
    yield from _places(reading)


def aliases(labels: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Return the pairs of labels, the sooner one first, that may be one person's."""
    return (pair for pair in combinations(labels[:_MANY], 2) if _alike(*pair))


def _alike(one: str, other: str) -> bool:
    """Return whether two labels may be two spellings of one person's."""
    if min(one, other) + " (" == max(one, other)[: len(min(one, other)) + 2]:
        return True
    short, long = sorted((_bare(one), _bare(other)), key=len)
    if short != long and short in _ROLES and long in _ROLES:
        return False
    if not short or (one[-1:].isdigit() and other[-1:].isdigit() and one[-1] != other[-1]):
        return False
    if short == long or (long in _ROLES and long.startswith(short) and len(short) <= 3):
        return True
    coded = any(map(str.isdigit, short)) or _LETTERED.search(short)
    return not coded and len(short) > 3 and short[0] == long[0] and _one_slip(short, long)


@cache
def _bare(label: str) -> str:
    words = _TRAILING.sub("", fold(label).text)
    return words[:-1] if words.endswith("s") and words[:-1] in _ROLES else words


def _one_slip(short: str, long: str) -> bool:
    """Return whether one letter was put in, left out or mistaken between two words."""
    same = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), None)
    if same is None:
        return len(long) - len(short) == 1
    return short[same + 1 :] == long[same + 1 :] or short[same:] == long[same + 1 :]


def _unsure(reading: Reading) -> Iterator[str]:
    """Return what lines begin like a turn and are read as words of another."""
    if reading.unsure:
        lines = ", ".join(
            f"{_at(one.place)}“{shorten(one.text, _SHOWN)}”" for one in reading.unsure
        )
        yield (
            f"begins with a label and is not read as a turn of its own: {lines}; "
            "correct the label in the file, or list the line under `speech` in study.yaml"
        )


def _at(place: Mapping[str, int]) -> str:
    """Return where a line stands, in words."""
    name = next((each for each in ("line", "paragraph", "row") if each in place), "")
    return f"{name} {place[name]} " if name else ""


def _silent(reading: Reading) -> Iterator[str]:
    """Return codes that are listed above the talk like those that speak, and never speak."""
    speaking = {label for label in reading.labels if _LISTED.fullmatch(label)}
    kinds = {label.rstrip("0123456789") for label in speaking}
    listed = dict.fromkeys(_LISTED.findall("\n".join(reading.metadata.values())))
    for code in listed if speaking & listed.keys() else ():
        if code not in speaking and code.rstrip("0123456789") in kinds:
            yield f"{code} is listed and never speaks"


def _places(reading: Reading) -> Iterator[str]:
    """Return how many labels have no words, and how many turns follow one of the same label."""
    empty = sum(not said.text.strip() for said in reading.spoken)
    if empty:
        yield f"{count(empty, 'label')} without words"
    twice = sum(
        sooner.label == later.label and later.label not in GIVEN
        for sooner, later in pairwise(reading.spoken)
    )
    if 0 < twice <= _RARE * len(reading.spoken):
        yield f"one speaker twice in a row, {count(twice, 'time')}: a label may be wrong"
