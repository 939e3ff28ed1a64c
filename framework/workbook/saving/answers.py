"""What a researcher answers to what is asked about a workbook: for one cell, by its address."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, fields

from framework.errors import Problem, RefusedError

ALL = "all"
"""Answers every question of a sort at once, where no silence can come of it."""
WHOLE = ("moved", "anyway")


@dataclass(frozen=True)
class Answers:
    """Addresses, such as ``Ashmarch!F7``, by what is said of the cells there.

    `emptied`: they are to stay empty; `as_written`: a text that is nearly a state is a summary;
    `read`: what was found was read, and nothing is said; `moved`: words were moved or copied there
    by hand; `anyway`: what cannot be carried over may stay behind in the kept copy. `moved` and
    `anyway` may be ``all``.
    """

    emptied: Collection[str] = ()
    as_written: Collection[str] = ()
    read: Collection[str] = ()
    moved: Collection[str] = ()
    anyway: Collection[str] = ()
    used: dict[tuple[str, str], str] = field(default_factory=dict, init=False, compare=False)
    """The workbook of each address at which something was asked."""

    def say(self, option: str, book: str, at: str) -> bool:
        """Return whether an option is given for an address of a workbook, and remember it.

        Raises RefusedError for an address at which two workbooks ask.
        """
        given = getattr(self, option)
        named = [one for one in (at, f"{book}:{at}") if one in given]
        for one in named:
            if self.used.setdefault((option, one), book) != book:
                message = f"{at} is asked about in {self.used[option, one]} and in {book}"
                hint = f"write the file before the address: {flag(option, f'{book}:{at}')}"
                raise RefusedError(message, hint)
        return bool(named) or (option in WHOLE and ALL in given)

    def idle(self) -> Iterator[Problem]:
        """Return a problem for each address at which nothing was asked."""
        for option in (one.name for one in fields(self) if one.name != "used"):
            for at in getattr(self, option):
                if (option, at) not in self.used and not (option in WHOLE and at == ALL):
                    message = f"nothing is asked at {at}"
                    hint = "write the address as the question has it"
                    yield Problem(flag(option, at), message, hint, kind="answer")


def flag(option: str, at: str) -> str:
    """Return the option that answers a question, as it is typed.

    >>> flag("as_written", "Ashmarch!F7")
    "--as-written 'Ashmarch!F7'"
    """
    return f"--{option.replace('_', '-')} '{at}'"


NOTHING_ANSWERED = Answers()
