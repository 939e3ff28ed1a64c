"""What the small parts of a Word paragraph say: texts, breaks, symbols of a font, equations."""

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
TEXT, TAB, SYMBOL, MATH, BELOW = W + "t", W + "tab", W + "sym", M + "t", M + "den"
BREAKS = {TAB: "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "\u2011"}
SAYING = (TEXT, MATH, SYMBOL, BELOW, *BREAKS)
"""The elements that are letters or breaks of a paragraph."""

_PRIVATE = 0xF000
_GREEK = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
    "{|}∼"
)
_SIGNS = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"
_FONTS = {
    "symbol": dict(enumerate(_GREEK, 0x20)) | dict(enumerate(_SIGNS, 0xA0)),
    "wingdings": {
        0x4A: "☺",
        0x4B: "😐",
        0x4C: "☹",
        0x6C: "●",
        0x6E: "■",
        0x6F: "□",
        0x76: "❖",
        0x9F: "•",
        0xA7: "▪",
        0xA8: "◻",
        0xD8: "➢",
        0xDF: "←",
        0xE0: "→",
        0xE1: "↑",
        0xE2: "↓",
        0xE8: "➔",
        0xF0: "⇨",
        0xFB: "✗",
        0xFC: "✓",
        0xFD: "☒",
        0xFE: "☑",
    },
}


def said(element: Any) -> str:
    """Return what one of the elements `SAYING` stands for; a fraction's bar stands below it."""
    if element.tag in (TEXT, MATH):
        return element.text or ""
    if element.tag == SYMBOL:
        return symbol(element.get(W + "font", ""), element.get(W + "char", ""))
    return "/" if element.tag == BELOW else BREAKS[element.tag]


def symbol(font: str, code: str) -> str:
    """Return the letter for a symbol of a font; where none is known, the font's own code point.

    >>> symbol("Symbol", "F061"), symbol("Arial", "2192")
    ('α', '→')
    """
    try:
        place = int(code, 16)
        private = _PRIVATE <= place < _PRIVATE + 0x100
        found = _FONTS.get(font.casefold(), {}).get(place & 0xFF) if private else None
        return found or chr(place).encode("utf-8", "replace").decode()
    except (ValueError, OverflowError):
        return "\ufffd"


def unknown(text: str) -> int:
    """Return how many symbols of a text have no letter outside their font."""
    return sum("\ue000" <= char <= "\uf8ff" or char == "\ufffd" for char in text)
