"""The forms in which files say who speaks: how a line begins, and where its words do.

A form only finds what may be the head of a turn. Whether a file uses that form, and whether the
label is a speaker's, is decided over the whole file, in `evidence`.
"""

import re
from dataclasses import dataclass

from framework.plain.text import seen, unify_name

TIME = (
    r"(?:\d{1,2}:\d{1,2}:\d{1,2}[.,]\d{1,3}|(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,:;]\d{1,3})?"
    r"|(?:\d{1,2}h ?)?\d{1,2}m ?\d{1,2}s)"
)
"""A time in a recording: 1:02:03, 0:0:3.540 as Teams writes it, 0h01m44s."""
_COUNTED = r"\d{1,8}(?:[.,]\d{1,3})?s?"
_DAY = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? )?"
"""The day before a time, as in chats."""
_SPAN = rf"{TIME}(?:\s?(?:-->|→|[-–])\s?{TIME})?"
_GAP = r"[ \t\xa0\u202f]"
"""A blank, also one that does not break, as the French set before a colon."""
_STRETCH = rf"{_COUNTED}\s?(?:-->|→|[-–])\s?{_COUNTED}"
_BOXED = rf"\\?[\[(<#](?:{_SPAN}|{_STRETCH})(?:-\d)?\\?[\])>#](?::(?=\s|$))?"
"""A time in brackets, also a span in seconds or milliseconds, and a colon that may close it."""
CLOCK = rf"(?:{_BOXED}|{_SPAN})"
_DATED = rf"{_DAY}{_SPAN}(?: ?[AaPp][Mm])?"
_BEFORE = rf"(?P<before>\\?[\[(<#]{_DATED}(?:-\d)?\\?[\])>#]|{_DATED})(?:{_GAP}*[:：—](?=\s))?"
_COLUMN = rf"(?:(?P<after>{CLOCK})(?:\t|[ ]{{2,}}){_GAP}*)?"
"""A time in a column of its own between label and text."""
_LONGEST = 400
"""No head is longer than this; the bound keeps hostile lines from costing time."""
_LABELLED = 76
"""No line that is nothing but a label of 63 code points, and marks around it, is longer."""
START = re.compile(rf"{TIME}(?:-\d(?!\d))?")
_MARK = r"[*_]{0,3}"
_FIRST = rf"{_GAP}*(?:(?:>{{1,3}}|[•-]|#{{1,6}})[ \t]+|[#@>]{{1,2}}(?=\S))?{_MARK}"
_NAME = r"[^\W\d_][^:：\t\n\"“”«»\[\]{}<>]{0,62}?"
_LABEL = rf"(?P<label>{_NAME})"
_NOBODY = r"[?？]{1,6}|[-–—]{1,6}|(?<!_)_{1,8}|\.{2,6}|…"
"""Signs in place of the name of somebody whom the transcriber did not know."""
_OPEN = r"(?P<open>[\[({<])?"
_CLOSED = r"(?(open)[\])}>])"
_ENCLOSED = rf"{_OPEN}(?P<label>{_NAME}(?: \[[^\]\n]{{1,40}}\])??|{_NOBODY}){_CLOSED}"
"""A label as it may stand before a colon: in brackets or not, with a remark in brackets or not."""
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
    aside: bool = False
    """The head has a line of its own, with a time: what comes so again is a label."""

    def head(self, line: str) -> Head | None:
        """Return the head with which a line begins, if it has this form."""
        if not any(map(line.__contains__, self.signs)) or 0 < self.longest < len(line.strip()):
            return None
        begin = line[:_LONGEST]
        shown, places = (begin, None) if begin.isascii() else seen(begin)
        found = self.pattern.match(shown)
        if not found:
            return None
        groups = found.groupdict("")
        label = unify_name(groups["label"].strip(" \t\xa0\u202f*_")) or groups["label"]
        after = groups.get("after", "")
        time = START.search(groups.get("before") or groups.get("beside") or after)
        end = found.end() if places is None else [*places, len(begin)][found.end()]
        return Head(label, end, time.group() if time else "", after[:1].isdigit())


