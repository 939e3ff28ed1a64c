"""Two kinds of fault, kept apart.

A *problem* is a fault in the user's files: a value with a place, collected so that all are
shown in one run. An *error* is a fault in the call, or a step that cannot go on:

    FrameworkError
    ├── NoStudyError          there is no study here
    ├── UnknownNameError      a case, subtheme, turn or line that the study does not have
    ├── NotTextError          a number, say, where the study has text: 2.1 for "2.1"
    ├── NobodyError           something is to be written and nobody is at the keyboard
    ├── RefusedError          going on would lose or falsify something
    └── ProblemsError         the files have problems; it carries them
"""

from collections.abc import Iterable
from dataclasses import dataclass

_LONGEST = 1_000


@dataclass(frozen=True)
class Problem:
    """A fault in a file: where it is, what is wrong, what to do.

    `line` counts from 1; `cell` is an address in a workbook such as ``Ashmarch!C5``; `kind`
    is one short word that stays the same for the same sort of fault.
    """

    file: str
    message: str
    hint: str = ""
    line: int | None = None
    cell: str | None = None
    kind: str = "problem"

    def __str__(self) -> str:
        """Return ``file:line: what is wrong; what to do``, the one line a user sees."""
        place = ":".join(str(part) for part in (self.file, self.line, self.cell) if part)
        return f"{place}: {self._told}" + (f"; {self.hint}" if self.hint else "")

    @property
    def _told(self) -> str:
        """Return the message, cut where a file put something huge into it."""
        return self.message if len(self.message) <= _LONGEST else f"{self.message[:_LONGEST]}…"

    def json(self) -> dict[str, object]:
        """Return the planned JSON object of a problem."""
        return {
            "file": self.file,
            "line": self.line,
            "cell": self.cell,
            "kind": self.kind,
            "message": self._told,
            "hint": self.hint,
        }


class FrameworkError(Exception):
    """Base of every error raised on purpose: one sentence, and the next step in `hint`."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep the sentence and the hint apart, so that JSON can show both."""
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Return the sentence and, after a semicolon, what to do."""
        return f"{self.message}; {self.hint}" if self.hint else self.message


class NoStudyError(FrameworkError):
    """There is no study.yaml here or in any folder above."""


class UnknownNameError(FrameworkError):
    """A name that the study does not know."""


class NotTextError(FrameworkError, TypeError):
    """Something else than text where the study has text; numbers are permanent and are text."""


class NobodyError(FrameworkError):
    """A decision is to be written and it is not known whose it is."""


class RefusedError(FrameworkError):
    """A step that would lose or falsify something; nothing was changed."""


class ProblemsError(FrameworkError):
    """The study's files have problems; `problems` holds all of them, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems; the sentence counts them."""
        self.problems = tuple(problems)
        count = len(self.problems)
        super().__init__(f"{count} problem{'' if count == 1 else 's'}; nothing was written")

    def __str__(self) -> str:
        """Return the sentence and every problem, each on its line."""
        return "\n".join([f"{self.message}:", *map(str, self.problems)])


class BrokenReferenceWarning(UserWarning):
    """A reference in what was just written leads nowhere; the words are kept as they are."""


def as_text(value: object) -> str:
    """Return text as it is. Raises NotTextError for anything else; 2.10 would become 2.1.

    >>> as_text(2.1)
    Traceback (most recent call last):
    framework.errors.NotTextError: 2.1 is not text; write it in quotation marks: "2.1"
    """
    if isinstance(value, str):
        return value
    raise NotTextError(f"{value} is not text", f'write it in quotation marks: "{value}"')
