"""A figure as files: SVG whose words are words, and PNG for a printer, both with their alt text.

The same figure gives the same bytes: no clock, no random names, and nothing from this machine's
matplotlib settings.
"""

import io
import logging
import warnings
from typing import Any

import matplotlib as mpl
from lxml import etree

from framework.figures.figure import Figure
from framework.formats.figures.sheet import lay_out
from framework.formats.figures.words import FONT

logging.getLogger("matplotlib").setLevel(logging.ERROR)  # its own cache is nobody's matter here
_SVG = "{http://www.w3.org/2000/svg}"
_DPI, _MOST_PIXELS = 300, 12_000
_PACKED = 3
"""Of 9: half the time of the usual 6, for a tenth more bytes."""
_SETTINGS: dict[Any, Any] = {
    "font.family": "sans-serif",
    "font.sans-serif": [FONT, "Verdana", "Arial"],
    "svg.fonttype": "none",
    "svg.hashsalt": "framework",
    "hatch.linewidth": 0.55,
    "axes.unicode_minus": False,
}


def draw(figure: Figure) -> dict[str, bytes]:
    """Return the figure's files by their kind, ``svg`` and ``png``."""
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from")  # drawn as an empty box
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)
        picture = lay_out(figure)
        svg, png = io.BytesIO(), io.BytesIO()
        nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        picture.savefig(svg, format="svg", metadata=nothing)
        told = {"Title": figure.title, "Description": figure.alt, "Software": None}
        dpi = min(_DPI, int(_MOST_PIXELS / max(picture.get_size_inches())))
        packed = {"compress_level": _PACKED}
        picture.savefig(png, format="png", dpi=dpi, metadata=told, pil_kwargs=packed)
    return {"svg": _told(svg.getvalue(), figure), "png": png.getvalue()}


def _told(svg: bytes, figure: Figure) -> bytes:
    """Return an SVG that says what it shows, and whose type is not to be fetched from anywhere."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(svg, parser)
    for place, (name, text) in enumerate((("title", figure.title), ("desc", figure.alt))):
        element = etree.Element(_SVG + name, id=name)
        element.text = text
        element.tail = "\n"
        root.insert(place, element)
    root.set("role", "img")
    root.set("aria-labelledby", "title desc")
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
