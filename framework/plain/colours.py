"""What colour a box was given: as digits, of the workbook's theme, or of Excel's old palette."""

from collections.abc import Sequence
from colorsys import hls_to_rgb, rgb_to_hls
from typing import Any

_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OWN = 64
"""From here on a number of the palette means the system's own colours, whatever these are."""


def theme_colours(theme: Any) -> list[str]:
    """Return the colours of a theme's part, as six digits, in the order that cells count them.

    The part has dark before light; cells count light before dark (ECMA-376, 18.8.3).
    """
    scheme = None if theme is None else theme.find(f".//{_DRAWN}clrScheme")
    if scheme is None:
        return []
    found: list[Any] = [next(iter(one), {}) for one in scheme]
    digits = [str(one.get("lastClr") or one.get("val") or "") for one in found]
    pairs = zip(digits[1:4:2], digits[0:4:2], strict=True)
    return [*(colour for pair in pairs for colour in pair), *digits[4:]]


def digits(colour: Any, theme: Sequence[str]) -> str | None:
    """Return a colour element as six hexadecimal digits, None where it cannot be told."""
    rgb, place, number = (colour.get(name) for name in ("rgb", "theme", "indexed"))
    if rgb:
        found = rgb[-6:]
    elif place and place.isdigit() and int(place) < len(theme):
        found = theme[int(place)]
    elif number and number.isdigit() and int(number) < _OWN:
        from openpyxl.styles.colors import COLOR_INDEX  # noqa: PLC0415 - slow, and hardly used

        found = COLOR_INDEX[int(number)][-6:]
    else:
        return None
    return tinted(found, float(colour.get("tint", 0))).upper()


def tinted(digits: str, tint: float) -> str:
    """Return a colour made darker (below 0, to -1) or lighter (to 1), as ECMA-376, 18.8.19 has it.

    Excel reckons in whole steps of its own, so a part may be off by one or two of 255.

    >>> tinted("4472C4", 0.6), tinted("4472C4", -0.25), tinted("4472C4", 0)
    ('B4C6E7', '2F5496', '4472C4')
    """
    if not tint:
        return digits
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, strength = rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{int(part * 255):02X}" for part in hls_to_rgb(hue, light, strength))
