"""Which labels count among those that stand in the heads of a file, with all its evidence.

A registered label counts always. Another counts if it reads like a name and is seen again, if
it is a code (SW2) or a role (Interviewer), if it is of a kind with labels that count, or if
every line of the talk begins with one. Fields of a header or a form, and questions, never do.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from framework.transcripts.layouts import names
from framework.transcripts.layouts.fields import fields_of
from framework.transcripts.layouts.forms import Head
from framework.transcripts.layouts.furniture import is_event
from framework.transcripts.paragraphs import Paragraph

_ASKS = re.compile(r"[?？؟][\"”’»)\]*_]*\s*$")
_TAIL = 9
_OFTEN = 2
_OFTEN_IN_SMALL_LETTERS = 4
_OFTEN_AS_PHRASE = 3
_FEW = 3
_HALF = 0.5
_SOME = 0.15


def labels_of(
    lines: Sequence[Paragraph],
    talk: Sequence[int],
    heads: Mapping[int, Head],
    registered: Collection[str],
) -> set[str]:
    """Return the labels that count, with all the evidence of the file."""
    seen = Counter(head.label for head in heads.values())
    possible = {label for label in seen if names.like_a_name(label)}
    possible -= _lists(lines, heads) | _above(heads) | fields_of(heads, lines)
    small = {label for label in possible if label.islower() and not names.is_role(label)}
    small -= {label for label in small if names.is_code(label)}
    often = {label for label in possible if seen[label] >= _OFTEN} - {
        label for label in small if seen[label] < _OFTEN_IN_SMALL_LETTERS
    }
    sure = often | {label for label in possible if names.is_code(label) or names.is_role(label)}
    sure |= _phrases(seen) - _lists(lines, heads)
    sure |= {label for label in possible if names.full_name(label)} if _named(sure) else set()
    sure |= set(filter(names.is_brief, possible)) if any(map(names.is_brief, sure)) else set()
    bare = Counter(h.label for at, h in heads.items() if not lines[at].text[h.end :].strip())
    if sure and sure <= bare.keys():
        sure |= bare.keys() & possible - {label for label in small if seen[label] < _OFTEN}
    whole = all((at in heads and heads[at].label in possible) or _silent(lines[at]) for at in talk)
    if whole and (max(seen.values()) > 1 or not _explained(lines, heads)):
        sure |= possible
    timed = [head.label for head in heads.values() if head.time]
    if len(timed) > max(1, len(heads) // 2) and len(timed) >= _SOME * len(talk):
        sure |= possible.intersection(timed)
    once = possible - sure - small
    if len(sure) == 1 and not sure & {*registered}:
        sure = {label for label in sure if _speaks(label, once, heads, lines)}
    if len(sure) == 1 and len(once) <= _FEW:
        sure |= once  # a talk has two speakers, and one of them may speak once
    if sum(bare[label] for label in sure) > _HALF * sum(seen[label] for label in sure):
        sure = {each for each in sure if bare[each] or names.is_code(each) or names.is_role(each)}
    sure |= {label for label in seen if label in registered}
    return sure | (set(filter(names.is_unknown, seen)) if sure else set())


def again(heads: Iterable[Head]) -> set[str]:
    """Return the labels that come again and are no words that open a remark, nor a field."""
    seen = Counter(head.label for head in heads)
    return {
        label
        for label, times in seen.items()
        if times >= _OFTEN
        and not names.opens_remark(label.split()[0])
        and not names.is_field(label)
    }


def _phrases(seen: Mapping[str, int]) -> set[str]:
    """Return the roles in small letters that count: one comes often, the others again."""
    roles = {label for label in seen if names.like_a_role(label) and seen[label] >= _OFTEN}
    return roles if any(seen[label] >= _OFTEN_AS_PHRASE for label in roles) else set()


def _above(heads: Mapping[int, Head]) -> set[str]:
    """Return the labels that stand once, above all that come again: fields of a header."""
    seen = Counter(head.label for head in heads.values())
    found: set[str] = set()
    for head in heads.values():
        label = head.label
        if seen[label] > 1 or names.is_code(label) or names.is_role(label):
            return found if max(seen.values()) > 1 else set()
        several = any(part in seen for part in names.together(label) if part != label)
        found |= set() if several or names.full_name(label) else {label}
    return set()


def _speaks(
    label: str,
    others: Collection[str],
    heads: Mapping[int, Head],
    lines: Sequence[Paragraph],
) -> bool:
    """Return whether the only label that comes again is somebody's: what it is, or how it is used.

    Every line has it, or somebody else speaks once in between, or it mostly asks, or bare
    questions mostly stand above it.
    """
    if names.is_code(label) or names.is_role(label) or names.full_name(label):
        return True
    own = [at for at, head in heads.items() if head.label == label]
    asks = sum(_ASKS.search(lines[at].text[-_TAIL:]) is not None for at in own) * 2 > len(own)
    if (
        names.is_brief(label)
        or asks
        or any(own[0] < at < own[-1] for at, head in heads.items() if head.label in others)
    ):
        return True
    above = [lines[at - 1].text[-_TAIL:] for at in own if at and at - 1 not in heads]
    asked = [text for text in above if _ASKS.search(text)]
    return len(own) == len(lines) or len(asked) * 2 > len(own)


def _lists(lines: Sequence[Paragraph], heads: Mapping[int, Head]) -> set[str]:
    """Return what stands before small letters only, in a file whose turns begin with capitals.

    That is an item of a list within somebody's words, as in ``Milk: two pints.``
    """
    small: Counter[str] = Counter()
    for at, head in heads.items():
        if lines[at].text[head.end : head.end + 1].islower():
            small[head.label] += 1
    seen = Counter(head.label for head in heads.values())
    if small.total() * 2 > len(heads):
        return set()
    plain = {label for label in small if not names.is_code(label) and not names.is_role(label)}
    return {label for label in plain if small[label] == seen[label] and not names.full_name(label)}


def _silent(line: Paragraph) -> bool:
    return line.heading or is_event(line.text)


def _explained(lines: Sequence[Paragraph], heads: Mapping[int, Head]) -> bool:
    """Return whether most labels stand before small letters, as words that are explained do."""
    small = sum(lines[at].text[head.end : head.end + 1].islower() for at, head in heads.items())
    return small * 2 > len(heads)


def _named(labels: Collection[str]) -> bool:
    """Return whether the labels of a file are mostly full names."""
    return sum(map(names.full_name, labels)) * 2 > len(labels)
