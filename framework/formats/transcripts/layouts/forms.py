"""The forms in which files say who speaks: how a line begins, and where its words do.

A form only finds what may be the head of a turn. Whether a file uses that form, and whether the
label is a speaker's, is decided over the whole file, in `evidence`.
"""

import re
from dataclasses import dataclass

TIME = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,:;]\d{1,3})?"
_SPAN = rf"{TIME}(?:\s?(?:-->|[-–])\s?{TIME})?"
_BOXED = rf"\\?[\[(<#]{_SPAN}(?:-\d)?\\?[\])>#]"
_CLOCK = rf"(?:{_BOXED}|{_SPAN})"
_LONGEST = 400
"""No head is longer than this; the bound keeps hostile lines from costing time."""
_LABELLED = 71
"""No line that is nothing but a label of 63 code points, and marks around it, is longer."""
_START = re.compile(rf"{TIME}(?:-\d(?!\d))?")
_MARK = r"[*_]{0,3}"
_FIRST = r"[ \t]*(?:[>•-][ \t]+)?" + _MARK
_NAME = r"[^\W\d_][^:：\t\n\"“”«»\[\]{}<>]{0,62}?"
_LABEL = rf"(?P<label>{_NAME})"
_TITLE = (
    r"(?:The|Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Lord|Lady|Baroness|Senator|Chairman"
    r"|Chairwoman|Chair|Rev|Judge|Justice)\.?"
)
_VOCATIVE = r"(?!(?:Mr|Mrs|Ms|Madam)\.? (?:Speaker|Chair\w*|President|Secretary)\.)"
_SURNAME = r"[A-Z][\w'’-]+"
_NAMED = rf"{_TITLE} {_SURNAME}(?: (?:{_SURNAME}|pro tempore|of|the)){{0,4}}"


@dataclass(frozen=True, slots=True)
class Head:
    """How a line begins: the label as written, its time, and where the words begin."""

    label: str
    end: int
    time: str = ""
    lone_time: bool = False
    """Nothing but an unboxed time stands after the label: its time, unless it is an answer."""


@dataclass(frozen=True)
class Form:
    """One way to write a head; `least` is how many labels must use it to be believed.

    Without one of `signs`, or longer than `longest`, no line has the form: most are passed over
    so, before the pattern is tried.
    """

    name: str
    pattern: re.Pattern[str]
    signs: tuple[str, ...] = (":",)
    least: int = 1
    longest: int = 0

    def head(self, line: str) -> Head | None:
        """Return the head with which a line begins, if it has this form."""
        if not any(map(line.__contains__, self.signs)) or 0 < self.longest < len(line.strip()):
            return None
        found = self.pattern.match(line[:_LONGEST])
        if not found:
            return None
        groups = found.groupdict("")
        label = groups["label"].strip(" \t*_")
        after = groups.get("after", "")
        time = _START.search(groups.get("before") or groups.get("beside") or after)
        return Head(label, found.end(), time.group() if time else "", after[:1].isdigit())


COLON = Form(
    "label: text",
    re.compile(
        rf"{_FIRST}(?:(?P<before>{_CLOCK})[ \t]*[-–|]?[ \t]*)?{_MARK}{_LABEL}[ \t]*"
        rf"(?P<beside>{_CLOCK})?[ \t]*{_MARK}(?::(?=[\s*_]|$)|：){_MARK}[ \t]*"
        rf"(?P<after>{_BOXED}|{TIME}(?=\s*$))?[ \t]*"
    ),
    (":", "："),
)
STOP = Form(
    "label. text",
    re.compile(
        rf"[ \t]*{_VOCATIVE}(?P<label>"
        rf"{_NAMED}(?: \([^()\n]{{1,40}}\))?"
        r"|[A-Z][A-Z'’-]{2,}(?: [A-Z][A-Z'’-]+){0,3}|[A-Z]{1,3}\d{0,2}|Interview(?:er|ee))"
        r"\.(?:[ \t]+(?=\S)|$)"
    ),
    (".",),
    least=2,
)
FORMS = (
    COLON,
    Form("label:text", re.compile(rf"{_FIRST}{_LABEL}[ \t]*:(?=[^\W\d_])"), least=2),
    Form(
        "label and time on a line",
        re.compile(
            rf"{_FIRST}\[?{_LABEL}\]?{_MARK}[ \t]*[,|–—-]?[ \t]*(?P<beside>{_CLOCK}){_MARK}[ \t]*$"
        ),
    ),
    Form(
        "time and label on a line",
        re.compile(
            rf"{_FIRST}(?P<before>{_CLOCK})[ \t]*[-–|,]?[ \t]*{_MARK}{_LABEL}{_MARK}[ \t]*$"
        ),
    ),
    Form(
        "time From label to",
        re.compile(
            rf"[ \t]*(?P<before>{TIME})[ \t]+From[ \t]+{_LABEL}"
            r"(?:[ \t]+[tT]o[ \t]+[^:\n]+)?[ \t]*:[ \t]*"
        ),
    ),
    Form(
        "label [time] text",
        re.compile(
            rf"{_FIRST}{_LABEL}{_MARK}[ \t]*(?P<beside>{_BOXED}){_MARK}[ \t]*[-–]?[ \t]*(?=\S)"
        ),
    ),
    Form(
        "[label] text",
        re.compile(
            r"[ \t]*\[(?P<label>[^\W_][^\[\]:\n]{0,40})\]:?[ \t]*"
            rf"(?P<beside>{_BOXED})?:?[ \t]*(?=\S)"
        ),
        ("[",),
        least=2,
    ),
    STOP,
    Form("label, tab, text", re.compile(rf"{_FIRST}{_LABEL}{_MARK}[ ]*\t[ \t]*(?=\S)"), ("\t",), 2),
    Form(
        "label – text",
        re.compile(rf"{_FIRST}{_LABEL}{_MARK}[ ]*[–—-][ \t]+(?=\S)"),
        ("–", "—", "-"),
        2,
    ),
    Form(
        "code) text",
        re.compile(r"[ \t]*[(<]?(?P<label>[A-Z]{1,4}\d{0,2})[)>;][ \t]+(?=\S)"),
        (")", ">", ";"),
        least=2,
    ),
    Form(
        "label, blanks, text",
        re.compile(r"[ \t]*(?P<label>[A-Z]{1,3}\d{0,2})[ ]{2,}(?=\S)"),
        ("  ",),
        least=2,
    ),
)
ALONE = Form(
    "label on its own line", re.compile(rf"{_FIRST}{_LABEL}{_MARK}[ \t]*$"), ("",), 2, _LABELLED
)
