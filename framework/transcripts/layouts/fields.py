"""Fields of a form that comes again, and numbers of questions: nobody speaks under them."""

from collections import Counter
from collections.abc import Mapping, Sequence

from framework.transcripts.layouts import furniture, names
from framework.transcripts.layouts.forms import Head
from framework.transcripts.paragraphs import Paragraph

_AGAIN = 2
_LEAST = 3
"""Two people take turns in one order; the fields of a form are more."""


def fields_of(heads: Mapping[int, Head], lines: Sequence[Paragraph]) -> set[str]:
    """Return the labels that come in one order over and over, if one of them has only figures.

    With them come those that only number questions.
    """
    values: dict[str, list[str]] = {}
    for at, head in heads.items():
        values.setdefault(head.label, []).append(lines[at].text[head.end :].strip())
    found: set[str] = set()
    for label, entries in values.items():
        if len(entries) >= _AGAIN and label not in found and _is_field(label, entries):
            found |= _cycle(len(entries), [head.label for head in heads.values()])
    return found | _questions(values)


def _questions(values: Mapping[str, Sequence[str]]) -> set[str]:
    """Return the labels that number questions: ``Frage 1: …?``, ``Frage 2: …?``."""
    stems: dict[str, list[str]] = {}
    for label, entries in values.items():
        stem = label.rstrip("0123456789")
        asked = len(entries) == 1 and entries[0].endswith(("?", "？", "؟"))
        if asked and stem != label and not names.is_code(label) and not names.is_role(label):
            stems.setdefault(stem, []).append(label)
    return {label for labels in stems.values() if len(labels) >= _AGAIN for label in labels}


def _is_field(label: str, entries: Sequence[str]) -> bool:
    return names.is_field(label) or all(
        furniture.is_short(entry) and any(map(str.isdigit, entry)) for entry in entries
    )


def _cycle(times: int, labels: Sequence[str]) -> set[str]:
    """Return the labels that come so many times, always in one order."""
    seen = Counter(labels)
    often = [label for label in labels if seen[label] == times]
    order = often[: len(often) // times]
    cyclic = len(order) >= _LEAST and often == order * times
    return set(order) if cyclic else set()
