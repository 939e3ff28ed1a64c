"""One person, one label; and lines that begin like a turn and are read as words of another.

Both are decided over a whole file, whatever its format: a label with brackets, a mark or an
invisible character around it is the label that the file has without. Inside a turn a label with
a mark may be a slip or speech (`Cy, of all people`): nobody can tell, so a person is asked.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from framework.cases.recipes import Lines, fits
from framework.plain.text import seen, unify_name
from framework.transcripts.paragraphs import Telling, Told
from framework.transcripts.transcript import GIVEN, Aside

_AROUND = ' \t\xa0[](){}<>"“”„‘’«»:：;,.*_#@|/\\=-–—•…'
_LONGEST = 400
"""A label stands at the beginning of a line; the bound keeps hostile lines from costing time."""
_MARK = r"\s*[^\w\s'’]+"
_CALLS = (":", "：", ";")


def one_voice(telling: Telling, registered: Collection[str]) -> Telling:
    """Return a telling in which each label is written in one way."""
    labels = {each.label: unify_name(each.label) for each in telling.told if each.label}
    known = {*labels.values(), *registered}
    joined = {label: _plain(one, known, registered) for label, one in labels.items()}
    if all(label == one for label, one in joined.items()):
        return telling
    told = tuple(replace(one, label=joined.get(one.label, "")) for one in telling.told)
    marked = [f"“{one}” as “{joined[one]}”" for one in joined if joined[one] != labels[one]]
    remarks = (f"read {', '.join(marked)}",) if marked else ()
    return replace(telling, told=told, remarks=(*telling.remarks, *remarks))


def _plain(label: str, known: Collection[str], registered: Collection[str]) -> str:
    """Return the label without the marks around it, if the file or the study has it so."""
    bare = label.strip(_AROUND)
    return bare if label not in registered and bare in known else label


def unsure(telling: Telling, registered: Collection[str], speech: Lines) -> tuple[Aside, ...]:
    """Return the lines inside turns that begin with a known label and a mark.

    `speech` are lines that a person said are words of the turn they stand in.
    """
    labels = ({each.label for each in telling.told} | {*registered}) - GIVEN.keys() - {""}
    begins = _beginning(labels)
    patterns = [_bare(one) for one in speech]
    return tuple(
        Aside(line, each.place)
        for each in telling.told
        for line in _lines(each)
        if begins(line) and not any(fits(one, _bare(line)) for one in patterns)
    )


def _bare(text: str) -> str:
    return "".join(unify_name(text).split())


def _lines(told: Told) -> Iterator[str]:
    """Return the lines of a paragraph that no label of its own begins."""
    lines = told.text.split("\n")
    if told.part == "more" or (told.part == "turn" and told.label in GIVEN):
        yield from lines
    elif told.part == "turn":
        yield from lines[1:]


def _beginning(labels: Collection[str]) -> Callable[[str], bool]:
    """Return what tells whether a line begins with one of these labels as no sentence does."""
    known = "|".join(re.escape(one) for one in sorted(labels, key=len, reverse=True))
    form = re.compile(rf"[\W\d_]*(?P<label>{known})(?:(?P<mark>{_MARK})|(?=\s)|$)", re.IGNORECASE)

    def begins(line: str) -> bool:
        found = form.match(seen(line[:_LONGEST])[0]) if labels else None
        if found is None:
            return False
        label, mark, after = found["label"], found["mark"], found.string[found.end() :].split()
        if mark is None:
            loud = len(label) > 1 and label.isupper() and label not in labels
            return loud or (not after and label in labels)
        stutters = after[:1] == [label] and not mark.strip().startswith(_CALLS)
        return not stutters and (label[:1].isupper() or mark.strip().startswith(_CALLS))

    return begins
