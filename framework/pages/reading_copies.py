"""Reading copies as web pages: one file a transcript, no script, nothing fetched from anywhere."""

from collections.abc import Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined

from framework.cases.case import Attribute
from framework.charts.reading_copy import ReadingCopy
from framework.plain.text import count, inert


def as_pages(
    copies: Sequence[ReadingCopy], title: str, attributes: Sequence[Attribute]
) -> dict[str, bytes]:
    """Return the page of each reading copy by its file's name, ``ASH-OP-1.html``.

    Text from a transcript is escaped; a page may run no script and fetch nothing.
    """
    loader = PackageLoader("framework.pages")
    page = Environment(autoescape=True, loader=loader, undefined=StrictUndefined, trim_blocks=True)
    page.filters["inert"] = inert
    template = page.get_template("reading_copy.html")
    return {
        f"{copy.case.id}.html": template.render(
            copy=copy, title=title, facts=facts(copy, title, attributes), example=example(copy)
        ).encode()
        for copy in copies
    }


def facts(copy: ReadingCopy, title: str, attributes: Sequence[Attribute]) -> str:
    """Return what is known of the case, on one line."""
    case = copy.case
    named = [case[attribute.name] for attribute in attributes]
    people = f"participants {case.composition}"
    told = [title, case.kind, *named, case["group"], case["date"], people]
    return " · ".join(filter(None, [*told, count(len(copy.turns), "turn")]))


def example(copy: ReadingCopy) -> str:
    """Return the number of a participant's turn, to show how one refers to it."""
    spoken = [each.turn.number for each in copy.turns if each.turn.kind == "participant"]
    return spoken[len(spoken) // 2] if spoken else "1"
