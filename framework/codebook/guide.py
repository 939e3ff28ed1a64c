"""A topic guide: the questions put to one kind of case, and the subthemes each is meant to open."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """One question of a guide, under its number."""

    number: str
    text: str
    subthemes: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class Guide:
    """The questions for one kind of case, in order; `file` is where they are written."""

    kind: str
    questions: tuple[Question, ...] = ()
    file: str = ""

    def leaves_out(self, subtheme: str) -> bool:
        """Return whether no question opens a subtheme; a guide that opens none says nothing."""
        return any(one.subthemes for one in self.questions) and not self.opening(subtheme)

    def opening(self, subtheme: str) -> list[Question]:
        """Return the questions meant to open a subtheme."""
        return [question for question in self.questions if subtheme in question.subthemes]
