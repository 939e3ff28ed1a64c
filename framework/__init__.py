"""Qualitative analysis by the Framework Approach (Ritchie & Spencer, 1994).

`Study.open()` opens a study's folder. Everything here imports nothing heavy; `Study`
is fetched when it is first asked for, so that `framework --help` stays quick.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from framework.study import Study

__all__ = ["Study", "__version__"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Return `Study` on first use (PEP 562); anything else is an AttributeError."""
    if name == "Study":
        from framework.study import Study  # noqa: PLC0415 - the reason is in the module docstring

        return Study
    raise AttributeError(f"module 'framework' has no attribute {name!r}")
