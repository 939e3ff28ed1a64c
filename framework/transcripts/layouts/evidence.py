"""Which form of head a file uses: decided over the whole file, with the labels that count.

What looks like a label and does not count is doubtful: it stays text, and is told.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from framework.transcripts.layouts import alone, bold_names, names
from framework.transcripts.layouts.chosen import Labelled
from framework.transcripts.layouts.counting import again, labels_of
from framework.transcripts.layouts.forms import ALONE, BOLD, COLON, FORMS, STOP, TAB, Form, Head
from framework.transcripts.layouts.uses import Use
from framework.transcripts.paragraphs import Paragraph

_CLOSES = re.compile(r"[a-z]{2}[.?!…]$")
_ENDS = re.compile(r"[.?!…:;。？！][\"”’»)\]*_]*\s*$")
_TAIL = 9
_OFTEN = 2
_BRIEF = 2
_HEADER = 10_000
"""No header block is longer; the bound keeps hostile files from costing time."""
_MOSTLY = 0.8
_HALF = 0.5
_MANY = 0.3
_SOME = 0.15


def best(
    lines: Sequence[Paragraph],
    colons: Sequence[Head | None],
    front: Collection[int],
    registered: Collection[str],
) -> Use:
    """Return the form that explains most lines of a file; a stronger form wins a tie."""
    talk = [at for at in range(len(lines)) if at not in front]
    found = {at: head for at in talk if (head := colons[at])}
    registered = {*registered, *_listed(found, (lines[at].text for at in front))}
    colon = _use(COLON, lines, talk, found | _registered(lines, talk, registered), registered)
    if colon and len(colon.heads) > _HALF * len(talk):
        others = [_use(STOP, lines, talk, _heads(STOP, lines, talk), registered)]
    else:
        others = [
            _use(form, lines, talk, _heads(form, lines, talk), registered)
            for form in FORMS
            if form is not COLON
        ]
        others.append(alone.use(lines, talk, registered))
        others.append(bold_names.use(lines, talk, registered))
    uses = [use for use in (colon, *others) if use]
    chosen = max(uses, key=lambda use: len(use.heads), default=Use(COLON, {}))
    chosen = _without_time(chosen, lines, talk)
    if chosen.form in (COLON, STOP):
        both = [
            use for use in uses if use.form in (COLON, STOP) and _believed(use, len(chosen.heads))
        ]
        chosen = _together(chosen, both)
    return chosen if chosen.heads else colon or chosen


def asked_for(
    layout: Labelled,
    lines: Sequence[Paragraph],
    front: Collection[int],
    registered: Collection[str],
) -> Use:
    """Return how a file uses the layout that a person chose, whatever explains more lines."""
    talk = [at for at in range(len(lines)) if at not in front]
    named = _listed(_heads(COLON, lines, talk), (lines[at].text for at in front))
    registered = {*registered, *named}
    uses = []
    if layout.stated:
        return Use(layout.forms[0], _heads(layout.forms[0], lines, talk))
    for form in layout.forms:
        sure = _registered(lines, talk, registered) if form is COLON else {}
        heads = _heads(form, lines, talk) | sure
        uses.append(
            alone.use(lines, talk, registered, sure=True)
            if form is ALONE
            else bold_names.use(lines, talk, registered)
            if form is BOLD
            else _use(form, lines, talk, heads, registered, bold=layout.bold)
        )
    found = [use for use in uses if use]
    chosen = _together(found[0], found) if found else Use(layout.forms[0], {})
    return _without_time(chosen, lines, talk)


def _together(chosen: Use, uses: Sequence[Use]) -> Use:
    """Return the use of forms that stand side by side; in one line the chosen one's head counts."""
    heads = chosen.heads
    for use in uses:
        heads = {**use.heads, **heads}
    both = len({use.form for use in uses if use.heads}) > 1
    return replace(chosen, heads=heads, both=both)


def _listed(heads: Mapping[int, Head], front: Iterable[str]) -> Iterator[str]:
    """Return the labels that the header block names, as ``Present: Ann, Bo`` does."""
    text = "\n".join(front)[:_HEADER]
    for label in {head.label for head in heads.values()} if text else ():
        if len(label) > _BRIEF and label in text and names.like_a_name(label):
            named = re.search(rf"(?<!\w){re.escape(label)}(?!\w|:)", text)
            yield from [label] if named else []


def _without_time(use: Use, lines: Sequence[Paragraph], talk: Sequence[int]) -> Use:
    """Return the use of heads with a time, with lines that are nothing but a label of theirs."""
    found = dict(use.heads)
    for at in talk if use.form.aside else ():
        head = ALONE.head(lines[at].text) if not {at - 1, at, at + 1} & found.keys() else None
        if head and head.label in use.labels and at + 1 in talk:
            found[at] = head
    return replace(use, heads=dict(sorted(found.items())))


def _believed(use: Use, heads: int) -> bool:
    """Return whether a form is used so often that it is one of two forms in a file."""
    return use.form is COLON or len(use.heads) >= max(_OFTEN, _MANY * heads)


def _heads(form: Form, lines: Sequence[Paragraph], talk: Sequence[int]) -> dict[int, Head]:
    able = {at for sign in form.signs for at in talk if sign in lines[at].text}
    return {at: head for at in sorted(able) if (head := form.head(lines[at].text))}


