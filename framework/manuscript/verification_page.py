"""The verification of a draft as a web page: no script, nothing fetched from anywhere."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from framework.manuscript import telling
from framework.manuscript.draft import place_name
from framework.manuscript.verification import Verification
from framework.plain.seal import BLANK, sealed
from framework.plain.text import count, inert


def as_page(found: Verification, title: str) -> bytes:
    """Return the page. Text of the draft and of transcripts is escaped."""
    loader = PackageLoader("framework.manuscript")
    page = Environment(autoescape=True, loader=loader, undefined=StrictUndefined, trim_blocks=True)
    page.filters["inert"] = inert
    page.globals |= {
        "behind": telling.behind,
        "count": count,
        "heading": telling.heading,
        "mark": telling.mark,
        "place_name": place_name,
        "quantity": telling.quantity,
        "seen": telling.seen,
        "sources_name": telling.sources_name,
        "told": telling.told,
    }
    levels = [
        (level, name, found.at(level))
        for level, name in telling.HEADINGS.items()
        if level not in ("ticked", "published") or found.at(level)
    ]
    text = page.get_template("verification.html").render(
        found=found, title=title, levels=levels, seal=BLANK.decode()
    )
    return sealed(text.encode())
