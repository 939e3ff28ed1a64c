"""The names that subthemes and positions have had, by the versions of the codebook."""

from collections.abc import Iterable

from framework.trail.decisions import Decision, Decisions


def names(versions: Iterable[Decision]) -> dict[str, list[str]]:
    """Return the names that these versions of the codebook give each number, in their order."""
    found: dict[str, list[str]] = {}
    for act in versions:
        numbers = act["numbers"]
        for number, entry in numbers.items() if isinstance(numbers, dict) else ():
            if isinstance(entry, list) and entry and str(entry[0]) not in found.get(number, ()):
                found.setdefault(number, []).append(str(entry[0]))
    return found


def names_of(decisions: Decisions, number: str) -> list[str]:
    """Return the names that a subtheme or position has had where something was decided on it."""
    return names(decisions.on("version")).get(number, [])