def _use(
    form: Form,
    lines: Sequence[Paragraph],
    talk: Sequence[int],
    heads: Mapping[int, Head],
    registered: Collection[str],
    *,
    bold: bool | None = None,
) -> Use | None:
    """Return how a file uses a form, None if it does not.

    `bold` tells whether its labels are set in bold, where that, and the form, is decided already.
    """
    if not heads:
        return None
    if form is COLON:
        heads = _without_wrapped(heads, lines, registered)
    else:
        heads = {at: head for at, head in heads.items() if not _CLOSES.search(head.label)}
    labels = labels_of(lines, talk, heads, registered)
    if form is TAB and len({h.label for h in heads.values()} & labels) > 1:
        labels |= {head.label for head in heads.values() if names.like_a_name(head.label)}
    if form.aside:
        labels |= again([*heads.values(), *_heads(ALONE, lines, talk).values()])
    counted = {at: head for at, head in heads.items() if head.label in labels}
    if bold is None and form.least > 1 and not _widely(form, counted, talk):
        counted = {at: head for at, head in counted.items() if head.label in registered}
    bold = _in_bold(lines, counted) if bold is None else bold
    if bold:
        apart = {
            at: head
            for at, head in heads.items()
            if lines[at].bold and (at in counted or _set_apart(lines[at], head))
        }
        same = {head.label for head in apart.values()}
        counted = apart | {at: head for at, head in counted.items() if head.label in same}
        slips = {at: head for at in talk if (head := bold_names.head_of(lines[at]))}
        counted = {at: head for at, head in slips.items() if head.label in same} | counted
    counted = _without_title(dict(_timed(counted, lines)), lines)
    if not counted and form is not COLON:
        return None
    seen = dict.fromkeys(head.label for head in heads.values())
    kept = {head.label for head in counted.values()}
    doubtful = [label for label in seen if label not in kept and names.may_be_one(label)]
    return Use(form, counted, tuple(doubtful) if form is COLON else (), bold)


def _without_title(heads: dict[int, Head], lines: Sequence[Paragraph]) -> dict[int, Head]:
    """Return heads without a first one that comes once, has no words, and stands above another."""
    first = min(heads, default=0)
    if first + 1 not in heads or lines[first].text[heads[first].end :].strip():
        return heads
    others = {at: head for at, head in heads.items() if at != first}
    again = any(head.label == heads[first].label for head in others.values())
    return heads if again else others


def _registered(
    lines: Sequence[Paragraph], talk: Sequence[int], labels: Collection[str]
) -> dict[int, Head]:
    """Return the lines that begin with a registered label and a colon, however odd it is."""
    known = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    if not known:
        return {}
    pattern = rf"[ \t]*(?P<label>{known})[ \t]*(?::(?=\s|$)|：)[ \t]*"
    return _heads(Form("registered", re.compile(pattern), COLON.signs), lines, talk)


def _widely(form: Form, heads: Mapping[int, Head], talk: Sequence[int]) -> bool:
    """Return whether enough labels, and enough lines, have a form that is easily mistaken."""
    labels = Counter(head.label for head in heads.values())
    often = [label for label, times in labels.items() if times >= _OFTEN]
    enough = len(often) >= form.least or len(heads) >= _SOME * len(talk)
    return len(labels) >= form.least and bool(often) and enough


def _without_wrapped(
    heads: Mapping[int, Head], lines: Sequence[Paragraph], registered: Collection[str]
) -> Mapping[int, Head]:
    """Return heads without those in small letters that go on with the line above.

    That is so where the line above ends no sentence, in a file whose labels have capitals.
    """
    named = {head.label.casefold() for head in heads.values() if not head.label[0].islower()}
    small = {
        at
        for at, head in heads.items()
        if head.label[0].islower() and head.label.casefold() not in named
    }
    if len(small) * 2 > len(heads):
        return heads
    wrapped = {
        at
        for at in small
        if at
        and not _ENDS.search(lines[at - 1].text[-_TAIL:])
        and heads[at].label not in registered
        and (not names.is_role(heads[at].label) or names.opens_remark(heads[at].label))
    }
    return {at: head for at, head in heads.items() if at not in wrapped}


def _in_bold(lines: Sequence[Paragraph], heads: Mapping[int, Head]) -> bool:
    """Return whether labels are mostly set in bold and the words after them are not."""
    marked = [
        len(head.label) <= lines[at].begins_bold
        and (
            lines[at].begins_bold < len(lines[at].text.rstrip())
            or not lines[at].text[head.end :].strip()
        )
        for at, head in heads.items()
    ]
    return (
        bool(marked) and any(line.bold for line in lines) and sum(marked) >= _MOSTLY * len(marked)
    )


def _set_apart(line: Paragraph, head: Head) -> bool:
    """Return whether what may be a label, and nothing after it, is set in bold."""
    words = line.text[head.end :].strip()
    bold = len(head.label) <= line.begins_bold <= head.end
    return bool(words) and bold and names.like_a_name(head.label)


def _timed(heads: Mapping[int, Head], lines: Sequence[Paragraph]) -> Iterator[tuple[int, Head]]:
    """Return heads; a lone time after a label is speech, unless most labels have one."""
    alone = sum(head.lone_time for head in heads.values())
    usual = alone * 2 > len(heads)
    for at, head in heads.items():
        if head.lone_time and not usual:
            yield at, Head(head.label, lines[at].text.rindex(head.time, 0, head.end))
        else:
            yield at, head
