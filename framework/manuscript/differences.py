"""What differs between printed words and the words that were said, one difference at a time."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from framework.manuscript.edits import Joint, Pattern
from framework.manuscript.matching import Hit, Stretch
from framework.manuscript.speech import Speech
from framework.manuscript.words import Word, between, kind_of, letters, words

Kind = Literal["typography", "edit", "punctuation", "capitals", "words"]


@dataclass(frozen=True)
class Difference:
    """One place where print and speech differ; `printed` or `source` may be empty.

    An *edit* is declared by a bracket or an ellipsis. `lost` names each negation, hedge and
    quantifier that the speech has there and print has not: ``negation: not``.
    """

    printed: str
    source: str
    kind: Kind
    lost: tuple[str, ...] = ()

    def json(self) -> dict[str, object]:
        """Return the planned JSON object of a difference."""
        return {
            "printed": self.printed,
            "source": self.source,
            "kind": self.kind,
            "lost": list(self.lost),
        }


def differences(hit: Hit, pattern: Pattern, speech: Speech) -> list[Difference]:
    """Return everything in which a quotation differs from its place, in the order of print."""
    found = list(_outer(pattern.joints[0]))
    for number, stretch in enumerate(hit.stretches):
        if number:
            before = hit.stretches[number - 1]
            found += _joint(pattern.joints[number], before, stretch, pattern, speech)
        found += _stretch(stretch, pattern, speech)
    found += _outer(pattern.joints[-1])
    if not pattern.joints[-1].printed:
        found += _ending(hit.stretches[-1], pattern, speech)
    return found


def lost(source: str, printed: str) -> tuple[str, ...]:
    """Return the negations, hedges and quantifiers that `source` has and `printed` has not.

    >>> lost("I don't think most would", "I think they would")
    ("negation: don't", 'quantifier: most')
    """
    left = Counter(word.folded for word in words(printed))
    denied = sum(kind_of(word) == "negation" for word in left.elements())
    found = []
    for word in words(source):
        kind = kind_of(word.folded)
        if kind == "negation" and denied:
            denied -= 1
        elif left[word.folded]:
            left[word.folded] -= 1
        elif kind:
            found.append(f"{kind}: {word.folded}")
    return tuple(dict.fromkeys(found))


def _outer(joint: Joint) -> Iterator[Difference]:
    """Yield the edit before the first words or after the last; an ellipsis there is no edit."""
    if joint.printed and joint.printed != joint.dots:
        yield Difference(joint.printed, "", "edit")


def _joint(
    joint: Joint, one: Stretch, two: Stretch, pattern: Pattern, speech: Speech
) -> Iterator[Difference]:
    """Yield what a declared edit stands for; what the transcript has just so is no edit."""
    source = speech.text(one.end, two.start)
    printed = pattern.text[one.run[-1].end : two.run[0].start]
    said = speech.beside(one.end, two.start) if one.blocks else ""
    if said and between(printed) == between(said):
        if printed != said:
            yield Difference(printed, said, "typography")
    else:
        yield Difference(joint.printed, source, "edit", lost(source, joint.printed))


def _stretch(stretch: Stretch, pattern: Pattern, speech: Speech) -> Iterator[Difference]:
    """Yield the differences inside a run: words, how they are written, what stands between."""
    at, position = 0, stretch.start
    for first, start, size in (*stretch.blocks, (len(stretch.run), stretch.end, 0)):
        printed = stretch.run[at:first]
        source = speech.text(position, start)
        if printed or source:
            shown = pattern.text[printed[0].start : printed[-1].end] if printed else ""
            yield Difference(shown, source, "words", lost(source, shown))
        for step in range(size):
            word, place = stretch.run[first + step], start + step
            before = stretch.run[first + step - 1]
            beside = list(_between(before, word, place, pattern, speech)) if step else []
            yield from beside
            opens = first + step == 0 or any(one.kind == "punctuation" for one in beside)
            yield from _written(word, place, pattern, speech, opens=opens)
        at, position = first + size, start + size


def _written(
    word: Word, position: int, pattern: Pattern, speech: Speech, *, opens: bool
) -> Iterator[Difference]:
    """Yield how two equal words are written differently: typography, or capitals."""
    text, said = speech.word(position)
    printed, source = pattern.text[word.start : word.end], text[said.start : said.end]
    if printed != source:
        one, two = letters(printed), letters(source)
        same = one == two or (opens and one[1:] == two[1:])
        yield Difference(printed, source, "typography" if same else "capitals")


def _between(
    one: Word, two: Word, position: int, pattern: Pattern, speech: Speech
) -> Iterator[Difference]:
    """Yield what stands differently between two words, shown with the words around it."""
    printed, source = pattern.text[one.end : two.start], speech.beside(position, position)
    if printed == source:
        return
    kind: Kind = "typography" if between(printed) == between(source) else "punctuation"
    before, after = pattern.text[one.start : one.end], pattern.text[two.start : two.end]
    yield Difference(before + printed + after, before + source + after, kind)


def _ending(stretch: Stretch, pattern: Pattern, speech: Speech) -> Iterator[Difference]:
    """Yield a question that print makes or unmakes after the last word, or an exclamation it makes.

    Other stops at the end are the paper's own.
    """
    if stretch.blocks and sum(stretch.blocks[-1][::2]) == len(stretch.run):
        printed = pattern.text[stretch.run[-1].end :].strip()[:1]
        source = speech.beside(stretch.end, stretch.end).strip()[:1]
        made = printed in ("?", "!") and printed != source
        if made or (printed in (".", "!") and source == "?"):
            yield Difference(printed, source, "punctuation")
