"""Block quotations: paragraphs set apart as quotations, with their exchanges and attributions.

A block that breaks off without a final stop goes on in the next one. Lines with a speaker's
label are an exchange: each line is a quotation, and the exchange has one attribution.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from framework.manuscript.draft import Paragraph, Span
from framework.manuscript.marks import DOUBLE, SINGLE, Marked, marked, surrounded
from framework.manuscript.names import Names, literature
from framework.manuscript.said import is_said, mostly_said, said_within
from framework.manuscript.speech import Speech
from framework.plain.text import fold

_LABEL = re.compile(r"[ \t]*([^\W_](?:[\w .?&/'’-]{0,38}[\w.?])?)(?:\s*[:：]\s*|\t+)(?=\S)")
_SURELY_A_LABEL = re.compile(
    r"[A-Z]{1,4}\d{1,2}|(?i:participant|respondent|practitioner|speaker|int|mod)\s?\d{1,2}"
    r"|(?i:interviewer|moderator|facilitator|researcher|participant|respondent|interviewee)",
)
_LIKE_A_LABEL = re.compile(
    r"[A-Z]{1,4}\d{0,2}|(?:participant|interviewer|moderator|facilitator|researcher|respondent"
    r"|interviewee|speaker|int|mod|q|a|r|p)\s?\d{0,2}",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|\d+)){0,2}")
_WHOLE = re.compile(r"[.?!…:\"'”’)\]»*]\s*$")
_DASHED = re.compile(r"(?:^|(?<=[\n.?!…”\"'’]))[ \t]*[–—-]{1,2}\s*([^\n]{3,120})$")
_LEAD = re.compile(r".*:(?=\s)", re.DOTALL)
_MOST = 160
_UNKNOWN = 2
"""So many words that are no name may stand in an attribution on a line of its own."""


@dataclass(frozen=True)
class Line:
    """A quotation in a block: its words, where they stand, its label and its attribution."""

    words: str
    spans: tuple[Span, ...]
    label: str = ""
    printed: str = ""
    literature: str = ""


def block_lines(
    paragraphs: Sequence[Paragraph], first: int, last: int, names: Names, speech: Speech
) -> tuple[list[Line], list[Span]]:
    """Return the quotations of the blocks from `first` up to `last`, and what they take up.

    The paragraph after the last block is looked at too: it may hold nothing but the attribution.
    """
    found: list[Line] = []
    waiting: list[Line] = []
    used: list[Span] = []
    for number in range(first, last):
        text = paragraphs[number].text
        used.append(Span(number, 0, len(text)))
        if not text.strip():
            continue
        if waiting and only_attribution(text, names):
            found += [replace(line, printed=text.strip()) for line in waiting]
            waiting = []
            continue
        end, printed, cited = _tail(text, names)
        lead = _lead(text[:end], speech) if paragraphs[number].block == "unmarked" else 0
        new = lines(text[:end], number, names, lead)
        if waiting and new and _goes_on(waiting[-1], new[0]):
            waiting[-1] = _joined(waiting[-1], new.pop(0))
        elif waiting and not (waiting[-1].label and new and new[0].label):
            found += waiting
            waiting = []
        waiting += new
        if printed or cited:
            found += [replace(line, printed=printed, literature=cited) for line in waiting]
            waiting = []
    if waiting and last < len(paragraphs) and only_attribution(paragraphs[last].text, names):
        text = paragraphs[last].text
        used.append(Span(last, 0, len(text)))
        waiting = [replace(line, printed=text.strip()) for line in waiting]
    return [*found, *waiting], used


def _lead(text: str, speech: Speech) -> int:
    """Return where the paper's own words end, at a colon before words that somebody said."""
    said = said_within(text, speech)
    lead = _LEAD.match(text, 0, said[0][0] if said else len(text))
    return lead.end() if lead else 0


def unmarked(text: str, names: Names, speech: Speech) -> bool:
    """Return whether a paragraph without any marks is a quotation.

    It is if its end names who spoke, if a line of it begins with a speaker's label, or if most of
    its words after a colon were said. So are lines of an exchange: each a label, and words between
    marks.
    """
    if _exchange(text, names):
        return True
    found = marked(text, partial(is_said, speech=speech))
    pieces = [one for one in found if isinstance(one, Marked)]
    ends = list(pairwise([0, *(end for piece in pieces for end in piece.outer), len(text)]))
    outside = " | ".join(text[start:end] for start, end in ends[::2])
    if any(sign in outside for sign in DOUBLE):
        return False
    if pieces:
        return mostly_said(outside, speech)
    end, printed, _ = _tail(text, names)
    if printed and names.names_speaker(printed):
        return len(re.findall(r"[^\W_]+", text[:end])) > _UNKNOWN
    labelled = _labelled(text, names, surely=True)
    return bool(labelled) or mostly_said(text[_lead(text[:end], speech) : end], speech)


