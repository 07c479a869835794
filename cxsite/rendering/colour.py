"""Readable colours: contrast by WCAG 2.2, and the nearest shade with enough contrast."""

from __future__ import annotations

from typing import Final

ENOUGH: Final = 4.5
_BLACK: Final = (0, 0, 0)
_WHITE: Final = (255, 255, 255)
DEFAULT_BRAND: Final = "#1F5C6B"
"""The main colour in Office files of a playbook without a brand."""
Colour = tuple[int, int, int]


def read(text: str) -> Colour:
    """Parse a colour: `#8a3358` becomes (138, 51, 88)."""
    return (int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16))


def write(colour: Colour) -> str:
    """Format a colour: (138, 51, 88) becomes `#8a3358`."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def text_on(background: Colour) -> Colour:
    """Return white or near-black, whichever has more contrast with the background."""
    return max(_WHITE, (17, 17, 17), key=lambda text: contrast(text, background))


def readable(colour: Colour, background: Colour, enough: float = ENOUGH) -> Colour:
    """Return the colour, or its nearest darker (on light) or lighter (on dark) shade with enough contrast."""
    end = _BLACK if _luminance(background) > 0.18 else _WHITE  # noqa: PLR2004 -- where black and white are even
    for share in range(101):
        mixed = _mix(colour, end, share / 100)
        if contrast(mixed, background) >= enough:
            return mixed
    return end


def _mix(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return (red, green, blue)


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 -- WCAG
