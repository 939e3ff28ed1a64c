"""Says of a name that the study has not what it may have been meant for; nothing is guessed."""

from collections.abc import Iterable

from framework.cases.case import Attribute
from framework.charts.chart import Cells
from framework.errors import UnknownNameError, as_text
from framework.findings.finding import findings, is_finding
from framework.plain.text import near


def unknown_row(store: Cells, attributes: Iterable[Attribute], name: str) -> UnknownNameError:
    """Return what to say of a name that is no case and no value."""
    values = dict.fromkeys(case[one.name] for one in attributes for case in store.cases.values())
    known = [*store.cases, *filter(None, values)]
    hint = f"cases: {', '.join(store.cases)}; values: {', '.join(filter(None, values))}"
    if likely := near(name, known):
        hint = f"did you mean {' or '.join(likely)}?"
    return UnknownNameError(f"{name} is no case and no value of an attribute", hint)


def unknown_column(store: Cells, attributes: Iterable[Attribute], name: str) -> UnknownNameError:
    """Return what to say of a name that stands alone and is no theme, subtheme or finding."""
    register = findings(store)
    values = {case[one.name] for one in attributes for case in store.cases.values()}
    if is_finding(name.upper()):
        hint = f"there are {', '.join(register)}" if register else "framework finding add"
        hint = f"did you mean {name.upper()}?" if name.upper() in register else hint
        return UnknownNameError(f"there is no finding {name}", hint)
    numbers = [*(one.number for one in store.codebook.themes), *store.codebook.subthemes]
    if name in store.cases or name in values:
        what = "a subtheme or a turn" if name in store.cases else "a subtheme"
        first = next(iter(store.codebook.subthemes), "2.1")
        hint = f"say of what: {what}, such as {name} {first}"
        return UnknownNameError(f"{name} alone is not enough", hint)
    hint = f"it has {', '.join(numbers) or 'none'}"
    return UnknownNameError(f"the codebook has no theme or subtheme {name}", hint)


def unknown_subtheme(store: Cells, number: str) -> UnknownNameError:
    """Return what to say of a number that is no subtheme, where a cell is asked for."""
    if theme := store.codebook.theme(as_text(number)):
        listed = ", ".join(sub.number for sub in theme.subthemes)
        hint = f"a cell is of a subtheme: {listed or 'it has none'}"
        return UnknownNameError(f"{number} is a theme", hint)
    known = ", ".join(store.codebook.subthemes)
    return UnknownNameError(f"the codebook has no subtheme {number}", f"it has {known or 'none'}")
