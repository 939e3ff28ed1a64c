"""What a person decided about single lines comes before what a layout tells of them.

Lines are compared without their white space, as a person copies them from the file; a star stands
for anything. A turn that is none after all begins nothing: what goes on with it goes on with the
turn before, or stands above the talk.
"""

from dataclasses import replace

from framework.cases.recipes import Recipe, fits
from framework.plain.text import unify_name
from framework.plain.yaml import Text
from framework.transcripts.layouts import labelled
from framework.transcripts.paragraphs import Part, Telling, Told
from framework.transcripts.transcript import UNLABELLED

_SAID = ("turn", "more")


class Overruled:
    """A telling as a recipe has it, and the lines of the recipe that the file does not have."""

    def __init__(self, telling: Telling, recipe: Recipe) -> None:
        """Overrule each line in its turn."""
        self._recipe = recipe
        self._labels = {each.label for each in telling.told if each.part == "turn"}
        layout = labelled(telling.layout)
        self._forms = layout.forms if layout else ()
        self._lines = {one: _bare(one) for one in (*recipe.not_speech, *recipe.speech)}
        self._idle = dict.fromkeys(one for one in self._lines if one.line)
        self._begun = False
        silent = not (recipe.no_speakers or self._lines)
        told = telling.told if silent else tuple(map(self._told, telling.told))
        self.telling = replace(telling, told=told)

    @property
    def idle(self) -> tuple[Text, ...]:
        """Return each line of the recipe that is like none of the file."""
        return tuple(self._idle)

    def _told(self, each: Told) -> Told:
        told = self._judged(each)
        if told.part == "more" and not self._begun:
            told = replace(told, part="front", text=_whole(told), marker="")
        self._begun = self._begun or told.part == "turn"
        return told

    def _judged(self, each: Told) -> Told:
        named = self._named(each)
        said = each.part in _SAID
        if said and not each.echo and any(one in self._recipe.not_speech for one in named):
            part: Part = "event" if self._begun else "front"
            return Told(part, _whole(each), each.place, time=each.time)
        if not said and any(one in self._recipe.speech for one in named):
            return self._spoken(each)
        if each.part == "turn" and each.label in self._recipe.no_speakers:
            return Told("more", _whole(each), each.place, time=each.time)
        return each

    def _named(self, each: Told) -> list[Text]:
        """Return the lines of the recipe that a line is like."""
        words = _bare(f"{each.marker}{each.text}") if self._lines else ""
        found = [one for one, pattern in self._lines.items() if fits(pattern, words)]
        for one in found:
            self._idle.pop(one, None)
        return found

    def _spoken(self, each: Told) -> Told:
        """Return a line that is speech after all: a turn if it has a speaker's head, or more."""
        for head in filter(None, (form.head(each.text) for form in self._forms)):
            if head.label in self._labels:
                marker, words = each.text[: head.end].strip(), each.text[head.end :].strip()
                return Told("turn", words, each.place, head.label, marker, head.time or each.time)
        if self._begun:
            return replace(each, part="more")
        return replace(each, part="turn", label=UNLABELLED)


def _whole(told: Told) -> str:
    return f"{told.marker} {told.text}".strip()


def _bare(text: str) -> str:
    return "".join(unify_name(text).split())