def _exchange(text: str, names: Names) -> bool:
    """Return whether each line is a label and words between marks, but for an attribution."""
    end = _tail(text, names)[0]
    starts = _labelled(text[:end], names)
    if not starts or text[: starts[0][0]].strip():
        return False
    ends = [begin for begin, _, _ in starts[1:]] + [end]
    said = [text[at:stop].strip(" \t\n.,") for (_, at, _), stop in zip(starts, ends, strict=True)]
    return all(map(surrounded, said))


def only_attribution(text: str, names: Names) -> bool:
    """Return whether a paragraph or line holds an attribution and nothing else."""
    told = text.strip()
    if not 3 < len(told) <= _MOST or literature(told):
        return False
    if told[0] in "([" and told.rstrip(".")[-1:] in ")]":
        return names.attributes_speech(told)
    own = told.rstrip(".").endswith(")") and names.within(told[_opening(told.rstrip(".")) :])
    if re.search(r"[?!:]|\.\s", told) or (own and len(own) > 1):
        return False  # words, with an attribution of their own
    named = names.within(told)
    for start, end, _ in reversed(named):
        told = told[:start] + told[end:]
    return len(named) > 1 and len(re.findall(r"[^\W_]+", told)) <= _UNKNOWN


def _tail(text: str, names: Names) -> tuple[int, str, str]:
    """Return where the words of a block end, its attribution, or the literature it is from."""
    stripped = text.rstrip(" .\n\t")
    if stripped.endswith((")", "]")):
        start = _opening(stripped)
        told = stripped[start:]
        if start > 0 and names.attributes_speech(told):
            return start, told, ""
        if start > 0 and literature(told):
            return start, "", told
    dashed = _DASHED.search(text.rstrip())
    if dashed and dashed.start() > 0 and names.attributes_speech(dashed[1]):
        return dashed.start(), dashed[1].strip(), ""
    line = text.rstrip().rfind("\n")
    if line > 0 and only_attribution(text[line:], names):
        return line, text[line:].strip(), ""
    return len(text), "", ""


def _opening(text: str) -> int:
    """Return where the bracket begins that closes at the end of a text, 0 if it does not."""
    depth = 0
    for place in range(len(text) - 1, max(-1, len(text) - 200), -1):
        depth += (text[place] in ")]") - (text[place] in "([")
        if depth == 0:
            return place
    return 0


def lines(text: str, number: int, names: Names, lead: int = 0) -> list[Line]:
    """Return the quotations of one block paragraph, without marks around them.

    A `lead` is the paper's own words before them, up to a colon; labels make it needless.
    """
    inside = list(marked(text)) if text.lstrip()[:1] in tuple(DOUBLE + SINGLE) else []
    pieces = [piece for piece in inside if isinstance(piece, Marked)]
    if pieces and not re.search(r"[^\W_]", text[pieces[-1].outer[1] :]):
        between = "".join(text[a.outer[1] : b.outer[0]] for a, b in pairwise(pieces))
        if not re.search(r"[^\W_]", between):
            return [_line(text, piece.start, piece.end, number) for piece in pieces]
    starts = _labelled(text, names)
    if not starts:
        return [_line(text, lead, len(text), number)] if text[lead:].strip() else []
    ends = [begin for begin, _, _ in starts[1:]] + [len(text)]
    found = []
    if text[: starts[0][0]].strip():
        found.append(_line(text, 0, starts[0][0], number))
    for (_, at, label), end in zip(starts, ends, strict=True):
        found.append(replace(_line(text, at, end, number), label=label))
    return [_unmarked(line) for line in found if line.words]


def _labelled(text: str, names: Names, *, surely: bool = False) -> list[tuple[int, int, str]]:
    """Return where lines with a speaker's label begin, where their words do, and the label."""
    known = {fold(speaker.label).text for case in names.cases.values() for speaker in case.speakers}
    known |= {fold(role).text for role in names.roles}
    found = []
    at = 0
    for line in text.split("\n"):
        label = _LABEL.match(line)
        like = label and (
            _SURELY_A_LABEL.fullmatch(label[1])
            if surely
            else _like_a_label(label[1], line[label.end()])
        )
        if label and (like or fold(label[1]).text in known):
            found.append((at, at + label.end(), label[1]))
        at += len(line) + 1
    return found


def _like_a_label(label: str, following: str) -> bool:
    """Return whether a label that nobody registered is one; a name is, before a quotation mark."""
    named = following in DOUBLE + SINGLE and _NAME.fullmatch(label)
    return bool(named or _LIKE_A_LABEL.fullmatch(label))


def _line(text: str, start: int, end: int, number: int) -> Line:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    return Line(words, (Span(number, start, start + len(words)),))


def _unmarked(line: Line) -> Line:
    """Return a line without the marks that stand around all of its words."""
    if not surrounded(line.words):
        return line
    span = line.spans[0]
    return replace(
        line,
        words=line.words[1:-1],
        spans=(Span(span.paragraph, span.start + 1, span.end - 1),),
    )


def _goes_on(line: Line, following: Line) -> bool:
    return not following.label and not _WHOLE.search(line.words)


def _joined(line: Line, following: Line) -> Line:
    return replace(
        line, words=f"{line.words}\n{following.words}", spans=(*line.spans, *following.spans)
    )
