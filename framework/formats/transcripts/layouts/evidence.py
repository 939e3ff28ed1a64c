"""Which form of head a file uses, and which labels count: decided over the whole file.

A registered label counts always. Another counts if it reads like a name and is seen again, if
it is a code (SW2) or a role (Interviewer), if it is of a kind with labels that count, or if
every line of the talk begins with one. What looks like a label and does not count is doubtful:
it stays text, and is told.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from framework.formats.transcripts.layouts import alone, bold_names, names
from framework.formats.transcripts.layouts.chosen import Labelled
from framework.formats.transcripts.layouts.fields import fields_of
from framework.formats.transcripts.layouts.forms import (
    ALONE,
    BOLD,
    COLON,
    FORMS,
    STOP,
    TAB,
    Form,
    Head,
)
from framework.formats.transcripts.layouts.furniture import is_event
from framework.formats.transcripts.layouts.uses import Use
from framework.formats.transcripts.paragraphs import Paragraph

_CLOSES = re.compile(r"[a-z]{2}[.?!…]$")
_ENDS = re.compile(r"[.?!…:;。？！][\"”’»)\]*_]*\s*$")
_ASKS = re.compile(r"[?？؟][\"”’»)\]*_]*\s*$")
_TAIL = 9
_OFTEN = 2
_OFTEN_IN_SMALL_LETTERS = 4
_OFTEN_AS_PHRASE = 3
_BRIEF = 2
_HEADER = 10_000
"""No header block is longer; the bound keeps hostile files from costing time."""
_FEW = 3
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
    if chosen.form.aside:
        chosen = replace(chosen, heads=_without_time(chosen, lines, talk))
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
    return _together(found[0], found) if found else Use(layout.forms[0], {})


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


def _without_time(use: Use, lines: Sequence[Paragraph], talk: Sequence[int]) -> dict[int, Head]:
    """Return the heads, and the lines between them that are nothing but a label of theirs."""
    found = dict(use.heads)
    for at in talk:
        head = ALONE.head(lines[at].text) if not {at - 1, at, at + 1} & found.keys() else None
        if head and head.label in use.labels and at + 1 in talk:
            found[at] = head
    return dict(sorted(found.items()))


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
    labels = _labels(lines, talk, heads, registered)
    if form is TAB and len({h.label for h in heads.values()} & labels) > 1:
        labels |= {head.label for head in heads.values() if names.like_a_name(head.label)}
    if form.aside:
        labels |= _again([*heads.values(), *_heads(ALONE, lines, talk).values()])
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


def _labels(
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


def _again(heads: Iterable[Head]) -> set[str]:
    """Return the labels that come again and are no words that open a remark, nor a field."""
    seen = Counter(head.label for head in heads)
    return {
        label
        for label, times in seen.items()
        if times >= _OFTEN
        and not names.opens_remark(label.split()[0])
        and not names.is_field(label)
    }


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


def _phrases(seen: Mapping[str, int]) -> set[str]:
    """Return the roles in small letters that count: one comes often, the others again."""
    roles = {label for label in seen if names.like_a_role(label) and seen[label] >= _OFTEN}
    return roles if any(seen[label] >= _OFTEN_AS_PHRASE for label in roles) else set()


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


def _explained(lines: Sequence[Paragraph], heads: Mapping[int, Head]) -> bool:
    """Return whether most labels stand before small letters, as words that are explained do."""
    small = sum(lines[at].text[head.end : head.end + 1].islower() for at, head in heads.items())
    return small * 2 > len(heads)


def _silent(line: Paragraph) -> bool:
    return line.heading or is_event(line.text)


def _named(labels: Collection[str]) -> bool:
    """Return whether the labels of a file are mostly full names."""
    return sum(map(names.full_name, labels)) * 2 > len(labels)


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
