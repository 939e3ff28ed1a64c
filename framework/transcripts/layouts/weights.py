"""Bold asks, plain answers: a file without labels, told by the weight of its type.

Nobody is named, so the two voices are called what they are, bold and plain; who they are is for
the speaker table to say. Bold lines that are no sentences are headings.
"""

import re
from collections.abc import Collection
from dataclasses import replace
from itertools import groupby

from framework.transcripts.layouts import furniture
from framework.transcripts.layouts.forms import COLON
from framework.transcripts.layouts.front import front_lines
from framework.transcripts.layouts.lines import split
from framework.transcripts.paragraphs import Paragraph, Telling, Told
from framework.transcripts.transcript import UNLABELLED

LAYOUT = "bold asks, plain answers"
BOLD, PLAIN = f"{UNLABELLED} bold", f"{UNLABELLED} plain"
_ENDS = re.compile(r"[.?!…:][\"”’)\]]*(?:\*\*|__)?\s*$")
_MARKED = re.compile(r"(\*\*|__)(?=\S)(.*\S)\1", re.DOTALL)
"""A paragraph that Markdown sets in bold as a whole."""
_FEWEST = 2
_HALF = 0.5
_REMARK = (
    "nobody is named: bold and plain paragraphs are taken for two voices; "
    "say in the speaker table who they are"
)


def tell(paragraphs: Collection[Paragraph], *, chosen: bool = False) -> Telling | None:
    """Return the turns of bold and plain paragraphs, None if they do not take turns.

    How often they have to is asked only where no person chose this layout.
    """
    lines = split(paragraphs)
    front = front_lines(lines, [COLON.head(line.text) for line in lines])
    asked = [at for at, line in enumerate(lines) if at not in front and _asks(line)]
    if not asked:
        return None
    told = [_told(line, at in front or at < asked[0]) for at, line in enumerate(lines)]
    voices = [label for label, _ in groupby(each.label for each in told if each.label)]
    bold = sum(line.all_bold for line in lines[asked[0] :])
    seldom = min(voices.count(BOLD), voices.count(PLAIN)) < _FEWEST or len(asked) < _HALF * bold
    if seldom and not chosen:
        return None
    return Telling(LAYOUT, tuple(_joined(told)), (_REMARK,), why=_why(voices))


def _asks(line: Paragraph) -> bool:
    return line.all_bold and not line.heading and _ENDS.search(line.text) is not None


def _why(voices: list[str]) -> str:
    return f"bold and plain paragraphs take turns {len(voices)} times"


def _told(line: Paragraph, front: bool) -> Told:  # noqa: FBT001 - the line's own flag
    text = line.text.strip()
    if front:
        return Told("event" if furniture.is_event(line.text) else "front", text, line.place)
    heading = line.heading or (line.all_bold and not _asks(line))
    if heading or furniture.is_event(line.text):
        return Told("event", text, line.place)
    marked = _MARKED.fullmatch(text) if line.all_bold else None
    words, marker = (marked[2], marked[1] * 2) if marked else (text, "")
    return Told("turn", words, line.place, BOLD if line.all_bold else PLAIN, marker)


def _joined(told: list[Told]) -> list[Told]:
    """Return the same with neighbours of one voice as one turn."""
    voice = ""
    found = []
    for each in told:
        goes_on = each.part == "turn" and each.label == voice
        found.append(replace(each, part="more", label="") if goes_on else each)
        voice = each.label or voice
    return found
