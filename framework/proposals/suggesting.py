"""What a language model suggests for a study: names for pseudonyms, further forms for terms."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from framework.plain.progress import Waiting
from framework.plain.yaml import Text
from framework.proposals.language import model
from framework.proposals.lemmas import Further, further
from framework.proposals.names import Name, names
from framework.proposals.propose import Proposer, searched

T = TypeVar("T")


@dataclass(frozen=True)
class Suggestions(Generic[T]):
    """What a model suggests. `by` is its name and version, empty where none is installed."""

    by: str
    found: tuple[T, ...] = ()


def suggest_names(
    proposer: Proposer, case: str, named: Text, waiting: Waiting
) -> Suggestions[Name]:
    """Return the names in all turns of a case, or of all cases.

    Raises UnknownNameError for a case that has no transcript, ProblemsError for a model that
    study.yaml names and that is not installed, RefusedError for one that finds no names.
    """
    transcripts = proposer.store.transcripts
    turns = [(each, turn) for each in proposer.cases(case) for turn in transcripts[each].turns]
    if not (asked := model(named)):
        return Suggestions("")
    marked = asked.names(turn.text for _, turn in waiting(turns, "Looking for names"))
    places = ((each, turn.number) for each, turn in turns)
    spotted = ((*place, marks) for place, marks in zip(places, marked, strict=True))
    return Suggestions(asked.about, tuple(names(transcripts, spotted)))


def suggest_forms(
    proposer: Proposer, number: str, named: Text, waiting: Waiting
) -> Suggestions[Further]:
    """Return what might be added to the terms of a theme or subtheme, or of all of them.

    Raises as `suggest_names` does, UnknownNameError for a number that the codebook has not.
    """
    proposer.forms(number)  # before the work begins
    if not (asked := model(named)):
        return Suggestions("")
    transcripts = proposer.store.transcripts.values()
    turns = [turn.text for transcript in transcripts for turn in searched(transcript)]
    tagged = (word for each in asked.words(waiting(turns, "Reading words")) for word in each)
    return Suggestions(asked.about, tuple(further(proposer, number, tagged)))
