"""Turns are told by the head of a line, as in ``CA1: It depends``, in whatever form a file has.

Two passes: `front` and `evidence` look at the whole file and decide; here each line is told by
what they decided. Where only the interviewer is labelled, bare paragraphs are nobody's words
but somebody's: they are turns of UNLABELLED, never a continuation of the question.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from framework.plain.text import count
from framework.transcripts.layouts import evidence, furniture
from framework.transcripts.layouts.bare import Bare
from framework.transcripts.layouts.chosen import Labelled
from framework.transcripts.layouts.forms import COLON, TIME, Head
from framework.transcripts.layouts.front import front_lines, notes_end
from framework.transcripts.layouts.lines import split
from framework.transcripts.layouts.margins import without_margin
from framework.transcripts.layouts.slips import Slips
from framework.transcripts.layouts.uses import Use
from framework.transcripts.paragraphs import Paragraph, Part, Telling, Told
from framework.transcripts.transcript import UNLABELLED

_CLOSING_TIME = re.compile(rf"[ \t]*#(?P<time>{TIME}(?:-\d)?)#[ \t]*$")
_CLOSING = 40
_NUMBERED = re.compile(r"\W*[QF]?\d{1,2}[.):]")
"""A question with a number stands above all answers to it, as a heading does."""


def tell(
    paragraphs: Collection[Paragraph], registered: Collection[str], chosen: Labelled | None = None
) -> Telling:
    """Return who speaks in each line, in the layout a person chose or in the one of most evidence.

    Without any label everything is unplaced.
    """
    lines = without_margin(split(paragraphs))
    colons = [COLON.head(line.text) for line in lines]
    front = front_lines(lines, colons)
    if chosen:
        use = evidence.asked_for(chosen, lines, front, registered)
    else:
        use = evidence.best(lines, colons, front, registered)
    if not use.heads:
        told = [Told("unplaced", _whole(line), line.place, time=line.time) for line in lines]
        return Telling("none", tuple(told), tuple(_doubts(use)))
    teller = _Teller(lines, front, use, chosen)
    told = list(teller.told())
    layout = (chosen or use.layout(bare=bool(teller.bare))).name
    why = f"{count(len(use.heads), 'line')} of {len(lines):,} begin so"
    return Telling(layout, tuple(told), (*_doubts(use), *teller.remarks()), why=why)


def _doubts(use: Use) -> Iterator[str]:
    if use.doubtful:
        words = ", ".join(f"“{word}”" for word in use.doubtful)
        hint = "register it in the speaker table if somebody speaks under it"
        yield f"looks like a label and was left as text: {words}; {hint}"


def _whole(line: Paragraph) -> str:
    return f"{line.margin} {line.text}".strip()


@dataclass
class _Teller:
    """Tells the lines of one file in order, and counts what a person has to know."""

    lines: Sequence[Paragraph]
    front: Collection[int]
    use: Use
    chosen: Labelled | None = None

    def __post_init__(self) -> None:
        self.slips = Slips(self.use.labels)
        bare = Bare(self.lines, self.front, self.use.heads)
        if self.chosen and self.chosen.bare and not bare.questions():
            bare.every()
        self.nobodys = bare.labels if self.chosen is None or self.chosen.bare else set()
        self.questions = set() if self.chosen and not self.chosen.bare else bare.questions()
        self.centred = furniture.centred(self.lines)
        self.notes = notes_end(self.lines)
        self.slipped: list[str] = []
        self.split = 0
        self.bare = 0

    def told(self) -> Iterator[Told]:
        """Return what each line is."""
        begun = after_head = False
        speaker = ""
        titles: set[str] = set()
        for at, line in enumerate(self.lines):
            head = self._head(at)
            if head:
                yield from self._turn(at, line, head)
                begun, after_head, speaker = True, True, head.label
            elif at in self.front or line.heading or at in self.centred:
                yield self._plain("event" if begun else "front", line)
            elif self._all_that_is_said(at):
                yield from self._more(line)
            elif (
                (begun and line.text.strip() in titles)
                or (furniture.is_event(line.text) and not self._goes_on(at))
                or not line.text.strip()
            ):
                yield self._plain("event", line)
            elif at in self.questions and _NUMBERED.match(line.text):
                yield self._plain("event" if begun else "front", line)
            elif at in self.questions or (speaker in self.nobodys and not self._belongs(line)):
                part: Part = "turn" if after_head or not begun else "more"
                self.bare += part == "turn"
                yield self._closed(
                    Told(part, line.text.strip(), line.place, UNLABELLED, line.margin)
                )
                begun, after_head = True, False
            else:
                titles |= set() if begun else {line.text.strip()}
                yield from self._more(line) if begun else [self._plain("front", line)]

    def _goes_on(self, at: int) -> bool:
        """Return whether a line is no event by itself, but goes on over two lines.

        That is a bracket within a row's words, or capitals that end a sentence on the next line.
        """
        line = self.lines[at]
        if line.wrapped and (line.text == line.text.lower() or ":" in line.text):
            return True
        below = self.lines[at + 1].text if at + 1 < len(self.lines) else ""
        capitals = line.text.isupper() and below.isupper() and below[:1] in " \t"
        return capitals and not furniture.is_event(below)

    def _beside(self, at: int, head: Head) -> str:
        """Return the time that stands on a line of its own above a head, or under a bare label."""
        lines = self.lines
        above = furniture.lone_time(lines[at - 1].text) if at else ""
        if above or at + 1 == len(lines) or lines[at].text[head.end :].strip():
            return above
        return "" if self._all_that_is_said(at + 1) else furniture.lone_time(lines[at + 1].text)

    def _all_that_is_said(self, at: int) -> bool:
        """Return whether a line is all there is under a label: an answer, though it be a time."""
        head = self.use.heads.get(at - 1)
        alone = head is not None and not self.lines[at - 1].text[head.end :].strip()
        return alone and (at + 1 == len(self.lines) or at + 1 in self.use.heads)

    def _head(self, at: int) -> Head | None:
        if at in self.front:
            return None
        if at in self.use.heads:
            return self.use.heads[at]
        line = self.lines[at]
        unlike = self.use.bold and not line.bold
        found = None if unlike else self.slips.head(line.text)
        legend = unlike and at < min(self.use.heads)
        if not found and not legend and at + 1 < len(self.lines) and at + 1 not in self.use.heads:
            found = self.slips.alone(line.text)
        if found:
            self.slipped.append(line.text[: found.end].strip())
        return found

    def _turn(self, at: int, line: Paragraph, head: Head) -> Iterator[Told]:
        marker, text = line.margin + line.text[: head.end].strip(), line.text[head.end :]
        time = head.time or line.time or self._beside(at, head)
        first = Told("turn", text.strip(), line.place, head.label, marker, time)
        yield from self._cut(first)

    def _more(self, line: Paragraph) -> Iterator[Told]:
        text, wrapped = line.text.strip(), line.wrapped
        told = Told("more", text, line.place, "", line.margin, line.time, wrapped=wrapped)
        yield from self._cut(told)

    def _cut(self, told: Told) -> Iterator[Told]:
        """Return a line's turn, and the turns that begin inside it."""
        start = 0
        for first, last, label in self.slips.inside(told.text):
            yield self._closed(replace(told, text=told.text[start:first].strip()))
            marker = told.text[first:last].strip()
            told = Told("turn", told.text, told.place, label, marker, told.time)
            start = last
            self.split += 1
        yield self._closed(replace(told, text=told.text[start:].strip()) if start else told)

    @staticmethod
    def _closed(told: Told) -> Told:
        """Return a line without the time that closes it, as f4 writes: ``text #00:01:02-3#``."""
        if not told.text.endswith("#"):
            return told
        begin = max(0, len(told.text) - _CLOSING)
        found = _CLOSING_TIME.search(told.text, begin)
        if not found:
            return told
        marker = told.marker + found.group().strip()
        time = told.time or found["time"]
        return replace(told, text=told.text[: found.start()], marker=marker, time=time)

    @staticmethod
    def _plain(part: Part, line: Paragraph) -> Told:
        return Told(part, _whole(line), line.place, time=line.time)

    def _belongs(self, line: Paragraph) -> bool:
        """Return whether a bare line is set like the labelled ones, which are all in bold."""
        bold = [self.lines[at].all_bold for at in self.use.heads]
        return all(bold) and line.all_bold

    def remarks(self) -> Iterator[str]:
        """Return what was decided here and a person may want to overrule."""
        if self.slipped:
            seen = ", ".join(f"“{each}”" for each in dict.fromkeys(self.slipped))
            yield f"taken for labels with a slip: {seen}"
        if self.split:
            yield f"{count(self.split, 'turn')} begin in the middle of a line"
        if self.bare:
            yield f"{count(self.bare, 'turn')} without a label kept as {UNLABELLED}"
        if self.notes:
            yield "what stands above the heading *Transcript* is kept apart: it is no speech"
