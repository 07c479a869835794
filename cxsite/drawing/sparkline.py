"""A line of the size of a word, for tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from cxsite.drawing.svg import number
from cxsite.escaping import html

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARGIN = 4


def draw(  # noqa: PLR0913 - its values, their range, its size and its name
    values: Sequence[float | None],
    *,
    label: str,
    low: float = 1,
    high: float = 5,
    width: int = 120,
    height: int = 28,
    mark_lowest: bool = True,
) -> Markup:
    """Return the line of `values` over the range `low`–`high`, broken where a value is None.

    A ring marks the first of the lowest values, or with `mark_lowest=False` a dot the last value.
    """
    places = [(x, y) for x, y in _places(values, low, high, (width, height)) if y is not None]
    runs = _runs(_places(values, low, high, (width, height)))
    body = f'<path class="cx-line cx-line-0" d="{runs}"/>' if runs else ""
    if places:
        x, y = max(places, key=lambda place: (place[1], -place[0])) if mark_lowest else places[-1]
        style = "cx-lowest" if mark_lowest else "cx-latest"
        body += f'<circle class="{style}" cx="{number(x)}" cy="{number(y)}" r="3"/>'
    return Markup(  # noqa: S704 - the label is encoded
        f'<svg class="cx-drawing cx-spark" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" aria-label="{html.encode(label)}">{body}</svg>'
    )


def _places(
    values: Sequence[float | None], low: float, high: float, size: tuple[int, int]
) -> list[tuple[float, float | None]]:
    width, height = (side - 2 * _MARGIN for side in size)
    apart = width / max(len(values) - 1, 1)
    spread = (high - low) or 1
    return [
        (_MARGIN + apart * index, None if value is None else _MARGIN + height * (1 - (value - low) / spread))
        for index, value in enumerate(values)
    ]


def _runs(places: Sequence[tuple[float, float | None]]) -> str:
    """Return the path; a value with unknown neighbours is a dot, which round line caps make visible."""
    path, pen = "", ""
    for x, y in places:
        if y is None:
            pen = ""
            continue
        here = f"{number(x)} {number(y)}"
        path += f"L{here}" if pen else f"M{here}h.01"
        pen = here
    return path
