"""Measures terms on an invented study: looked up, searched for, and remembered.

Everything is processor time in one process, as ratios of the bare automaton, which finds the 400
terms as they are written in text that is lower case already; medians of several rounds. What
terms are looked up in is cut before, as the automaton's text is folded before; both are
shown, since either has to be done once for a transcript.
"""

import argparse
import re
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

from benchmarks.corpus import make_study
from benchmarks.run import Line, show
from framework import Study
from framework.codebook.terms import Term
from framework.plain.text import fold
from framework.plain.words import Said, words
from framework.proposals.finder import Finder
from framework.proposals.forms import forms
from framework.proposals.propose import searched
from framework.proposals.term_cache import find_terms
from framework.transcripts.transcript import Transcript


def spent(*steps: Callable[[], object], repeat: int) -> list[float]:
    """Return the median processor time of each step; they take turns."""
    times: list[list[float]] = [[] for _ in steps]
    for _ in range(repeat):
        for step, found in zip(steps, times, strict=True):
            begin = time.process_time()
            step()
            found.append(time.process_time() - begin)
    return [median(found) for found in times]


def automaton(terms: Sequence[str], texts: Sequence[str]) -> Callable[[], object] | None:
    """Return the bare automaton over these texts, None if it is not installed."""
    try:
        from ahocorasick_rs import AhoCorasick  # noqa: PLC0415 - only this row needs it
    except ImportError:
        return None
    bare = AhoCorasick([term.lower() for term in terms])
    return lambda: [bare.find_matches_as_indexes(text, overlapping=True) for text in texts]


def alternation(terms: Sequence[str]) -> re.Pattern[str]:
    """Return one regular expression of all terms, each word in any of its forms."""
    alternatives = (
        r"\W+".join("(?:" + "|".join(map(re.escape, forms(word.key))) + ")" for word in words(term))
        for term in terms
    )
    return re.compile(r"\b(?:" + "|".join(alternatives) + r")\b", re.IGNORECASE)


def measure_finding(study: Study, repeat: int) -> list[Line]:
    """Return the rows of finding terms in all transcripts."""
    subthemes = study.codebook.subthemes.values()
    terms = list(dict.fromkeys(term for sub in subthemes for term in sub.terms))
    turns = [[turn.text for turn in searched(one)] for one in study.transcripts.values()]
    texts = ["\n".join(each) for each in turns]
    lower = [text.lower() for text in texts]
    finder, said = Finder(map(Term.parse, terms)), [Said.of(each) for each in turns]
    bare = automaton(terms, lower)
    if bare is None:
        return [Line("finding terms", "not measured: pip install ahocorasick-rs", "")]
    unit, found, told, folded = spent(
        bare,
        lambda: [finder.find(each) for each in said],
        lambda: [Said.of(each) for each in turns],
        lambda: [fold(text) for text in texts],
        repeat=repeat,
    )
    pattern = alternation(terms)
    (one,) = spent(lambda: list(pattern.finditer(texts[0])), repeat=1)
    (own,) = spent(lambda: finder.find(said[0]), repeat=repeat)
    return [
        Line(f"bare automaton, {len(terms)} terms as written", "1.0 ×", ""),
        Line(
            "terms in all their forms, in text cut at its blanks", f"{found / unit:.1f} ×", "≤ 2 ×"
        ),
        Line("cutting a text at its blanks, once a transcript", f"{told / unit:.1f} ×", ""),
        Line("folding a text, which the automaton needs", f"{folded / unit:.1f} ×", ""),
        Line("faster than one regular expression of all forms", f"{one / own:,.0f} ×", "≥ 200 ×"),
    ]


def measure_remembering(study: Study, transcripts: int, repeat: int) -> list[Line]:
    """Return the rows of finding terms again in many transcripts, none or one of them changed."""
    first = list(study.transcripts.values())
    many = {f"C-{n}": first[n % len(first)] for n in range(transcripts)}
    subthemes = study.codebook.subthemes.values()
    terms = [term for sub in subthemes for term in sub.terms]
    changes = iter(range(1_000_000))

    def changed() -> dict[str, Transcript]:
        one = many["C-0"]
        turn = replace(one.turns[1], text=f"{one.turns[1].text} {next(changes)}")
        return many | {"C-0": replace(one, turns=(one.turns[0], turn, *one.turns[2:]))}

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (cold,) = spent(lambda: find_terms(place, many, terms), repeat=1)
        none, _, one, _ = spent(
            lambda: find_terms(place, many, terms),
            lambda: find_terms(place, changed(), terms),
            lambda: find_terms(place, changed(), terms),
            lambda: find_terms(place, many, terms),
            repeat=repeat,
        )
    name = f"{transcripts:,} transcripts, one changed : none changed"
    return [
        Line(name, f"{one / none:.2f} ×", "≤ 1.2 ×"),
        Line("nothing known : none changed", f"{cold / none:.1f} ×", ""),
    ]


def main() -> None:
    """Make a study, measure, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.terms", description=__doc__)
    parser.add_argument("--transcripts", type=int, default=1_000, help="to remember")
    parser.add_argument("--repeat", type=int, default=5)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        make_study(Path(folder), 9, 12_000, 1, "txt")
        study = Study.open(folder)
        lines = measure_finding(study, chosen.repeat)
        show([*lines, *measure_remembering(study, chosen.transcripts, chosen.repeat)])


if __name__ == "__main__":
    main()
