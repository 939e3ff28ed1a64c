"""Rich display is HTML in which any text can stand: what `tag` did not make is escaped, always.

It has no script, no style sheet and no address, so that it reads the same in a notebook that
nobody has trusted yet; what is long unfolds by ``<details>``. Nothing is cut.
"""

from abc import abstractmethod
from collections.abc import Iterable
from html import escape

from framework.plain.text import inert

_BOX = "text-align:left;vertical-align:top;white-space:normal"
_WORDS = "white-space:pre-wrap"
_ASIDE = "opacity:.7"


class Html(str):
    """HTML that this module made. Any other text is data, and is escaped where it is put in."""

    __slots__ = ()


class Shown:
    """Something that a notebook shows in full: `html` makes it, Jupyter asks `_repr_html_`."""

    @abstractmethod
    def html(self) -> Html:
        """Return everything there is to read of it."""

    def _repr_html_(self) -> str:
        return self.html()


def joined(*inside: str) -> Html:
    """Return these pieces one after another, escaped where they are not HTML yet.

    >>> joined("<i>", tag("b", "a & b"))
    '&lt;i&gt;<b>a &amp; b</b>'
    """
    return Html("".join(one if isinstance(one, Html) else escape(inert(one)) for one in inside))


def tag(name: str, *inside: str, style: str = "", own: bool = False) -> Html:
    """Return an element around these pieces; with `own`, of the direction of its first letters."""
    styled = f' style="{escape(style)}"' if style else ""
    directed = ' dir="auto"' if own else ""
    return Html(f"<{name}{styled}{directed}>{joined(*inside)}</{name}>")


def words(*inside: str) -> Html:
    """Return words whose line ends show, in the direction in which their script runs."""
    return tag("span", *inside, style=_WORDS, own=True)


def aside(*inside: str) -> Html:
    """Return what stands back: a moderator's words, a note."""
    return tag("span", *inside, style=_ASIDE)


def line(*inside: str) -> Html:
    """Return pieces as a paragraph of their own, or nothing if they are empty."""
    return tag("p", *inside, style="margin:.3em 0") if any(inside) else Html()


def unfold(told: str, *inside: str) -> Html:
    """Return a line that opens onto these pieces, without any script."""
    return tag("details", tag("summary", told), *inside)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Html:
    """Return a table of boxes; the first of each row heads it."""
    top = [tag("th", one, style=_BOX) for one in head]
    body = (
        tag(
            "tr", *(tag("td" if at else "th", words(one), style=_BOX) for at, one in enumerate(row))
        )
        for row in rows
    )
    return tag("table", tag("thead", tag("tr", *top)) if top else "", tag("tbody", *body))
