"""What nobody says: events, headings, header lines, legends, page furniture, a machine's notes.

It is kept beside the turns. A line is judged by itself here; where the talk begins is decided
in `front`.
"""

import re
from collections.abc import Sequence

from framework.transcripts.layouts.forms import COLON, TIME, Head
from framework.transcripts.layouts.names import (
    is_code,
    is_field,
    is_role,
    like_a_name,
    opens_remark,
)
from framework.transcripts.paragraphs import Paragraph

_LOOSE = r"\d{1,2}:\d{1,2}:\d{1,2}\.\d{1,3}"
"""A time as Teams wrote it for a while, without zeros before its figures: ``0:0:4.50``."""
_ITSELF = re.compile(
    r"\s*(?:"
    r"\\?\[[^\[\]]+\\?\]|\[\[[^\[\]]+\]\]|\([^()]+\)|\*+\([^()]+\)\*+|//[^/]+//|\{[^{}]+\}(?:\s+\d+)?"
    r")[.\s]*"
    r"|\s*page\s*\d+(?:\s*(?:of|/)\s*\d+)?\s*|\s*\d{1,3}\s*/\s*\d{1,3}\s*|\s*[-–]\s*\d{1,4}\s*[-–]\s*"
    r"|\s*[-_*=~]{3,}\s*|\s*>\s*",
    re.IGNORECASE,
)
_WORDED = re.compile(
    r"\s*\W*(?:start|end) of (?:the )?(?:transcript|transcription|recording|interview|tape|audio)"
    r"[^a-z]*"
    r"|\s*(?:recording|tape|audio|interview) (?:is )?(?:paused|stopped|stops|resumed|resumes"
    r"|ends|ended|restarted|restarts|begins|starts|started|interrupted)\.?\s*"
    r"|\s*(?:interruption|pause|break|laughter|silence|inaudible|crosstalk)\.?\s*"
    r"|.{1,80} (?:started|stopped) transcription\s*"
    r"|\W*(?:meeting|transcription|recording) ended after .*"
    r"|\s*this editable transcript was computer generated.*"
    r"|\s*transcribed by https?://\S+\s*"
    r"|\s*(?:further )?(?:questions|examination|cross-examination|re-examination)"
    r" (?:from|by|of) [^.?!:]{1,80}|\s*by (?:mr|mrs|ms|dr)\.? [\w'’-]+:?\s*"
    r"|\s*(?:part|tape|side|session|section|recording|interview|file)"
    r" (?:\d{1,2}|[ivx]{1,4}|one|two|three|four|a|b)(?: of \d{1,2})?"
    r"(?:\s*[:.]|\s*[:–-]\s+[^.?!…]{1,60}| (?:start|begin|end)s?)?"
    rf"\s*(?:[\[(]{TIME}[\])])?\s*"
    r"|\s*there was no objection\.\s*"
    r"|\s*(?:figure|fig\.|photo|picture|table|abbildung|abb\.|bild|figura|foto|tabla|tabelle|tableau)"
    r" \d{1,3} ?(?:[.:]|[–—-] ).{1,160}",
    re.IGNORECASE,
)
_STARRED = re.compile(r"\s*\*(?![*\s])[^*]+(?<![*\s])\*\s*")
_LONE_TIME = re.compile(
    rf"\s*[\[(<#]?{TIME}(?:-\d)?[\])>#]?\s*|\s*{_LOOSE}(?:\s*-->\s*{_LOOSE})?\s*"
)
_DRAWN = re.compile(r"\s*[-_*=~]{3,}\s*")
_FIGURES = re.compile(r"[\d:.,]+(?:-\d)?")
_CREDIT = re.compile(r"\s*(?:transcribed|checked|typed) by\s*:", re.IGNORECASE)
_TRANSCRIPT = re.compile(r"\W*(?:full )?transcript\W*", re.IGNORECASE)
_NOTES = re.compile(
    r"\W*(?:notes|summary|details|suggested next steps|next steps|quick recap|meeting notes"
    r"|follow-up tasks|action items|meeting summary|ai notes)\W*",
    re.IGNORECASE,
)
_CENTRED = re.compile(r" {12,}\S.{0,80}")
_SELDOM = 0.2
_LONGEST = 1_000
"""No event is longer than this; the bound keeps hostile lines from costing time."""
_HEADING = 60
"""Nor is the heading of a program's notes longer than this."""
_TAIL = 40
_ENTRY = 8
_SENTENCE = re.compile(r"[.?!…][\"”’)\]]*\s*$")
_BRACKETED = re.compile(r"\([^()]*\)")
_INITIAL = re.compile(r"\b[A-Z]\.$")