COLON = Form(
    "label: text",
    re.compile(
        rf"{_FIRST}(?:{_BEFORE}{_GAP}*[-–|]?{_GAP}*)?{_MARK}{_ENCLOSED}{_GAP}*"
        rf"(?P<beside>{CLOCK})?{_GAP}*{_MARK}(?::{{1,2}}(?=[\s*_]|$)|：){_MARK}{_GAP}*"
        rf"(?P<after>{_BOXED}|{TIME}(?=\s*$))?{_GAP}*"
    ),
    (":", "："),
)
STOP = Form(
    "label. text",
    re.compile(
        rf"{_GAP}*{_MARK}{_VOCATIVE}(?P<label>"
        rf"{_NAMED}(?: \([^()\n]{{1,40}}\))?"
        rf"|[A-Z][A-Z'’-]{{2,}}(?: [A-Z][A-Z'’-]+){{0,3}}(?=\.{_MARK}[ \t]+[^\W\d_][^\n]*[a-z])"
        r"|(?!M[RS]S?\.|DR\.)[A-Z]{1,3}\d{0,2}|Interview(?:er|ee))"
        rf"\.{_MARK}(?:[ \t]+(?=\S)|$)"
    ),
    (".",),
    least=2,
)
TAB = Form(
    "label, tab, text",
    re.compile(rf"{_FIRST}(?:{_BEFORE}{_GAP}+)?{_LABEL}{_MARK}[ ]*\t{_GAP}*{_COLUMN}(?=\S)"),
    ("\t",),
    least=2,
)
FORMS = (
    COLON,
    Form("label:text", re.compile(rf"{_FIRST}{_LABEL}{_GAP}*:(?=[^\W\d_])"), least=2),
    Form(
        "label and time on a line",
        re.compile(
            rf"{_FIRST}[\[{{<]?{_LABEL}[\]}}>]?{_MARK}{_GAP}*[,|·•–—-]?{_GAP}*(?P<beside>{CLOCK}){_MARK}{_GAP}*$"
        ),
        aside=True,
    ),
    Form(
        "time and label on a line",
        re.compile(rf"{_FIRST}{_BEFORE}{_GAP}*[-–—|,·•]?{_GAP}*{_MARK}{_LABEL}{_MARK}{_GAP}*$"),
        aside=True,
    ),
    Form(
        "time From label to",
        re.compile(
            rf"{_GAP}*{_DAY}(?P<before>{TIME})[ \t]+From[ \t]+{_LABEL}"
            rf"(?:[ \t]+[tT]o[ \t]+[^:\n]+)?{_GAP}*:{_GAP}*"
        ),
    ),
    Form(
        "label [time] text",
        re.compile(
            rf"{_FIRST}{_LABEL}{_MARK}{_GAP}*(?P<beside>{_BOXED}){_MARK}{_GAP}*[-–]?{_GAP}*(?=\S)"
        ),
    ),
    Form(
        "[label] text",
        re.compile(
            rf"{_GAP}*(?:{_BEFORE}{_GAP}*[-–|]?{_GAP}*)?"
            rf"[\[{{<](?P<label>[^\W_][^\[\]{{}}<>:\n]{{0,40}})[\]}}>]:?{_GAP}*(?P<beside>{_BOXED})?:?{_GAP}*(?=\S)"
        ),
        ("[", "{", "<"),
        least=2,
    ),
    STOP,
    TAB,
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
        re.compile(rf"[ \t]*(?P<label>[A-Z]{{1,3}}\d{{0,2}})[ ]{{2,}}{_COLUMN}(?=\S)"),
        ("  ",),
        least=2,
    ),
)
BOLD = Form("name in bold, text", re.compile(r"(?!)"), ("",), 2)
"""Told by the weight of the type, and not by any sign: see `bold_names`."""
ALONE = Form(
    "label on its own line",
    re.compile(rf"{_FIRST}{_OPEN}{_LABEL}{_CLOSED}{_MARK}{_GAP}*$"),
    ("",),
    2,
    _LABELLED,
)
