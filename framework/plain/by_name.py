"""Things by name: one that is not there is told with those it may have been meant for."""

from collections.abc import Iterable
from typing import TypeVar

from framework.errors import UnknownNameError, as_text
from framework.plain.text import near

T = TypeVar("T")


class Named(dict[str, T]):
    """Things by name, in their order. ``cases["ASH-OP-9"]`` raises UnknownNameError."""

    noun = "name"

    def __missing__(self, name: str) -> T:
        """Say what there is instead."""
        raise unknown(self.noun, name, self)


def unknown(noun: str, name: str, known: Iterable[str]) -> UnknownNameError:
    """Return what to say of a name that is none of those known; nothing is guessed.

    >>> print(unknown("case", "ash-op-1", ["ASH-OP-1", "HAR-LD-1"]))
    there is no case ash-op-1; did you mean ASH-OP-1?
    >>> print(unknown("kind of case", "panel", ["focus group", "interview"]))
    there is no kind of case panel; there is focus group, interview
    """
    names = list(known)
    likely = near(as_text(name), names)
    hint = f"did you mean {' or '.join(likely)}?" if likely else f"there is {', '.join(names)}"
    return UnknownNameError(f"there is no {noun} {name}", hint if names else "there is none yet")