def is_event(line: str) -> bool:
    """Return whether a whole line is an event, a page's furniture or a heading set apart."""
    if len(line) > _LONGEST:
        return False
    if speaks_for_itself(line) or _WORDED.fullmatch(line):
        return True
    bare = (_BRACKETED.sub("", line) if "(" in line else line).strip()
    return (
        bare.isupper()
        and len(bare.split()) > 1
        and len(bare) < 80
        and sum(map(str.isupper, bare)) > len(bare) // 2
        and not _SENTENCE.search(line[-_TAIL:])
        and ((head := COLON.head(line)) is None or not like_a_name(head.label))
    )


def speaks_for_itself(line: str) -> bool:
    """Return whether a line is nobody's by its signs alone: all in brackets, a time, a page."""
    return len(line) <= _LONGEST and any(
        form.fullmatch(line) for form in (_ITSELF, _STARRED, _LONE_TIME)
    )


def lone_time(line: str) -> str:
    """Return the time, or where a span of time begins, if a line is nothing else."""
    if len(line) > _HEADING or not _LONE_TIME.fullmatch(line):
        return ""
    return _FIGURES.search(line).group()  # type: ignore[union-attr] # a lone time has figures


def centred(lines: Sequence[Paragraph]) -> set[int]:
    """Return which lines are headings set in the middle, in a file that seldom sets any so."""
    found = {
        at
        for at, line in enumerate(lines)
        if _CENTRED.fullmatch(line.text) and not _SENTENCE.search(line.text[-_TAIL:])
    }
    return found if len(found) < _SELDOM * len(lines) else set()


def is_header(line: str, head: Head | None) -> bool:
    """Return whether a line is a field of a header block: ``Date: 12 March 2013``."""
    if len(line) > _LONGEST:
        return False
    return is_credit(line) or (head is not None and is_field(head.label))


def is_credit(line: str) -> bool:
    """Return whether a line tells who typed or checked the file."""
    return _CREDIT.match(line[:_LONGEST]) is not None


def is_legend(line: str, head: Head | None) -> bool:
    """Return whether a line explains a label: ``I: Interviewer``, ``R: (Respondent)``."""
    if head is None or len(line) > _LONGEST:
        return False
    meaning = line[head.end :].strip().rstrip(".").strip("()")
    short = is_code(head.label) or len(head.label) <= 3
    return short and is_role(meaning) and meaning.casefold() != head.label.casefold()


def is_value(text: str) -> bool:
    """Return whether words read like a field's value, a name or a description, and not talk."""
    words = text.split()
    if not words or not is_short(text) or opens_remark(words[0]):
        return False
    return words[0][:1].isupper() or is_code(words[0])


def is_short(text: str) -> bool:
    """Return whether words are few and no sentence, as an entry of a form is."""
    ends = _SENTENCE.search(text[-_TAIL:]) and not _INITIAL.search(text[-_TAIL:])
    return len(text) < _LONGEST and len(text.split()) <= _ENTRY and not ends


def is_datum(text: str) -> bool:
    """Return whether a short text reads like an entry of a form: a name, a word, a figure."""
    words = text.split()
    if not words or opens_remark(words[0]):
        return False
    return len(words) == 1 or any(map(str.isdigit, text)) or like_a_name(text)


def is_long(text: str) -> bool:
    """Return whether an entry of a form has more than one plain word, which may be an answer."""
    return len(text.split()) > 1 or any(map(str.isdigit, text))


def is_rule(line: str) -> bool:
    """Return whether a line is drawn from one side to the other, and says nothing."""
    return len(line) <= _LONGEST and _DRAWN.fullmatch(line) is not None


def opens_transcript(line: str) -> bool:
    """Return whether a line is nothing but the heading *Transcript*."""
    return len(line) < _HEADING and _TRANSCRIPT.fullmatch(line) is not None


def opens_notes(line: str) -> bool:
    """Return whether a line heads notes that a meeting program wrote."""
    return len(line) < _HEADING and _NOTES.fullmatch(line) is not None
