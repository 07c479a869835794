"""Two ratings in one square, such as impact × effort: numbered dots, and a key with their names.

The square has five by five cells. Dots in the same cell are spread inside it, so that none hides another; the more
there are, the smaller they become.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from cxsite.drawing import svg
from cxsite.drawing.lettering import wrap
from cxsite.drawing.scale import STEPS, UNKNOWN, step
from cxsite.drawing.svg import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

_CELL: Final = 108
_LEFT: Final = 60
_TOP: Final = 30
_SIDE: Final = _CELL * STEPS
_LARGEST: Final = 13
_MOST: Final = 36


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A thing with its two ratings; it is not drawn if one is missing."""

    name: str
    x: float | None
    y: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """An axis: its name, the range of its values, and the labels at its two ends."""

    name: str
    low: float
    high: float
    low_word: str
    high_word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Corners:
    """The names of the four quarters."""

    top_left: str
    top_right: str
    bottom_left: str
    bottom_right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quadrant:
    """The drawing, the dots by their numbers (from 1), and those that are not drawn."""

    svg: Markup
    key: tuple[Dot, ...]
    left_out: tuple[Dot, ...]


def draw(  # noqa: PLR0913 - the dots, two axes, four quarters, and the drawing's name
    dots: Sequence[Dot], *, x: Axis, y: Axis, corners: Corners, uid: str, title: str, description: str
) -> Quadrant:
    """Return the square with its dots, numbered from the top row down and from left to right."""
    cells = [(STEPS - step(dot.y, y.low, y.high), step(dot.x, x.low, x.high) - 1, dot) for dot in dots]
    drawn = sorted((cell for cell in cells if cell[0] < STEPS and cell[1] >= UNKNOWN), key=lambda cell: cell[:2])
    body = [*_frame(corners), *_axes(x, y)]
    first = 1
    for (row, column), group in groupby(drawn, key=lambda cell: cell[:2]):
        count = len(list(group))
        body += _spread(first, count, _LEFT + _CELL * column, _TOP + _CELL * row)
        first += count
    size = (_LEFT + _SIDE + 8, _TOP + _SIDE + 68)
    picture = svg.picture("cx-quadrant", uid=uid, title=title, description=description, size=size, body=body)
    key = tuple(dot for *_, dot in drawn)
    return Quadrant(svg=picture, key=key, left_out=tuple(dot for dot in dots if dot not in key))


def _frame(corners: Corners) -> Iterator[str]:
    yield svg.box((_LEFT, _TOP), (_SIDE, _SIDE), "cx-frame")
    half = _SIDE / 2
    yield svg.box((_LEFT, _TOP), (half, half), "cx-best")
    for index in range(1, STEPS):
        yield svg.line((_LEFT + _CELL * index, _TOP), (_LEFT + _CELL * index, _TOP + _SIDE), "cx-grid")
        yield svg.line((_LEFT, _TOP + _CELL * index), (_LEFT + _SIDE, _TOP + _CELL * index), "cx-grid")
    yield svg.line((_LEFT + half, _TOP), (_LEFT + half, _TOP + _SIDE), "cx-half")
    yield svg.line((_LEFT, _TOP + half), (_LEFT + _SIDE, _TOP + half), "cx-half")
    yield svg.text_line(_LEFT, _TOP - 10, corners.top_left, "cx-strong")
    yield svg.text_line(_LEFT + _SIDE, _TOP - 10, corners.top_right, "cx-strong", "end")
    yield svg.text_line(_LEFT, _TOP + _SIDE + 20, corners.bottom_left, "cx-strong")
    yield svg.text_line(_LEFT + _SIDE, _TOP + _SIDE + 20, corners.bottom_right, "cx-strong", "end")


def _axes(x: Axis, y: Axis) -> Iterator[str]:
    bottom, right, middle = _TOP + _SIDE + 42, _LEFT + _SIDE, _TOP + _SIDE / 2
    yield svg.text_line(_LEFT, bottom, x.low_word, "cx-muted")
    yield svg.text_line(right, bottom, x.high_word, "cx-muted", "end")
    yield svg.text_line(_LEFT + _SIDE / 2, bottom, f"{x.name} →", "", "middle")
    yield svg.text_lines(_LEFT - 8, _TOP + 12, wrap(y.high_word, _LEFT - 10), "cx-muted", "end")
    low = wrap(y.low_word, _LEFT - 10)
    yield svg.text_lines(_LEFT - 8, _TOP + _SIDE - svg.LINE_HEIGHT * (len(low) - 1), low, "cx-muted", "end")
    turned = svg.text_line(0, 0, f"{y.name} →", "", "middle")
    yield f'<g transform="translate({_LEFT - 14} {number(middle)})rotate(-90)">{turned}</g>'


def _spread(first: int, count: int, left: float, top: float) -> Iterator[str]:
    """Return the positions of the dots of one cell in rows; more than 36 are not readable and become one dot."""
    if count > _MOST:
        yield _dot(left + _CELL / 2, top + _CELL / 2, 34, f"{first}–{first + count - 1}")
        return
    a_row = math.ceil(math.sqrt(count))
    rows = math.ceil(count / a_row)
    apart = min(_CELL / a_row, 2 * _LARGEST + 6)
    radius = min(_LARGEST, apart / 2 - 0.5)
    for index in range(count):
        in_this_row = min(a_row, count - index // a_row * a_row)
        x = left + _CELL / 2 + (index % a_row - (in_this_row - 1) / 2) * apart
        y = top + _CELL / 2 + (index // a_row - (rows - 1) / 2) * apart
        yield _dot(x, y, radius, str(first + index))


def _dot(x: float, y: float, radius: float, text: str) -> str:
    size = min(12.0, radius * 2.6 / max(len(text), 2))
    return (
        f'<circle class="cx-dot" cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"/>'
        f'<text class="cx-on-dot" x="{number(x)}" y="{number(y + size * 0.36)}" text-anchor="middle" '
        f'font-size="{number(size)}">{text}</text>'
    )
