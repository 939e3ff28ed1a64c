"""Labels on lines of their own, without a colon: names that come again, with talk between them.

A short answer stands alone too, but then a label stands right above it. A label is believed for
what it is, a role, a full name or in capitals; for how it is set, in bold or as a heading; or
because it and others come so often that they can be nothing else.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from framework.transcripts.layouts import names
from framework.transcripts.layouts.forms import ALONE, Head
from framework.transcripts.layouts.furniture import is_event
from framework.transcripts.layouts.uses import Use
from framework.transcripts.paragraphs import Paragraph

_AGAIN = 2
_OFTEN = 3
_MOSTLY = 0.8
_HALF = 0.5
_MANY = 0.3
_PAUSES = tuple(".,;!?…")


def use(
    lines: Sequence[Paragraph],
    talk: Sequence[int],
    registered: Collection[str],
    *,
    sure: bool = False,
) -> Use | None:
    """Return how a file sets labels on lines of their own, None if it does not; `sure` it does."""
    found = {at: head for at in talk if (head := ALONE.head(lines[at].text))}
    marked = _marked(found, lines)
    labels = _labels(found, marked, registered, len(talk))
    if labels & marked:
        found = {at: head for at, head in found.items() if _is_set_apart(lines[at])}
    heads = {
        at: head
        for at, head in found.items()
        if head.label in labels and at + 1 < len(lines) and not _head_of(lines, at + 1, labels)
    }
    many = len({head.label for head in heads.values()}) >= ALONE.least
    if not (many or (sure and heads)):
        return None
    doubtful = (
        head.label
        for at, head in found.items()
        if at not in heads and _possible(head.label) and not is_event(lines[at].text)
    )
    return Use(ALONE, heads, tuple(dict.fromkeys(doubtful)))


def _labels(
    found: Mapping[int, Head], marked: Collection[str], registered: Collection[str], lines: int
) -> set[str]:
    """Return the texts that are labels among those that stand alone; `lines` is how many speak."""
    seen = Counter(head.label for head in found.values())
    apart = _apart(found, seen)
    labels = _frequent(apart, seen, lines)
    labels |= {label for label in seen if label in registered or _is_one(label, seen, marked)}
    if labels & set(marked):
        labels |= {label for label in marked if names.full_name(label)}
    elif labels:
        labels |= apart
    if labels:
        labels |= {label for label in seen if names.like_a_name(label) and _in_capitals(label)}
    return labels


def _is_one(label: str, seen: Mapping[str, int], marked: Collection[str]) -> bool:
    """Return whether a text is a label by what it is: a code, or a name that comes again."""
    if names.is_code(label):
        return len(seen) > 1
    again = seen[label] >= _AGAIN and names.like_a_name(label)
    return again and (label in marked or _stands_out(label, seen[label]))


def _is_set_apart(line: Paragraph) -> bool:
    return line.heading or line.all_bold


def _marked(found: Mapping[int, Head], lines: Sequence[Paragraph]) -> set[str]:
    """Return what stands alone in bold or as a heading, if that is mostly the same again."""
    marked = Counter(head.label for at, head in found.items() if _is_set_apart(lines[at]))
    again = sum(times for times in marked.values() if times >= _AGAIN)
    return {*marked} if again >= _HALF * marked.total() else set()


def _possible(label: str) -> bool:
    named = names.like_a_name(label) or names.like_a_role(label)
    return named and not label.endswith(_PAUSES)


def _apart(found: Mapping[int, Head], seen: Mapping[str, int]) -> set[str]:
    """Return the labels that come again and mostly stand between lines of talk.

    What mostly stands right between two labels is an answer.
    """
    possible = {label for label, times in seen.items() if times >= _AGAIN and _possible(label)}
    answers = _beside(found, possible, {2})
    possible -= {label for label in possible if answers[label] > _HALF * seen[label]}
    between = _beside(found, possible, {0})
    return {label for label in possible if between[label] >= _MOSTLY * seen[label]}


def _beside(
    found: Mapping[int, Head], labels: Collection[str], sides: Collection[int]
) -> Counter[str]:
    """Return how often each label has others right above or below it, on so many sides."""
    at_label = {at for at, head in found.items() if head.label in labels}
    return Counter(found[at].label for at in at_label if len(at_label & {at - 1, at + 1}) in sides)


def _frequent(apart: Collection[str], seen: Mapping[str, int], lines: int) -> set[str]:
    """Return the labels that stand apart so often that they can be nothing else."""
    often = {label for label in apart if seen[label] >= _OFTEN}
    enough = len(often) > 1 and sum(seen[label] for label in often) >= _MANY * lines
    return often if enough else set()


def _stands_out(label: str, times: int) -> bool:
    brief = names.is_brief(label) and times >= _OFTEN
    return brief or names.full_name(label) or names.is_role(label) or _in_capitals(label)


def _in_capitals(label: str) -> bool:
    return label.isupper() and len(label) > 2


def _head_of(lines: Sequence[Paragraph], at: int, labels: Collection[str]) -> bool:
    head = ALONE.head(lines[at].text)
    return head is not None and head.label in labels
