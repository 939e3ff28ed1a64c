"""A bar for whoever waits: on a terminal or in a notebook, and only where the work is long.

Whoever opens a study says whether anybody looks (`seen`, `unseen`), and that is handed down to
the long loops. tqdm is imported when a bar is drawn, so that short work costs nothing.
"""

import sys
import warnings
from collections.abc import Collection, Iterable
from typing import Protocol, TypeVar

T = TypeVar("T")

MANY = 40
"""Fewer things than these are done before anybody wonders."""
_PATIENCE = 1
"""Seconds that go by before a bar appears."""


class Waiting(Protocol):
    """What goes between a loop and its items: the same items come out, in the same order."""

    def __call__(self, items: Collection[T], told: str) -> Iterable[T]:
        """Return the items; `told` is what is being done, in two or three words."""


def unseen(items: Collection[T], told: str) -> Iterable[T]:  # noqa: ARG001 - as Waiting has it
    """Return the items as they are."""
    return items


def seen(items: Collection[T], told: str) -> Iterable[T]:
    """Return the items, and show on standard error how many of them are done."""
    return _bar(items, told) if len(items) >= MANY and _somebody_looks() else items


def _somebody_looks() -> bool:
    """Return whether standard error is a terminal, or this is a notebook's kernel."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return hasattr(shell, "kernel") or sys.stderr.isatty()


def _bar(items: Collection[T], told: str) -> Iterable[T]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that there are no widgets: it then writes a line of text
        from tqdm.auto import tqdm  # noqa: PLC0415 - see the module docstring

        bar: Iterable[T] = tqdm(items, told, delay=_PATIENCE, leave=False, dynamic_ncols=True)
        return bar
