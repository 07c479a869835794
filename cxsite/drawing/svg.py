"""The common parts of all SVG drawings: numbers, texts, and the frame with a name for screen readers."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from cxsite.escaping import html

if TYPE_CHECKING:
    from collections.abc import Iterable

LINE_HEIGHT: Final = 16
"""Pixels between two lines of text, at the drawings' font size of 12."""


@lru_cache(maxsize=1 << 14)  # Cached: drawings use the same few coordinates.
def number(value: float) -> str:
    """Return a coordinate with at most one decimal: `12`, `12.5`."""
    return f"{round(value, 1) + 0:g}"


def text_line(x: float, y: float, text: str, style: str = "", anchor: str = "start") -> str:
    """Return one line of text; `anchor` is start, middle or end."""
    return f'<text{_class(style)} x="{number(x)}" y="{number(y)}"{_anchor(anchor)}>{html.encode(text)}</text>'


def text_lines(x: float, y: float, texts: Iterable[str], style: str = "", anchor: str = "start") -> str:
    """Return lines of text below one another, the first with its baseline at `y`."""
    spans = "".join(
        f'<tspan x="{number(x)}" y="{number(y + LINE_HEIGHT * row)}">{html.encode(text)}</tspan>'
        for row, text in enumerate(texts)
    )
    return f"<text{_class(style)}{_anchor(anchor)}>{spans}</text>"


def line(start: tuple[float, float], end: tuple[float, float], style: str) -> str:
    """Return a straight line."""
    (x1, y1), (x2, y2) = start, end
    return f'<path class="{style}" d="M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}"/>'


def box(corner: tuple[float, float], size: tuple[float, float], style: str, rounded: int = 0) -> str:
    """Return a rectangle from its upper left corner and its width and height."""
    (x, y), (width, height) = corner, size
    radius = f' rx="{rounded}"' if rounded else ""
    return (
        f'<rect class="{style}" x="{number(x)}" y="{number(y)}" '
        f'width="{number(width)}" height="{number(height)}"{radius}/>'
    )


def picture(  # noqa: PLR0913 - the frame of a drawing has this many sides
    kind: str,
    *,
    uid: str,
    title: str,
    description: str,
    size: tuple[float, float],
    body: Iterable[str],
) -> Markup:
    """Return a whole drawing in one line.

    `kind` is its CSS class, `uid` makes its ids unique on the page, `size` is its width and height in pixels. A drawing
    without a description has only a name, which browsers do not show.
    """
    width, height = (number(side) for side in size)
    name, reported = html.encode(title), html.encode(description)
    if reported:
        called = f'aria-labelledby="{uid}-title {uid}-desc"'
        words = f'<title id="{uid}-title">{name}</title><desc id="{uid}-desc">{reported}</desc>'
    else:
        called, words = f'aria-label="{name}"', ""
    return Markup(  # noqa: S704 - all words in it were encoded where they were written
        f'<svg class="cx-drawing {kind}" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" {called}>{words}{"".join(body)}</svg>'
    )


def _class(style: str) -> str:
    return f' class="{style}"' if style else ""


def _anchor(anchor: str) -> str:
    return "" if anchor == "start" else f' text-anchor="{anchor}"'
